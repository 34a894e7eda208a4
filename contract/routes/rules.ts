/** The rules of clocks: limits, windows and alarms of the whole city, version by version. */
import * as z from 'zod';
import { changeableRules } from '../../domain/ticket/rules.ts';
import { civilDate } from '../../domain/time.ts';
import { cursor } from '../replies.ts';
import { row } from '../route.ts';
import { difference, openProposal, previewed, proposing, versionReply } from './proposal.ts';

export const rulesGiven = z.strictObject({ rules: changeableRules });

export const rulesRoutes = {
  getRules: row({
    method: 'GET',
    path: '/rules',
    function: 'supervision',
    access: 'signed-in',
    zh: '各项时限及其版本',
    en: 'The newest limits, windows and alarms, who made each version, what is proposed',
    reply: z.object({
      newest: z.int(),
      rules: changeableRules,
      versions: z.array(versionReply),
      proposal: openProposal.nullable(),
    }),
    refusals: ['not-allowed'],
  }),
  getRulesVersion: row({
    method: 'GET',
    path: '/rules/versions/{version}',
    function: 'supervision',
    access: 'signed-in',
    zh: '时限的一个版本，与另一版本的逐项差别',
    en: 'One version of the rules, and each difference to another one',
    params: z.strictObject({ version: z.coerce.number().int().min(1) }),
    query: z.strictObject({ against: z.coerce.number().int().min(1).optional() }),
    reply: z.object({ rules: changeableRules, against: z.int().nullable(), differences: z.array(difference) }),
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  proposeRules: row({
    method: 'POST',
    path: '/rules',
    function: 'supervision',
    access: 'signed-in',
    zh: '提出修改时限（须由另一人确认；只及于以后开始的时限）',
    en: 'Propose other limits; somebody else approves them. Clocks that run already keep theirs',
    body: rulesGiven.extend({ validFrom: civilDate, ...proposing }),
    status: 201,
    reply: openProposal,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'stale-version'],
  }),
  previewRules: row({
    method: 'POST',
    path: '/rules/preview',
    function: 'supervision',
    access: 'signed-in',
    zh: '预览时限修改的影响',
    en: 'What other limits would change, and what open tickets would have seen under them, part by part',
    body: rulesGiven.extend({ cursor: z.string().max(1024).optional() }),
    reply: z.object({ differences: z.array(difference), previewed: previewed.nullable(), cursor }),
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed'],
  }),
};
