import { describe, expect, test } from '@jest/globals';
import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { calendarYear, workingCalendar, yearByLaw } from '../../../domain/sla/calendar.ts';
import { isWeekend, weekdayOf } from '../../../domain/sla/statutory.ts';
import { addDays } from '../../../domain/time.ts';
import { anyDate, calendar, datesFrom, festivals, notice2027, years } from './published.ts';

const workdaysOf = (first: string, last: string) => datesFrom(first, last).filter((date) => calendar.day(date).working);

const day = (date: string) => ({ date, zh: '元旦', en: "New Year's Day" });

describe('the published years', () => {
  test('are 2004 to 2026, and agree with chinese-days on every day', () => {
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, i) => 2004 + i));
    const different = datesFrom('2004-01-01', '2026-12-31').filter(
      (date) => calendar.day(date).working !== chineseDays.isWorkday(date),
    );
    expect(different).toEqual([]);
  });

  test('have the known numbers of working days', () => {
    const numbers = ['2024', '2025', '2026'].map((year) => workdaysOf(`${year}-01-01`, `${year}-12-31`).length);
    expect(numbers).toEqual([251, 248, 248]);
    const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));
    const byMonth = months.map(
      (month) => workdaysOf('2026-01-01', '2026-12-31').filter((date) => date.slice(5, 7) === month).length,
    );
    expect(byMonth).toEqual([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  });

  test('have exactly the six make-up days of 2026', () => {
    const makeUps = datesFrom('2026-01-01', '2026-12-31').filter((date) => calendar.day(date).kind === 'make-up');
    expect(makeUps).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  });

  test.each([
    ['2026-10-01', { working: false, kind: 'holiday', zh: '国庆节', en: 'National Day', provisional: false }],
    ['2026-10-10', { working: true, kind: 'make-up', zh: '国庆节', en: 'National Day', provisional: false }],
    ['2026-10-17', { working: false, kind: 'weekend', zh: '周末', en: 'weekend', provisional: false }],
    ['2026-10-19', { working: true, kind: 'workday', zh: '工作日', en: 'working day', provisional: false }],
    ['2020-01-31', { working: false, kind: 'holiday', zh: '春节', en: 'Spring Festival', provisional: false }],
    ['2020-02-03', { working: true, kind: 'workday', zh: '工作日', en: 'working day', provisional: false }],
    ['2024-02-04', { working: true, kind: 'make-up', zh: '春节', en: 'Spring Festival', provisional: false }],
    ['2004-01-17', { working: true, kind: 'make-up', zh: '春节', en: 'Spring Festival', provisional: false }],
    [
      '2027-02-09',
      { working: false, kind: 'holiday', zh: '春节补假', en: 'Spring Festival (in lieu)', provisional: true },
    ],
  ])('%s', (date, day) => {
    expect(calendar.day(date)).toEqual({ date, ...day });
  });
});

describe('looking up', () => {
  test.each([
    ['2026-10-01', 0, '2026-10-01'],
    ['2026-10-01', 1, '2026-10-08'],
    ['2026-10-08', -1, '2026-09-30'],
    ['2026-10-05', -1, '2026-09-30'],
    ['2026-10-05', -2, '2026-09-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2024-02-28', 1, '2024-02-29'],
  ])('workdayAfter(%s, %i) is %s', (date, n, expected) => {
    expect(calendar.workdayAfter(date, n)).toBe(expected);
  });

  test('equals a walk day by day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 300 }), (date, n) => {
        let [walked, left] = [date, n];
        while (left > 0) {
          walked = addDays(walked, 1);
          if (calendar.day(walked).working) left -= 1;
        }
        expect(calendar.workdayAfter(date, n)).toBe(walked);
        expect(calendar.workdaysBetween(date, walked)).toBe(n);
        expect(calendar.workdaysBetween(walked, date)).toBe(-n);
      }),
    );
  });

  test('going back undoes going ahead', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 1000 }), (date, n) => {
        const start = calendar.workdayAfter(date, 1);
        expect(calendar.workdayAfter(calendar.workdayAfter(start, n), -n)).toBe(start);
      }),
    );
  });

  test('a difference of nothing is zero', () => {
    expect(calendar.workdaysBetween('2026-10-01', '2026-10-07')).toBe(0);
    expect(calendar.workdaysBetween('2026-10-07', '2026-10-01')).toBe(0);
  });

  test.each([
    ['2026-02-30', /没有这一天：2026-02-30.*no such day: 2026-02-30/],
    ['20261001', /20261001/],
    ['2003-12-31', /不含 2003 年.*does not cover 2003/],
    ['2101-01-01', /does not cover 2101/],
  ])('%s is refused', (date, message) => {
    expect(() => calendar.day(date)).toThrow(RangeError);
    expect(() => calendar.day(date)).toThrow(message);
  });

  test('a count that runs out of the calendar, or is not whole, is refused', () => {
    expect(() => calendar.workdayAfter('2099-01-01', 2000)).toThrow(/2101/);
    expect(() => calendar.workdayAfter('2004-01-05', -20)).toThrow(/2003/);
    expect(() => calendar.workdayAfter('2026-01-05', 1.5)).toThrow(/1\.5/);
  });
});

