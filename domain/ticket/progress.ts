/**
 * What a receipt tells without signing in: how far it is, who has it now, by when. Receipts are shown at counters, lent
 * to neighbours and lost, so nothing is told that is about the person: not what it is about, no answer and no outcome,
 * nobody's name, and not how it was rated.
 */
import { eventNames } from './event-names.ts';
import type { EventType, TicketEvent } from './event.ts';
import { type Holder, type State, states, type Ticket } from './state.ts';
import type { Instant } from '../time.ts';

type Words = { zh: string; en: string };

/** What comes of a rating is between the resident and the desk. */
const afterRating: ReadonlySet<State> = new Set(['rectifying', 'calling-back']);
const isDone = (ticket: Ticket): boolean => afterRating.has(ticket.state);

/** The state as it is told. */
export const publicStateOf = (ticket: Ticket): { state: State; stateName: Words } => {
  const state = isDone(ticket) ? 'resolved' : ticket.state;
  return { state, stateName: states[state] };
};

const unnamed: Record<Exclude<Holder['kind'], 'station' | 'office' | 'none'>, Words> = {
  resident: { zh: '申请人', en: 'The applicant' },
  arbiter: { zh: '裁定人员', en: 'The arbiter' },
  'special-body': { zh: '特殊环节的承办机构', en: 'The body of a special step' },
  reviewer: { zh: '未经办的复核人员', en: 'A reviewer who did not handle it' },
};

/** Who has it now, by office and never by person; null when it is nobody's turn. */
export const publicHolderOf = (
  ticket: Ticket,
  nameOf: (officeId: string) => Words,
): (Words & { kind: Holder['kind'] }) | null => {
  const { holder } = ticket;
  if (holder.kind === 'none' || isDone(ticket)) return null;
  return { kind: holder.kind, ...('id' in holder ? nameOf(holder.id) : unnamed[holder.kind]) };
};

/** What moves the matter on. Not: what somebody said or asked for, ratings and what follows them, cards, and machinery. */
const told: ReadonlySet<EventType> = new Set([
  'Submitted',
  'SupplementRequested',
  'Supplemented',
  'Accepted',
  'Refused',
  'Withdrawn',
  'Lapsed',
  'Merged',
  'Routed',
  'Signed',
  'Returned',
  'ReferredToArbiter',
  'OfficeAssigned',
  'ResidentAsked',
  'ResidentAnswered',
  'QuestionExpired',
  'SpecialStepBegun',
  'SpecialStepEnded',
  'Extended',
  'Resolved',
  'Reopened',
]);

/** Its dates, oldest first. */
export const keyDatesOf = (events: readonly TicketEvent[]): (Words & { type: EventType; at: Instant })[] =>
  events.flatMap(({ type, at }) => (told.has(type) ? [{ type, at, ...eventNames[type] }] : []));
