/**
 * How long it took, as whole numbers that are only added: each duration falls into one of fixed buckets, three to every
 * doubling, so that medians of any union of regions and months can be read from sums, and a recount gives the same.
 */
import { MINUTE } from './time.ts';

/** Milliseconds of working time in the first three buckets: one minute, times 2^(1/3), times 2^(2/3). */
const first = [MINUTE, 75_595, 95_244] as const;
/** Up to 2^21 minutes, about seventeen years of working days; what is longer falls into the last bucket. */
const doublings = 21;

/** Upper bound of each bucket in milliseconds, itself included. */
export const bucketBounds: readonly number[] = Array.from({ length: doublings }, (_, power) =>
  first.map((bound) => bound * 2 ** power),
).flat();

/**
 * What is read from buckets is off by at most this share of the true value: half a bucket, 2^(1/6) − 1. Below the
 * first bound, one minute, by at most thirty seconds.
 */
export const bucketError = 2 ** (1 / 6) - 1;

/** Number of the bucket of a duration in milliseconds. */
export const bucketOf = (ms: number): number => {
  const found = bucketBounds.findIndex((bound) => ms <= bound);
  return found === -1 ? bucketBounds.length - 1 : found;
};

/** The geometric middle of a bucket, in milliseconds. */
const middleOf = (bucket: number): number => {
  const upper = bucketBounds[bucket] ?? 0;
  const lower = bucketBounds[bucket - 1];
  return Math.round(lower === undefined ? upper / 2 : Math.sqrt(lower * upper));
};

/**
 * The duration that this share of the cases did not exceed (nearest rank), in milliseconds; null when there are no
 * cases. `cases`: how many, by bucket.
 */
export const quantile = (cases: ReadonlyMap<number, number>, share: number): number | null => {
  const total = [...cases.values()].reduce((sum, n) => sum + n, 0);
  let rank = Math.max(1, Math.ceil(share * total));
  for (const [bucket, n] of [...cases].sort(([a], [b]) => a - b)) {
    rank -= n;
    if (rank <= 0) return middleOf(bucket);
  }
  return null;
};
