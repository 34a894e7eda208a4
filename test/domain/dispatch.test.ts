/** Which messages follow from an event: who has to hear of it, and nobody else. */
import { describe, expect, test } from '@jest/globals';
import { messagesAgain, messagesFor, queueOfOffice } from '../../domain/dispatch.ts';
import type { Actor, EventType, TicketEvent } from '../../domain/ticket/event.ts';
import { eventNames } from '../../domain/ticket/event-names.ts';
import type { Mode } from '../../domain/catalogue.ts';
import { filed, officeA, officeB, proxyInProgress, station } from './ticket/story.ts';

const system: Actor = { kind: 'system', id: 'system' };
const resident: Actor = { kind: 'resident', id: 'li-fang' };
type Given = { actor?: Actor; mode?: Mode; department?: string; residentId?: string | null; officeId?: string };
const event = (body: { type: EventType } & Record<string, unknown>, given: Given = {}): TicketEvent =>
  ({
    ticketId: 'T',
    stationId: station,
    sequence: 7,
    at: '2026-03-02T10:00:00.000+08:00',
    ended: [],
    steps: [],
    ready: [],
    moved: [],
    ...(body.type === 'Routed' || body.type === 'OfficeAssigned' ? { officeId: officeA } : {}),
    ...body,
    actor: given.actor ?? system,
    subject: {
      mode: given.mode ?? 'proxy',
      department: given.department ?? 'police',
      stationId: station,
      officeId: given.officeId ?? officeA,
      residentId: given.residentId === undefined ? 'R1' : given.residentId,
    },
  }) as unknown as TicketEvent;

const of = (...given: Parameters<typeof event>) => messagesFor(event(...given));
const queues = (...given: Parameters<typeof event>) => of(...given).map(({ queue }) => queue);
const notice = { queue: 'notices', body: { ticketId: 'T', sequence: 7 } };
const find = { queue: 'routing', body: { ticketId: 'T' } };
const work = (officeId: string, more = {}) => ({
  queue: queueOfOffice(officeId),
  body: { ticketId: 'T', officeId, ...more },
});

test('stations have one queue, every department its own', () => {
  expect(queueOfOffice(station)).toBe('stations');
  expect(queueOfOffice('police-320613001')).toBe('department-police');
  expect(queueOfOffice('civil-affairs-320613')).toBe('department-civil-affairs');
});

describe('work', () => {
  const submitted = { type: 'Submitted' as const, stationId: station };

  test('a filing goes to the station, or to the rule where the office takes it in itself', () => {
    expect(of(submitted)).toEqual([work(station, { routing: 0 }), notice]);
    expect(of(submitted, { mode: 'transfer' })).toEqual([find, notice]);
    expect(of(submitted, { mode: 'consult' })).toEqual([find, notice]);
    expect(of(submitted, { mode: 'consult', department: 'station' })).toEqual([work(station, { routing: 0 }), notice]);
    expect(of(submitted, { mode: 'instant' })).toEqual([work(station, { routing: 0 }), notice]);
  });

  test('an acceptance goes to the rule and to the offices of the steps that are ready', () => {
    const steps = [{ id: 'checkup', officeId: officeB }];
    expect(of({ type: 'Accepted', steps })).toEqual([find, work(officeB, { step: 'checkup' }), notice]);
    expect(of({ type: 'Accepted', steps: [] }, { mode: 'instant' })).toEqual([notice]);
  });

  test('a completed step brings the next ones to their offices', () => {
    expect(of({ type: 'StepCompleted', ready: [{ id: 'x', officeId: officeB }] })).toEqual([
      work(officeB, { step: 'x' }),
    ]);
  });

  test('what was routed or assigned comes to the office, under the number of its routing', () => {
    for (const type of ['Routed', 'OfficeAssigned'] as const)
      expect(of({ type, officeId: officeB, routing: 3 })).toEqual([work(officeB, { routing: 3 }), notice]);
  });

  test('what no rule matched or an office sent back comes to the station', () => {
    expect(of({ type: 'NoRuleMatched' })).toEqual([work(station)]);
    expect(of({ type: 'Returned' })).toEqual([work(station), notice]);
  });

  test('a bad rating comes back to the office, a fair one does not', () => {
    const levels = [1, 2, 3, 4, 5].map((level) => queues({ type: 'Rated', level }).length);
    expect(levels).toEqual([1, 1, 0, 0, 0]);
    expect(of({ type: 'Rated', level: 2 })).toEqual([work(officeA)]);
  });

  test('what is there again is brought to the office that had it, and to the rule in case it had none', () => {
    for (const type of ['Supplemented', 'Reopened'] as const) {
      expect(of({ type }).slice(0, 2)).toEqual([work(officeA), find]);
      expect(of({ type }, { mode: 'instant', officeId: station })[0]).toEqual(work(station));
      expect(queues({ type }, { mode: 'instant' })).not.toContain('routing');
    }
  });

  test('a ticket that joined another is followed there', () => {
    expect(of({ type: 'Merged', into: 'L' })[0]).toEqual({ queue: 'clocks', body: { ticketId: 'L', follower: 'T' } });
  });
});

