/** How urgent a due moment is: said in words, with a sign, and only then in colour. */
import { addDays, DAY, dateOf, epochMs, HOUR, instantOf, MINUTE } from '../../../domain/time.ts';
import { dateText, timeText } from '../ui/dates.ts';
import type { IconName } from '../ui/icon.tsx';
import type { Language } from '../i18n/language.ts';
import type { StaffWords } from './zh.ts';

export type ClockState = 'overdue' | 'today' | 'soon' | 'later' | 'standing';

export const clockIcons = {
  overdue: 'warning',
  today: 'bell',
  soon: 'clock',
  later: 'clock',
  standing: 'pause',
} as const satisfies Record<ClockState, IconName>;

/** @param now milliseconds since 1970 */
export const clockStateOf = ({ due, stands }: { due: string; stands: boolean }, now: number): ClockState => {
  if (stands) return 'standing';
  if (epochMs(due) < now) return 'overdue';
  const today = dateOf(instantOf(now));
  if (dateOf(due) === today) return 'today';
  return dateOf(due) === addDays(today, 1) ? 'soon' : 'later';
};

/** 3 小时: in whole minutes, hours or days. */
export const durationText = (ms: number, words: StaffWords['clock']): string => {
  if (ms < HOUR) return words.minutes(Math.max(1, Math.floor(ms / MINUTE)));
  return ms < DAY ? words.hours(Math.floor(ms / HOUR)) : words.days(Math.floor(ms / DAY));
};

export const clockText = (
  given: { due: string; stands: boolean },
  now: number,
  words: StaffWords['clock'],
  language: Language,
): string => {
  const time = timeText(given.due);
  switch (clockStateOf(given, now)) {
    case 'overdue':
      return words.overdue(durationText(now - epochMs(given.due), words));
    case 'today':
      return words.today(time);
    case 'soon':
      return words.tomorrow(time);
    case 'standing':
      return words.standing;
    default:
      return dateText(given.due, language);
  }
};
