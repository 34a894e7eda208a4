/** Personal data: shown in full for a reason, found by number, taken along; and the audit of all that. */
import * as z from 'zod';
import { auditKinds, purpose } from '../../domain/audit.ts';
import { ticketId } from '../../domain/ids.ts';
import { civilDate, instant } from '../../domain/time.ts';
import { cursor, text } from '../replies.ts';
import { page, row } from '../route.ts';

const reason = z.string().trim().min(2).max(200);
const actor = z.object({ role: z.string(), officeId: z.string().optional(), office: text.optional() });
const entry = z.object({
  kind: z.enum(auditKinds),
  ...text.shape,
  at: instant,
  purpose: text.optional(),
  fields: z.array(z.string()).optional(),
  ticketId: z.string().optional(),
});

export const privacyRoutes = {
  revealFields: row({
    method: 'POST',
    path: '/tickets/{id}/personal-data',
    function: 'tickets',
    access: 'signed-in',
    zh: '查看完整个人信息（写明用途，留痕并告知本人）',
    en: 'Personal values of the form in full: with a purpose, audited, and shown to the resident',
    params: z.strictObject({ id: ticketId }),
    body: z.strictObject({
      fields: z.array(z.string().min(1).max(40)).min(1).max(40).meta({ description: 'Ids of fields of the form.' }),
      purpose,
      reason: reason.meta({ description: 'In your own words; sealed, and read by the resident.' }),
    }),
    secret: ['reason'],
    reply: z.object({ values: z.record(z.string(), z.unknown()) }),
    limit: 'disclosures',
    refusals: ['not-found', 'not-allowed', 'invalid'],
  }),
  findResident: row({
    method: 'POST',
    path: '/residents/search',
    function: 'desk',
    access: 'signed-in',
    zh: '按完整身份证号或手机号查找本站居民',
    en: 'Find a resident of your communities by the whole ID number or phone number',
    body: z.strictObject({
      by: z.enum(['id-card', 'phone']),
      value: z.string().trim().min(5).max(40),
    }),
    secret: ['value'],
    reply: z.object({
      residents: z.array(
        z.object({
          id: z.string(),
          name: z.string().meta({ description: 'Masked, like the others.' }),
          phone: z.string().nullable(),
          communityCode: z.string(),
          tags: z.array(z.string()),
          verified: z.boolean(),
        }),
      ),
    }),
    limit: 'searches',
    refusals: ['invalid', 'not-allowed'],
  }),
  listDisclosures: row({
    method: 'GET',
    path: '/me/disclosures',
    function: 'desk',
    access: 'signed-in',
    zh: '谁看过我的资料',
    en: 'Who saw or used what of mine, newest first',
    query: z.strictObject(page),
    reply: z.object({
      disclosures: z.array(entry.extend({ by: actor, reason: z.string().optional() })),
      cursor,
    }),
    refusals: ['invalid'],
  }),
  exportMine: row({
    method: 'GET',
    path: '/me/export',
    function: 'desk',
    access: 'signed-in',
    zh: '导出我的全部资料',
    en: 'Everything that is held about me, for machines and people',
    reply: z.looseObject({ exportedAt: instant }),
    limit: 'own-export',
    refusals: ['not-allowed'],
  }),
  readAudit: row({
    method: 'GET',
    path: '/audit',
    function: 'desk',
    access: 'signed-in',
    zh: '查阅一天的审计记录（审计员；查阅本身也留痕）',
    en: 'The audit of one day, oldest first; reading it is audited, too',
    query: z.strictObject({
      date: civilDate,
      kind: z.enum(auditKinds).optional(),
      after: z.coerce.number().int().min(0).default(0).meta({ description: 'Leave out so many from the start.' }),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({
      date: civilDate,
      entries: z.array(
        entry.extend({
          chain: z.string(),
          sequence: z.int(),
          actor: z.record(z.string(), z.unknown()),
          data: z.record(z.string(), z.unknown()),
        }),
      ),
      more: z.boolean(),
    }),
    limit: 'audit',
    refusals: ['invalid', 'not-allowed'],
  }),
};
