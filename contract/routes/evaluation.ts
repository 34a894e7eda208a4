/** The evaluation of a region, the tickets behind each number, communities side by side, patterns to look into. */
import * as z from 'zod';
import { parts } from '../../domain/evaluation.ts';
import { dimensions } from '../../domain/performance.ts';
import { instant, civilDate } from '../../domain/time.ts';
import { placed } from '../placed.ts';
import { office, ticketSummary } from '../replies.ts';
import { month, officeId, page, regionCode, row } from '../route.ts';
import { onTime, satisfaction } from './performance.ts';

const region = z.object({ code: z.string(), name: z.string(), level: z.int() });
const score = z.number().nullable().meta({ description: '0 to 100, to a tenth; null: nothing is known.' });
const params = z.strictObject({ regionCode });

export const evaluationReply = z.object({
  region,
  month,
  score,
  formula: z.object({ zh: z.string(), en: z.string() }),
  parts: z.array(
    z.object({
      part: z.enum(parts),
      zh: z.string(),
      en: z.string(),
      score,
      indicators: z.array(
        z.object({
          id: z.string(),
          zh: z.string(),
          en: z.string(),
          numerator: z.number().nullable(),
          denominator: z.number().nullable(),
          value: z.number().nullable(),
          tickets: z.array(z.string()).meta({ description: 'Paths that list the very tickets behind it.' }),
        }),
      ),
    }),
  ),
});

const factName = z
  .string()
  .max(60)
  .regex(/^[a-zA-Z]+(\.[a-zA-Z0-9-]+)?$/)
  .meta({ example: 'missed.PROMISE', description: 'A number as it is called in `counts`, without `@special`.' });
const cellName = z
  .string()
  .max(120)
  .regex(new RegExp(`^(special|(${dimensions.join('|')})\\.[a-zA-Z0-9-]+)$`))
  .meta({ example: 'department.police', description: 'Only what counts in this cell; `special`: of special groups.' });

export const casesReply = z.object({
  region,
  fact: z.string(),
  tickets: z.array(
    ticketSummary.extend({
      at: instant.meta({ description: 'When it was counted.' }),
      countedFor: z.string(),
      ...placed,
    }),
  ),
  cursor: z.string().nullable(),
});

export const comparisonReply = z.object({
  region,
  from: month,
  to: month,
  formula: z.object({ zh: z.string(), en: z.string() }),
  classes: z.array(
    z.object({
      class: z.enum(['urban', 'rural']),
      stations: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          filed: z.int(),
          resolved: z.int(),
          onTime,
          standardised: z.number().nullable().meta({ description: 'With the mix of all communities of the class.' }),
          covered: z
            .number()
            .meta({ description: 'Share of that mix of which it has cases; below 0.8 read with care.' }),
          satisfaction,
        }),
      ),
    }),
  ),
});

export const patternsReply = z.object({
  region,
  month,
  patterns: z.array(
    z.object({
      pattern: z.string(),
      zh: z.string(),
      en: z.string(),
      means: z.string(),
      orElse: z.string(),
      rule: z.object({ atLeast: z.int(), share: z.number() }),
      complete: z.boolean().meta({ description: 'false: more cases than were looked at.' }),
      found: z.array(
        z.object({
          officeId: z.string().nullable(),
          tickets: z.array(z.string()),
          cases: z.int(),
          of: z.int().nullable(),
        }),
      ),
    }),
  ),
  notDetected: z.array(z.object({ pattern: z.string(), zh: z.string(), en: z.string() })),
});

const behind = z.strictObject({
  fact: factName,
  cell: cellName.optional(),
  from: civilDate.optional(),
  to: civilDate.optional(),
  ...page,
});

export const evaluationRoutes = {
  getEvaluation: row({
    method: 'GET',
    path: '/performance/{regionCode}/evaluation',
    function: 'supervision',
    access: 'signed-in',
    zh: '四项评价得分',
    en: 'The score in four parts, with its formula and the numbers it is made of',
    params,
    query: z.strictObject({ month: month.optional() }),
    reply: evaluationReply,
    limit: 'analysis',
    refusals: ['not-allowed', 'not-found', 'invalid'],
  }),
  listCases: row({
    method: 'GET',
    path: '/performance/{regionCode}/tickets',
    function: 'supervision',
    access: 'signed-in',
    zh: '数字背后的件',
    en: 'The very tickets behind a number, newest month first',
    params,
    query: behind,
    reply: casesReply,
    limit: 'analysis',
    refusals: ['not-allowed', 'not-found', 'invalid'],
  }),
  listOfficeCases: row({
    method: 'GET',
    path: '/offices/{officeId}/performance/tickets',
    function: 'supervision',
    access: 'signed-in',
    zh: '单位数字背后的件',
    en: 'The very tickets behind a number of an office, newest month first',
    params: z.strictObject({ officeId }),
    query: behind,
    reply: casesReply.omit({ region: true }).extend({ office }),
    limit: 'analysis',
    refusals: ['not-allowed', 'not-found', 'invalid'],
  }),
  compareStations: row({
    method: 'GET',
    path: '/performance/{regionCode}/comparison',
    function: 'supervision',
    access: 'signed-in',
    zh: '同类社区比较',
    en: 'Communities of a street or district beside others of their class, with the mix of matters taken out',
    params,
    query: z.strictObject({ from: month.optional(), to: month.optional() }),
    reply: comparisonReply,
    limit: 'analysis',
    refusals: ['not-allowed', 'not-found', 'invalid'],
  }),
  listPatterns: row({
    method: 'GET',
    path: '/performance/{regionCode}/patterns',
    function: 'supervision',
    access: 'signed-in',
    zh: '值得核查的规律',
    en: 'Patterns to look into: closing and reopening, late stops, many ratings of one resident',
    params,
    query: z.strictObject({ month: month.optional() }),
    reply: patternsReply,
    limit: 'analysis',
    refusals: ['not-allowed', 'not-found', 'invalid'],
  }),
};
