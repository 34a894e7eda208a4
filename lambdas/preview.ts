/**
 * What open tickets would have seen under other limits: a part of them at a time, oldest filing first, so that a page
 * can show how far it has come and go on. Nothing is written, and no ticket is named.
 */
import type * as z from 'zod';
import type { previewed } from '../contract/routes/proposal.ts';
import { cellOf } from '../domain/performance.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { type Shift, simulate, tally, type WhatIf } from '../domain/ticket/simulate.ts';
import * as content from '../store/content.ts';
import { districtOf } from '../store/keys.ts';
import { readOpen } from '../store/numbers.ts';
import { openTickets } from '../store/recomputations.ts';

/** Tickets of one part: one read of the index for each shard and three batches. */
const part = 300;

const moves = ({ due, breached }: Shift): boolean => due.old !== due.new || breached.old !== breached.new;

/**
 * `whatIfIn`: what would hold in a district. `only`: tickets of one item or one district; the counters say how many of
 * them there are.
 */
export const preview = async (
  whatIfIn: (district: string) => Promise<WhatIf>,
  cursor: string | undefined,
  { itemId, district }: { itemId?: string; district?: string } = {},
): Promise<{ previewed: z.input<typeof previewed>; cursor: string | null }> => {
  const [city] = await content.regionsBelow(null);
  const [found, open] = await Promise.all([openTickets(cursor ?? null, part), readOpen(district ?? city?.code ?? '')]);
  const concerned = found.tickets.filter(
    (ticket) =>
      (itemId === undefined || ticket.itemId === itemId) &&
      (district === undefined || districtOf(ticket.communityCode) === district),
  );
  const shifts = await Promise.all(
    concerned.map(async (ticket): Promise<[Ticket, Shift[]]> => [
      ticket,
      simulate(ticket, await whatIfIn(districtOf(ticket.communityCode))),
    ]),
  );
  const moved = shifts.filter(([, each]) => each.some(moves));
  const counted = tally(shifts.map(([, each]) => each));
  return {
    previewed: {
      ...counted,
      seen: found.tickets.length,
      open: Math.max(0, open[itemId === undefined ? '' : cellOf('item', itemId)] ?? 0),
      tickets: moved.length,
      communities: [...new Set(moved.map(([{ communityCode }]) => communityCode))],
    },
    cursor: found.cursor,
  };
};
