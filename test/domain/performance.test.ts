import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cellAndFact,
  cellsOf,
  factsOf,
  nameIn,
  openedBy,
  openedIn,
  regionsOf,
  servedIn,
  sum,
} from '../../domain/performance.ts';
import { collectedOnce } from '../../domain/measures.ts';
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
    groups: special ? ['elderly-80'] : [],
    residentId: 'r',
    generation: 1,
    stationId: 'station-320613001001',
    officeId: 'police-320613001',
  },
});
const names = (...given: Parameters<typeof event>) => Object.keys(factsOf(event(...given)).region);
const alarm = (level: 'notice' | 'missed' | 'yellow' | 'red'): EventBody => ({
  type: 'AlarmRaised',
  clock: 'PROMISE',
  clockGeneration: 1,
  level,
  due: at,
  lateByMs: 0,
});
const held = { heldMs: 0 };
const movedOf = (body: EventBody) => ('moved' in body ? body.moved : []);
const window = {
  from: '2026-03-02',
  limit: { n: 30, unit: 'd' as const },
  endsAt: at,
  provisional: false,
  calendar: 'c',
};

const resolved: EventBody = {
  type: 'Resolved',
  outcome: 'done',
  window,
  elapsed: { 'station:station-320613001001': 30 * 60_000, 'office:police-320613001': 90 * 60_000 },
  ...held,
};

const ended = (outcome: EndedClock['outcome'], booked: boolean): EndedClock[] => [
  { name: 'PROMISE', generation: 1, outcome, booked },
];

