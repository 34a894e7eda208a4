import { expect, test } from '@jest/globals';
import { startSchedules } from '../../local/schedules.ts';

const minute = 60_000;

/** One schedule by the minute whose runs end when `end` is called; the clock stands still between moves. */
const started = () => {
  let now = 0;
  const runs: number[] = [];
  const ends: (() => void)[] = [];
  const run = (at: number): Promise<void> => {
    runs.push(at);
    return new Promise((resolve) => ends.push(resolve));
  };
  const schedules = startSchedules([{ name: 'tick', rate: minute, run }], () => now);
  const untilRun = async (count: number): Promise<void> => {
    while (runs.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return { schedules, runs, move: (by: number) => (now += by), end: () => ends.shift()?.(), untilRun };
};

test('what is not due does not run', async () => {
  const { schedules, runs, move } = started();
  move(minute - 1);
  expect(await schedules.runDue()).toEqual([]);
  expect(runs).toEqual([]);
  schedules.stop();
});

test('a run that the timer began a moment earlier is waited for and named, not missed and not run twice', async () => {
  const { schedules, runs, move, end, untilRun } = started();
  move(minute);
  await untilRun(1);
  const ran = schedules.runDue();
  end();
  expect(await ran).toEqual(['tick']);
  expect(runs).toEqual([minute]);
  schedules.stop();
});

test('one that became due again while it ran runs again', async () => {
  const { schedules, runs, move, end, untilRun } = started();
  move(minute);
  await untilRun(1);
  move(minute);
  const ran = schedules.runDue();
  end();
  await untilRun(2);
  end();
  expect(await ran).toEqual(['tick']);
  expect(runs).toEqual([minute, 2 * minute]);
  schedules.stop();
});
