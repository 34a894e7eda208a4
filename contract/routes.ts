/**
 * Every operation of the API, one row each. The gateway's routes, the handlers, the OpenAPI file, the local host and
 * the tests all read these rows. The rows of the ticket actions come from the table of the ticket's life.
 */
import * as z from 'zod';
import { channel, mode } from '../domain/catalogue.ts';
import { ticketId } from '../domain/ids.ts';
import { grant } from '../domain/mandate.ts';
import type { RefusalKind } from '../domain/refusal.ts';
import { type Action, type ActionName, actionNames, actions } from '../domain/ticket/actions.ts';
import { attentionKinds } from '../domain/ticket/attention.ts';
import { civilDate } from '../domain/time.ts';
import * as replies from './replies.ts';

export const functions = ['public', 'tickets', 'desk', 'supervision'] as const;

export type Route = {
  method: 'GET' | 'POST';
  path: `/${string}`;
  /** The function that serves it (architecture: few functions, least privilege each). */
  function: (typeof functions)[number];
  /** `signed-in`: the gateway wants a valid token; what the person may do is decided in domain/access. */
  access: 'public' | 'signed-in';
  zh: string;
  en: string;
  params: z.ZodObject;
  query: z.ZodObject;
  idempotencyKey: boolean;
  ifMatch: boolean;
  body: z.ZodObject | null;
  /** Fields of the body whose values are never repeated in an error: words and answers of people. */
  secret: readonly string[];
  status: 200 | 201;
  reply: z.ZodType;
  refusals: readonly RefusalKind[];
};

const none = z.strictObject({});
const defaults = {
  params: none,
  query: none,
  idempotencyKey: false as const,
  ifMatch: false as boolean,
  body: null,
  secret: [] as readonly string[],
  status: 200 as const,
  refusals: [] as readonly RefusalKind[],
};
/** A row as it is written: what it leaves out is the default. */
type Row<Given> = Omit<typeof defaults, keyof Given> & Given;

const row = <
  const Given extends Partial<Route> & Pick<Route, 'method' | 'path' | 'function' | 'access' | 'zh' | 'en' | 'reply'>,
>(
  given: Given,
): Row<Given> => ({ ...defaults, ...given });

const regionCode = z
  .string()
  .regex(/^\d{12}$/)
  .meta({ example: '320613001001' });
const officeId = z
  .string()
  .min(3)
  .max(64)
  .regex(/^[a-z-]+-\d{4,12}$/)
  .meta({ example: 'station-320613001001' });
/** A year of the working calendar; what lies outside is no address here. */
const calendarParams = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) });
const noticeDay = z.strictObject({
  date: z.string().max(10).meta({ description: 'YYYY-MM-DD, a day of that year.' }),
  zh: z.string().min(1).max(40),
  en: z.string().min(1).max(80),
});
const calendarVersion = z.int().min(0).meta({ description: 'The version you saw; 0 where none is published.' });