describe('facts of an event', () => {
  test('the life of a ticket, and what was opened by it', () => {
    expect(names({ type: 'Withdrawn', ...held })).toEqual(['withdrawn']);
    expect(openedBy(event({ type: 'Withdrawn', ...held }))).toBe(-1);
    expect(openedBy(event({ type: 'Reopened', routing: 1, clocks: [], ...held }))).toBe(1);
    expect(openedBy(event({ type: 'Closed', ...held }))).toBe(0);
    for (const type of ['Resolved', 'Refused', 'Withdrawn', 'Lapsed', 'Merged'] as const)
      expect(openedBy({ ...event({ type: 'Noted' }), type } as TicketEvent)).toBe(-1);
    expect(names({ type: 'Returned', rule: 'r', ...held })).toEqual(['returned']);
    expect(names({ type: 'Noted' })).toEqual([]);
  });

  test('what is counted says as much of what is open as the events themselves', () => {
    const life: EventBody[] = [
      { type: 'Withdrawn', ...held },
      { type: 'Reopened', routing: 1, clocks: [], ...held },
      { type: 'Closed', ...held },
      { type: 'Returned', rule: 'r', ...held },
      resolved,
      { type: 'Noted' },
      alarm('red'),
    ];
    for (const body of life) expect(openedIn(factsOf(event(body)).region)).toBe(openedBy(event(body)));
    expect(openedIn({ filed: 9, reopened: 2, resolved: 3, refused: 1, withdrawn: 1, lapsed: 1, merged: 1 })).toBe(4);
  });

  test('ratings by level; the second beside the first; an upheld objection takes the first out by a fact of its own', () => {
    expect(names({ type: 'Rated', level: 2, reasons: [], onBehalf: false, clocks: [], ...held })).toEqual(['rating.2']);
    expect(names({ type: 'CalledBack', level: 4, ...held })).toEqual(['secondRating.4']);
    expect(names({ type: 'CalledBack', ...held })).toEqual([]);
    expect(names({ type: 'RatingAppealDecided', upheld: true, level: 2 })).toEqual(['ratingExcluded.2']);
    expect(names({ type: 'RatingAppealDecided', upheld: false, level: 2 })).toEqual([]);
  });

  test('a breach once: when its due passes, or when its clock ends, never both', () => {
    expect(names(alarm('missed'))).toEqual(['missed.PROMISE']);
    expect(names(resolved, ended('met', false))).toContain('met.PROMISE');
    expect(names(resolved, ended('missed', false))).toContain('missed.PROMISE');
    expect(names(resolved, ended('missed', true)).join()).not.toContain('PROMISE');
    expect(names(resolved, ended('cancelled', false)).join()).not.toContain('PROMISE');
    for (const booked of [true, false]) expect(names({ type: 'Noted' }, ended('cancelled', booked))).toEqual([]);
  });

  test('a result, with the working time of each kind of holder', () => {
    // 90 minutes lie between 80.63 and 101.59 minutes: bucket 20; 30 between 25.4 and 32: 15; 120 up to 128: 21.
    expect(names(resolved)).toEqual([
      'resolved',
      'outcome.done',
      'elapsed.station.15',
      'elapsed.all.21',
      'elapsed.office.20',
    ]);
    expect(servedIn(event(resolved))).toBe('r');
    expect(servedIn(event({ type: 'Noted' }))).toBeNull();
  });

  test('a card is its unit’s, not the office’s that has the ticket; what was cancelled is counted apart', () => {
    const unit = 'station-320613001001';
    const card = { id: 'SIGN-1-yellow', unit, rung: 'street' as const, answerBy: at, elapsed: {} };
    const yellow = factsOf(event({ ...(alarm('yellow') as EventBody & { type: 'AlarmRaised' }), card }));
    expect(yellow).toEqual({
      region: { 'card.yellow': 1 },
      offices: [{ officeId: unit, counts: { 'card.yellow': 1 } }],
    });
    const decided = (decision: 'upheld' | 'cancelled') =>
      factsOf(event({ type: 'CardDecided', card: card.id, level: 'yellow', unit, decision }));
    expect(decided('cancelled')).toEqual({
      region: { 'cardCancelled.yellow': 1 },
      offices: [{ officeId: unit, counts: { 'cardCancelled.yellow': 1 } }],
    });
    expect(decided('upheld')).toEqual({ region: {}, offices: [] });
    expect(names(alarm('notice'))).toEqual([]);
  });

  test('a second list of papers is counted beside the first', () => {
    const supplement = (second: boolean): EventBody => ({
      type: 'SupplementRequested',
      materials: [],
      window,
      second,
      ...held,
    });
    expect(names(supplement(false))).toEqual(['supplemented']);
    expect(names(supplement(true))).toEqual(['supplemented', 'supplementedAgain']);
  });

  test('a stop on the last day of a limit is counted beside the stop', () => {
    const was = (due: string): EventBody => ({
      type: 'ResidentAsked',
      window,
      moved: [
        {
          name: 'PROMISE',
          generation: 1,
          due,
          was: due,
          provisional: false,
          calendar: 'c',
          rule: 'r',
          alarms: {},
          stops: [],
        },
      ],
      ...held,
    });
    expect(names(was('2026-03-03T09:00:00.000+08:00'))).toEqual(['asked', 'lateStop']);
    expect(names(was('2026-03-03T17:30:00.000+08:00'))).toEqual(['asked']);
    expect(names(was('2026-03-02T09:59:59.000+08:00'))).toEqual(['asked']);
    // From the due itself to a day before it, of whichever clock, and also for a step by somebody else.
    expect(names(was('2026-03-02T10:00:00.000+08:00'))).toEqual(['asked', 'lateStop']);
    expect(names(was('2026-03-03T10:00:00.000+08:00'))).toEqual(['asked', 'lateStop']);
    const moved = [...movedOf(was('2026-03-20T17:30:00.000+08:00')), ...movedOf(was('2026-03-03T09:00:00.000+08:00'))];
    const step = { type: 'SpecialStepBegun', step: 'hearing-1', kind: 'hearing', moved, ...held };
    expect(names(step as unknown as EventBody)).toEqual(['specialStep', 'lateStop']);
    expect(names({ type: 'Extended', moved } as unknown as EventBody)).toEqual(['extended']);
  });

  test('what happened is the office’s that acted; nothing is booked for nobody', () => {
    expect(factsOf(event({ type: 'Withdrawn', ...held })).offices).toEqual([
      { officeId: 'police-320613001', counts: { withdrawn: 1 } },
    ]);
    expect(factsOf(event({ type: 'Noted' })).offices).toEqual([]);
  });

  test('a restricted case is booked in the district and the city only, and with no office', () => {
    const given = event(resolved);
    const restricted = { ...given, subject: { ...given.subject, restricted: true } };
    expect(regionsOf(restricted)).toEqual(['320613000000', '320600000000']);
    expect(factsOf(restricted).offices).toEqual([]);
    expect(factsOf(restricted).region).toEqual(factsOf(given).region);
  });

  test('is booked for the community and all above it, in every cell', () => {
    const given = event({ type: 'Noted' }, [], true);
    expect(regionsOf(given)).toEqual(['320613001001', '320613001000', '320613000000', '320600000000']);
    expect(cellsOf(given.subject)).toEqual([
      'department.police',
      'item.birth',
      'mode.proxy',
      'channel.counter',
      'group.elderly-80',
      'class.urban',
      'special',
    ]);
    expect(cellsOf(event({ type: 'Noted' }).subject).slice(4)).toEqual(['class.urban']);
    expect(nameIn('', 'met.PROMISE')).toBe('met.PROMISE');
    for (const cell of ['', ...cellsOf(given.subject)])
      expect(cellAndFact(nameIn(cell, 'met.PROMISE'))).toEqual({ cell, fact: 'met.PROMISE' });
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

describe('collect once', () => {
  const filing = (collected?: {
    fieldsKnown: number;
    fieldsAsked: number;
    papersGiven: number;
    papersReused: number;
  }) =>
    event({
      type: 'Submitted',
      itemId: 'birth',
      itemVersion: 1,
      mode: 'proxy',
      regime: 'service',
      filedBy: { kind: 'resident', id: 'r' },
      residentId: 'r',
      lane: 'ordinary',
      tags: [],
      reference: '34679ACD',
      stationId: 'station-320613001001',
      receivedOn: '2026-03-02',
      clocks: [],
      ...(collected ? { collected } : {}),
    });

  test('an event of before it is counted as filed, and says nothing of it', () => {
    expect(factsOf(filing()).region).toEqual({ filed: 1 });
    expect(collectedOnce(factsOf(filing()).region)).toEqual({
      papers: { of: 0, all: 0, rate: null },
      fields: { of: 0, all: 0, rate: null },
    });
  });

  test('is the filing’s, also in the numbers of the office, and nothing is written down for nothing', () => {
    const facts = factsOf(filing({ fieldsKnown: 3, fieldsAsked: 0, papersGiven: 1, papersReused: 0 }));
    expect(facts.region).toEqual({ filed: 1, 'collect.fieldKnown': 3, 'collect.paperGiven': 1 });
    expect(facts.offices).toEqual([{ officeId: 'police-320613001', counts: facts.region }]);
  });

  test('rates are those of the sums, in whatever order they were added', () => {
    const amounts = fc.record({
      fieldsKnown: fc.nat(9),
      fieldsAsked: fc.nat(9),
      papersGiven: fc.nat(9),
      papersReused: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1 }), (all) => {
        const counted = collectedOnce(sum(all.toReversed().map((each) => factsOf(filing(each)).region)));
        const total = (name: keyof (typeof all)[number]) => all.reduce((n, each) => n + each[name], 0);
        expect(counted.papers).toMatchObject({
          of: total('papersReused'),
          all: total('papersReused') + total('papersGiven'),
        });
        expect(counted.fields).toMatchObject({
          of: total('fieldsKnown'),
          all: total('fieldsKnown') + total('fieldsAsked'),
        });
      }),
    );
  });
});
