/** Which partition key is the hottest at a load, and how many cities one table can carry. Pure. */
import { shards } from '../store/keys.ts';
import type { KeyUnits } from './key-units.ts';

/** What one partition of DynamoDB takes in a second. */
export const limits = { writeUnits: 1_000, readUnits: 3_000 } as const;

/** Whose the key is: the more of it there are, the more the load spreads. */
export type Scope = 'installation' | 'city' | 'district' | 'street' | 'community' | 'office' | 'ticket' | 'person';

export type Shares = Record<'district' | 'street' | 'community' | 'office', number>;

/** Partitions that share the load of one scope, and which scope it is. */
const spreads: Record<string, { scope: Scope; shards: number }> = {
  // Of the city only the distinct residents.
  'N#city': { scope: 'city', shards: shards.upperCounters },
  'N#district': { scope: 'district', shards: shards.upperCounters },
  'N#street': { scope: 'street', shards: 1 },
  'N#community': { scope: 'community', shards: 1 },
  'N#office': { scope: 'office', shards: 1 },
  // One for each district, month and fact: a lifecycle writes nine facts.
  'L#': { scope: 'district', shards: 9 },
  'B#office': { scope: 'office', shards: 1 },
  'B#station': { scope: 'community', shards: 1 },
  'byCommunity C#': { scope: 'community', shards: 1 },
  'byAttention Y#': { scope: 'district', shards: 1 },
  'byDay D#': { scope: 'installation', shards: shards.day },
  'byAlarm A#': { scope: 'installation', shards: shards.alarm },
  'byOpenClock U#': { scope: 'installation', shards: shards.open },
};
const perTicket = { scope: 'ticket', shards: Number.POSITIVE_INFINITY } as const;

/** Part of a city's load that falls on the busiest of the scope. */
const shareOf = (scope: Scope, shares: Shares): number =>
  scope === 'installation' || scope === 'city' ? 1 : scope === 'ticket' || scope === 'person' ? 0 : shares[scope];

export type HotKey = { kind: string; scope: Scope; unitsASecond: number; ofLimit: number };

/**
 * Write units a second on the hottest partition of each kind, the hottest first.
 *
 * @param rate lifecycles a second of one city
 * @param cities that share one table; only keys of the installation feel more than one
 */
export const hotKeys = (units: KeyUnits, rate: number, cities: number, shares: Shares): HotKey[] =>
  Object.entries(units)
    .map(([kind, each]) => {
      const { scope, shards: count } = spreads[kind] ?? perTicket;
      const load = rate * (scope === 'installation' ? cities : 1) * shareOf(scope, shares);
      const unitsASecond = (load * each.units) / count;
      return { kind, scope, unitsASecond, ofLimit: unitsASecond / limits.writeUnits };
    })
    .sort((a, b) => b.unitsASecond - a.unitsASecond);

/** Cities that one table can carry before a key of the installation reaches its partition's limit. */
export const citiesOfOneCell = (units: KeyUnits, rate: number, shares: Shares): number => {
  const shared = hotKeys(units, rate, 1, shares).find(({ scope }) => scope === 'installation');
  return shared ? Math.floor(1 / shared.ofLimit) : Number.POSITIVE_INFINITY;
};
