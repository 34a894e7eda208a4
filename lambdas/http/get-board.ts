/** GET /boards/{officeId}: what an office has to do, priority first, then by due moment. */
import { deskRoutes } from '../../contract/routes/desk.ts';
import { maySee, maySeeBoard } from '../../domain/access.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import * as content from '../../store/content.ts';
import * as lists from '../../store/ticket-lists.ts';
import { operation } from '../edge/http.ts';
import { summaryOf } from '../ticket-view.ts';

export const getBoard = operation(deskRoutes.getBoard, async ({ params, query, caller, now }) => {
  const office = await content.office(params.officeId);
  if (!office || !maySeeBoard(caller, office))
    return refuse('not-allowed', { zh: '只能查看本单位的工作台。', en: "Only your own office's board can be seen." });
  const found = await lists.board(office.id, query, (ticket) => maySee(caller, ticket));
  if (isRefusal(found)) return found;
  const rows = await Promise.all(
    found.rows.map(async ({ ticket, entry }) => ({
      ...(await summaryOf(ticket, caller, now)),
      lane: entry.lane,
      due: entry.due,
      delivered: ticket.delivered,
    })),
  );
  return { office: { id: office.id, zh: office.zh, en: office.en }, tickets: rows, cursor: found.cursor };
});
