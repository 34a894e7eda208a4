/** GET /attention/{regionCode}: cards, what is due today and what nobody has, for the supervisors of the region. */
import { routes } from '../../contract/routes.ts';
import { maySee, maySeeAttention } from '../../domain/access.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { displayName, type Region } from '../../domain/region.ts';
import { dateOf } from '../../domain/time.ts';
import { attentionList } from '../../store/attention.ts';
import * as content from '../../store/content.ts';
import { operation } from '../edge/http.ts';
import { summaryOf } from '../ticket-view.ts';

/** The streets of a region; a street is its own. */
const streetsOf = async (region: Region): Promise<string[]> => {
  if (region.level === 3) return [region.code];
  const below = await content.regionsBelow(region.code);
  return (await Promise.all(below.map(streetsOf))).flat();
};

export const listAttention = operation(routes.listAttention, async ({ params, query, caller, now }) => {
  const { kind } = query;
  if (!maySeeAttention(caller, params.regionCode, kind))
    return refuse('not-allowed', {
      zh: '只有本区域及上级的督导人员可以查看。',
      en: 'Only supervisors of this region, or of one above it, can see this.',
    });
  const region = await content.region(params.regionCode);
  if (!region) return refuse('not-found', { region: params.regionCode });
  if (region.level === 4)
    return refuse('invalid', {}, [
      {
        path: 'regionCode',
        code: 'level',
        zh: '请给出街道、区县或市的代码',
        en: 'the code of a street, a district or the city',
        seen: region.code,
      },
    ]);
  const found = await attentionList(
    await streetsOf(region),
    kind === 'due-today' ? { kind, until: dateOf(now) } : { kind },
    query,
    (ticket) => maySee(caller, ticket),
  );
  if (isRefusal(found)) return found;
  const tickets = await Promise.all(
    found.rows.map(async ({ ticket, attention }) => ({
      ...(await summaryOf(ticket, caller, now)),
      since: attention.since,
      cards: ticket.cards,
    })),
  );
  return { region: { code: region.code, name: displayName(region) }, kind, tickets, cursor: found.cursor };
});
