import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  afterWorkingMinutes,
  officeHours,
  receivedOn,
  standardHours,
  workingMinutes,
} from '../../../domain/sla/hours.ts';
import { at, dateOf, later, MINUTE } from '../../../domain/time.ts';
import { anyInstant, calendar, datesFrom } from './published.ts';

const minutes = (from: string, to: string) => workingMinutes(from, to, calendar);

describe('working minutes', () => {
  test.each([
    ['a full day', at('2026-03-02', '00:00'), at('2026-03-03', '00:00'), 420],
    ['over lunch', at('2026-03-02', '11:30'), at('2026-03-02', '14:00'), 60],
    ['at night', at('2026-03-02', '18:00'), at('2026-03-03', '09:00'), 0],
    ['a holiday', at('2026-10-01', '00:00'), at('2026-10-08', '00:00'), 0],
    ['a working Saturday', at('2026-02-14', '09:00'), at('2026-02-14', '17:30'), 420],
    ['half a minute', at('2026-03-02', '09:00'), at('2026-03-02', '09:00:30'), 0.5],
    ['backwards', at('2026-03-02', '10:00'), at('2026-03-02', '09:00'), -60],
    ['a year', at('2026-01-01', '00:00'), at('2027-01-01', '00:00'), 248 * 420],
  ])('%s', (_, from, to, expected) => expect(minutes(from, to)).toBe(expected));

  test('equal a sum over the days', () => {
    const sum = datesFrom('2024-01-01', '2025-12-31')
      .map((date) => minutes(at(date, '00:00'), at(date, '23:59:59')))
      .reduce((a, b) => a + b, 0);
    expect(minutes(at('2024-01-01', '00:00'), at('2026-01-01', '00:00'))).toBe(sum);
  });

  test('add up', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anyInstant, (a, b, c) => {
        expect(minutes(a, b) + minutes(b, c)).toBe(minutes(a, c));
      }),
    );
  });
});

describe('after working minutes', () => {
  test.each([
    [
      'the end of the morning, not the start of the afternoon',
      at('2026-03-02', '09:00'),
      180,
      at('2026-03-02', '12:00'),
    ],
    ['the end of the day, not the next morning', at('2026-03-02', '09:00'), 420, at('2026-03-02', '17:30')],
    ['nothing', at('2026-03-01', '03:00'), 0, at('2026-03-01', '03:00')],
    ['from a day off', at('2026-03-01', '03:00'), 1, at('2026-03-02', '09:01')],
  ])('%s', (_, from, n, expected) => expect(afterWorkingMinutes(from, n, calendar)).toBe(expected));

  test('is the inverse of working minutes, and the first such moment', () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 1, max: 200_000 }), (from, n) => {
        const moment = afterWorkingMinutes(from, n, calendar);
        expect(minutes(from, moment)).toBe(n);
        expect(minutes(from, later(moment, -MINUTE))).toBe(n - 1);
      }),
    );
  });

  test('a negative amount is refused', () => {
    expect(() => afterWorkingMinutes(at('2026-03-02', '09:00'), -1, calendar)).toThrow(/不能为负.*negative/);
  });
});

describe('a filing', () => {
  test.each([
    ['before the office opens', at('2026-03-02', '07:00'), '2026-03-02'],
    ['at close of business', at('2026-03-02', '17:30'), '2026-03-02'],
    ['a moment after it', '2026-03-02T17:30:00.001+08:00', '2026-03-03'],
    ['one minute to midnight', at('2026-03-02', '23:59'), '2026-03-03'],
    ['at midnight', at('2026-03-03', '00:00'), '2026-03-03'],
    ['on a day off', at('2026-10-03', '10:00'), '2026-10-08'],
    ['on a working Sunday', at('2026-09-20', '10:00'), '2026-09-20'],
  ])('%s', (_, filedAt, date) => expect(receivedOn(filedAt, calendar)).toBe(date));

  test('is received on a working day, never before it was filed', () => {
    fc.assert(
      fc.property(anyInstant, (filedAt) => {
        const received = receivedOn(filedAt, calendar);
        expect(calendar.day(received).working).toBe(true);
        expect(received >= dateOf(filedAt)).toBe(true);
      }),
    );
  });
});

test.each([
  ['none', []],
  [
    'overlapping',
    [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '17:00' },
    ],
  ],
  ['out of order', standardHours.toReversed()],
  ['backwards', [{ from: '12:00', to: '09:00' }]],
  ['no wall time', [{ from: '9:00', to: '25:00' }]],
  ['twenty-four o’clock', [{ from: '09:00', to: '24:00' }]],
  ['more than a wall time', [{ from: '09:00', to: '17:000' }]],
  ['something before it', [{ from: ' 09:00', to: '17:00' }]],
  ['empty', [{ from: '09:00', to: '09:00' }]],
])('office hours are refused: %s', (_, hours) => expect(officeHours.safeParse(hours).success).toBe(false));
test('an evening, and intervals that touch, are office hours', () => {
  const hours = [
    { from: '19:00', to: '20:30' },
    { from: '20:30', to: '23:59' },
  ];
  expect(officeHours.parse(hours)).toEqual(hours);
});
test('standard hours are office hours', () => expect(officeHours.parse(standardHours)).toEqual(standardHours));
