/**
 * Distinct residents served, exactly, in one month and in the twelve months that end with one. What is kept of each
 * resident (under a pseudonym, for each region) is only the set of months in which something of theirs was resolved;
 * a month that is new to it adds one to every span that had not covered the resident before. Sets grow in any order to
 * the same set, so the sums do not depend on the order of events, and a repetition adds nothing.
 */
import type { CivilDate } from './time.ts';

/** `YYYY-MM`. */
export type Month = string;

export const monthOf = (date: CivilDate): Month => date.slice(0, 7);

/** Months before or after. */
export const addMonths = (month: Month, n: number): Month => {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
};

/** From the first to the last month, both included. */
export const monthsBetween = (from: Month, to: Month): Month[] => {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
};

/** Months that the plan's participation looks back over. */
export const servedSpan = 12;

/** The last months of the spans that cover one of these months. */
const spanEnds = (months: Iterable<Month>): Set<Month> => {
  const ends = new Set<Month>();
  for (const month of months) for (let n = 0; n < servedSpan; n++) ends.add(addMonths(month, n));
  return ends;
};

/** Adds one for each month, and each span by its last month, that did not have the resident before. */
export const servedBy = (
  before: ReadonlySet<Month>,
  added: ReadonlySet<Month>,
): { months: Month[]; spans: Month[] } => {
  const had = spanEnds(before);
  return {
    months: [...added].filter((month) => !before.has(month)).sort(),
    spans: [...spanEnds(added)].filter((end) => !had.has(end)).sort(),
  };
};
