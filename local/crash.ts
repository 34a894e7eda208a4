/** Deaths on order, for tests of what survives them. */

/**
 * - `after-store`: a function behind the API has answered a POST, PUT, PATCH or DELETE with 2xx; its caller never hears of it.
 * - `before-stream-delivery`, `before-queue-delivery`: a batch has been read, its function has not been invoked.
 * - `after-stream-delivery`: a function has worked off its batch; that this is so has not been written down.
 * - `after-queue-delivery`: a function has worked off its messages; they have not been deleted.
 */
export const crashPoints = [
  'after-store',
  'before-stream-delivery',
  'after-stream-delivery',
  'before-queue-delivery',
  'after-queue-delivery',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

export type Crashes = {
  /** Dies at the next such point, after passing `skip` of them. A new order replaces the last. */
  readonly plan: (at: CrashPoint, skip: number) => void;
  /** Says that the host is at a point now. */
  readonly reach: (point: CrashPoint) => void;
};

export const crashes = (): Crashes => {
  let planned: { at: CrashPoint; skip: number } | undefined;
  return {
    plan: (at, skip) => {
      planned = { at, skip };
    },
    reach: (point) => {
      if (planned?.at !== point) return;
      if (planned.skip > 0) planned.skip -= 1;
      else process.kill(process.pid, 'SIGKILL');
    },
  };
};
