/** The clocks in the fold: what an event does to those of its ticket. It consults nothing but the two. */
import type { Instant } from '../time.ts';
import type { ClockMove, ClockSet, EndedClock, EventBody, TicketEvent } from './event.ts';
import type { Clock, ClockName, Ticket } from './state.ts';

/** Which clocks an event brings to their end. */
const ends: Partial<Record<EventBody['type'], readonly ClockName[]>> = {
  SupplementRequested: ['ACCEPT'],
  Accepted: ['ACCEPT', 'URGENT'],
  Refused: ['ACCEPT', 'URGENT'],
  Signed: ['SIGN'],
  Returned: ['SIGN'],
  Resolved: ['SIGN', 'PROMISE', 'STATUTORY', 'ANSWER', 'URGENT', 'COUNTER'],
  RatingVerified: ['VERIFY'],
  Rectified: ['VERIFY', 'RECTIFY'],
  CalledBack: ['CALLBACK'],
  RatingAppealDecided: ['REVIEW'],
  StepCompleted: ['STEP'],
};
/** After these nothing is owed any more: what still runs is cancelled, not missed. */
const cancels: ReadonlySet<EventBody['type']> = new Set(['Refused', 'Withdrawn', 'Lapsed', 'Merged', 'Closed']);
/** The objection of the person who was rated goes on whatever the resident does with the ticket. */
const independent: ReadonlySet<ClockName> = new Set(['APPEAL', 'REVIEW']);
/** Clocks that an event makes pointless: a right that was used or is over, a question that waits for its papers. */
const voids: Partial<Record<EventBody['type'], readonly ClockName[]>> = {
  SupplementRequested: ['ANSWER', 'COUNTER'],
  Returned: ['RETURN'],
  Resolved: ['RETURN', 'STEP'],
  Rated: ['APPEAL', 'REVIEW'],
  RatingAppealed: ['APPEAL'],
};

const isOpen = (clock: Clock) => clock.endedAt === undefined;

/** The clocks that the event ends, and how: the part of an event that the ticket's clocks decide. */
export const endedBy = (ticket: Ticket, body: EventBody, at: Instant): EndedClock[] =>
  ticket.clocks.filter(isOpen).flatMap((clock): EndedClock[] => {
    const { name, generation } = clock;
    const booked = clock.status === 'missed';
    if (ends[body.type]?.includes(name) && (body.type !== 'StepCompleted' || body.step === clock.step))
      return [{ name, generation, outcome: booked || at > clock.due ? 'missed' : 'met', booked }];
    const isVoid = voids[body.type]?.includes(name) || (cancels.has(body.type) && !independent.has(name));
    return isVoid ? [{ name, generation, outcome: booked ? 'missed' : 'cancelled', booked }] : [];
  });

/** A clock as the event that starts it says. */
export const setClock = (clock: ClockSet): Clock => ({ ...clock, stops: [], raised: [], status: 'running' });

const moveClock = (clock: Clock, { was: _was, ...move }: ClockMove): Clock => ({
  ...clock,
  ...move,
  // A due that moved into the future takes its alarms along; what was already raised for good stays raised.
  status: clock.status === 'missed' ? 'missed' : move.stops.some(({ to }) => to === undefined) ? 'stopped' : 'running',
});

/**
 * The ticket leaves its desk: what is late by now was late there, whoever has it when the sweeper comes by. A card goes
 * to the desk that had it when the due passed.
 */
export const markLate = (ticket: Ticket, now: Instant): Ticket => ({
  ...ticket,
  clocks: ticket.clocks.map((clock) =>
    isOpen(clock) &&
    clock.name !== 'STEP' &&
    clock.status !== 'stopped' &&
    clock.lateAt === undefined &&
    clock.due < now
      ? { ...clock, lateAt: ticket.officeId ?? ticket.stationId }
      : clock,
  ),
});

const same = (a: { name: ClockName; generation: number }, b: { name: ClockName; generation: number }) =>
  a.name === b.name && a.generation === b.generation;

/** The words given to the resident, and steps, which run side by side: the ticket keeps every round; of others the newest. */
const everyRound: ReadonlySet<ClockName> = new Set(['PROMISE', 'STATUTORY', 'ANSWER', 'STEP']);

const clockAfter = (clock: Clock, event: TicketEvent): Clock => {
  const ended = event.ended.find((each) => same(each, clock));
  if (ended && isOpen(clock)) return { ...clock, status: ended.outcome, endedAt: event.at };
  const move = 'moved' in event ? event.moved.find((each) => same(each, clock)) : undefined;
  if (move) return moveClock(clock, move);
  if (event.type !== 'AlarmRaised' || event.clock !== clock.name || event.clockGeneration !== clock.generation)
    return clock;
  const raised = [...clock.raised, event.level];
  return { ...clock, raised, status: event.level === 'missed' ? 'missed' : clock.status };
};

/** The ticket's clocks after the event. */
export const clocksAfter = ({ clocks }: Ticket, event: TicketEvent): Clock[] => {
  const set = 'clocks' in event ? event.clocks : [];
  const kept = clocks.filter(({ name }) => everyRound.has(name) || !set.some((fresh) => fresh.name === name));
  return [...kept.map((clock) => clockAfter(clock, event)), ...set.map(setClock)];
};
