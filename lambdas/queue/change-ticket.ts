/** A change of a ticket from a queue: lost races are left to the queue, other refusals are answers. */
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Instant } from '../../domain/time.ts';
import * as tickets from '../../store/tickets.ts';

export const changeTicket = async (id: string, decide: tickets.Decide, now: Instant): Promise<Refusal | void> => {
  const changed = await tickets.change(id, decide, { now });
  if (!isRefusal(changed)) return;
  if (changed.refused === 'busy') throw new Error('too many rivals for one ticket: the queue tries again');
  return changed;
};
