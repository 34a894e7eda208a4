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
  /** Runs what is due now, each schedule once, and returns the names of all that ran meanwhile when they have ended. */
  readonly runDue: () => Promise<string[]>;
  readonly stop: () => void;
};

/**
 * Starts the schedules; each runs for the first time after its own interval. One that still runs is not started again.
 *
 * @param now milliseconds since 1970, in local mode's time
 */
export const startSchedules = (schedules: readonly Schedule[], now: () => number): Schedules => {
  const all = schedules.map((schedule) => ({ ...schedule, next: now() + schedule.rate }));
  const running = new Map<string, Promise<void>>();
  const start = async ({ name, run }: Schedule): Promise<void> => {
    // The function's log has the error; the next turn comes anyway.
    await run(now()).catch(() => {});
    running.delete(name);
  };
  const startDue = (): void => {
    for (const schedule of all)
      if (!running.has(schedule.name) && schedule.next <= now()) {
        schedule.next = now() + schedule.rate;
        running.set(schedule.name, start(schedule));
      }
  };
  const timer = setInterval(startDue, 1000);
  return {
    runDue: async () => {
      // One that the timer started at an earlier moment may have become due again while it ran.
      const before = [...running];
      await Promise.all(running.values());
      startDue();
      const names = new Set([...before, ...running].map(([name]) => name));
      await Promise.all(running.values());
      return [...names];
    },
    stop: () => clearInterval(timer),
  };
};
