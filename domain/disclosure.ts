/**
 * What everybody may see of a number. Fewer than five cases are withheld; all others are rounded to a multiple of five.
 * Because no margin is exact, no sum of siblings and no difference of two answers gives a withheld number away, which
 * withholding alone does not achieve. The same number is always rounded the same way, so asking twice tells no more.
 *
 * Spans that anybody could choose would undo that: twelve overlapping ones with and without a month, and the mean of
 * their differences is the month. So only two kinds are answered, of months that are over: one month, or twelve.
 */
import type { Counts } from './performance.ts';
import { addMonths, type Month, servedSpan } from './served.ts';

/** The months that are answered instead of those asked for. `now`: the month that is not over yet. */
export const disclosedMonths = (from: Month, to: Month, now: Month): { first: Month; last: Month } => {
  const over = addMonths(now, -1);
  const last = to < over ? to : over;
  return from >= last ? { first: last, last } : { first: addMonths(last, 1 - servedSpan), last };
};

export const smallest = 5;

/** Null: there are some, fewer than five. Nobody is not a secret. */
export const disclosed = (n: number): number | null =>
  n === 0 ? 0 : n < smallest ? null : Math.round(n / smallest) * smallest;

export const disclosedCounts = (counts: Readonly<Counts>): Record<string, number | null> =>
  Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, disclosed(n)]));

/** A share of at least thirty cases, to the whole percent; of fewer it is not told. */
export const disclosedRate = (rate: number | null, cases: number): number | null =>
  rate === null || cases < 30 ? null : Math.round(rate * 100) / 100;
