/** GET /public/communities/{regionCode}: what a community promised and kept, for everybody. */
import { reportRoutes } from '../../contract/routes/report.ts';
import { disclosed, disclosedMonths } from '../../domain/disclosure.ts';
import { sum } from '../../domain/performance.ts';
import { refuse } from '../../domain/refusal.ts';
import { ancestorsOf, displayName } from '../../domain/region.ts';
import { addMonths, monthOf, monthsBetween, servedSpan } from '../../domain/served.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { readCells, readMonths } from '../../store/numbers.ts';
import { operation } from '../edge/http.ts';
import { publishedOf } from '../numbers-view.ts';

const topItems = 10;

export const getCommunityPage = operation(reportRoutes.getCommunityPage, async ({ params: { regionCode }, now }) => {
  const region = await content.region(regionCode);
  if (region?.level !== 4) return refuse('not-found', { region: regionCode });
  const thisMonth = monthOf(dateOf(now));
  const { first: from, last: to } = disclosedMonths(addMonths(thisMonth, -servedSpan), thisMonth, thisMonth);
  const [periods, byItem, items, above] = await Promise.all([
    readMonths(region.code, from, to),
    readCells(region.code, 'item', from, to),
    content.items(dateOf(now)),
    Promise.all(ancestorsOf(region.code).map((code) => content.region(code))),
  ]);
  const months = new Map(periods.map(({ period, counts }) => [period, counts]));
  const { counts, onTime, satisfaction, elapsed } = publishedOf(sum(periods.map((each) => each.counts)));
  const names = new Map(items.map((item) => [item.id, item]));
  const nameOf = (level: number) => {
    const found = above.find((each) => each?.level === level);
    return found ? displayName(found) : '';
  };
  const shown = (n: number | undefined) => disclosed(n ?? 0);
  return {
    region: { code: region.code, name: displayName(region), level: region.level },
    street: nameOf(3),
    district: nameOf(2),
    from: `${from}-01`,
    to: addDays(`${addMonths(to, 1)}-01`, -1),
    filed: counts['filed'] ?? (counts['filed'] === undefined ? 0 : null),
    resolved: counts['resolved'] ?? (counts['resolved'] === undefined ? 0 : null),
    promises: onTime,
    satisfaction,
    elapsed,
    items: Object.entries(byItem)
      .flatMap(([id, each]) => {
        const filed = shown(each['filed']);
        return filed ? [{ id, zh: names.get(id)?.zh ?? id, en: names.get(id)?.en ?? id, filed }] : [];
      })
      .sort((a, b) => b.filed - a.filed || (a.id < b.id ? -1 : 1))
      .slice(0, topItems),
    trend: monthsBetween(from, to).map((month) => ({
      month,
      filed: shown(months.get(month)?.['filed']),
      resolved: shown(months.get(month)?.['resolved']),
    })),
    note: {
      zh: '1 至 4 件不显示，其余取 5 的倍数；不足 30 件不给比率。没有任何个人信息。',
      en: 'One to four cases are withheld, all else is a multiple of five; no share of fewer than 30. Nothing personal.',
    },
  };
});
