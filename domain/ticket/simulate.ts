/** What if: a ticket's clocks under another limit or another calendar. Computes and compares; it records nothing. */
import { acceptLimit, type Item, promiseLimit, statutoryLimit } from '../catalogue.ts';
import type { Instant } from '../time.ts';
import { hasPassed, moveClock, type Reckoning } from './clocks.ts';
import type { Rules } from './rules.ts';
import type { Clock, ClockName, Ticket } from './state.ts';
import { answerLimit } from './submit.ts';

/** `items`: catalogue items as they would be, by id; `rules`: the rules of clocks as they would be, where they change. */
export type WhatIf = { items: ReadonlyMap<string, Item>; rules?: Rules; reckoning: Reckoning; now: Instant };
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

/** Clocks whose limit is in the rules. */
const ruled = {
  SIGN: 'sign',
  RETURN: 'return',
  VERIFY: 'verify',
  RECTIFY: 'rectify',
  CALLBACK: 'callBack',
  APPEAL: 'appeal',
  REVIEW: 'review',
} as const satisfies Partial<Record<ClockName, keyof Rules['limits']>>;

/** What its own item says of a clock. */
const itemLimit = (item: Item, clock: Clock, ticket: Ticket, { rules }: Reckoning): Clock['limit'] | undefined => {
  if (clock.name === 'ACCEPT') return acceptLimit(item);
  if (clock.name === 'PROMISE') return promiseLimit(item, ticket.lane !== 'ordinary');
  if (clock.name === 'STATUTORY') return statutoryLimit(item);
  return clock.name === 'ANSWER' ? answerLimit(item, rules.limits) : undefined;
};

/** The limit that a clock would have, where another item or other rules are given; else it keeps its own. */
const limitOf = (ticket: Ticket, clock: Clock, { items, rules, reckoning }: WhatIf): Clock['limit'] => {
  const item = items.get(ticket.itemId);
  const own = item && itemLimit(item, clock, ticket, reckoning);
  const name = rules && clock.name in ruled ? ruled[clock.name as keyof typeof ruled] : undefined;
  return own ?? (rules && name ? rules.limits[name] : clock.limit);
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

/** What a set of tickets would see: clocks that end earlier or later, and those that are late, as it is and as it would be. */
export type Tally = {
  tickets: number;
  clocks: number;
  earlier: number;
  later: number;
  breaches: { old: number; new: number };
};

/** Counts the shifts of each of these tickets; a ticket counts where at least one of its clocks is among them. */
export const tally = (shiftsOfTickets: readonly (readonly Shift[])[]): Tally => {
  const shifts = shiftsOfTickets.flat();
  return {
    tickets: shiftsOfTickets.filter(({ length }) => length > 0).length,
    clocks: shifts.length,
    earlier: shifts.filter(({ due }) => due.new < due.old).length,
    later: shifts.filter(({ due }) => due.new > due.old).length,
    breaches: {
      old: shifts.filter(({ breached }) => breached.old).length,
      new: shifts.filter(({ breached }) => breached.new).length,
    },
  };
};
