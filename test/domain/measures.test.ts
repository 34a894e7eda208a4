/** Rates that are read from counters, each with what it is made of. */
import { describe, expect, test } from '@jest/globals';
import { clocksIn, collectedOnce, elapsedIn, onTimeOf } from '../../domain/measures.ts';

describe('in time', () => {
  const counts = { 'met.PROMISE': 9, 'missed.PROMISE': 3, 'missed.SIGN': 1, 'met.ACCEPT': 0 };

  test('met ÷ (met + missed); nothing counted is no rate, all missed is one of nothing', () => {
    expect(onTimeOf(counts, 'PROMISE')).toEqual({ met: 9, missed: 3, rate: 0.75 });
    expect(onTimeOf(counts, 'SIGN')).toEqual({ met: 0, missed: 1, rate: 0 });
    expect(onTimeOf(counts, 'ANSWER')).toEqual({ met: 0, missed: 0, rate: null });
  });

  test('of every clock that anything was counted of', () => {
    expect(Object.keys(clocksIn(counts)).sort()).toEqual(['PROMISE', 'SIGN']);
    // As many in time as late is counted too.
    expect(clocksIn({ 'met.STEP': 2, 'missed.STEP': 2 })).toEqual({ STEP: { met: 2, missed: 2, rate: 0.5 } });
    expect(clocksIn({})).toEqual({});
  });
});

test('collect once: of papers those used again, of fields those that were known', () => {
  const counts = {
    'collect.paperReused': 3,
    'collect.paperGiven': 1,
    'collect.fieldKnown': 8,
    'collect.fieldAsked': 2,
  };
  expect(collectedOnce(counts)).toEqual({
    papers: { of: 3, all: 4, rate: 0.75 },
    fields: { of: 8, all: 10, rate: 0.8 },
  });
  expect(collectedOnce({})).toEqual({ papers: { of: 0, all: 0, rate: null }, fields: { of: 0, all: 0, rate: null } });
});

test('a bucket that was counted down to nothing is no case', () => {
  expect(elapsedIn({ 'elapsed.all.3': 0 })).toEqual({});
});
