/** A fixed data set whose answers were worked out by hand, beside each of them. */
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import seeded from '../../data/targets.json' with { type: 'json' };
import { classOf } from '../../domain/region.ts';
import { type Basis, goalsFor, hasTrend, isMet, measures, target, targetId, valueOf } from '../../domain/target.ts';

const targets = z.array(target).parse(seeded.targets);
const named = (id: string) => {
  const found = targets.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

const basis: Basis = {
  counts: {
    resolved: 100,
    'rating.5': 20,
    'rating.4': 8,
    'rating.3': 4,
    'rating.2': 6,
    'rating.1': 2,
    'ratingExcluded.1': 2,
    'resolved@special': 40,
    'rating.5@special': 27,
    'rating.2@special': 3,
  },
  residentsServed: 431,
  population: 3_854,
  hardship: { reached: 94, registered: 100 },
  staffing: { households: 600, workers: 2 },
  stations: { active: 15, communities: 15 },
};

describe('values of the plan’s targets', () => {
  test('satisfaction: 32 of 38 valid ratings, two taken out by upheld objections', () => {
    // 20 + 8 + 4 = 32; 32 + 6 + (2 − 2) = 38; 32 / 38 = 0.842105; 38 / 100 resolved.
    // Wilson, z = 1.959964: centre 0.842105 + 3.841459/76 = 0.892651; spread 1.959964 × √(0.132964/38 + 3.841459/5776)
    // = 1.959964 × 0.0645302 = 0.126477; scale 1 + 3.841459/38 = 1.101091; (0.892651 ∓ 0.126477)/1.101091.
    const value = valueOf.satisfaction(basis);
    expect(value).toMatchObject({ numerator: 32, denominator: 38, responseRate: 0.38 });
    expect(value?.rate).toBeCloseTo(0.842105, 6);
    expect(value?.interval?.[0]).toBeCloseTo(0.695832, 4);
    expect(value?.interval?.[1]).toBeCloseTo(0.925562, 4);
    expect(isMet(named('satisfaction'), value, 0.8)).toBe(true);
  });

  test('special groups apart: 27 of 30 is nine tenths, which is reached; of 29 nothing is said', () => {
    const value = valueOf['satisfaction-special'](basis);
    expect(value).toMatchObject({ numerator: 27, denominator: 30, rate: 0.9, responseRate: 0.75 });
    expect(isMet(named('satisfaction-special'), value, 0.9)).toBe(true);
    const fewer = valueOf['satisfaction-special']({ ...basis, counts: { ...basis.counts, 'rating.2@special': 2 } });
    expect(fewer).toMatchObject({ numerator: 27, denominator: 29, rate: null, interval: null });
    expect(isMet(named('satisfaction-special'), fewer, 0.9)).toBeNull();
    // Other parts of the numbers are not special groups, however they are called.
    const others = { ...basis.counts, 'rating.1@group.x': 40 };
    expect(valueOf['satisfaction-special']({ ...basis, counts: others })).toEqual(value);
  });

  test('participation: residents served in twelve months ÷ residents; without inhabitants the count alone', () => {
    // 431 / 3,854 = 0.11183.
    expect(valueOf.participation(basis)?.rate).toBeCloseTo(0.11183, 5);
    const unknown = valueOf.participation({ ...basis, population: null });
    expect(unknown).toEqual({ numerator: 431, denominator: null, rate: null, interval: null });
    expect(isMet(named('participation'), unknown, 0.1)).toBeNull();
  });

  test('hardship: 94 of 100 is too few, 95 is enough (plan R2-21)', () => {
    const met = (reached: number) =>
      isMet(
        named('hardship-reached'),
        valueOf['hardship-reached']({ ...basis, hardship: { reached, registered: 100 } }),
        0.95,
      );
    expect([met(94), met(95)]).toEqual([false, true]);
    expect(valueOf['hardship-reached']({ ...basis, hardship: null })).toBeNull();
  });

  test('households: 600 for 2 workers keep the minimum of 300 and miss the goal of 200 (plan R3B-01)', () => {
    const value = valueOf['households-per-worker'](basis);
    expect(value?.rate).toBe(300);
    expect(isMet(named('households-per-worker-minimum'), value, 300)).toBe(true);
    expect(isMet(named('households-per-worker'), value, 200)).toBe(false);
  });

  test('whoever was reached has an interval; where nobody is on the register there is neither', () => {
    const of = (reached: number, registered: number) =>
      valueOf['hardship-reached']({ ...basis, hardship: { reached, registered } });
    expect(of(94, 100)).toMatchObject({ numerator: 94, denominator: 100, rate: 0.94 });
    expect(of(94, 100)?.interval?.map((bound) => bound.toFixed(3))).toEqual(['0.875', '0.972']);
    expect(of(0, 0)).toEqual({ numerator: 0, denominator: 0, rate: null, interval: null });
    const alone = valueOf['households-per-worker']({ ...basis, staffing: { households: 600, workers: 0 } });
    expect(alone).toMatchObject({ numerator: 600, denominator: 0, rate: null });
  });

  test('what is not known is neither reached nor missed', () => {
    expect(isMet(named('stations-active'), null, 1)).toBeNull();
    expect(isMet(named('households-per-worker'), valueOf['households-per-worker'](basis), 300)).toBe(true);
  });

  test('stations: all or not reached', () => {
    expect(isMet(named('stations-active'), valueOf['stations-active'](basis), 1)).toBe(true);
    const one = valueOf['stations-active']({ ...basis, stations: { active: 14, communities: 15 } });
    expect(isMet(named('stations-active'), one, 1)).toBe(false);
  });
});

test('the seeded targets cover every measure, each in its first version', () => {
  expect(new Set(targets.map(({ measure }) => measure))).toEqual(new Set(measures));
  expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
  expect(targets.every(({ version }) => version === 1)).toBe(true);
});

test('months are compared of what is counted month by month', () => {
  expect([...hasTrend].sort()).toEqual(['hardship-reached', 'participation', 'satisfaction', 'satisfaction-special']);
});

test('a target has a name in small letters and a version from one on', () => {
  expect(['stations-active', 'x'].map((id) => targetId.safeParse(id).success)).toEqual([true, true]);
  for (const id of ['', 'Stations', 'stations-', '-x', 'a--b', 'x 1', '1x', 'x1'])
    expect([id, targetId.safeParse(id).success]).toEqual([id, false]);
  const [first] = targets;
  expect([0, 1, 2].map((version) => target.safeParse({ ...first, version }).success)).toEqual([false, true, true]);
});

test('one goal in a community, both above; residents’ committees are urban, villagers’ rural', () => {
  const given = { ...named('participation'), goal: { urban: 0.1, rural: 0.05 } };
  expect(goalsFor(given, 'rural')).toEqual({ rural: 0.05 });
  expect(goalsFor(given, null)).toEqual({ urban: 0.1, rural: 0.05 });
  expect(['500', '499', '400'].map((last) => classOf(`320613001${last}`))).toEqual(['rural', 'urban', 'urban']);
  expect(['001', '199', '498'].map((last) => classOf(`320613001${last}`))).toEqual(['urban', 'urban', 'urban']);
  expect(['200', '399', '598'].map((last) => classOf(`320613001${last}`))).toEqual(['rural', 'rural', 'rural']);
});
