/** On whose board a ticket is, by when, and when time does something to it next. */
import { describe, expect, test } from '@jest/globals';
import { boardsOf, dueOf, isUndelivered, nextMoment } from '../../../domain/ticket/board.ts';
import type { Clock, ClockName, Ticket } from '../../../domain/ticket/state.ts';
import { moment, officeA, officeB, proxyInProgress, station } from './story.ts';

const { ticket } = proxyInProgress();
const [base] = ticket.clocks;
if (!base) throw new Error('no clock');
const at = (day: number) => moment(`2026-03-${String(day).padStart(2, '0')} 17:30`);
const clock = (name: ClockName, day: number, more: Partial<Clock> = {}): Clock => {
  const { endedAt: _ended, ...running } = base;
  return { ...running, name, due: at(day), status: 'running', stops: [], raised: [], alarms: {}, ...more };
};
const open = { from: '2026-03-03', reason: { zh: '检测', en: 'testing' } };
const withClocks = (...clocks: Clock[]): Ticket => ({ ...ticket, clocks });

describe('what a desk owes first', () => {
  const due = (...clocks: Clock[]) => dueOf(withClocks(...clocks));

  test('is the earliest due of the clocks that run', () => {
    expect(due(clock('PROMISE', 9), clock('SIGN', 4), clock('STATUTORY', 20))).toBe(at(4));
    expect(due(clock('SIGN', 4, { endedAt: at(3) }), clock('PROMISE', 9))).toBe(at(9));
    expect(due(clock('SIGN', 4, { stops: [open] }), clock('PROMISE', 9))).toBe(at(9));
  });

  test('is no right of its own to send it back or to object, and no step of another office', () => {
    for (const name of ['RETURN', 'APPEAL', 'STEP'] as const)
      expect(due(clock(name, 4), clock('PROMISE', 9))).toBe(at(9));
  });

  test('while nothing runs is what stands, then the end of the window, then the filing', () => {
    expect(due(clock('PROMISE', 9, { stops: [open] }), clock('STATUTORY', 6, { stops: [open] }))).toBe(at(6));
    expect(due(clock('RETURN', 4))).toBe(at(4));
    const over = clock('PROMISE', 9, { endedAt: at(3) });
    const window = {
      from: '2026-03-02',
      limit: { n: 5, unit: 'wd' as const },
      endsAt: at(12),
      provisional: false,
      calendar: 'c',
    };
    expect(dueOf({ ...withClocks(over), window })).toBe(at(12));
    const { window: _window, ...windowless } = withClocks(over);
    expect(dueOf(windowless)).toBe(ticket.filedAt);
  });
});

