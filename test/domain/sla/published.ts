/** The calendar of a new installation, and arbitrary dates and instants within it. */
import fc from 'fast-check';
import calendarJson from '../../../data/calendar.json' with { type: 'json' };
import { calendarData, type CalendarYear, workingCalendar } from '../../../domain/sla/calendar.ts';
import type { NamedDay } from '../../../domain/sla/statutory.ts';
import { addDays, type CivilDate, instantOf, MINUTE } from '../../../domain/time.ts';

export const { years, festivals } = calendarData.parse(calendarJson);
export const calendar = workingCalendar(years, festivals);

const named = (date: CivilDate): NamedDay => ({ date, zh: '元旦', en: "New Year's Day" });

/** A made-up notice for 2027: off 1–4 January, working on Saturday 9 January, the rest of the year plain. */
export const notice2027: CalendarYear = {
  year: 2027,
  version: 1,
  status: 'published',
  source: 'made up for a test',
  off: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map(named),
  makeUp: [named('2027-01-09')],
};

/** Every date from one to another, both included. */
export const datesFrom = (first: CivilDate, last: CivilDate): CivilDate[] => {
  const dates = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** Dates from 2005 to 2029: published years and the law's, with room around for counting. */
export const anyDate = fc.integer({ min: 0, max: 25 * 365 }).map((days) => addDays('2005-01-01', days));
/** Whole minutes of the same years. */
export const anyInstant = fc
  .integer({ min: 0, max: 25 * 365 * 24 * 60 })
  .map((minutes) => instantOf(Date.parse('2005-01-01T00:00:00+08:00') + minutes * MINUTE));
