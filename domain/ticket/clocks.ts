/** Starting and moving clocks: the only place where the life of a ticket meets the calendar. */
import { deadline, momentAtShare } from '../sla/deadline.ts';
import { afterWorkingTime, closeOfBusiness, type OfficeHours, workingTime } from '../sla/hours.ts';
import type { WorkingCalendar } from '../sla/calendar.ts';
import type { Limit } from '../sla/limit.ts';
import type { ClosedStop, Stop } from '../sla/stop.ts';
import { addDays, at, type CivilDate, dateOf, HOUR, type Instant } from '../time.ts';
import type { ClockMove, ClockSet } from './event.ts';
import type { DistrictVersion } from './district-rules.ts';
import { type AlarmRule, type Rules, rulesNamed, type RulesVersion } from './rules.ts';
import { type AlarmLevel, alarmLevels, type Clock, type ClockName, type Ticket, type Window } from './state.ts';

/**
 * What dates are computed with. `rules`: those of today, where the ticket is; `versions` and `district`: all there were
 * of the city and of its district, for what began under others.
 */
export type Reckoning = {
  calendar: WorkingCalendar;
  hours: OfficeHours;
  rules: Rules;
  versions?: readonly RulesVersion[];
  district?: readonly DistrictVersion[];
};

type Span = { start: Instant | CivilDate; limit: Limit; stops: readonly ClosedStop[]; extensions: readonly Limit[] };

/** Working time before the due, found from its start: the calendar only counts forward. */
const before = (start: Instant, due: Instant, ms: number, { calendar, hours }: Reckoning): Instant =>
  afterWorkingTime(start, Math.max(0, workingTime(start, due, calendar, hours) - ms), calendar, hours);

const momentsOf = (span: Span, due: Instant, rule: AlarmRule, reckoning: Reckoning): Instant[] => {
  const { calendar, hours } = reckoning;
  const start = span.start.length === 10 ? closeOfBusiness(span.start, hours) : span.start;
  const moments: Instant[] = [];
  if (rule.share !== undefined) moments.push(momentAtShare({ ...span, start, ...reckoning }, due, rule.share));
  const isLong = span.limit.unit === 'wd' && span.limit.n >= (rule.fromDays ?? 0);
  if (rule.daysLeft !== undefined && isLong)
    moments.push(closeOfBusiness(calendar.workdayAfter(dateOf(due), -rule.daysLeft), hours));
  if (rule.hoursLeft !== undefined) moments.push(before(start, due, rule.hoursLeft * HOUR, reckoning));
  if (rule.daysLate !== undefined)
    moments.push(rule.daysLate === 0 ? due : closeOfBusiness(calendar.workdayAfter(dateOf(due), rule.daysLate), hours));
  if (rule.daysIn !== undefined)
    moments.push(closeOfBusiness(calendar.workdayAfter(dateOf(start), rule.daysIn), hours));
  return moments;
};

/** Due moment and alarm moments of a span, with the versions they rest on. */
const reckon = (name: ClockName, span: Span, reckoning: Reckoning) => {
  const { due, provisional, calendarVersion } = deadline({ ...span, ...reckoning });
  const table = reckoning.rules.alarms[name] ?? {};
  const alarms: Partial<Record<AlarmLevel, Instant>> = {};
  for (const level of alarmLevels) {
    const rule = table[level];
    const moment = rule && momentsOf(span, due, rule, reckoning).sort()[0];
    if (moment) alarms[level] = moment;
  }
  return { due, provisional, calendar: calendarVersion, rule: reckoning.rules.version, alarms };
};

/** What decides which round of a clock is next. */
export type Rounds = Pick<Ticket, 'generation' | 'clocks'>;

/**
 * Every receipt, every routing and every reopening starts a round of its own, so each can be late, and be told so, by
 * itself. The promise has one round in each generation.
 */
const nextRound = ({ generation, clocks }: Rounds, name: ClockName): number =>
  clocks.reduce((next, clock) => (clock.name === name ? Math.max(next, clock.generation + 1) : next), generation);

/** Starts a clock. Day limits take a civil date as their start: the start day is not counted. */
export const startClock = (
  rounds: Rounds,
  name: ClockName,
  start: Instant | CivilDate,
  limit: Limit,
  reckoning: Reckoning,
): ClockSet => ({
  name,
  generation: nextRound(rounds, name),
  start: start.length === 10 ? closeOfBusiness(start, reckoning.hours) : start,
  limit,
  ...reckon(name, { start, limit, stops: [], extensions: [] }, reckoning),
});

