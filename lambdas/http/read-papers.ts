/** GET /tickets/{id}/papers, POST /tickets/{id}/papers/{paperId}/open: for whoever may read the form, for minutes. */
import { paperRoutes } from '../../contract/routes/paper.ts';
import { type Caller, relationsOf, shows } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { lastDayOf } from '../../domain/kept-paper.ts';
import { otherMaterial } from '../../domain/paper.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import { dateOf, later, MINUTE } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import { linkTo } from '../../store/paper-files.ts';
import * as papers from '../../store/papers.ts';
import * as reference from '../../store/reference.ts';
import { itemOf, ticketFor } from '../context.ts';
import { operation } from '../edge/http.ts';
import { verifiedView } from '../kept-papers.ts';

/** How long a link is good: to be opened now, not to be passed on. */
const linkMinutes = 5;

const readable = async (id: string, caller: Caller): Promise<Ticket | Refusal> => {
  const ticket = await ticketFor(id, caller);
  if (isRefusal(ticket)) return ticket;
  if (shows(relationsOf(caller, ticket), 'form')) return ticket;
  return refuse('not-allowed', {
    zh: '您不能看此申请的材料。',
    en: 'The papers of this request are not for you to see.',
  });
};

export const listTicketPapers = operation(paperRoutes.listTicketPapers, async ({ params, caller }) => {
  const ticket = await readable(params.id, caller);
  if (isRefusal(ticket)) return ticket;
  const attached = ticket.papers ?? [];
  const [found, item, types] = await Promise.all([
    papers.loadAll(attached.map(({ id }) => id)),
    itemOf(ticket),
    reference.materialTypes(),
  ]);
  const nameOf = (material: string) => {
    const known = item.materials.find(({ ref }) => ref === material);
    if (known) return { zh: known.zh, en: known.en };
    return material === otherMaterial ? { zh: '其他材料', en: 'Other papers' } : { zh: material, en: material };
  };
  const shown = await Promise.all(
    attached.map(async ({ id, material, sequence, reused }) => {
      const paper = found.get(id);
      const type = types.get(material);
      if (!paper?.file) return [];
      const origin =
        reused && type
          ? {
              reused: {
                givenOn: dateOf(paper.at),
                lastDay: lastDayOf(paper, type),
                verified: await verifiedView(paper),
              },
            }
          : {};
      return [{ id, material, materialName: nameOf(material), ...paper.file, ...origin, sequence }];
    }),
  );
  return { papers: shown.flat() };
});

export const openPaper = operation(paperRoutes.openPaper, async ({ params, caller, now }) => {
  const { id, paperId } = params;
  const ticket = await readable(id, caller);
  if (isRefusal(ticket)) return ticket;
  const attached = ticket.papers?.find((each) => each.id === paperId);
  const file = attached && (await papers.load(paperId))?.file;
  if (!attached || !file) return refuse('not-found', { paper: paperId });
  // Written down before it can be read; that residents open their own is nobody's business.
  if (caller.residentId === null || caller.residentId !== ticket.residentId)
    await audit.record(
      { kind: 'paper-opened', residentId: ticket.residentId ?? id, ticketId: id, paperId },
      { actor: auditActor(caller), now },
    );
  const name = `${ticket.reference}-${attached.material}`;
  const url = await linkTo(paperId, file, { name, seconds: linkMinutes * 60 });
  return { url, expiresAt: later(now, linkMinutes * MINUTE), ...file };
});
