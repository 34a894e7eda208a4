/** What if: a ticket's clocks under another limit or another calendar. Computes and compares; it records nothing. */
import type { Limit } from '../sla/limit.ts';
import type { Instant } from '../time.ts';
import { hasPassed, moveClock, type Reckoning } from './clocks.ts';
import type { Clock, ClockName, Ticket } from './state.ts';

/** `limits`: the promise that each of these items would have, by item id. */
export type WhatIf = { limits: ReadonlyMap<string, Limit>; reckoning: Reckoning; now: Instant };
/** One clock, as it is and as it would be. */
export type Shift = {
  ticketId: string;
  reference: string;
  clock: ClockName;
  generation: number;
  due: { old: Instant; new: Instant };
  breached: { old: boolean; new: boolean };
};

/** Was it late, or is it by now? A clock that ended is judged by its end, one that stands by when it was stopped. */
const isLate = (clock: Clock, now: Instant): boolean =>
  clock.endedAt === undefined ? hasPassed(clock, now) : clock.endedAt > clock.due;

/** Every clock of the ticket, ended or not, that is counted in working time; those that stay the same are among them. */
export const simulate = (ticket: Ticket, { limits, reckoning, now }: WhatIf): Shift[] =>
  ticket.clocks.flatMap((clock): Shift[] => {
    if (clock.limit.unit === 'min') return [];
    const limit = (clock.name === 'PROMISE' ? limits.get(ticket.itemId) : undefined) ?? clock.limit;
    const moved: Clock = { ...clock, limit };
    moved.due = moveClock(moved, {}, reckoning).due;
    return [
      {
        ticketId: ticket.id,
        reference: ticket.reference,
        clock: clock.name,
        generation: clock.generation,
        due: { old: clock.due, new: moved.due },
        breached: { old: isLate(clock, now), new: isLate(moved, now) },
      },
    ];
  });
