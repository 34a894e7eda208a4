/** The clocks by themselves: which event ends which of them and how, when they speak up, what stops them. */
import { describe, expect, test } from '@jest/globals';
import type { Limit } from '../../../domain/sla/limit.ts';
import { clocksAfter, endedBy, markLate, setClock } from '../../../domain/ticket/apply-clocks.ts';
import { hasPassed, moveClock, resumeClocks, startClock, stopClocks } from '../../../domain/ticket/clocks.ts';
import type { EventBody, TicketEvent } from '../../../domain/ticket/event.ts';
import { eventNames } from '../../../domain/ticket/event-names.ts';
import type { AlarmRule } from '../../../domain/ticket/rules.ts';
import { type Clock, type ClockName, clockNames, type Ticket } from '../../../domain/ticket/state.ts';
import { moment, officeA, proxyInProgress, reckoning, station } from './story.ts';

const wd = (n: number): Limit => ({ n, unit: 'wd' });
const started = (name: ClockName, start = '2026-03-02', limit = wd(5)): Clock =>
  setClock(startClock({ generation: 1, clocks: [] }, name, start, limit, reckoning));
/** Every clock there is, all due on Monday 2026-03-09 17:30. */
const ticketWith = (clocks: Clock[]): Ticket => ({ ...proxyInProgress().ticket, clocks });
const every = ticketWith(clockNames.map((name) => started(name)));
const body = (type: string, more: object = {}) => ({ type, ...more }) as unknown as EventBody;
const inTime = moment('2026-03-09 17:30');
const tooLate = moment('2026-03-09 17:31');

describe('an event ends clocks', () => {
  /** What the event asked for has happened / what is pointless after it. All other clocks go on. */
  const table: Readonly<Record<string, { met: ClockName[]; cancelled?: ClockName[] }>> = {
    SupplementRequested: { met: ['ACCEPT'], cancelled: ['ANSWER', 'COUNTER'] },
    Accepted: { met: ['ACCEPT', 'URGENT'] },
    Refused: {
      met: ['ACCEPT', 'URGENT'],
      cancelled: clockNames.filter((name) => !['APPEAL', 'REVIEW'].includes(name)),
    },
    Signed: { met: ['SIGN'] },
    Returned: { met: ['SIGN'], cancelled: ['RETURN'] },
    Resolved: { met: ['SIGN', 'PROMISE', 'STATUTORY', 'ANSWER', 'URGENT', 'COUNTER'], cancelled: ['RETURN', 'STEP'] },
    Rated: { met: [], cancelled: ['APPEAL', 'REVIEW'] },
    RatingVerified: { met: ['VERIFY'] },
    RatingAppealed: { met: [], cancelled: ['APPEAL'] },
    RatingAppealDecided: { met: ['REVIEW'] },
    Rectified: { met: ['VERIFY', 'RECTIFY'] },
    CalledBack: { met: ['CALLBACK'] },
    ...Object.fromEntries(
      ['Withdrawn', 'Lapsed', 'Merged', 'Closed'].map((type) => [
        type,
        { met: [], cancelled: clockNames.filter((name) => !['APPEAL', 'REVIEW'].includes(name)) },
      ]),
    ),
  };
  const outcomes = (type: string, at: string, ticket = every) =>
    Object.fromEntries(endedBy(ticket, body(type), at).map(({ name, outcome }) => [name, outcome]));

  test.each(Object.keys(eventNames).filter((type) => type !== 'StepCompleted'))('%s', (type) => {
    const { met, cancelled = [] } = table[type] ?? { met: [] };
    const all = (outcome: string, names: ClockName[]) => Object.fromEntries(names.map((name) => [name, outcome]));
    expect(outcomes(type, inTime)).toEqual({ ...all('cancelled', cancelled), ...all('met', met) });
    // A moment later what was asked for is missed; what became pointless was owed to nobody.
    expect(outcomes(type, tooLate)).toEqual({ ...all('cancelled', cancelled), ...all('missed', met) });
  });

  test('a step that is completed ends its own clock', () => {
    const steps = ['first', 'second'].map((step, i) => ({ ...started('STEP'), step, generation: i + 1 }));
    expect(endedBy(ticketWith(steps), body('StepCompleted', { step: 'second' }), inTime)).toEqual([
      { name: 'STEP', generation: 2, outcome: 'met', booked: false },
    ]);
  });

  test('a breach that was booked stays one, also when the clock is cancelled; what has ended does not end again', () => {
    const missed = ticketWith([{ ...started('PROMISE'), status: 'missed' }]);
    expect(endedBy(missed, body('Withdrawn'), tooLate)).toMatchObject([{ outcome: 'missed', booked: true }]);
    expect(endedBy(missed, body('Resolved'), inTime)).toMatchObject([{ outcome: 'missed', booked: true }]);
    const over = ticketWith([{ ...started('PROMISE'), endedAt: inTime }]);
    expect(endedBy(over, body('Resolved'), inTime)).toEqual([]);
  });
});

