/** Do the walks of properties.test.ts go everywhere? A rule that no walk reaches is not checked by them. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actionNames, actions, automatic, leadsTo } from '../../../domain/ticket/actions.ts';
import { apply } from '../../../domain/ticket/apply.ts';
import type { State } from '../../../domain/ticket/state.ts';
import { anyWalk, walk } from './walk.ts';

test('the walks go everywhere: every action, every automatic act, every state, every way the table shows', () => {
  const ways = new Set<string>();
  const count = (from: State, name: string, to: State) => ways.add(`${name}: ${from} → ${to}`);
  fc.assert(
    fc.property(anyWalk, (given) => {
      walk(given, (_, { before, after, by, fresh, swept }) => {
        if (by) count(before.state, by, after.state);
        if (!swept) return;
        let ticket = before;
        for (const event of fresh) {
          const next = apply(ticket, event);
          count(ticket.state, event.type, next.state);
          ticket = next;
        }
      });
    }),
    { numRuns: 2000, seed: 20260303 },
  );
  const done = new Set([...ways].map((way) => way.split(':')[0]));
  expect(actionNames.filter((name) => !done.has(name))).toEqual([]);
  for (const { emits } of Object.values(automatic)) expect(done).toContain(emits[0]);
  const missing = actionNames.flatMap((name) => {
    const moving = actions[name].from.flatMap((from) => leadsTo(actions[name], from).filter((to) => to !== from));
    const shown = new Set<string>(moving);
    const gone = new Set([...ways].filter((way) => way.startsWith(`${name}:`)).map((way) => way.split(' → ')[1]));
    return [...shown].filter((to) => !gone.has(to)).map((to) => `${name} → ${to}`);
  });
  expect(missing).toEqual([]);
});
