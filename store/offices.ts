/** Offices as lists and as an administrator looks at them: read consistently and never remembered. */
import type { Department } from '../domain/catalogue.ts';
import type { Office, OfficeSummary } from '../domain/office.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { levelOf, shortCode } from '../domain/region.ts';
import type { Release } from '../domain/version.ts';
import * as content from './content.ts';
import type { OfficeListedRow, OfficeRow } from './content.ts';
import { districtOf, type Key, keyOf, partition, prefix } from './keys.ts';
import { list, type Page, type PageRequest, pageThrough } from './query.ts';
import { get, getMany } from './table.ts';

/** An office as it was, newest first; one that nobody has changed has no history. */
export type OfficeVersion = Key & { version: number; office: Office; release?: Release };
export const officeVersions = async (id: string): Promise<OfficeVersion[]> =>
  (
    await list<OfficeVersion>({ partition: partition.office(id), sort: { beginsWith: prefix.officeVersion } })
  ).toReversed();

/** The office with its version, read consistently and never remembered. */
export const officeNow = async (
  id: string,
): Promise<{ office: Office; version: number; release?: Release } | undefined> => {
  const row = await get<OfficeRow>(keyOf.office(id));
  return row && { office: row.office, version: row.version ?? 1, ...(row.release ? { release: row.release } : {}) };
};

/** The districts whose lists hold what sits in a region; those of a city after its own. */
const listsOf = async (regionCode: string): Promise<string[]> =>
  levelOf(regionCode) === 1
    ? [regionCode, ...(await content.regionsBelow(regionCode)).map(({ code }) => code)]
    : [districtOf(regionCode)];

/** Offices that sit in a region or below it, by region, of what `fits`. Refuses `invalid` for a cursor of another list. */
export const officesIn = async (
  regionCode: string,
  fits: (office: OfficeSummary) => boolean,
  request: PageRequest,
): Promise<Page<OfficeSummary> | Refusal> => {
  const ranges = (await listsOf(regionCode)).map((district) => ({
    partition: partition.offices(district),
    sort: { beginsWith: shortCode(regionCode) },
  }));
  const found = await pageThrough<OfficeListedRow>(ranges, request, ({ office }) => fits(office));
  return isRefusal(found) ? found : { ...found, rows: found.rows.map(({ office }) => office) };
};

/** Every office of a department that sits in one of these districts (or, of the city's own code, in the city itself). */
export const officesOfDepartment = async (department: Department, districts: readonly string[]): Promise<Office[]> => {
  const listed = await Promise.all(
    districts.map((district) => list<OfficeListedRow>({ partition: partition.offices(district) })),
  );
  const ids = listed.flat().flatMap(({ office }) => (office.department === department ? [office.id] : []));
  return (await getMany<OfficeRow>(ids.map(keyOf.office))).map(({ office }) => office);
};
