/**
 * The life of a ticket as a table. One row is one action: what it is called, from which states it is legal, who may
 * do it, what it needs and what it records. The API's paths, the `actions` of every reply, the OpenAPI file, the
 * refusals, the diagram and the table in docs/ticket-life.md are all read from here; what each action decides is the
 * function of the same name in commands.ts.
 */
import * as z from 'zod';
import { channel } from '../catalogue.ts';
import { mostAtOnce, paperId } from '../paper.ts';
import { limit } from '../sla/limit.ts';
import { civilDate } from '../time.ts';
import { type EventType } from './event.ts';
import { type State, states } from './state.ts';

/** What a person is to a ticket. domain/access.ts works it out; a person can be several things at once. */
export const relations = {
  /** The resident whose matter it is. */
  applicant: { zh: '申请人', en: 'the applicant' },
  /** A relative, guardian or agent with a mandate for it. */
  agent: { zh: '受托人', en: 'whoever acts for the applicant' },
  /** Whoever holds the rating code of the notice, or stands before the screen that was turned round: POST /ratings. */
  bearer: { zh: '持评价码的人', en: 'whoever holds the rating code' },
  station: { zh: '社区服务站人员', en: 'staff of the community station' },
  /** Staff of the office that must decide. */
  office: { zh: '承办单位人员', en: 'staff of the deciding office' },
  /** Staff of the office of a ready step. */
  'step-office': { zh: '环节单位人员', en: 'staff of the office of an open step' },
  /** Staff of an office that sent it back. */
  'former-office': { zh: '曾退回的单位人员', en: 'staff of an office that sent it back' },
  /** Staff of the station or office that was given a card. */
  'card-unit': { zh: '被亮牌单位人员', en: 'staff of the unit that was given a card' },
  /** Staff of whichever of the two has it now. */
  holder: { zh: '当前持有单位人员', en: 'staff of whichever desk has it now' },
  /** Supervisor over the region of the community. */
  supervisor: { zh: '督导人员', en: 'a supervisor of the region' },
  /** Somebody entitled to review who did not handle it. */
  reviewer: { zh: '未经办的复核人员', en: 'a reviewer who did not handle it' },
  /** The person who was rated. */
  rated: { zh: '被评价人', en: 'the person who was rated' },
  arbiter: { zh: '裁定人员', en: 'the arbiter' },
  auditor: { zh: '审计人员', en: 'an auditor' },
  /** Time passing, routing and delivery: nobody can call these over the API. */
  system: { zh: '系统', en: 'the system' },
} as const;
export type Relation = keyof typeof relations;

/** Words that a person types: sealed, never in an event. */
const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/(?![\t\n\r])\p{Cc}/u.test(text), {
      error: '含有看不见的控制字符，请删去后重新输入 / has control characters that cannot be seen: type it again',
    });
const reason = words(1000);
const officeId = z
  .string()
  .regex(/^[a-z-]+-\d{4,12}$/)
  .meta({ example: 'police-320613001' });
const cardId = z
  .string()
  .regex(/^[A-Z]+-\d{1,4}-(?:yellow|red)$/)
  .meta({ example: 'PROMISE-1-yellow' });
const personId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);
/** What is handed in: uploads by their ids, and names of what was brought to the desk. */
const papers = z.array(z.string().min(1).max(64)).max(mostAtOnce).meta({
  description: 'Ids of checked papers (POST /papers); the name of a material that is handed in on paper.',
});
/** What need not be handed in again, and how its owner said so. */
const fromFile = {
  reuse: z.array(paperId).max(mostAtOnce).optional().meta({
    description:
      "Papers of the resident's file (GET /tickets/{id}/kept-papers), used again: the resident consents to each.",
  }),
  channel: channel.optional().meta({
    description:
      'Staff only: how the resident said so. On the telephone (as when left out) no sensitive paper is used.',
  }),
};
const legalBasis = z.string().trim().min(2).max(200);

const level = z.int().min(1).max(5);
/** Why it was rated so. */
const because = {
  reasons: z
    .array(
      z.enum(['slow', 'attitude', 'asked-twice', 'sent-elsewhere', 'not-solved', 'wrong-information', 'rule', 'other']),
    )
    .max(8)
    .optional(),
  text: reason.optional(),
};

