import { describe, expect, test } from '@jest/globals';
import { workingCalendar } from '../../../domain/sla/calendar.ts';
import { deadline, inTime, momentAtShare, workingDaysLeft } from '../../../domain/sla/deadline.ts';
import { receivedOn } from '../../../domain/sla/hours.ts';
import { type Limit, parseLimit } from '../../../domain/sla/limit.ts';
import type { ClosedStop } from '../../../domain/sla/stop.ts';
import { at, later, MINUTE } from '../../../domain/time.ts';
import { calendar, festivals, notice2027, years } from './published.ts';

const reason = { zh: '检测', en: 'testing' };
const stop = (from: string, to: string): ClosedStop => ({ from, to, reason });
const limitOf = (text: string): Limit => {
  const limit = parseLimit(text);
  if (!limit) throw new Error(`no limit: ${text}`);
  return limit;
};
const due = (start: string, limit: string, stops: ClosedStop[] = [], extensions: string[] = []) =>
  deadline({ start, limit: limitOf(limit), stops, extensions: extensions.map(limitOf), calendar });
/** A term from 2026-03-02 with a stop nobody has ended. */
const open = (from: string, limit: string) =>
  deadline({ start: '2026-03-02', limit: limitOf(limit), stops: [{ from, reason }], calendar });
const half = (start: string, limit: string, stops: ClosedStop[] = []) => {
  const term = { start, limit: limitOf(limit), stops, calendar };
  return momentAtShare(term, deadline(term).due, 0.5);
};
const close = (date: string) => at(date, '17:30');

describe('vectors T1–T12 of calendar.md', () => {
  test.each([
    ['T1', '2026-09-18', '5wd', '2026-09-24'],
    ['T2', '2026-09-30', '1wd', '2026-10-08'],
    ['T2', '2026-09-30', '3wd', '2026-10-10'],
    ['T2', '2026-09-30', '5wd', '2026-10-13'],
    ['T2', '2026-09-30', '10wd', '2026-10-20'],
    ['T3', '2026-02-13', '1wd', '2026-02-14'],
    ['T3', '2026-02-13', '2wd', '2026-02-24'],
    ['T3', '2026-02-13', '5wd', '2026-02-27'],
    ['T3', '2026-02-13', '10wd', '2026-03-05'],
    ['T3', '2026-02-13', '20wd', '2026-03-19'],
    ['T4', '2026-10-08', '5wd', '2026-10-14'],
    ['T6', '2026-09-18', '15d', '2026-10-08'],
    ['T7', '2026-04-20', '15d', '2026-05-06'],
    ['T9', '2026-04-30', '5wd', '2026-05-11'],
    ['T12', '2026-01-05', '20wd', '2026-02-02'],
  ])('%s: %s + %s = %s', (_, start, limit, date) => {
    expect(due(start, limit)).toEqual({ due: close(date), provisional: false, calendarVersion: calendar.version });
  });

  test('T5: filed on Friday evening, received on Monday', () => {
    const received = receivedOn(at('2026-11-20', '18:10'), calendar);
    expect(received).toBe('2026-11-23');
    expect(due(received, '5wd').due).toBe(close('2026-11-30'));
  });

  test('T8: stopped with two days used', () => {
    expect(due('2026-09-21', '10wd', [stop('2026-09-24', '2026-10-09')]).due).toBe(close('2026-10-20'));
  });

  test.each([
    ['T10', '2026-12-28', '5wd', '2027-01-05'],
    ['T11', '2026-12-21', '20wd', '2027-01-19'],
  ])('%s: %s + %s = %s, provisional', (_, start, limit, date) => {
    expect(due(start, limit)).toMatchObject({ due: close(date), provisional: true });
  });

  test('T12: an extension is counted on', () => {
    expect(due('2026-01-05', '20wd', [], ['10wd']).due).toBe(close('2026-02-14'));
  });
});

