/** GET /notices: what the caller was told about their own requests. */
import { deskRoutes } from '../../contract/routes/desk.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { ratingSecretOf } from '../../store/receipts.ts';
import * as notices from '../../store/notices.ts';
import { operation } from '../edge/http.ts';

export const listNotices = operation(deskRoutes.listNotices, async ({ query, caller }) => {
  if (caller.residentId === null) return { notices: [], cursor: null };
  const found = await notices.listNotices([caller.residentId, ...caller.earlierFiles], query);
  if (isRefusal(found)) return found;
  return {
    notices: await Promise.all(
      found.rows.map(async ({ ticketId, sequence, reference, at, zh, en, rates }) => ({
        id: `${ticketId ?? at}-${sequence}`,
        ticketId,
        reference,
        at,
        zh,
        en,
        ...(ticketId !== null && rates !== undefined
          ? { ratingSecret: await ratingSecretOf({ id: ticketId, generation: rates }) }
          : {}),
      })),
    ),
    cursor: found.cursor,
  };
});
