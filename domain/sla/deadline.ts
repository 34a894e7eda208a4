/**
 * When a limit ends. Rules: 民法典 art. 201–203 (the day it starts on is not counted, an end on a day off moves on, a
 * day ends at close of business), 行政许可法 art. 82 (limits in working days) and art. 45 (stops).
 */
import { at, type CivilDate, dateOf, type Instant } from '../time.ts';
import type { WorkingCalendar } from './calendar.ts';
import { closeOfBusiness, type OfficeHours, standardHours } from './hours.ts';
import { countsDays, type Limit, limitName } from './limit.ts';
import { count, dateEndingAt, endOf, type Reached, rulerOf, running } from './ruler.ts';
import type { ClosedStop, Stop } from './stop.ts';

/** A limit with all that moves its end. */
export type Term = {
  /** Day limits use its civil date. Hour limits use the instant; a date alone is then the first moment of that day. */
  start: Instant | CivilDate;
  limit: Limit;
  stops?: readonly Stop[];
  /** Each has the unit of the limit and is added to it. */
  extensions?: readonly Limit[];
  calendar: WorkingCalendar;
  hours?: OfficeHours;
};
/** A term in which work has resumed after every stop. */
export type ClosedTerm = Omit<Term, 'stops'> & { stops?: readonly ClosedStop[] };

/** `provisional`: the count reaches into a year whose notice is not out, and the notice may move it. */
type Basis = { provisional: boolean; calendarVersion: string };
export type Due = Basis & { due: Instant };
/** A clock that stands: no due moment until work resumes. `left` is in the unit of the limit. */
export type Standing = Basis & { due: null; stoppedSince: CivilDate; left: number };

/** The instant a term starts at. */
export const startInstant = ({ start }: Pick<Term, 'start'>): Instant =>
  start.length === 10 ? at(start, '00:00') : start;

/** The limit with its extensions. Throws a RangeError for an extension in another unit. */
export const extendedLimit = ({ limit, extensions = [] }: Pick<Term, 'limit' | 'extensions'>): Limit => {
  const other = extensions.find(({ unit }) => unit !== limit.unit);
  if (other) {
    const [seen, wanted] = [limitName(other), limitName(limit)];
    throw new RangeError(
      `延长 ${seen.zh} 与原期限 ${wanted.zh} 单位不同，请用同一单位。` +
        ` The extension of ${seen.en} has another unit than the limit of ${wanted.en}: use the same unit.`,
    );
  }
  return { unit: limit.unit, n: extensions.reduce((sum, { n }) => sum + n, limit.n) };
};

/** The last day of a day limit. Counted calendar days that end on a day off roll to the next working day. */
const lastDay = ({ start, stops = [], calendar, hours = standardHours }: Term, { n, unit }: Limit): Reached => {
  const counted = count(rulerOf(unit, calendar, hours), endOf(dateOf(start)), n, stops);
  if (counted.end === null || n === 0 || calendar.day(dateEndingAt(counted.end)).working) {
    return counted;
  }
  const rolled = count(rulerOf('wd', calendar, hours), counted.end, 1, stops);
  return rolled.end === null ? { ...rolled, left: 0 } : rolled;
};

/**
 * The moment at which a limit ends.
 *
 * Working and calendar days: the start day is not counted, n = 0 is the same day, the end is close of business of the
 * last day. Working hours walk the office's intervals, clock hours just run. Stopped days do not count for any unit.
 * A clock is met if what it asks for happens at or before the moment (`inTime`). With a stop that has no end the answer
 * may be that the clock stands. Throws a RangeError where the calendar ends or an extension has another unit.
 */
export function deadline(term: ClosedTerm): Due;
export function deadline(term: Term): Due | Standing;
export function deadline(term: Term): Due | Standing {
  const { start, stops = [], calendar, hours = standardHours } = term;
  const limit = extendedLimit(term);
  const ruler = rulerOf(limit.unit, calendar, hours);
  const byDays = countsDays(limit);
  const reached = byDays ? lastDay(term, limit) : count(ruler, startInstant(term), limit.n * ruler.unit, stops);

  const basis = (until: CivilDate): Basis => ({
    provisional: limit.unit !== 'h' && calendar.provisional(dateOf(start), until),
    calendarVersion: calendar.version,
  });
  if (reached.end === null) {
    const stoppedSince = dateOf(reached.since);
    return { due: null, stoppedSince, left: reached.left / ruler.unit, ...basis(stoppedSince) };
  }
  const due = byDays ? closeOfBusiness(dateEndingAt(reached.end), hours) : reached.end;
  return { due, ...basis(dateOf(due)) };
}

/** Met ⇔ at or before the due moment. */
export const inTime = (moment: Instant, due: Instant): boolean => moment <= due;

/**
 * The moment at which a share of a limit is used up, e.g. 0.8 for the early warning: of the working minutes between
 * start and due, for clock hours of the clock minutes; stopped days are left out.
 */
export const momentAtShare = (term: ClosedTerm, due: Instant, share: number): Instant => {
  const { limit, stops = [], calendar, hours = standardHours } = term;
  const ruler = rulerOf(limit.unit === 'h' ? 'h' : 'wh', calendar, hours);
  const start = startInstant(term);
  const used = Math.round(running(ruler, start, due, stops) * share);
  return count(ruler, start, used, stops).end ?? due;
};

/** Working days after today up to the day of the due moment: 0 on that day, negative after it. */
export const workingDaysLeft = (now: Instant, due: Instant, calendar: WorkingCalendar): number =>
  calendar.workdaysBetween(dateOf(now), dateOf(due));
