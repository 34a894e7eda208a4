/** What a mutation run says, in tables: the score of each file, and of what survived, why. */
import { posix } from 'node:path';
import { explained } from './survivors.ts';
import { reasons, type Why } from './survivors/row.ts';

/** From one on. */
type Place = { readonly line: number; readonly column: number };

/** The part of Stryker's report that is read here. */
export type Report = {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement: string;
          readonly status: string;
          /** Of a timeout: how often the mutant was passed; absent where only the clock ran out. */
          readonly statusReason?: string;
          readonly location: { readonly start: Place; readonly end: Place };
        }[];
      }
    >
  >;
};

/** `killed`: a test fails. `uncovered`: no test comes by. Else it survived, for a reason that is known or not. */
type Fate = 'killed' | 'uncovered' | 'unexplained' | Why;
/** The part of a report's mutant that decides on its fate. */
type Result = Report['files'][string]['mutants'][number];
type Mutant = { readonly file: string; readonly fate: Fate; readonly line: number; readonly code: string };

/** Sentences, names in two languages, and what the OpenAPI file says of a field. */
const isWording = (code: string, original: string, { mutatorName, replacement }: Result): boolean =>
  (mutatorName === 'StringLiteral' && /[\u4e00-\u9fff]|\S \S/.test(original)) ||
  (['StringLiteral', 'ObjectLiteral'].includes(mutatorName) &&
    /\b(zh|en|error|description|example):|meta\(/.test(code)) ||
  (mutatorName === 'ObjectLiteral' && replacement === '{}' && /\b(zh|en):/.test(original));

/** Stryker puts a string into an empty list, also where the list is a default of something else than strings. */
const isIllTyped = (code: string, { replacement }: Result): boolean =>
  replacement === '["Stryker was here"]' && /= \[\]/.test(code);

const fateOf = (file: string, code: string, original: string, result: Result): Fate | null => {
  const { replacement, status, statusReason } = result;
  // A loop without an end is noticed; a machine that was slow says nothing.
  if (status === 'Killed' || (status === 'Timeout' && statusReason !== undefined)) return 'killed';
  if (!['Survived', 'NoCoverage', 'Timeout'].includes(status)) return null;
  const row = explained.find(
    (row) =>
      row.file === file &&
      code.includes(row.code) &&
      (row.of === undefined || row.of === original) &&
      (row.to === undefined || replacement.includes(row.to)),
  );
  if (row) return row.why;
  if (isWording(code, original, result)) return 'wording';
  if (isIllTyped(code, result)) return 'ill-typed';
  return status === 'NoCoverage' ? 'uncovered' : 'unexplained';
};

/** Every mutant and what became of it; those that cannot run at all are left out. */
export const mutantsOf = ({ files }: Report): Mutant[] =>
  Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.flatMap((mutant) => {
      const { start, end } = mutant.location;
      const { line } = start;
      const code = (lines[line - 1] ?? '').trim();
      const original = lines
        .slice(line - 1, end.line)
        .join('\n')
        .slice(start.column - 1, line === end.line ? end.column - 1 : undefined);
      const fate = fateOf(file, code, original, mutant);
      return fate ? [{ file, fate, line, code }] : [];
    });
  });

type Count = { readonly all: number; readonly killed: number; readonly uncovered: number; readonly texts: number };
export const countOf = (mutants: readonly Mutant[]): Count => ({
  all: mutants.length,
  killed: mutants.filter(({ fate }) => fate === 'killed').length,
  uncovered: mutants.filter(({ fate }) => fate === 'uncovered').length,
  texts: mutants.filter(({ fate }) => fate === 'wording' || fate === 'ill-typed').length,
});

const percent = (killed: number, all: number): number => (all === 0 ? 100 : (killed / all) * 100);

/** Per cent of the mutants that a test has noticed. What survived for a good reason counts as not noticed. */
export const scoreOf = ({ all, killed }: Count): number => percent(killed, all);

/** The same of what is a rule: without surviving texts, and values that no compiler lets through. The goals are for it. */
export const rulesScoreOf = ({ all, killed, texts }: Count): number => percent(killed, all - texts);

