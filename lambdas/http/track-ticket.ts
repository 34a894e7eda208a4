/** POST /track: how far a request is, for whoever has its receipt. */
import { trackingRoutes } from '../../contract/routes/tracking.ts';
import { nobodysId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { keyDatesOf, publicHolderOf, publicStateOf } from '../../domain/ticket/progress.ts';
import { promisedOf } from '../../domain/ticket/view.ts';
import * as content from '../../store/content.ts';
import { budgetOf, spend, spender } from '../../store/limits.ts';
import { tracks } from '../../store/receipts.ts';
import * as lists from '../../store/ticket-lists.ts';
import * as tickets from '../../store/tickets.ts';
import { contextFor } from '../context.ts';
import { operation } from '../edge/http.ts';

/** The same for a reference that nobody was given, a wrong secret, and a request of which nobody may know. */
const notFound = refuse('not-found', {
  zh: '没有找到：编号和查询码对不上。请对照回执；保密的申请只能登录后查看。',
  en: 'Nothing has this reference with this code. Compare both with the receipt; confidential requests show after signing in only.',
});

export const trackTicket = operation(trackingRoutes.trackTicket, async ({ body: { reference, secret }, now }) => {
  // Whether or not there is such a reference, and from wherever the guesses come.
  const over = await spend(spender.target(reference), budgetOf('tracking'), now);
  if (over) return over;
  // A reference that is none is asked for in the same steps: how long a "no" takes tells nothing.
  const id = (await tickets.idOfReference(reference)) ?? nobodysId;
  const [ticket, fits] = await Promise.all([tickets.load(id), tracks(secret, id)]);
  if (!ticket || !fits || ticket.restricted) return notFound;

  const [context, history, office] = await Promise.all([
    contextFor(ticket, null, now),
    lists.events(id),
    'id' in ticket.holder ? content.office(ticket.holder.id) : undefined,
  ]);
  const name = (officeId: string) => ({ zh: office?.zh ?? officeId, en: office?.en ?? officeId });
  return {
    reference,
    ...publicStateOf(ticket),
    holder: publicHolderOf(ticket, name),
    filedAt: ticket.filedAt,
    ...promisedOf(ticket, context),
    dates: keyDatesOf(history.map(({ event }) => event)),
  };
});
