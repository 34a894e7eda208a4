/** The register of special groups, needs found by visit or phone, and whom a station has still to reach in the quarter. */
import * as z from 'zod';
import { needKind, outcome, source, way } from '../../domain/care/contact.ts';
import { steps } from '../../domain/care/care.ts';
import { ticketId } from '../../domain/ids.ts';
import { civilDate, instant } from '../../domain/time.ts';
import { card, cursor, office, text } from '../replies.ts';
import { month, officeId, page, regionCode, row } from '../route.ts';

const residentId = z.string().regex(/^[\w-]{3,64}$/);
const quarter = z.string().regex(/^\d{4}-Q[1-4]$/);
const words = z.string().trim().min(1).max(2000);
const reason = z.string().trim().min(1).max(1000);

const groupEntry = z.object({
  group: z.string(),
  ...text.shape,
  from: civilDate,
  to: civilDate.nullable(),
  source,
});

const person = z.object({
  residentId: z.string(),
  version: z.int().meta({ description: 'For If-Match; 0: nothing was ever recorded.' }),
  name: z.string().nullable().meta({ description: 'Masked; null for supervisors and auditors.' }),
  phone: z.string().nullable().meta({ description: 'Masked; null for supervisors and auditors.' }),
  verified: z.boolean().meta({ description: 'Has somebody compared the ID card with them? For the station.' }),
  communityCode: z.string(),
  groups: z.array(groupEntry),
  registeredAt: instant.nullable().meta({ description: 'Since when on the register; null: not on it.' }),
  covered: z.boolean().meta({ description: 'Reached in the present quarter, or did not want to be.' }),
  dueOn: civilDate.nullable().meta({ description: 'Last day by which they have to be reached next.' }),
  nextOn: civilDate.nullable().meta({ description: 'Day of the next contact, where one was agreed.' }),
  lastReachedAt: instant.nullable(),
  lastContact: z.object({ at: instant, way, outcome }).nullable(),
  callsInVain: z.int(),
  visitsInVain: z.int(),
  step: text.extend({ id: z.enum(Object.keys(steps) as [keyof typeof steps, ...(keyof typeof steps)[]]) }),
  missed: z.array(quarter),
  needs: z.array(
    z.object({
      id: z.string(),
      kind: needKind,
      ...text.shape,
      contactAt: instant,
      recordedAt: instant,
      late: z.boolean().meta({ description: 'Recorded later than by the end of the next working day.' }),
      ticketId: z.string().nullable(),
    }),
  ),
  cards: z.array(card),
});

const entry = z.object({
  sequence: z.int(),
  type: z.string(),
  ...text.shape,
  at: instant,
  by: z.object({ kind: z.string(), officeId: z.string().optional() }),
  data: z.record(z.string(), z.unknown()),
  words: z.record(z.string(), z.string()).optional(),
});
const careReply = person.extend({ history: z.array(entry).meta({ description: 'Newest first.' }) });

const common = { function: 'desk', access: 'signed-in' } as const;
const change = {
  ...common,
  method: 'POST',
  params: z.strictObject({ residentId }),
  ifMatch: true,
  reply: careReply,
  limit: 'desk-actions',
  refusals: ['not-found', 'not-allowed', 'invalid', 'stale-version', 'version-required', 'busy'],
} as const;

const contactAt = z.iso.datetime({ offset: true }).meta({
  description: 'When it was; the moment of recording is kept beside it.',
  example: '2026-11-27T09:30:00+08:00',
});
const restricted = z
  .boolean()
  .default(false)
  .meta({ description: 'With the first record, by cleared staff: that there is such a person must not be learnt.' });

