/** POST /tickets/{id}/personal-data: masked values in full, for a purpose; written down before they are shown. */
import { routes } from '../../contract/routes.ts';
import { mayReveal, relationsOf } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import * as audit from '../../store/audit.ts';
import { formOf } from '../../store/ticket-lists.ts';
import { ticketFor } from '../context.ts';
import { operation } from '../edge/http.ts';

export const revealFields = operation(routes.revealFields, async ({ params, body, caller, now }) => {
  const ticket = await ticketFor(params.id, caller);
  if (isRefusal(ticket)) return ticket;
  if (!mayReveal(relationsOf(caller, ticket)))
    return refuse('not-allowed', {
      zh: '只有办理此件的人员可以查看完整信息。',
      en: 'Only staff who work on this ticket can see values in full.',
    });
  const form = await formOf(ticket);
  if (!form)
    return refuse('wrong-state', {
      zh: '内容已按规定删除。',
      en: 'What was filed has been erased.',
    });
  const unknown = body.fields.find((id) => !(id in form));
  if (unknown !== undefined)
    return refuse('invalid', {}, [
      {
        path: 'fields',
        code: 'unknown',
        zh: `表单里没有填写此项；已填写：${Object.keys(form).join('、')}`,
        en: `not answered in this form; answered: ${Object.keys(form).join(', ')}`,
        seen: unknown,
      },
    ]);
  const { residentId, id: ticketId } = ticket;
  const { fields, purpose, reason } = body;
  await audit.record(
    { kind: 'reveal', residentId: residentId ?? ticketId, ticketId, fields, purpose },
    { actor: auditActor(caller), now, reason: { text: reason, of: { residentId, ticketId } } },
  );
  return { values: Object.fromEntries(fields.map((id) => [id, form[id]])) };
});