export type Action = {
  zh: string;
  en: string;
  from: readonly State[];
  /** Where it can lead, named by the state it starts from where that matters; empty when the state stays. */
  to: readonly State[] | Partial<Record<State, readonly State[]>>;
  by: readonly Relation[];
  /** Staff must say which version they saw (If-Match); residents need not. */
  ifMatch: boolean;
  body: z.ZodObject;
  /** The events it may record. */
  emits: readonly EventType[];
  /** Fields of the body that are words of a person: they are sealed beside the event. */
  seals: readonly string[];
};

const staff = { ifMatch: true } as const;
const free = { ifMatch: false } as const;
const open: State[] = [
  'submitted',
  'awaiting-supplement',
  'accepted',
  'routed',
  'in-progress',
  'returned',
  'in-arbitration',
  'awaiting-resident',
  'in-special-step',
  'rectifying',
  'calling-back',
  'reopen-requested',
];
/** A card outlives the ticket: it is about the unit, not about the matter. */
const everywhere = Object.keys(states) as State[];
/** Somebody at a station or an office has it in hand. */
const atDesk: State[] = ['submitted', 'accepted', 'routed', 'in-progress', 'returned', 'rectifying'];

/** What a special step may be: its days are not counted. */
export const specialSteps = [
  'hearing',
  'tender',
  'auction',
  'inspection',
  'testing',
  'quarantine',
  'appraisal',
  'expert-review',
  'public-notice',
] as const;

