/**
 * Which office decides. One rule for every department: go up from the community, starting at the level that decides,
 * and take the office that answers for the nearest region. Never a guess: two offices there are named as the error
 * they are, none leaves the choice to a human.
 */
import { decisionLevel, stationDepartment, stepLevel, type Department, type Item, type Step } from './catalogue.ts';
import { answers, type Office } from './office.ts';
import { levelOf, lineageOf, type RegionCode, type RegionLevel } from './region.ts';
import type { CivilDate } from './time.ts';

/** More than one office answers for the nearest region: the office data must be put right. */
export type Ambiguous = { readonly ambiguous: readonly Office[]; readonly regionCode: RegionCode };
export type Routing = Office | Ambiguous | undefined;

export const isAmbiguous = (routing: Routing): routing is Ambiguous => routing !== undefined && 'ambiguous' in routing;

/**
 * The department's office valid on `on` for the nearest region at or above `level`. `offices` may be all offices or
 * only those that answer for the community or a region above it. Undefined: nobody answers.
 */
export const officeAt = (
  department: Department,
  level: RegionLevel,
  community: RegionCode,
  offices: readonly Office[],
  on: CivilDate,
): Routing => {
  const own = offices.filter((office) => office.department === department);
  for (const regionCode of lineageOf(community).filter((code) => levelOf(code) <= level)) {
    const [office, ...others] = own.filter((office) => answers(office, regionCode, on));
    if (office) return others.length === 0 ? office : { ambiguous: [office, ...others], regionCode };
  }
  return undefined;
};

/** The office that decides on the item for a resident of the community. */
export const officeFor = (item: Item, community: RegionCode, offices: readonly Office[], on: CivilDate): Routing =>
  officeAt(item.department, decisionLevel(item), community, offices, on);

/** The office that does one step of the item; it may belong to another department. */
export const officeForStep = (step: Step, community: RegionCode, offices: readonly Office[], on: CivilDate): Routing =>
  officeAt(step.department, stepLevel(step), community, offices, on);

/** The community's service station; a virtual community, which has none, is served by its street's desk. */
export const stationFor = (community: RegionCode, offices: readonly Office[], on: CivilDate): Routing =>
  officeAt(stationDepartment, 4, community, offices, on);
