/** The resident's file: what it knows for an item, the papers in it, and taking one out. */
import * as z from 'zod';
import { channel } from '../../domain/catalogue.ts';
import { paperId } from '../../domain/paper.ts';
import { ticketId } from '../../domain/ids.ts';
import { civilDate } from '../../domain/time.ts';
import { text } from '../replies.ts';
import { row } from '../route.ts';
import { verifiedReply } from './paper.ts';

const keptPaper = z.object({
  id: paperId,
  material: z.string(),
  materialName: text,
  bytes: z.int(),
  givenOn: civilDate.meta({ description: 'When it was handed in.' }),
  verified: verifiedReply,
  lastDay: civilDate
    .nullable()
    .meta({ description: 'Last day on which it can be used again; null: it does not expire.' }),
  sensitive: z.boolean().meta({ description: 'An agent, or staff on the telephone, cannot use it again.' }),
  originalNeeded: z.boolean().meta({ description: 'The original has to be shown all the same.' }),
});

const offeredPaper = keptPaper.extend({
  objection: text.nullable().meta({ description: 'Why it cannot be used again now; null: it can.' }),
});

const usedIn = z.object({ ticketId, reference: z.string(), itemId: z.string(), item: text, on: civilDate });

export const fileRoutes = {
  getKnown: row({
    method: 'GET',
    path: '/known/{itemId}',
    function: 'desk',
    access: 'signed-in',
    zh: '办此事项时不必再填、再交的',
    en: "What the resident's file has for an item: answers that are not asked again, papers that can be used again",
    params: z.strictObject({ itemId: z.string().min(1).max(64) }),
    query: z.strictObject({
      mandateId: ticketId.optional().meta({ description: 'Acting for somebody: the mandate used.' }),
      residentId: z.string().max(64).optional().meta({ description: 'Staff only: of whom.' }),
      channel: channel.optional().meta({ description: 'Staff only: how it will be filed.' }),
    }),
    reply: z.object({
      answers: z.record(z.string(), z.unknown()).meta({
        description: 'By field of the form. In full for the resident; agents and staff see personal values masked.',
      }),
      papers: z.array(offeredPaper),
    }),
    limit: 'disclosures',
    refusals: ['not-found', 'not-allowed', 'invalid'],
  }),
  listKept: row({
    method: 'GET',
    path: '/tickets/{id}/kept-papers',
    function: 'desk',
    access: 'signed-in',
    zh: '补正、答复时可再用的材料',
    en: "What the resident's file has for a supplement or an answer that this caller may give now",
    params: z.strictObject({ id: ticketId }),
    query: z.strictObject({
      channel: channel.optional().meta({ description: 'Staff only: how the resident speaks to them, else `hotline`.' }),
    }),
    reply: z.object({ papers: z.array(offeredPaper) }),
    limit: 'disclosures',
    refusals: ['not-found', 'not-allowed'],
  }),
  listMyPapers: row({
    method: 'GET',
    path: '/me/papers',
    function: 'desk',
    access: 'signed-in',
    zh: '我的材料',
    en: 'Papers in my file, the newest first: where each came from, who checked it, how long it is good, where it was used',
    reply: z.object({
      papers: z.array(
        keptPaper.extend({
          isExpired: z.boolean(),
          isReusable: z.boolean().meta({ description: 'false: each request needs such a paper anew.' }),
          usedIn: z.array(usedIn).meta({ description: 'Oldest first; the first is where it came from.' }),
        }),
      ),
    }),
  }),
  removeMyPaper: row({
    method: 'POST',
    path: '/me/papers/{id}/remove',
    function: 'desk',
    access: 'signed-in',
    zh: '从我的资料中移除材料（已交的申请仍保留）',
    en: 'Take a paper out of my file: no request uses it again, those that have it keep it',
    params: z.strictObject({ id: paperId }),
    body: z.strictObject({}),
    reply: z.object({ id: paperId }),
    limit: 'resident-actions',
    refusals: ['not-found'],
  }),
};
