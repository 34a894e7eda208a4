/** 满意率 by hand: who counts, from how many on there is a rate, and how sure it is. */
import { describe, expect, test } from '@jest/globals';
import { satisfactionOf, wilson } from '../../domain/satisfaction.ts';

describe('satisfaction', () => {
  test('three and better are satisfied; what an upheld objection took out is not counted at all', () => {
    const counts = { 'rating.1': 3, 'rating.2': 2, 'rating.3': 1, 'rating.4': 10, 'rating.5': 20, resolved: 70 };
    expect(satisfactionOf({ ...counts, 'ratingExcluded.1': 1 })).toMatchObject({
      ratings: { 1: 2, 2: 2, 3: 1, 4: 10, 5: 20 },
      satisfied: 31,
      rated: 35,
      resolved: 70,
      rate: 31 / 35,
      responseRate: 0.5,
    });
  });

  test('thirty ratings make a rate and its interval, twenty-nine do not', () => {
    expect(satisfactionOf({ 'rating.5': 30 })).toMatchObject({ rate: 1, interval: wilson(30, 30) });
    expect(satisfactionOf({ 'rating.5': 29 })).toMatchObject({ rate: null, interval: null });
  });

  test('who was rated without a result in the same time has no response rate', () => {
    expect(satisfactionOf({ 'rating.5': 1 }).responseRate).toBeNull();
    expect(satisfactionOf({ resolved: 4 }).responseRate).toBe(0);
  });

  test('the interval stays between nothing and all', () => {
    expect(wilson(0, 30)[0]).toBe(0);
    expect(wilson(30, 30)[1]).toBe(1);
    expect(wilson(15, 30).map((bound) => bound.toFixed(4))).toEqual(['0.3315', '0.6685']);
  });
});