describe('the golden dates of ticket.md', () => {
  test.each([
    ['2026-02-13', '5wd', '2026-02-27'],
    ['2026-02-13', '20wd', '2026-03-19'],
    ['2026-02-14', '5wd', '2026-02-28'],
    ['2026-02-14', '20wd', '2026-03-20'],
    ['2026-02-24', '5wd', '2026-03-02'],
    ['2026-02-24', '20wd', '2026-03-23'],
  ])('%s + %s = %s', (start, limit, date) => expect(due(start, limit).due).toBe(close(date)));

  test('a filing on Saturday 2026-02-14 at 17:45 is received on the 24th, a start at that moment is not moved', () => {
    const filedAt = at('2026-02-14', '17:45');
    expect(receivedOn(filedAt, calendar)).toBe('2026-02-24');
    expect(due(receivedOn(filedAt, calendar), '5wd').due).toBe(close('2026-03-02'));
    expect(due(filedAt, '5wd').due).toBe(close('2026-02-28'));
  });
});

describe('other years and edges', () => {
  test.each([
    ['2004-01-16', '1wd', '2004-01-17'],
    ['2004-02-28', '1d', '2004-03-01'],
    ['2020-01-23', '1wd', '2020-02-03'],
    ['2024-02-08', '1wd', '2024-02-09'],
    ['2024-02-28', '1wd', '2024-02-29'],
    ['2024-02-28', '2d', '2024-03-01'],
    ['2025-01-27', '1wd', '2025-02-05'],
    ['2025-09-30', '1wd', '2025-10-09'],
    ['2025-12-31', '1wd', '2026-01-04'],
    ['2026-05-09', '0wd', '2026-05-09'],
    ['2026-05-10', '0wd', '2026-05-10'],
    ['2026-05-10', '0d', '2026-05-10'],
  ])('%s + %s = %s', (start, limit, date) => expect(due(start, limit).due).toBe(close(date)));

  test.each(['2026-02-14T00:00:00.000+08:00', '2026-02-14T12:00:00.000+08:00', '2026-02-14T23:59:59.999+08:00'])(
    'day limits use the civil date of %s',
    (start) => expect(due(start, '5wd').due).toBe(close('2026-02-28')),
  );

  test.each([
    ['2026-02-14T16:45:00.000+08:00', '4wh', '2026-02-24T13:45:00.000+08:00'],
    ['2026-02-14T17:45:00.000+08:00', '4wh', '2026-02-24T14:30:00.000+08:00'],
    ['2026-03-02T13:30:00.000+08:00', '4wh', '2026-03-02T17:30:00.000+08:00'],
    ['2026-03-02T09:00:00.000+08:00', '3wh', '2026-03-02T12:00:00.000+08:00'],
    ['2026-03-02T12:30:00.000+08:00', '7wh', '2026-03-03T12:00:00.000+08:00'],
    ['2026-03-02', '7wh', '2026-03-02T17:30:00.000+08:00'],
    ['2026-02-14T20:00:00.000+08:00', '0wh', '2026-02-14T20:00:00.000+08:00'],
    ['2026-02-14T22:15:30.500+08:00', '4h', '2026-02-15T02:15:30.500+08:00'],
    ['2026-02-14', '24h', '2026-02-15T00:00:00.000+08:00'],
  ])('%s + %s = %s', (start, limit, moment) => expect(due(start, limit).due).toBe(moment));

  test('an office with its own hours closes at its own time', () => {
    const hours = [{ from: '08:30', to: '16:00' }];
    const term = { start: at('2026-03-02', '15:00'), calendar, hours };
    expect(deadline({ ...term, limit: limitOf('5wd') }).due).toBe(at('2026-03-09', '16:00'));
    expect(deadline({ ...term, limit: limitOf('2wh') }).due).toBe(at('2026-03-03', '09:30'));
    expect(receivedOn(at('2026-03-02', '16:01'), calendar, hours)).toBe('2026-03-03');
  });
});

