/** GET /performance/{regionCode}/targets: each target beside the value of today, with its trend. */
import type * as z from 'zod';
import { targetRoutes, type targetValues } from '../../contract/routes/target.ts';
import { maySeeExactNumbers } from '../../domain/access.ts';
import { disclosed, disclosedMonths, disclosedRate } from '../../domain/disclosure.ts';
import { refuse } from '../../domain/refusal.ts';
import { classOf, displayName } from '../../domain/region.ts';
import { addMonths, monthOf, servedSpan } from '../../domain/served.ts';
import { type Basis, goalsFor, hasTrend, isMet, type Measure, type Value, valueOf } from '../../domain/target.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { readCells } from '../../store/numbers.ts';
import { targets } from '../../store/targets.ts';
import { basisOf, emptyBasis } from '../basis.ts';
import { operation } from '../edge/http.ts';

const missingOf: Record<Measure, { zh: string; en: string }> = {
  satisfaction: { zh: '', en: '' },
  'satisfaction-special': { zh: '', en: '' },
  participation: {
    zh: '没有本区域的人口数，只列人数；可由管理员录入。',
    en: 'No number of inhabitants is known here, so the count stands alone; an administrator can enter it.',
  },
  'hardship-reached': {
    zh: '登记册上没有特殊困难对象；由服务站登记。',
    en: 'Nobody in special hardship is on the register here; stations enter them.',
  },
  'households-per-worker': {
    zh: '没有户数或专职工作者数；可由管理员录入。',
    en: 'Households or full-time workers are not known; an administrator can enter them.',
  },
  'stations-active': { zh: '', en: '' },
};

type Shown = NonNullable<z.input<typeof targetValues>['targets'][number]['value']>;
const exactly = (value: Value): Shown => value;
/** Published: no exact margins, and no share of few (disclosure.ts). What is no case of a person is told as it is. */
const published = ({ numerator, denominator, rate, interval, responseRate }: Value): Shown => {
  const cases = denominator ?? 0;
  const bound = (each: number) => disclosedRate(each, cases) ?? 0;
  return {
    numerator: disclosed(numerator),
    denominator: denominator === null ? null : disclosed(denominator),
    rate: disclosedRate(rate, cases),
    interval: interval && [bound(interval[0]), bound(interval[1])],
    ...(responseRate === undefined ? {} : { responseRate: disclosedRate(responseRate, cases) }),
  };
};
const aboutPeople: ReadonlySet<Measure> = new Set([
  'satisfaction',
  'satisfaction-special',
  'participation',
  'hardship-reached',
]);

export const getTargetValues = operation(
  targetRoutes.getTargetValues,
  async ({ params: { regionCode }, query, caller, now }) => {
    const region = await content.region(regionCode);
    if (!region) return refuse('not-found', { region: regionCode });
    const exact = maySeeExactNumbers(caller, region.code);
    const thisMonth = monthOf(dateOf(now));
    const asked = query.month ?? thisMonth;
    const month = exact ? asked : disclosedMonths(asked, asked, thisMonth).last;
    const only = region.level === 4 ? classOf(region.code) : null;
    const [all, { whole, months, hardshipByClass }, classes] = await Promise.all([
      targets(),
      basisOf(region, month),
      only === null ? readCells(region.code, 'class', addMonths(month, 1 - servedSpan), month) : undefined,
    ]);
    return {
      region: { code: region.code, name: displayName(region), level: region.level },
      month,
      exact,
      targets: all.map((target) => {
        const show = exact || !aboutPeople.has(target.measure) ? exactly : published;
        const value = valueOf[target.measure](whole);
        const of = (basis: Basis): Shown => show(valueOf[target.measure](basis) ?? { ...noValue });
        const shown = value && show(value);
        const goals = goalsFor(target, only);
        const known = shown && value ? { ...value, rate: shown.rate } : null;
        return {
          target,
          goals,
          value: shown,
          met: Object.fromEntries(Object.entries(goals).map(([each, goal]) => [each, isMet(target, known, goal)])),
          ...(classes && inClasses.has(target.measure)
            ? {
                byClass: {
                  urban: of({ ...emptyBasis, counts: classes['urban'] ?? {}, hardship: hardshipByClass.urban }),
                  rural: of({ ...emptyBasis, counts: classes['rural'] ?? {}, hardship: hardshipByClass.rural }),
                },
              }
            : {}),
          trend: hasTrend.has(target.measure)
            ? [...months].map(([each, basis]) => Object.assign({ month: each }, of(basis)))
            : [],
          missing: value === null || value.denominator === null ? missingOf[target.measure] : null,
        };
      }),
    };
  },
);

/** What is counted for urban and rural communities apart, besides the goals. */
const inClasses: ReadonlySet<Measure> = new Set(['satisfaction', 'hardship-reached']);

const noValue: Value = { numerator: 0, denominator: null, rate: null, interval: null };
