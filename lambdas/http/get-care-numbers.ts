/** GET /performance/{regionCode}/care: the register, who was reached, needs and contacts, month by month. */
import { careRoutes } from '../../contract/routes/care.ts';
import { maySeeExactNumbers } from '../../domain/access.ts';
import { coverageIn } from '../../domain/care/numbers.ts';
import { quarterOf } from '../../domain/care/quarter.ts';
import { disclosed, disclosedMonths } from '../../domain/disclosure.ts';
import { refuse } from '../../domain/refusal.ts';
import { displayName } from '../../domain/region.ts';
import { addMonths, monthOf, monthsBetween, servedSpan } from '../../domain/served.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { readCare } from '../../store/numbers.ts';
import { operation } from '../edge/http.ts';

export const getCareNumbers = operation(careRoutes.getCareNumbers, async ({ params, query, caller, now }) => {
  const region = await content.region(params.regionCode);
  if (!region) return refuse('not-found', { region: params.regionCode });
  const exact = maySeeExactNumbers(caller, region.code);
  const thisMonth = monthOf(dateOf(now));
  const asked = query.month ?? thisMonth;
  const month = exact ? asked : disclosedMonths(asked, asked, thisMonth).last;
  const shown = (n: number) => (exact ? n : disclosed(n));
  const months = await readCare(region.code, month);
  return {
    region: { code: region.code, name: displayName(region), level: region.level },
    month,
    quarter: quarterOf(month),
    exact,
    months: monthsBetween(addMonths(month, 1 - servedSpan), month).map((each) => {
      const { reached, registered } = coverageIn(months, each);
      const counts = Object.entries(months.get(each) ?? {}).filter(([name]) => !name.includes('@'));
      return {
        month: each,
        reached: shown(reached),
        registered: shown(registered),
        counts: Object.fromEntries(counts.map(([name, n]) => [name, shown(n)])),
      };
    }),
  };
});
