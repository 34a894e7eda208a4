/** GET /performance/{regionCode}/evaluation, …/tickets, …/comparison, …/patterns: for those who oversee the region. */
import { evaluationRoutes } from '../../contract/routes/evaluation.ts';
import { type Caller, mayOversee, maySee, maySeeCases } from '../../domain/access.ts';
import { comparedOf, evaluate, standardise } from '../../domain/evaluation.ts';
import { type PatternName, patterns, standingOut, undetected } from '../../domain/patterns.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { classOf, communityClasses, displayName, type Region } from '../../domain/region.ts';
import { addMonths, monthOf, servedSpan } from '../../domain/served.ts';
import { addDays, dateOf, type Instant } from '../../domain/time.ts';
import { type Case, casesBehind } from '../../store/cases.ts';
import { compared } from '../../store/comparison.ts';
import * as content from '../../store/content.ts';
import { readMonths } from '../../store/numbers.ts';
import { keptDays, sourcesOf } from '../../store/rating-sources.ts';
import { communitiesOf } from '../../store/stations.ts';
import { basisOf } from '../basis.ts';
import { shownCases } from '../cases-view.ts';
import { operation } from '../edge/http.ts';
import { lastDayOf, spanOf } from '../span.ts';

const view = (region: Region) => ({ code: region.code, name: displayName(region), level: region.level });

/** Staff learn that a region exists from its published numbers; what is asked here is for those over it. */
const forOverseers: Refusal = refuse('not-allowed', {
  zh: '只有本区域及上级的督导、审计和管理人员可以查看。',
  en: 'Only supervisors, auditors and administrators over the region can see this.',
});

const overseen = async (regionCode: string, caller: Caller): Promise<Region | Refusal> => {
  if (!mayOversee(caller, regionCode)) return forOverseers;
  return (await content.region(regionCode)) ?? refuse('not-found', { region: regionCode });
};

export const getEvaluation = operation(evaluationRoutes.getEvaluation, async ({ params, query, caller, now }) => {
  const region = await overseen(params.regionCode, caller);
  if (isRefusal(region)) return region;
  const month = query.month ?? monthOf(dateOf(now));
  const { whole } = await basisOf(region, month);
  const { score, parts } = evaluate(whole);
  const days = `from=${addMonths(month, 1 - servedSpan)}-01&to=${lastDayOf(month)}`;
  return {
    region: view(region),
    month,
    score,
    formula: {
      zh: '总分 = 已知各项得分的平均；每项 = 100 × 已知指标的平均。不知道的不计，不算好也不算差。取截至该月的十二个月。',
      en: 'Score = mean of the known parts; part = 100 × mean of its known indicators. What is not known is left out. Twelve months up to the month.',
    },
    parts: parts.map(({ indicators, ...part }) => ({
      ...part,
      indicators: indicators.map(({ facts, ...indicator }) => ({
        ...indicator,
        tickets: facts.map((fact) => `/performance/${region.code}/tickets?fact=${fact}&${days}`),
      })),
    })),
  };
});

export const listCases = operation(evaluationRoutes.listCases, async ({ params, query, caller, now }) => {
  const { fact, cell = '', limit, cursor } = query;
  if (!maySeeCases(caller, params.regionCode, fact)) return forOverseers;
  const region = await content.region(params.regionCode);
  if (!region) return refuse('not-found', { region: params.regionCode });
  const span = spanOf(query, now);
  if (isRefusal(span)) return span;
  const found = await casesBehind(region, { fact, cell, ...span }, { limit, cursor }, (ticket) =>
    maySee(caller, ticket),
  );
  if (isRefusal(found)) return found;
  const tickets = await shownCases(found.rows, region, { caller, now });
  return { region: view(region), fact, tickets, cursor: found.cursor };
});

/** Months side by side: two small rows of each community and month. */
const longestComparison = 3;

export const compareStations = operation(evaluationRoutes.compareStations, async ({ params, query, caller, now }) => {
  const region = await overseen(params.regionCode, caller);
  if (isRefusal(region)) return region;
  const to = query.to ?? monthOf(dateOf(now));
  const from = query.from ?? to;
  const problem = (path: string, zh: string, en: string, seen: string) =>
    refuse('invalid', {}, [{ path, code: 'range', zh, en, seen }]);
  if (region.level === 1 || region.level === 4)
    return problem('regionCode', '请给出街道或区县', 'a street or a district', region.code);
  if (from > to || addMonths(from, longestComparison) <= to)
    return problem('from', `一至 ${longestComparison} 个月`, `one to ${longestComparison} months`, `${from}..${to}`);
  const communities = await communitiesOf(region);
  const all = await compared(communities, from, to);
  const names = new Map(communities.map((each) => [each.code, displayName(each)]));
  return {
    region: view(region),
    from,
    to,
    formula: {
      zh: '标准化按时率 = Σ 部门权重 × 本社区该部门事项的按时率；权重为同类社区该部门件数的占比。由高到低。',
      en: 'Standardised rate = Σ weight of the department × the rate in time of its matters here; the weight is its share among all communities of the class. Best first.',
    },
    classes: communityClasses.map((each) => {
      const peers = all.filter(({ code }) => classOf(code) === each);
      const standardised = standardise(peers);
      return {
        class: each,
        stations: peers
          .map((peer) => {
            const { rate, covered } = standardised.get(peer.code) ?? { rate: null, covered: 0 };
            return {
              code: peer.code,
              name: names.get(peer.code) ?? peer.code,
              ...comparedOf(peer),
              standardised: rate,
              covered,
            };
          })
          .sort((a, b) => (b.standardised ?? -1) - (a.standardised ?? -1) || (a.code < b.code ? -1 : 1)),
      };
    }),
  };
});

