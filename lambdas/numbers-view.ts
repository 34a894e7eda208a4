/** Counters as they are shown: exactly, or as everybody may see them. */
import type * as z from 'zod';
import type { performanceReply } from '../contract/routes/performance.ts';
import { disclosed, disclosedCounts, disclosedRate } from '../domain/disclosure.ts';
import { clocksIn, collectedOnce, elapsedIn, onTimeOf, type Share } from '../domain/measures.ts';
import type { Counts } from '../domain/performance.ts';
import { ratedByMode } from '../domain/rating.ts';
import { satisfactionOf } from '../domain/satisfaction.ts';

type Reply = z.input<typeof performanceReply>;
export type Measures = Pick<
  Reply,
  'counts' | 'ratings' | 'ratedBy' | 'satisfaction' | 'onTime' | 'clocks' | 'elapsed' | 'collected'
>;

export const measuresOf = (counts: Counts): Measures => {
  const { ratings, ...satisfaction } = satisfactionOf(counts);
  return {
    counts,
    ratings,
    ratedBy: ratedByMode(counts),
    satisfaction,
    onTime: onTimeOf(counts, 'PROMISE'),
    clocks: clocksIn(counts),
    elapsed: elapsedIn(counts),
    collected: collectedOnce(counts),
  };
};

const publishedShare = ({ of, all, rate }: Share): Measures['collected']['papers'] => ({
  of: disclosed(of),
  all: disclosed(all),
  rate: disclosedRate(rate, all),
});

type OnTime = Measures['onTime'];
const publishedOnTime = ({ met, missed, rate }: { met: number; missed: number; rate: number | null }): OnTime => ({
  met: disclosed(met),
  missed: disclosed(missed),
  rate: disclosedRate(rate, met + missed),
});

const publishedRatedBy = (counts: Counts): Measures['ratedBy'] => {
  const { app, link, counter, phone } = ratedByMode(counts);
  const shown = ({ rated, satisfied }: { rated: number; satisfied: number }) => ({
    rated: disclosed(rated),
    satisfied: disclosed(satisfied),
  });
  return { app: shown(app), link: shown(link), counter: shown(counter), phone: shown(phone) };
};

/** The same for everybody: small numbers withheld, no exact margins. */
export const publishedOf = (counts: Counts): Measures => {
  const { ratings, satisfied, rated, resolved, rate, interval, responseRate } = satisfactionOf(counts);
  const bound = (each: number) => disclosedRate(each, rated) ?? 0;
  return {
    // How long it took is published as medians only.
    counts: disclosedCounts(
      Object.fromEntries(Object.entries(counts).filter(([name]) => !name.startsWith('elapsed.'))),
    ),
    ratings: {
      1: disclosed(ratings[1]),
      2: disclosed(ratings[2]),
      3: disclosed(ratings[3]),
      4: disclosed(ratings[4]),
      5: disclosed(ratings[5]),
    },
    ratedBy: publishedRatedBy(counts),
    collected: {
      papers: publishedShare(collectedOnce(counts).papers),
      fields: publishedShare(collectedOnce(counts).fields),
    },
    satisfaction: {
      satisfied: disclosed(satisfied),
      rated: disclosed(rated),
      resolved: disclosed(resolved),
      rate: disclosedRate(rate, rated),
      interval: interval && [bound(interval[0]), bound(interval[1])],
      responseRate: disclosedRate(responseRate, resolved),
    },
    onTime: publishedOnTime(onTimeOf(counts, 'PROMISE')),
    clocks: Object.fromEntries(Object.entries(clocksIn(counts)).map(([name, each]) => [name, publishedOnTime(each)])),
    elapsed: Object.fromEntries(
      Object.entries(elapsedIn(counts)).flatMap(([kind, { cases, ...minutes }]) =>
        cases >= 30 ? [[kind, { cases: disclosed(cases), ...minutes }] as const] : [],
      ),
    ),
  };
};
