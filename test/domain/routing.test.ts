import { describe, expect, test } from '@jest/globals';
import type { Office } from '../../domain/office.ts';
import { isVirtual, parentOf } from '../../domain/region.ts';
import { isAmbiguous, officeFor, officeForStep, stationFor, type Routing } from '../../domain/routing.ts';
import { communities, itemNamed, items, offices } from '../data/content.ts';

const on = '2026-02-14';
const idOf = (routing: Routing): string | undefined => {
  if (routing === undefined) return undefined;
  return isAmbiguous(routing) ? `ambiguous at ${routing.regionCode}` : routing.id;
};

/** What a store would hand over: the offices that answer for the community or a region above it. */
const byRegion = Map.groupBy(offices, ({ regionCode }) => regionCode);
const candidates = (community: string): readonly Office[] => {
  const above: string[] = [];
  for (let code: string | undefined = community; code !== undefined; code = parentOf(code)) above.push(code);
  return above.flatMap((code) => byRegion.get(code) ?? []);
};

describe('the seed offices', () => {
  test('all 75 × 2,005 pairs of item and community resolve to exactly one office, and so do all steps', () => {
    const count = { pairs: 0, steps: 0, unresolved: [] as string[] };
    const reached = new Set<string>();
    for (const { code } of communities) {
      const near = candidates(code);
      for (const item of items) {
        const routings = [
          officeFor(item, code, near, on),
          ...item.steps.map((step) => officeForStep(step, code, near, on)),
        ];
        count.pairs += 1;
        count.steps += item.steps.length;
        for (const routing of routings) {
          if (routing === undefined || isAmbiguous(routing)) count.unresolved.push(`${item.id} ${code}`);
          else reached.add(routing.id);
        }
      }
    }
    console.log(`${count.pairs} pairs and ${count.steps} steps → ${reached.size} of ${offices.length} offices`);
    expect(count).toEqual({ pairs: 150_375, steps: 77 * 2005, unresolved: [] });
  });

  test('a community has its own station, a virtual one its street’s desk', () => {
    for (const community of communities) {
      const seat = isVirtual(community) ? parentOf(community.code)?.slice(0, 9) : community.code;
      expect(idOf(stationFor(community.code, candidates(community.code), on))).toBe(`station-${seat}`);
    }
  });

  test.each([
    ['hukou-birth-registration', 'police-320613001'],
    ['id-card-renewal', 'police-320613'],
    ['resident-help-call', 'station-320613001001'],
  ])('%s in 德民社区 → %s, also when all offices are handed over', (id, officeId) => {
    expect(idOf(officeFor(itemNamed(id), '320613001001', offices, on))).toBe(officeId);
  });
});

const office = (id: string, regionCode: string, answersFor: Office['answersFor']): Office => ({
  id,
  department: 'police',
  level: 3,
  regionCode,
  kind: 'department',
  zh: id,
  en: id,
  answersFor,
});
const station = (id: string, answersFor: Office['answersFor']): Office => ({
  ...office(id, id.slice(-12), answersFor),
  department: 'station',
  level: 4,
  kind: 'station',
});

describe('changes over time', () => {
  const birth = itemNamed('hukou-birth-registration');
  const [first, second] = ['320613001000', '320613002000'];
  // 城东街道's police station is merged into 和平桥街道's on 1 July 2026.
  const merged = [
    office('police-320613001', first, [{ regionCode: first, validFrom: '2020-01-01', validTo: '2026-06-30' }]),
    office('police-320613002', second, [
      { regionCode: second, validFrom: '2020-01-01' },
      { regionCode: first, validFrom: '2026-07-01' },
    ]),
  ];

  test.each([
    ['2026-06-30', 'police-320613001'],
    ['2026-07-01', 'police-320613002'],
    ['2019-12-31', undefined],
  ])('on %s → %s', (day, id) => expect(idOf(officeFor(birth, '320613001001', merged, day))).toBe(id));

  test('a merged community is served by the station of its successor', () => {
    const stations = [
      station('station-320613001001', [{ regionCode: '320613001001', validFrom: '2020-01-01', validTo: '2026-06-30' }]),
      station('station-320613001002', [
        { regionCode: '320613001002', validFrom: '2020-01-01' },
        { regionCode: '320613001001', validFrom: '2026-07-01' },
      ]),
    ];
    expect(idOf(stationFor('320613001001', stations, '2026-06-30'))).toBe('station-320613001001');
    expect(idOf(stationFor('320613001001', stations, '2026-07-01'))).toBe('station-320613001002');
  });

  test('without a street office the district answers; an office below the level does not', () => {
    const district = office('police-320613', '320613000000', [{ regionCode: '320613000000', validFrom: '2020-01-01' }]);
    expect(idOf(officeFor(birth, '320613001001', [district], on))).toBe('police-320613');
    expect(officeFor(itemNamed('id-card-renewal'), '320613001001', merged, on)).toBeUndefined();
  });

  test('two offices for the nearest region are an error to be named, never a guess', () => {
    const twice = [...merged, office('police-320613', first, [{ regionCode: first, validFrom: '2026-01-01' }])];
    const routing = officeFor(birth, '320613001001', twice, on);
    expect(routing).toMatchObject({ regionCode: first });
    expect(isAmbiguous(routing) && routing.ambiguous.map(({ id }) => id)).toEqual([
      'police-320613001',
      'police-320613',
    ]);
  });
});
