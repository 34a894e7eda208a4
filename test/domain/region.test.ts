import { describe, expect, test } from '@jest/globals';
import {
  ancestorsOf,
  currentRegion,
  displayName,
  isVirtual,
  levelLookup,
  levelOf,
  lineageOf,
  parentOf,
  regionCode,
  shortCode,
  within,
  type Region,
} from '../../domain/region.ts';
import { communities, regionByCode, regions } from '../data/content.ts';

describe('codes', () => {
  test('levels, parents and ancestors of 德民社区', () => {
    expect(levelOf('320613001001')).toBe(4);
    expect(parentOf('320613001001')).toBe('320613001000');
    expect(ancestorsOf('320613001001')).toEqual(['320613001000', '320613000000', '320600000000']);
    expect(lineageOf('320600000000')).toEqual(['320600000000']);
    expect(shortCode('320613000000')).toBe('320613');
  });

  test('the arithmetic agrees with level and parent of all 2,150 regions', () => {
    for (const { code, level, parent } of regions) {
      expect(levelOf(code)).toBe(level);
      expect(parentOf(code) ?? null).toBe(parent);
    }
  });

  test('within is reflexive, follows the tree and does not take a sibling', () => {
    for (const { code } of communities) expect(lineageOf(code).every((above) => within(code, above))).toBe(true);
    expect(within('320613001001', '320613002000')).toBe(false);
    expect(within('320613000000', '320613001000')).toBe(false);
  });

  test.each(['', '32061300100', '3206130010011', '32061300100x', '320000000000', '000000000000'])(
    '%s is no code of a city or below',
    (code) => expect(() => levelOf(code)).toThrow(RangeError),
  );
});

test('a code is twelve digits and nothing else', () => {
  expect(regions.every(({ code }) => regionCode.safeParse(code).success)).toBe(true);
  for (const text of ['', '32061300100', '3206130010011', '32061300100x', ' 320613001001', '320613001001\n'])
    expect(regionCode.safeParse(text).success).toBe(false);
});

test('32 communities are virtual', () => expect(communities.filter(isVirtual)).toHaveLength(32));

test('people read the short name', () => {
  const region = regionByCode.get('320613001001');
  expect(region && displayName(region)).toBe('德民社区');
});

const region = (code: string, more: Partial<Region> = {}): Region => ({
  code,
  name: code,
  level: 4,
  parent: '320613001000',
  type: 'residents-committee',
  ...more,
});

describe('merged regions', () => {
  const merged = new Map(
    [
      region('320613001001', { validTo: '2026-06-30', successor: '320613001002' }),
      region('320613001002', { validTo: '2027-06-30', successor: '320613001003' }),
      region('320613001003'),
      region('320613001004', { validTo: '2026-06-30' }),
      region('320613001005', { validTo: '2026-06-30', successor: '320613001005' }),
    ].map((region) => [region.code, region]),
  );

  test.each([
    ['320613001001', '2026-06-30', '320613001001'],
    ['320613001001', '2026-07-01', '320613001002'],
    ['320613001001', '2027-07-01', '320613001003'],
    ['320613001004', '2026-07-01', undefined],
    ['320613001005', '2026-07-01', undefined],
    ['320613001099', '2026-07-01', undefined],
  ])('%s on %s → %s', (code, on, now) => expect(currentRegion(code, merged, on)?.code).toBe(now));
});

describe('level look-up of addresses', () => {
  const level = levelLookup(regionByCode);
  test.each([
    ['320613001001', 4],
    ['320613001999', undefined],
    ['340104001000', 3],
    ['990104001000', undefined],
    ['1340104001000', undefined],
    ['3401040010001', undefined],
    ['340000000000', undefined],
    ['somewhere', undefined],
  ])('%s → %s', (code, found) => expect(level(code)).toBe(found));
});
