/** A ticket as one caller may see it. */
import type * as z from 'zod';
import type { ticketReply, ticketSummary } from '../contract/replies.ts';
import { type Caller, shows } from '../domain/access.ts';
import type { Answers } from '../domain/form.ts';
import { maskForm } from '../domain/masking.ts';
import type { Context } from '../domain/ticket/context.ts';
import { allowedActions } from '../domain/ticket/perform.ts';
import { needsRouting, states, type Ticket } from '../domain/ticket/state.ts';
import { elapsedOf, nextOf, promisedOf } from '../domain/ticket/view.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import * as content from '../store/content.ts';
import { counterCodeOf, trackingSecretOf } from '../store/receipts.ts';
import * as reference from '../store/reference.ts';
import { actingOffice, contextFor } from './context.ts';

type Named = { id: string; zh: string; en: string };

const unnamed = (id: string): Named => ({ id, zh: id, en: id });
const nameOf = async (id: string): Promise<Named> => {
  const office = await content.office(id);
  return office ? { id, zh: office.zh, en: office.en } : unnamed(id);
};

const summary = (ticket: Ticket, context: Context): z.input<typeof ticketSummary> => ({
  id: ticket.id,
  reference: ticket.reference,
  state: ticket.state,
  stateName: states[ticket.state],
  version: ticket.version,
  itemId: ticket.itemId,
  item: { zh: context.item.zh, en: context.item.en },
  mode: ticket.mode,
  channel: ticket.channel,
  lane: ticket.lane,
  communityCode: ticket.communityCode,
  holder: { kind: ticket.holder.kind, id: 'id' in ticket.holder ? ticket.holder.id : null },
  officeId: ticket.officeId,
  // Residents deal with offices, not with the accounts of people.
  handlerId: shows(context.relations, 'handler') ? ticket.handlerId : null,
  filedAt: ticket.filedAt,
  ...promisedOf(ticket, context),
});

/** One line of a list. */
export const summaryOf = async (ticket: Ticket, caller: Caller, now: Instant) =>
  summary(ticket, await contextFor(ticket, caller, now));

const clocksOf = ({ clocks }: Ticket) =>
  clocks.map(({ name, step, generation, start, limit, due, provisional, status, endedAt }) => ({
    name,
    ...(step ? { step } : {}),
    generation,
    start,
    limit,
    due,
    provisional,
    status,
    ...(endedAt ? { endedAt } : {}),
  }));

/** Staff see personal values masked; what they need in full they ask for, with a reason. */
const shown = async (form: Answers, { relations, item }: Context): Promise<Answers> => {
  if (shows(relations, 'personal')) return form;
  const { fieldSets } = await reference.glossary();
  return maskForm([...item.form.fields, ...fieldSets.agent], form);
};

/** The code of the screen that this very person has turned round, while it is good. */
const screenOf = async (ticket: Ticket, caller: Caller, now: Instant) => {
  const { ratingScreen: screen, state } = ticket;
  if (!screen || state !== 'resolved' || screen.openedBy !== caller.id || now > screen.endsAt) return {};
  return { ratingScreen: { code: await counterCodeOf(ticket, screen.sequence), endsAt: screen.endsAt } };
};

/**
 * The whole ticket with what this caller may do now. `form`: what was filed, for those who may see it. `isReceipt`: it is
 * handed to the person who filed.
 */
export const viewOf = async (
  ticket: Ticket,
  caller: Caller,
  now: Instant,
  { form, isReceipt = false }: { form?: Answers | undefined; isReceipt?: boolean } = {},
): Promise<z.input<typeof ticketReply>> => {
  const context = await contextFor(ticket, caller, now);
  const { relations } = context;
  const isTheirs = relations.has('applicant') || relations.has('agent');
  const secret = isTheirs || isReceipt ? await trackingSecretOf(ticket) : null;
  const station = await nameOf(ticket.stationId);
  // Until routing has found it, the office that will act is the one the rule names today.
  const office =
    ticket.officeId === null && needsRouting(ticket)
      ? ((await actingOffice(context.item, ticket.communityCode, dateOf(now))) ?? station)
      : await nameOf(ticket.officeId ?? ticket.stationId);
  const decides = ticket.mode === 'proxy' && ticket.officeId === null ? station : office;
  return {
    ...summary(ticket, context),
    generation: ticket.generation,
    receivedOn: ticket.receivedOn,
    office: { id: office.id, zh: office.zh, en: office.en },
    station,
    clocks: clocksOf(ticket),
    actions: allowedActions(ticket, context),
    elapsed: elapsedOf(ticket, now, context),
    ...(ticket.window ? { window: { endsAt: ticket.window.endsAt, provisional: ticket.window.provisional } } : {}),
    next: nextOf(ticket, { station, office: decides }),
    cards: ticket.cards,
    ...(ticket.outcome ? { outcome: ticket.outcome } : {}),
    ...(ticket.needId !== undefined && !isTheirs && shows(relations, 'form') ? { needId: ticket.needId } : {}),
    ...(ticket.rating
      ? {
          rating: {
            level: ticket.rating.level,
            at: ticket.rating.at,
            ...(ticket.rating.second === undefined ? {} : { second: ticket.rating.second }),
          },
        }
      : {}),
    ...(form ? { form: await shown(form, context) } : {}),
    ...(secret === null ? {} : { trackingSecret: secret }),
    ...(await screenOf(ticket, caller, now)),
  };
};
