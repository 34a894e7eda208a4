/** The plan's targets, and the value of today beside each. */
import * as z from 'zod';
import { goal, target, targetId } from '../../domain/target.ts';
import { civilDate, instant } from '../../domain/time.ts';
import { staffName } from '../replies.ts';
import { month, regionCode, row } from '../route.ts';

const draft = z.object({ target, proposedAt: instant, proposedByMe: z.boolean(), proposedBy: staffName }).nullable();
const targetWithDraft = z.object({ target, draft });

const value = z.object({
  numerator: z.int().nullable().meta({ description: 'null: fewer than five, withheld.' }),
  denominator: z.int().nullable().meta({ description: 'null: not known, or withheld.' }),
  rate: z.number().nullable().meta({ description: 'null: nothing to divide by, or fewer than 30 ratings.' }),
  interval: z.tuple([z.number(), z.number()]).nullable().meta({ description: '95 % Wilson interval.' }),
  responseRate: z.number().nullable().optional(),
});

export const targetValues = z.object({
  region: z.object({ code: z.string(), name: z.string(), level: z.int() }),
  month,
  exact: z.boolean(),
  targets: z.array(
    z.object({
      target,
      goals: z.object({ urban: z.number().optional(), rural: z.number().optional() }).meta({
        description: 'Those that apply here: one in a community, both above.',
      }),
      value: value.nullable().meta({ description: 'Of the twelve months that end with `month`.' }),
      met: z.object({ urban: z.boolean().nullable().optional(), rural: z.boolean().nullable().optional() }),
      byClass: z.object({ urban: value, rural: value }).optional(),
      trend: z
        .array(value.extend({ month }))
        .meta({ description: 'Month by month; participation over twelve months.' }),
      missing: z.object({ zh: z.string(), en: z.string() }).nullable().meta({ description: 'What is not known here.' }),
    }),
  ),
});

const regionFacts = z.object({
  regionCode: z.string(),
  population: z.int().optional(),
  households: z.int().optional(),
  workers: z.int().optional(),
  asOf: civilDate,
  source: z.string(),
});

const params = z.strictObject({ id: targetId.max(64) });

export const targetRoutes = {
  listTargets: row({
    method: 'GET',
    path: '/targets',
    function: 'supervision',
    access: 'signed-in',
    zh: '规划目标',
    en: "The plan's targets in force, and what is proposed",
    reply: z.object({ targets: z.array(targetWithDraft) }),
  }),
  proposeTarget: row({
    method: 'POST',
    path: '/targets/{id}',
    function: 'supervision',
    access: 'signed-in',
    zh: '提出修改目标（须由另一人确认）',
    en: 'Propose another value or due date; somebody else confirms it',
    params,
    body: z.strictObject({
      goal,
      dueOn: civilDate,
      source: z.string().trim().min(1).max(200).meta({ description: 'The decision, by title and number.' }),
      ifVersion: z.int().min(1),
    }),
    status: 201,
    reply: targetWithDraft,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
  }),
  approveTarget: row({
    method: 'POST',
    path: '/targets/{id}/approve',
    function: 'supervision',
    access: 'signed-in',
    zh: '确认修改目标',
    en: 'Confirm what somebody else proposed',
    params,
    body: z.strictObject({ ifVersion: z.int().min(1), proposedAt: instant }),
    reply: targetWithDraft,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version', 'busy'],
  }),
  withdrawTarget: row({
    method: 'POST',
    path: '/targets/{id}/withdraw',
    function: 'supervision',
    access: 'signed-in',
    zh: '撤回待确认的修改',
    en: 'Withdraw what waits to be confirmed; nothing has changed by it',
    params,
    body: z.strictObject({ proposedAt: instant }),
    reply: targetWithDraft,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
  }),
  listTargetVersions: row({
    method: 'GET',
    path: '/targets/{id}/versions',
    function: 'supervision',
    access: 'signed-in',
    zh: '一个目标的历次版本',
    en: 'Every version of a target that was in force, with who proposed and who confirmed it',
    params,
    reply: z.object({
      versions: z
        .array(z.object({ target, confirmedAt: instant.nullable(), proposedBy: staffName, confirmedBy: staffName }))
        .meta({ description: 'Newest first; the first one is in force.' }),
    }),
    refusals: ['not-found'],
  }),
  getTargetValues: row({
    method: 'GET',
    path: '/performance/{regionCode}/targets',
    function: 'supervision',
    access: 'signed-in',
    zh: '目标与现状',
    en: 'Each target beside the value of today, with its trend',
    params: z.strictObject({ regionCode }),
    query: z.strictObject({ month: month.optional() }),
    reply: targetValues,
    limit: 'analysis',
    refusals: ['invalid', 'not-found'],
  }),
  getRegionFacts: row({
    method: 'GET',
    path: '/performance/{regionCode}/facts',
    function: 'supervision',
    access: 'signed-in',
    zh: '本区域及下一级已录入的人口、户数、专职工作者数',
    en: 'What was entered of a region and of those right below it',
    params: z.strictObject({ regionCode }),
    reply: z.object({
      regions: z.array(
        z.object({ code: z.string(), name: z.string(), facts: regionFacts.omit({ regionCode: true }).nullable() }),
      ),
    }),
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  saveRegionFacts: row({
    method: 'POST',
    path: '/performance/{regionCode}/facts',
    function: 'supervision',
    access: 'signed-in',
    zh: '录入本区域人口、户数、专职工作者数',
    en: 'Enter inhabitants, households and full-time workers of a region: no source has them',
    params: z.strictObject({ regionCode }),
    body: z.strictObject({
      population: z.int().min(1).max(100_000_000).optional(),
      households: z.int().min(1).max(50_000_000).optional(),
      workers: z.int().min(1).max(1_000_000).optional(),
      asOf: civilDate,
      source: z.string().trim().min(1).max(200),
    }),
    reply: regionFacts,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
};
