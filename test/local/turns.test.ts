import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { turnsOf } from '../../local/turns.ts';

test('no more than so many at once, in the order of coming, whatever becomes of one', async () => {
  const inTurn = turnsOf(3);
  const began: number[] = [];
  let [now, most] = [0, 0];
  const work = (n: number) => async () => {
    began.push(n);
    most = Math.max(most, ++now);
    await sleep(1);
    now -= 1;
    if (n % 4 === 0) throw new Error(`${n} failed`);
    return n;
  };
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => inTurn(work(n))));
  expect(began).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(most).toBe(3);
  expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  // All places are free again.
  expect(await Promise.all([1, 2, 3].map((n) => inTurn(work(n))))).toEqual([1, 2, 3]);
});
