/**
 * Writes data/calendar.json from the package chinese-days: the published days off and make-up days of every year it
 * holds, and the moving festivals up to 2100, from which the law's days off of later years follow.
 *
 *     node_modules/.bin/node data/extract-calendar.ts
 *
 * The result is a seed. A running installation keeps its own versions of a year, because a notice may change at any
 * time and a package comes later.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import { calendarData } from '../domain/sla/calendar.ts';
import type { MovingFestivals, NamedDay } from '../domain/sla/statutory.ts';
import { addDays } from '../domain/time.ts';

/** The package counts lunar days with the machine's local time and is a day off west of Greenwich. */
process.env.TZ = 'Asia/Shanghai';

const folder = new URL('../node_modules/chinese-days/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const { version } = read('package.json');

/** `{"2026-10-01": "National Day,国庆节,3"}` → named days; the number is the length of the festival. */
const named = (days: Record<string, string>): NamedDay[] =>
  Object.entries(days).map(([date, name]) => {
    const [en = '', zh = ''] = name.split(',');
    return { date, zh, en };
  });

const years = readdirSync(new URL('dist/years/', folder))
  .filter((name) => /^\d{4}\.json$/.test(name))
  .sort()
  .map((name) => {
    const { holidays, workdays } = read(`dist/years/${name}`);
    return {
      year: Number(name.slice(0, 4)),
      version: 1,
      status: 'published' as const,
      source: `国务院办公厅关于节假日安排的通知 (chinese-days ${version})`,
      off: named(holidays),
      makeUp: named(workdays),
    };
  });

/** The package's formula for 清明 ends with 2099; in 2100 the sun reaches 15° on 5 April at about 00:40 Beijing time. */
const tombSweepingOf = (year: number): string =>
  year === 2100 ? '2100-04-05' : chineseDays.getSolarTermDate(year, 4, 'pure_brightness');

const festivalsOf = (year: number): MovingFestivals => ({
  year,
  newYearsEve: addDays(chineseDays.getSolarDateFromLunar(`${year}-01-01`).date, -1),
  tombSweeping: tombSweepingOf(year),
  dragonBoat: chineseDays.getSolarDateFromLunar(`${year}-05-05`).date,
  midAutumn: chineseDays.getSolarDateFromLunar(`${year}-08-15`).date,
});
const festivals = Array.from({ length: 2100 - 2004 + 1 }, (_, i) => festivalsOf(2004 + i));

const { years: checkedYears, festivals: checkedFestivals } = calendarData.parse({ years, festivals });

/** One day a line, so that a change reads well in a diff. */
const lines = (rows: readonly unknown[], indent: string): string =>
  rows.length === 0 ? '[]' : `[\n${rows.map((row) => `${indent}  ${JSON.stringify(row)}`).join(',\n')}\n${indent}]`;
const yearText = ({ off, makeUp, ...head }: (typeof checkedYears)[number]): string =>
  `    {\n      ${JSON.stringify(head).slice(1, -1)},\n` +
  `      "off": ${lines(off, '      ')},\n      "makeUp": ${lines(makeUp, '      ')}\n    }`;

writeFileSync(
  new URL('calendar.json', import.meta.url),
  `{\n  "years": [\n${checkedYears.map(yearText).join(',\n')}\n  ],\n  "festivals": ${lines(checkedFestivals, '  ')}\n}\n`,
);
