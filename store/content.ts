/**
 * What an installation is made of: catalogue, regions, offices, working calendar. It changes seldom and is asked with
 * every request, so answers are remembered for a minute. A row that somebody edits loses its `seeded` mark (seed.ts).
 */
import { type Item, itemSummary, type ItemSummary } from '../domain/catalogue.ts';
import { type Office, officeSummary, type OfficeSummary } from '../domain/office.ts';
import { isRegionCode, lineageOf, type Region } from '../domain/region.ts';
import type { CalendarYear } from '../domain/sla/calendar.ts';
import { type CivilDate, MINUTE } from '../domain/time.ts';
import { type Dated, inForce, type Release } from '../domain/version.ts';
import { cache } from './cache.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import { list } from './query.ts';
import { get, getMany } from './table.ts';

const remembered = { lifeMs: MINUTE, limit: 5_000 };

/** The short forms of an item that hold now and will hold: which one, the day decides. */
export type ItemVersions = readonly (Dated & { summary: ItemSummary })[];
export type ItemRow = Key & { kind: 'item'; item: Item; release?: Release };

export const itemRow = (item: Item, release?: Release): ItemRow => ({
  ...keyOf.itemVersion(item.id, item.version),
  kind: 'item',
  item,
  ...(release ? { release } : {}),
});
/** `newest`: the highest version of all, from which the next one is made. */
export const itemVersionsRow = (id: string, versions: ItemVersions, newest: number) => ({
  ...keyOf.currentItem(id),
  kind: 'current-item',
  versions,
  newest,
});
/** A version of an item, and the entry of the list of items, as a new installation has them. */
export const itemRows = (item: Item) => [
  itemRow(item),
  itemVersionsRow(item.id, [{ version: item.version, validFrom: null, summary: itemSummary(item) }], item.version),
];
export const regionRow = (region: Region) => ({ ...keyOf.region(region.code), kind: 'region', region });
/** `version`: absent for what came with the system, which is version 1. */
export type OfficeRow = Key & { kind: 'office'; office: Office; version?: number; release?: Release };
export const officeRow = (office: Office, change?: { version: number; release: Release }): OfficeRow => ({
  ...keyOf.office(office.id),
  kind: 'office',
  office,
  ...change,
});
/** Its place in the list of its district. */
export type OfficeListedRow = Key & { kind: 'office-listed'; office: OfficeSummary };
export const officeListedRow = (office: Office): OfficeListedRow => ({
  ...keyOf.officeListed(office),
  kind: 'office-listed',
  office: officeSummary(office),
});
/** The region is answered for, now or at another time. */
export const coverageRow = ({ id, department }: Office, regionCode: string) => ({
  ...keyOf.coverage(department, regionCode, id),
  kind: 'coverage',
});
/** Every region that it answers for, now or at another time, each once. */
export const regionsOf = ({ answersFor }: Office): string[] => [
  ...new Set(answersFor.map(({ regionCode }) => regionCode)),
];
/** An office with all that leads to it. */
export const officeRows = (office: Office) => [
  officeRow(office),
  officeListedRow(office),
  ...regionsOf(office).map((region) => coverageRow(office, region)),
];
/** A version of a year, and the same as the current one: one query reads the whole calendar. */
export const calendarRows = (year: CalendarYear) => [
  { ...keyOf.calendarVersion(year.year, year.version), kind: 'calendar-version', year },
  { ...keyOf.currentYear(year.year), kind: 'calendar-year', year },
];

const itemLists = cache<ItemVersions[]>(remembered);
/** Every item that has begun by this day, short, in the order of their ids; what has ended is among them. */
export const items = async (on: CivilDate): Promise<ItemSummary[]> => {
  const all = await itemLists('all', async () => {
    const rows = await list<{ versions: ItemVersions }>({ partition: partition.items });
    return rows.map(({ versions }) => versions);
  });
  return all.flatMap((versions) => inForce(versions, on)?.summary ?? []);
};

const versionLists = cache<ItemVersions | undefined>(remembered);
const wholeItems = cache<Item | undefined>(remembered);
/** One item as it was filed under this version. */
export const itemVersion = (id: string, version: number): Promise<Item | undefined> =>
  wholeItems(`${id} ${version}`, async () => (await get<ItemRow>(keyOf.itemVersion(id, version)))?.item);

/** One item as it holds on this day; a change holds a minute after its approval at the latest. */
export const item = async (id: string, on: CivilDate): Promise<Item | undefined> => {
  const versions = await versionLists(
    id,
    async () => (await get<{ versions: ItemVersions }>(keyOf.currentItem(id)))?.versions,
  );
  const current = versions && inForce(versions, on);
  return current && itemVersion(id, current.version);
};

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
