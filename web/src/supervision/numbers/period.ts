/** Which months the numbers are of: chosen in the address, so that a view can be kept, sent and gone back to. */
import { useSearchParams } from 'wouter';
import { addMonths, type Month, monthOf } from '../../../../domain/served.ts';
import { addDays, type CivilDate, dateOf, instantOf } from '../../../../domain/time.ts';
import type { Language } from '../../i18n/language.ts';
import { useServiceNow } from '../../workbench/use-service-now.ts';

export const spans = [1, 3, 12] as const;
export type Span = (typeof spans)[number];
export type Period = {
  readonly month: Month;
  readonly span: Span;
  /** First month. */
  readonly first: Month;
  readonly from: CivilDate;
  readonly to: CivilDate;
};

export const lastDayOf = (month: Month): CivilDate => addDays(`${addMonths(month, 1)}-01`, -1);

/** @param thisMonth the month at the service; nothing lies after it */
export const periodOf = (params: URLSearchParams, thisMonth: Month): Period => {
  const asked = params.get('month') ?? '';
  const month = /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) && asked <= thisMonth ? asked : thisMonth;
  const span = spans.find((each) => String(each) === params.get('span')) ?? 1;
  const first = addMonths(month, 1 - span);
  return { month, span, first, from: `${first}-01`, to: lastDayOf(month) };
};

/** 2026年11月, Nov 2026 */
export const monthText = (month: Month, language: Language): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  if (language === 'zh') return `${year}年${number}月`;
  return new Date(Date.UTC(year, number - 1)).toLocaleDateString('en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
};

export const useThisMonth = (): Month => monthOf(dateOf(instantOf(useServiceNow())));

export const usePeriod = () => {
  const thisMonth = useThisMonth();
  const [params, setParams] = useSearchParams();
  const period = periodOf(params, thisMonth);
  const choose = (chosen: { month?: Month; span?: Span }): void =>
    setParams((was) => {
      const next = new URLSearchParams(was);
      for (const [name, value] of Object.entries(chosen)) next.set(name, String(value));
      return next;
    });
  return { period, thisMonth, choose };
};
