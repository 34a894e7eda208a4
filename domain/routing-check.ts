/**
 * Does every matter still find its office? The routing rule over the communities and matters that a change of offices
 * touches: each pair must end at exactly one office, or with the named human queue (待派单: the station's routing desk,
 * which chooses by hand).
 */
import { decisionLevel, type Department, type Item, stationDepartment, stepLevel } from './catalogue.ts';
import type { Office } from './office.ts';
import { lineageOf, type RegionCode, type RegionLevel } from './region.ts';
import { isAmbiguous, officeAt, type Routing } from './routing.ts';
import { addDays, type CivilDate } from './time.ts';

/** Something that an office of the department does: decide on an item, or do one of its steps. */
export type Matter = { itemId: string; zh: string; en: string; level: RegionLevel };

/** Everything that the department's offices do; stations also take in whatever is filed. */
export const mattersOf = (department: Department, items: readonly Item[]): Matter[] => [
  ...(department === stationDepartment ? [{ itemId: '*', zh: '受理', en: 'Taking in', level: 4 as const }] : []),
  ...items.flatMap((item) => [
    ...(item.department === department
      ? [{ itemId: item.id, zh: item.zh, en: item.en, level: decisionLevel(item) }]
      : []),
    ...item.steps
      .filter((step) => step.department === department)
      .map((step) => ({
        itemId: item.id,
        zh: `${item.zh}：${step.zh}`,
        en: `${item.en}: ${step.en}`,
        level: stepLevel(step),
      })),
  ]),
];

/** A pair without its one office: `offices` is empty where nobody answers, else those that all do. */
export type Unrouted = Omit<Matter, 'level'> & { communityCode: RegionCode; offices: string[] };
export type RoutingCheck = {
  /** Pairs looked at, and of these, how many go to another office than before. */
  pairs: number;
  moved: number;
  unrouted: Unrouted[];
};

const idOf = (routing: Routing): string | null => (routing === undefined || isAmbiguous(routing) ? null : routing.id);

/** Of many offices those that can answer for a community: what `officeAt` has to look at. */
export const officesNear = (offices: readonly Office[]): ((community: RegionCode) => Office[]) => {
  const byRegion = new Map<RegionCode, Set<Office>>();
  for (const office of offices)
    for (const { regionCode } of office.answersFor)
      byRegion.set(regionCode, (byRegion.get(regionCode) ?? new Set()).add(office));
  return (community) => [...new Set(lineageOf(community).flatMap((code) => [...(byRegion.get(code) ?? [])]))];
};

/** Looks at every pair on one day; what had no office before is no fault of the change. */
export const checkRouting = (
  { before, after }: { before: readonly Office[]; after: readonly Office[] },
  {
    department,
    matters,
    communities,
  }: { department: Department; matters: readonly Matter[]; communities: readonly RegionCode[] },
  on: CivilDate,
): RoutingCheck => {
  const result: RoutingCheck = { pairs: 0, moved: 0, unrouted: [] };
  const [nearBefore, nearAfter] = [officesNear(before), officesNear(after)];
  for (const communityCode of communities) {
    const [was, is] = [nearBefore(communityCode), nearAfter(communityCode)];
    const found = new Map<RegionLevel, { was: Routing; is: Routing }>();
    for (const { level, ...matter } of matters) {
      const known = found.get(level) ?? {
        was: officeAt(department, level, communityCode, was, on),
        is: officeAt(department, level, communityCode, is, on),
      };
      found.set(level, known);
      result.pairs += 1;
      if (idOf(known.was) !== idOf(known.is)) result.moved += 1;
      if (idOf(known.is) !== null || idOf(known.was) === null) continue;
      const offices = isAmbiguous(known.is) ? known.is.ambiguous.map(({ id }) => id) : [];
      result.unrouted.push({ ...matter, communityCode, offices });
    }
  }
  return result;
};

/**
 * The days on which any of these offices begins or ends to answer for something, from `on` on: a change must hold on
 * each of them, also where another office begins later.
 */
export const turningDays = (offices: readonly Office[], on: CivilDate): CivilDate[] => {
  const days = offices.flatMap(({ answersFor }) =>
    answersFor.flatMap(({ validFrom, validTo }) => [
      validFrom,
      ...(validTo === undefined ? [] : [addDays(validTo, 1)]),
    ]),
  );
  return [...new Set([on, ...days.filter((day) => day > on)])].sort();
};
