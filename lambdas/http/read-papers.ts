/** GET /tickets/{id}/papers, POST /tickets/{id}/papers/{paperId}/open: for whoever may read the form, for minutes. */
import { routes } from '../../contract/routes.ts';
import { type Caller, relationsOf, shows } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { otherMaterial } from '../../domain/paper.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import { later, MINUTE } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import { linkTo } from '../../store/paper-files.ts';
import * as papers from '../../store/papers.ts';
import { itemOf, ticketFor } from '../context.ts';
import { operation } from '../edge/http.ts';

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

export const listTicketPapers = operation(routes.listTicketPapers, async ({ params, caller }) => {
  const ticket = await readable(params.id, caller);
  if (isRefusal(ticket)) return ticket;
  const attached = ticket.papers ?? [];
  const [found, item] = await Promise.all([papers.loadAll(attached.map(({ id }) => id)), itemOf(ticket)]);
  const nameOf = (material: string) => {
    const known = item.materials.find(({ ref }) => ref === material);
    if (known) return { zh: known.zh, en: known.en };
    return material === otherMaterial ? { zh: '其他材料', en: 'Other papers' } : { zh: material, en: material };
  };
  return {
    papers: attached.flatMap(({ id, material, sequence }) => {
      const file = found.get(id)?.file;
      return file ? [{ id, material, materialName: nameOf(material), ...file, sequence }] : [];
    }),
  };
});

export const openPaper = operation(routes.openPaper, async ({ params, caller, now }) => {
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
