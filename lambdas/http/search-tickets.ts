/** POST /tickets/search: for staff, by reference or by resident. What the caller may not see is not found. */
import { ticketRoutes } from '../../contract/routes/ticket.ts';
import { type Caller, mayFileForOthers, maySee } from '../../domain/access.ts';
import { asWritten, isReference } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import * as lists from '../../store/ticket-lists.ts';
import * as tickets from '../../store/tickets.ts';
import { operation } from '../edge/http.ts';
import { summaryOf } from '../ticket-view.ts';

/** As many of one resident as a desk has to see at once. */
const most = 50;

const byReference = async (typed: string): Promise<Ticket[]> => {
  const reference = asWritten(typed);
  const id = isReference(reference) ? await tickets.idOfReference(reference) : undefined;
  const ticket = id === undefined ? undefined : await tickets.load(id);
  return ticket ? [ticket] : [];
};

const ofResident = async (id: string): Promise<Ticket[] | Refusal> => {
  const found = await lists.mine([id], { limit: most });
  return isRefusal(found) ? found : found.rows;
};

const maySearch = (caller: Caller, by: 'reference' | 'resident'): boolean =>
  by === 'reference' ? caller.role !== 'resident' : mayFileForOthers(caller);

export const searchTickets = operation(ticketRoutes.searchTickets, async ({ body: { by, value }, caller, now }) => {
  if (!maySearch(caller, by))
    return refuse('not-allowed', { zh: '只有工作人员可以查找申请。', en: 'Only staff can look for requests.' });
  const found = await (by === 'reference' ? byReference(value) : ofResident(value));
  if (isRefusal(found)) return found;
  const seen = found.filter((ticket) => maySee(caller, ticket));
  return { tickets: await Promise.all(seen.map((ticket) => summaryOf(ticket, caller, now))) };
});
