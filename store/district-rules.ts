/** The limits of single districts, version by version. Asked with every decision: kept for a minute. */
import type { DistrictLimits, DistrictVersion } from '../domain/ticket/district-rules.ts';
import { type CivilDate, MINUTE } from '../domain/time.ts';
import type { Release } from '../domain/version.ts';
import { cache } from './cache.ts';
import { type Key, keyOf, partition } from './keys.ts';
import { list } from './query.ts';

type Row = Key & {
  kind: 'district-rules';
  version: number;
  validFrom: CivilDate;
  limits: DistrictLimits;
  release: Release;
};

export const districtRulesRow = (district: string, version: number, limits: DistrictLimits, release: Release): Row => ({
  ...keyOf.districtRules(district, version),
  kind: 'district-rules',
  version,
  validFrom: release.validFrom,
  limits,
  release,
});

/** All versions with who made them, oldest first, as they are now; none: the district is as the city is. */
export const readDistrictRules = (district: string): Promise<(DistrictVersion & { release: Release })[]> =>
  list<Row>({ partition: partition.districtRules(district) });

const remembered = cache<DistrictVersion[]>({ lifeMs: MINUTE, limit: 100 });
/** The same, up to a minute old. */
export const districtRules = (district: string): Promise<DistrictVersion[]> =>
  remembered(district, () => readDistrictRules(district));
