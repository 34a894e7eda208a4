/** The numbers of a day, by example and by property. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../domain/refusal.ts';
import {
  callNext,
  type Changed,
  emptyDay,
  finish,
  inOrder,
  recall,
  skip,
  take,
  type VisitorDay,
  type VisitorLane,
} from '../../domain/visitors.ts';

const now = '2026-11-24T09:00:00.000+08:00';
const start = emptyDay('station-320613001001', '2026-11-24');
const done = (result: Changed | object): Changed => {
  if (!('day' in result)) throw new Error(JSON.stringify(result));
  return result as Changed;
};
const taken = (...lanes: VisitorLane[]): VisitorDay =>
  lanes.reduce((day, lane) => done(take(day, lane, now)).day, start);
const called = (day: VisitorDay, times: number): { day: VisitorDay; numbers: string[] } => {
  const numbers: string[] = [];
  for (let i = 0; i < times; i++) {
    const next = done(callNext(day, '1', now));
    numbers.push(next.visitor.number);
    day = next.day;
  }
  return { day, numbers };
};

describe('the numbers of a day', () => {
  test('each lane counts for itself; priority goes first, and after three in a row one of the others', () => {
    const day = taken('ordinary', 'ordinary', 'priority', 'priority', 'priority', 'priority');
    expect(called(day, 6).numbers).toEqual(['A001', 'A002', 'A003', 'B001', 'A004', 'B002']);
  });

  test('calling the next one ends whom the window had, and nobody else', () => {
    const day = taken('ordinary', 'ordinary', 'ordinary');
    const first = done(callNext(day, '1', now)).day;
    const second = done(callNext(first, '2', now)).day;
    const third = done(callNext(second, '1', now)).day;
    expect(third.visitors.map(({ number, state, window }) => [number, state, window])).toEqual([
      ['B001', 'served', '1'],
      ['B002', 'called', '2'],
      ['B003', 'called', '1'],
    ]);
    expect(callNext(third, '3', now)).toMatchObject({ refused: 'wrong-state' });
  });

  test('a missed number is kept while three others are called, then it is gone', () => {
    const first = done(callNext(taken('ordinary', 'ordinary', 'ordinary', 'ordinary', 'ordinary'), '1', now)).day;
    const missed = done(skip(first, 'B001')).day;
    const { day: later } = called(missed, 3);
    expect(done(recall(later, 'B001', '2', now)).visitor).toMatchObject({ state: 'called', window: '2' });
    expect(recall(called(later, 1).day, 'B001', '1', now)).toMatchObject({ refused: 'wrong-state' });
  });

  test('only who is being called can be missed, served or called again', () => {
    const day = taken('ordinary');
    for (const no of [skip(day, 'B001'), finish(day, 'B001'), recall(day, 'B001', '1', now)])
      expect(no).toMatchObject({ refused: 'wrong-state' });
    expect(finish(day, 'B999')).toMatchObject({ refused: 'not-found' });
    const here = done(callNext(day, '1', now)).day;
    expect(done(finish(here, 'B001')).visitor.state).toBe('served');
  });

  test('whoever is next is told in the order in which they will be called', () => {
    const day = taken('ordinary', 'ordinary', 'priority', 'priority', 'priority', 'priority');
    expect(inOrder(day).map(({ number }) => number)).toEqual(['A001', 'A002', 'A003', 'B001', 'A004', 'B002']);
    expect(inOrder(called(day, 2).day).map(({ number }) => number)).toEqual(['A003', 'B001', 'A004', 'B002']);
    expect(inOrder(start)).toEqual([]);
  });

  test('one that is being called can be called once more, and one that never was cannot', () => {
    const here = done(callNext(taken('ordinary'), '1', now)).day;
    expect(done(recall(here, 'B001', '2', now)).visitor).toMatchObject({ state: 'called', window: '2' });
    expect(recall(start, 'B001', '1', now)).toMatchObject({ refused: 'not-found', params: { number: 'B001' } });
    expect(skip(start, 'B001')).toMatchObject({ refused: 'not-found' });
    expect(done(skip(here, 'B001')).visitor).toMatchObject({ state: 'missed', missedAt: 1 });
    expect(done(recall(done(skip(here, 'B001')).day, 'B001', '1', now)).visitor).not.toHaveProperty('missedAt');
  });

  test('each change is counted once', () => {
    const first = done(take(start, 'ordinary', now)).day;
    expect([first.version, done(callNext(first, '1', now)).day.version]).toEqual([1, 2]);
  });

  test('a lane has five hundred numbers a day, each lane its own', () => {
    const lanes = (n: number) => Array.from({ length: n }, (): VisitorLane => 'ordinary');
    const day = taken(...lanes(499));
    const last = done(take(day, 'ordinary', now));
    expect(last.visitor.number).toBe('B500');
    expect(take(last.day, 'ordinary', now)).toMatchObject({
      refused: 'wrong-state',
      params: { zh: '今天的号已经取完。' },
    });
    expect(done(take(last.day, 'priority', now)).visitor.number).toBe('A001');
  });

  const step = fc.oneof(
    fc.constantFrom<VisitorLane>('priority', 'ordinary').map((lane) => (day: VisitorDay) => take(day, lane, now)),
    fc.constantFrom('1', '2').map((window) => (day: VisitorDay) => callNext(day, window, now)),
    fc.constantFrom('A001', 'B001', 'B002').map((number) => (day: VisitorDay) => skip(day, number)),
    fc.constantFrom('A001', 'B001', 'B002').map((number) => (day: VisitorDay) => recall(day, number, '1', now)),
  );
  test('whatever is pressed: no number twice, nobody lost, each change counted, the order told is the order called', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let day = start;
        for (const press of steps) {
          const result = press(day);
          if (isRefusal(result)) continue;
          expect(result.day.version).toBe(day.version + 1);
          expect(result.day.visitors.length).toBeGreaterThanOrEqual(day.visitors.length);
          day = result.day;
        }
        const numbers = day.visitors.map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        const told = inOrder(day).map(({ number }) => number);
        expect(called(day, told.length).numbers).toEqual(told);
      }),
    );
  });
});
