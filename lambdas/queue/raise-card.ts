/** SQS `clocks`: what time and a new calendar do to a ticket and to the care for a resident, and what a merge does to its lead. */
import * as z from 'zod';
import { careMessage, clockMessage } from '../../contract/messages.ts';
import { messagesAgain } from '../../domain/dispatch.ts';
import { timePasses } from '../../domain/ticket/automatic.ts';
import { defaultRules } from '../../domain/ticket/rules.ts';
import { later, MINUTE } from '../../domain/time.ts';
import { sendAll } from '../../store/queues.ts';
import * as lists from '../../store/ticket-lists.ts';
import * as tickets from '../../store/tickets.ts';
import { contextFor } from '../context.ts';
import { consume } from '../edge/queue.ts';
import * as log from '../edge/log.ts';
import { changeTicket } from './change-ticket.ts';
import { lookAfter } from './look-after.ts';
import { recomputeTicket } from './recompute-ticket.ts';

export const handler = consume(z.union([careMessage, clockMessage]), async ({ body, now }) => {
  if ('residentId' in body) return lookAfter(body, now);
  const { ticketId, follower, recompute } = body;
  if (follower !== undefined) return join(ticketId, follower, now);
  if (recompute) return recomputeTicket(ticketId, recompute, now);
  const refused = await changeTicket(
    ticketId,
    async (ticket) => timePasses(ticket, await contextFor(ticket, null, now)),
    now,
  );
  if (refused) return refused;
  // What is on its way for too long is sent again: a second delivery has no second effect.
  const ticket = await tickets.load(ticketId);
  if (!ticket || later(ticket.heldSince, defaultRules.deliveryMinutes * MINUTE) > now) return;
  const again = messagesAgain(ticket);
  if (again.length === 0) return;
  log.warn('delivery overdue', { queues: again.map(({ queue }) => queue).join(',') });
  await sendAll(again);
});

/**
 * Told to the lead ticket once, however often the message comes. A lead that was done before the message came has told
 * its result already: it is told once more, and reaches whoever has not heard it.
 */
const join = async (leadId: string, follower: string, now: string) => {
  const first = await tickets.load(leadId);
  // The lead was itself joined to another one in the meantime: whoever followed it follows that one.
  if (first?.mergedInto !== undefined)
    return sendAll([{ queue: 'clocks', body: { ticketId: first.mergedInto, follower } }]);
  const refused = await changeTicket(
    leadId,
    // Looked at anew after every lost race: two of these messages at once record one follower.
    async () =>
      (await lists.events(leadId)).some(({ event }) => event.type === 'FollowerJoined' && event.joined === follower)
        ? []
        : [{ actor: { kind: 'system', id: 'merge' }, body: { type: 'FollowerJoined', joined: follower } }],
    now,
  );
  const lead = await tickets.load(leadId);
  if (refused || lead?.outcome === undefined) return refused;
  const result = (await lists.events(leadId)).findLast(({ event }) => event.type === 'Resolved');
  if (result) await sendAll([{ queue: 'notices', body: { ticketId: leadId, sequence: result.event.sequence } }]);
};
