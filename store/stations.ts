/** The communities of a region, and which of their stations are active. */
import { isVirtual, type Region } from '../domain/region.ts';
import type { Month } from '../domain/served.ts';
import * as content from './content.ts';
import { countsIn } from './counters.ts';
import { counterRow, type Key, keyOf } from './keys.ts';
import { getMany } from './table.ts';

/** Every community of a region that exists, virtual ones too; a community is its own. */
export const communitiesIn = async (region: Region): Promise<Region[]> => {
  if (region.level === 4) return region.validTo === undefined ? [region] : [];
  const below = await content.regionsBelow(region.code);
  return (await Promise.all(below.map(communitiesIn))).flat();
};

/** Those of them that should have a station. */
export const communitiesOf = async (region: Region): Promise<Region[]> =>
  (await communitiesIn(region)).filter((community) => !isVirtual(community));

/** A station is active where something was filed in one of these months: 1 get of a small row for each and month. */
export const activeStations = async (
  region: Region,
  months: readonly Month[],
): Promise<{ active: number; communities: number }> => {
  const communities = await communitiesOf(region);
  const keys = communities.flatMap(({ code }) =>
    months.map((month) => keyOf.counters(code, 0, counterRow.month(month))),
  );
  const rows = await getMany<Key>(keys);
  const active = new Set(rows.filter((row) => (countsIn(row)['filed'] ?? 0) > 0).map(({ pk }) => pk));
  return { active: active.size, communities: communities.length };
};
