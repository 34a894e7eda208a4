/** A ticket under another calendar: its open clocks are reckoned anew, and what moves is recorded, old → new. */
import type { EventDraft } from './apply.ts';
import { moveClock, type Reckoning, runs } from './clocks.ts';
import type { ClockMove } from './event.ts';
import { alarmLevels, type Clock, type Ticket } from './state.ts';

/** What somebody would notice: the date, whether it can still move, or when an alarm is to come that has not yet. */
const differs = (clock: Clock, move: ClockMove): boolean =>
  move.due !== clock.due ||
  move.provisional !== clock.provisional ||
  alarmLevels.some((level) => !clock.raised.includes(level) && move.alarms[level] !== clock.alarms[level]);

/**
 * One ClockRecomputed with every open clock that moves, or nothing: asked again after it was applied, it answers with
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
  return moved.length > 0
    ? [{ actor: { kind: 'system', id: 'calendar' }, body: { type: 'ClockRecomputed', moved } }]
    : [];
};
