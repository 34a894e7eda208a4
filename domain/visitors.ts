/**
 * The numbers of one office on one day: taken at the door, called to a window. Nobody's name is in it. Who has priority
 * by law (older, disabled, pregnant …) goes first; yet after three of them in a row somebody waiting in the ordinary
 * lane is called, so that nobody waits for ever (rule of ours). A number that was called and did not come can be called
 * again while no more than three others have been called since.
 */
import { type Refusal, refuse } from './refusal.ts';
import type { CivilDate, Instant } from './time.ts';

export const visitorLanes = ['priority', 'ordinary'] as const;
export type VisitorLane = (typeof visitorLanes)[number];
export const visitorStates = ['waiting', 'called', 'missed', 'served'] as const;

/** A = priority, B = ordinary: `A001`. */
const letters: Readonly<Record<VisitorLane, string>> = { priority: 'A', ordinary: 'B' };
/** In a row, while somebody waits in the ordinary lane. */
const mostPriority = 3;
/** How many others may have been called before a missed number is gone. */
const keptFor = 3;
/** Numbers of one lane on one day. */
export const mostNumbers = 500;

export type Visitor = {
  number: string;
  lane: VisitorLane;
  state: (typeof visitorStates)[number];
  takenAt: Instant;
  calledAt?: Instant;
  window?: string;
  /** Which call of the day it was missed at. */
  missedAt?: number;
};

export type VisitorDay = {
  officeId: string;
  date: CivilDate;
  /** Counts the changes. */
  version: number;
  /** How often somebody new was called today. */
  calls: number;
  /** Of the last calls, how many in a row were of the priority lane. */
  priorityInRow: number;
  visitors: readonly Visitor[];
};

export const emptyDay = (officeId: string, date: CivilDate): VisitorDay => ({
  officeId,
  date,
  version: 0,
  calls: 0,
  priorityInRow: 0,
  visitors: [],
});

export type Changed = { day: VisitorDay; visitor: Visitor };

const no = (zh: string, en: string): Refusal => refuse('wrong-state', { zh, en });

const changed = (day: VisitorDay, visitor: Visitor, more: Partial<VisitorDay> = {}): Changed => ({
  day: {
    ...day,
    ...more,
    version: day.version + 1,
    visitors: day.visitors.map((each) => (each.number === visitor.number ? visitor : each)),
  },
  visitor,
});

const waiting = ({ visitors }: VisitorDay, lane: VisitorLane): Visitor | undefined =>
  visitors.find((each) => each.state === 'waiting' && each.lane === lane);

/** Who is next by the rule; undefined: nobody waits. */
export const nextOf = (day: VisitorDay): Visitor | undefined => {
  const [first, ordinary] = [waiting(day, 'priority'), waiting(day, 'ordinary')];
  return first && !(ordinary && day.priorityInRow >= mostPriority) ? first : ordinary;
};

export const isRecallable = ({ calls }: Pick<VisitorDay, 'calls'>, { state, missedAt = 0 }: Visitor): boolean =>
  state === 'called' || (state === 'missed' && calls - missedAt <= keptFor);

/** Somebody comes in. */
export const take = (day: VisitorDay, lane: VisitorLane, now: Instant): Changed | Refusal => {
  const taken = day.visitors.filter((each) => each.lane === lane).length;
  if (taken >= mostNumbers) return no('今天的号已经取完。', 'There are no more numbers today.');
  const number = `${letters[lane]}${String(taken + 1).padStart(3, '0')}`;
  const visitor: Visitor = { number, lane, state: 'waiting', takenAt: now };
  return { day: { ...day, version: day.version + 1, visitors: [...day.visitors, visitor] }, visitor };
};

/** A window is free: whom it had is served, and the next is called to it. */
export const callNext = (day: VisitorDay, window: string, now: Instant): Changed | Refusal => {
  const next = nextOf(day);
  if (!next) return no('没有人在等。', 'Nobody is waiting.');
  const visitors = day.visitors.map((each): Visitor =>
    each.state === 'called' && each.window === window ? { ...each, state: 'served' } : each,
  );
  return changed(
    { ...day, visitors },
    { ...next, state: 'called', window, calledAt: now },
    { calls: day.calls + 1, priorityInRow: next.lane === 'priority' ? day.priorityInRow + 1 : 0 },
  );
};

const found = ({ visitors }: VisitorDay, number: string): Visitor | Refusal =>
  visitors.find((each) => each.number === number) ?? refuse('not-found', { number });

const isVisitor = (visitor: Visitor | Refusal): visitor is Visitor => !('refused' in visitor);

/** Called once more, also to another window, and also after it was missed a moment ago. */
export const recall = (day: VisitorDay, number: string, window: string, now: Instant): Changed | Refusal => {
  const visitor = found(day, number);
  if (!isVisitor(visitor)) return visitor;
  if (!isRecallable(day, visitor))
    return no(
      '此号不能再叫：没有叫过，或过号已久，请重新取号。',
      'Not called yet, or missed too long ago: take a new number.',
    );
  const { missedAt: _, ...rest } = visitor;
  return changed(day, { ...rest, state: 'called', window, calledAt: now });
};

/** Called and not there. */
export const skip = (day: VisitorDay, number: string): Changed | Refusal => {
  const visitor = found(day, number);
  if (!isVisitor(visitor)) return visitor;
  if (visitor.state !== 'called') return no('此号没有在叫。', 'This number is not being called.');
  return changed(day, { ...visitor, state: 'missed', missedAt: day.calls });
};

export const finish = (day: VisitorDay, number: string): Changed | Refusal => {
  const visitor = found(day, number);
  if (!isVisitor(visitor)) return visitor;
  if (visitor.state !== 'called') return no('此号没有在叫。', 'This number is not being called.');
  return changed(day, { ...visitor, state: 'served' });
};

/** Those who wait, in the order in which they will be called if nobody else comes. */
export const inOrder = (day: VisitorDay): readonly Visitor[] => {
  const order: Visitor[] = [];
  for (let now = day; ;) {
    const next = nextOf(now);
    if (!next) return order;
    order.push(next);
    const priorityInRow = next.lane === 'priority' ? now.priorityInRow + 1 : 0;
    now = { ...now, priorityInRow, visitors: now.visitors.filter((each) => each !== next) };
  }
};
