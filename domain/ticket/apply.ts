/**
 * The fold: what a ticket is after an event. It consults nothing but the ticket and the event, so replaying the
 * events on any machine, in any year, gives the same ticket.
 */
import type { Instant } from '../time.ts';
import { clocksAfter, endedBy, markLate, setClock } from './apply-clocks.ts';
import { moveCard } from './card.ts';
import { type Actor, type EventBody, impartialEvents, quietEvents, type Subject, type TicketEvent } from './event.ts';
import {
  type Card,
  finalStates,
  type Holder,
  holderKey,
  needsRouting,
  type State,
  type Ticket,
  type TicketPaper,
} from './state.ts';

/** What a decision wants recorded. `words` are sealed beside the event. */
export type EventDraft = {
  body: EventBody;
  actor: Actor;
  words?: Record<string, unknown>;
  /** It was decided on another ticket too: that one must still be as it was seen when this is written. */
  rests?: { ticketId: string; sequence: number };
};

const subjectOf = (ticket: Ticket): Subject => ({
  communityCode: ticket.communityCode,
  itemId: ticket.itemId,
  department: ticket.department,
  mode: ticket.mode,
  channel: ticket.channel,
  special: ticket.special,
  restricted: ticket.restricted,
  groups: ticket.groups,
  residentId: ticket.residentId,
  generation: ticket.generation,
  stationId: ticket.stationId,
  officeId: ticket.officeId ?? ticket.stationId,
});

/** The event that follows from a draft: numbered, dated, with every dimension that a number may be asked by. */
export const complete = (ticket: Ticket, draft: EventDraft, at: Instant): TicketEvent => ({
  ...draft.body,
  ticketId: ticket.id,
  sequence: ticket.sequence + 1,
  at,
  actor: draft.actor,
  subject: subjectOf(ticket),
  ended: endedBy(ticket, draft.body, at),
});

/** The first event of a ticket. */
export const completeFirst = (
  draft: EventDraft & { body: { type: 'Submitted' } },
  ticketId: string,
  at: Instant,
  dimensions: Pick<Subject, 'communityCode' | 'department' | 'channel' | 'special' | 'restricted' | 'groups'>,
): TicketEvent => ({
  ...draft.body,
  ticketId,
  sequence: 1,
  at,
  actor: draft.actor,
  subject: {
    ...dimensions,
    itemId: draft.body.itemId,
    mode: draft.body.mode,
    residentId: draft.body.residentId,
    generation: 1,
    stationId: draft.body.stationId,
    officeId: draft.body.stationId,
  },
  ended: [],
});

/** Station or office, whichever the ticket has come to. */
export const deskOf = (ticket: Pick<Ticket, 'officeId' | 'stationId'>): Holder =>
  ticket.officeId === null ? { kind: 'station', id: ticket.stationId } : { kind: 'office', id: ticket.officeId };

type Move = Partial<Ticket> & { state: State; holder: Holder };
const nobody: Holder = { kind: 'none' };
const over = (state: State): Move => ({ state, holder: nobody, specialSteps: [] });
const settled = (state: State, { at }: TicketEvent): Move => ({ ...over(state), settledAt: at });
/** A new desk: its own queue has to bring it there, and nobody there has taken it yet. */
const toDesk = (ticket: Ticket, state: State, officeId: string | null = ticket.officeId): Move => ({
  state,
  officeId,
  holder: deskOf({ officeId, stationId: ticket.stationId }),
  delivered: false,
  handlerId: null,
});

/** What the law accepts while it looks for another office goes on looking. */
const acceptedState = (ticket: Ticket): State => {
  if (ticket.state !== 'submitted') return ticket.state;
  if (ticket.officeId !== null) return 'routed';
  return needsRouting(ticket) ? 'accepted' : 'in-progress';
};

/** Back to where the work is: the office, or the search for one. The rule that was wrong is not asked again. */
const reopenedState = (ticket: Ticket): State => {
  const lacksOffice = needsRouting(ticket) && ticket.officeId === null;
  if (lacksOffice && ticket.returnedBy.length > 0) return 'returned';
  if (ticket.acceptedOn === undefined) return 'submitted';
  return lacksOffice ? 'accepted' : 'in-progress';
};