describe('versions', () => {
  test('the text names every version, years of one version as a span', () => {
    expect(calendar.version).toBe('2004-2026v1+law795');
    expect(workingCalendar([...years, notice2027], festivals).version).toBe('2004-2027v1+law795');
    expect(workingCalendar([...years, { ...notice2027, version: 2 }], festivals).version).toBe(
      '2004-2026v1+2027v2+law795',
    );
    expect(workingCalendar([], festivals).version).toBe('law795');
    const withGap = years.filter(({ year }) => year !== 2010);
    expect(workingCalendar(withGap, festivals).version).toBe('2004-2009v1+2011-2026v1+law795');
  });

  test('the newest version of a year counts, in whatever order they come', () => {
    const second = { ...notice2027, version: 2, off: [] };
    for (const both of [
      [notice2027, second],
      [second, notice2027],
    ]) {
      expect(workingCalendar(both, festivals).day('2027-01-04').working).toBe(true);
    }
  });

  test('a year by the law alone is no publication, also where it is handed over among the notices', () => {
    const [by2027] = festivals.filter(({ year }) => year === 2027).map(yearByLaw);
    if (!by2027) throw new Error('no festivals of 2027');
    expect(calendarYear.parse(by2027)).toEqual(by2027);
    expect(by2027).toMatchObject({ year: 2027, version: 0, status: 'fallback', makeUp: [] });
    expect(by2027.off.filter(({ date }) => !isWeekend(date))).toHaveLength(13);
    const among = workingCalendar([...years, by2027], festivals);
    expect([among.version, among.isPublished(2027)]).toEqual([calendar.version, false]);
    expect(among.day('2027-10-01')).toMatchObject({ kind: 'holiday', provisional: true });
  });

  test('publishing a year ends its being provisional', () => {
    const published = workingCalendar([...years, notice2027], festivals);
    expect(calendar.isPublished(2027)).toBe(false);
    expect(published.isPublished(2027)).toBe(true);
    expect(calendar.provisional('2026-12-01', '2027-01-01')).toBe(true);
    expect(published.provisional('2026-12-01', '2027-12-31')).toBe(false);
    expect(calendar.day('2027-01-04')).toMatchObject({ working: true, provisional: true });
    expect(published.day('2027-01-04')).toMatchObject({ working: false, provisional: false });
  });
});

describe('a notice that cannot be right is refused, naming the day', () => {
  test.each([
    ['a day of another year', { off: [day('2026-12-31')] }, /2026-12-31: 不在 2027 年内/],
    ['a day twice', { off: [day('2027-01-02')], makeUp: [day('2027-01-02')] }, /2027-01-02: 出现两次/],
    ['a make-up day that is no weekend', { makeUp: [day('2027-01-05')] }, /2027-01-05: 不是周末/],
    ['a day that does not exist', { off: [day('2027-02-29')] }, /a day of the calendar/],
  ])('%s', (_, change, message) => {
    expect(calendarYear.safeParse({ ...notice2027, ...change }).error?.message).toMatch(message);
  });
  test('a right one passes', () => expect(calendarYear.parse(notice2027)).toEqual(notice2027));
});

test('weekdays are right, before 1970 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 40_000 }), (days) => {
      const date = addDays('1970-01-01', days);
      expect(weekdayOf(date)).toBe(new Date(`${date}T00:00:00Z`).getUTCDay());
    }),
  );
});
