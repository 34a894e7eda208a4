/** Brings together what the values of a region are worked out from: numbers, residents, staff, stations. */
import { coverageIn, inClass } from '../domain/care/numbers.ts';
import { type Counts, sum } from '../domain/performance.ts';
import type { CommunityClass, Region } from '../domain/region.ts';
import { addMonths, type Month, servedSpan } from '../domain/served.ts';
import type { Basis } from '../domain/target.ts';
import { readCare, readMonths, readResidents } from '../store/numbers.ts';
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

/** Null where nobody is on the register: then there is nobody to reach, and nothing to be proud of. */
const hardshipOf = (
  care: ReadonlyMap<Month, Counts>,
  month: Month,
  of?: (name: string) => string,
): Basis['hardship'] => {
  const coverage = coverageIn(care, month, of);
  return coverage.registered > 0 ? coverage : null;
};

/** Of the twelve months that end with `month`, and of each of them. */
export const basisOf = async (
  region: Region,
  month: Month,
): Promise<{ whole: Basis; months: Map<Month, Basis>; hardshipByClass: Record<CommunityClass, Basis['hardship']> }> => {
  const from = addMonths(month, 1 - servedSpan);
  const [periods, residents, facts, stations, care] = await Promise.all([
    readMonths(region.code, from, month),
    readResidents(region.code, from, month),
    regionFacts(region.code),
    activeStations(region, [addMonths(month, -1), month]),
    readCare(region.code, month),
  ]);
  const own = facts.find(({ regionCode }) => regionCode === region.code);
  const population = own?.population ?? region.population2020 ?? null;
  const countsOf = new Map(periods.map(({ period, counts }) => [period, counts]));
  const whole: Basis = {
    counts: sum(periods.map(({ counts }) => counts)),
    residentsServed: residents.at(-1)?.inSpan ?? 0,
    population,
    hardship: hardshipOf(care, month),
    staffing: staffingOf(region, facts),
    stations,
  };
  const months = residents.map(({ month, inSpan }): [Month, Basis] => [
    month,
    {
      ...emptyBasis,
      counts: countsOf.get(month) ?? {},
      residentsServed: inSpan,
      population,
      hardship: hardshipOf(care, month),
    },
  ]);
  const hardshipByClass = {
    urban: hardshipOf(care, month, (name) => inClass(name, 'urban')),
    rural: hardshipOf(care, month, (name) => inClass(name, 'rural')),
  };
  return { whole, months: new Map(months), hardshipByClass };
};
