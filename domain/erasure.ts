/**
 * Erasing a person (个人信息保护法 47): on their own request after a waiting period, or after their death or by order when
 * two people say so. What the law asks to be kept is locked up instead (same article), and erased when its time is over.
 */
import * as z from 'zod';
import { type Caller, isOfCity } from './access.ts';
import { type Refusal, refuse } from './refusal.ts';
import { contentKeptUntil, isRecord, type Retention } from './retention.ts';
import type { Ticket } from './ticket/state.ts';
import { DAY, type Instant, later, MINUTE } from './time.ts';

export const bases = {
  request: { zh: '本人申请', en: 'asked for by the person' },
  death: { zh: '本人死亡', en: 'the person has died' },
  order: { zh: '依法律文书', en: 'by order' },
} as const;
export type Basis = keyof typeof bases;
export const givenBasis = z.enum(['death', 'order']);

export const erasureStates = {
  proposed: { zh: '待另一人确认', en: 'Waiting for a second person' },
  waiting: { zh: '等待期内，可撤回', en: 'Waiting, can be taken back' },
  closing: { zh: '正在删除', en: 'Being erased' },
  restricted: { zh: '已删除；依法须留存的已封存', en: 'Erased; what the law keeps is locked' },
  erased: { zh: '已删除', en: 'Erased' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
} as const;
export type ErasureState = keyof typeof erasureStates;

export type Erasure = {
  residentId: string;
  /** Every file of the person, the first one is `residentId`. */
  files: readonly string[];
  accountId?: string;
  basis: Basis;
  state: ErasureState;
  /** Counts the changes. */
  revision: number;
  by: string;
  at: Instant;
  approvedBy?: string;
  /** When the next step is due; null where a person has to say something first, or nothing is left to do. */
  dueAt: Instant | null;
  /** Until when something has to be kept. */
  keptUntil?: Instant;
  erasedAt?: Instant;
  /** The table was restored to a moment before: what was over then may look open now. */
  again?: true;
};

/** Is it still to be carried out, so that it can be taken back? */
export const canTakeBack = ({ state }: Erasure): boolean => state === 'proposed' || state === 'waiting';
/** Is something of the person already gone, or going? */
export const isUnderWay = ({ state }: Erasure): boolean =>
  state === 'closing' || state === 'restricted' || state === 'erased';

/** What stands in the way, and what would have to stay. */
export type Outlook = { open: number; keptUntil: Instant | null };

export const outlookOf = (tickets: readonly Ticket[], days: Retention, now: Instant): Outlook => {
  const until = tickets
    .filter((ticket) => isRecord(ticket) === true)
    .map((ticket) => contentKeptUntil(ticket, days) ?? now)
    .filter((end) => end > now)
    .toSorted();
  return { open: tickets.filter((ticket) => isRecord(ticket) === null).length, keptUntil: until.at(-1) ?? null };
};

/** Of these the content has to stay for now. */
export const keptTickets = (tickets: readonly Ticket[], days: Retention, now: Instant): Ticket[] =>
  tickets.filter((ticket) => isRecord(ticket) === true && (contentKeptUntil(ticket, days) ?? now) > now);

/** Nobody is erased while something of theirs goes on: it could not be answered any more. */
export const openRequests = (open: number): Refusal =>
  refuse('wrong-state', {
    zh: `还有 ${open} 件申请没有办完。请先等办结或撤回，再删除资料。`,
    en: `${open} requests are still going on. Wait for their end, or withdraw them, then ask again.`,
  });

export const waitingEnds = (days: Retention, now: Instant): Instant => later(now, days['erasure-wait'] * DAY);
/** From the moment in which nothing can be written under the person any more, until everything that had begun has ended. */
export const closingEnds = (now: Instant): Instant => later(now, 10 * MINUTE);
/** Something is open again when its time comes: looked at once more the next day. */
export const postponedTo = (now: Instant): Instant => later(now, DAY);

/** Who proposes: an administrator of the city. Who confirms: another one, or a supervisor of the city. */
export const mayProposeErasure = (caller: Caller): boolean => caller.role === 'administrator' && isOfCity(caller);
export const mayConfirmErasure = (caller: Caller): boolean =>
  (caller.role === 'administrator' || caller.role === 'supervisor') && isOfCity(caller);
export const maySeeErasures = (caller: Caller): boolean =>
  mayConfirmErasure(caller) || (caller.role === 'auditor' && isOfCity(caller));
