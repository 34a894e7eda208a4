/** Looks whether every matter still finds its one office, before offices or an item are changed. */
import { type Department, decisionLevel, type Item, stepLevel } from '../domain/catalogue.ts';
import type { Office } from '../domain/office.ts';
import { type OfficeChange, regionsMoved } from '../domain/office-change.ts';
import type { FieldProblem } from '../domain/refusal.ts';
import { levelOf, type RegionCode, within } from '../domain/region.ts';
import { isAmbiguous, officeAt } from '../domain/routing.ts';
import { checkRouting, mattersOf, officesNear, type RoutingCheck, turningDays } from '../domain/routing-check.ts';
import type { CivilDate } from '../domain/time.ts';
import * as content from '../store/content.ts';
import { districtOf } from '../store/keys.ts';
import { officesOfDepartment } from '../store/offices.ts';
import { communitiesIn } from '../store/stations.ts';

const itemsWhole = async (on: CivilDate): Promise<Item[]> =>
  (await Promise.all((await content.items(on)).map(({ id, version }) => content.itemVersion(id, version)))).flatMap(
    (item) => item ?? [],
  );

/** The communities inside any of these regions, each once. */
const communitiesOfAll = async (codes: readonly RegionCode[]): Promise<RegionCode[]> => {
  const widest = codes.filter((code) => !codes.some((other) => other !== code && within(code, other)));
  const regions = await Promise.all(widest.map(content.region));
  const found = await Promise.all(regions.flatMap((region) => (region ? [communitiesIn(region)] : [])));
  return [...new Set(found.flat().map(({ code }) => code))];
};

export type ChangeCheck = RoutingCheck & { communities: number };

/** Of every matter of the department in every community that the change touches, on each day that matters. */
export const routingOfChange = async (
  change: OfficeChange,
  before: ReadonlyMap<string, Office>,
  after: readonly Office[],
): Promise<ChangeCheck> => {
  const [first] = after;
  if (change.do === 'rename' || !first) return { pairs: 0, moved: 0, unrouted: [], communities: 0 };
  const regions = regionsMoved(change, before);
  const city = regions.flatMap((code) => `${code.slice(0, 4)}00000000`);
  const isCity = regions.some((code) => levelOf(code) === 1);
  const below = isCity ? (await content.regionsBelow(city[0] ?? null)).map(({ code }) => code) : [];
  const districts = [
    ...new Set([
      ...city,
      ...below,
      ...regions.map(districtOf),
      ...after.map(({ regionCode }) => districtOf(regionCode)),
    ]),
  ];
  const [items, communities, offices] = await Promise.all([
    itemsWhole(change.on),
    communitiesOfAll(regions),
    officesOfDepartment(first.department, districts),
  ]);
  const changed = new Map(after.map((office) => [office.id, office]));
  const others = offices.filter(({ id }) => !changed.has(id));
  const scope = { department: first.department, matters: mattersOf(first.department, items), communities };
  const checks = turningDays([...others, ...after], change.on).map((day) =>
    checkRouting({ before: offices, after: [...others, ...after] }, scope, day),
  );
  const unrouted = new Map(
    checks.flatMap((each) => each.unrouted).map((each) => [`${each.itemId} ${each.zh} ${each.communityCode}`, each]),
  );
  const [onItsDay] = checks;
  return {
    pairs: onItsDay?.pairs ?? 0,
    moved: onItsDay?.moved ?? 0,
    unrouted: [...unrouted.values()],
    communities: communities.length,
  };
};

/** The department's desks of this level, in every community: how many find no office, or several. */
const strayOf = async (department: Department, level: 1 | 2 | 3 | 4, on: CivilDate): Promise<RegionCode[]> => {
  const [city] = await content.regionsBelow(null);
  if (!city) return [];
  const districts = [city.code, ...(await content.regionsBelow(city.code)).map(({ code }) => code)];
  const [communities, offices] = await Promise.all([communitiesIn(city), officesOfDepartment(department, districts)]);
  const near = officesNear(offices);
  return communities
    .map(({ code }) => code)
    .filter((code) => {
      const routing = officeAt(department, level, code, near(code), on);
      return routing === undefined || isAmbiguous(routing);
    });
};

type Desk = { department: Department; level: 1 | 2 | 3 | 4; path: string };
const desksOf = (item: Item): Desk[] => [
  { department: item.department, level: decisionLevel(item), path: 'item.handledAt' },
  ...item.steps.map((step, i) => ({
    department: step.department,
    level: stepLevel(step),
    path: `item.steps.${i}.level`,
  })),
];

/** Places where the item names a department and level that do not have one office for every community. */
export const unroutedByItem = async (item: Item, on: CivilDate): Promise<FieldProblem[]> => {
  const known = new Set(
    (await itemsWhole(on)).flatMap(desksOf).map(({ department, level }) => `${department} ${level}`),
  );
  // What another item already relies on was checked with that one, and with every change of offices since.
  const fresh = desksOf(item).filter(({ department, level }) => !known.has(`${department} ${level}`));
  const strays = await Promise.all(fresh.map(({ department, level }) => strayOf(department, level, on)));
  return fresh.flatMap(({ department, path }, i) => {
    const stray = strays[i] ?? [];
    return stray.length === 0
      ? []
      : [
          {
            path,
            code: 'unrouted',
            zh: `有 ${stray.length} 个社区找不到唯一的承办单位（如 ${stray[0]}）`,
            en: `${stray.length} communities have no single office for it (such as ${stray[0]})`,
            seen: department,
          },
        ];
  });
};
