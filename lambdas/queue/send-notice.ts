/** SQS `notices`: tells the resident, and those whose tickets were joined to this one. */
import { noticeMessage } from '../../contract/messages.ts';
import { noticeFor } from '../../domain/notice.ts';
import type { TicketEvent } from '../../domain/ticket/event.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import { promisedOf } from '../../domain/ticket/view.ts';
import type { Instant } from '../../domain/time.ts';
import { putNotice } from '../../store/notices.ts';
import * as lists from '../../store/ticket-lists.ts';
import * as tickets from '../../store/tickets.ts';
import { contextFor } from '../context.ts';
import { consume } from '../edge/queue.ts';

const tell = async (ticket: Ticket, event: TicketEvent, lead: Ticket, now: Instant): Promise<void> => {
  if (ticket.residentId === null) return;
  const context = await contextFor(lead, null, now);
  const { zh, en } = noticeFor(
    event,
    { ...lead, reference: ticket.reference },
    context.item,
    promisedOf(lead, context),
    ticket.id !== lead.id,
  );
  const { sequence, at } = event;
  await putNotice({
    residentId: ticket.residentId,
    ticketId: ticket.id,
    sequence,
    at,
    reference: ticket.reference,
    zh,
    en,
    // Of a restricted case nothing is said to whoever is not signed in, and who joined another has nothing to rate.
    ...(event.type === 'Resolved' && ticket.id === lead.id && !ticket.restricted
      ? { rates: event.subject.generation }
      : {}),
  });
};

/** What those who joined must hear of: the result, or that there will be none. */
const endsForFollowers: ReadonlySet<TicketEvent['type']> = new Set(['Resolved', 'Withdrawn', 'Refused', 'Lapsed']);

export const handler = consume(noticeMessage, async ({ body: { ticketId, sequence }, now }) => {
  const [ticket, event] = await Promise.all([tickets.load(ticketId), lists.event(ticketId, sequence)]);
  if (!ticket || !event) throw new Error('a notice names an event that is not in the table');
  await tell(ticket, event, ticket, now);
  if (!endsForFollowers.has(event.type)) return;
  for (const { event: joined } of await lists.events(ticketId)) {
    const follower = joined.type === 'FollowerJoined' ? await tickets.load(joined.joined) : undefined;
    if (follower) await tell(follower, event, ticket, now);
  }
});
