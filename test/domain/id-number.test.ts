import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ageOn,
  birthDateOf,
  checkCharacter,
  idNumberFault,
  maskIdNumber,
  normaliseIdNumber,
  sexOf,
} from '../../domain/id-number.ts';

const today = '2026-02-14';
/** The standard's own example: 11010519491231002X. */
const example = '11010519491231002X';

describe('GB 11643', () => {
  test("the standard's example", () => {
    expect(checkCharacter('11010519491231002')).toBe('X');
    expect(checkCharacter('44052418800101001')).toBe('4');
    expect(idNumberFault(example, today)).toBeUndefined();
    expect(birthDateOf(example)).toBe('1949-12-31');
    expect(sexOf(example)).toBe('f');
    expect(sexOf('440524188001010014')).toBe('m');
  });

  test.each([
    ['1101051949123100', 'shape'],
    ['11010519491231002x', 'shape'],
    ['01010519491231002X', 'shape'],
    ['11010519491231002X0', 'shape'],
    ['110105184912310027', 'birth-date'],
    ['110105194913310020', 'birth-date'],
    ['110105202602150021', 'birth-date'],
    ['110105190002290021', 'birth-date'],
    ['110105194912310021', 'check-digit'],
  ])('%s → %s', (id, fault) => expect(idNumberFault(id, today)).toBe(fault));

  test('who was born today has a number, and so has the oldest person that there can be', () => {
    const bornOn = (date: string) => {
      const first17 = `110105${date}002`;
      return idNumberFault(first17 + checkCharacter(first17), today);
    };
    expect(['18500101', '20260214'].map(bornOn)).toEqual([undefined, undefined]);
    expect(['18491231', '20260215'].map(bornOn)).toEqual(['birth-date', 'birth-date']);
  });

  test('full width, spaces and a small x are the same number', () => {
    expect(normaliseIdNumber(' １１０１０５ 19491231 002x ')).toBe(example);
  });

  test('every single wrong digit and every swap of neighbours is noticed', () => {
    const first17 = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(first17, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const check = checkCharacter(digits.join(''));
        const wrong = digits.with(at, ((digits[at] ?? 0) + by) % 10);
        expect(checkCharacter(wrong.join(''))).not.toBe(check);
        const [a = 0, b = 0] = [digits[at], digits[(at + 1) % 17]];
        const swapped = digits.with(at, b).with((at + 1) % 17, a);
        if (a !== b && at < 16) expect(checkCharacter(swapped.join(''))).not.toBe(check);
      }),
    );
  });
});

test.each([
  ['1946-02-14', 80],
  ['1946-02-15', 79],
  ['2004-02-29', 21],
  ['2026-02-14', 0],
])('born %s: %i years old on 2026-02-14', (born, age) => expect(ageOn(born, today)).toBe(age));

test('a leap-day birthday falls on 1 March of a common year', () => {
  expect(ageOn('2004-02-29', '2026-02-28')).toBe(21);
  expect(ageOn('2004-02-29', '2026-03-01')).toBe(22);
});

test('the mask hides place and birth date, and all of what is no number', () => {
  expect(maskIdNumber(example)).toBe('110***********002X');
  expect(maskIdNumber('12345')).toBe('*****');
});
