/** The running system's time, moved forward by a story, and the calendar by which a story expects its dates. */
import { readFileSync } from 'node:fs';
import { calendarData, calendarYear, workingCalendar } from '../../domain/sla/calendar.ts';
import { type ClosedTerm, deadline } from '../../domain/sla/deadline.ts';
import { closeOfBusiness, standardHours } from '../../domain/sla/hours.ts';
import { at, type CivilDate, dateOf, epochMs, type Instant, later, MINUTE } from '../../domain/time.ts';
import type { Client } from './client.ts';

const { years, festivals } = calendarData.parse(
  JSON.parse(readFileSync(new URL('../../data/calendar.json', import.meta.url), 'utf8')),
);

/** data/calendar.json, and the notices that this system has published since. */
const calendarOf = async (api: Client) => {
  const thisYear = Number((await api.now()).slice(0, 4));
  const known = await Promise.all(
    [thisYear, thisYear + 1].map(async (year) => calendarYear.parse((await api.get(`/calendar/years/${year}`)).body)),
  );
  return workingCalendar([...years, ...known.filter(({ version }) => version > 0)], festivals);
};

/** Time and dates of one story. */
export const storyClock = async (api: Client) => {
  const calendar = await calendarOf(api);
  const today = async (): Promise<CivilDate> => dateOf(await api.now());

  /** Lets time pass until two minutes after the moment, when the sweeper has come by; not at all when it is over. */
  const passTo = async (moment: Instant): Promise<void> => {
    const ms = epochMs(later(moment, 2 * MINUTE)) - epochMs(await api.now());
    if (ms > 0) await api.advance(`PT${Math.ceil(ms / 1000)}S`);
  };

  return {
    calendar,
    today,
    passTo,
    /** Lets `n` working days pass, to the morning of the last; returns its date. */
    passDays: async (n: number): Promise<CivilDate> => {
      const date = calendar.workdayAfter(await today(), n);
      await passTo(at(date, '10:00'));
      return date;
    },
    /** A story starts within office hours, so that what it does in a few seconds happens on one working day. */
    toOfficeHours: async (): Promise<CivilDate> => {
      const now = await api.now();
      const date = dateOf(now);
      const { working } = calendar.day(date);
      const morning = at(date, '09:00');
      if (working && now >= morning && now < at(date, '16:00')) return date;
      const next = working && now < morning ? date : calendar.workdayAfter(date, 1);
      await passTo(at(next, '09:30'));
      return next;
    },
    /** The end of a limit by the rules of domain/sla. */
    due: (term: Omit<ClosedTerm, 'calendar' | 'hours'>): Instant =>
      deadline({ ...term, calendar, hours: standardHours }).due,
    /** Close of business so many working days after the day of a moment. */
    workdaysAfter: (moment: Instant, n: number): Instant => closeOfBusiness(calendar.workdayAfter(dateOf(moment), n)),
  };
};
export type StoryClock = Awaited<ReturnType<typeof storyClock>>;
