/** GET /tickets, /tickets/{id}, /tickets/{id}/events, /tickets/{id}/clocks. What the caller may not see does not exist for them. */
import { ticketRoutes } from '../../contract/routes/ticket.ts';
import { relationsOf, shows, showsWordsOf } from '../../domain/access.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import type { Relation } from '../../domain/ticket/actions.ts';
import { eventNames } from '../../domain/ticket/event-names.ts';
import * as lists from '../../store/ticket-lists.ts';
import { operation, operationOn } from '../edge/http.ts';
import { clockAccountsOf } from '../clock-accounts.ts';
import { ticketFor, ticketNamed } from '../context.ts';
import { summaryOf, viewOf } from '../ticket-view.ts';

export const listTickets = operation(ticketRoutes.listTickets, async ({ query, caller, now }) => {
  const { mandateId } = query;
  const mandate = caller.mandates.find(({ id }) => id === mandateId);
  if (mandateId !== undefined && !mandate) return refuse('not-found', { mandate: mandateId });
  if (caller.residentId === null) return { tickets: [], cursor: null };
  const own = [caller.residentId, ...caller.earlierFiles];
  const found = await (mandate ? lists.filedUnder(mandate, query) : lists.mine(own, query));
  if (isRefusal(found)) return found;
  return {
    tickets: await Promise.all(found.rows.map((ticket) => summaryOf(ticket, caller, now))),
    cursor: found.cursor,
  };
});

export const getTicket = operationOn(ticketRoutes.getTicket, ticketNamed, async ({ params, caller, now, ahead }) => {
  const ticket = await ticketFor(params.id, caller, ahead);
  if (isRefusal(ticket)) return ticket;
  if (!shows(relationsOf(caller, ticket), 'form')) return viewOf(ticket, caller, now);
  const form = await lists.formOf(ticket);
  return { ...(await viewOf(ticket, caller, now, { form })), ...(form ? {} : { erased: true as const }) };
});

/** One event as it is told; its words only where the caller may read them. */
const told = ({ event, hash, words }: lists.HistoryEntry, relations: ReadonlySet<Relation>) => {
  const {
    type,
    sequence,
    at,
    actor,
    ticketId: _id,
    subject: _subject,
    ended: _ended,
    sealed: _sealed,
    ...data
  } = event;
  return {
    sequence,
    type,
    ...eventNames[type],
    at,
    // The resident sees which office acted, not which person.
    actor: { kind: actor.kind, ...(actor.officeId ? { officeId: actor.officeId } : {}) },
    data: {
      ...(shows(relations, 'form') ? withoutPeople(data) : withoutPapers(withoutPeople(data))),
      // Who turned the screen, for those who may know who works on it.
      ...('openedBy' in data && shows(relations, 'handler') ? { openedBy: data['openedBy'] } : {}),
    },
    ...(words && showsWordsOf(relations, type) ? { words } : {}),
    hash,
  };
};

export const listEvents = operationOn(ticketRoutes.listEvents, ticketNamed, async ({ params, caller, ahead }) => {
  const ticket = await ticketFor(params.id, caller, ahead);
  if (isRefusal(ticket)) return ticket;
  const relations = relationsOf(caller, ticket);
  const history = await lists.events(ticket.id, ticket);
  return {
    // A colleague's note is not meant for the resident.
    events: history
      .filter(({ event }) => event.type !== 'Noted' || shows(relations, 'notes'))
      .map((entry) => told(entry, relations)),
  };
});

export const listClocks = operationOn(ticketRoutes.listClocks, ticketNamed, async ({ params, caller, now, ahead }) => {
  const ticket = await ticketFor(params.id, caller, ahead);
  return isRefusal(ticket) ? ticket : { clocks: await clockAccountsOf(ticket, now) };
});

/** What was attached is part of the form. */
const withoutPapers = ({
  papers: _papers,
  papersVerified: _verified,
  collected: _collected,
  ...rest
}: Record<string, unknown>): Record<string, unknown> => rest;

/** Account ids of people stay inside. */
const withoutPeople = (data: Record<string, unknown>): Record<string, unknown> => {
  const {
    handlerId: _handler,
    filedBy: _filedBy,
    openedBy: _opener,
    residentId: _resident,
    tags: _tags,
    joined: _joined,
    ...rest
  } = data;
  return rest;
};
