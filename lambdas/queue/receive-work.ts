/** SQS `stations` and `department-…`: puts the ticket, or one step of it, on the office's board. */
import { workMessage } from '../../contract/messages.ts';
import { receive, receiveStep } from '../../domain/ticket/automatic.ts';
import { consume } from '../edge/queue.ts';
import { changeTicket } from './change-ticket.ts';

export const handler = consume(workMessage, ({ body: { ticketId, officeId, routing, step }, messageId, now }) =>
  changeTicket(
    ticketId,
    (ticket) =>
      step === undefined ? receive(ticket, { officeId, routing, messageId }) : receiveStep(ticket, step, officeId),
    now,
  ),
);
