/**
 * The evaluation of a region in four parts (plan R3E-10: facilities, management, residents' needs, satisfaction), each
 * the mean of its indicators, each indicator a share of named cases. Nothing is weighed behind the scenes: the score can
 * be worked out again from the numbers that it is shown with, and each number leads to its tickets.
 */
import { onTimeOf } from './measures.ts';
import type { Counts } from './performance.ts';
import { satisfactionOf } from './satisfaction.ts';
import { type Basis, valueOf } from './target.ts';

export const parts = ['facilities', 'management', 'needs', 'satisfaction'] as const;
export type Part = (typeof parts)[number];

/** `value`: 0 to 1; null: not known, or too few cases. `facts`: the numbers whose tickets stand behind it. */
export type Indicator = {
  id: string;
  zh: string;
  en: string;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  facts: string[];
};

export type Evaluation = {
  /** 0 to 100: the mean of the parts that are known; null when none is. */
  score: number | null;
  parts: { part: Part; zh: string; en: string; score: number | null; indicators: Indicator[] }[];
};

const names: Record<Part, { zh: string; en: string }> = {
  facilities: { zh: '设施与人员', en: 'Facilities and staff' },
  management: { zh: '服务管理', en: 'Management of services' },
  needs: { zh: '居民需求', en: "Residents' needs" },
  satisfaction: { zh: '满意程度', en: 'Satisfaction' },
};

/** Goals of the plan by which what is no share is made one. */
export const yardsticks = { householdsPerWorker: 300, participation: 0.1 } as const;

type Counted = { n: number | null; of: number | null };
const shareOf = ({ n, of }: Counted): number | null => (n === null || of === null || of <= 0 ? null : n / of);
const clamp = (value: number | null): number | null => (value === null ? null : Math.min(1, Math.max(0, value)));

const indicator = (
  id: string,
  zh: string,
  en: string,
  counted: Counted,
  facts: string[],
  value = shareOf(counted),
): Indicator => ({ id, zh, en, numerator: counted.n, denominator: counted.of, value: clamp(value), facts });

const onTime = (counts: Readonly<Counts>, clock: 'PROMISE' | 'ACCEPT') => {
  const { met, missed } = onTimeOf(counts, clock);
  return { n: met, of: met + missed };
};

const rated = (id: string, zh: string, en: string, value: ReturnType<(typeof valueOf)['satisfaction']>): Indicator =>
  indicator(
    id,
    zh,
    en,
    { n: value?.numerator ?? null, of: value?.denominator ?? null },
    ['rating.1', 'rating.2', 'rating.3', 'rating.4', 'rating.5'],
    value?.rate ?? null,
  );

const facilities = ({ stations, staffing }: Basis): Indicator[] => [
  indicator(
    'stations-active',
    '本月或上月有件的社区 ÷ 应设站的社区',
    'Communities with a filing this month or last ÷ those that should have a station',
    { n: stations?.active ?? null, of: stations?.communities ?? null },
    ['filed'],
  ),
  indicator(
    'staffing',
    `专职工作者 × ${yardsticks.householdsPerWorker} ÷ 户数，最多 1`,
    `Full-time workers × ${yardsticks.householdsPerWorker} ÷ households, at most 1`,
    { n: staffing?.workers ?? null, of: staffing?.households ?? null },
    [],
    staffing ? (staffing.workers * yardsticks.householdsPerWorker) / staffing.households : null,
  ),
];

const management = ({ counts }: Basis): Indicator[] => {
  const of = (name: string) => counts[name] ?? 0;
  const cards = of('card.yellow') + of('card.red') - of('cardCancelled.yellow') - of('cardCancelled.red');
  return [
    indicator(
      'promise-kept',
      '承诺期限内办结 ÷（按时 + 超时）',
      'Promises met ÷ (met + missed)',
      onTime(counts, 'PROMISE'),
      ['met.PROMISE', 'missed.PROMISE'],
    ),
    indicator(
      'accepted-in-time',
      '期限内受理 ÷（按时 + 超时）',
      'Accepted in time ÷ (met + missed)',
      onTime(counts, 'ACCEPT'),
      ['met.ACCEPT', 'missed.ACCEPT'],
    ),
    indicator(
      'without-card',
      '1 −（未撤销的黄牌红牌 ÷ 提交）',
      '1 − (cards that were not cancelled ÷ filed)',
      { n: of('filed') - cards, of: of('filed') },
      ['card.yellow', 'card.red', 'filed'],
    ),
  ];
};

