/** Filing a request, following it, and every action of the table of its life. */
import * as z from 'zod';
import { channel } from '../../domain/catalogue.ts';
import { ticketId } from '../../domain/ids.ts';
import { mostAtOnce, paperId } from '../../domain/paper.ts';
import { type Action, type ActionName, actionNames, actions } from '../../domain/ticket/actions.ts';
import * as replies from '../replies.ts';
import { page, regionCode, row } from '../route.ts';

export const submitBody = z.strictObject({
  itemId: z.string().min(1).max(64).meta({ description: 'A catalogue item, see GET /catalogue/items.' }),
  communityCode: regionCode.meta({ description: "The applicant's community: 12 digits, level 4, see GET /regions." }),
  channel: channel.default('web'),
  form: z.record(z.string().max(64), z.unknown()).default({}).meta({
    description:
      "Answers to the item's form.fields. Applicant fields may be left out where the resident's file has them.",
  }),
  residentId: z.string().max(64).optional().meta({
    description: 'Staff only: for whom. Left out, the ID number in the form finds or opens the file.',
  }),
  needId: ticketId.optional().meta({
    description: 'Staff of the station: the recorded need (GET /care/{residentId}) for which it is filed.',
  }),
  mandateId: ticketId.optional().meta({ description: 'Acting for somebody: the mandate used, see GET /mandates.' }),
  restricted: z.boolean().default(false).meta({
    description:
      'Staff with a clearance only: an address that must stay hidden. Restricted items are so by themselves.',
  }),
  papers: z.array(paperId).max(mostAtOnce).default([]).meta({
    description: 'Checked papers (POST /papers) for materials that are no field of the form.',
  }),
  reuse: z.array(paperId).max(mostAtOnce).default([]).meta({
    description:
      "Papers of the resident's file (GET /known/{itemId}) to be used again: the resident consents to each. Those that stand in no field of the form count as `papers`.",
  }),
  keep: z.array(z.string().max(64)).max(20).default([]).meta({
    description: 'Fields of the form whose answers the resident wants in their file, for the next time.',
  }),
  anonymous: z.boolean().default(false).meta({ description: 'Only where the item allows it (anonymousAllowed).' }),
});

const actionRow = (name: ActionName) => {
  const action: Action = actions[name];
  return row({
    method: 'POST',
    path: `/tickets/{id}/${name}`,
    function: 'tickets',
    access: 'signed-in',
    zh: action.zh,
    en: action.en,
    params: z.strictObject({ id: ticketId }),
    ifMatch: action.ifMatch,
    body: action.body,
    secret: action.seals,
    reply: replies.ticketReply,
    limit: action.ifMatch ? 'desk-actions' : 'resident-actions',
    refusals: [
      'not-found',
      'not-allowed',
      'wrong-state',
      'invalid',
      ...(action.ifMatch ? (['stale-version', 'version-required'] as const) : []),
    ],
  });
};

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const actionRows = Object.fromEntries(actionNames.map((name) => [camel(name), actionRow(name)])) as {
  [Name in ActionName as Camel<Name>]: ReturnType<typeof actionRow> & { path: `/tickets/{id}/${Name}` };
};

export const ticketRoutes = {
  submitTicket: row({
    method: 'POST',
    path: '/tickets',
    function: 'tickets',
    access: 'signed-in',
    zh: '提交申请',
    en: 'File a request',
    idempotencyKey: true,
    body: submitBody,
    secret: ['form'],
    status: 201,
    reply: replies.ticketReply,
    limit: 'filing',
    refusals: ['invalid', 'invalid-form', 'not-found', 'not-allowed', 'key-required', 'key-reused'],
  }),
  listTickets: row({
    method: 'GET',
    path: '/tickets',
    function: 'tickets',
    access: 'signed-in',
    zh: '我的申请',
    en: 'My requests, newest first',
    reply: replies.ticketPage,
    refusals: ['invalid', 'not-found'],
    query: z.strictObject({
      ...page,
      mandateId: ticketId.optional().meta({ description: 'What I filed for somebody else under this mandate.' }),
    }),
  }),
  searchTickets: row({
    method: 'POST',
    path: '/tickets/search',
    function: 'tickets',
    access: 'signed-in',
    zh: '按编号，或按居民，查找本单位可见的申请（工作人员）',
    en: 'Staff: requests by their reference, or those of a resident; only what the caller may see anyway',
    body: z.strictObject({
      by: z.enum(['reference', 'resident']),
      value: z.string().trim().min(1).max(64).meta({ description: 'A reference, or an id of POST /residents/search.' }),
    }),
    secret: ['value'],
    reply: z.object({ tickets: z.array(replies.ticketSummary) }),
    limit: 'searches',
    refusals: ['invalid', 'not-allowed'],
  }),
  getTicket: row({
    method: 'GET',
    path: '/tickets/{id}',
    function: 'tickets',
    access: 'signed-in',
    zh: '查看申请',
    en: 'One request',
    reply: replies.ticketReply,
    conditional: { without: ['elapsed'] },
    refusals: ['not-found'],
    params: z.strictObject({ id: ticketId }),
  }),
  listEvents: row({
    method: 'GET',
    path: '/tickets/{id}/events',
    function: 'tickets',
    access: 'signed-in',
    zh: '办理过程',
    en: 'What happened to it, oldest first',
    reply: replies.eventPage,
    conditional: { without: [] },
    refusals: ['not-found'],
    params: z.strictObject({ id: ticketId }),
  }),
  listClocks: row({
    method: 'GET',
    path: '/tickets/{id}/clocks',
    function: 'tickets',
    access: 'signed-in',
    zh: '各时限逐日说明',
    en: 'Every clock accounted for, day by day',
    reply: replies.clockAccounts,
    refusals: ['not-found'],
    params: z.strictObject({ id: ticketId }),
  }),
  ...actionRows,
};
