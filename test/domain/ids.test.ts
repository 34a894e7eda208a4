/** What people copy from paper by hand: typing errors are noticed, look-alikes are not used. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  asWritten,
  inGroups,
  isReference,
  isSecret,
  referenceAlphabet,
  referenceOf,
  secretOf,
  nobodysId,
  sortableId,
  ticketId,
} from '../../domain/ids.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const written = [
  { named: 'reference', isWell: isReference, make: bytes(7).map(referenceOf) },
  { named: 'secret', isWell: isSecret, make: bytes(32).map(secretOf) },
];

describe.each(written)('$named', ({ isWell, make }) => {
  test('is well-formed, and of characters that are not taken for others', () => {
    fc.assert(
      fc.property(make, (text) => {
        expect(isWell(text)).toBe(true);
        expect([...text].filter((character) => !referenceAlphabet.includes(character))).toEqual([]);
      }),
    );
  });

  test('any one wrong character, and any two that changed places, are noticed', () => {
    fc.assert(
      fc.property(make, fc.nat(), fc.nat(), fc.nat(), (text, a, b, other) => {
        const [i, j] = [a % text.length, b % text.length];
        const wrong = [...text];
        wrong[i] = referenceAlphabet[other % referenceAlphabet.length] ?? '';
        expect(isWell(wrong.join(''))).toBe(wrong[i] === text[i]);
        const swapped = [...text];
        [swapped[i], swapped[j]] = [text[j] ?? '', text[i] ?? ''];
        expect(isWell(swapped.join(''))).toBe(text[i] === text[j]);
      }),
    );
  });

  test('is known again as it is printed, typed and pasted', () => {
    fc.assert(
      fc.property(make, (text) => {
        expect(asWritten(` ${inGroups(text).toLowerCase()} `)).toBe(text);
        expect(isWell(`${text}A`)).toBe(false);
        expect(isWell(text.slice(1))).toBe(false);
      }),
    );
  });
});

test('neither is taken for the other, nor is what has a character too many or from elsewhere', () => {
  const [reference, secret] = [referenceOf(new Uint8Array(7).fill(9)), secretOf(new Uint8Array(32).fill(9))];
  expect([isReference(reference), isSecret(reference), isReference(secret), isSecret(secret)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  // Whatever check character stands behind it: one of them would fit.
  for (const check of referenceAlphabet)
    for (const rest of ['0AAAAAA', 'AAAAAAO', 'AAA AAA'])
      expect([rest + check, isReference(rest + check)]).toEqual([rest + check, false]);
});

describe('an id of a ticket', () => {
  const random = (fill: number) => new Uint8Array(10).fill(fill);
  const moment = Date.parse('2026-03-02T10:00:00+08:00');

  test('is its moment and ten random bytes, in twenty-six characters', () => {
    expect(sortableId(0, random(0))).toBe('0'.repeat(26));
    expect(sortableId(0, random(255))).toBe(`${'0'.repeat(10)}${'Z'.repeat(16)}`);
    // The example of the ULID specification: 1469918176385 is 01ARYZ6S41.
    expect(sortableId(1_469_918_176_385, random(0))).toBe(`01ARYZ6S41${'0'.repeat(16)}`);
    expect(sortableId(0, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 31)).slice(-2)).toBe('0Z');
  });

  test('sorts by its moment, whatever the random bytes', () => {
    fc.assert(
      fc.property(bytes(10), bytes(10), fc.integer({ min: 1, max: 1_000_000 }), (a, b, later) => {
        const [first, second] = [sortableId(moment, a), sortableId(moment + later, b)];
        expect(first < second).toBe(true);
        expect(ticketId.safeParse(first).success).toBe(true);
      }),
    );
  });

  test('is told from what is none', () => {
    expect(ticketId.safeParse(nobodysId).success).toBe(true);
    const id = sortableId(moment, random(7));
    for (const wrong of ['', id.slice(1), `${id}0`, `${id.slice(1)}I`, `${id.slice(1)}a`, ` ${id}`])
      expect([wrong, ticketId.safeParse(wrong).success]).toEqual([wrong, false]);
  });
});

test('bytes that are too few or too many are a mistake of ours', () => {
  expect(() => sortableId(0, new Uint8Array(9))).toThrow('needs 10 random bytes, got 9');
  expect(() => referenceOf(new Uint8Array(8))).toThrow('needs 7 random bytes, got 8');
  expect(() => secretOf(new Uint8Array(31))).toThrow('needs 32 bytes, got 31');
});

test('a reference and a secret are what they were for these bytes ever since', () => {
  // 3 4 6 3 4 6 D are 0 1 2 0 1 2 7; weighted by 2 to 8 they sum to 87, and 87 + 5 is 4 × 23: A is the fifth.
  expect(referenceOf(Uint8Array.of(0, 1, 2, 23, 24, 255, 7))).toBe('346346DA');
  expect(isReference('346346DA')).toBe(true);
  expect(secretOf(new Uint8Array(32).fill(9))).toHaveLength(12);
  const counting = (from: number) => secretOf(Uint8Array.from({ length: 32 }, (_, i) => from + i));
  expect(new Set([counting(0), counting(1)]).size).toBe(2);
  // Every character is drawn anew: not one and then always the same.
  expect(new Set(counting(0)).size).toBeGreaterThan(5);
});

test('a secret has groups of four', () => {
  expect(inGroups('ACDEFGHJKMNP')).toBe('ACDE-FGHJ-KMNP');
});
