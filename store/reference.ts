/** The catalogue's own words and the working calendar: read often, changed seldom, kept for a minute. */
import type * as z from 'zod';
import type { catalogue, MaterialType } from '../domain/catalogue.ts';
import { type calendarData, type CalendarYear, type WorkingCalendar, workingCalendar } from '../domain/sla/calendar.ts';
import { editionsIn } from '../domain/sla/publishing.ts';
import { cache } from './cache.ts';
import { calendarEditions, calendarYears } from './content.ts';
import { keyOf } from './keys.ts';
import { get } from './table.ts';

export type Glossary = Pick<z.output<typeof catalogue>, 'applicantGroups' | 'fieldSets' | 'materials'>;
type Festivals = z.output<typeof calendarData>['festivals'];

export const glossaryRow = ({ applicantGroups, fieldSets, materials }: Glossary) => ({
  ...keyOf.glossary,
  kind: 'glossary',
  glossary: { applicantGroups, fieldSets, materials },
});
export const festivalsRow = (festivals: Festivals) => ({ ...keyOf.festivals, kind: 'festivals', festivals });

const minute = { lifeMs: 60_000, limit: 1 };
const missing = (what: string): never => {
  throw new Error(`the table holds no ${what}: run npm run seed`);
};

const glossaries = cache<Glossary>(minute);
export const glossary = (): Promise<Glossary> =>
  glossaries('', async () => (await get<{ glossary: Glossary }>(keyOf.glossary))?.glossary ?? missing('glossary'));

export const festivals = async (): Promise<Festivals> =>
  (await get<{ festivals: Festivals }>(keyOf.festivals))?.festivals ?? missing('festivals');

/** Types of papers by their ids: how long they stay valid, and what else holds for using them again. */
export const materialTypes = async (): Promise<ReadonlyMap<string, MaterialType>> =>
  new Map((await glossary()).materials.map((type) => [type.id, type]));

const build = async (years: Promise<CalendarYear[]>): Promise<WorkingCalendar> =>
  workingCalendar(await years, await festivals());

const calendars = cache<WorkingCalendar>(minute);
/** The calendar as published by now, or up to a minute ago. Building it costs a moment, so it is kept. */
export const calendar = (): Promise<WorkingCalendar> => calendars('', () => build(calendarYears()));

/** For so long a function may go on with the calendar as it was before a year was published, in milliseconds. */
export const calendarRemembered = minute.lifeMs;

const newest = cache<WorkingCalendar>(minute);
/** The calendar with this version of the year in it, or a later one: read anew where it is not yet known here. */
export const calendarSince = async (year: number, version: number): Promise<WorkingCalendar> => {
  const known = await calendar();
  return (editionsIn(known.version).get(year) ?? 0) >= version
    ? known
    : newest(`${year} ${version}`, () => build(calendarYears()));
};

const editions = cache<WorkingCalendar>({ lifeMs: 60 * 60_000, limit: 4 });
/** The calendar that a due moment was computed with, as the clock names it (`Clock.calendar`). */
export const calendarNamed = async (name: string): Promise<WorkingCalendar> => {
  const known = await calendar();
  return known.version === name ? known : editions(name, () => build(calendarEditions(editionsIn(name))));
};