export const actions = {
  claim: {
    zh: '领取',
    en: 'Claim',
    from: atDesk,
    to: [],
    by: ['holder'],
    ...staff,
    body: z.strictObject({}),
    emits: ['Claimed'],
    seals: [],
  },
  release: {
    zh: '放回',
    en: 'Release',
    from: [...atDesk, 'awaiting-resident', 'in-special-step'],
    to: [],
    by: ['holder', 'supervisor'],
    ...staff,
    body: z.strictObject({}),
    emits: ['Released'],
    seals: [],
  },
  assign: {
    zh: '指派',
    en: 'Assign',
    from: [...atDesk, 'awaiting-resident', 'in-special-step'],
    to: [],
    by: ['holder', 'supervisor'],
    ...staff,
    body: z.strictObject({ personId }),
    emits: ['Assigned'],
    seals: [],
  },

  accept: {
    zh: '受理',
    en: 'Accept',
    from: ['submitted'],
    to: ['accepted', 'in-progress'],
    by: ['holder'],
    ...staff,
    body: z.strictObject({ note: reason.optional() }),
    emits: ['Accepted', 'Signed'],
    seals: ['note'],
  },
  'request-supplement': {
    zh: '一次告知补正',
    en: 'Ask for missing papers, all at once',
    from: ['submitted'],
    to: ['awaiting-supplement'],
    by: ['holder', 'supervisor'],
    ...staff,
    body: z.strictObject({
      materials: z
        .array(
          z
            .string()
            .min(1)
            .max(64)
            .regex(/^[a-z0-9-]+$/),
        )
        .min(1)
        .max(40),
      explanation: reason,
      secondReason: reason.optional(),
    }),
    emits: ['SupplementRequested'],
    seals: ['explanation', 'secondReason'],
  },
  supplement: {
    zh: '补正材料',
    en: 'Hand in what was missing',
    from: ['awaiting-supplement'],
    to: ['submitted'],
    by: ['applicant', 'agent', 'station'],
    ...free,
    body: z.strictObject({
      papers: papers.optional(),
      ...fromFile,
      text: reason.optional(),
    }),
    emits: ['Supplemented'],
    seals: ['papers', 'text'],
  },
  refuse: {
    zh: '不予受理',
    en: 'Do not accept',
    from: ['submitted'],
    to: ['refused'],
    by: ['holder'],
    ...staff,
    body: z.strictObject({ legalBasis, reason, remedy: reason }),
    emits: ['Refused'],
    seals: ['legalBasis', 'reason', 'remedy'],
  },
  withdraw: {
    zh: '撤回',
    en: 'Withdraw',
    from: [
      'submitted',
      'awaiting-supplement',
      'accepted',
      'routed',
      'in-progress',
      'returned',
      'in-arbitration',
      'awaiting-resident',
      'in-special-step',
    ],
    to: ['withdrawn'],
    by: ['applicant', 'agent'],
    ...free,
    body: z.strictObject({ reason: reason.optional() }),
    emits: ['Withdrawn'],
    seals: ['reason'],
  },
  merge: {
    zh: '合并',
    en: 'Merge into another ticket',
    from: ['submitted', 'routed', 'in-progress', 'returned'],
    to: ['merged'],
    by: ['holder'],
    ...staff,
    body: z.strictObject({ into: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/), reason }),
    emits: ['Merged'],
    seals: ['reason'],
  },

  route: {
    zh: '派单',
    en: 'Send to an office',
    from: ['accepted', 'returned', 'submitted'],
    to: { accepted: ['routed'], returned: ['routed', 'submitted'], submitted: ['submitted'] },
    by: ['station', 'system'],
    ...staff,
    body: z.strictObject({ officeId, reason: reason.optional() }),
    emits: ['Routed'],
    seals: ['reason'],
  },
  sign: {
    zh: '签收',
    en: 'Sign for it',
    from: ['routed'],
    to: ['in-progress'],
    by: ['office'],
    ...staff,
    body: z.strictObject({}),
    emits: ['Signed'],
    seals: [],
  },
  'return-to-station': {
    zh: '退回',
    en: 'Send back: wrong office',
    from: ['submitted', 'routed', 'in-progress'],
    to: ['returned', 'in-arbitration'],
    by: ['office'],
    ...staff,
    body: z.strictObject({ reason, proposedOfficeId: officeId.optional() }),
    emits: ['Returned', 'ReferredToArbiter'],
    seals: ['reason'],
  },
  'refer-to-arbiter': {
    zh: '提请裁定',
    en: 'Refer to the arbiter',
    from: ['returned'],
    to: ['in-arbitration'],
    by: ['station'],
    ...staff,
    body: z.strictObject({ reason }),
    emits: ['ReferredToArbiter'],
    seals: ['reason'],
  },
  'assign-office': {
    zh: '裁定承办单位',
    en: 'Name the office, finally',
    from: ['in-arbitration'],
    to: ['routed', 'submitted'],
    by: ['arbiter'],
    ...staff,
    body: z.strictObject({ officeId, reason }),
    emits: ['OfficeAssigned'],
    seals: ['reason'],
  },

  'ask-resident': {
    zh: '询问居民',
    en: 'Ask the resident',
    from: ['in-progress'],
    to: ['awaiting-resident'],
    by: ['office'],
    ...staff,
    body: z.strictObject({ question: reason }),
    emits: ['ResidentAsked'],
    seals: ['question'],
  },
  answer: {
    zh: '答复',
    en: 'Answer',
    from: ['awaiting-resident'],
    to: ['in-progress'],
    by: ['applicant', 'agent', 'station'],
    ...free,
    body: z.strictObject({ answer: reason, papers: papers.optional(), ...fromFile }),
    emits: ['ResidentAnswered'],
    seals: ['answer', 'papers'],
  },
  'begin-special-step': {
    zh: '启动特殊环节',
    en: 'Begin a special step',
    from: ['in-progress', 'in-special-step'],
    to: ['in-special-step'],
    by: ['office'],
    ...staff,
    body: z.strictObject({
      kind: z.enum(specialSteps),
      legalBasis,
      body: words(200),
      explanation: reason,
      expectedEnd: civilDate,
    }),
    emits: ['SpecialStepBegun'],
    seals: ['legalBasis', 'body', 'explanation', 'expectedEnd'],
  },
  'end-special-step': {
    zh: '结束特殊环节',
    en: 'End a special step',
    from: ['in-special-step'],
    to: ['in-progress', 'in-special-step'],
    by: ['office'],
    ...staff,
    body: z.strictObject({ step: z.string().regex(/^[a-z-]+-\d+$/), finding: reason }),
    emits: ['SpecialStepEnded'],
    seals: ['finding'],
  },
  extend: {
    zh: '批准延期',
    en: 'Extend the limit',
    from: ['in-progress', 'awaiting-resident', 'in-special-step', 'rectifying'],
    to: [],
    by: ['supervisor'],
    ...staff,
    body: z.strictObject({ by: limit, reason }),
    emits: ['Extended'],
    seals: ['reason'],
  },
  'complete-step': {
    zh: '完成环节',
    en: 'Complete a step',
    from: ['accepted', 'routed', 'in-progress', 'awaiting-resident', 'in-special-step'],
    to: [],
    by: ['step-office'],
    ...staff,
    body: z.strictObject({ step: z.string().min(1).max(40), note: reason.optional() }),
    emits: ['StepCompleted'],
    seals: ['note'],
  },
  resolve: {
    zh: '办结',
    en: 'Resolve',
    from: ['submitted', 'in-progress'],
    to: ['resolved'],
    by: ['holder'],
    ...staff,
    body: z.strictObject({
      outcome: z.enum(['granted', 'denied', 'answered', 'done', 'explained']),
      answer: words(4000),
      legalBasis: legalBasis.optional(),
      appealPath: reason.optional(),
    }),
    emits: ['Resolved', 'Accepted'],
    seals: ['answer', 'legalBasis', 'appealPath'],
  },

  rate: {
    zh: '评价',
    en: 'Rate',
    from: ['resolved'],
    to: ['closed', 'rectifying'],
    by: ['applicant', 'agent', 'bearer'],
    ...free,
    body: z.strictObject({ level, ...because }),
    emits: ['Rated'],
    seals: ['text'],
  },
  'open-rating': {
    zh: '打开现场评价',
    en: 'Turn the screen to be rated',
    from: ['resolved'],
    to: [],
    by: ['station', 'office'],
    ...staff,
    body: z.strictObject({}),
    emits: ['RatingOpened'],
    seals: [],
  },
  'rate-by-phone': {
    zh: '记录电话评价',
    en: 'Write down a rating given by telephone',
    from: ['resolved'],
    to: ['resolved', 'closed', 'rectifying'],
    by: ['station', 'reviewer'],
    ...staff,
    body: z.strictObject({
      reached: z
        .boolean()
        .meta({ description: 'false: nobody answered, or would not rate. Then nothing else is given.' }),
      level: level.optional().meta({ description: 'As the resident says it; never a default.' }),
      ...because,
    }),
    emits: ['Rated', 'RatingCallMissed'],
    seals: ['text'],
  },
  'verify-rating': {
    zh: '核实差评',
    en: 'Verify a bad rating',
    from: ['rectifying'],
    to: [],
    by: ['reviewer'],
    ...staff,
    body: z.strictObject({ finding: reason }),
    emits: ['RatingVerified'],
    seals: ['finding'],
  },
  rectify: {
    zh: '整改或解释',
    en: 'Put right, or explain',
    from: ['rectifying'],
    to: ['calling-back'],
    by: ['office', 'reviewer'],
    ...staff,
    body: z.strictObject({ how: z.enum(['rectified', 'explained']), explanation: reason }),
    emits: ['Rectified'],
    seals: ['explanation'],
  },
  'record-call-back': {
    zh: '记录回访',
    en: 'Record the call back',
    from: ['calling-back'],
    to: ['closed'],
    by: ['reviewer'],
    ...staff,
    body: z.strictObject({ level: z.int().min(1).max(5).optional(), note: reason }),
    emits: ['CalledBack'],
    seals: ['note'],
  },
  'appeal-rating': {
    zh: '对评价申诉',
    en: 'Object to a rating',
    from: ['rectifying', 'calling-back', 'closed'],
    to: [],
    by: ['rated'],
    ...staff,
    body: z.strictObject({ evidence: reason }),
    emits: ['RatingAppealed'],
    seals: ['evidence'],
  },
  'decide-rating-appeal': {
    zh: '裁定评价申诉',
    en: 'Decide on the objection',
    from: [
      'rectifying',
      'calling-back',
      'closed',
      'reopen-requested',
      'in-progress',
      'awaiting-resident',
      'in-special-step',
      'resolved',
      'withdrawn',
      'merged',
    ],
    to: [],
    by: ['reviewer'],
    ...staff,
    body: z.strictObject({ upheld: z.boolean(), reason }),
    emits: ['RatingAppealDecided'],
    seals: ['reason'],
  },

  'request-reopen': {
    zh: '申请重办',
    en: 'Ask for it to be handled again',
    from: ['resolved', 'closed', 'refused', 'withdrawn', 'lapsed'],
    to: ['reopen-requested'],
    by: ['applicant', 'agent'],
    ...free,
    body: z.strictObject({ reason }),
    emits: ['ReopenRequested'],
    seals: ['reason'],
  },
  'approve-reopen': {
    zh: '同意重办',
    en: 'Approve the reopening',
    from: ['reopen-requested'],
    to: ['in-progress', 'submitted', 'accepted', 'returned'],
    by: ['reviewer'],
    ...staff,
    body: z.strictObject({ reason: reason.optional() }),
    emits: ['Reopened'],
    seals: ['reason'],
  },
  'decline-reopen': {
    zh: '不同意重办',
    en: 'Decline the reopening',
    from: ['reopen-requested'],
    to: ['closed'],
    by: ['reviewer'],
    ...staff,
    body: z.strictObject({ reason }),
    emits: ['ReopenDeclined'],
    seals: ['reason'],
  },

  'explain-card': {
    zh: '说明黄牌或红牌',
    en: 'Explain a card',
    from: everywhere,
    to: [],
    by: ['card-unit'],
    ...staff,
    body: z.strictObject({ card: cardId, explanation: reason }),
    emits: ['CardExplained'],
    seals: ['explanation'],
  },
  'decide-card': {
    zh: '裁定黄牌或红牌',
    en: 'Uphold or cancel a card',
    from: everywhere,
    to: [],
    by: ['supervisor'],
    ...staff,
    body: z.strictObject({ card: cardId, decision: z.enum(['upheld', 'cancelled']), reason }),
    emits: ['CardDecided'],
    seals: ['reason'],
  },

  urge: {
    zh: '催办',
    en: 'Urge',
    from: open,
    to: [],
    by: ['applicant', 'agent'],
    ...free,
    body: z.strictObject({ text: reason.optional() }),
    emits: ['Urged'],
    seals: ['text'],
  },
  comment: {
    zh: '留言',
    en: 'Comment',
    from: [...open, 'resolved'],
    to: [],
    by: ['applicant', 'agent'],
    ...free,
    body: z.strictObject({ text: reason }),
    emits: ['Commented'],
    seals: ['text'],
  },
  note: {
    zh: '备注',
    en: 'Note',
    from: [...open, 'resolved'],
    to: [],
    by: ['station', 'office', 'step-office', 'supervisor'],
    ...free,
    body: z.strictObject({ text: reason }),
    emits: ['Noted'],
    seals: ['text'],
  },
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;
export const actionNames = Object.keys(actions) as ActionName[];
export type ActionBody<Name extends ActionName> = z.output<(typeof actions)[Name]['body']>;

