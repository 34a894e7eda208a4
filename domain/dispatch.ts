/** Where an event has to be heard: which queue carries what to whom. Messages hold identifiers, nothing personal. */
import type { EventType, TicketEvent } from './ticket/event.ts';
import { awaitsRouting, needsRouting, type Ticket } from './ticket/state.ts';

export type Queue = 'routing' | 'stations' | 'notices' | 'clocks' | `department-${string}`;

export type Outgoing =
  /** Find the office. */
  | { queue: 'routing'; body: { ticketId: string } }
  /** Bring the ticket, or one step of it, to an office's board. `routing` tells an old delivery from the newest. */
  | { queue: Queue; body: { ticketId: string; officeId: string; routing?: number; step?: string } }
  /** Tell the resident about one event. */
  | { queue: 'notices'; body: { ticketId: string; sequence: number } }
  /** Look at a ticket whose moment has come; `follower` joined it; `recompute` under a newly published calendar. */
  | {
      queue: 'clocks';
      body: { ticketId: string; follower?: string; recompute?: { year: number; version: number } };
    }
  /** Look at the care for a resident: in time, when something of theirs was resolved, when one was filed for a need. */
  | {
      queue: 'clocks';
      body: {
        residentId: string;
        served?: { ticketId: string; at: string };
        filed?: { ticketId: string; needId: string };
      };
    };

/** `police-320613001` → police. */
const departmentOf = (officeId: string): string => officeId.replace(/-\d+$/, '');

/** The queue that brings work to an office: its department's own, or `stations` for stations and desks. */
export const queueOfOffice = (officeId: string): Queue => {
  const department = departmentOf(officeId);
  return department === 'station' ? 'stations' : `department-${department}`;
};

const work = (ticketId: string, officeId: string, more: { routing?: number; step?: string } = {}): Outgoing => ({
  queue: queueOfOffice(officeId),
  body: { ticketId, officeId, ...more },
});

/** What the resident is told about at once. */
const told: ReadonlySet<EventType> = new Set([
  'Submitted',
  'SupplementRequested',
  'Accepted',
  'Refused',
  'Lapsed',
  'Merged',
  'Routed',
  'OfficeAssigned',
  'Returned',
  'ResidentAsked',
  'QuestionExpired',
  'SpecialStepBegun',
  'SpecialStepEnded',
  'Extended',
  'Resolved',
  'Rectified',
  'CalledBack',
  'Reopened',
  'ReopenDeclined',
  'Withdrawn',
]);

/** A new calendar is told to the resident where a date moved or was confirmed that they had been given. */
const movesTheirDate = (event: TicketEvent): boolean =>
  event.type === 'ClockRecomputed' &&
  (event.moved.some(({ name }) => name === 'PROMISE' || name === 'ANSWER') ||
    (event.window !== undefined && event.window.was !== event.window.is.endsAt));

/** Asks for the rule's office; whether one is still wanted is looked at when the message arrives. */
const find = (ticketId: string): Outgoing => ({ queue: 'routing', body: { ticketId } });

const deliveries = (event: TicketEvent): Outgoing[] => {
  const { ticketId, subject } = event;
  switch (event.type) {
    case 'Submitted':
      return needsRouting(subject) && subject.mode !== 'proxy'
        ? [find(ticketId)]
        : [work(ticketId, event.stationId, { routing: 0 })];
    case 'Accepted':
      return [
        ...(needsRouting(subject) ? [find(ticketId)] : []),
        ...event.steps.map(({ id, officeId }) => work(ticketId, officeId, { step: id })),
      ];
    case 'StepCompleted':
      return event.ready.map(({ id, officeId }) => work(ticketId, officeId, { step: id }));
    case 'Routed':
    case 'OfficeAssigned':
      return [work(ticketId, event.officeId, { routing: event.routing })];
    case 'NoRuleMatched':
    case 'Returned':
      return [work(ticketId, subject.stationId)];
    case 'Rated':
      return event.level <= 2 ? [work(ticketId, subject.officeId)] : [];
    case 'Supplemented':
    case 'Reopened':
      return [work(ticketId, subject.officeId), ...(needsRouting(subject) ? [find(ticketId)] : [])];
    case 'Merged':
      return [{ queue: 'clocks', body: { ticketId: event.into, follower: ticketId } }];
    default:
      return [];
  }
};

/** Something resolved is a service for whoever is on the register; what was filed for a need is linked to it. */
const toCare = (event: TicketEvent): Outgoing[] => {
  const { ticketId, at, subject } = event;
  const { residentId } = subject;
  if (residentId === null) return [];
  if (event.type === 'Resolved') return [{ queue: 'clocks', body: { residentId, served: { ticketId, at } } }];
  return event.type === 'Submitted' && event.needId !== undefined
    ? [{ queue: 'clocks', body: { residentId, filed: { ticketId, needId: event.needId } } }]
    : [];
};

/** Whoever is said to have rated without signing in is told, to object if it was somebody else. */
const ratedElsewhere = (event: TicketEvent): boolean =>
  event.type === 'Rated' && event.mode !== undefined && event.mode !== 'app';

/** Every message that follows from an event. Sending one twice has no second effect. */
export const messagesFor = (event: TicketEvent): Outgoing[] => [
  ...deliveries(event),
  ...toCare(event),
  ...((told.has(event.type) && event.actor.kind !== 'resident') ||
  event.type === 'Submitted' ||
  event.type === 'Withdrawn' ||
  movesTheirDate(event) ||
  ratedElsewhere(event)
    ? [{ queue: 'notices' as const, body: { ticketId: event.ticketId, sequence: event.sequence } }]
    : []),
];

/** What to send once more when a ticket has not arrived anywhere in time. */
export const messagesAgain = (ticket: Ticket): Outgoing[] => {
  if (awaitsRouting(ticket)) return [find(ticket.id)];
  return 'id' in ticket.holder && !ticket.delivered
    ? [work(ticket.id, ticket.holder.id, { routing: ticket.routing })]
    : [];
};
