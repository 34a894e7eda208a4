/** GET /known/{itemId}: what need not be asked again. Who is not the resident sees it masked, and they see that it was seen. */
import { fileRoutes } from '../../contract/routes/file.ts';
import { auditActor } from '../../domain/audit.ts';
import type { Item } from '../../domain/catalogue.ts';
import type { Answers } from '../../domain/form.ts';
import { knownAnswers } from '../../domain/known.ts';
import { maskForm, maskName } from '../../domain/masking.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { allowedActions } from '../../domain/ticket/perform.ts';
import { dateOf } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import * as content from '../../store/content.ts';
import * as people from '../../store/people.ts';
import * as reference from '../../store/reference.ts';
import { contextFor, ticketFor } from '../context.ts';
import { operation } from '../edge/http.ts';
import { offered } from '../kept-papers.ts';
import { reusingFor, speakerOf } from '../named-papers.ts';
import { whose } from '../whose.ts';

/** A form shows staff the name; before there is a request nobody needs it: they have it from the person, or the mandate. */
const maskedName = ({ form }: Item, answers: Answers): Answers =>
  Object.fromEntries(
    form.fields.flatMap((field) => {
      const name = field.prefill === 'resident.name' ? answers[field.id] : undefined;
      return typeof name === 'string' ? [[field.id, maskName(name)]] : [];
    }),
  );

export const getKnown = operation(fileRoutes.getKnown, async ({ params: { itemId }, query, caller, now }) => {
  const item = await content.item(itemId, dateOf(now));
  if (!item) return refuse('not-found', { item: itemId });
  const owner = await whose({ itemId, ...query }, caller, now);
  if (isRefusal(owner)) return owner;
  const { residentId, speaker } = owner;
  const [file, types] = await Promise.all([people.resident(residentId), reference.materialTypes()]);
  if (!file) return refuse('not-found', { resident: residentId });
  if (speaker !== 'self')
    await audit.record({ kind: 'file-read', residentId, itemId }, { actor: auditActor(caller), now });

  const today = dateOf(now);
  const answers = knownAnswers(item, await people.openFields(file), { today });
  const channel = speaker === 'staff' ? (query.channel ?? 'counter') : 'web';
  return {
    answers: speaker === 'self' ? answers : { ...maskForm(item.form.fields, answers), ...maskedName(item, answers) },
    papers: await offered(residentId, item, { today, speaker, channel, callerId: caller.id, types }),
  };
});

/** GET /tickets/{id}/kept-papers: the same papers for what a request waits for, told to whoever can hand it in now. */
export const listKept = operation(fileRoutes.listKept, async ({ params: { id }, query, caller, now }) => {
  const ticket = await ticketFor(id, caller);
  if (isRefusal(ticket)) return ticket;
  const context = await contextFor(ticket, caller, now);
  const may = allowedActions(ticket, context);
  if (!may.includes('supplement') && !may.includes('answer'))
    return refuse('not-allowed', {
      zh: '此申请现在不等材料或答复。',
      en: 'The request waits for no papers or answer.',
    });
  const { residentId } = ticket;
  if (residentId === null) return { papers: [] };
  if (speakerOf(context) !== 'self')
    await audit.record({ kind: 'file-read', residentId, itemId: ticket.itemId }, { actor: auditActor(caller), now });
  return { papers: await offered(residentId, context.item, await reusingFor(ticket, context, query.channel)) };
});
