/** What time, and what became of requests, do to the care for a resident. */
import type * as z from 'zod';
import type { careMessage } from '../../contract/messages.ts';
import type { Care } from '../../domain/care/care.ts';
import { careTimePasses, fileNeed, serve } from '../../domain/care/commands.ts';
import type { CareBody } from '../../domain/care/event.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { changeCare } from '../../store/care.ts';
import * as lists from '../../store/ticket-lists.ts';
import { reckoning } from '../context.ts';

const change = async (residentId: string, now: Instant, by: string, decide: (care: Care) => readonly CareBody[]) => {
  const changed = await changeCare(residentId, null, decide, { now, actor: { kind: 'system', id: by } });
  if (!isRefusal(changed)) return changed.events.length;
  if (changed.refused === 'busy')
    throw new Error('too many rivals for the care of one resident: the queue tries again');
  // Most residents are on no register: there is nothing to look after.
  return 0;
};

/** When it was resolved, if it was: a request can be done before its need hears that it was filed. */
const resolvedAt = async (ticketId: string): Promise<Instant | undefined> =>
  (await lists.events(ticketId)).findLast(({ event }) => event.type === 'Resolved')?.event.at;

/** Everything in it may come twice, late and in any order. */
export const lookAfter = async (
  { residentId, served, filed }: z.output<typeof careMessage>,
  now: Instant,
): Promise<void> => {
  if (filed) {
    const { ticketId, needId } = filed;
    await change(residentId, now, 'filing', (care) => fileNeed(care, needId, ticketId));
    const servedAt = await resolvedAt(ticketId);
    if (servedAt !== undefined) await change(residentId, now, 'service', (care) => serve(care, { ticketId, servedAt }));
    return;
  }
  if (served) {
    const { ticketId, at: servedAt } = served;
    await change(residentId, now, 'service', (care) => serve(care, { ticketId, servedAt }));
    return;
  }
  const base = await reckoning(dateOf(now));
  const context = { ...base, now, actor: { kind: 'system' as const, id: 'clock' }, overLevel: null };
  // One thing after the other, each decided on what the one before left.
  while ((await change(residentId, now, 'clock', (care) => careTimePasses(care, context))) > 0);
};