const isClosed = (stop: Stop): stop is ClosedStop => stop.to !== undefined;

/** A clock that runs keeps the rules it began with: a change of them is for those that start later. */
const underItsRules = ({ rule }: Clock, reckoning: Reckoning): Reckoning => ({
  ...reckoning,
  rules: rulesNamed(reckoning.versions ?? [], rule) ?? reckoning.rules,
});

/** The clock with other stops, one more extension, or reckoned anew under another calendar. */
export const moveClock = (
  clock: Clock,
  change: { stops?: Stop[]; extension?: Limit },
  reckoning: Reckoning,
): ClockMove => {
  const stops = change.stops ?? clock.stops;
  const extension = change.extension ?? clock.extension;
  const { name, generation, start, limit, due: was } = clock;
  if (limit.unit === 'min') throw new Error(`${name} runs by the clock and is never moved`);
  // While a stop is open nobody knows the new date: the old one stands, and the clock shows that it is stopped.
  const fresh = stops.every(isClosed)
    ? reckon(name, { start, limit, stops, extensions: extension ? [extension] : [] }, underItsRules(clock, reckoning))
    : { due: was, provisional: clock.provisional, calendar: clock.calendar, rule: clock.rule, alarms: clock.alarms };
  return { name, generation, was, stops, ...(extension ? { extension } : {}), ...fresh };
};

export const runs = (clock: Clock): boolean => clock.endedAt === undefined;
export const clockOf = (ticket: Ticket, name: ClockName): Clock | undefined =>
  ticket.clocks.find((clock) => clock.name === name && runs(clock));

/** Does it stand now? A breach that was booked before does not set it going again. */
export const stands = ({ stops }: Clock): boolean => !stops.every(isClosed);

/** Is the clock over at this moment? While it stands, it is as far as it was when it was stopped. */
export const hasPassed = ({ due, stops }: Clock, now: Instant): boolean =>
  stops.reduce(
    (moment, { from, to }) => (to === undefined && at(from, '00:00') < moment ? at(from, '00:00') : moment),
    now,
  ) > due;

/** Stops these clocks from a date on. */
export const stopClocks = (
  ticket: Ticket,
  names: readonly ClockName[],
  on: CivilDate,
  reason: Stop['reason'],
  reckoning: Reckoning,
): ClockMove[] =>
  ticket.clocks
    .filter((clock) => names.includes(clock.name) && runs(clock))
    .map((clock) => moveClock(clock, { stops: [...clock.stops, { from: on, reason }] }, reckoning));

/** Lets them run again: the day before is the last stopped one. Only the stop with this reason ends. */
export const resumeClocks = (
  ticket: Ticket,
  on: CivilDate,
  reason: Stop['reason'],
  reckoning: Reckoning,
): ClockMove[] =>
  ticket.clocks
    .filter((clock) => runs(clock) && clock.stops.some((stop) => !isClosed(stop) && stop.reason.en === reason.en))
    .map((clock) => {
      const stops = clock.stops.map((stop) =>
        !isClosed(stop) && stop.reason.en === reason.en ? { ...stop, to: addDays(on, -1) } : stop,
      );
      return moveClock(clock, { stops }, reckoning);
    });

/** Working time that the holder has had it, in milliseconds. */
export const heldMs = (
  ticket: Ticket,
  now: Instant,
  { calendar, hours }: Pick<Reckoning, 'calendar' | 'hours'>,
): number => (now > ticket.heldSince ? workingTime(ticket.heldSince, now, calendar, hours) : 0);

/** A window that opens on a date. */
export const openWindow = (from: CivilDate, limit: Limit, { calendar, hours }: Reckoning): Window => {
  const { due: endsAt, provisional, calendarVersion } = deadline({ start: from, limit, calendar, hours });
  return { from, limit, endsAt, provisional, calendar: calendarVersion };
};

/** The moment at which a number of days from a date is over. */
export const windowEnd = (from: CivilDate, limit: Limit, reckoning: Reckoning): Instant =>
  openWindow(from, limit, reckoning).endsAt;
