import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countersFor, scopesOf, sum } from '../../domain/performance.ts';
import type { EndedClock, EventBody, TicketEvent } from '../../domain/ticket/event.ts';

const at = '2026-03-02T10:00:00.000+08:00';
const event = (body: EventBody, ended: EndedClock[] = [], special = false): TicketEvent => ({
  ...body,
  ticketId: 'T',
  sequence: 2,
  at,
  actor: { kind: 'system', id: 'system' },
  ended,
  subject: {
    communityCode: '320613001001',
    itemId: 'birth',
    department: 'police',
    mode: 'proxy',
    channel: 'counter',
    special,
    restricted: false,
    generation: 1,
    stationId: 'station-320613001001',
    officeId: 'police-320613001',
  },
});
const names = (...given: Parameters<typeof event>) => countersFor(event(...given)).map(({ name }) => name);
const alarm = (level: 'notice' | 'missed' | 'yellow' | 'red'): EventBody => ({
  type: 'AlarmRaised',
  clock: 'PROMISE',
  clockGeneration: 1,
  level,
  due: at,
  lateByMs: 0,
});
const held = { heldMs: 0 };
const window = {
  from: '2026-03-02',
  limit: { n: 30, unit: 'd' as const },
  endsAt: at,
  provisional: false,
  calendar: 'c',
};

const ended = (outcome: EndedClock['outcome'], booked: boolean): EndedClock[] => [
  { name: 'PROMISE', generation: 1, outcome, booked },
];

describe('counters of an event', () => {
  test('a fact of the life, by every dimension', () => {
    expect(names({ type: 'Withdrawn', ...held })).toEqual([
      'withdrawn',
      'withdrawn.department.police',
      'withdrawn.item.birth',
      'withdrawn.mode.proxy',
      'withdrawn.channel.counter',
    ]);
    expect(names({ type: 'Withdrawn', ...held }, [], true)).toContain('withdrawn.special');
  });

  test('a rating, by level, apart for special groups', () => {
    const rated: EventBody = { type: 'Rated', level: 2, reasons: [], onBehalf: false, clocks: [], ...held };
    expect(names(rated, [], true)).toEqual(['rating.2', 'rating.2.department.police', 'rating.2.special']);
    expect(names({ type: 'CalledBack', level: 4, ...held })).toContain('secondRating.4');
    expect(names({ type: 'CalledBack', ...held })).toEqual([]);
  });

  test('a breach once: when its due passes, or when its clock ends, never both', () => {
    expect(names(alarm('missed'))).toEqual(['missed.PROMISE', 'missed.PROMISE.department.police']);
    const resolved: EventBody = { type: 'Resolved', outcome: 'done', window, ...held };
    expect(names(resolved, ended('met', false))).toContain('met.PROMISE');
    expect(names(resolved, ended('missed', false))).toContain('missed.PROMISE');
    expect(names(resolved, ended('missed', true)).join()).not.toContain('PROMISE');
    expect(names(resolved, ended('cancelled', false)).join()).not.toContain('PROMISE');
  });

  test('cards, returns, supplements, reopenings; most events count nothing', () => {
    expect(names(alarm('yellow'))).toContain('card.yellow');
    expect(names(alarm('red'))).toContain('card.red');
    expect(names(alarm('notice'))).toEqual([]);
    expect(names({ type: 'Returned', rule: 'r', ...held })).toContain('returned');
    const supplement = (second: boolean): EventBody => ({
      type: 'SupplementRequested',
      materials: [],
      window,
      second,
      ...held,
    });
    expect(names(supplement(false))).not.toContain('supplementedAgain');
    expect(names(supplement(true))).toEqual(expect.arrayContaining(['supplemented', 'supplementedAgain']));
    expect(names({ type: 'Reopened', routing: 1, clocks: [], ...held })).toContain('reopened');
    expect(names({ type: 'Noted' })).toEqual([]);
  });

  test('is booked for the community, all above it, and the office', () => {
    expect(scopesOf(event({ type: 'Noted' }))).toEqual([
      '320613001001',
      '320613001000',
      '320613000000',
      '320600000000',
      'police-320613001',
    ]);
  });
});

test('sums do not depend on order or grouping', () => {
  const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -9, max: 9 }));
  fc.assert(
    fc.property(fc.array(counts), fc.nat(5), (parts, at) => {
      const whole = sum(parts);
      expect(sum([...parts].reverse())).toEqual(whole);
      expect(sum([sum(parts.slice(0, at)), sum(parts.slice(at))])).toEqual(whole);
    }),
  );
});