/** Where the event leaves the ticket: its state, its holder and what belongs to them; null when it moves neither. */
const moveOf = (ticket: Ticket, event: TicketEvent): Move | null => {
  switch (event.type) {
    case 'SupplementRequested':
      return { state: 'awaiting-supplement', holder: { kind: 'resident' }, supplements: ticket.supplements + 1 };
    case 'Supplemented':
      return { ...toDesk(ticket, 'submitted'), receivedOn: event.receivedOn };
    case 'Accepted': {
      const { holder, delivered, unmatched } = ticket;
      const state = acceptedState(ticket);
      const { acceptedOn, steps } = event;
      // The rule has to fetch it now: until then it is on its way, not at the station.
      return { state, holder, acceptedOn, steps, delivered: delivered && (state !== 'accepted' || unmatched) };
    }
    case 'Refused':
      return settled('refused', event);
    case 'Withdrawn':
      return settled('withdrawn', event);
    case 'Lapsed':
      return settled('lapsed', event);
    case 'Merged':
      return { ...over('merged'), mergedInto: event.into };
    case 'Closed':
      return over('closed');
    case 'Routed':
      return {
        ...toDesk(ticket, ticket.acceptedOn ? 'routed' : 'submitted', event.officeId),
        routing: event.routing,
        unmatched: false,
      };
    case 'OfficeAssigned':
      return {
        ...toDesk(ticket, ticket.acceptedOn ? 'routed' : 'submitted', event.officeId),
        routing: event.routing,
        arbitrated: true,
      };
    case 'NoRuleMatched':
      return { ...toDesk(ticket, ticket.state, null), unmatched: true };
    case 'Signed':
      return { state: 'in-progress', holder: ticket.holder };
    case 'Returned':
      return {
        ...toDesk(ticket, 'returned', null),
        returnedBy: [...ticket.returnedBy, ticket.officeId ?? ticket.stationId],
      };
    case 'ReferredToArbiter':
      return { state: 'in-arbitration', holder: { kind: 'arbiter' }, handlerId: null };
    case 'ResidentAsked':
      return { state: 'awaiting-resident', holder: { kind: 'resident' } };
    case 'ResidentAnswered':
    case 'QuestionExpired':
      return { state: 'in-progress', holder: deskOf(ticket) };
    case 'SpecialStepBegun':
      return {
        state: 'in-special-step',
        holder: { kind: 'special-body' },
        specialSteps: [...ticket.specialSteps, event.step],
      };
    case 'SpecialStepEnded': {
      const specialSteps = ticket.specialSteps.filter((step) => step !== event.step);
      return specialSteps.length > 0
        ? { state: 'in-special-step', holder: ticket.holder, specialSteps }
        : { state: 'in-progress', holder: deskOf(ticket), specialSteps };
    }
    case 'Resolved':
      return { ...settled('resolved', event), outcome: event.outcome, resolvedBy: event.actor.id };
    case 'Rated': {
      const rating = { level: event.level, at: event.at, generation: ticket.generation };
      return event.level >= 3 ? { ...over('closed'), rating } : { ...toDesk(ticket, 'rectifying'), rating };
    }
    case 'Rectified':
      return { state: 'calling-back', holder: { kind: 'reviewer' } };
    case 'CalledBack':
      return over('closed');
    case 'ReopenRequested':
      return { state: 'reopen-requested', holder: { kind: 'reviewer' } };
    case 'Reopened':
      return {
        ...toDesk(ticket, reopenedState(ticket)),
        generation: ticket.generation + 1,
        routing: event.routing,
        ...(event.receivedOn ? { receivedOn: event.receivedOn } : {}),
      };
    case 'ReopenDeclined':
      return over('closed');
    default:
      return null;
  }
};

