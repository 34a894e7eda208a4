/**
 * 满意率: (5 + 4 + 3) ÷ valid ratings, with how many rated and how sure the figure is (ticket.md, calendar.md §5).
 * Nobody who did not rate counts as satisfied; below thirty ratings the count says more than a percentage.
 */
export type Ratings = Record<1 | 2 | 3 | 4 | 5, number>;

export type Satisfaction = {
  ratings: Ratings;
  satisfied: number;
  rated: number;
  resolved: number;
  /** 0 to 1; null below thirty ratings. */
  rate: number | null;
  /** 95 % Wilson interval of the rate; null below thirty ratings. */
  interval: [number, number] | null;
  /** Ratings ÷ resolved; null when nothing was resolved. */
  responseRate: number | null;
};

const enough = 30;
/** The 97.5 % point of the normal distribution. */
const z = 1.959964;

/** Wilson score interval at 95 % (Wilson 1927): right for small numbers and for rates near 0 and 1. */
export const wilson = (successes: number, n: number): [number, number] => {
  const p = successes / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p) + (z * z) / (4 * n)) / n);
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
};

/** From counters named as in performance.ts: first values, without those that an upheld objection took out. */
export const satisfactionOf = (counts: Readonly<Record<string, number>>): Satisfaction => {
  const of = (level: number) => (counts[`rating.${level}`] ?? 0) - (counts[`ratingExcluded.${level}`] ?? 0);
  const ratings: Ratings = { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5) };
  const satisfied = ratings[3] + ratings[4] + ratings[5];
  const rated = satisfied + ratings[1] + ratings[2];
  const resolved = counts['resolved'] ?? 0;
  return {
    ratings,
    satisfied,
    rated,
    resolved,
    rate: rated >= enough ? satisfied / rated : null,
    interval: rated >= enough ? wilson(satisfied, rated) : null,
    responseRate: resolved > 0 ? rated / resolved : null,
  };
};