describe('New Year before and after the notice', () => {
  const published = workingCalendar([...years, notice2027], festivals);
  test('the notice moves the date and makes it final', () => {
    const term = { start: '2026-12-28', limit: limitOf('5wd') };
    expect(deadline({ ...term, calendar })).toMatchObject({ due: close('2027-01-05'), provisional: true });
    expect(deadline({ ...term, calendar: published })).toEqual({
      due: close('2027-01-06'),
      provisional: false,
      calendarVersion: '2004-2027v1+law795',
    });
  });
  test('a limit that ends in the old year is final; clock hours always are', () => {
    expect(due('2026-12-28', '3wd')).toMatchObject({ due: close('2026-12-31'), provisional: false });
    expect(due('2026-12-31T20:00:00.000+08:00', '24h')).toMatchObject({ provisional: false });
    expect(due('2026-12-31T16:30:00.000+08:00', '2wh')).toMatchObject({ provisional: true });
  });
});

describe('stops', () => {
  test('two overlapping stops are a union, in any order', () => {
    const [hearing, testing] = [stop('2026-03-04', '2026-03-06'), stop('2026-03-05', '2026-03-10')];
    const union = due('2026-03-02', '5wd', [stop('2026-03-04', '2026-03-10')]).due;
    expect(due('2026-03-02', '5wd', [hearing, testing]).due).toBe(union);
    expect(due('2026-03-02', '5wd', [testing, hearing]).due).toBe(union);
    expect(union).toBe(close('2026-03-16'));
  });
  test.each([
    ['resumed on the same day', '2026-03-04', '2026-03-03', '2026-03-09'],
    ['over a weekend only', '2026-03-07', '2026-03-08', '2026-03-09'],
    ['before the start', '2026-02-24', '2026-02-26', '2026-03-09'],
    ['on the start day only', '2026-03-02', '2026-03-02', '2026-03-09'],
    ['from the start day on', '2026-03-02', '2026-03-03', '2026-03-10'],
    ['on the last day', '2026-03-09', '2026-03-09', '2026-03-10'],
    ['after the end', '2026-03-10', '2026-03-20', '2026-03-09'],
  ])('%s', (_, from, to, date) => expect(due('2026-03-02', '5wd', [stop(from, to)]).due).toBe(close(date)));

  test('a stop within another adds nothing', () => {
    const stops = [stop('2026-03-04', '2026-03-10'), stop('2026-03-05', '2026-03-06')];
    expect(due('2026-03-02', '5wd', stops).due).toBe(close('2026-03-16'));
  });
  test('a limit of no days ends on its day, stopped or not', () => {
    expect(due('2026-03-02', '0wd', [stop('2026-03-01', '2026-03-05')]).due).toBe(close('2026-03-02'));
  });
  test('a stop moves the end into another stop', () => {
    const stops = [stop('2026-03-03', '2026-03-03'), stop('2026-03-10', '2026-03-11')];
    expect(due('2026-03-02', '5wd', stops).due).toBe(close('2026-03-12'));
  });
  test('calendar days: stopped days do not count, and the end rolls over a stop', () => {
    expect(due('2026-03-02', '5d', [stop('2026-03-04', '2026-03-08')]).due).toBe(close('2026-03-12'));
    expect(due('2026-09-18', '15d', [stop('2026-10-08', '2026-10-09')]).due).toBe(close('2026-10-10'));
  });
  test('hours: a stopped day does not run', () => {
    const stops = [stop('2026-03-03', '2026-03-03')];
    expect(due(at('2026-03-02', '16:30'), '4wh', stops).due).toBe(at('2026-03-04', '12:00'));
    expect(due(at('2026-03-02', '16:30'), '24h', stops).due).toBe(at('2026-03-04', '16:30'));
    expect(due(at('2026-03-02', '20:00'), '4h', stops).due).toBe(at('2026-03-03', '00:00'));
  });
  test('a stop without an end: the clock stands, with what is left', () => {
    expect(open('2026-03-05', '5wd')).toMatchObject({ due: null, stoppedSince: '2026-03-05', left: 3 });
    expect(open('2026-02-01', '5wd')).toMatchObject({ due: null, stoppedSince: '2026-03-03', left: 5 });
    expect(open('2026-03-10', '5wd')).toMatchObject({ due: close('2026-03-09') });
    expect(open('2026-03-04', '10wh')).toMatchObject({ due: at('2026-03-03', '12:00') });
    expect(open('2026-03-03', '10wh')).toMatchObject({ due: null, left: 3 });
    expect(open('2026-03-04', '5d')).toMatchObject({ due: null, stoppedSince: '2026-03-04', left: 4 });
    expect(open('2026-03-08', '5d')).toMatchObject({ due: null, stoppedSince: '2026-03-08', left: 0 });
  });
  test('the overlap of an open and a closed stop is open', () => {
    const open1 = { from: '2026-03-05', reason };
    const stops = [{ from: '2026-03-04', reason }, stop('2026-03-05', '2026-03-06')];
    for (const both of [stops, [...stops, { from: '2026-03-05', reason }], [stop('2026-03-04', '2026-03-06'), open1]])
      expect(deadline({ start: '2026-03-02', limit: limitOf('5wd'), stops: both, calendar })).toMatchObject({
        left: 4,
      });
  });
});