/** The goals. `all` is the last one. */
export const areas: readonly {
  readonly zh: string;
  readonly en: string;
  /** Per cent. */
  readonly goal: number;
  readonly holds: (file: string) => boolean;
}[] = [
  {
    zh: '期限与日历',
    en: 'limits and calendar',
    goal: 95,
    holds: (file) => file.startsWith('domain/sla/') || /\/(elapsed|time|clocks|apply-clocks)\.ts$/.test(file),
  },
  {
    zh: '评价与满意度',
    en: 'ratings and satisfaction',
    goal: 95,
    holds: (file) => /\/(rating|satisfaction|evaluation)\.ts$/.test(file),
  },
  {
    zh: '权限与遮蔽',
    en: 'access and masking',
    goal: 95,
    holds: (file) => /\/(access|masking|disclosure)\.ts$/.test(file),
  },
  { zh: '全部', en: 'everything', goal: 90, holds: () => true },
];

const per = (mutants: readonly Mutant[], key: (mutant: Mutant) => string): [string, Mutant[]][] =>
  [...Map.groupBy(mutants, key)].sort(([a], [b]) => (a < b ? -1 : 1));

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): string[] => [row(cells), row(cells.map(() => '---'))];

const scores = (name: string, mutants: readonly Mutant[]): string => {
  const count = countOf(mutants);
  const survived = count.all - count.killed - count.uncovered;
  const of = [scoreOf(count), rulesScoreOf(count)].map((score) => score.toFixed(1));
  return row([name, count.all, count.killed, survived, count.uncovered, ...of]);
};

/** One line for each folder and each goal. */
export const summary = (mutants: readonly Mutant[]): string =>
  [
    ...per(mutants, ({ file }) => posix.dirname(file)).map(([folder, own]) => scores(folder, own)),
    ...areas.map(({ en, goal, holds }) =>
      scores(
        `${en} (goal ${goal})`,
        mutants.filter(({ file }) => holds(file)),
      ),
    ),
  ].join('\n');

type Facts = {
  readonly date: string;
  readonly machine: string;
  readonly versions: string;
  readonly minutes: number;
};

/** What the command writes into the page. */
export const section = (mutants: readonly Mutant[], { date, machine, versions, minutes }: Facts): string => {
  const survivors = mutants.filter(({ fate }) => fate !== 'killed');
  const columns = [
    '变异 mutants',
    '杀死 killed',
    '存活 survived',
    '未到 not reached',
    '得分 score %',
    '规则 of rules %',
  ];
  return [
    `${date}, ${machine}, ${versions}, ${minutes} min.`,
    '',
    ...head(['目标 goal', ...columns]),
    ...areas.map(({ zh, en, goal, holds }) =>
      scores(
        `${zh} ${en}: ≥ ${goal} %`,
        mutants.filter(({ file }) => holds(file)),
      ),
    ),
    '',
    ...head(['文件 file', ...columns]),
    ...per(mutants, ({ file }) => posix.dirname(file)).flatMap(([folder, own]) => [
      scores(`**${folder}/**`, own),
      ...per(own, ({ file }) => file).map(([file, some]) => scores(posix.basename(file), some)),
    ]),
    '',
    ...head(['为什么存活 why they survived', '数 count']),
    ...per(survivors, ({ fate }) => fate).map(([fate, some]) =>
      row([reasons[fate as Why | 'uncovered' | 'unexplained'], some.length]),
    ),
    '',
    ...head(['文件 file', '在哪里 where', '为什么 why']),
    ...explained
      .filter((row) => survivors.some(({ file, code }) => file === row.file && code.includes(row.code)))
      .map(({ file, code, because }) => row([file, `\`${code.replaceAll('|', '\\|')}\``, because])),
  ].join('\n');
};

const [begin, end] = ['<!-- npm run mutation: begin -->', '<!-- npm run mutation: end -->'];

/** The page with its section written anew. @throws Error when the page has no place for it */
export const withSection = (page: string, text: string): string => {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`页面里没有 the page does not have: ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
};
