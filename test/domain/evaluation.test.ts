/** A fixed data set; every answer was worked out by hand beside it. */
import { describe, expect, test } from '@jest/globals';
import { comparedOf, type Compared, evaluate, standardise } from '../../domain/evaluation.ts';
import { standingOut } from '../../domain/patterns.ts';
import type { Basis } from '../../domain/target.ts';

const basis: Basis = {
  counts: {
    filed: 200,
    resolved: 100,
    reopened: 5,
    'met.PROMISE': 90,
    'missed.PROMISE': 10,
    'met.ACCEPT': 190,
    'missed.ACCEPT': 10,
    'card.yellow': 9,
    'card.red': 3,
    'cardCancelled.yellow': 2,
    'rating.5': 30,
    'rating.1': 10,
  },
  residentsServed: 60,
  population: 1_000,
  hardship: null,
  staffing: { households: 400, workers: 1 },
  stations: { active: 9, communities: 10 },
};

const partsOf = (given: Basis) => Object.fromEntries(evaluate(given).parts.map(({ part, score }) => [part, score]));

describe('evaluation in four parts', () => {
  test('each part is the mean of its indicators, the score the mean of the parts', () => {
    // Facilities: stations 9/10 = 0.9; staff 1 × 300 / 400 = 0.75; mean 0.825.
    // Management: promises 90/100 = 0.9; accepted 190/200 = 0.95; cards 9 + 3 − 2 = 10, 190/200 = 0.95; mean 0.93333.
    // Needs: 60/1,000 = 0.06 of 0.10 = 0.6; solved 95/100 = 0.95; hardship not known; mean 0.775.
    // Satisfaction: 30/40 = 0.75; special groups below 30: left out.
    expect(partsOf(basis)).toEqual({ facilities: 82.5, management: 93.3, needs: 77.5, satisfaction: 75 });
    // (82.5 + 93.3333 + 77.5 + 75) / 4 = 82.0833.
    expect(evaluate(basis).score).toBe(82.1);
  });

  test('with a register, whoever was reached counts', () => {
    // Needs: 0.6; 0.95; 18/20 = 0.9; mean 0.81667.
    const needs = partsOf({ ...basis, hardship: { reached: 18, registered: 20 } });
    expect(needs).toMatchObject({ needs: 81.7 });
  });

  test('what is not known is left out, and what is better than the yardstick counts as full', () => {
    const empty: Basis = {
      counts: {},
      residentsServed: 0,
      population: null,
      hardship: null,
      staffing: null,
      stations: null,
    };
    expect(evaluate(empty).score).toBeNull();
    expect(partsOf(empty)).toEqual({ facilities: null, management: null, needs: null, satisfaction: null });
    const full = { ...empty, residentsServed: 500, population: 1_000, staffing: { households: 200, workers: 4 } };
    expect(partsOf(full)).toMatchObject({ facilities: 100, needs: 100 });
  });

  test('each indicator shows what it is made of, and which numbers stand behind it', () => {
    const made = (given: Basis) =>
      evaluate(given).parts.flatMap(({ indicators }) =>
        indicators.map(({ id, numerator, denominator, value, facts }) => [id, numerator, denominator, value, facts]),
      );
    const byRating = ['rating.1', 'rating.2', 'rating.3', 'rating.4', 'rating.5'];
    const cards = { ...basis.counts, 'cardCancelled.red': 1 };
    const special = { 'rating.4@special': 24, 'rating.2@special': 6 };
    expect(made({ ...basis, counts: { ...cards, ...special }, hardship: { reached: 18, registered: 20 } })).toEqual([
      ['stations-active', 9, 10, 0.9, ['filed']],
      ['staffing', 1, 400, 0.75, []],
      ['promise-kept', 90, 100, 0.9, ['met.PROMISE', 'missed.PROMISE']],
      ['accepted-in-time', 190, 200, 0.95, ['met.ACCEPT', 'missed.ACCEPT']],
      // 9 + 3 − 2 − 1 = 9 cards.
      ['without-card', 191, 200, 0.955, ['card.yellow', 'card.red', 'filed']],
      ['participation', 60, 1_000, 0.6, []],
      ['solved-first-time', 95, 100, 0.95, ['resolved', 'reopened']],
      ['hardship-reached', 18, 20, 0.9, []],
      ['satisfaction', 30, 40, 0.75, byRating],
      ['satisfaction-special', 24, 30, 0.8, byRating],
    ]);
  });

  test('where nobody lives, nobody works or nobody is on the register there is no share, good or bad', () => {
    const none: Basis = { ...basis, population: 0, hardship: { reached: 0, registered: 0 } };
    const value = (id: string) =>
      evaluate(none)
        .parts.flatMap(({ indicators }) => indicators)
        .find((each) => each.id === id)?.value;
    expect([value('participation'), value('hardship-reached')]).toEqual([null, null]);
  });

  test('the parts are named in both languages', () => {
    expect(evaluate(basis).parts.map(({ zh, en }) => [zh, en])).toEqual([
      ['设施与人员', 'Facilities and staff'],
      ['服务管理', 'Management of services'],
      ['居民需求', "Residents' needs"],
      ['满意程度', 'Satisfaction'],
    ]);
  });
});