describe('windows of the ticket', () => {
  test('an extension has the unit of its limit', () => {
    expect(() => due('2026-03-02', '5wd', [], ['24h'])).toThrow(/延长 24小时.*extension of 24 hours/);
  });
  test('asked one minute after expiry is late, at the moment itself is in time', () => {
    const end = due('2026-03-02', '5wd').due;
    expect(inTime(end, end)).toBe(true);
    expect(inTime(later(end, MINUTE), end)).toBe(false);
  });
  test('a supplement asked on day 5 is in time, on day 6 late', () => {
    const end = due('2026-04-30', '5wd').due;
    expect(inTime(at('2026-05-11', '17:29'), end)).toBe(true);
    expect(inTime(at('2026-05-12', '09:00'), end)).toBe(false);
  });
  test('reopening: ten working days, not one second more', () => {
    const end = due('2026-09-30', '10wd').due;
    expect(end).toBe(close('2026-10-20'));
    expect(inTime(at('2026-10-20', '17:30:01'), end)).toBe(false);
  });
  test('a return on its limit and after it', () => {
    const end = due('2026-02-13T15:00:00.000+08:00', '2wd').due;
    expect(inTime(at('2026-02-24', '17:30'), end)).toBe(true);
    expect(inTime(at('2026-02-24', '17:31'), end)).toBe(false);
  });
  test.each([
    ['2026-02-13T23:59:00.000+08:00', 5],
    ['2026-02-24T08:00:00.000+08:00', 3],
    ['2026-02-27T00:00:00.000+08:00', 0],
    ['2026-02-28T00:00:00.000+08:00', -1],
  ])('at %s there are %i working days left until 2026-02-27', (now, left) => {
    expect(workingDaysLeft(now, close('2026-02-27'), calendar)).toBe(left);
  });
});

describe('the moment at which a share is used', () => {
  test('of working time for days and working hours', () => {
    expect(half(at('2026-03-02', '09:00'), '1wd')).toBe(at('2026-03-02', '17:30'));
    expect(half(at('2026-03-02', '17:30'), '10wd')).toBe(at('2026-03-09', '17:30'));
    expect(half(at('2026-03-02', '16:30'), '4wh')).toBe(at('2026-03-03', '10:00'));
  });
  test('of clock time for clock hours', () => {
    expect(half(at('2026-02-14', '22:00'), '4h')).toBe(at('2026-02-15', '00:00'));
  });
  test('stopped days are left out', () => {
    const stops = [stop('2026-03-04', '2026-03-06')];
    expect(half(at('2026-03-02', '17:30'), '4wd', stops)).toBe(at('2026-03-09', '17:30'));
    const from = at('2026-03-02', '16:30');
    expect(half(from, '4wh', [stop('2026-02-26', '2026-03-03')])).toBe(at('2026-03-04', '11:00'));
  });
  test('a stop that is over before, or that begins after, leaves it where it is', () => {
    const from = at('2026-03-02', '16:30');
    for (const stops of [[stop('2026-02-24', '2026-02-26')], [stop('2026-03-05', '2026-03-06')]])
      expect(half(from, '4wh', stops)).toBe(half(from, '4wh'));
  });
});
