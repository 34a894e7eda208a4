import { describe, expect, test } from '@jest/globals';
import { isWeekend, statutoryDaysOff } from '../../../domain/sla/statutory.ts';
import { addDays, type CivilDate, DAY } from '../../../domain/time.ts';
import { festivals } from './published.ts';

const of = (year: number) => {
  const found = festivals.find((festival) => festival.year === year);
  if (!found) throw new Error(`no festivals of ${year}`);
  return found;
};

test('2027 by the law, as calendar.md §2 works it out', () => {
  expect(statutoryDaysOff(of(2027)).map(({ date }) => date.slice(5))).toEqual(
    '01-01 02-05 02-06 02-07 02-08 02-09 02-10 04-05 05-01 05-02 05-03 05-04 06-09 09-15 10-01 10-02 10-03 10-04 10-05'.split(
      ' ',
    ),
  );
});

test('中秋 on 1 October: no day is lost', () => {
  expect(of(2031).midAutumn).toBe('2031-10-01');
  const october = statutoryDaysOff(of(2031)).filter(({ date }) => date >= '2031-10-01');
  expect(october.map(({ date, zh }) => [date, zh])).toEqual([
    ['2031-10-01', '中秋'],
    ['2031-10-02', '国庆节'],
    ['2031-10-03', '国庆节'],
    ['2031-10-06', '国庆节补假'],
  ]);
});

test.each(festivals.map(({ year }) => year))('%i: thirteen working days are off, all in the year', (year) => {
  const off = statutoryDaysOff(of(year)).map(({ date }) => date);
  expect(off.filter((date) => !isWeekend(date))).toHaveLength(13);
  expect(new Set(off).size).toBe(off.length);
  expect(off.every((date) => date.startsWith(`${year}-`))).toBe(true);
  expect(off.toSorted()).toEqual(off);
});

const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);

/** Apparent longitude of the sun in degrees (Meeus, Astronomical Algorithms, ch. 25; good to 0.01° or 15 minutes). */
const sunLongitude = (ms: number): number => {
  const centuries = (ms / DAY + 2_440_587.5 - 2_451_545) / 36_525;
  const anomaly = 357.52911 + 35_999.05029 * centuries;
  const centre =
    (1.914602 - 0.004817 * centuries) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly);
  const mean = 280.46646 + 36_000.76983 * centuries + 0.0003032 * centuries ** 2;
  return (mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * centuries)) % 360;
};

describe('the moving festivals', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
  const lunar = (date: CivilDate) => format.format(new Date(`${date}T00:00:00Z`));

  test('agree with the lunar calendar of ICU, but for two New Years at midnight', () => {
    const differing = festivals.filter(
      ({ newYearsEve, dragonBoat, midAutumn }) =>
        [lunar(addDays(newYearsEve, 1)), lunar(dragonBoat), lunar(midAutumn)].join() !== '1/1,5/5,8/15',
    );
    // New moon at 23:56 on 2027-02-06 and at 00:07 on 2030-02-03, Beijing time: ICU's approximation misses both days.
    expect(differing.map(({ year, newYearsEve }) => [year, newYearsEve])).toEqual([
      [2027, '2027-02-05'],
      [2030, '2030-02-02'],
    ]);
  });

  test.each(festivals)('$year: the sun reaches 15° on $tombSweeping', ({ tombSweeping }) => {
    const error = 0.01;
    expect(sunLongitude(Date.parse(`${tombSweeping}T00:00:00+08:00`))).toBeLessThan(15 + error);
    expect(sunLongitude(Date.parse(`${addDays(tombSweeping, 1)}T00:00:00+08:00`))).toBeGreaterThan(15 - error);
  });
});