/** So many cases of a pattern are looked at; more are not read for one page. */
const looked = 500;

/** Of which month the devices are still known, from its first day on. */
const isKept = (month: string, now: Instant): boolean => `${month}-01` >= addDays(dateOf(now), -keptDays);

type Read = { cases: Case[]; complete: boolean };

export const listPatterns = operation(evaluationRoutes.listPatterns, async ({ params, query, caller, now }) => {
  const region = await overseen(params.regionCode, caller);
  if (isRefusal(region)) return region;
  const month = query.month ?? monthOf(dateOf(now));
  const days = { from: `${month}-01`, to: lastDayOf(month) };
  const read = async (...facts: string[]): Promise<Read> => {
    const pages = await Promise.all(
      facts.map((fact) =>
        casesBehind(region, { fact, cell: '', ...days }, { limit: looked }, (ticket) => maySee(caller, ticket)),
      ),
    );
    const read = pages.flatMap((page) => (isRefusal(page) ? [] : [page]));
    return { cases: read.flatMap(({ rows }) => rows), complete: read.every(({ cursor }) => cursor === null) };
  };
  const shown = (
    pattern: PatternName,
    { complete }: Read,
    found: ReturnType<typeof standingOut>,
    byOffice: boolean,
  ) => {
    const { zh, en, means, or: orElse, atLeast, share } = patterns[pattern];
    return {
      pattern,
      zh,
      en,
      means,
      orElse,
      rule: { atLeast, share },
      complete,
      // Of a resident only the tickets are named.
      found: found.map(({ group, ticketIds, cases, of }) => ({
        officeId: byOffice ? group : null,
        tickets: ticketIds,
        cases,
        of,
      })),
    };
  };
  const ofOffices = async (pattern: PatternName, fact: string, among: readonly string[]) => {
    const all = await read(fact);
    const offices = [...new Set(all.cases.map(({ officeId }) => officeId))];
    const totals = new Map(
      await Promise.all(
        offices.map(async (officeId): Promise<[string, number]> => {
          const [counted] = await readMonths(officeId, month, month);
          return [officeId, among.reduce((n, name) => n + (counted?.counts[name] ?? 0), 0)];
        }),
      ),
    );
    const cases = all.cases.map(({ officeId, ticket }) => ({ group: officeId, ticketId: ticket.id }));
    return shown(pattern, all, standingOut(pattern, cases, totals), true);
  };
  // A district has tens of thousands of ratings a month: look into its streets.
  const ratings: Promise<Read> =
    region.level < 3
      ? Promise.resolve({ cases: [], complete: false })
      : read('rating.1', 'rating.2', 'rating.3', 'rating.4', 'rating.5');
  const ofResidents = (all: Read) => {
    const cases = all.cases.flatMap(({ ticket: { id, residentId } }) =>
      residentId === null ? [] : [{ group: residentId, ticketId: id }],
    );
    return shown('many-ratings', all, standingOut('many-ratings', cases, null), false);
  };
  const ofDevices = async (all: Read) => {
    const events = all.cases.map(({ ticket, sequence }) => ({ ticketId: ticket.id, sequence }));
    const digests = await sourcesOf(events);
    // Of one resident and one device one rating is enough: a family with many matters does not stand out.
    const distinct = new Map(
      all.cases.flatMap(({ ticket, sequence }) => {
        const group = digests.get(`${ticket.id} ${sequence}`);
        const who = ticket.residentId ?? ticket.id;
        return group === undefined ? [] : [[`${group} ${who}`, { group, ticketId: ticket.id }] as const];
      }),
    );
    const complete = all.complete && isKept(month, now);
    return shown('one-device', { ...all, complete }, standingOut('one-device', [...distinct.values()], null), false);
  };
  return {
    region: view(region),
    month,
    patterns: await Promise.all([
      ofOffices('closed-and-reopened', 'reopened', ['resolved']),
      ofOffices('stopped-late', 'lateStop', ['asked', 'specialStep']),
      ratings.then(ofResidents),
      ratings.then(ofDevices),
    ]),
    notDetected: [...undetected],
  };
});