describe('boards', () => {
  const step = (id: string, officeId: string, status: 'ready' | 'delivered' | 'done') => ({ id, officeId, status });
  const boards = (changed: Partial<Ticket>) => boardsOf({ ...withClocks(clock('PROMISE', 9)), ...changed });

  test('show it to the desk that has it, once it was delivered, in its lane', () => {
    expect(boards({ lane: 'urgent' })).toEqual([{ officeId: officeA, lane: 'urgent', due: at(9) }]);
    expect(boards({ delivered: false })).toEqual([]);
    expect(boards({ holder: { kind: 'none' } })).toEqual([]);
  });

  test.each(['awaiting-supplement', 'awaiting-resident', 'in-special-step'] as const)(
    'keep it in sight of its desk while others have their turn: %s',
    (state) => {
      const waiting = { state, holder: { kind: 'resident' as const } };
      expect(boards(waiting)).toEqual([{ officeId: officeA, lane: 'waiting', due: at(9) }]);
      expect(boards({ ...waiting, officeId: null })).toEqual([{ officeId: station, lane: 'waiting', due: at(9) }]);
    },
  );

  test('show a delivered step to its own office, by its own day, once', () => {
    const own = [clock('PROMISE', 9), clock('STEP', 6, { step: 'visit' })];
    const steps = [
      step('visit', officeB, 'delivered'),
      step('more', officeB, 'delivered'),
      step('x', 'other', 'ready'),
    ];
    expect(boards({ clocks: own, steps })).toEqual([
      { officeId: officeA, lane: 'ordinary', due: at(9) },
      { officeId: officeB, lane: 'ordinary', due: at(6) },
    ]);
    // Without days of its own it is due with the ticket, as it is when its clock is over.
    for (const clocks of [
      [clock('PROMISE', 9)],
      [clock('PROMISE', 9), clock('STEP', 6, { step: 'visit', endedAt: at(5) })],
    ])
      expect(boards({ clocks, steps: [step('visit', officeB, 'delivered')] })[1]?.due).toBe(at(9));
    expect(boards({ steps: [step('visit', officeA, 'delivered')] })).toHaveLength(1);
    expect(boards({ state: 'resolved', holder: { kind: 'none' }, steps })).toEqual([]);
  });

  test('show it to an office that still owes the explanation of a card, and to no other for it', () => {
    const card = { id: 'PROMISE-1-yellow', unit: officeB, explained: false, answerBy: at(11) };
    const withCard = (...cards: object[]) => boards({ cards: cards as unknown as Ticket['cards'] });
    expect(withCard(card)[1]).toEqual({ officeId: officeB, lane: 'card', due: at(11) });
    expect(withCard(card, { ...card, id: 'x' })).toHaveLength(2);
    expect(withCard({ ...card, explained: true })).toHaveLength(1);
    expect(withCard({ ...card, unit: officeA })).toHaveLength(1);
  });
});

describe('the next moment', () => {
  const next = (changed: Partial<Ticket>) => {
    const { window: _window, ...windowless } = ticket;
    return nextMoment({ ...windowless, clocks: [], cards: [], ...changed }, 5);
  };

  test('is none where nothing is due by itself', () => expect(next({})).toBeNull());

  test('is the first alarm that was not raised, of a clock that runs', () => {
    const alarms = { warning: at(6), missed: at(9), notice: at(4) };
    const promise = clock('PROMISE', 9, { alarms });
    expect(next({ clocks: [promise] })).toBe(at(4));
    expect(next({ clocks: [{ ...promise, raised: ['notice'] }] })).toBe(at(6));
    expect(next({ clocks: [{ ...promise, raised: ['notice', 'warning', 'missed'] }] })).toBeNull();
    expect(next({ clocks: [{ ...promise, endedAt: at(3) }] })).toBeNull();
    expect(next({ clocks: [{ ...promise, stops: [open] }] })).toBeNull();
  });

  test('is the end of a window, the next rung of a card, or a delivery that takes too long, whichever comes first', () => {
    const window = {
      from: '2026-03-02',
      limit: { n: 5, unit: 'wd' as const },
      endsAt: at(6),
      provisional: false,
      calendar: 'c',
    };
    const card = {
      ...proxyInProgress().sweptAt('2026-03-10 09:00').ticket.cards[0],
      answerBy: at(11),
    } as Ticket['cards'][number];
    expect(next({ window })).toBe(at(6));
    expect(next({ cards: [card] })).toBe(at(11));
    // On top it waits until somebody decides.
    expect(next({ cards: [{ ...card, rung: 'city' }] })).toBeNull();
    expect(next({ cards: [card], window })).toBe(at(6));
    const undelivered = { delivered: false, heldSince: moment('2026-03-02 10:00') };
    expect(next(undelivered)).toBe(moment('2026-03-02 10:05'));
    expect(next({ ...undelivered, window })).toBe(moment('2026-03-02 10:05'));
  });

  test('of a delivery is none while somebody else has their turn', () => {
    for (const state of ['awaiting-supplement', 'awaiting-resident', 'in-special-step'] as const)
      expect(isUndelivered({ ...ticket, delivered: false, state })).toBe(false);
    expect(isUndelivered({ ...ticket, delivered: false })).toBe(true);
    expect(isUndelivered({ ...ticket, delivered: false, holder: { kind: 'arbiter' } })).toBe(false);
  });
});
