/**
 * Days off by law, for years whose notice the State Council has not published yet.
 *
 * Source: 《全国年节及纪念日放假办法》 (State Council Decree 795, in force from 2025-01-01): thirteen days for everybody
 * (art. 2); one that falls on a Saturday or Sunday is made up on a working day (art. 6). Swapped weekends (调休) are
 * the notice's to give, so there are none here.
 */
import * as z from 'zod';
import { addDays, civilDate, type CivilDate, DAY } from '../time.ts';

/** A day with the name of its festival. */
export const namedDay = z.object({ date: civilDate, zh: z.string().min(1), en: z.string().min(1) });
export type NamedDay = z.infer<typeof namedDay>;

/** The festivals of one year that the moon or the sun decides. Spring Festival is given by its eve 除夕. */
export const movingFestivals = z.object({
  year: z.int(),
  newYearsEve: civilDate,
  tombSweeping: civilDate,
  dragonBoat: civilDate,
  midAutumn: civilDate,
});
export type MovingFestivals = z.infer<typeof movingFestivals>;

/** Day of the week, 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (date: CivilDate): number => {
  const thursday = 4; // 1970-01-01
  return (((Date.parse(`${date}T00:00:00Z`) / DAY + thursday) % 7) + 7) % 7;
};

/** Saturday or Sunday, whatever any notice says. */
export const isWeekend = (date: CivilDate): boolean => [0, 6].includes(weekdayOf(date));

const holidaysOf = ({ year, newYearsEve, tombSweeping, dragonBoat, midAutumn }: MovingFestivals) => [
  { zh: '元旦', en: "New Year's Day", first: `${year}-01-01`, days: 1 },
  { zh: '春节', en: 'Spring Festival', first: newYearsEve, days: 4 },
  { zh: '清明', en: 'Tomb-sweeping Day', first: tombSweeping, days: 1 },
  { zh: '劳动节', en: 'Labour Day', first: `${year}-05-01`, days: 2 },
  { zh: '端午', en: 'Dragon Boat Festival', first: dragonBoat, days: 1 },
  { zh: '中秋', en: 'Mid-autumn Festival', first: midAutumn, days: 1 },
  { zh: '国庆节', en: 'National Day', first: `${year}-10-01`, days: 3 },
];

/** The thirteen holidays themselves, weekends or not; two festivals may fall on one date (中秋 on 1 October). */
export const statutoryHolidays = (festivals: MovingFestivals): NamedDay[] =>
  holidaysOf(festivals).flatMap(({ zh, en, first, days }) =>
    Array.from({ length: days }, (_, i) => ({ date: addDays(first, i), zh, en })),
  );

/**
 * The days off of a year by the law alone, in order of date. Each of the thirteen days takes one working day off: if it
 * falls on a weekend, or on a day another festival has taken (中秋 on 1 October), the next working day after the festival.
 */
export const statutoryDaysOff = (festivals: MovingFestivals): NamedDay[] => {
  const off = new Map<CivilDate, NamedDay>();
  const owed: NamedDay[] = [];
  for (const { zh, en, first, days } of holidaysOf(festivals)) {
    for (let i = 0; i < days; i += 1) {
      const date = addDays(first, i);
      if (isWeekend(date) || off.has(date)) owed.push({ date: addDays(first, days), zh, en });
      if (!off.has(date)) off.set(date, { date, zh, en });
    }
  }
  for (const { date: earliest, zh, en } of owed) {
    let date = earliest;
    while (isWeekend(date) || off.has(date)) date = addDays(date, 1);
    off.set(date, { date, zh: `${zh}补假`, en: `${en} (in lieu)` });
  }
  return [...off.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
};
