/** The days off of a year as the pages hold them: named days, changed one by one, compared and told in spans. */
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { noticeProblems } from '../../../../domain/sla/publishing.ts';
import { isWeekend } from '../../../../domain/sla/statutory.ts';
import { addDays, type CivilDate } from '../../../../domain/time.ts';
import { read } from '../../api/api.ts';
import type { Language } from '../../i18n/language.ts';
import type { Difference } from '../parts/versions.tsx';
import type { NoticeLine } from './notice-text.ts';
import { en, zh } from './words.ts';

export type Day = { readonly date: CivilDate; readonly zh: string; readonly en: string };
export type Notice = { readonly off: readonly Day[]; readonly makeUp: readonly Day[] };
export type DayKind = 'off' | 'make-up' | 'plain';

export const yearQuery = (year: number) => ({
  queryKey: ['calendar', year],
  queryFn: () => read('/calendar/years/{year}', { params: { year: String(year) } }),
});
export const draftQuery = (year: number) => ({
  queryKey: ['calendar-draft', year],
  queryFn: () => read('/calendar/years/{year}/draft', { params: { year: String(year) } }),
});
export const versionsQuery = (year: number) => ({
  queryKey: ['calendar-versions', year],
  queryFn: () => read('/calendar/years/{year}/versions', { params: { year: String(year) } }),
});

const byDate = (a: Day, b: Day): number => (a.date < b.date ? -1 : 1);

/** The notice with the day as this kind; what it was before is gone. */
export const withDay = ({ off, makeUp }: Notice, day: Day, kind: DayKind): Notice => {
  const others = (days: readonly Day[]): Day[] => days.filter(({ date }) => date !== day.date);
  return {
    off: [...others(off), ...(kind === 'off' ? [day] : [])].sort(byDate),
    makeUp: [...others(makeUp), ...(kind === 'make-up' ? [day] : [])].sort(byDate),
  };
};

/** The notice with everything that the lines give, in the place of what was there on their days. */
export const withLines = (notice: Notice, lines: readonly NoticeLine[]): Notice =>
  lines.reduce<Notice>((now, { name, off, makeUp }) => {
    const rested = off.reduce((each, date) => withDay(each, { date, ...name }, 'off'), now);
    return makeUp.reduce((each, date) => withDay(each, { date, ...name }, 'make-up'), rested);
  }, notice);

/** What a day becomes when it is touched: a weekend day can be worked, any other cannot. */
export const nextKind = (kind: DayKind, date: CivilDate): DayKind => {
  if (kind === 'plain') return 'off';
  return kind === 'off' && isWeekend(date) ? 'make-up' : 'plain';
};

export const kindsOf = ({ off, makeUp }: Notice): ReadonlyMap<CivilDate, { kind: DayKind; day: Day }> =>
  new Map<CivilDate, { kind: DayKind; day: Day }>([
    ...off.map((day) => [day.date, { kind: 'off', day }] as const),
    ...makeUp.map((day) => [day.date, { kind: 'make-up', day }] as const),
  ]);

/** As the service tells it, and as the domain does. */
export type NoticeProblem = Omit<FieldProblem, 'seen'>;

/** What can be seen to be wrong here; the festivals of the moon are known to the service alone. */
export const problemsHere = (year: number, { off, makeUp }: Notice): NoticeProblem[] =>
  noticeProblems(year, { off: [...off], makeUp: [...makeUp] }, undefined).filter(({ code }) => code !== 'festivals');

/** The day that a problem is about, if it is about one. */
export const dateOfProblem = (problem: NoticeProblem, { off, makeUp }: Notice): CivilDate | undefined => {
  const [list, index] = problem.path.split('.');
  const days = list === 'off' ? off : list === 'makeUp' ? makeUp : [];
  return index === undefined ? /\d{4}-\d\d-\d\d/.exec(problem.zh)?.[0] : days[Number(index)]?.date;
};

type Span = { readonly from: CivilDate; readonly to: CivilDate; readonly zh: string; readonly en: string };

/** Days in a row under one name, as one. */
export const spansOf = (days: readonly Day[]): Span[] => {
  const spans: Span[] = [];
  for (const { date, zh: name, en: english } of [...days].sort(byDate)) {
    const last = spans.at(-1);
    const goesOn = last?.zh === name && addDays(last.to, 1) === date;
    if (goesOn) spans[spans.length - 1] = { ...last, to: date };
    else spans.push({ from: date, to: date, zh: name, en: english });
  }
  return spans;
};

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** 1月3日, 3 Jan: within one year, so without it. */
export const dayText = (date: CivilDate, language: Language): string => {
  const [, month = 1, day = 1] = date.split('-').map(Number);
  return language === 'en' ? `${day} ${monthNames[month - 1]}` : `${month}月${day}日`;
};
export const spanText = ({ from, to, ...name }: Span, language: Language): string => {
  const until = from === to ? '' : `${language === 'en' ? '–' : '至'}${dayText(to, language)}`;
  return `${name[language]} ${dayText(from, language)}${until}`;
};
export const daysText = (days: readonly Day[], language: Language): string =>
  spansOf(days)
    .map((span) => spanText(span, language))
    .join(language === 'en' ? '; ' : '；');

/** Every day that is another than before, one line each. */
export const compareNotices = (was: Notice, is: Notice, language: Language): Difference[] => {
  const words = language === 'en' ? en : zh;
  const [before, after] = [kindsOf(was), kindsOf(is)];
  const told = (found: { kind: DayKind; day: Day } | undefined): string =>
    found ? `${words.kinds[found.kind]} · ${found.day[language]}` : words.kinds.plain;
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((date) => {
    const [old, now] = [told(before.get(date)), told(after.get(date))];
    return old === now ? [] : [{ name: dayText(date, language), was: old, is: now }];
  });
};
