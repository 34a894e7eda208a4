/** The days that a question about numbers spans. */
import { type Refusal, refuse } from '../domain/refusal.ts';
import { addMonths, type Month } from '../domain/served.ts';
import { addDays, type CivilDate, dateOf, type Instant } from '../domain/time.ts';

/** Days that one question may span. */
const longest = 366;

export const lastDayOf = (month: Month): CivilDate => addDays(`${addMonths(month, 1)}-01`, -1);

/** As asked, else the thirty days up to today. Refuses `invalid` what is the wrong way round or too long. */
export const spanOf = (
  asked: { from?: CivilDate | undefined; to?: CivilDate | undefined },
  now: Instant,
): { from: CivilDate; to: CivilDate } | Refusal => {
  const to = asked.to ?? dateOf(now);
  const from = asked.from ?? addDays(to, -29);
  if (from <= to && addDays(from, longest) > to) return { from, to };
  const words =
    from > to
      ? { code: 'order', zh: '开始日期晚于结束日期', en: 'from is after to' }
      : { code: 'range', zh: `最多 ${longest} 天`, en: `at most ${longest} days` };
  return refuse('invalid', {}, [{ path: 'from', ...words, seen: `${from}..${to}` }]);
};
