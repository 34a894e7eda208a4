/** Papers: announcing an upload, following it, reading what is attached to a request. */
import * as z from 'zod';
import { ticketId } from '../../domain/ids.ts';
import { largest, paperFaults, paperId, paperTypes, sha256 } from '../../domain/paper.ts';
import { civilDate, instant } from '../../domain/time.ts';
import { text } from '../replies.ts';
import { row } from '../route.ts';

const contentType = z.enum(Object.keys(paperTypes) as (keyof typeof paperTypes)[]);

/** Who found a paper good, and when; null: nobody has yet. */
export const verifiedReply = z
  .object({ by: z.enum(['request', 'original']), office: text, on: civilDate })
  .nullable()
  .meta({
    description: 'request: an office accepted or granted a request with it; original: a clerk saw the original.',
  });

const form = z.object({
  url: z.string().meta({ description: 'POST multipart/form-data here, without the bearer token.' }),
  fields: z.record(z.string(), z.string()).meta({ description: 'Each as it is; then `file`, the last one.' }),
  expiresAt: instant,
});

const paper = z.object({
  id: paperId,
  state: z.enum(['awaited', 'checked', 'refused']),
  itemId: z.string(),
  material: z.string(),
  contentType,
  bytes: z.int(),
  sha256: sha256.nullable(),
  fault: z
    .object({
      code: z.enum(Object.keys(paperFaults) as (keyof typeof paperFaults)[]),
      zh: z.string(),
      en: z.string(),
    })
    .nullable(),
});

export const announceBody = z.strictObject({
  itemId: z.string().min(1).max(64),
  material: z.string().min(1).max(64).meta({ description: "One of the item's materials, or `other`." }),
  contentType: z
    .string()
    .max(100)
    .meta({ description: Object.keys(paperTypes).join(', ') }),
  bytes: z
    .int()
    .min(1)
    .meta({ description: `Exact size of the file, at most ${largest.bytes}.` }),
  sha256: sha256.optional().meta({ description: 'With it, the same file announced again is the same paper.' }),
  residentId: z.string().max(64).optional().meta({ description: 'Staff only: for whom.' }),
  originalSeen: z.boolean().default(false).meta({
    description:
      'Staff only, with residentId: I have compared it with the original. It counts as checked by my office.',
  }),
  validTo: civilDate.optional().meta({ description: 'With originalSeen: the last day that is written on it.' }),
  mandateId: ticketId.optional().meta({ description: 'Acting for somebody: the mandate used.' }),
});

const ofTicket = z.strictObject({ id: ticketId });

export const paperRoutes = {
  announcePaper: row({
    method: 'POST',
    path: '/papers',
    function: 'papers',
    access: 'signed-in',
    zh: '登记要上传的材料，得到上传表单',
    en: 'Announce a paper, and get the form to upload it with',
    body: announceBody,
    status: 201,
    reply: paper.extend({ upload: form.nullable().meta({ description: 'Null: it is there and checked.' }) }),
    limit: 'uploads',
    refusals: ['invalid', 'not-allowed', 'limit-passed'],
  }),
  getPaper: row({
    method: 'GET',
    path: '/papers/{id}',
    function: 'papers',
    access: 'signed-in',
    zh: '材料检查结果',
    en: 'Has it come, and is it what it says',
    params: z.strictObject({ id: paperId }),
    reply: paper,
    refusals: ['not-found'],
  }),
  listTicketPapers: row({
    method: 'GET',
    path: '/tickets/{id}/papers',
    function: 'papers',
    access: 'signed-in',
    zh: '申请所附材料',
    en: 'Papers attached to a request, in the order in which they came',
    params: ofTicket,
    reply: z.object({
      papers: z.array(
        z.object({
          id: paperId,
          material: z.string(),
          materialName: z.object({ zh: z.string(), en: z.string() }),
          contentType,
          bytes: z.int(),
          sha256,
          reused: z
            .object({
              givenOn: civilDate,
              lastDay: civilDate.nullable().meta({ description: 'null: it does not expire.' }),
              verified: verifiedReply,
            })
            .optional()
            .meta({
              description: "It came from the resident's file: when it was handed in first, and who checked it.",
            }),
          sequence: z.int().meta({ description: 'The event that it came with, see GET /tickets/{id}/events.' }),
        }),
      ),
    }),
    refusals: ['not-found', 'not-allowed'],
  }),
  openPaper: row({
    method: 'POST',
    path: '/tickets/{id}/papers/{paperId}/open',
    function: 'papers',
    access: 'signed-in',
    zh: '打开材料',
    en: 'A link to one paper, for minutes',
    params: ofTicket.extend({ paperId }),
    body: z.strictObject({}),
    reply: z.object({ url: z.string(), expiresAt: instant, contentType, bytes: z.int(), sha256 }),
    limit: 'disclosures',
    refusals: ['not-found', 'not-allowed'],
  }),
};
