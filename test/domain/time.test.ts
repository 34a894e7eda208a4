import { expect, test } from '@jest/globals';
import { datesBetween } from '../../domain/time.ts';

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
