/** Filing: the first event of a ticket. */
import { acceptLimit, type Channel, type Item, promiseLimit, urgentHours } from '../catalogue.ts';
import type { FiledBy, Window } from './state.ts';
import type { Lane } from '../priority.ts';
import type { AttachedPaper } from '../paper.ts';
import { receivedOn } from '../sla/hours.ts';
import type { Limit } from '../sla/limit.ts';
import { type CivilDate, type Instant, later, MINUTE } from '../time.ts';
import { type Reckoning, type Rounds, startClock, openWindow } from './clocks.ts';
import type { Rules } from './rules.ts';
import type { Actor, ClockSet, Collected, EventBody } from './event.ts';
import type { EventDraft } from './apply.ts';

export type Filing = {
  reference: string;
  item: Item;
  channel: Channel;
  residentId: string | null;
  filedBy: FiledBy;
  stationId: string;
  lane: Lane;
  /** The resident's special-group tags as they are now. */
  tags: string[];
  papers?: AttachedPaper[];
  collected?: Collected;
  /** The need for which it is filed. */
  needId?: string;
};

/** ANSWER: a question has the item's own limit where it says one. */
export const answerLimit = (item: Item, { answer }: Pick<Rules['limits'], 'answer'>): Limit =>
  item.limits.promisedWorkdays > 0 ? promiseLimit(item) : answer;

/**
 * A day of receipt: the working day on which papers count as received, the moment until which missing papers may be
 * named (after it the law accepts), and the clocks that start.
 */
export const receipt = (
  rounds: Rounds,
  { now, item, ...reckoning }: Reckoning & { now: Instant; item: Item },
): { on: CivilDate; window: { window?: Window }; clocks: ClockSet[] } => {
  const { limits } = reckoning.rules;
  const on = receivedOn(now, reckoning.calendar, reckoning.hours);
  const clocks = [startClock(rounds, 'ACCEPT', on, acceptLimit(item), reckoning)];
  if (item.mode === 'consult') clocks.push(startClock(rounds, 'ANSWER', on, answerLimit(item, limits), reckoning));
  // The duty to name missing papers once is the law's for licences and the same for services; a call has no papers.
  const deemed = item.regime !== 'hotline' && item.mode !== 'instant' && item.mode !== 'consult';
  return { on, window: deemed ? { window: openWindow(on, limits.supplementNotice, reckoning) } : {}, clocks };
};

/** COUNTER: done at the counter within ten minutes (plan, R3D-36). It is reported and raises no card. */
const counterClock = (now: Instant, { limits: { counter }, version }: Rules): ClockSet => {
  const due = later(now, counter.n * MINUTE);
  const basis = { provisional: false, calendar: 'clock', rule: version };
  return { name: 'COUNTER', generation: 1, start: now, limit: counter, due, alarms: { missed: due }, ...basis };
};

/** Files a request. What the form holds was checked before and is sealed beside the event. */
export const submit = (
  filing: Filing,
  words: Record<string, unknown>,
  context: Reckoning & { now: Instant; actor: Actor },
): EventDraft & { body: EventBody & { type: 'Submitted' } } => {
  const { item, channel, papers = [], ...rest } = filing;
  const { now, rules } = context;
  const unborn = { generation: 1, clocks: [] };
  const { on, window, clocks } = receipt(unborn, { ...context, item });
  const hours = urgentHours(item);
  if (hours !== undefined) clocks.push(startClock(unborn, 'URGENT', now, { n: hours, unit: 'h' }, context));
  if (item.mode === 'instant' && channel === 'counter') clocks.push(counterClock(now, rules));
  return {
    actor: context.actor,
    words,
    body: {
      type: 'Submitted',
      itemId: item.id,
      itemVersion: item.version,
      mode: item.mode,
      regime: item.regime,
      ...rest,
      ...(papers.length > 0 ? { papers } : {}),
      receivedOn: on,
      ...window,
      clocks,
    },
  };
};
