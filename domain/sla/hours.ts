/**
 * Office hours and the working time between two instants. Exact to the millisecond, and as fast over years as over
 * minutes: the calendar looks days up, only the first and the last are measured.
 */
import * as z from 'zod';
import { addDays, at, type CivilDate, dateOf, epochMs, type Instant, later, MINUTE } from '../time.ts';
import type { WorkingCalendar } from './calendar.ts';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The intervals of a working day, in order and apart, e.g. 09:00–12:00 and 13:30–17:30. */
export const officeHours = z
  .array(z.object({ from: wallTime, to: wallTime }))
  .min(1)
  .refine((intervals) => intervals.every(({ from, to }, i) => from < to && (intervals[i - 1]?.to ?? '') <= from), {
    error: '时段应先后排列、互不重叠 / intervals must be in order and not overlap',
  });
export type OfficeHours = Readonly<z.infer<typeof officeHours>>;

export const standardHours: OfficeHours = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/** The moment at which the office closes on a date. */
export const closeOfBusiness = (date: CivilDate, hours: OfficeHours = standardHours): Instant =>
  at(date, hours.at(-1)?.to ?? '00:00');

/** Each interval of a date as milliseconds since 1970. */
const intervalsOn = (date: CivilDate, hours: OfficeHours) =>
  hours.map(({ from, to }) => ({ from: epochMs(at(date, from)), to: epochMs(at(date, to)) }));

/** Working milliseconds of a full day. */
const fullDay = (hours: OfficeHours): number =>
  intervalsOn('2000-01-01', hours).reduce((sum, { from, to }) => sum + to - from, 0);

/** Working milliseconds of the instant's own day that have gone by at the instant. */
const elapsedToday = (instant: Instant, calendar: WorkingCalendar, hours: OfficeHours): number => {
  if (!calendar.day(dateOf(instant)).working) return 0;
  const now = epochMs(instant);
  return intervalsOn(dateOf(instant), hours).reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(now, to) - from),
    0,
  );
};

const dayBefore = (instant: Instant): CivilDate => addDays(dateOf(instant), -1);

/** Working milliseconds from one instant to another; negative if `to` is earlier. */
export const workingTime = (
  from: Instant,
  to: Instant,
  calendar: WorkingCalendar,
  hours: OfficeHours = standardHours,
): number => {
  const days = calendar.workdaysBetween(dayBefore(from), dayBefore(to));
  return days * fullDay(hours) + elapsedToday(to, calendar, hours) - elapsedToday(from, calendar, hours);
};

/** The first instant at which `ms` working milliseconds have gone by since `from`. Throws if `ms` is negative. */
export const afterWorkingTime = (
  from: Instant,
  ms: number,
  calendar: WorkingCalendar,
  hours: OfficeHours = standardHours,
): Instant => {
  if (ms < 0) throw new RangeError(`工作时间不能为负：${ms} 毫秒。Working time cannot be negative: ${ms} ms.`);
  if (ms === 0) return from;
  const sinceMorning = elapsedToday(from, calendar, hours) + ms;
  const fullDays = Math.ceil(sinceMorning / fullDay(hours)) - 1;
  const lastDay = calendar.workdayAfter(dayBefore(from), fullDays + 1);

  let left = sinceMorning - fullDays * fullDay(hours);
  for (const interval of hours) {
    const opening = at(lastDay, interval.from);
    const length = epochMs(at(lastDay, interval.to)) - epochMs(opening);
    if (left <= length) return later(opening, left);
    left -= length;
  }
  return closeOfBusiness(lastDay, hours);
};

/** Working minutes from one instant to another, a fraction where the instants have seconds; negative if `to` is earlier. */
export const workingMinutes = (
  from: Instant,
  to: Instant,
  calendar: WorkingCalendar,
  hours: OfficeHours = standardHours,
): number => workingTime(from, to, calendar, hours) / MINUTE;

/** The first instant at which so many working minutes have gone by since `from`. Throws if `minutes` is negative. */
export const afterWorkingMinutes = (
  from: Instant,
  minutes: number,
  calendar: WorkingCalendar,
  hours: OfficeHours = standardHours,
): Instant => afterWorkingTime(from, Math.round(minutes * MINUTE), calendar, hours);

/**
 * The working day on which a filing is received: the day itself until close of business, else the next working day
 * (calendar.md §3.7). Only a filing moves like this; every other start keeps the date it is given.
 */
export const receivedOn = (
  filedAt: Instant,
  calendar: WorkingCalendar,
  hours: OfficeHours = standardHours,
): CivilDate => {
  const date = dateOf(filedAt);
  const inTime = calendar.day(date).working && filedAt <= closeOfBusiness(date, hours);
  return inTime ? date : calendar.workdayAfter(date, 1);
};
