import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMonths, monthsBetween, servedBy, servedSpan } from '../../domain/served.ts';

test('months', () => {
  expect(addMonths('2026-11', 3)).toBe('2027-02');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
});

describe('distinct residents', () => {
  test('the first month opens twelve spans, the next only those that it adds', () => {
    expect(servedBy(new Set(), new Set(['2026-01']))).toEqual({
      months: ['2026-01'],
      spans: monthsBetween('2026-01', '2026-12'),
    });
    expect(servedBy(new Set(['2026-01']), new Set(['2026-03', '2026-01']))).toEqual({
      months: ['2026-03'],
      spans: ['2027-01', '2027-02'],
    });
    expect(servedBy(new Set(['2026-01']), new Set(['2025-12'])).spans).toEqual(['2025-12']);
  });

  test('whatever the order and grouping, each span counts a resident once, if and only if one of its months has them', () => {
    const month = fc.integer({ min: 0, max: 40 }).map((n) => addMonths('2024-01', n));
    fc.assert(
      fc.property(fc.array(fc.array(month, { maxLength: 3 }), { maxLength: 12 }), (steps) => {
        const seen = new Set<string>();
        const spans: string[] = [];
        const months: string[] = [];
        for (const step of steps) {
          const added = servedBy(seen, new Set(step));
          spans.push(...added.spans);
          months.push(...added.months);
          for (const each of step) seen.add(each);
        }
        expect(months.sort()).toEqual([...seen].sort());
        const covered = monthsBetween('2023-01', '2029-01').filter((end) =>
          [...seen].some((each) => each <= end && each > addMonths(end, -servedSpan)),
        );
        expect(spans.sort()).toEqual(covered);
      }),
    );
  });
});
