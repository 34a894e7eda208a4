/**
 * Publishing a calendar year: what a notice of days off must look like before anybody may confirm it. Sources:
 * 《全国年节及纪念日放假办法》 (State Council Decree 795), requirements/calendar.md §1 and §2.
 */
import type { FieldProblem } from '../refusal.ts';
import { type CivilDate, isCivilDate } from '../time.ts';
import type { WorkingCalendar } from './calendar.ts';
import { isWeekend, type MovingFestivals, type NamedDay, statutoryHolidays } from './statutory.ts';

/** A notice as somebody entered it: its dates are still only text. */
export type YearNotice = { off: NamedDay[]; makeUp: NamedDay[] };

type Place = NamedDay & { path: string; isMakeUp: boolean };
type Fault = Pick<FieldProblem, 'code' | 'zh' | 'en'>;

const placesIn = ({ off, makeUp }: YearNotice): Place[] => [
  ...off.map((day, i) => ({ ...day, path: `off.${i}.date`, isMakeUp: false })),
  ...makeUp.map((day, i) => ({ ...day, path: `makeUp.${i}.date`, isMakeUp: true })),
];

/** What is wrong with one day of the notice by itself. */
const faultOf = (year: number, { date, isMakeUp }: Place, seen: ReadonlySet<CivilDate>): Fault | null => {
  if (!isCivilDate(date))
    return {
      code: 'date',
      zh: '不是有效日期，应为 YYYY-MM-DD',
      en: 'is no day of the calendar, write it as YYYY-MM-DD',
    };
  if (!date.startsWith(`${year}-`))
    return {
      code: 'year',
      zh: `不在 ${year} 年内；他年的日期请在该年发布`,
      en: `is not in ${year}; publish it with its own year`,
    };
  if (seen.has(date)) return { code: 'twice', zh: '出现两次，请只保留一次', en: 'is there twice, keep one' };
  return isMakeUp && !isWeekend(date)
    ? {
        code: 'weekend',
        zh: '不是周六或周日，不能设为调休上班',
        en: 'is no weekend day, so it cannot be a make-up day',
      }
    : null;
};

/** Since when the thirteen days are the law; what was published for earlier years rests on the law of its time. */
const decree795From = 2025;

/** The statutory days that the notice does not give, and the working days that it takes back with make-up days. */
const statutoryFaults = ({ off, makeUp }: YearNotice, festivals: MovingFestivals): FieldProblem[] => {
  const given = new Set(off.map(({ date }) => date));
  const due = statutoryHolidays(festivals);
  const missing = due
    .filter(({ date }) => !given.has(date))
    .map(({ date, zh, en }) => ({
      path: 'off',
      code: 'statutory',
      zh: `缺少法定节假日 ${date}（${zh}），请补入`,
      en: `lacks the statutory holiday ${date} (${en}), add it`,
      seen: `${off.length}`,
    }));
  // Each of the thirteen days takes one working day off; on a weekend it is made up on a working day (art. 6).
  const net = off.filter(({ date }) => !isWeekend(date)).length - makeUp.length;
  return net >= statutoryDays
    ? missing
    : [
        ...missing,
        {
          path: 'makeUp',
          code: 'net',
          zh: `放假的工作日减去调休上班只有 ${net} 天，少于法定的 ${statutoryDays} 天，请补足放假或减少调休`,
          en: `working days off less make-up days come to ${net}, fewer than the ${statutoryDays} of the law: add days off or drop make-up days`,
          seen: `${net}`,
        },
      ];
};

/** Statutory days off in a year (Decree 795, art. 2). */
const statutoryDays = 13;

/**
 * Everything that is wrong with a notice: dates that are none or of another year, a date twice, a make-up day that is
 * no weekend day, and from 2025 on fewer days off than the law gives. Empty: it may be confirmed.
 */
export const noticeProblems = (
  year: number,
  notice: YearNotice,
  festivals: MovingFestivals | undefined,
): FieldProblem[] => {
  const seen = new Set<CivilDate>();
  const problems = placesIn(notice).flatMap((place): FieldProblem[] => {
    const fault = faultOf(year, place, seen);
    seen.add(place.date);
    return fault ? [{ path: place.path, ...fault, seen: place.date }] : [];
  });
  if (problems.length > 0 || year < decree795From) return problems;
  if (festivals) return statutoryFaults(notice, festivals);
  return [
    {
      path: 'year',
      code: 'festivals',
      zh: '系统没有该年的农历节日日期，无法核对法定节假日',
      en: 'the system does not know the dates of the moving festivals of this year, so it cannot check it',
      seen: String(year),
    },
  ];
};

/**
 * The next year, where its notice should have come by now: those of 2025 and 2026 came in the first half of November.
 * From then on promises of twenty working days run into it. Null: nothing is missing.
 */
export const missingNotice = (
  { isPublished }: Pick<WorkingCalendar, 'isPublished'>,
  today: CivilDate,
): number | null => {
  const next = Number(today.slice(0, 4)) + 1;
  return today.slice(5) >= '11-01' && !isPublished(next) ? next : null;
};

/** Which version of each year a calendar rests on: `2004-2026v1+2027v2+law795` → 2004…2026: 1, 2027: 2. */
export const editionsIn = (calendarVersion: string): ReadonlyMap<number, number> => {
  const editions = new Map<number, number>();
  for (const part of calendarVersion.split('+')) {
    const [, from, to = from, version] = /^(\d{4})(?:-(\d{4}))?v(\d+)$/.exec(part) ?? [];
    for (let year = Number(from); year <= Number(to); year += 1) editions.set(year, Number(version));
  }
  return editions;
};
