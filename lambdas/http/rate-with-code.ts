/** POST /ratings: the applicant rates without signing in. Which way it came by is told by the code, not by the caller. */
import { ratingRoutes } from '../../contract/routes/rating.ts';
import { nobodysId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { perform } from '../../domain/ticket/perform.ts';
import type { Context } from '../../domain/ticket/context.ts';
import type { Actor } from '../../domain/ticket/event.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import type { Instant } from '../../domain/time.ts';
import { budgetOf, spend, spender } from '../../store/limits.ts';
import { ratesBy } from '../../store/receipts.ts';
import * as tickets from '../../store/tickets.ts';
import { contextFor } from '../context.ts';
import { operation } from '../edge/http.ts';
import { rememberSource } from '../rating-source.ts';

/** Asked about where there is no ticket. */
const nobodys = { id: nobodysId, generation: 1 };

const notFound = refuse('not-found', {
  zh: '没有找到：编号和评价码对不上，或评价码已经换了。请用最新消息里的链接，或登录后评价。',
  en: 'Nothing has this reference with this code, or there is a newer code. Use the link of the newest message, or sign in to rate.',
});
const once = refuse('wrong-state', { zh: '已经评价过。', en: 'It has been rated already.' });
const screenOver = refuse('outside-window', {
  zh: '这块屏幕打开太久了，请工作人员重新打开。',
  en: 'This screen was open too long; ask the clerk to open it again.',
});

/** Whoever holds the code is the applicant as far as anybody can know. */
const bearer: Actor = { kind: 'resident', id: 'rating-code' };

/** How this secret lets rate this ticket now, or why it does not. */
const wayIn = async (
  secret: string,
  ticket: Ticket | undefined,
  now: Instant,
): Promise<NonNullable<Context['ratedVia']> | Refusal> => {
  const mode = await ratesBy(secret, ticket ?? nobodys);
  if (!ticket || ticket.restricted || mode === null) return notFound;
  if (ticket.rating?.generation === ticket.generation) return once;
  if (mode === 'link') return { mode };
  const { ratingScreen } = ticket;
  return ratingScreen && now <= ratingScreen.endsAt ? { mode, openedBy: ratingScreen.openedBy } : screenOver;
};

export const rateWithCode = operation(ratingRoutes.rateWithCode, async ({ body, source, now }) => {
  const { reference, secret, ...rating } = body;
  const over = await spend(spender.target(reference), budgetOf('rating'), now);
  if (over) return over;
  const id = (await tickets.idOfReference(reference)) ?? nobodysId;
  // Asked before anything is decided, so that a "no" takes as long for a reference that nobody was given.
  const first = await wayIn(secret, await tickets.load(id), now);
  if (isRefusal(first)) return first;
  const changed = await tickets.change(
    id,
    async (ticket) => {
      const ratedVia = await wayIn(secret, ticket, now);
      if (isRefusal(ratedVia)) return ratedVia;
      const context = await contextFor(ticket, null, now);
      return perform(ticket, 'rate', rating, { ...context, relations: new Set(['bearer']), actor: bearer, ratedVia });
    },
    { now },
  );
  if (isRefusal(changed)) return changed;
  const event = changed.events.at(-1);
  // What is pressed on the desk's own screen says nothing about a device.
  if (event && first.mode === 'link') await rememberSource(event, source, now);
  return {
    reference,
    level: rating.level,
    next:
      rating.level <= 2
        ? {
            zh: '谢谢。您的评价将由没有经办的人核实，整改或解释之后回访您。',
            en: 'Thank you. Somebody who had no part in it looks into this; it is put right or explained, and you are called back.',
          }
        : { zh: '谢谢您的评价。', en: 'Thank you for your rating.' },
  };
});
