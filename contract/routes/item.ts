/** Catalogue items as administrators change them, version by version. What residents see: catalogue.ts. */
import * as z from 'zod';
import { department, item, mode } from '../../domain/catalogue.ts';
import { civilDate } from '../../domain/time.ts';
import { cursor } from '../replies.ts';
import { row } from '../route.ts';
import { difference, openProposal, previewed, proposing, versionReply } from './proposal.ts';

const named = { zh: z.string(), en: z.string() };
const id = z.string().min(1).max(64);
const state = z.enum(['current', 'upcoming', 'ended']);
const params = z.strictObject({ id });

/** The version counts itself: what is written there does not matter. */
export const itemGiven = z.strictObject({ item });

const line = z.object({
  id,
  ...named,
  code: z.string(),
  department,
  category: z.string(),
  mode,
  state,
  version: z.int().meta({ description: 'The one in force; of what has not begun yet, the first.' }),
  newest: z.int(),
  endsOn: civilDate.nullable(),
  next: z.object({ version: z.int(), validFrom: civilDate }).nullable().meta({ description: 'Approved, and to come.' }),
  proposed: z.boolean(),
});

export const itemRoutes = {
  listManagedItems: row({
    method: 'GET',
    path: '/items',
    function: 'supervision',
    access: 'signed-in',
    zh: '事项管理：全部事项及版本',
    en: 'Every item with its versions, those that ended or have not begun included',
    query: z.strictObject({
      department: department.optional(),
      mode: mode.optional(),
      state: state.optional(),
      proposed: z.enum(['yes', 'no']).optional(),
      q: z.string().max(50).optional(),
    }),
    reply: z.object({ items: z.array(line) }),
    refusals: ['invalid', 'not-allowed'],
  }),
  getManagedItem: row({
    method: 'GET',
    path: '/items/{id}',
    function: 'supervision',
    access: 'signed-in',
    zh: '一个事项的各个版本',
    en: 'One item: its newest version whole, who made each, what is proposed',
    params,
    reply: z.object({
      id,
      ...named,
      newest: z.int(),
      item: z.looseObject({ id, version: z.int(), ...named }),
      versions: z.array(versionReply.extend({ endsOn: civilDate.nullable() })),
      proposal: openProposal.nullable(),
    }),
    refusals: ['not-allowed', 'not-found'],
  }),
  getItemVersion: row({
    method: 'GET',
    path: '/items/{id}/versions/{version}',
    function: 'supervision',
    access: 'signed-in',
    zh: '一个版本，与另一版本的逐项差别',
    en: 'One version whole, and each difference to another one',
    params: z.strictObject({ id, version: z.coerce.number().int().min(1) }),
    query: z.strictObject({
      against: z.coerce.number().int().min(1).optional().meta({ description: 'The version before, unless named.' }),
    }),
    reply: z.object({
      item: z.looseObject({ id, version: z.int(), ...named }),
      against: z.int().nullable(),
      differences: z.array(difference),
    }),
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  proposeItem: row({
    method: 'POST',
    path: '/items/{id}',
    function: 'supervision',
    access: 'signed-in',
    zh: '提出修改、新增或停用一个事项（须由另一人确认）',
    en: 'Propose the next version of an item, or a new item; with `endsOn` its end. Somebody else approves it',
    params,
    body: itemGiven.extend({ validFrom: civilDate, ...proposing }),
    status: 201,
    reply: openProposal,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'stale-version'],
  }),
  previewItem: row({
    method: 'POST',
    path: '/items/{id}/preview',
    function: 'supervision',
    access: 'signed-in',
    zh: '预览修改的影响',
    en: 'What a version would change, and what open tickets would have seen under it, part by part; changes nothing',
    params,
    body: itemGiven.extend({ validFrom: civilDate.optional(), cursor: z.string().max(1024).optional() }),
    reply: z.object({
      differences: z.array(difference),
      required: z.array(z.object({ kind: z.enum(['field', 'paper']), id: z.string(), ...named })),
      communities: z.int().meta({ description: 'All of the city: an item is offered everywhere.' }),
      previewed: previewed.nullable().meta({ description: 'null: no limit changes, so no ticket need be looked at.' }),
      cursor,
    }),
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed'],
  }),
};
