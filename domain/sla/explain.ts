/**
 * The account of a deadline, day by day: what counted, what did not, and why. For the resident, the clerk, and whoever
 * has to defend the date later. The date itself is `deadline`'s; the account only walks to it.
 */
import { addDays, at, type CivilDate, dateOf, HOUR, type Instant } from '../time.ts';
import type { CalendarDay } from './calendar.ts';
import { deadline, type Due, extendedLimit, type Standing, startInstant, type Term } from './deadline.ts';
import { closeOfBusiness, type OfficeHours, receivedOn, standardHours } from './hours.ts';
import { countsDays, type Limit, limitName, type Wording } from './limit.ts';
import { endOf, rulerOf } from './ruler.ts';
import { weekdayOf } from './statutory.ts';
import { type Stop, stopOn } from './stop.ts';

/** One day of the account. `running` is what has counted so far, this day included, in the unit of the limit. */
export type DayLine = Wording & { date: CivilDate; counted: boolean; running: number };
/** The summary is in `zh` and `en`. */
export type Explanation = (Due | Standing) & Wording & { lines: DayLine[] };

const weekdays: readonly Wording[] = [
  { zh: '周日', en: 'Sun' },
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
];

/** 周六, Sat. */
export const weekdayName = (date: CivilDate): Wording => weekdays[weekdayOf(date)] ?? { zh: '', en: '' };

const wallTime = (instant: Instant): string => {
  const time = instant.slice(11, 19);
  return time.endsWith(':00') ? time.slice(0, 5) : time;
};

const dayNames: Record<CalendarDay['kind'], (day: CalendarDay) => Wording> = {
  workday: () => ({ zh: '工作日', en: 'working day' }),
  weekend: () => ({ zh: '周末', en: 'weekend' }),
  holiday: ({ zh, en }) => ({ zh: `${zh}放假`, en: `${en} holiday` }),
  'make-up': ({ zh, en }) => ({ zh: `${zh}调休上班`, en: `make-up working day for ${en}` }),
};
const nameOf = (day: CalendarDay): Wording => dayNames[day.kind](day);

/** How much of a day counts, and in words why. */
type Verdict = Wording & { amount: number };

const stopped = ({ reason }: Stop): Verdict => ({
  amount: 0,
  zh: `停止计时（${reason.zh}），不计`,
  en: `clock stopped (${reason.en}), not counted`,
});

/** Judges a day of a day limit; `before` is what had counted until then. */
const judgeDay = (day: CalendarDay, before: number, start: CivilDate, limit: Limit, stop?: Stop): Verdict => {
  const { zh, en } = nameOf(day);
  if (day.date === start) return { amount: 0, zh: `${zh}，起算日不计入`, en: `${en}, start day, not counted` };
  if (limit.unit === 'wd' && !day.working) return { amount: 0, zh: `${zh}，不计`, en: `${en}, not counted` };
  if (stop) return stopped(stop);
  if (before < limit.n) return { amount: 1, zh: `${zh}，计入`, en: `${en}, counted` };
  return day.working
    ? {
        amount: 0,
        zh: `${zh}，期限末日遇休息日，顺延至本日`,
        en: `${en}, the end fell on a day off and rolls to this day`,
      }
    : { amount: 0, zh: `${zh}，期限末日顺延`, en: `${en}, the end rolls on` };
};

/** The working intervals of a day between two instants, `09:00–12:00, 13:30–14:45`. */
const intervalsText = (date: CivilDate, from: Instant, to: Instant, hours: OfficeHours): string =>
  hours
    .map((interval) => [at(date, interval.from), at(date, interval.to)] as const)
    .map(([opening, closing]) => [opening > from ? opening : from, closing < to ? closing : to] as const)
    .filter(([begin, end]) => begin < end)
    .map((moments) => moments.map(wallTime).join('–'))
    .join(', ');

const hoursText = (ms: number): string => String(Math.round((ms / HOUR) * 100) / 100);

/** Judges the part of a day that lies between two instants, for a limit in hours. */
const judgeHours = (day: CalendarDay, from: Instant, to: Instant, term: Term, stop?: Stop): Verdict => {
  const { limit, calendar, hours = standardHours } = term;
  const { zh, en } = nameOf(day);
  if (limit.unit === 'wh' && !day.working) return { amount: 0, zh: `${zh}，不计`, en: `${en}, not counted` };
  if (stop) return stopped(stop);
  const amount = from < to ? rulerOf(limit.unit, calendar, hours).between(from, to) : 0;
  if (amount === 0) return { amount, zh: `${zh}，无可计时间`, en: `${en}, no time to count` };
  const span =
    limit.unit === 'wh'
      ? intervalsText(day.date, from, to, hours)
      : `${wallTime(from)}–${to === endOf(day.date) ? '24:00' : wallTime(to)}`;
  return {
    amount,
    zh: `${zh}，${span}，计 ${hoursText(amount)} 小时`,
    en: `${en}, ${span}, ${hoursText(amount)} h counted`,
  };
};

