/** A ticket's open clocks under a newly published calendar. A second message, and a settled ticket, change nothing. */
import type { Refusal } from '../../domain/refusal.ts';
import { recompute } from '../../domain/ticket/recompute.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { reckoningSince } from '../context.ts';
import { changeTicket } from './change-ticket.ts';

export const recomputeTicket = async (
  ticketId: string,
  { year, version }: { year: number; version: number },
  now: Instant,
): Promise<Refusal | void> => {
  const reckoning = await reckoningSince(year, version, dateOf(now));
  return changeTicket(ticketId, (ticket) => recompute(ticket, reckoning), now);
};
