/** Brings together what the values of a region are worked out from: numbers, residents, staff, stations. */
import { sum } from '../domain/performance.ts';
import type { Region } from '../domain/region.ts';
import { addMonths, type Month, servedSpan } from '../domain/served.ts';
import type { Basis } from '../domain/target.ts';
import { readMonths, readResidents } from '../store/numbers.ts';
import { activeStations } from '../store/stations.ts';
import { type RegionFacts, regionFacts } from '../store/targets.ts';

/** Of the region itself where it was entered, else the sum of the communities for which both numbers were. */
const staffingOf = (region: Region, facts: readonly RegionFacts[]): Basis['staffing'] => {
  const own = facts.filter(({ regionCode }) => regionCode === region.code);
  const parts = (own.some(({ households, workers }) => households && workers) ? own : facts).flatMap(
    ({ households, workers }) => (households && workers ? [{ households, workers }] : []),
  );
  return parts.length === 0
    ? null
    : parts.reduce((a, b) => ({ households: a.households + b.households, workers: a.workers + b.workers }));
};

export const emptyBasis: Basis = {
  counts: {},
  residentsServed: 0,
  population: null,
  hardship: null,
  staffing: null,
  stations: null,
};

/** Of the twelve months that end with `month`, and of each of them. */
export const basisOf = async (region: Region, month: Month): Promise<{ whole: Basis; months: Map<Month, Basis> }> => {
  const from = addMonths(month, 1 - servedSpan);
  const [periods, residents, facts, stations] = await Promise.all([
    readMonths(region.code, from, month),
    readResidents(region.code, from, month),
    regionFacts(region.code),
    activeStations(region, [addMonths(month, -1), month]),
  ]);
  const own = facts.find(({ regionCode }) => regionCode === region.code);
  const population = own?.population ?? region.population2020 ?? null;
  const countsOf = new Map(periods.map(({ period, counts }) => [period, counts]));
  const whole: Basis = {
    counts: sum(periods.map(({ counts }) => counts)),
    residentsServed: residents.at(-1)?.inSpan ?? 0,
    population,
    // The register of needs will name both (plan R2-21); until it exists nobody knows whom to reach.
    hardship: null,
    staffing: staffingOf(region, facts),
    stations,
  };
  const months = residents.map(({ month, inSpan }): [Month, Basis] => [
    month,
    { ...emptyBasis, counts: countsOf.get(month) ?? {}, residentsServed: inSpan, population },
  ]);
  return { whole, months: new Map(months) };
};