/** The states it can lead to from this one; the state itself where it stays. */
export const leadsTo = ({ to }: Pick<Action, 'to'>, from: State): readonly State[] => {
  const states = 'length' in to ? to : (to[from] ?? []);
  return states.length > 0 ? states : [from];
};

/** What time does by itself (the sweeper writes these within a minute of their moment). */
export const automatic = {
  'deem-accepted': {
    zh: '视为受理',
    en: 'Deemed accepted',
    from: ['submitted', 'returned', 'in-arbitration'],
    to: { submitted: ['accepted', 'routed'] },
    emits: ['Accepted'],
  },
  lapse: { zh: '逾期未补正', en: 'Lapse', from: ['awaiting-supplement'], to: ['lapsed'], emits: ['Lapsed'] },
  'expire-question': {
    zh: '逾期未答复，退回承办单位',
    en: 'Question expires, back to the office',
    from: ['awaiting-resident'],
    to: ['in-progress'],
    emits: ['QuestionExpired'],
  },
  'escalate-card': {
    zh: '黄牌或红牌逾期未答复，上报上一级',
    en: 'A card not answered in time goes one level up',
    from: everywhere,
    to: [],
    emits: ['CardEscalated'],
  },
  close: { zh: '自动关闭', en: 'Close', from: ['resolved'], to: ['closed'], emits: ['Closed'] },
} as const satisfies Record<string, Pick<Action, 'zh' | 'en' | 'from' | 'to' | 'emits'>>;