describe('notices', () => {
  const told: ReadonlySet<EventType> = new Set<EventType>([
    'Submitted',
    'SupplementRequested',
    'Accepted',
    'Refused',
    'Lapsed',
    'Merged',
    'Routed',
    'OfficeAssigned',
    'Returned',
    'ResidentAsked',
    'QuestionExpired',
    'SpecialStepBegun',
    'SpecialStepEnded',
    'Extended',
    'Resolved',
    'Rectified',
    'CalledBack',
    'Reopened',
    'ReopenDeclined',
    'Withdrawn',
  ]);

  test.each(Object.keys(eventNames) as EventType[])('%s: is the resident told when others did it?', (type) => {
    expect(queues({ type }).includes('notices')).toBe(told.has(type));
  });

  test('of their own acts residents hear only that they filed and that they withdrew', () => {
    const own = (Object.keys(eventNames) as EventType[]).filter((type) =>
      queues({ type }, { actor: resident }).includes('notices'),
    );
    expect(own.sort()).toEqual(['Submitted', 'Withdrawn']);
  });

  test('a calendar is told where it moved a date that they had been given', () => {
    const moved = (name: string) => queues({ type: 'ClockRecomputed', moved: [{ name }] });
    expect(['PROMISE', 'ANSWER', 'SIGN'].map((name) => moved(name).length)).toEqual([1, 1, 0]);
    const window = (was: string, endsAt: string) =>
      queues({ type: 'ClockRecomputed', window: { was, is: { endsAt } } });
    expect([window('a', 'b').length, window('a', 'a').length]).toEqual([1, 0]);
    expect(queues({ type: 'Extended', moved: [{ name: 'PROMISE' }] }, { actor: resident })).toEqual([]);
  });

  test('a rating is told to whom it is said to be from, unless they gave it signed in', () => {
    const by = (mode?: string) => queues({ type: 'Rated', level: 5, ...(mode ? { mode } : {}) });
    expect([by(), by('app')]).toEqual([[], []]);
    for (const mode of ['screen', 'code', 'phone']) expect(by(mode)).toEqual(['notices']);
    expect(queues({ type: 'CalledBack', mode: 'phone' }, { actor: resident })).toEqual([]);
  });
});

describe('care', () => {
  test('a result is a service for whoever it was for; an anonymous one is for nobody', () => {
    const served = { ticketId: 'T', at: '2026-03-02T10:00:00.000+08:00' };
    expect(of({ type: 'Resolved' })).toEqual([{ queue: 'clocks', body: { residentId: 'R1', served } }, notice]);
    expect(of({ type: 'Resolved' }, { residentId: null })).toEqual([notice]);
  });

  test('what was filed for a need is linked to it', () => {
    const submitted = { type: 'Submitted' as const, stationId: station, needId: 'N' };
    expect(of(submitted)).toContainEqual({
      queue: 'clocks',
      body: { residentId: 'R1', filed: { ticketId: 'T', needId: 'N' } },
    });
    expect(queues(submitted, { residentId: null })).not.toContain('clocks');
    expect(queues({ type: 'Submitted', stationId: station })).not.toContain('clocks');
    expect(queues({ type: 'Accepted', needId: 'N' })).not.toContain('clocks');
  });
});

describe('what has not arrived in time', () => {
  test('is sent again to where it was going', () => {
    const accepted = filed('old-age-allowance', '2026-03-02 09:00')
      .delivered('2026-03-02 09:01')
      .does('clerk', 'accept', {}, '2026-03-02 09:30').ticket;
    expect(messagesAgain(accepted)).toEqual([{ queue: 'routing', body: { ticketId: accepted.id } }]);
    const { ticket } = proxyInProgress();
    expect(messagesAgain({ ...ticket, delivered: false })).toEqual([
      { queue: 'department-police', body: { ticketId: ticket.id, officeId: officeA, routing: ticket.routing } },
    ]);
  });

  test('nothing is sent of what arrived, or is with the resident', () => {
    const { ticket } = proxyInProgress();
    expect(messagesAgain(ticket)).toEqual([]);
    expect(messagesAgain({ ...ticket, delivered: false, holder: { kind: 'resident' } })).toEqual([]);
  });
});
