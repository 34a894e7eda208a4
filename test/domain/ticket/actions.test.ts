/** What an action takes, and where it leads. */
import { expect, test } from '@jest/globals';
import { actions, leadsTo } from '../../../domain/ticket/actions.ts';

test('what is handed in again is named by the ids of papers, as many as may come at once', () => {
  const { body } = actions.supplement;
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `pap_${String(i).padStart(26, '0')}`);
  for (const [n, is] of [
    [1, true],
    [30, true],
    [31, false],
  ] as const)
    expect([n, body.safeParse({ text: '补充', reuse: ids(n) }).success]).toEqual([n, is]);
  expect(body.safeParse({ text: '补充', reuse: ['id-card'] }).success).toBe(false);
});

test('an action leads from each state to its own, and where it says nothing the ticket stays', () => {
  const to = { submitted: ['accepted'] } as const;
  expect([leadsTo({ to }, 'submitted'), leadsTo({ to }, 'routed')]).toEqual([['accepted'], ['routed']]);
  expect([leadsTo({ to: ['closed'] }, 'routed'), leadsTo({ to: [] }, 'routed')]).toEqual([['closed'], ['routed']]);
});
