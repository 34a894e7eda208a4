/** One request and what belongs to it. */
import type { ActionBody, ActionName } from '../../../domain/ticket/actions.ts';
import { read, type Reply, send } from './api.ts';

export type Ticket = Reply<'GET', '/tickets/{id}'>;
export type TicketSummary = Reply<'GET', '/tickets'>['tickets'][number];
export type Happened = Reply<'GET', '/tickets/{id}/events'>['events'][number];
export type ClockAccount = Reply<'GET', '/tickets/{id}/clocks'>['clocks'][number];

/** Milliseconds between two looks at an open page; a look costs nothing while nothing changed. */
const often = 15_000;

export const ticketQuery = (id: string) => ({
  queryKey: ['ticket', id],
  queryFn: () => read('/tickets/{id}', { params: { id } }),
  refetchInterval: often,
});
export const eventsQuery = (id: string, version: number | undefined) => ({
  queryKey: ['ticket', id, 'events', version],
  queryFn: () => read('/tickets/{id}/events', { params: { id } }),
  enabled: version !== undefined,
});
export const clocksQuery = (id: string, version: number | undefined) => ({
  queryKey: ['ticket', id, 'clocks', version],
  queryFn: () => read('/tickets/{id}/clocks', { params: { id } }),
  enabled: version !== undefined,
});

/** What residents do with their requests. */
export type OwnAction = Extract<
  ActionName,
  'supplement' | 'answer' | 'withdraw' | 'urge' | 'comment' | 'rate' | 'request-reopen'
>;
/** Does one of the actions that the request lists. @throws Failure */
export const act = <Name extends OwnAction>(id: string, action: Name, body: ActionBody<Name>): Promise<Ticket> =>
  // All actions answer alike; the compiler cannot follow a row that is chosen at run time.
  send(`/tickets/{id}/${action}` as '/tickets/{id}/comment', { params: { id }, body: body as ActionBody<'comment'> });