const needs = (basis: Basis): Indicator[] => {
  const { counts, hardship, residentsServed, population } = basis;
  const of = (name: string) => counts[name] ?? 0;
  return [
    indicator(
      'participation',
      `十二个月内服务过的居民 ÷ 居民数，以 ${yardsticks.participation * 100}% 为满分`,
      `Residents served in twelve months ÷ inhabitants, full marks at ${yardsticks.participation * 100} %`,
      { n: residentsServed, of: population },
      [],
      population === null || population === 0 ? null : residentsServed / population / yardsticks.participation,
    ),
    indicator(
      'solved-first-time',
      '1 −（重办 ÷ 办结）',
      '1 − (reopened ÷ resolved)',
      { n: of('resolved') - of('reopened'), of: of('resolved') },
      ['resolved', 'reopened'],
    ),
    indicator(
      'hardship-reached',
      '本季度联系或服务到的特殊困难对象 ÷ 在册对象（无人在册不计）',
      'Special-hardship people reached this quarter ÷ on the register (left out while nobody is)',
      { n: hardship?.reached ?? null, of: hardship?.registered ?? null },
      [],
    ),
  ];
};

const satisfaction = (basis: Basis): Indicator[] => [
  rated(
    'satisfaction',
    '（5+4+3）÷ 有效评价，30 件起',
    '(5 + 4 + 3) ÷ valid ratings, from 30',
    valueOf.satisfaction(basis),
  ),
  rated(
    'satisfaction-special',
    '特殊群体：（5+4+3）÷ 有效评价，30 件起',
    'Special groups: (5 + 4 + 3) ÷ valid ratings, from 30',
    valueOf['satisfaction-special'](basis),
  ),
];

const indicatorsOf: Record<Part, (basis: Basis) => Indicator[]> = { facilities, management, needs, satisfaction };

/** The mean of what is known. */
const mean = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
};

const tenths = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

/**
 * Score of a part = 100 × mean of its known indicators; score = mean of the known parts, rounded to a tenth. What is
 * not known is left out, never taken for good or bad.
 */
export const evaluate = (basis: Basis): Evaluation => {
  const scored = parts.map((part) => {
    const indicators = indicatorsOf[part](basis);
    const value = mean(indicators.map(({ value }) => value));
    return { part, ...names[part], score: value === null ? null : value * 100, indicators };
  });
  return {
    score: tenths(mean(scored.map(({ score }) => score))),
    parts: scored.map((each) => ({ ...each, score: tenths(each.score) })),
  };
};

/** One community beside others of its class: `byDepartment` is its case mix. */
export type Compared = { code: string; counts: Readonly<Counts>; byDepartment: Readonly<Record<string, Counts>> };

/** `rate`: what it would be with the mix of all; `covered`: the share of that mix of which it has cases. */
export type Standardised = { rate: number | null; covered: number };

const promises = (counts: Readonly<Counts>) => onTime(counts, 'PROMISE');

/**
 * Direct standardisation: the rate in time of each department's matters, weighted by what all communities of the class
 * have of them. A community with many difficult matters is thus not worse for having them. Weights of departments of
 * which it has no case are spread over the others; `covered` says how much is left without them.
 */
export const standardise = (peers: readonly Compared[]): Map<string, Standardised> => {
  const weights = new Map<string, number>();
  for (const { byDepartment } of peers)
    for (const [department, counts] of Object.entries(byDepartment))
      weights.set(department, (weights.get(department) ?? 0) + promises(counts).of);
  const total = [...weights.values()].reduce((a, b) => a + b, 0);
  return new Map(
    peers.map(({ code, byDepartment }): [string, Standardised] => {
      const own = Object.entries(byDepartment)
        .map(([department, counts]) => ({ ...promises(counts), weight: weights.get(department) ?? 0 }))
        .filter(({ of }) => of > 0);
      const covered = own.reduce((sum, { weight }) => sum + weight, 0);
      const rate = own.reduce((sum, { n, of, weight }) => sum + (weight * n) / of, 0);
      return [code, { rate: covered > 0 ? rate / covered : null, covered: total > 0 ? covered / total : 0 }];
    }),
  );
};

/** What a comparison shows of a community beside the standardised rate. */
export const comparedOf = ({ counts }: Compared) => ({
  filed: counts['filed'] ?? 0,
  resolved: counts['resolved'] ?? 0,
  onTime: onTimeOf(counts, 'PROMISE'),
  satisfaction: satisfactionOf(counts),
});