describe('a ticket that leaves its desk late', () => {
  const lateAt = (clock: Clock, now = tooLate, ticket: Partial<Ticket> = {}) =>
    markLate({ ...ticketWith([clock]), ...ticket }, now).clocks[0]?.lateAt;

  test('was late there', () => {
    expect(lateAt(started('PROMISE'))).toBe(officeA);
    expect(lateAt(started('PROMISE'), tooLate, { officeId: null })).toBe(station);
  });

  test('was not late at the due itself, nor with a clock that is over, stands, is a step’s, or was late before', () => {
    expect(lateAt(started('PROMISE'), inTime)).toBeUndefined();
    for (const clock of [
      { ...started('PROMISE'), endedAt: inTime },
      { ...started('PROMISE'), status: 'stopped' as const },
      started('STEP'),
    ])
      expect(lateAt(clock)).toBeUndefined();
    expect(lateAt({ ...started('PROMISE'), lateAt: 'another' })).toBe('another');
  });
});

describe('a new round', () => {
  const event = (clocks: Clock[]) => ({ type: 'Routed', at: inTime, ended: [], clocks }) as unknown as TicketEvent;
  const rounds = (name: ClockName) => {
    const first = { ...started(name), endedAt: inTime };
    const second = { ...started(name), generation: 2 };
    return clocksAfter(ticketWith([first]), event([second])).map(({ generation }) => generation);
  };

  test.each(clockNames)('of %s keeps the ones before it where they were promised to somebody', (name) => {
    const kept = ['PROMISE', 'STATUTORY', 'ANSWER', 'STEP'].includes(name);
    expect(rounds(name)).toEqual(kept ? [1, 2] : [2]);
  });

  test('has alarms of its own: what was raised of one round is not raised of another', () => {
    const both = ticketWith([started('PROMISE'), { ...started('PROMISE'), generation: 2 }]);
    const raised = {
      type: 'AlarmRaised',
      at: tooLate,
      ended: [],
      clock: 'PROMISE',
      clockGeneration: 2,
      level: 'missed',
    };
    expect(clocksAfter(both, raised as unknown as TicketEvent)).toMatchObject([
      { generation: 1, raised: [], status: 'running' },
      { generation: 2, raised: ['missed'], status: 'missed' },
    ]);
  });

  test('leaves the other clocks alone', () => {
    const after = clocksAfter(ticketWith([started('SIGN'), started('RETURN')]), event([started('SIGN')]));
    expect(after.map(({ name }) => name)).toEqual(['RETURN', 'SIGN']);
  });
});

describe('alarms', () => {
  const at = (rule: AlarmRule, start: string, limit: Limit) => {
    const rules = { ...reckoning.rules, alarms: { SIGN: { warning: rule } } };
    return startClock({ generation: 1, clocks: [] }, 'SIGN', start, limit, { ...reckoning, rules }).alarms.warning;
  };
  const monday = '2026-03-02';

  test.each<[string, AlarmRule, string, Limit, string | undefined]>([
    ['half of the working time', { share: 0.5 }, monday, wd(4), '2026-03-04 17:30'],
    ['three working days before', { daysLeft: 3 }, monday, wd(5), '2026-03-04 17:30'],
    ['only for limits that are long enough', { daysLeft: 3, fromDays: 6 }, monday, wd(5), undefined],
    ['long enough is enough', { daysLeft: 3, fromDays: 5 }, monday, wd(5), '2026-03-04 17:30'],
    ['days left are for limits in working days', { daysLeft: 1 }, monday, { n: 7, unit: 'd' }, undefined],
    ['the earlier of two', { share: 0.8, daysLeft: 3 }, monday, wd(5), '2026-03-04 17:30'],
    ['the earlier of two, the other way round', { share: 0.2, daysLeft: 3 }, monday, wd(5), '2026-03-03 17:30'],
    ['four working hours before', { hoursLeft: 4 }, monday, wd(2), '2026-03-04 12:00'],
    ['but not before it starts', { hoursLeft: 40 }, monday, wd(2), '2026-03-02 17:30'],
    ['at the due', { daysLate: 0 }, monday, wd(5), '2026-03-09 17:30'],
    [
      'at the due, by the hour',
      { daysLate: 0 },
      '2026-03-02T09:00:00.000+08:00',
      { n: 4, unit: 'wh' },
      '2026-03-02 14:30',
    ],
    [
      'a working day after it, at close',
      { daysLate: 1 },
      '2026-03-06T09:00:00.000+08:00',
      { n: 4, unit: 'wh' },
      '2026-03-09 17:30',
    ],
    ['so many working days after the start', { daysIn: 5 }, monday, wd(10), '2026-03-09 17:30'],
    ['the start, if that is sooner', { daysLate: 1, daysIn: 5 }, monday, wd(10), '2026-03-09 17:30'],
    ['the due, if that is sooner', { daysLate: 1, daysIn: 5 }, monday, wd(2), '2026-03-05 17:30'],
    ['none without a rule', {}, monday, wd(5), undefined],
  ])('%s', (_, rule, start, limit, when) => expect(at(rule, start, limit)).toBe(when && moment(when)));
});

