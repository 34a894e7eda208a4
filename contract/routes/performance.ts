/** The numbers of a region: what was counted, and what is read from it. */
import * as z from 'zod';
import { elapsedKinds } from '../../domain/measures.ts';
import { dimensions } from '../../domain/performance.ts';
import { clockNames } from '../../domain/ticket/state.ts';
import { civilDate } from '../../domain/time.ts';
import { office } from '../replies.ts';
import { month, officeId, regionCode, row } from '../route.ts';

const cases = z.int().nullable().meta({
  description: 'null: fewer than five, withheld. Callers without a right to exact numbers get multiples of five.',
});
const share = z.number().nullable();
const counts = z.record(z.string(), cases).meta({
  description:
    'By name: filed, resolved, met.PROMISE, card.yellow, rating.5 …; `name@special` is its part of special groups.',
});

export const satisfaction = z.object({
  satisfied: cases,
  rated: cases.meta({ description: 'Valid first ratings: without those that an upheld objection took out.' }),
  resolved: cases,
  rate: share.meta({ description: '(5 + 4 + 3) ÷ rated; null below 30 ratings: the count says more.' }),
  interval: z.tuple([z.number(), z.number()]).nullable().meta({ description: '95 % Wilson interval.' }),
  responseRate: share.meta({ description: 'rated ÷ resolved' }),
});
export const onTime = z.object({ met: cases, missed: cases, rate: share });

const byOneWay = z.object({ rated: cases, satisfied: cases.meta({ description: 'Levels 3 to 5.' }) });

const part = z.object({ of: cases, all: cases, rate: share.meta({ description: 'of ÷ all' }) });

const measures = {
  counts,
  ratings: z.object({ 1: cases, 2: cases, 3: cases, 4: cases, 5: cases }),
  ratedBy: z.object({ app: byOneWay, link: byOneWay, counter: byOneWay, phone: byOneWay }).meta({
    description: 'First ratings by the way they came: signed in, by link, on a screen at the counter, by telephone.',
  }),
  satisfaction,
  onTime: onTime.meta({ description: 'Of the promise: met ÷ (met + missed); missed from the moment the due passed.' }),
  clocks: z.partialRecord(z.enum(clockNames), onTime).meta({ description: 'The same of every clock.' }),
  collected: z.object({ papers: part, fields: part }).meta({
    description:
      'Collect once, of what was filed: papers used again ÷ papers used again or handed in; answers known ÷ answers known or asked.',
  }),
  elapsed: z
    .partialRecord(z.enum(elapsedKinds), z.object({ cases, p50: z.number(), p90: z.number() }))
    .meta({ description: 'Working minutes of resolved tickets by who had them; off by at most 12.3 %.' }),
};

export const performanceReply = z.object({
  region: z.object({ code: z.string(), name: z.string(), level: z.int() }),
  from: civilDate,
  to: civilDate,
  exact: z.boolean().meta({
    description:
      'false: one month that is over, or the twelve up to it; fewer than five withheld, all else a multiple of five.',
  }),
  open: cases.meta({
    description: 'Open now, whatever the days asked for: all that was opened less all that was closed.',
  }),
  ...measures,
  by: z
    .object({
      dimension: z.enum(dimensions),
      values: z.array(z.object({ value: z.string(), open: cases, ...measures })),
    })
    .optional(),
});

export const trendReply = z.object({
  region: performanceReply.shape.region,
  months: z.array(
    z.object({
      month,
      filed: z.int(),
      resolved: z.int(),
      open: z.int().meta({ description: 'At the end of the month; of the month that is not over, now.' }),
      onTime,
      satisfaction,
    }),
  ),
});

export const officePerformanceReply = z.object({
  office: office.extend({ regionCode: z.string() }),
  from: civilDate,
  to: civilDate,
  ...measures,
  by: z
    .object({ dimension: z.enum(dimensions), values: z.array(z.object({ value: z.string(), ...measures })) })
    .optional(),
});

/** Days, and by what; of a region and of an office alike. */
const asked = {
  from: civilDate.optional(),
  to: civilDate.optional(),
  by: z.enum(dimensions).optional().meta({
    description: 'Also by this dimension; the days are then widened to whole months, as `from` and `to` say.',
  }),
};

export const performanceRoutes = {
  getTrend: row({
    method: 'GET',
    path: '/performance/{regionCode}/trend',
    function: 'supervision',
    access: 'signed-in',
    zh: '逐月走势',
    en: 'Month by month: filed, resolved, open at its end, in time, satisfied; for whoever sees exact numbers',
    reply: trendReply,
    refusals: ['invalid', 'not-found', 'not-allowed'],
    params: z.strictObject({ regionCode }),
    query: z.strictObject({
      to: month.optional(),
      months: z.coerce.number().int().min(1).max(36).default(12),
    }),
  }),
  getPerformance: row({
    method: 'GET',
    path: '/performance/{regionCode}',
    function: 'supervision',
    access: 'signed-in',
    zh: '区域数据',
    en: 'The numbers of a community, street, district or the city',
    reply: performanceReply,
    refusals: ['invalid', 'not-found'],
    params: z.strictObject({ regionCode }),
    query: z.strictObject(asked),
  }),
  getOfficePerformance: row({
    method: 'GET',
    path: '/offices/{officeId}/performance',
    function: 'supervision',
    access: 'signed-in',
    zh: '单位数据：本单位和上级督导可见',
    en: 'The numbers of one office, for its own people and for those over it',
    reply: officePerformanceReply,
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed', 'not-found'],
    params: z.strictObject({ officeId }),
    query: z.strictObject(asked),
  }),
};
