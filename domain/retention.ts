/**
 * What is kept how long, and why. An installation may set other numbers (`retention` in lib/configuration.ts), never
 * fewer days than the law or the work itself asks for. docs/operator.md has the same table, with what is fixed.
 */
import { finalStates, type Ticket } from './ticket/state.ts';
import { DAY, type Instant, later } from './time.ts';

/** `days`: unless the installation says otherwise; `least`: fewer are refused. */
export const retention = {
  /** 档案法 and 国家档案局令第 8 号: records of decisions are kept ten years at least, many longer. */
  decisions: {
    days: 3_650,
    least: 3_650,
    zh: '办理、决定过的申请的内容（表单、文字、材料），自办结起',
    en: 'What was written and handed in for requests that were decided, from their end',
  },
  /** 民法典 188: claims are time-barred after three years. No law asks for so long: they are erased with the person. */
  requests: {
    days: 1_095,
    least: 90,
    zh: '咨询、投诉、撤回和失效的申请的内容，自结束起',
    en: 'The same of questions, complaints, and what was withdrawn or lapsed',
  },
  notices: { days: 730, least: 90, zh: '给居民的消息', en: 'Messages to residents' },
  /** 个人信息保护法 56: three years at least; 网络安全法 21: six months at least. */
  audit: {
    days: 1_825,
    least: 1_095,
    zh: '审计记录，以及居民看到的“谁看过我的资料”',
    en: 'The audit, and the list in which residents read who saw what',
  },
  'unused-papers': { days: 7, least: 1, zh: '没有用于任何申请的材料', en: 'Papers that no request uses' },
  /** Time to think again; and for somebody whose account was used by another to notice. */
  'erasure-wait': { days: 7, least: 1, zh: '删除个人资料前的等待期', en: 'Waiting before a person is erased' },
} as const satisfies Record<string, { days: number; least: number; zh: string; en: string }>;

export type Kept = keyof typeof retention;
export const keptNames = Object.keys(retention) as Kept[];

/** Days by name, each of them. */
export type Retention = Readonly<Record<Kept, number>>;

const isFinal = ({ state }: Pick<Ticket, 'state'>): boolean => finalStates.some((each) => each === state);
/** Nothing was decided in these. */
const undecided: ReadonlySet<Ticket['state']> = new Set(['withdrawn', 'lapsed']);

type Ended = Pick<Ticket, 'state' | 'regime' | 'settledAt' | 'filedAt'>;

/** Does the law ask for what this request holds to be kept? Null: it goes on, nobody knows yet. */
export const isRecord = (ticket: Ended): boolean | null =>
  isFinal(ticket) ? ticket.regime !== 'hotline' && !undecided.has(ticket.state) : null;

/** Until when the content of a request is kept; null while it goes on. */
export const contentKeptUntil = (ticket: Ended, days: Retention): Instant | null => {
  const record = isRecord(ticket);
  if (record === null) return null;
  return later(ticket.settledAt ?? ticket.filedAt, (record ? days.decisions : days.requests) * DAY);
};
