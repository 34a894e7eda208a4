/** What the workbench asks of the API. Everything polled here answers 304 while nothing has changed. */
import type { ActionBody, ActionName } from '../../../domain/ticket/actions.ts';
import { read, type Reply, send } from '../api/api.ts';
import type { Ticket } from '../api/ticket.ts';

export type BoardRow = Reply<'GET', '/boards/{officeId}'>['tickets'][number];
export type Colleague = Reply<'GET', '/boards/{officeId}/colleagues'>['colleagues'][number];
export type Resident = Reply<'POST', '/residents/search'>['residents'][number];

/** Milliseconds between two looks while the page is visible. */
const often = 12_000;
/** Rows of a page of the API, and pages that are read at most. */
const pageSize = 100;
const mostPages = 10;

/** The whole board, so that its counts are right; `isCut` when an office has more than can be read at once. */
const readBoard = async (officeId: string) => {
  const tickets: BoardRow[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const query: { limit: number; cursor?: string } = { limit: pageSize, ...(cursor === null ? {} : { cursor }) };
    const reply: Reply<'GET', '/boards/{officeId}'> = await read('/boards/{officeId}', { params: { officeId }, query });
    tickets.push(...reply.tickets);
    cursor = reply.cursor;
    if (cursor === null) return { office: reply.office, tickets, isCut: false };
  }
  const { office } = await read('/boards/{officeId}', { params: { officeId }, query: { limit: pageSize } });
  return { office, tickets, isCut: true };
};
export type Board = Awaited<ReturnType<typeof readBoard>>;

export const boardQuery = (officeId: string) => ({
  queryKey: ['board', officeId],
  queryFn: () => readBoard(officeId),
  refetchInterval: often,
  staleTime: 2_000,
});

export const colleaguesQuery = (officeId: string) => ({
  queryKey: ['colleagues', officeId],
  queryFn: () => read('/boards/{officeId}/colleagues', { params: { officeId } }),
  staleTime: 10 * 60_000,
});

/** As the residents' own, but what stays when an action answers without the form. */
export const deskTicketQuery = (id: string) => ({
  queryKey: ['ticket', id],
  queryFn: () => read('/tickets/{id}', { params: { id } }),
  refetchInterval: often,
  staleTime: 2_000,
});

/** Notes and alarms change the history and not the version, so it is looked at by itself. */
export const historyQuery = (id: string) => ({
  queryKey: ['ticket', id, 'history'],
  queryFn: () => read('/tickets/{id}/events', { params: { id } }),
  refetchInterval: often,
  staleTime: 2_000,
});

/** The clock of this computer may be wrong: minutes and lateness are told by the service's. */
export const clockQuery = {
  queryKey: ['service-clock'],
  queryFn: async () => ({ ahead: Date.parse((await read('/health')).now) - Date.now() }),
  staleTime: 5 * 60_000,
  refetchInterval: 5 * 60_000,
};

/** Does one of the actions that the ticket lists, on the version that was seen. @throws Failure */
export const actAtDesk = (id: string, action: ActionName, body: unknown, version: number): Promise<Ticket> =>
  // All actions answer alike; the compiler cannot follow a row that is chosen at run time.
  send(`/tickets/{id}/${action}` as '/tickets/{id}/note', {
    params: { id },
    body: body as ActionBody<'note'>,
    ifMatch: version,
  });

/** Requests by reference or of a resident, as far as this desk may see them. Numbers travel in the body only. */
export const searchTickets = (by: 'reference' | 'resident', value: string) =>
  send('/tickets/search', { body: { by, value } });
export const searchResidents = (by: 'id-card' | 'phone', value: string) =>
  send('/residents/search', { body: { by, value } });
