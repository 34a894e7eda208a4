/** GET /attention/{regionCode}, …/counts: cards, what is due today and what nobody has, for the region's supervisors. */
import { supervisionRoutes } from '../../contract/routes/supervision.ts';
import { careRelationOf, maySee, maySeeAttention } from '../../domain/access.ts';
import { type Care, careAttention } from '../../domain/care/care.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { displayName, type Region } from '../../domain/region.ts';
import {
  type AttentionKind,
  type AttentionList,
  attentionLists,
  attentionNames,
} from '../../domain/ticket/attention.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { attentionCount, attentionList, coverageCount, coverageList } from '../../store/attention.ts';
import * as content from '../../store/content.ts';
import { groupNames } from '../care-view.ts';
import { operation } from '../edge/http.ts';
import { holdingUnit, placeOf } from '../places.ts';
import { summaryOf } from '../ticket-view.ts';

/** The streets of a region; a street is its own. */
const streetsOf = async (region: Region): Promise<string[]> => {
  if (region.level === 3) return [region.code];
  const below = await content.regionsBelow(region.code);
  return (await Promise.all(below.map(streetsOf))).flat();
};

const notTheirs: Refusal = refuse('not-allowed', {
  zh: '只有本区域及上级的督导人员可以查看。',
  en: 'Only supervisors of this region, or of one above it, can see this.',
});

const supervised = async (code: string): Promise<Region | Refusal> => {
  const region = await content.region(code);
  if (!region) return refuse('not-found', { region: code });
  if (region.level < 4) return region;
  return refuse('invalid', {}, [
    {
      path: 'regionCode',
      code: 'level',
      zh: '请给出街道、区县或市的代码',
      en: 'the code of a street, a district or the city',
      seen: region.code,
    },
  ]);
};

/** Which list: what is due on a later day is in none today. */
const listOf = (kind: AttentionKind, now: Instant) => (kind === 'due-today' ? { kind, until: dateOf(now) } : { kind });

/** Somebody who was not reached, without a name: what their supervisor decides is whether the station is to blame. */
const unreached = async (care: Care, nameOfGroup: (id: string) => { zh: string; en: string }) => {
  const { residentId, communityCode, stationId, missed, lastReachedAt, callsInVain, visitsInVain, version, cards } =
    care;
  const office = await content.office(stationId);
  return {
    residentId,
    communityCode,
    station: { id: stationId, zh: office?.zh ?? stationId, en: office?.en ?? stationId },
    groups: care.groups.map(({ group }) => nameOfGroup(group)),
    missed,
    lastReachedAt,
    callsInVain,
    visitsInVain,
    since: careAttention(care) ?? '',
    version,
    cards,
  };
};

export const listAttention = operation(supervisionRoutes.listAttention, async ({ params, query, caller, now }) => {
  const { kind } = query;
  if (!maySeeAttention(caller, params.regionCode, kind)) return notTheirs;
  const region = await supervised(params.regionCode);
  if (isRefusal(region)) return region;
  const streets = await streetsOf(region);
  const view = { code: region.code, name: displayName(region) };
  if (kind === 'coverage') {
    const found = await coverageList(streets, query, (care) => careRelationOf(caller, care) === 'supervisor');
    if (isRefusal(found)) return found;
    const nameOfGroup = await groupNames();
    const people = await Promise.all(found.rows.map((care) => unreached(care, nameOfGroup)));
    return { region: view, kind, tickets: [], people, cursor: found.cursor };
  }
  const found = await attentionList(streets, listOf(kind, now), query, (ticket) => maySee(caller, ticket));
  if (isRefusal(found)) return found;
  const tickets = await Promise.all(
    found.rows.map(async ({ ticket, attention }) => ({
      ...(await summaryOf(ticket, caller, now)),
      since: attention.since,
      cards: ticket.cards,
      place: await placeOf(ticket.communityCode, region),
      unit: await holdingUnit(ticket),
    })),
  );
  return { region: view, kind, tickets, cursor: found.cursor };
});

/** A list longer than this is not worked through in a morning; its length is not counted further. */
const most = 1_000;

export const countAttention = operation(supervisionRoutes.countAttention, async ({ params, caller, now }) => {
  const kinds = attentionLists.filter((kind) => maySeeAttention(caller, params.regionCode, kind));
  if (kinds.length === 0) return notTheirs;
  const region = await supervised(params.regionCode);
  if (isRefusal(region)) return region;
  // A city is counted district by district.
  const regions = region.level === 1 ? await content.regionsBelow(region.code) : [region];
  const codes = regions.map(({ code }) => code);
  const countOf = async (kind: AttentionList) => ({
    kind,
    ...attentionNames[kind],
    ...(kind === 'coverage'
      ? await coverageCount(codes, most, (care) => careRelationOf(caller, care) === 'supervisor')
      : await attentionCount(codes, listOf(kind, now), most, (ticket) => maySee(caller, ticket))),
  });
  return {
    region: { code: region.code, name: displayName(region) },
    kinds: await Promise.all(kinds.map(countOf)),
  };
});
