import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bucketBounds, bucketError, bucketOf, quantile } from '../../domain/elapsed.ts';
import { elapsedIn } from '../../domain/measures.ts';

const minute = 60_000;

test('three buckets to a doubling, whole milliseconds, each bound in the bucket below it', () => {
  expect(bucketBounds.slice(0, 5).map((ms) => ms / minute)).toEqual([
    1, 1.2599166666666666, 1.5874, 2, 2.5198333333333331,
  ]);
  expect([0, minute, minute + 1, 2 * minute, 60 * minute].map(bucketOf)).toEqual([0, 0, 1, 3, 18]);
  expect(bucketOf(1e15)).toBe(bucketBounds.length - 1);
});

test('what is read is within the stated bound of the true quantile, whatever was put in and in whatever order', () => {
  const durations = fc.array(fc.integer({ min: minute, max: 100_000 * minute }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9), (all, share) => {
      const cases = new Map<number, number>();
      for (const ms of all) cases.set(bucketOf(ms), (cases.get(bucketOf(ms)) ?? 0) + 1);
      const truth = [...all].sort((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? 0;
      const read = quantile(cases, share) ?? 0;
      // A millisecond of rounding beside the bound; one minute itself is in the bucket below it.
      expect(Math.abs(read - truth)).toBeLessThanOrEqual(Math.max(truth * bucketError + 1, minute / 2));
    }),
  );
  expect(quantile(new Map(), 0.5)).toBeNull();
  expect(bucketError).toBeCloseTo(0.1225, 4);
});

test('what took a minute or less reads as half a minute', () => {
  expect(quantile(new Map([[bucketOf(1), 3]]), 0.5)).toBe(minute / 2);
});

test('by kind of holder, from counters', () => {
  // Ten cases: nine of up to an hour (bucket 18: 50.8 to 64 minutes, √(50.8 × 64) = 57), one of some 14 hours (bucket 30).
  const counts = { 'elapsed.office.18': 9, 'elapsed.office.30': 1, 'elapsed.all.18': 1 };
  expect(elapsedIn(counts)).toEqual({
    all: { cases: 1, p50: 57, p90: 57 },
    office: { cases: 10, p50: 57, p90: 57 },
  });
});
