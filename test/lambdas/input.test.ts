/** What the edge says of what does not fit: in both languages, whatever schema found it. */
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { routes } from '../../contract/routes.ts';
import { civilDate } from '../../domain/time.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { parse } from '../../lambdas/edge/input.ts';

const han = /\p{Script=Han}/u;
const problemsOf = (schema: z.ZodType, input: unknown) => {
  const found = parse(schema, input);
  return isRefusal(found) ? (found.errors ?? []) : [];
};

describe('a problem', () => {
  test.each([
    ['a day that is none', z.object({ at: civilDate }), { at: '2026-02-30' }],
    ['a day that is a number', z.object({ at: civilDate }), { at: 5 }],
    ['nothing', z.object({ at: civilDate }), {}],
    ['a word that is not among the choices', z.object({ at: z.enum(['a', 'b']) }), { at: 'c' }],
    ['too long', z.object({ at: z.string().max(2) }), { at: 'abc' }],
    ['too small', z.object({ at: z.number().min(2) }), { at: 1 }],
    ['no multiple', z.object({ at: z.number().multipleOf(2) }), { at: 1 }],
    ['another format', z.object({ at: z.string().regex(/^a$/) }), { at: 'b' }],
    ['none of the forms', z.object({ at: z.union([z.literal('a'), z.int()]) }), { at: [] }],
    ['a field too many', z.strictObject({}), { at: 1 }],
  ])('%s: what was wrong and what to do, in Chinese and in English', (_what, schema, input) => {
    const [found, ...others] = problemsOf(schema, input);
    expect(others).toEqual([]);
    expect(found?.zh).toMatch(han);
    expect(found?.zh).not.toBe('不正确');
    expect(found?.en).not.toMatch(han);
    expect(found?.en).not.toBe('');
  });

  test('a day that is none says how one is written', () => {
    expect(problemsOf(z.object({ at: civilDate }), { at: '2026-02-30' })).toEqual([
      {
        path: 'at',
        code: 'custom',
        zh: '应为日历上有的日期，如 2026-02-14',
        en: 'must be a day of the calendar, such as 2026-02-14',
        seen: '2026-02-30',
      },
    ]);
  });
});

type Def = {
  error?: (issue: never) => unknown;
  checks?: { _zod: { def: Def } }[];
  [part: string]: unknown;
};
const isSchema = (value: unknown): value is z.ZodType & { _zod: { def: Def } } =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** Every sentence that a schema, or anything inside it, has of its own. */
const sentencesIn = (schema: unknown, seen: Set<unknown>): string[] => {
  if (seen.has(schema)) return [];
  seen.add(schema);
  if (Array.isArray(schema)) return schema.flatMap((each) => sentencesIn(each, seen));
  if (!isSchema(schema)) {
    const isPlain = typeof schema === 'object' && schema !== null && Object.getPrototypeOf(schema) === Object.prototype;
    return isPlain ? Object.values(schema).flatMap((each) => sentencesIn(each, seen)) : [];
  }
  const { def } = schema._zod;
  const said = [def, ...(def.checks ?? []).map(({ _zod }) => _zod.def)].flatMap(({ error }) => {
    const words = error?.({ input: '', issues: [] } as never);
    return typeof words === 'string' ? [words] : [];
  });
  return [...said, ...Object.values(def).flatMap((each) => sentencesIn(each, seen))];
};

test('whatever a schema of the contract says itself, it says in both languages', () => {
  const seen = new Set<unknown>();
  const said = Object.values(routes).flatMap(({ params, query, body }) => sentencesIn([params, query, body], seen));
  expect(said).toContain('应为日历上有的日期，如 2026-02-14 / must be a day of the calendar, such as 2026-02-14');
  for (const words of said) {
    const [zh = '', en = '', ...more] = words.split(' / ');
    expect({ words, ok: han.test(zh) && en !== '' && !han.test(en) && more.length === 0 }).toEqual({ words, ok: true });
  }
});
