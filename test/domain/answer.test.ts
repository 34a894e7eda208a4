/** One answer against its field: what is said of it when it is wrong, and that nothing personal is said back. */
import { describe, expect, test } from '@jest/globals';
import { checkAnswer, isBlank } from '../../domain/answer.ts';
import type { Field } from '../../domain/field.ts';

const today = '2026-02-14';
const problem = (field: object, raw: unknown) => {
  const checked = checkAnswer({ id: 'x', zh: '项目', en: 'Field', required: false, ...field } as Field, raw, { today });
  return Array.isArray(checked) ? checked[0] : undefined;
};
const options = ['yes', 'no'].map((value) => ({ value, zh: value, en: value }));

describe('what was seen', () => {
  test('is repeated of short codes, small numbers and dates', () => {
    expect(problem({ type: 'select', options }, 'maybe')?.seen).toBe('maybe');
    expect(problem({ type: 'number', max: 5 }, 6)?.seen).toBe('6');
    expect(problem({ type: 'number', min: 5 }, 4.5)?.seen).toBe('4.5');
    expect(problem({ type: 'date' }, ' 14/02/2026 ')?.seen).toBe('14/02/2026');
    expect(problem({ type: 'date', max: 'today' }, '2026-02-15')?.seen).toBe('2026-02-15');
    expect(problem({ type: 'date', min: 'today' }, '2026-02-13')?.seen).toBe('2026-02-13');
    expect(problem({ type: 'date', workdayOnly: true }, '2026-02-15')?.seen).toBe('2026-02-15');
    expect(problem({ type: 'number' }, 'many')?.seen).toBe('many');
  });

  test.each([
    ['of a sensitive field', { type: 'select', options, sensitive: true }, 'maybe'],
    ['of a number in a sensitive field', { type: 'number', max: 5, sensitive: true }, 6],
    ['of text', { type: 'text', maxLength: 2 }, 'abc'],
    ['of a telephone', { type: 'phone', pattern: '^1' }, '2'],
    ['of an ID card', { type: 'idcard' }, '123'],
    ['of a list', { type: 'select', options }, ['maybe']],
    ['of what is long', { type: 'select', options }, 'x'.repeat(41)],
    ['of what is no code', { type: 'select', options }, '李芳'],
    ['of a code with something before it', { type: 'select', options }, ' x'],
    ['of a code with something behind it', { type: 'select', options }, 'x!'],
    ['of nine digits, however they are written', { type: 'select', options }, '138-0000-12'],
  ])('is not repeated %s', (_, field, raw) => {
    expect(problem(field, raw)).toBeDefined();
    expect(problem(field, raw)).not.toHaveProperty('seen');
  });

  test('forty characters are still a code', () => {
    expect(problem({ type: 'select', options }, 'x'.repeat(40))?.seen).toBe('x'.repeat(40));
  });
});

describe('another kind of value', () => {
  test.each([
    ['a list', []],
    ['text', 'x'],
    ['a number', 7],
    ['true or false', true],
    ['an object', {}],
    ['an object', null],
  ])('%s is told as what it is', (kind, raw) => {
    const wanted = kind === 'a number' ? 'text' : 'a number';
    const field = kind === 'a number' ? { type: 'text' } : { type: 'number' };
    const found = problem(field, raw);
    expect(found?.code).toBe('type');
    expect(found?.en).toBe(`Field: should be ${wanted}, found ${kind}`);
  });

  test.each([
    ['date', 7, 'should be a date as text'],
    ['phone', 7, 'should be text'],
    ['idcard', 7, 'should be text'],
    ['address', 'x', 'should be an address {regionCode, detail}'],
    ['address', null, 'should be an address {regionCode, detail}'],
    ['address', [], 'should be an address {regionCode, detail}'],
    ['file', 7, 'should be "on-paper" or a list of uploads'],
  ])('of a %s is told', (type, raw, text) => expect(problem({ type, regionLevel: 4 }, raw)?.en).toContain(text));

  test('one option or a list of them', () => {
    expect(problem({ type: 'select', options, multiple: true }, 'yes')?.en).toContain('should be a list of options');
    expect(problem({ type: 'select', options }, ['yes'])?.en).toContain('should be one option');
  });

  test('no number without an end', () => {
    for (const raw of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(problem({ type: 'number' }, raw)?.code).toBe('type');
  });
});

describe('limits', () => {
  test('are told with what was found', () => {
    expect(problem({ type: 'text', maxLength: 2 }, '𠮷野家')?.en).toBe('Field: at most 2 characters, found 3');
    expect(problem({ type: 'number', min: 2 }, 1)?.en).toBe('Field: at least 2');
    expect(problem({ type: 'number', max: 2 }, 3)?.en).toBe('Field: at most 2');
    expect(problem({ type: 'number' }, -1e9)).toBeUndefined();
    expect(problem({ type: 'date' }, '1849-12-31')?.en).toBe('Field: not before 1850-01-01');
    expect(problem({ type: 'date' }, '2200-01-01')?.en).toBe('Field: not after 2199-12-31');
  });

  test('a field without a pattern takes any form, of a paragraph too', () => {
    expect(problem({ type: 'phone' }, 'extension 7')).toBeUndefined();
    expect(problem({ type: 'text' }, 'x')).toBeUndefined();
    expect(problem({ type: 'text', maxLength: 101 }, 'a\nb')).toBeUndefined();
    expect(problem({ type: 'address', regionLevel: 1 }, { regionCode: '320613001001', detail: 'a\nb' })?.path).toBe(
      'x.detail',
    );
  });

  test('of papers: as many as the field takes', () => {
    const papers = (n: number) => Array.from({ length: n }, (_, i) => `pap_${String(i).padStart(26, '0')}`);
    expect(problem({ type: 'file' }, papers(2))).toMatchObject({
      code: 'too-many',
      en: 'Field: only one paper, found 2',
    });
    const several = { type: 'file', multiple: true };
    expect(problem(several, papers(10))).toBeUndefined();
    expect(problem(several, papers(11))?.en).toBe('Field: at most 10 papers, found 11');
    expect(problem(several, [...papers(1), 7])?.code).toBe('paper');
    expect(problem(several, [...papers(1), 'pap_1'])?.code).toBe('paper');
  });

  test('of a place: the level that the field asks for, any where it asks for none', () => {
    const at = (regionCode: unknown, field: object = { regionLevel: 3 }) =>
      problem({ type: 'address', ...field }, { regionCode, detail: '1号' });
    expect(at('320613000000')).toMatchObject({ path: 'x.regionCode', code: 'region-level' });
    expect(at('320613000000')?.en).toMatch(/^Field: choose down to the .*street/);
    expect(at('320613001000')).toBeUndefined();
    expect(at('320600000000', {})).toBeUndefined();
    for (const wrong of ['32061300100', '3206130010001', 'x320613001000', '320613001000x', 320613001000, undefined])
      expect(at(wrong)?.code).toBe('region');
  });
});

test('blank is nothing, spaces, an empty list, an address without content', () => {
  for (const raw of [undefined, null, '', ' 　', [], {}, { regionCode: '', detail: null }, { detail: undefined }])
    expect([raw, isBlank(raw)]).toEqual([raw, true]);
  for (const raw of [0, false, 'x', [''], { regionCode: '', detail: 'x' }])
    expect([raw, isBlank(raw)]).toEqual([raw, false]);
});
