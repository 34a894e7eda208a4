/** Where a ticket shows up by itself: on whose board, and when somebody or something must look at it next. */
import { type Instant, later, MINUTE } from '../time.ts';
import { actions } from './actions.ts';
import { escalatesAt } from './card.ts';
import { runs, stands } from './clocks.ts';
import { type Clock, type State, type Ticket } from './state.ts';

/** In `card`: somebody else has it or it is over, but this office still owes the explanation of a card. */
export const boardLanes = ['urgent', 'priority', 'ordinary', 'waiting', 'card'] as const;
export type BoardLane = (typeof boardLanes)[number];
export type BoardEntry = { officeId: string; lane: BoardLane; due: Instant };

/** States in which the desk waits for somebody else but keeps the ticket in sight. */
const waiting: ReadonlySet<State> = new Set(['awaiting-supplement', 'awaiting-resident', 'in-special-step']);

const running = (clock: Clock) => runs(clock) && !stands(clock);

/** What the desk owes first: the earliest due of the clocks that run, else the promise, else the filing. */
export const dueOf = (ticket: Ticket): Instant => {
  const own = ticket.clocks.filter(({ name }) => name !== 'STEP');
  const dues = own.filter((clock) => running(clock) && clock.name !== 'RETURN' && clock.name !== 'APPEAL');
  const open = dues.length > 0 ? dues : own.filter(runs);
  return open.map(({ due }) => due).sort()[0] ?? ticket.window?.endsAt ?? ticket.filedAt;
};

/** A step without days of its own is due with the ticket, as is one that a reopening found left open. */
const dueOfStep = (ticket: Ticket, step: string): Instant =>
  ticket.clocks.find((clock) => clock.step === step && runs(clock))?.due ?? dueOf(ticket);

/** The boards a ticket is on. A desk sees it once its queue has delivered it; the desk of a ready step sees it too. */
export const boardsOf = (ticket: Ticket): BoardEntry[] => {
  const due = dueOf(ticket);
  const desk = ticket.officeId ?? ticket.stationId;
  const entries: BoardEntry[] = [];
  if (waiting.has(ticket.state)) entries.push({ officeId: desk, lane: 'waiting', due });
  else if ('id' in ticket.holder && ticket.delivered)
    entries.push({ officeId: ticket.holder.id, lane: ticket.lane, due });
  const hasSteps = (actions['complete-step'].from as readonly State[]).includes(ticket.state);
  for (const step of hasSteps ? ticket.steps : [])
    if (step.status === 'delivered' && !entries.some(({ officeId }) => officeId === step.officeId))
      entries.push({ officeId: step.officeId, lane: ticket.lane, due: dueOfStep(ticket, step.id) });
  for (const { unit, explained, answerBy } of ticket.cards)
    if (!explained && !entries.some(({ officeId }) => officeId === unit))
      entries.push({ officeId: unit, lane: 'card', due: answerBy });
  return entries;
};

/** Is it on its way to a desk that has not got it yet? */
export const isUndelivered = (ticket: Ticket): boolean =>
  !ticket.delivered && 'id' in ticket.holder && !waiting.has(ticket.state);

/**
 * The next moment at which time itself does something to the ticket: an alarm, the end of a window, a delivery that
 * takes too long. Null: nothing is due by itself. The sweeper finds the ticket by it.
 */
export const nextMoment = (ticket: Ticket, deliveryMinutes: number): Instant | null => {
  const moments = ticket.clocks.filter(running).flatMap(({ alarms, raised }) =>
    Object.entries(alarms)
      .filter(([level]) => !(raised as string[]).includes(level))
      .map(([, moment]) => moment),
  );
  moments.push(...ticket.cards.flatMap((card) => escalatesAt(card) ?? []));
  if (ticket.window) moments.push(ticket.window.endsAt);
  if (isUndelivered(ticket)) moments.push(later(ticket.heldSince, deliveryMinutes * MINUTE));
  return moments.sort()[0] ?? null;
};
