/** What is read from counters: rates with their numerators and denominators, medians of time. */
import { bucketBounds, quantile } from './elapsed.ts';
import { collectFacts, type Counts, elapsedFact } from './performance.ts';
import { MINUTE } from './time.ts';
import { type ClockName, clockNames } from './ticket/state.ts';

export type OnTime = { met: number; missed: number; rate: number | null };

/** Met in time ÷ (met in time + breached); a breach counts from the moment the due passed, ended or not. */
export const onTimeOf = (counts: Readonly<Counts>, clock: ClockName): OnTime => {
  const [met, missed] = [counts[`met.${clock}`] ?? 0, counts[`missed.${clock}`] ?? 0];
  return { met, missed, rate: met + missed > 0 ? met / (met + missed) : null };
};

/** Every clock that anything was counted of. */
export const clocksIn = (counts: Readonly<Counts>): Partial<Record<ClockName, OnTime>> =>
  Object.fromEntries(
    clockNames.map((name) => [name, onTimeOf(counts, name)] as const).filter(([, { met, missed }]) => met + missed > 0),
  );

export type Share = { of: number; all: number; rate: number | null };
const shareOf = (of: number, all: number): Share => ({ of, all, rate: all > 0 ? of / all : null });

/** Collect once: papers used again ÷ all that came with a filing, fields known ÷ all that its form needed (plan R3C-03). */
export const collectedOnce = (counts: Readonly<Counts>): { papers: Share; fields: Share } => {
  const n = (name: keyof typeof collectFacts): number => counts[collectFacts[name]] ?? 0;
  return {
    papers: shareOf(n('papersReused'), n('papersReused') + n('papersGiven')),
    fields: shareOf(n('fieldsKnown'), n('fieldsKnown') + n('fieldsAsked')),
  };
};

/** Who can have had it; `all` is the whole time from filing to the result. */
export const elapsedKinds = ['all', 'station', 'office', 'resident', 'arbiter', 'special-body', 'reviewer'] as const;
export type ElapsedKind = (typeof elapsedKinds)[number];

/** Working minutes, read from buckets: off by at most 12.3 % (elapsed.ts). */
export type Elapsed = { cases: number; p50: number; p90: number };

/** Working time of resolved tickets by who had it; kinds without a case are left out. */
export const elapsedIn = (counts: Readonly<Counts>): Partial<Record<ElapsedKind, Elapsed>> =>
  Object.fromEntries(
    elapsedKinds.flatMap((kind) => {
      const cases = new Map(
        bucketBounds.flatMap((_bound, bucket) => {
          const n = counts[elapsedFact(kind, bucket)] ?? 0;
          return n > 0 ? [[bucket, n] as const] : [];
        }),
      );
      const minutes = (share: number) => Math.round(((quantile(cases, share) ?? 0) / MINUTE) * 10) / 10;
      const n = [...cases.values()].reduce((sum, each) => sum + each, 0);
      return n > 0 ? [[kind, { cases: n, p50: minutes(0.5), p90: minutes(0.9) }] as const] : [];
    }),
  );
