/** Tickets, for every signed-in caller; what each may do is decided in domain/access. */
import { serve } from './edge/http.ts';
import { ticketActions } from './http/act-on-ticket.ts';
import { getTicket, listClocks, listEvents, listTickets } from './http/read-ticket.ts';
import { rateWithCode } from './http/rate-with-code.ts';
import { revealFields } from './http/reveal-fields.ts';
import { searchTickets } from './http/search-tickets.ts';
import { submitTicket } from './http/submit-ticket.ts';

export const handler = serve([
  submitTicket,
  listTickets,
  searchTickets,
  getTicket,
  listEvents,
  listClocks,
  revealFields,
  rateWithCode,
  ...ticketActions,
]);
