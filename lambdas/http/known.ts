/** GET /known/{itemId}: what need not be asked again. Who is not the resident sees it masked, and they see that it was seen. */
import { routes } from '../../contract/routes.ts';
import { auditActor } from '../../domain/audit.ts';
import type { Item } from '../../domain/catalogue.ts';
import type { Answers } from '../../domain/form.ts';
import { isKept, objectionToReuse } from '../../domain/kept-paper.ts';
import { knownAnswers } from '../../domain/known.ts';
import { maskForm, maskName } from '../../domain/masking.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import * as content from '../../store/content.ts';
import * as papers from '../../store/papers.ts';
import * as people from '../../store/people.ts';
import * as reference from '../../store/reference.ts';
import { keptView } from '../kept-papers.ts';
import { operation } from '../edge/http.ts';
import { whose } from '../whose.ts';

/** Papers of one material that are offered; older ones lie in the resident's own list. */
const mostOfOneKind = 5;

/** A form shows staff the name; before there is a request nobody needs it: they have it from the person, or the mandate. */
const maskedName = ({ form }: Item, answers: Answers): Answers =>
  Object.fromEntries(
    form.fields.flatMap((field) => {
      const name = field.prefill === 'resident.name' ? answers[field.id] : undefined;
      return typeof name === 'string' ? [[field.id, maskName(name)]] : [];
    }),
  );

export const getKnown = operation(routes.getKnown, async ({ params: { itemId }, query, caller, now }) => {
  const item = await content.item(itemId, dateOf(now));
  if (!item) return refuse('not-found', { item: itemId });
  const owner = await whose({ itemId, ...query }, caller, now);
  if (isRefusal(owner)) return owner;
  const { residentId, speaker } = owner;
  const [file, types, all] = await Promise.all([
    people.resident(residentId),
    reference.materialTypes(),
    papers.ofResident(residentId),
  ]);
  if (!file) return refuse('not-found', { resident: residentId });
  if (speaker !== 'self')
    await audit.record({ kind: 'file-read', residentId, itemId }, { actor: auditActor(caller), now });

  const today = dateOf(now);
  const answers = knownAnswers(item, await people.openFields(file), { today });
  const channel = speaker === 'staff' ? (query.channel ?? 'counter') : 'web';
  const reusing = { today, speaker, channel, callerId: caller.id, types };
  const offered = all.flatMap((paper) => {
    const type = types.get(paper.material);
    const no = objectionToReuse(paper, item, reusing);
    // What is past, or not theirs to use, is told; what was never for this item is not.
    return type && isKept(paper) && no?.code !== 'not-reusable' ? [{ paper, type, no }] : [];
  });
  const shown = [...Map.groupBy(offered, ({ paper }) => paper.material).values()].flatMap((same) =>
    same.slice(0, mostOfOneKind),
  );
  return {
    answers: speaker === 'self' ? answers : { ...maskForm(item.form.fields, answers), ...maskedName(item, answers) },
    papers: await Promise.all(
      shown.map(async ({ paper, type, no }) => ({
        ...(await keptView(paper, type)),
        objection: no ? { zh: no.zh, en: no.en } : null,
      })),
    ),
  };
});
