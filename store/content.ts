/**
 * What an installation is made of: catalogue, regions, offices, working calendar. It changes seldom and is asked with
 * every request, so answers are remembered for a minute. A row that somebody edits loses its `seeded` mark (seed.ts).
 */
import { type Item, itemSummary, type ItemSummary } from '../domain/catalogue.ts';
import type { Office } from '../domain/office.ts';
import { isRegionCode, lineageOf, type Region } from '../domain/region.ts';
import type { CalendarYear } from '../domain/sla/calendar.ts';
import { MINUTE } from '../domain/time.ts';
import { cache } from './cache.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import { list } from './query.ts';
import { get, getMany } from './table.ts';

const remembered = { lifeMs: MINUTE, limit: 5_000 };

/** A version of an item, and the entry of the list of current items. */
export const itemRows = (item: Item) => [
  { ...keyOf.itemVersion(item.id, item.version), kind: 'item', item },
  { ...keyOf.currentItem(item.id), kind: 'current-item', summary: itemSummary(item) },
];
export const regionRow = (region: Region) => ({ ...keyOf.region(region.code), kind: 'region', region });
/** An office, and an entry for every region that it answers for, now or at another time. */
export const officeRows = (office: Office) => [
  { ...keyOf.office(office.id), kind: 'office', office },
  ...[...new Set(office.answersFor.map(({ regionCode }) => regionCode))].map((regionCode) =>
    Object.assign(keyOf.coverage(office.department, regionCode, office.id), { kind: 'coverage' }),
  ),
];
/** A version of a year, and the same as the current one: one query reads the whole calendar. */
export const calendarRows = (year: CalendarYear) => [
  { ...keyOf.calendarVersion(year.year, year.version), kind: 'calendar-version', year },
  { ...keyOf.currentYear(year.year), kind: 'calendar-year', year },
];

const itemLists = cache<ItemSummary[]>(remembered);
/** The newest version of every item, short, in the order of their ids. */
export const items = (): Promise<ItemSummary[]> =>
  itemLists('all', async () => {
    const rows = await list<{ summary: ItemSummary }>({ partition: partition.items });
    return rows.map(({ summary }) => summary);
  });

const wholeItems = cache<Item | undefined>(remembered);
/** One item: the version that a ticket was filed under, or the newest. */
export const item = (id: string, version?: number): Promise<Item | undefined> =>
  wholeItems(`${id} ${version ?? ''}`, async () => {
    const asked = version ?? (await get<{ summary: ItemSummary }>(keyOf.currentItem(id)))?.summary.version;
    return asked === undefined ? undefined : (await get<{ item: Item }>(keyOf.itemVersion(id, asked)))?.item;
  });

const regionLists = cache<Region[]>(remembered);
/** The regions right below one; null: the cities. */
export const regionsBelow = (parent: string | null): Promise<Region[]> =>
  regionLists(parent ?? '', async () => {
    const rows = await list<{ region: Region }>({ partition: partition.regions(parent) });
    return rows.map(({ region }) => region);
  });

const singleRegions = cache<Region | undefined>(remembered);
/** Undefined for what is not there, and for what is no region code at all (domain/region.ts). */
export const region = (code: string): Promise<Region | undefined> =>
  singleRegions(code, async () =>
    isRegionCode(code) ? (await get<{ region: Region }>(keyOf.region(code)))?.region : undefined,
  );

const singleOffices = cache<Office | undefined>(remembered);
export const office = (id: string): Promise<Office | undefined> =>
  singleOffices(id, async () => (await get<{ office: Office }>(keyOf.office(id)))?.office);

const candidates = cache<Office[]>(remembered);
/** The department's offices that answer for the community or a region above it, whatever the day. */
export const officesFor = (department: string, communityCode: string): Promise<Office[]> =>
  candidates(`${department} ${communityCode}`, async () => {
    const coverage = await Promise.all(
      lineageOf(communityCode).map((code) => list<Key>({ partition: partition.coverage(department, code) })),
    );
    const ids = new Set(coverage.flat().map(({ sk }) => sk));
    const rows = await getMany<{ office: Office }>([...ids].map(keyOf.office));
    return rows.map(({ office }) => office);
  });

/** The current version of every year that is known, oldest first; nothing is remembered of it (reference.ts does). */
export const calendarYears = async (): Promise<CalendarYear[]> => {
  const rows = await list<{ year: CalendarYear }>({
    partition: partition.calendar,
    sort: { beginsWith: prefix.currentYear },
  });
  return rows.map(({ year }) => year);
};

/** These versions of these years, current or not; what does not exist is not in the answer. */
export const calendarEditions = async (editions: ReadonlyMap<number, number>): Promise<CalendarYear[]> => {
  const keys = [...editions].map(([year, version]) => keyOf.calendarVersion(year, version));
  return (await getMany<{ year: CalendarYear }>(keys)).map(({ year }) => year);
};
