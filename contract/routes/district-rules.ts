/** Limits of one district: what it has otherwise than the city, version by version. */
import * as z from 'zod';
import { districtLimits } from '../../domain/ticket/district-rules.ts';
import { changeableRules } from '../../domain/ticket/rules.ts';
import { civilDate } from '../../domain/time.ts';
import { cursor } from '../replies.ts';
import { regionCode, row } from '../route.ts';
import { difference, openProposal, previewed, proposing, versionReply } from './proposal.ts';

const named = { zh: z.string(), en: z.string() };
const params = z.strictObject({ district: regionCode.meta({ example: '320613000000' }) });
const limits = districtLimits.meta({ description: 'Only those that differ; what is not named is as in the city.' });
const cityLimits = changeableRules.shape.limits;

export const districtRulesGiven = z.strictObject({ limits });

export const districtRulesRoutes = {
  listDistrictRules: row({
    method: 'GET',
    path: '/rules/districts',
    function: 'supervision',
    access: 'signed-in',
    zh: '各区（县）另定的时限',
    en: 'The districts of your region, and yours: which limits each has of its own today',
    reply: z.object({
      districts: z.array(z.object({ code: z.string(), ...named, limits: districtLimits, proposed: z.boolean() })),
    }),
    refusals: ['not-allowed'],
  }),
  getDistrictRules: row({
    method: 'GET',
    path: '/rules/districts/{district}',
    function: 'supervision',
    access: 'signed-in',
    zh: '一个区（县）另定的时限及其版本',
    en: 'The newest limits of one district beside those of the city, who made each version, what is proposed',
    params,
    reply: z.object({
      code: z.string(),
      ...named,
      newest: z.int(),
      limits: districtLimits,
      city: cityLimits,
      versions: z.array(versionReply),
      proposal: openProposal.nullable(),
      mayPropose: z.boolean(),
    }),
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  getDistrictRulesVersion: row({
    method: 'GET',
    path: '/rules/districts/{district}/versions/{version}',
    function: 'supervision',
    access: 'signed-in',
    zh: '区（县）时限的一个版本，与另一版本的逐项差别',
    en: 'One version of the limits of a district, and each difference to another one; 0 is the city',
    params: params.extend({ version: z.coerce.number().int().min(1) }),
    query: z.strictObject({ against: z.coerce.number().int().min(0).optional() }),
    reply: z.object({ limits: districtLimits, against: z.int(), differences: z.array(difference) }),
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  proposeDistrictRules: row({
    method: 'POST',
    path: '/rules/districts/{district}',
    function: 'supervision',
    access: 'signed-in',
    zh: '提出一个区（县）另定时限（须由另一人确认；只及于以后开始的时限）',
    en: 'Propose other limits for one district; somebody else over it approves them. Without any it follows the city again',
    params,
    body: districtRulesGiven.extend({ validFrom: civilDate, ...proposing }),
    status: 201,
    reply: openProposal,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
  }),
  previewDistrictRules: row({
    method: 'POST',
    path: '/rules/districts/{district}/preview',
    function: 'supervision',
    access: 'signed-in',
    zh: '预览区（县）时限的影响',
    en: 'What other limits of a district would change, and what its open tickets would have seen under them, part by part',
    params,
    body: districtRulesGiven.extend({ cursor: z.string().max(1024).optional() }),
    reply: z.object({ differences: z.array(difference), previewed: previewed.nullable(), cursor }),
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
};
