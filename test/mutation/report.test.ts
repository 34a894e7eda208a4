/** How a mutation run is read: what counts as noticed, and what is told of the rest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { countOf, mutantsOf, type Report, rulesScoreOf, scoreOf, section, withSection } from './report.ts';
import { explained } from './survivors.ts';

const source = [
  'export const isLate = (now: Instant, due: Instant) => now > due;',
  "const names = { zh: '按时', en: 'in time' };",
  'const papersOf = ({ papers = [] }: Context) => papers;',
].join('\n');
const mutant = (line: number, column: number, end: number, rest: object) => ({
  mutatorName: 'EqualityOperator',
  replacement: 'now >= due',
  status: 'Survived',
  ...rest,
  location: { start: { line, column }, end: { line, column: end } },
});
const report = (...mutants: ReturnType<typeof mutant>[]): Report => ({
  files: { 'domain/sla/late.ts': { source, mutants } },
});
const fates = (...mutants: ReturnType<typeof mutant>[]) => mutantsOf(report(...mutants)).map(({ fate }) => fate);

describe('a mutant', () => {
  test('is noticed by a failing test or an endless loop, not by a slow machine', () => {
    expect(fates(mutant(1, 55, 64, { status: 'Killed' }))).toEqual(['killed']);
    expect(fates(mutant(1, 55, 64, { status: 'Timeout', statusReason: 'run more than 900 times' }))).toEqual([
      'killed',
    ]);
    expect(fates(mutant(1, 55, 64, { status: 'Timeout' }))).toEqual(['unexplained']);
  });

  test('that survives is a text, a value that no compiler lets through, or a missing test', () => {
    expect(fates(mutant(1, 55, 64, {}))).toEqual(['unexplained']);
    expect(fates(mutant(1, 55, 64, { status: 'NoCoverage' }))).toEqual(['uncovered']);
    expect(fates(mutant(2, 21, 25, { mutatorName: 'StringLiteral', replacement: '""' }))).toEqual(['wording']);
    const list = { mutatorName: 'ArrayDeclaration', replacement: '["Stryker was here"]' };
    expect(fates(mutant(3, 31, 33, list))).toEqual(['ill-typed']);
  });

  test('is explained by a reason for what was changed, not for the rest of the line', () => {
    const source = '(a: Instant | null, b: Instant): Instant => (a !== null && a > b ? a : b);';
    const line = `const laterOf = ${source}`;
    const changed = (from: string, replacement: string) => {
      const column = line.indexOf(from) + 1;
      const files = {
        'domain/care/care.ts': { source: line, mutants: [mutant(1, column, column + from.length, { replacement })] },
      };
      return mutantsOf({ files }).map(({ fate }) => fate);
    };
    expect(changed('a !== null', 'true')).toEqual(['equivalent']);
    expect(changed('a > b', 'a >= b')).toEqual(['equivalent']);
    expect(changed('a > b', 'true')).toEqual(['unexplained']);
    expect(changed('a !== null && a > b', 'true')).toEqual(['unexplained']);
  });

  test('is explained on a line that is there: a row that fits nothing any more is deleted', () => {
    const root = join(import.meta.dirname, '..', '..');
    const isStale = ({ file, code }: (typeof explained)[number]) =>
      !readFileSync(join(root, file), 'utf8')
        .split('\n')
        .some((line) => line.includes(code));
    expect(explained.filter(isStale)).toEqual([]);
  });

  test('that cannot run at all is none', () => {
    expect(fates(mutant(1, 55, 64, { status: 'RuntimeError' }), mutant(1, 55, 64, { status: 'Ignored' }))).toEqual([]);
  });
});

describe('the score', () => {
  const mutants = mutantsOf(
    report(
      mutant(1, 55, 64, { status: 'Killed' }),
      mutant(1, 55, 64, {}),
      mutant(1, 55, 64, { status: 'NoCoverage' }),
      mutant(2, 21, 25, { mutatorName: 'StringLiteral', replacement: '""' }),
    ),
  );

  test('is what was noticed of all, and of what is a rule', () => {
    expect(countOf(mutants)).toEqual({ all: 4, killed: 1, uncovered: 1, texts: 1 });
    expect([scoreOf(countOf(mutants)), Math.round(rulesScoreOf(countOf(mutants)))]).toEqual([25, 33]);
  });

  test('is written into its place on the page, and nowhere else', () => {
    const text = section(mutants, { date: '2026-11-27', machine: 'one', versions: 'some', minutes: 3 });
    expect(text).toContain('2026-11-27, one, some, 3 min.');
    expect(text).toContain('| late.ts | 4 | 1 | 2 | 1 | 25.0 | 33.3 |');
    const [begin, end] = ['<!-- npm run mutation: begin -->', '<!-- npm run mutation: end -->'];
    expect(withSection(`a\n${begin}\nold\n${end}\nz`, 'new')).toBe(`a\n${begin}\n\nnew\n\n${end}\nz`);
    expect(() => withSection('a', 'new')).toThrow('does not have');
  });
});
