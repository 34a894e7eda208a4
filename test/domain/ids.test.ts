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

test('a secret has groups of four', () => {
  expect(inGroups('ACDEFGHJKMNP')).toBe('ACDE-FGHJ-KMNP');
});
