/** What a notice of days off must look like before anybody may confirm it. */
import { describe, expect, test } from '@jest/globals';
import { workingCalendar } from '../../../domain/sla/calendar.ts';
import { editionsIn, missingNotice, noticeProblems, type YearNotice } from '../../../domain/sla/publishing.ts';
import { longNewYear2027, notice2027 } from './notice-2027.ts';
import { calendar, festivals, years } from './published.ts';

const festivalsOf = (year: number) => festivals.find((each) => each.year === year);
const check = (year: number, notice: YearNotice) => noticeProblems(year, notice, festivalsOf(year));
const day = (date: string) => ({ date, zh: '某日', en: 'some day' });

describe('the next year’s notice', () => {
  const by2026 = workingCalendar(years, festivals);
  const by2027 = workingCalendar(
    [...years, { ...notice2027, year: 2027, version: 1, status: 'published', source: 'test' }],
    festivals,
  );

  test.each([
    { today: '2026-10-31', knows: by2026, missing: null },
    { today: '2026-11-01', knows: by2026, missing: 2027 },
    { today: '2026-12-31', knows: by2026, missing: 2027 },
    { today: '2026-12-31', knows: by2027, missing: null },
    { today: '2027-01-01', knows: by2027, missing: null },
    { today: '2027-11-01', knows: by2027, missing: 2028 },
  ])('on $today: missing $missing', ({ today, knows, missing }) => {
    expect(missingNotice(knows, today)).toBe(missing);
  });
});

describe('a notice', () => {
  test('as the State Council gives it has nothing wrong', () => {
    expect(check(2027, notice2027)).toEqual([]);
    expect(check(2027, longNewYear2027)).toEqual([]);
  });

  test.each(years.map((year) => [year.year, year] as const))(
    'as it was given for %i has nothing wrong',
    (year, notice) => {
      expect(check(year, notice)).toEqual([]);
    },
  );

  test.each([
    ['2027-02-30', 'date'],
    ['27.1.1', 'date'],
    ['2026-12-31', 'year'],
    ['2027-01-01', 'twice'],
  ])('with %s as a day off is refused, code %s', (date, code) => {
    const problems = check(2027, { ...notice2027, off: [...notice2027.off, day(date)] });
    expect(problems).toMatchObject([{ path: `off.${notice2027.off.length}.date`, code, seen: date }]);
    for (const { zh, en } of problems) expect([zh, en].every((text) => text.length > 5)).toBe(true);
  });

  test('with a make-up day in the week is refused, and so is a day that is both', () => {
    const makeUp = (date: string) => check(2027, { ...notice2027, makeUp: [...notice2027.makeUp, day(date)] });
    expect(makeUp('2027-03-03')).toMatchObject([
      { path: `makeUp.${notice2027.makeUp.length}.date`, code: 'weekend', seen: '2027-03-03' },
    ]);
    expect(makeUp('2027-01-02')).toMatchObject([{ code: 'twice', seen: '2027-01-02' }]);
  });

  test('that leaves out a holiday of the law is refused by its name', () => {
    const off = notice2027.off.filter(({ date }) => date !== '2027-06-09');
    expect(check(2027, { ...notice2027, off })[0]).toMatchObject({ path: 'off', seen: `${off.length}` });
    expect(check(2027, { ...notice2027, off }).map(({ code, zh }) => [code, zh.includes('2027-06-09')])).toEqual([
      ['statutory', true],
      ['net', false],
    ]);
  });

  test('that takes back more than it gives is refused with the balance', () => {
    const makeUp = [...notice2027.makeUp, day('2027-03-06')];
    expect(check(2027, { ...notice2027, makeUp })).toMatchObject([{ path: 'makeUp', code: 'net', seen: '12' }]);
  });

  test('cannot be checked for a year whose festivals nobody knows', () => {
    expect(noticeProblems(2027, notice2027, undefined)).toMatchObject([
      { path: 'year', code: 'festivals', seen: '2027' },
    ]);
  });

  test('rests on the law of its time: the thirteen days are owed from 2025 on', () => {
    const codes = (year: number) => check(year, { off: [], makeUp: [] }).map(({ code }) => code);
    expect(codes(2024)).toEqual([]);
    expect(new Set(codes(2025))).toEqual(new Set(['statutory', 'net']));
  });
});

test('a calendar version names the version of each year', () => {
  expect([...editionsIn('2004-2005v1+2026v2+law795')]).toEqual([
    [2004, 1],
    [2005, 1],
    [2026, 2],
  ]);
  expect([...editionsIn('2026v12')]).toEqual([[2026, 12]]);
  expect([...editionsIn('law795+x2026v1+2026v1x')]).toEqual([]);
  expect([...editionsIn(calendar.version)]).toEqual(years.map(({ year, version }) => [year, version]));
});
