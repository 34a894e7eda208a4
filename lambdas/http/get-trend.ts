/** GET /performance/{regionCode}/trend: month by month, and how many were open at the end of each. */
import { earliestMonth } from '../../contract/route.ts';
import { performanceRoutes } from '../../contract/routes/performance.ts';
import { maySeeExactNumbers } from '../../domain/access.ts';
import { onTimeOf } from '../../domain/measures.ts';
import { openedIn, whole } from '../../domain/performance.ts';
import { refuse } from '../../domain/refusal.ts';
import { displayName } from '../../domain/region.ts';
import { satisfactionOf } from '../../domain/satisfaction.ts';
import { addMonths, monthOf, monthsBetween } from '../../domain/served.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { readMonths, readOpen } from '../../store/numbers.ts';
import { operation } from '../edge/http.ts';

export const getTrend = operation(
  performanceRoutes.getTrend,
  async ({ params: { regionCode }, query, caller, now }) => {
    if (!maySeeExactNumbers(caller, regionCode))
      return refuse('not-allowed', {
        zh: '只有本区域及上级的督导、审计、管理人员和本社区的服务站可以查看。',
        en: "Only supervisors, auditors and administrators over the region, and the community's own station, can see this.",
      });
    const region = await content.region(regionCode);
    if (!region) return refuse('not-found', { region: regionCode });
    const thisMonth = monthOf(dateOf(now));
    const last = query.to !== undefined && query.to < thisMonth ? query.to : thisMonth;
    const wanted = addMonths(last, 1 - query.months);
    const first = wanted < earliestMonth ? earliestMonth : wanted;
    const [periods, openNow] = await Promise.all([readMonths(region.code, first, thisMonth), readOpen(region.code)]);
    const counted = new Map(periods.map(({ period, counts }) => [period, counts]));
    /** Back from what is open now: whatever happened after a month is taken off again. */
    let open = openNow[whole] ?? 0;
    const months = monthsBetween(first, thisMonth)
      .reverse()
      .map((month) => {
        const counts = counted.get(month) ?? {};
        const { ratings: _ratings, ...satisfaction } = satisfactionOf(counts);
        const atEnd = open;
        open -= openedIn(counts);
        return {
          month,
          filed: counts['filed'] ?? 0,
          resolved: counts['resolved'] ?? 0,
          open: atEnd,
          onTime: onTimeOf(counts, 'PROMISE'),
          satisfaction,
        };
      })
      .filter(({ month }) => month <= last)
      .reverse();
    return { region: { code: region.code, name: displayName(region), level: region.level }, months };
  },
);
