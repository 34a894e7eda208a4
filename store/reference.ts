/** The catalogue's own words and the working calendar: read often, changed seldom, kept for a minute. */
import type * as z from 'zod';
import type { catalogue } from '../domain/catalogue.ts';
import { type calendarData, type WorkingCalendar, workingCalendar } from '../domain/sla/calendar.ts';
import { cache } from './cache.ts';
import { calendarYears } from './content.ts';
import { keyOf } from './keys.ts';
import { get } from './table.ts';

export type Glossary = Pick<z.output<typeof catalogue>, 'applicantGroups' | 'fieldSets'>;
type Festivals = z.output<typeof calendarData>['festivals'];

export const glossaryRow = ({ applicantGroups, fieldSets }: Glossary) => ({
  ...keyOf.glossary,
  kind: 'glossary',
  glossary: { applicantGroups, fieldSets },
});
export const festivalsRow = (festivals: Festivals) => ({ ...keyOf.festivals, kind: 'festivals', festivals });

const minute = { lifeMs: 60_000, limit: 1 };
const missing = (what: string): never => {
  throw new Error(`the table holds no ${what}: run npm run seed`);
};

const glossaries = cache<Glossary>(minute);
export const glossary = (): Promise<Glossary> =>
  glossaries('', async () => (await get<{ glossary: Glossary }>(keyOf.glossary))?.glossary ?? missing('glossary'));

const calendars = cache<WorkingCalendar>(minute);
/** The calendar as published by now. Building it costs a moment, so it is kept as long as what it is built from. */
export const calendar = (): Promise<WorkingCalendar> =>
  calendars('', async () => {
    const [years, row] = await Promise.all([calendarYears(), get<{ festivals: Festivals }>(keyOf.festivals)]);
    return workingCalendar(years, row?.festivals ?? missing('festivals'));
  });