export const careRoutes = {
  listCare: row({
    ...common,
    method: 'GET',
    path: '/offices/{officeId}/care',
    zh: '关爱名单：本季度还没联系到的、在册的、有待办需求的',
    en: 'Whom a station has still to reach in the quarter, longest ago first; its register; its open needs',
    params: z.strictObject({ officeId }),
    query: z.strictObject({ list: z.enum(['unreached', 'register', 'needs']).default('unreached'), ...page }),
    reply: z.object({
      office,
      list: z.string(),
      quarter,
      lastDay: civilDate.meta({ description: 'Of the present quarter.' }),
      people: z.array(person),
      cursor,
    }),
    limit: 'desk-actions',
    refusals: ['invalid', 'not-allowed'],
  }),
  revealCare: row({
    ...common,
    method: 'POST',
    path: '/offices/{officeId}/care/personal-data',
    zh: '查看姓名、电话、住址，用于联系或打印走访单（逐人留痕并告知本人）',
    en: 'Names, phones and addresses for calling or for a list to take along; audited person by person, and told to them',
    params: z.strictObject({ officeId }),
    body: z.strictObject({
      residentIds: z.array(residentId).min(1).max(20),
      reason: z.string().trim().min(2).max(200),
    }),
    secret: ['reason'],
    reply: z.object({
      people: z.array(
        person
          .pick({ residentId: true, groups: true, step: true, lastReachedAt: true, nextOn: true })
          .extend({ name: z.string(), phone: z.string(), address: z.string() }),
      ),
    }),
    limit: 'disclosures',
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  listCareGroups: row({
    ...common,
    method: 'GET',
    path: '/care/groups',
    zh: '特殊困难群体',
    en: 'The special groups of the catalogue',
    reply: z.object({ groups: z.array(text.extend({ id: z.string() })) }),
    refusals: [],
  }),
  getCare: row({
    ...common,
    method: 'GET',
    path: '/care/{residentId}',
    zh: '一个人的关爱记录',
    en: 'What was recorded of the care for one resident',
    params: z.strictObject({ residentId }),
    reply: careReply,
    limit: 'desk-actions',
    refusals: ['not-found'],
  }),
  recordNeed: row({
    ...change,
    path: '/care/{residentId}/needs',
    zh: '登记需求（走访或电话，一个工作日内）',
    en: 'Record a need found by visit or phone, within one working day',
    body: z.strictObject({ way, contactAt, kind: needKind, words, restricted }),
    secret: ['words'],
  }),
  closeNeed: row({
    ...change,
    path: '/care/{residentId}/needs/close',
    zh: '需求已满足或不再需要',
    en: 'A need is met, or is none any more',
    body: z.strictObject({ needId: ticketId, result: z.enum(['met', 'dropped']), reason }),
    secret: ['reason'],
  }),
  recordContact: row({
    ...change,
    path: '/care/{residentId}/contacts',
    zh: '记录联系和结果',
    en: 'Record a contact and what became of it',
    body: z.strictObject({
      way,
      contactAt,
      outcome,
      nextOn: civilDate.optional().meta({ description: 'Day of the next contact.' }),
      words: words.optional(),
      restricted,
    }),
    secret: ['words'],
  }),
  addGroup: row({
    ...change,
    path: '/care/{residentId}/groups',
    zh: '列入特殊困难群体',
    en: 'Put somebody into a special group',
    body: z.strictObject({
      group: z.string().min(1).max(40).meta({ description: 'A special group of the catalogue.' }),
      from: civilDate,
      to: civilDate.optional().meta({ description: 'Last day, where it ends by itself.' }),
      source,
      reason,
      restricted,
    }),
    secret: ['reason'],
  }),
  endGroup: row({
    ...change,
    path: '/care/{residentId}/groups/end',
    zh: '移出特殊困难群体',
    en: 'Take somebody out of a special group',
    body: z.strictObject({ group: z.string().min(1).max(40), reason }),
    secret: ['reason'],
  }),
  explainCoverage: row({
    ...change,
    path: '/care/{residentId}/explain-card',
    zh: '说明未联系到的原因',
    en: 'Explain a card for somebody who was not reached',
    body: z.strictObject({ card: z.string().max(40), explanation: reason }),
    secret: ['explanation'],
  }),
  decideCoverage: row({
    ...change,
    path: '/care/{residentId}/decide-card',
    zh: '裁定未联系到的牌子',
    en: 'Uphold or cancel a card for somebody who was not reached',
    body: z.strictObject({ card: z.string().max(40), decision: z.enum(['upheld', 'cancelled']), reason }),
    secret: ['reason'],
  }),
  getCareNumbers: row({
    method: 'GET',
    path: '/performance/{regionCode}/care',
    function: 'supervision',
    access: 'signed-in',
    zh: '关爱数据：在册、本季度已联系、需求、联系',
    en: 'Numbers of care: on the register, reached in the quarter, needs, contacts',
    params: z.strictObject({ regionCode }),
    query: z.strictObject({
      month: month.optional(),
    }),
    reply: z.object({
      region: z.object({ code: z.string(), name: z.string(), level: z.int() }),
      month: z.string(),
      quarter,
      exact: z.boolean().meta({ description: 'false: fewer than five withheld, all else a multiple of five.' }),
      months: z.array(
        z.object({
          month: z.string(),
          reached: z.int().nullable().meta({ description: 'Distinct, in the quarter up to the end of this month.' }),
          registered: z.int().nullable().meta({ description: 'On the register at the end of this month.' }),
          counts: z.record(z.string(), z.int().nullable()).meta({
            description:
              'Of this month: needs, needsInTime, needsLate, needsMet, contacts, contacts.no-answer, missed …',
          }),
        }),
      ),
    }),
    refusals: ['not-found', 'invalid'],
  }),
};
