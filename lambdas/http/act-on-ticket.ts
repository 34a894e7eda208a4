/** POST /tickets/{id}/<action>: every action of the table, one row each. */
import type * as z from 'zod';
import type { Route } from '../../contract/route.ts';
import { ticketRoutes } from '../../contract/routes/ticket.ts';
import { type Caller, maySee } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { type ActionBody, type ActionName, actionNames } from '../../domain/ticket/actions.ts';
import type { TicketEvent } from '../../domain/ticket/event.ts';
import { objection, perform } from '../../domain/ticket/perform.ts';
import type { Instant } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import * as tickets from '../../store/tickets.ts';
import { contextFor, ticketNamed } from '../context.ts';
import { type Operation, operationOn } from '../edge/http.ts';
import { inAction } from '../named-papers.ts';
import { rememberSource } from '../rating-source.ts';
import { viewOf } from '../ticket-view.ts';

/** What others do with somebody's file, its owner reads. */
const noteReuse = async (events: readonly TicketEvent[], caller: Caller, now: Instant): Promise<void> => {
  for (const event of events) {
    const { ticketId, subject, actor } = event;
    const papers = ('papers' in event ? event.papers : undefined) ?? [];
    const paperIds = papers.flatMap(({ id, reused }) => (reused ? [id] : []));
    if (paperIds.length === 0 || subject.residentId === null || actor.kind === 'resident') continue;
    const used = { kind: 'paper-reused', residentId: subject.residentId, ticketId, paperIds } as const;
    await audit.record(used, { actor: auditActor(caller), now });
  }
};

type ActionRoute = Route & { access: 'signed-in'; params: z.ZodObject<{ id: z.ZodString }>; body: z.ZodObject };

const act = (name: ActionName, route: ActionRoute): Operation =>
  operationOn(route, ticketNamed, async ({ params: { id }, body, caller, now, source, ifVersion, ahead }) => {
    const changed = await tickets.change(
      id,
      async (ticket) => {
        if (!maySee(caller, ticket)) return refuse('not-found', { ticket: id });
        // What may be done now comes before which version was seen: both are decided on the same, current ticket.
        if (ifVersion !== undefined && ifVersion !== ticket.version)
          return refuse('stale-version', { seen: String(ifVersion), current: String(ticket.version) });
        const context = await contextFor(ticket, caller, now, body);
        // The row's schema has checked the body of exactly this action.
        const papers = await inAction(ticket, body, context);
        // That it may not be done at all is told before what is wrong with the papers.
        if (isRefusal(papers)) return objection(ticket, name, context) ?? papers;
        return perform(ticket, name, body as ActionBody<typeof name>, { ...context, papers });
      },
      { now, known: ahead },
    );
    if (isRefusal(changed)) return changed;
    const rated = name === 'rate' ? changed.events.at(-1) : undefined;
    if (rated) await rememberSource(rated, source, now);
    await noteReuse(changed.events, caller, now);
    return viewOf(changed.ticket, caller, now);
  });

const rowOf = (name: ActionName) => {
  const row = Object.values(ticketRoutes).find(({ path }) => path === `/tickets/{id}/${name}`);
  if (!row) throw new Error(`no row for the action ${name}`);
  return row as ActionRoute;
};

export const ticketActions: Operation[] = actionNames.map((name) => act(name, rowOf(name)));