const page = {
  cursor: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

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
  mandateId: ticketId.optional().meta({ description: 'Acting for somebody: the mandate used, see GET /mandates.' }),
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

export const routes = {
  health: row({
    method: 'GET',
    path: '/health',
    function: 'public',
    access: 'public',
    zh: '服务是否正常',
    en: 'Is the service up',
    reply: replies.health,
  }),
  openApi: row({
    method: 'GET',
    path: '/openapi.json',
    function: 'public',
    access: 'public',
    zh: '本接口的机器可读说明',
    en: 'This API, for machines',
    reply: replies.openApi,
  }),
  listItems: row({
    method: 'GET',
    path: '/catalogue/items',
    function: 'public',
    access: 'public',
    zh: '办事事项目录',
    en: 'What can be asked for',
    reply: replies.itemPage,
    refusals: ['invalid'],
    query: z.strictObject({
      department: z.string().max(40).optional(),
      mode: mode.optional(),
      q: z.string().max(50).optional(),
    }),
  }),
  getItem: row({
    method: 'GET',
    path: '/catalogue/items/{id}',
    function: 'public',
    access: 'public',
    zh: '一个事项：条件、材料、时限、表单',
    en: 'One item: who may, papers, time, form',
    reply: replies.itemReply,
    refusals: ['not-found'],
    params: z.strictObject({ id: z.string().min(1).max(64) }),
  }),
  listRegions: row({
    method: 'GET',
    path: '/regions',
    function: 'public',
    access: 'public',
    zh: '下级区划',
    en: 'Regions below one region (the city where none is named)',
    reply: replies.regionPage,
    refusals: ['invalid', 'not-found'],
    query: z.strictObject({ parent: regionCode.optional() }),
  }),
  getRegion: row({
    method: 'GET',
    path: '/regions/{code}',
    function: 'public',
    access: 'public',
    zh: '一个区划',
    en: 'One region',
    reply: replies.regionReply,
    refusals: ['invalid', 'not-found'],
    params: z.strictObject({ code: regionCode }),
  }),

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
    refusals: ['invalid'],
    query: z.strictObject(page),
  }),
  getTicket: row({
    method: 'GET',
    path: '/tickets/{id}',
    function: 'tickets',
    access: 'signed-in',
    zh: '查看申请',
    en: 'One request',
    reply: replies.ticketReply,
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

  getCalendarYear: row({
    method: 'GET',
    path: '/calendar/years/{year}',
    function: 'public',
    access: 'public',
    zh: '一年的放假与调休安排',
    en: 'Days off and make-up days of one year; version 0 is what the law alone gives',
    reply: replies.calendarYear,
    refusals: ['not-found'],
    params: calendarParams,
  }),
  getCalendarDraft: row({
    method: 'GET',
    path: '/calendar/years/{year}/draft',
    function: 'supervision',
    access: 'signed-in',
    zh: '待确认的放假安排，以及重新计算的进度',
    en: 'What is proposed for a year, and how far the recomputation has come',
    reply: replies.calendarDraft,
    refusals: ['not-allowed', 'not-found'],
    params: calendarParams,
  }),
  proposeCalendarYear: row({
    method: 'POST',
    path: '/calendar/years/{year}',
    function: 'supervision',
    access: 'signed-in',
    zh: '录入或更正一年的放假安排（须由另一人确认）',
    en: 'Propose the days off of a year, or a correction; somebody else confirms it',
    body: z.strictObject({
      off: z.array(noticeDay).max(120).meta({ description: 'Days off, weekends inside a holiday included.' }),
      makeUp: z.array(noticeDay).max(60).meta({ description: 'Saturdays and Sundays on which everybody works.' }),
      source: z.string().min(1).max(200).meta({ description: 'The notice, by title and number.' }),
      ifVersion: calendarVersion,
    }),
    status: 201,
    reply: replies.calendarDraft,
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
    params: calendarParams,
  }),
  approveCalendarYear: row({
    method: 'POST',
    path: '/calendar/years/{year}/approve',
    function: 'supervision',
    access: 'signed-in',
    zh: '确认放假安排并重新计算全部在办时限',
    en: 'Confirm what somebody else proposed; all open clocks are recomputed',
    body: z.strictObject({
      ifVersion: calendarVersion,
      revision: z.int().min(1).meta({ description: 'The proposal that you read, see GET …/draft.' }),
    }),
    reply: replies.calendarYear,
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version', 'busy'],
    params: calendarParams,
  }),

  listMandates: row({
    method: 'GET',
    path: '/mandates',
    function: 'desk',
    access: 'signed-in',
    zh: '委托',
    en: 'Mandates: whom I let act for me, and for whom I may act',
    reply: replies.mandateLists,
  }),
  grantMandate: row({
    method: 'POST',
    path: '/mandates',
    function: 'desk',
    access: 'signed-in',
    zh: '委托他人代办',
    en: 'Let somebody act for me',
    body: grant,
    status: 201,
    reply: replies.mandate,
    refusals: ['invalid', 'not-allowed'],
  }),
  revokeMandate: row({
    method: 'POST',
    path: '/mandates/{id}/revoke',
    function: 'desk',
    access: 'signed-in',
    zh: '撤销委托',
    en: 'Revoke a mandate, at once and for good',
    params: z.strictObject({ id: ticketId }),
    body: z.strictObject({}),
    reply: replies.mandate,
    refusals: ['not-found'],
  }),
  getMe: row({
    method: 'GET',
    path: '/me',
    function: 'desk',
    access: 'signed-in',
    zh: '我是谁',
    en: 'Who I am here',
    reply: replies.me,
  }),
  listNotices: row({
    method: 'GET',
    path: '/notices',
    function: 'desk',
    access: 'signed-in',
    zh: '我的消息',
    en: 'Messages to me, newest first',
    reply: replies.noticePage,
    refusals: ['invalid'],
    query: z.strictObject(page),
  }),
  getBoard: row({
    method: 'GET',
    path: '/boards/{officeId}',
    function: 'desk',
    access: 'signed-in',
    zh: '工作台',
    en: "An office's board: priority first, then by due moment",
    reply: replies.boardReply,
    refusals: ['invalid', 'not-allowed'],
    params: z.strictObject({ officeId }),
    query: z.strictObject(page),
  }),
  listAttention: row({
    method: 'GET',
    path: '/attention/{regionCode}',
    function: 'supervision',
    access: 'signed-in',
    zh: '督办清单',
    en: 'What supervisors of a street, a district or the city must look at, oldest first',
    reply: replies.attentionReply,
    refusals: ['invalid', 'not-found', 'not-allowed'],
    params: z.strictObject({ regionCode }),
    query: z.strictObject({
      kind: z.enum(attentionKinds).meta({
        description:
          'A ticket is in one list at a time, that of the most severe reason; the order here is the severity.',
      }),
      ...page,
    }),
  }),
  getPerformance: row({
    method: 'GET',
    path: '/performance/{regionCode}',
    function: 'supervision',
    access: 'signed-in',
    zh: '区域数据',
    en: 'The numbers of a community, street, district or the city',
    reply: replies.performanceReply,
    refusals: ['invalid', 'not-found'],
    params: z.strictObject({ regionCode }),
    query: z.strictObject({ from: civilDate.optional(), to: civilDate.optional() }),
  }),
};

export type Routes = typeof routes;
