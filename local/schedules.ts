/** Functions that time starts: `rate(…)` in local mode's time, so that moving the clock makes them due. */

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Milliseconds of a `rate(…)` expression.
 *
 * @throws on `cron(…)` and `at(…)`, which local mode does not run
 */
export const parseRate = (expression: string): number => {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const milliseconds = Number(count) * (units[unit] ?? Number.NaN);
  if (!(milliseconds > 0))
    throw new Error(
      `Local mode runs rate(…) schedules only, not "${expression}". 本地模式只支持 rate(…) 定时，不支持“${expression}”。`,
    );
  return milliseconds;
};

export type Schedule = {
  readonly name: string;
  /** Milliseconds. */
  readonly rate: number;
  /** @param at milliseconds since 1970, in local mode's time */
  readonly run: (at: number) => Promise<unknown>;
};

export type Schedules = {
  /** Runs what is due now, each schedule once, and returns the names when they have ended. */
  readonly runDue: () => Promise<string[]>;
  readonly stop: () => void;
};

/**
 * Starts the schedules; each runs for the first time after its own interval. One that still runs is not started again.
 *
 * @param now milliseconds since 1970, in local mode's time
 */
export const startSchedules = (schedules: readonly Schedule[], now: () => number): Schedules => {
  const all = schedules.map((schedule) => ({ ...schedule, next: now() + schedule.rate, running: false }));
  const runDue = async (): Promise<string[]> => {
    const due = all.filter(({ next, running }) => !running && next <= now());
    await Promise.all(
      due.map(async (schedule) => {
        schedule.running = true;
        schedule.next = now() + schedule.rate;
        // The function's log has the error; the next turn comes anyway.
        await schedule.run(now()).catch(() => {});
        schedule.running = false;
      }),
    );
    return due.map(({ name }) => name);
  };
  const timer = setInterval(() => void runDue(), 1000);
  return { runDue, stop: () => clearInterval(timer) };
};
