/** SQS `routing`: finds the office by the rule and records it; the stream then sends the work there. */
import { routingMessage } from '../../contract/messages.ts';
import { route } from '../../domain/ticket/automatic.ts';
import { dateOf } from '../../domain/time.ts';
import { actingOffice, contextFor } from '../context.ts';
import { consume } from '../edge/queue.ts';
import { changeTicket } from './change-ticket.ts';

export const handler = consume(routingMessage, ({ body: { ticketId }, now }) =>
  changeTicket(
    ticketId,
    async (ticket) => {
      const context = await contextFor(ticket, null, now);
      const office = await actingOffice(context.item, ticket.communityCode, dateOf(now));
      return route(ticket, office?.id ?? null, `${ticket.itemId}@${ticket.communityCode}`, context);
    },
    now,
  ),
);