const promises = (met: number, missed: number) => ({ 'met.PROMISE': met, 'missed.PROMISE': missed });
const community = (code: string, byDepartment: Compared['byDepartment']): Compared => ({
  code,
  counts: {},
  byDepartment,
});

describe('like with like', () => {
  test('two communities that are equally good at each matter are equal, whatever their mix', () => {
    // Easy matters 90 %, hard ones 50 % in both. Crude: a (90 + 5)/110 = 0.864, b (9 + 50)/110 = 0.536.
    const a = community('a', { easy: promises(90, 10), hard: promises(5, 5) });
    const b = community('b', { easy: promises(9, 1), hard: promises(50, 50) });
    const result = standardise([a, b]);
    // Weights: easy 110, hard 110 of 220: 0.5 × 0.9 + 0.5 × 0.5 = 0.7.
    expect(result.get('a')).toEqual({ rate: 0.7, covered: 1 });
    expect(result.get('b')).toEqual({ rate: 0.7, covered: 1 });
  });

  test('beside the rate stand the plain numbers of the community', () => {
    const counts = { filed: 12, resolved: 10, ...promises(9, 1), 'rating.5': 4 };
    expect(comparedOf({ ...community('a', {}), counts })).toMatchObject({
      filed: 12,
      resolved: 10,
      onTime: { met: 9, missed: 1, rate: 0.9 },
      satisfaction: { satisfied: 4, rated: 4, responseRate: 0.4 },
    });
    expect(comparedOf(community('a', {}))).toMatchObject({ filed: 0, resolved: 0, onTime: { rate: null } });
  });

  test('matters of which it has none are left out, and it is said how much that is', () => {
    const a = community('a', { easy: promises(60, 20) });
    const b = community('b', { easy: promises(0, 0), hard: promises(15, 5) });
    expect(standardise([a, b]).get('a')).toEqual({ rate: 0.75, covered: 0.8 });
    expect(standardise([a, b]).get('b')).toEqual({ rate: 0.75, covered: 0.2 });
    expect(standardise([community('c', {})]).get('c')).toEqual({ rate: null, covered: 0 });
  });
});

describe('patterns', () => {
  const cases = (group: string, n: number) =>
    Array.from({ length: n }, (_, i) => ({ group, ticketId: `${group}${i}` }));

  test('an office stands out by number and by share', () => {
    const all = [...cases('a', 3), ...cases('b', 4), ...cases('c', 2)];
    // a: 3 of 20 = 15 %; b: 4 of 40 = 10 %, not more than a tenth; c: two are too few.
    const of = new Map([
      ['a', 20],
      ['b', 40],
      ['c', 2],
    ]);
    expect(standingOut('closed-and-reopened', all, of)).toEqual([
      { group: 'a', ticketIds: ['a0', 'a1', 'a2'], cases: 3, of: 20 },
    ]);
  });

  test('the one with most cases comes first, equals by name', () => {
    const groups = (...sizes: [string, number][]) =>
      standingOut(
        'many-ratings',
        sizes.flatMap(([group, n]) => cases(group, n)),
        null,
      ).map(({ group }) => group);
    expect(groups(['b', 5], ['c', 7], ['a', 5])).toEqual(['c', 'a', 'b']);
    expect(groups(['a', 4])).toEqual([]);
    // Nothing to compare with is no share.
    expect(standingOut('closed-and-reopened', cases('a', 3), new Map([['a', 0]]))).toEqual([]);
  });

  test('a resident by number alone, each ticket named once', () => {
    const all = [...cases('r', 4), { group: 'r', ticketId: 'r0' }, ...cases('s', 4)];
    expect(standingOut('many-ratings', all, null)).toEqual([
      { group: 'r', ticketIds: ['r0', 'r1', 'r2', 'r3'], cases: 5, of: null },
    ]);
  });
});
