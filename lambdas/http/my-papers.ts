/** GET /me/papers, POST /me/papers/{id}/remove: the papers in the resident's own file. */
import { fileRoutes } from '../../contract/routes/file.ts';
import { isKept } from '../../domain/kept-paper.ts';
import type { Paper } from '../../domain/paper.ts';
import { refuse } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import * as papers from '../../store/papers.ts';
import * as reference from '../../store/reference.ts';
import { load } from '../../store/tickets.ts';
import { keptView } from '../kept-papers.ts';
import { operation } from '../edge/http.ts';

const used = async (ticketId: string) => {
  const ticket = await load(ticketId, { consistent: false });
  const item = ticket && (await content.itemVersion(ticket.itemId, ticket.itemVersion));
  if (!ticket || !item) return [];
  const { reference: number, itemId, filedAt } = ticket;
  return [{ ticketId, reference: number, itemId, item: { zh: item.zh, en: item.en }, on: dateOf(filedAt) }];
};

/** Of each paper the first request and the newest ones: a list that a person reads. */
const shownUses = ({ attachedTo: [first, ...rest] }: Paper): string[] =>
  first === undefined ? [] : [first, ...rest.slice(-9)];

export const listMyPapers = operation(fileRoutes.listMyPapers, async ({ caller: { residentId }, now }) => {
  if (residentId === null) return { papers: [] };
  const [all, types] = await Promise.all([papers.ofResident(residentId), reference.materialTypes()]);
  const kept = all.filter(isKept);
  const uses = new Map(
    await Promise.all([...new Set(kept.flatMap(shownUses))].map(async (id) => [id, await used(id)] as const)),
  );
  const shown = await Promise.all(
    kept.map(async (paper) => {
      const type = types.get(paper.material);
      if (!type) return [];
      const view = await keptView(paper, type);
      return [
        {
          ...view,
          isExpired: view.lastDay !== null && view.lastDay < dateOf(now),
          isReusable: type.reusableFromFile,
          usedIn: shownUses(paper).flatMap((id) => uses.get(id) ?? []),
        },
      ];
    }),
  );
  return { papers: shown.flat() };
});

export const removeMyPaper = operation(
  fileRoutes.removeMyPaper,
  async ({ params: { id }, caller: { residentId }, now }) =>
    residentId !== null && (await papers.removeFromFile(id, residentId, now))
      ? { id }
      : refuse('not-found', { paper: id }),
);
