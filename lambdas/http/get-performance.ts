/** GET /performance/{regionCode}: what was filed, done, done in time and how it was rated, in these days. */
import { routes } from '../../contract/routes.ts';
import { satisfactionOf } from '../../domain/satisfaction.ts';
import { sum } from '../../domain/performance.ts';
import { type FieldProblem, refuse } from '../../domain/refusal.ts';
import { displayName } from '../../domain/region.ts';
import { addDays, type CivilDate, dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { readCounters } from '../../store/counters.ts';
import { operation } from '../edge/http.ts';

/** Days that one question may span. */
const longest = 366;

const spanProblem = (from: CivilDate, to: CivilDate): FieldProblem | null => {
  if (from > to)
    return { path: 'from', code: 'order', zh: '开始日期晚于结束日期', en: 'from is after to', seen: `${from}..${to}` };
  return addDays(from, longest) <= to
    ? { path: 'from', code: 'range', zh: `最多 ${longest} 天`, en: `at most ${longest} days`, seen: `${from}..${to}` }
    : null;
};

export const getPerformance = operation(routes.getPerformance, async ({ params, query, now }) => {
  const region = await content.region(params.regionCode);
  if (!region) return refuse('not-found', { region: params.regionCode });
  const to = query.to ?? dateOf(now);
  const from = query.from ?? addDays(to, -29);
  const problem = spanProblem(from, to);
  if (problem) return refuse('invalid', {}, [problem]);
  const days = await readCounters(region.code, from, to);
  const counts = sum(days.map((day) => day.counts));
  const { ratings, ...satisfaction } = satisfactionOf(counts);
  const met = counts['met.PROMISE'] ?? 0;
  const missed = counts['missed.PROMISE'] ?? 0;
  return {
    region: { code: region.code, name: displayName(region), level: region.level },
    from,
    to,
    counts,
    ratings,
    satisfaction,
    onTime: { met, missed, rate: met + missed > 0 ? met / (met + missed) : null },
  };
});
