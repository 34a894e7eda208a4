/** GET /offices/{officeId}/performance and …/tickets: the numbers of one office, and the tickets behind them. */
import { evaluationRoutes } from '../../contract/routes/evaluation.ts';
import { performanceRoutes } from '../../contract/routes/performance.ts';
import { type Caller, maySee, maySeeOfficeCases, maySeeOfficeNumbers } from '../../domain/access.ts';
import type { Office } from '../../domain/office.ts';
import { sum } from '../../domain/performance.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { monthOf } from '../../domain/served.ts';
import { casesBehind } from '../../store/cases.ts';
import * as content from '../../store/content.ts';
import { readCells, readDays, readMonths } from '../../store/numbers.ts';
import { shownCases } from '../cases-view.ts';
import { operation } from '../edge/http.ts';
import { measuresOf } from '../numbers-view.ts';
import { lastDayOf, spanOf } from '../span.ts';

/** Whoever may not see them does not learn whether there is such an office. */
const officeFor = async (
  officeId: string,
  caller: Caller,
  may: (caller: Caller, office: Office) => boolean,
): Promise<Office | Refusal> => {
  const office = await content.office(officeId);
  return office && may(caller, office)
    ? office
    : refuse('not-allowed', {
        zh: '只有本单位人员和上级督导、审计、管理人员可以查看；谁怎样评价只有上级可以查看。',
        en: 'Only its own people, and supervisors, auditors and administrators over it; who rated how is for those over it.',
      });
};

export const getOfficePerformance = operation(
  performanceRoutes.getOfficePerformance,
  async ({ params, query, caller, now }) => {
    const office = await officeFor(params.officeId, caller, maySeeOfficeNumbers);
    if (isRefusal(office)) return office;
    const span = spanOf(query, now);
    if (isRefusal(span)) return span;
    const { by } = query;
    const [first, last] = [monthOf(span.from), monthOf(span.to)];
    const [periods, values] = await Promise.all([
      by === undefined ? readDays(office.id, span.from, span.to) : readMonths(office.id, first, last),
      by === undefined ? undefined : readCells(office.id, by, first, last),
    ]);
    return {
      office: { id: office.id, zh: office.zh, en: office.en, regionCode: office.regionCode },
      ...(by === undefined ? span : { from: `${first}-01`, to: lastDayOf(last) }),
      ...measuresOf(sum(periods.map(({ counts }) => counts))),
      ...(by !== undefined && values
        ? {
            by: {
              dimension: by,
              values: Object.entries(values)
                .map(([value, counts]) => ({ value, ...measuresOf(counts) }))
                .sort((a, b) => (a.value < b.value ? -1 : 1)),
            },
          }
        : {}),
    };
  },
);

export const listOfficeCases = operation(evaluationRoutes.listOfficeCases, async ({ params, query, caller, now }) => {
  const { fact, cell = '', limit, cursor } = query;
  const office = await officeFor(params.officeId, caller, (who, which) => maySeeOfficeCases(who, which, fact));
  if (isRefusal(office)) return office;
  const span = spanOf(query, now);
  if (isRefusal(span)) return span;
  const region = await content.region(office.regionCode);
  if (!region) throw new Error(`office ${office.id} sits in ${office.regionCode}, which is not in the table`);
  const found = await casesBehind(
    region,
    { fact, cell, ...span, officeId: office.id },
    { limit, cursor },
    // A restricted case is no part of an office's numbers.
    (ticket) => !ticket.restricted && maySee(caller, ticket),
  );
  if (isRefusal(found)) return found;
  const tickets = await shownCases(found.rows, region, { caller, now });
  return { office: { id: office.id, zh: office.zh, en: office.en }, fact, tickets, cursor: found.cursor };
});
