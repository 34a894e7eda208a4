/** The plan's targets (requirements R2-18 … R2-25, R3B-01) as editable data, and the value of today beside each. */
import * as z from 'zod';
import type { Counts } from './performance.ts';
import type { CommunityClass } from './region.ts';
import { satisfactionOf, wilson } from './satisfaction.ts';
import { civilDate } from './time.ts';

export const measures = [
  'satisfaction',
  'satisfaction-special',
  'participation',
  'hardship-reached',
  'households-per-worker',
  'stations-active',
] as const;
export type Measure = (typeof measures)[number];

/** Shares are 0 to 1; households per worker are households. Urban and rural communities each have their own. */
export const goal = z.strictObject({ urban: z.number().min(0).max(10_000), rural: z.number().min(0).max(10_000) });

export const targetId = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
export const target = z.strictObject({
  id: targetId,
  /** A change is a new version. */
  version: z.int().min(1),
  measure: z.enum(measures),
  better: z.enum(['higher', 'lower']),
  zh: z.string().min(1),
  en: z.string().min(1),
  goal,
  /** The last day of the plan's period; a city sets its own. */
  dueOn: civilDate,
  /** The sentence of the plan, or the decision by which it was changed. */
  source: z.string().min(1).max(200),
});
export type Target = Readonly<z.infer<typeof target>>;

/** `rate` is null where there is too little, or no denominator is known. */
export type Value = {
  numerator: number;
  denominator: number | null;
  rate: number | null;
  /** 95 % Wilson interval, of shares of cases. */
  interval: [number, number] | null;
  responseRate?: number | null;
};

/** What the values of a region are worked out from. */
export type Basis = {
  /** Counters of the period, as in performance.ts; `name@special` for special groups. */
  counts: Readonly<Counts>;
  /** Distinct residents of whom something was resolved in the twelve months. */
  residentsServed: number;
  population: number | null;
  /** People in special hardship with a contact or service in the quarter, of those on the register. */
  hardship: { reached: number; registered: number } | null;
  staffing: { households: number; workers: number } | null;
  stations: { active: number; communities: number } | null;
};

const share = (numerator: number, denominator: number): Value => ({
  numerator,
  denominator,
  rate: denominator > 0 ? numerator / denominator : null,
  interval: null,
});

/** The part of the counters that concerns special groups, under the plain names. */
const specialPart = (counts: Readonly<Counts>): Counts =>
  Object.fromEntries(
    Object.entries(counts).flatMap(([name, n]) =>
      name.endsWith('@special') ? [[name.slice(0, -'@special'.length), n] as const] : [],
    ),
  );

const satisfactionValue = (counts: Readonly<Counts>): Value => {
  const { satisfied, rated, rate, interval, responseRate } = satisfactionOf(counts);
  return { numerator: satisfied, denominator: rated, rate, interval, responseRate };
};

/** Every measure; null: what it is made of is not known here. */
export const valueOf: Readonly<Record<Measure, (basis: Basis) => Value | null>> = {
  satisfaction: ({ counts }) => satisfactionValue(counts),
  'satisfaction-special': ({ counts }) => satisfactionValue(specialPart(counts)),
  participation: ({ residentsServed, population }) =>
    population === null
      ? { numerator: residentsServed, denominator: null, rate: null, interval: null }
      : share(residentsServed, population),
  'hardship-reached': ({ hardship }) =>
    hardship && {
      ...share(hardship.reached, hardship.registered),
      interval: hardship.registered > 0 ? wilson(hardship.reached, hardship.registered) : null,
    },
  'households-per-worker': ({ staffing }) => staffing && share(staffing.households, staffing.workers),
  'stations-active': ({ stations }) => stations && share(stations.active, stations.communities),
};

/** Measures that are counted month by month; of the others only today's value is known. */
export const hasTrend: ReadonlySet<Measure> = new Set<Measure>([
  'satisfaction',
  'satisfaction-special',
  'participation',
  'hardship-reached',
]);

/** Is the goal reached? Null where there is no rate. A share is compared as it is, not as it is rounded for reading. */
export const isMet = ({ better }: Target, value: Value | null, goal: number): boolean | null =>
  value === null || value.rate === null ? null : better === 'higher' ? value.rate >= goal : value.rate <= goal;

/** The goals that apply in a region: one of them in a community, both above. */
export const goalsFor = ({ goal }: Target, only: CommunityClass | null): Partial<Target['goal']> =>
  only === null ? goal : { [only]: goal[only] };