/** The cards that still wait for a decision. */
const cardsAfter = (cards: Card[], event: TicketEvent): Card[] => {
  switch (event.type) {
    case 'AlarmRaised': {
      const { card, level } = event;
      if (!card || (level !== 'yellow' && level !== 'red')) return cards;
      const { elapsed: _evidence, ...issued } = card;
      return [...cards, { ...issued, level, at: event.at, explained: false }];
    }
    case 'CardExplained':
    case 'CardEscalated':
    case 'CardDecided':
      return moveCard(cards, event);
    default:
      return cards;
  }
};

/** What changes beside state and holder. */
const detailsOf = (ticket: Ticket, event: TicketEvent): Partial<Ticket> => {
  switch (event.type) {
    case 'Delivered':
      return { delivered: true };
    case 'Claimed':
    case 'Assigned':
      return { handlerId: event.handlerId };
    case 'Released':
      return { handlerId: null };
    case 'Urged':
      return { urgedOn: event.on };
    case 'FollowerJoined':
      return { followers: ticket.followers + 1 };
    case 'StepDelivered':
      return { steps: ticket.steps.map((step) => (step.id === event.step ? { ...step, status: 'delivered' } : step)) };
    case 'StepCompleted':
      return {
        steps: [
          ...ticket.steps.map((step) => (step.id === event.step ? { ...step, status: 'done' as const } : step)),
          ...event.ready,
        ],
      };
    case 'RatingOpened':
      return { ratingScreen: { sequence: event.sequence, openedBy: event.actor.id, endsAt: event.endsAt } };
    case 'RatingCallMissed':
      return { ratingCalls: (ticket.ratingCalls ?? 0) + 1 };
    case 'Reopened':
      return ticket.ratingCalls === undefined ? {} : { ratingCalls: 0 };
    case 'RatingVerified':
      return ticket.rating ? { rating: { ...ticket.rating, verified: true } } : {};
    case 'CalledBack':
      return ticket.rating && event.level !== undefined ? { rating: { ...ticket.rating, second: event.level } } : {};
    case 'RatingAppealed':
      return ticket.rating ? { rating: { ...ticket.rating, appeal: 'open' } } : {};
    case 'RatingAppealDecided':
      return ticket.rating ? { rating: { ...ticket.rating, appeal: event.upheld ? 'upheld' : 'rejected' } } : {};
    case 'AlarmRaised':
    case 'CardExplained':
    case 'CardDecided':
    case 'CardEscalated':
      return { cards: cardsAfter(ticket.cards, event) };
    default:
      return {};
  }
};

const withoutWindow = ({ window: _window, ...ticket }: Ticket): Ticket => ticket;
const withoutEnd = ({ outcome: _outcome, settledAt: _settledAt, ...ticket }: Ticket): Ticket => ticket;

const windowOf = (event: TicketEvent): Pick<Ticket, 'window'> => {
  if (!('window' in event) || !event.window) return {};
  return { window: event.type === 'ClockRecomputed' ? event.window.is : event.window };
};

/** States in which a ticket that nobody has accepted looks for its office: the law's days run on through them. */
const seeking: ReadonlySet<State> = new Set(['submitted', 'returned', 'in-arbitration']);

/** A state that ends by itself ends with its moment: the moment does not outlive the state. */
const keepsWindow = (ticket: Ticket, event: TicketEvent, move: Move | null): boolean =>
  move === null ||
  (event.type !== 'Accepted' &&
    (move.state === ticket.state || (seeking.has(move.state) && seeking.has(ticket.state))));

const born = (event: TicketEvent & { type: 'Submitted' }): Ticket => ({
  id: event.ticketId,
  reference: event.reference,
  sequence: 1,
  version: 1,
  state: 'submitted',
  generation: 1,
  itemId: event.itemId,
  itemVersion: event.itemVersion,
  department: event.subject.department,
  mode: event.mode,
  regime: event.regime,
  channel: event.subject.channel,
  communityCode: event.subject.communityCode,
  residentId: event.residentId,
  filedBy: event.filedBy,
  lane: event.lane,
  special: event.subject.special,
  restricted: event.subject.restricted,
  groups: event.subject.groups,
  filedAt: event.at,
  receivedOn: event.receivedOn,
  stationId: event.stationId,
  officeId: null,
  routing: 0,
  unmatched: false,
  delivered: false,
  handlerId: null,
  holder: { kind: 'station', id: event.stationId },
  heldSince: event.at,
  elapsed: {},
  clocks: event.clocks.map(setClock),
  cards: [],
  steps: [],
  returnedBy: [],
  arbitrated: false,
  supplements: 0,
  specialSteps: [],
  followers: 0,
  ...papersAfter(undefined, event),
  ...actedAfter(undefined, event),
  ...(event.window ? { window: event.window } : {}),
  ...(event.needId === undefined ? {} : { needId: event.needId }),
});

