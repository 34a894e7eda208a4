/** What if: a ticket's clocks under another limit or another calendar. Computes and compares; it records nothing. */
import { type Item, promiseLimit } from '../catalogue.ts';
import type { Instant } from '../time.ts';
import { hasPassed, moveClock, type Reckoning } from './clocks.ts';
import type { Clock, ClockName, Ticket } from './state.ts';
import { answerLimit } from './submit.ts';

/** `items`: catalogue items as they would be, by id. */
export type WhatIf = { items: ReadonlyMap<string, Item>; reckoning: Reckoning; now: Instant };
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

/** The limit that a clock would have: only the word given to the resident comes from the item. */
const limitOf = (ticket: Ticket, clock: Clock, { items, reckoning }: WhatIf): Clock['limit'] => {
  const item = items.get(ticket.itemId);
  if (item && clock.name === 'PROMISE') return promiseLimit(item, ticket.lane !== 'ordinary');
  return item && clock.name === 'ANSWER' ? answerLimit(item, reckoning.rules.limits) : clock.limit;
};

/** Every clock of the ticket, ended or not, that is counted in working time; those that stay the same are among them. */
export const simulate = (ticket: Ticket, whatIf: WhatIf): Shift[] =>
  ticket.clocks.flatMap((clock): Shift[] => {
    if (clock.limit.unit === 'min') return [];
    const { reckoning, now } = whatIf;
    const moved: Clock = { ...clock, limit: limitOf(ticket, clock, whatIf) };
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
