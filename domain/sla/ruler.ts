/**
 * How a limit is measured: working days, calendar days, working time or clock time. Each ruler measures between two
 * instants and reaches the instant that lies an amount ahead, so one count serves all units.
 *
 * Day rulers work with midnights: the day a limit starts on ends at the first midnight, its last day at the last.
 */
import { addDays, at, type CivilDate, DAY, dateOf, epochMs, HOUR, type Instant, later } from '../time.ts';
import type { WorkingCalendar } from './calendar.ts';
import { afterWorkingTime, type OfficeHours, workingTime } from './hours.ts';
import type { Limit } from './limit.ts';
import { standingSpans, type Stop } from './stop.ts';

export type Ruler = {
  /** The ruler's amount for one of the limit's unit: one day, or the milliseconds of an hour. */
  unit: number;
  between(from: Instant, to: Instant): number;
  after(from: Instant, amount: number): Instant;
};

/** The midnight with which a date ends. */
export const endOf = (date: CivilDate): Instant => at(addDays(date, 1), '00:00');
/** The date that ends with a midnight. */
export const dateEndingAt = (midnight: Instant): CivilDate => addDays(dateOf(midnight), -1);

export const rulerOf = (unit: Limit['unit'], calendar: WorkingCalendar, hours: OfficeHours): Ruler => {
  switch (unit) {
    case 'wd':
      return {
        unit: 1,
        between: (from, to) => calendar.workdaysBetween(dateEndingAt(from), dateEndingAt(to)),
        after: (from, amount) => endOf(calendar.workdayAfter(dateEndingAt(from), amount)),
      };
    case 'd':
      return {
        unit: 1,
        between: (from, to) => (epochMs(to) - epochMs(from)) / DAY,
        after: (from, amount) => later(from, amount * DAY),
      };
    case 'wh':
      return {
        unit: HOUR,
        between: (from, to) => workingTime(from, to, calendar, hours),
        after: (from, amount) => afterWorkingTime(from, amount, calendar, hours),
      };
    case 'h':
      return { unit: HOUR, between: (from, to) => epochMs(to) - epochMs(from), after: later };
  }
};

/** Where a count comes to its end, or since when it stands still (not before it began) and how much of it is left. */
export type Reached = { end: Instant } | { end: null; since: Instant; left: number };

/** Counts an amount from an instant and passes over every stop on the way. An amount of nothing is there at once. */
export const count = (ruler: Ruler, from: Instant, amount: number, stops: readonly Stop[]): Reached => {
  let target = amount;
  let end = ruler.after(from, target);
  if (amount === 0) return { end };
  for (const span of standingSpans(stops)) {
    if (span.from >= end) break;
    const begin = span.from > from ? span.from : from;
    if (!span.to) return { end: null, since: begin, left: target - ruler.between(from, begin) };
    if (span.to <= begin) continue;
    target += ruler.between(begin, span.to);
    end = ruler.after(from, target);
  }
  return { end };
};

/** The part of the time from one instant to another that no stop takes out. Open stops reach to the end. */
export const running = (ruler: Ruler, from: Instant, to: Instant, stops: readonly Stop[]): number => {
  let amount = ruler.between(from, to);
  for (const span of standingSpans(stops)) {
    const begin = span.from > from ? span.from : from;
    const end = span.to && span.to < to ? span.to : to;
    if (begin < end) amount -= ruler.between(begin, end);
  }
  return amount;
};