const marked = (
  papers: Ticket['papers'],
  mark: 'outdone' | 'verified',
  fits: (paper: TicketPaper) => boolean,
): Pick<Ticket, 'papers'> =>
  papers ? { papers: papers.map((paper) => (fits(paper) ? { ...paper, [mark]: true } : paper)) } : {};

/** What came with an event, after what was there; and what the desk found of it. */
const papersAfter = (before: Ticket['papers'], event: TicketEvent): Pick<Ticket, 'papers'> => {
  if (event.type === 'SupplementRequested')
    return marked(before, 'outdone', ({ material }) => event.materials.includes(material));
  if ('papersVerified' in event && event.papersVerified)
    return marked(before, 'verified', ({ id }) => event.papersVerified?.includes(id) === true);
  if (!('papers' in event) || event.papers === undefined) return {};
  const added = event.papers.map(({ id, material, reused }): TicketPaper => ({
    id,
    material,
    sequence: event.sequence,
    ...(reused ? { reused: true } : {}),
  }));
  return { papers: [...(before ?? []), ...added] };
};

/** Who had a part in it, so that others can ask what it was worth. */
const actedAfter = (before: Ticket['actedBy'], { type, actor }: TicketEvent): Pick<Ticket, 'actedBy'> => {
  if (actor.kind !== 'staff' || impartialEvents.has(type)) return {};
  const parties = new Set([...(before ?? []), actor.id, ...(actor.deputyOf === undefined ? [] : [actor.deputyOf])]);
  return { actedBy: [...parties] };
};

const leavesDesk = (ticket: Ticket, move: Move | null): boolean =>
  move?.officeId !== undefined && move.officeId !== ticket.officeId;

/** The ticket after the event. Throws when the event cannot follow: a broken history must never be folded over. */
export const apply = (ticket: Ticket | null, event: TicketEvent): Ticket => {
  if (event.type === 'Submitted') {
    if (ticket) throw new Error(`ticket ${ticket.id}: Submitted can only be the first event`);
    return born(event);
  }
  if (!ticket || event.sequence !== ticket.sequence + 1)
    throw new Error(
      `ticket ${event.ticketId}: event ${event.sequence} does not follow ${ticket?.sequence ?? 'nothing'}`,
    );

  const move = moveOf(ticket, event);
  const before = keepsWindow(ticket, event, move) ? ticket : withoutWindow(ticket);
  const base = event.type === 'Reopened' ? withoutEnd(before) : before;
  const held = 'heldMs' in event ? event.heldMs : null;
  const key = holderKey(ticket.holder);
  return {
    ...base,
    ...move,
    ...detailsOf(ticket, event),
    ...windowOf(event),
    ...papersAfter(ticket.papers, event),
    ...actedAfter(ticket.actedBy, event),
    ...(held === null
      ? {}
      : {
          elapsed: held > 0 ? { ...ticket.elapsed, [key]: (ticket.elapsed[key] ?? 0) + held } : ticket.elapsed,
          heldSince: event.at,
        }),
    clocks: clocksAfter(leavesDesk(ticket, move) ? markLate(ticket, event.at) : ticket, event),
    sequence: event.sequence,
    version: ticket.version + (quietEvents.has(event.type) ? 0 : 1),
  };
};

/** All events of one ticket, oldest first → the ticket. */
export const fold = (events: readonly TicketEvent[]): Ticket => {
  const ticket = events.reduce<Ticket | null>(apply, null);
  if (!ticket) throw new Error('a ticket has at least one event');
  return ticket;
};

export const isFinal = (state: State): boolean => (finalStates as readonly State[]).includes(state);
