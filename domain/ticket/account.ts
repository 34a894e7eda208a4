/**
 * The account of a clock: which days counted and which did not, who held the ticket on each of them, which alarms are
 * due and were raised. For the resident, the office and the audit alike; everything in it comes from the events.
 */
import { type DayLine, explainDeadline } from '../sla/explain.ts';
import type { Wording } from '../sla/limit.ts';
import { type CivilDate, dateOf, type Instant, later } from '../time.ts';
import { apply } from './apply.ts';
import type { Reckoning } from './clocks.ts';
import type { TicketEvent } from './event.ts';
import { type AlarmLevel, alarmLevels, type Clock, type Holder, holderKey, type Ticket } from './state.ts';

/** An alarm of a clock. `due`: when it is to be raised; once raised, when it was to be. */
export type AlarmAccount = { level: AlarmLevel; due: Instant; raisedAt?: Instant };
/** One day, with everybody who held the ticket on it, in order; nobody on days that are still to come. */
export type AccountLine = DayLine & { holders: Holder[] };
export type ClockAccount = Wording & { lines: AccountLine[]; alarms: AlarmAccount[] };

type Tenure = { holder: Holder; from: Instant };

/** Who had it since when. */
const tenuresOf = (events: readonly TicketEvent[]): Tenure[] => {
  const tenures: Tenure[] = [];
  let ticket: Ticket | null = null;
  for (const event of events) {
    ticket = apply(ticket, event);
    const last = tenures.at(-1);
    if (!last || holderKey(last.holder) !== holderKey(ticket.holder))
      tenures.push({ holder: ticket.holder, from: event.at });
  }
  return tenures;
};

/** A hand-over at midnight belongs to the day that begins. */
const heldOn = (date: CivilDate, tenures: readonly Tenure[], today: CivilDate): Holder[] => {
  if (date > today) return [];
  const holders = tenures
    .filter(({ from }, i) => {
      const until = tenures[i + 1]?.from;
      return dateOf(from) <= date && (until === undefined || date <= dateOf(until));
    })
    .map(({ holder }) => holder)
    .filter(({ kind }) => kind !== 'none');
  return [...new Map(holders.map((holder) => [holderKey(holder), holder])).values()];
};

const alarmsOf = ({ name, generation, alarms }: Clock, events: readonly TicketEvent[]): AlarmAccount[] =>
  alarmLevels.flatMap((level): AlarmAccount[] => {
    const raised = events.find(
      (event) =>
        event.type === 'AlarmRaised' &&
        event.clock === name &&
        event.clockGeneration === generation &&
        event.level === level,
    );
    if (raised?.type === 'AlarmRaised')
      return [{ level, due: later(raised.at, -raised.lateByMs), raisedAt: raised.at }];
    const due = alarms[level];
    return due === undefined ? [] : [{ level, due }];
  });

/** Minutes at a counter are told, not counted day by day. */
const byTheMinute = ({ limit, start, due }: Clock): Wording => ({
  zh: `${limit.n} 分钟，自 ${start.slice(0, 10)} ${start.slice(11, 16)} 起，${due.slice(11, 16)} 到期。`,
  en: `${limit.n} minutes from ${start.slice(0, 10)} ${start.slice(11, 16)}: due ${due.slice(11, 16)}.`,
});

/**
 * Accounts for one clock of a ticket. `events` are all events of the ticket, oldest first; `reckoning` has the
 * calendar that the clock's due was computed with (`clock.calendar`), so that the account arrives at that very date.
 */
export const accountOf = (
  clock: Clock,
  events: readonly TicketEvent[],
  now: Instant,
  { calendar, hours }: Pick<Reckoning, 'calendar' | 'hours'>,
): ClockAccount => {
  const alarms = alarmsOf(clock, events);
  const { limit, stops, extension } = clock;
  if (limit.unit === 'min') return { ...byTheMinute(clock), lines: [], alarms };
  const { lines, zh, en } = explainDeadline({
    start: clock.start,
    limit,
    stops,
    extensions: extension ? [extension] : [],
    calendar,
    hours,
  });
  const tenures = tenuresOf(events);
  const today = dateOf(now);
  return {
    zh,
    en,
    alarms,
    lines: lines.map((line) => Object.assign({ holders: heldOn(line.date, tenures, today) }, line)),
  };
};