const summary = (term: Term, result: Due | Standing): Wording => {
  const { start, limit, extensions = [] } = term;
  const [whole, parts] = [limitName(limit), extensions.map(limitName)];
  const begin = start.length === 10 || countsDays(limit) ? dateOf(start) : `${dateOf(start)} ${wallTime(start)}`;
  const zh = `${[whole, ...parts].map((part) => part.zh).join('，延长')}，自 ${begin} 起`;
  const en = `${[whole, ...parts].map((part) => part.en).join(', extended by ')} from ${begin}`;
  if (result.due === null) {
    const left = limitName({ n: Math.round(result.left * 100) / 100, unit: limit.unit });
    return {
      zh: `${zh}；${result.stoppedSince} 起停止计时，剩余${left.zh}，恢复后确定到期时间。`,
      en: `${en}: stopped since ${result.stoppedSince}, ${left.en} left; the due moment is fixed when work resumes.`,
    };
  }
  const date = dateOf(result.due);
  const [day, time] = [weekdayName(date), wallTime(result.due)];
  const notice = result.provisional && {
    zh: `此为预计时间：${date.slice(0, 4)} 年放假安排尚未公布，公布后重新计算。`,
    en: ` This is provisional: the notice of days off for ${date.slice(0, 4)} is not published; it is recomputed when it is.`,
  };
  return {
    zh: `${zh}，${notice ? '预计 ' : ''}${date}（${day.zh}）${time} 到期。${notice ? notice.zh : ''}`,
    en: `${en}: ${notice ? 'provisionally ' : ''}due ${day.en} ${date} ${time}.${notice ? notice.en : ''}`,
  };
};

/**
 * Explains a deadline: one line a day from the start to the due day, or to the day since when the clock stands.
 * Same input and errors as `deadline`.
 */
export const explainDeadline = (term: Term): Explanation => {
  const { start, stops = [], calendar, hours = standardHours } = term;
  const limit = extendedLimit(term);
  const result = deadline(term);
  const begin = startInstant(term);
  const firstDay = dateOf(start);
  const finalDay = result.due === null ? result.stoppedSince : dateOf(result.due);
  const byDays = countsDays(limit);
  const { unit } = rulerOf(limit.unit, calendar, hours);

  const lines: DayLine[] = [];
  let counted = 0;
  for (let date = firstDay; date <= finalDay; date = addDays(date, 1)) {
    const day = calendar.day(date);
    const stop = stopOn(date, stops);
    const from = date === firstDay ? begin : at(date, '00:00');
    const to = date === finalDay && result.due !== null ? result.due : endOf(date);
    const { amount, zh, en } = byDays
      ? judgeDay(day, counted, firstDay, limit, stop)
      : judgeHours(day, from, to, { ...term, limit }, stop);
    counted += amount;
    const last = result.due !== null && date === finalDay;
    const provisional = day.provisional && limit.unit !== 'h';
    lines.push({
      date,
      counted: amount > 0,
      running: counted / unit,
      zh: `${zh}${provisional ? '（预计）' : ''}${last ? `；${wallTime(result.due)} 到期` : ''}`,
      en: `${en}${provisional ? ' (provisional)' : ''}${last ? `; due at ${wallTime(result.due)}` : ''}`,
    });
  }
  return { ...result, lines, ...summary(term, result) };
};

/** On which day a filing is received, and why. */
export const explainReceipt = (
  filedAt: Instant,
  calendar: Term['calendar'],
  hours: OfficeHours = standardHours,
): Wording & { receivedOn: CivilDate } => {
  const date = dateOf(filedAt);
  const received = receivedOn(filedAt, calendar, hours);
  const [filed, arrived] = [`${date} ${wallTime(filedAt)}`, weekdayName(received)];
  const day = nameOf(calendar.day(date));
  if (received === date) {
    return {
      receivedOn: received,
      zh: `${filed} 提交（${day.zh}），当日收件。`,
      en: `Filed ${filed} (${day.en}), received the same day.`,
    };
  }
  const close = wallTime(closeOfBusiness(date, hours));
  const why = calendar.day(date).working
    ? { zh: `${day.zh}，已过 ${close} 下班时间`, en: `${day.en}, after close of business at ${close}` }
    : day;
  return {
    receivedOn: received,
    zh: `${filed} 提交（${why.zh}），下一工作日 ${received}（${arrived.zh}）收件。`,
    en: `Filed ${filed} (${why.en}), received the next working day, ${arrived.en} ${received}.`,
  };
};