describe('stopping and resuming', () => {
  const [hearing, waiting] = [
    { zh: '听证', en: 'hearing' },
    { zh: '等待居民', en: 'waiting for the resident' },
  ];
  const open = (reason: typeof hearing, from: string) => ({ from, reason });
  const stopped = { ...started('PROMISE'), stops: [open(hearing, '2026-03-04'), open(waiting, '2026-03-05')] };

  test('only clocks of these names that run are stopped', () => {
    const ticket = ticketWith([started('PROMISE'), { ...started('STATUTORY'), endedAt: inTime }, started('SIGN')]);
    const moves = stopClocks(ticket, ['PROMISE', 'STATUTORY'], '2026-03-04', hearing, reckoning);
    expect(moves.map(({ name, stops }) => ({ name, stops }))).toEqual([
      { name: 'PROMISE', stops: [open(hearing, '2026-03-04')] },
    ]);
  });

  test('resuming ends the stop with its reason, the day before, and leaves the other one', () => {
    const [move] = resumeClocks(ticketWith([stopped]), '2026-03-06', hearing, reckoning);
    expect(move?.stops).toEqual([{ ...open(hearing, '2026-03-04'), to: '2026-03-05' }, open(waiting, '2026-03-05')]);
    // The other one is open: nobody knows the date yet, the old one stands.
    expect(move).toMatchObject({ due: stopped.due, was: stopped.due });
  });

  test('what is not stopped for the reason, or is over, is left alone', () => {
    const closed = { ...started('PROMISE'), stops: [{ ...open(hearing, '2026-03-04'), to: '2026-03-04' }] };
    for (const clock of [started('PROMISE'), closed, { ...stopped, endedAt: inTime }])
      expect(resumeClocks(ticketWith([clock]), '2026-03-06', hearing, reckoning)).toEqual([]);
    expect(
      resumeClocks(
        ticketWith([{ ...stopped, stops: [open(waiting, '2026-03-05')] }]),
        '2026-03-06',
        hearing,
        reckoning,
      ),
    ).toEqual([]);
    const again = { ...stopped, stops: [...closed.stops, open(hearing, '2026-03-06')] };
    const [move] = resumeClocks(ticketWith([again]), '2026-03-10', hearing, reckoning);
    expect(move?.stops.map(({ to }) => to)).toEqual(['2026-03-04', '2026-03-09']);
  });

  test('while it stands it is as far as it was when the first open stop began', () => {
    expect(hasPassed(started('PROMISE'), inTime)).toBe(false);
    expect(hasPassed(started('PROMISE'), tooLate)).toBe(true);
    expect(hasPassed({ ...started('PROMISE'), stops: [open(hearing, '2026-03-09')] }, tooLate)).toBe(false);
    expect(hasPassed({ ...started('PROMISE'), stops: [open(hearing, '2026-03-10')] }, moment('2026-03-20 09:00'))).toBe(
      true,
    );
    // Of two the first one counts, in whatever order they are told.
    const [early, late] = [open(hearing, '2026-03-05'), open(waiting, '2026-03-12')];
    for (const stops of [
      [early, late],
      [late, early],
    ])
      expect(hasPassed({ ...started('PROMISE'), stops }, moment('2026-03-20 09:00'))).toBe(false);
    // A stop that is over, and one that lies ahead, hold nothing.
    const past = { ...open(hearing, '2026-03-04'), to: '2026-03-04' };
    expect(hasPassed({ ...started('PROMISE'), stops: [past] }, tooLate)).toBe(true);
    expect(hasPassed({ ...started('PROMISE'), stops: [open(hearing, '2026-03-20')] }, tooLate)).toBe(true);
  });

  test('a clock in minutes runs by the clock and cannot be moved', () => {
    const counter = { ...started('COUNTER'), limit: { n: 10, unit: 'min' as const } };
    expect(() => moveClock(counter, {}, reckoning)).toThrow('COUNTER runs by the clock');
  });

  test('moved, a day limit counts from the date it began on, an hour limit from its moment', () => {
    const from = '2026-03-02T10:00:00.000+08:00';
    const move = (limit: Limit) => moveClock(started('SIGN', from, limit), {}, reckoning).due;
    expect(move(wd(5))).toBe(moment('2026-03-09 17:30'));
    expect(move({ n: 7, unit: 'd' })).toBe(moment('2026-03-09 17:30'));
    expect(move({ n: 4, unit: 'wh' })).toBe(moment('2026-03-02 15:30'));
    expect(move({ n: 4, unit: 'h' })).toBe(moment('2026-03-02 14:00'));
  });

  test.each<Limit['unit']>(['wd', 'd', 'wh', 'h'])(
    'moved by nothing, a clock in %s stays as it is, alarms and all',
    (unit) => {
      const clock = started('SIGN', '2026-03-02T10:00:00.000+08:00', { n: 5, unit });
      const { due, alarms } = moveClock(clock, {}, reckoning);
      expect({ due, alarms }).toEqual({ due: clock.due, alarms: clock.alarms });
    },
  );
});
