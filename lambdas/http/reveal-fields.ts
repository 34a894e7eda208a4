/** POST /tickets/{id}/personal-data: masked values in full, for a purpose; written down before they are shown. */
import { privacyRoutes } from '../../contract/routes/privacy.ts';
import { mayCall, mayReveal, phoneFields, relationsOf } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import * as audit from '../../store/audit.ts';
import * as reference from '../../store/reference.ts';
import { formOf } from '../../store/ticket-lists.ts';
import { itemOf, ticketFor } from '../context.ts';
import { operation } from '../edge/http.ts';

export const revealFields = operation(privacyRoutes.revealFields, async ({ params, body, caller, now }) => {
  const ticket = await ticketFor(params.id, caller);
  if (isRefusal(ticket)) return ticket;
  const relations = relationsOf(caller, ticket);
  if (!mayReveal(relations) && !mayCall(relations, ticket))
    return refuse('not-allowed', {
      zh: '只有办理此件的人员可以查看完整信息。',
      en: 'Only staff who work on this ticket can see values in full.',
    });
  const [item, { fieldSets }] = await Promise.all([itemOf(ticket), reference.glossary()]);
  const numbers = phoneFields([...item.form.fields, ...fieldSets.agent]);
  if (!mayReveal(relations)) {
    if (body.purpose !== 'contact' || !body.fields.every((id) => numbers.includes(id)))
      return refuse('not-allowed', {
        zh: `核实、回访只能为联系本人（contact）查看电话：${numbers.join('、')}`,
        en: `To look into a rating or to call back you may see the telephone only, to get in touch (contact): ${numbers.join(', ')}`,
      });
  }
  const form = await formOf(ticket);
  if (!form)
    return refuse('wrong-state', {
      zh: '内容已按规定删除。',
      en: 'What was filed has been erased.',
    });
  const answered = Object.keys(form).filter((id) => mayReveal(relations) || numbers.includes(id));
  const unknown = body.fields.find((id) => !answered.includes(id));
  if (unknown !== undefined)
    return refuse('invalid', {}, [
      {
        path: 'fields',
        code: 'unknown',
        zh: `表单里没有填写此项；已填写：${answered.join('、')}`,
        en: `not answered in this form; answered: ${answered.join(', ')}`,
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
