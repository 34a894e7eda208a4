/**
 * The working calendar of the People's Republic of China.
 *
 * A day is a working day if the year's notice says so (make-up days 调休 first), else Monday to Friday. A year whose
 * notice is not out follows the law (statutory.ts), and whatever is computed from it is provisional.
 */
import * as z from 'zod';
import { addDays, type CivilDate } from '../time.ts';
import { isWeekend, movingFestivals, type MovingFestivals, namedDay, statutoryDaysOff } from './statutory.ts';

/**
 * One year's notice. All its days lie in that year: where a notice also moves days of the December before, that year
 * is published again with the next version.
 */
export const calendarYear = z
  .object({
    year: z.int().min(2000).max(2100),
    /** 1 for the first notice, one more for each change; 0 for the law's fallback. */
    version: z.int().min(0),
    status: z.enum(['published', 'fallback']),
    source: z.string().min(1),
    /** Days off, weekends inside a holiday included. */
    off: z.array(namedDay),
    /** Saturdays and Sundays on which everybody works (调休上班). */
    makeUp: z.array(namedDay),
  })
  .check(({ value, issues }) => {
    const complain = (date: CivilDate, message: string) =>
      issues.push({ code: 'custom', message: `${date}: ${message}`, input: date });
    const seen = new Set<CivilDate>();
    for (const { date } of [...value.off, ...value.makeUp]) {
      if (!date.startsWith(`${value.year}-`)) complain(date, `不在 ${value.year} 年内 is not in ${value.year}`);
      if (seen.has(date)) complain(date, '出现两次，请只保留一次 is there twice, keep one');
      seen.add(date);
    }
    for (const { date } of value.makeUp) {
      if (!isWeekend(date))
        complain(date, '不是周末，不能设为调休上班 is no weekend day, so it cannot be a make-up day');
    }
  });
export type CalendarYear = z.infer<typeof calendarYear>;

/** What a new installation knows: data/calendar.json. */
export const calendarData = z.object({ years: z.array(calendarYear), festivals: z.array(movingFestivals) });

export type CalendarDay = {
  date: CivilDate;
  working: boolean;
  kind: 'workday' | 'weekend' | 'holiday' | 'make-up';
  /** Name of the festival for a holiday and a make-up day, else of the kind. */
  zh: string;
  en: string;
  /** The year's notice is not published. */
  provisional: boolean;
};

/** All methods throw a RangeError, in Chinese and English, for a date that does not exist or that no year covers. */
export type WorkingCalendar = {
  /** Which notices and which law it rests on, e.g. `2004-2026v1+law795`. Stored with every due moment. */
  version: string;
  isPublished(year: number): boolean;
  day(date: CivilDate): CalendarDay;
  /** The n-th working day after the date; n = 0 is the date itself, a negative n counts back. */
  workdayAfter(date: CivilDate, n: number): CivilDate;
  /** Working days after `from` up to and including `to`; negative if `to` is earlier. */
  workdaysBetween(from: CivilDate, to: CivilDate): number;
  /** Does any day from `from` to `to`, both included, lie in a year whose notice is not published? */
  provisional(from: CivilDate, to: CivilDate): boolean;
};

/** A year ready for look-up: each day with its ordinal, the number of working days from 1 January through that day. */
type YearIndex = { workdays: CivilDate[]; days: Map<CivilDate, { day: CalendarDay; ordinal: number }> };

const LAW = { tag: 'law795', source: '《全国年节及纪念日放假办法》（国务院令第795号）' };

/** A year whose notice is not out: the days off of the law alone, version 0. */
export const yearByLaw = (festivals: MovingFestivals): CalendarYear => ({
  year: festivals.year,
  version: 0,
  status: 'fallback',
  source: LAW.source,
  off: statutoryDaysOff(festivals),
  makeUp: [],
});

