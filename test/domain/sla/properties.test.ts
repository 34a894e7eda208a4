import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ClosedTerm, deadline } from '../../../domain/sla/deadline.ts';
import { explainDeadline } from '../../../domain/sla/explain.ts';
import { type Limit, limitName, limitUnits, parseLimit } from '../../../domain/sla/limit.ts';
import type { ClosedStop } from '../../../domain/sla/stop.ts';
import { addDays, dateOf, instantOf } from '../../../domain/time.ts';
import { anyDate, anyInstant, calendar } from './published.ts';

const reason = { zh: '检测', en: 'testing' };
const anyLimit: fc.Arbitrary<Limit> = fc.record({
  n: fc.integer({ min: 1, max: 120 }),
  unit: fc.constantFrom(...limitUnits),
});
/** Up to four stops in the half year after a date; they may overlap. */
const stopsAfter = (date: string): fc.Arbitrary<ClosedStop[]> =>
  fc.array(
    fc
      .record({ offset: fc.integer({ min: -5, max: 150 }), length: fc.integer({ min: 0, max: 30 }) })
      .map(({ offset, length }) => ({ from: addDays(date, offset), to: addDays(date, offset + length - 1), reason })),
    { maxLength: 4 },
  );
const anyTerm: fc.Arbitrary<ClosedTerm> = anyInstant.chain((start) =>
  fc.record({
    start: fc.constant(start),
    limit: anyLimit,
    stops: stopsAfter(dateOf(start)),
    calendar: fc.constant(calendar),
  }),
);

describe('every deadline', () => {
  test('is a working day, for limits of days and of working hours', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        const working = calendar.day(dateOf(deadline(term).due)).working;
        expect(working || term.limit.unit === 'h').toBe(true);
      }),
    );
  });

  test('is never earlier for a longer limit', () => {
    fc.assert(
      fc.property(anyTerm, fc.integer({ min: 0, max: 50 }), (term, more) => {
        const longer = { ...term, limit: { ...term.limit, n: term.limit.n + more } };
        expect(deadline(longer).due >= deadline(term).due).toBe(true);
      }),
    );
  });

  test('is never earlier for a later start', () => {
    fc.assert(
      fc.property(anyTerm, fc.integer({ min: 0, max: 40_000 }), (term, minutes) => {
        const start = instantOf(Date.parse(term.start) + minutes * 60_000);
        expect(deadline({ ...term, start }).due >= deadline(term).due).toBe(true);
      }),
    );
  });

  test('is never earlier with one more stop, and the order of stops does not matter', () => {
    fc.assert(
      fc.property(anyTerm, (term) => {
        const { stops = [] } = term;
        expect(deadline({ ...term, stops: stops.toReversed() })).toEqual(deadline(term));
        expect(deadline({ ...term, stops: stops.slice(1) }).due <= deadline(term).due).toBe(true);
      }),
    );
  });

  test('is the same for an extension as for the longer limit', () => {
    fc.assert(
      fc.property(anyTerm, fc.integer({ min: 0, max: 50 }), (term, n) => {
        const extended = { ...term, extensions: [{ n, unit: term.limit.unit }] };
        const longer = { ...term, limit: { ...term.limit, n: term.limit.n + n } };
        expect(deadline(extended)).toEqual(deadline(longer));
      }),
    );
  });

  test('moves by exactly the working days of a stop that lies inside a limit of working days', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: 2, max: 60 }),
        fc.nat(),
        fc.integer({ min: 1, max: 40 }),
        (start, n, place, length) => {
          const limit: Limit = { n, unit: 'wd' };
          const from = calendar.workdayAfter(start, 1 + (place % n));
          const stop = { from, to: addDays(from, length - 1), reason };
          const days = calendar.workdaysBetween(addDays(from, -1), stop.to);
          const moved = dateOf(deadline({ start, limit, stops: [stop], calendar }).due);
          const plain = dateOf(deadline({ start, limit, calendar }).due);
          expect(calendar.workdaysBetween(plain, moved)).toBe(days);
        },
      ),
    );
  });
});

test('the account of a term counts exactly the limit, on its own walk day by day', () => {
  fc.assert(
    fc.property(anyTerm, (term) => {
      const { due, lines } = explainDeadline(term);
      expect(due).toBe(deadline(term).due);
      expect(lines.at(0)?.date).toBe(dateOf(term.start));
      expect(lines.at(-1)?.date).toBe(dateOf(due ?? ''));
      expect(lines.at(-1)?.running).toBe(term.limit.n);
      // Without a roll, the last day is one that counted: no shorter walk reaches the limit.
      if (term.limit.unit === 'wd' || term.limit.unit === 'wh') expect(lines.at(-1)?.counted).toBe(true);
      expect(lines.filter(({ counted }) => counted).length > 0).toBe(true);
    }),
  );
});

test('one is one, in English too', () => {
  expect([1, 2].map((n) => limitName({ n, unit: 'wd' }).en)).toEqual(['1 working day', '2 working days']);
});

test('a limit reads as it is written', () => {
  fc.assert(
    fc.property(anyLimit, ({ n, unit }) => {
      expect(parseLimit(`${n}${unit}`)).toEqual({ n, unit });
      expect(limitName({ n, unit }).zh).toContain(String(n));
    }),
  );
  for (const text of ['', '5', 'wd', '-5wd', '1.5wd', '5 wd', '5WD', '5wd ', '10001wd', '5weeks']) {
    expect(parseLimit(text)).toBeUndefined();
  }
});
