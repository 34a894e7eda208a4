import { expect, test } from '@jest/globals';
import { datesBetween, instant, isCivilDate } from '../../domain/time.ts';

test.each([
  { from: '2026-11-24T09:00:00.000+08:00', until: '2026-11-24T10:00:00.000+08:00', dates: ['2026-11-24'] },
  {
    from: '2026-11-24T23:59:59.999+08:00',
    until: '2026-11-25T00:00:00.000+08:00',
    dates: ['2026-11-24', '2026-11-25'],
  },
  // A day and an hour back from just after midnight: the day in between was forgotten once.
  {
    from: '2026-11-23T23:24:00.000+08:00',
    until: '2026-11-25T00:34:00.000+08:00',
    dates: ['2026-11-23', '2026-11-24', '2026-11-25'],
  },
  { from: '2026-11-25T00:00:00.000+08:00', until: '2026-11-24T23:00:00.000+08:00', dates: [] },
])('$from to $until is $dates', ({ from, until, dates }) => {
  expect(datesBetween(from, until)).toEqual(dates);
});

test.each([
  ['2026-02-28', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-2-28', false],
  // Ten characters that JavaScript reads as a month of the year 12345.
  ['+012345-01', false],
  ['2026-02-28T', false],
  ['', false],
])('%s is a day of the calendar: %s', (text, is) => expect(isCivilDate(text)).toBe(is));

test('a moment is written to the millisecond, in Beijing time, and nothing stands around it', () => {
  const at = '2026-11-24T09:00:00.000+08:00';
  const wrong = [` ${at}`, `${at} `, '2026-11-24T09:00:00+08:00', '2026-11-24T01:00:00.000Z'];
  expect([at, ...wrong].map((text) => instant.safeParse(text).success)).toEqual([true, false, false, false, false]);
});
