/** A ticket under another calendar: its open clocks are reckoned anew, and what moves is recorded, old → new. */
import type { EventDraft } from './apply.ts';
import { moveClock, openWindow, type Reckoning, runs } from './clocks.ts';
import type { ClockMove } from './event.ts';
import { alarmLevels, type Clock, type State, type Ticket, type Window } from './state.ts';
import type { Instant } from '../time.ts';

/** What somebody would notice: the date, whether it can still move, or when an alarm is to come that has not yet. */
const differs = (clock: Clock, move: ClockMove): boolean =>
  move.due !== clock.due ||
  move.provisional !== clock.provisional ||
  alarmLevels.some((level) => !clock.raised.includes(level) && move.alarms[level] !== clock.alarms[level]);

/** Windows in which it is the resident's turn. */
const residents: ReadonlySet<State> = new Set(['awaiting-supplement', 'awaiting-resident', 'resolved']);

/** The ticket's window, where it moves. A date that a resident was told to have time until is never moved forward. */
const windowUnder = ({ window, state }: Ticket, reckoning: Reckoning): { was: Instant; is: Window } | null => {
  if (!window) return null;
  const fresh = openWindow(window.from, window.limit, reckoning);
  const is = residents.has(state) && fresh.endsAt < window.endsAt ? { ...fresh, endsAt: window.endsAt } : fresh;
  return is.endsAt === window.endsAt && is.provisional === window.provisional ? null : { was: window.endsAt, is };
};

/** The open clocks whose due would move, old → new: what `recompute` would do, for whoever wants to know before. */
export const movesUnder = (
  ticket: Ticket,
  reckoning: Reckoning,
): { name: Clock['name']; was: Instant; due: Instant }[] =>
  ticket.clocks
    .filter((clock) => runs(clock) && clock.limit.unit !== 'min')
    .map((clock) => ({ name: clock.name, was: clock.due, due: moveClock(clock, {}, reckoning).due }))
    .filter(({ was, due }) => was !== due);

/**
 * One ClockRecomputed with every open clock and the window that moves, or nothing: asked again after it was applied, it answers with
 * nothing. Clocks that ended, that run by the minute or that stand are left alone; one that stands is reckoned when
 * work resumes. What was raised stays raised, a breach that was booked stays booked.
 */
export const recompute = (ticket: Ticket, reckoning: Reckoning): EventDraft[] => {
  const moved = ticket.clocks
    .filter((clock) => runs(clock) && clock.limit.unit !== 'min')
    .flatMap((clock) => {
      const move = moveClock(clock, {}, reckoning);
      return differs(clock, move) ? [move] : [];
    });
  const window = windowUnder(ticket, reckoning);
  return moved.length > 0 || window
    ? [
        {
          actor: { kind: 'system', id: 'calendar' },
          body: { type: 'ClockRecomputed', moved, ...(window ? { window } : {}) },
        },
      ]
    : [];
};
