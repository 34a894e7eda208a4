/** GET /performance/{regionCode}: what was filed, done, done in time and how it was rated, in these days. */
import { performanceRoutes } from '../../contract/routes/performance.ts';
import { maySeeExactNumbers } from '../../domain/access.ts';
import { disclosed, disclosedMonths } from '../../domain/disclosure.ts';
import { cellOf, sum, whole } from '../../domain/performance.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { displayName } from '../../domain/region.ts';
import { monthOf } from '../../domain/served.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { readCells, readDays, readMonths, readOpen } from '../../store/numbers.ts';
import { operation } from '../edge/http.ts';
import { measuresOf, publishedOf } from '../numbers-view.ts';
import { lastDayOf, spanOf } from '../span.ts';

export const getPerformance = operation(
  performanceRoutes.getPerformance,
  async ({ params: { regionCode }, query, caller, now }) => {
    const region = await content.region(regionCode);
    if (!region) return refuse('not-found', { region: regionCode });
    const span = spanOf(query, now);
    if (isRefusal(span)) return span;
    const { from, to } = span;

    const exact = maySeeExactNumbers(caller, region.code);
    const inMonths = !exact || query.by !== undefined;
    const asked = { first: monthOf(from), last: monthOf(to) };
    const months = exact ? asked : disclosedMonths(asked.first, asked.last, monthOf(dateOf(now)));
    const [first, last] = inMonths ? [`${months.first}-01`, lastDayOf(months.last)] : [from, to];
    const [periods, open, values] = await Promise.all([
      inMonths ? readMonths(region.code, months.first, months.last) : readDays(region.code, first, last),
      readOpen(region.code),
      query.by === undefined ? undefined : readCells(region.code, query.by, months.first, months.last),
    ]);
    const measured = exact ? measuresOf : publishedOf;
    const shown = (n: number) => (exact ? n : disclosed(n));
    return {
      region: { code: region.code, name: displayName(region), level: region.level },
      from: first,
      to: last,
      exact,
      open: shown(open[whole] ?? 0),
      ...measured(sum(periods.map(({ counts }) => counts))),
      ...(query.by !== undefined && values
        ? {
            by: {
              dimension: query.by,
              values: Object.entries(values)
                .map(([value, counts]) => ({
                  value,
                  // Of one matter even the change from none to some would tell.
                  open: exact ? (open[cellOf(query.by ?? 'item', value)] ?? 0) : null,
                  ...measured(counts),
                }))
                // That something happened at all, once or twice, is not told either.
                .filter(({ counts }) => exact || Object.values(counts).some((n) => (n ?? 0) > 0))
                .sort((a, b) => (a.value < b.value ? -1 : 1)),
            },
          }
        : {}),
    };
  },
);