const indexOf = ({ year, status, off, makeUp }: CalendarYear): YearIndex => {
  const holidays = new Map(off.map((day) => [day.date, day]));
  const makeUps = new Map(makeUp.map((day) => [day.date, day]));
  const describe = (date: CivilDate): Pick<CalendarDay, 'kind' | 'zh' | 'en'> => {
    const [worked, holiday] = [makeUps.get(date), holidays.get(date)];
    if (worked) return { kind: 'make-up', zh: worked.zh, en: worked.en };
    if (holiday) return { kind: 'holiday', zh: holiday.zh, en: holiday.en };
    if (isWeekend(date)) return { kind: 'weekend', zh: '周末', en: 'weekend' };
    return { kind: 'workday', zh: '工作日', en: 'working day' };
  };
  const index: YearIndex = { workdays: [], days: new Map() };
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const { kind, zh, en } = describe(date);
    const working = kind === 'workday' || kind === 'make-up';
    if (working) index.workdays.push(date);
    index.days.set(date, {
      day: { date, working, kind, zh, en, provisional: status === 'fallback' },
      ordinal: index.workdays.length,
    });
  }
  return index;
};

const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

/** `2004-2025v1+2026v2+law795`: neighbouring years of one version are written as a span. */
const versionOf = (published: readonly CalendarYear[]): string => {
  const spans: { from: number; to: number; version: number }[] = [];
  for (const { year, version } of published) {
    const span = spans.at(-1);
    if (span && span.version === version && span.to === year - 1) span.to = year;
    else spans.push({ from: year, to: year, version });
  }
  const texts = spans.map(({ from, to, version }) => `${from === to ? from : `${from}-${to}`}v${version}`);
  return [...texts, LAW.tag].join('+');
};

/**
 * Builds the calendar. Of several versions of a year the newest counts; a year without one follows the law, for which
 * its moving festivals must be known. Years are indexed when first asked for.
 */
export const workingCalendar = (
  years: readonly CalendarYear[],
  festivals: readonly MovingFestivals[],
): WorkingCalendar => {
  const ascending = years
    .filter(({ status }) => status === 'published')
    .sort((a, b) => a.year - b.year || a.version - b.version);
  const published = new Map(ascending.map((year) => [year.year, year]));
  const moving = new Map(festivals.map((festival) => [festival.year, festival]));
  const indexes = new Map<number, YearIndex>();

  const yearIndex = (year: number, asked: CivilDate): YearIndex => {
    const known = indexes.get(year);
    if (known) return known;
    const festival = moving.get(year);
    const source = published.get(year) ?? (festival && yearByLaw(festival));
    if (!source) {
      throw new RangeError(
        `工作日历不含 ${year} 年（${asked}），请先录入该年放假安排。` +
          ` The working calendar does not cover ${year} (${asked}): enter that year's notice first.`,
      );
    }
    const index = indexOf(source);
    indexes.set(year, index);
    return index;
  };

  const find = (date: CivilDate) => {
    const found = yearIndex(yearOf(date), date).days.get(date);
    if (found) return found;
    throw new RangeError(`没有这一天：${date}，应为 YYYY-MM-DD。There is no such day: ${date}, expected YYYY-MM-DD.`);
  };

  const calendar: WorkingCalendar = {
    version: versionOf([...published.values()]),
    isPublished: (year) => published.has(year),
    day: (date) => find(date).day,

    workdayAfter: (date, n) => {
      const { day, ordinal } = find(date);
      if (n === 0) return date;
      // Going back from a day off, the working day before it is the first, not the one it would have been itself.
      let nth = n < 0 && !day.working ? ordinal + n + 1 : ordinal + n;
      let year = yearOf(date);
      while (nth > yearIndex(year, date).workdays.length) {
        nth -= yearIndex(year, date).workdays.length;
        year += 1;
      }
      while (nth < 1) {
        year -= 1;
        nth += yearIndex(year, date).workdays.length;
      }
      const found = yearIndex(year, date).workdays[nth - 1];
      if (found) return found;
      throw new RangeError(`工作日数应为整数，而不是 ${n}。A number of working days is whole, not ${n}.`);
    },

    workdaysBetween: (from, to) => {
      if (from > to) return 0 - calendar.workdaysBetween(to, from);
      let days = find(to).ordinal - find(from).ordinal;
      for (let year = yearOf(from); year < yearOf(to); year += 1) days += yearIndex(year, from).workdays.length;
      return days;
    },

    provisional: (from, to) => {
      for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!published.has(year)) return true;
      return false;
    },
  };
  return calendar;
};
