/** What many durations come to. */

/** The smallest value that at least `share` (0–1) of all values do not exceed: the nearest rank. NaN of nothing. */
export const percentile = (values: readonly number[], share: number): number => {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
};

export type Spread = { median: number; least: number; most: number };
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

/** Milliseconds, with one digit behind the point. */
export type Latency = { n: number; p50: number; p95: number; p99: number };
const tenths = (n: number): number => Math.round(n * 10) / 10;
export const latencyOf = (ms: readonly number[]): Latency => ({
  n: ms.length,
  p50: tenths(percentile(ms, 0.5)),
  p95: tenths(percentile(ms, 0.95)),
  p99: tenths(percentile(ms, 0.99)),
});
