import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { latencyOf, median, percentile, spreadOf } from '../../bench/percentiles.ts';

describe('a percentile', () => {
  test('is the nearest rank', () => {
    const values = [15, 20, 35, 40, 50];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([15, 20, 20, 35, 50]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  test('is one of the values, and no smaller for a larger share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const found = percentile(values, share);
          expect(values).toContain(found);
          expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * values.length);
          expect(percentile(values, 1)).toBeGreaterThanOrEqual(found);
        },
      ),
    );
  });
});

test('a median of an even number lies between the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
  expect(spreadOf([0.5, 0.7, 0.4])).toEqual({ median: 0.5, least: 0.4, most: 0.7 });
});

test('latencies are told to a tenth of a millisecond', () => {
  expect(latencyOf([1.26, 2, 3])).toEqual({ n: 3, p50: 2, p95: 3, p99: 3 });
});
