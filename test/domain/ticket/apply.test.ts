/** What an event leaves behind on the ticket, and what may not be done any more after it. */
import { describe, expect, test } from '@jest/globals';
import { apply, complete, fold } from '../../../domain/ticket/apply.ts';
import { receiveStep } from '../../../domain/ticket/automatic.ts';
import type { Context } from '../../../domain/ticket/context.ts';
import { eventNames } from '../../../domain/ticket/event-names.ts';
import { type EventBody, type EventType, quietEvents, type TicketEvent } from '../../../domain/ticket/event.ts';
import { objection } from '../../../domain/ticket/perform.ts';
import type { ActionName } from '../../../domain/ticket/actions.ts';
import type { Ticket } from '../../../domain/ticket/state.ts';
import {
  contextOf,
  filed,
  moment,
  type Name,
  officeA,
  officeB,
  officeC,
  people,
  proxyInProgress,
  resolved,
  station,
  type Story,
  transferAtOffice,
} from './story.ts';

const reason = '情况说明';
test('an event says of the ticket as it was all by which it may be counted; without an office, the station', () => {
  const { ticket } = proxyInProgress();
  const draft = { actor: { kind: 'system' as const, id: 'x' }, body: { type: 'Signed' as const } };
  const subject = {
    communityCode: ticket.communityCode,
    itemId: 'old-age-allowance',
    department: ticket.department,
    mode: ticket.mode,
    channel: 'web',
    special: false,
    restricted: false,
    groups: [],
    residentId: 'R1',
    generation: 1,
    stationId: station,
    officeId: officeA,
  };
  const at = moment('2026-03-10 10:00');
  expect(complete(ticket, draft, at)).toMatchObject({ sequence: ticket.sequence + 1, at, subject });
  expect(complete({ ...ticket, officeId: null }, draft, at).subject).toEqual({ ...subject, officeId: station });
});

/** The ticket after one more event. */
const after = (ticket: Ticket, body: EventBody, actor: TicketEvent['actor'] = { kind: 'system', id: 'x' }): Ticket =>
  apply(ticket, {
    ...body,
    ticketId: ticket.id,
    sequence: ticket.sequence + 1,
    at: moment('2026-03-10 10:00'),
    actor,
    ended: [],
    subject: {} as TicketEvent['subject'],
  } as TicketEvent);
const refused = (
  story: Story,
  who: Name,
  action: ActionName,
  when: string,
  ticket = story.ticket,
  more: Partial<Context> = {},
) => objection(ticket, action, { ...contextOf(ticket, story.item, moment(when), people[who]), ...more });

describe('a history', () => {
  test('begins with the filing, once, and has no gap', () => {
    const { events, ticket } = proxyInProgress();
    const [first, second, third] = events;
    if (!first || !second || !third) throw new Error('too short');
    expect(() => fold([])).toThrow('at least one event');
    expect(() => apply(ticket, first)).toThrow(`ticket ${ticket.id}: Submitted can only be the first event`);
    expect(() => fold([first, third])).toThrow('event 3 does not follow 1');
    expect(() => fold([first, second, second])).toThrow('event 2 does not follow 2');
    expect(() => apply(null, second)).toThrow('does not follow nothing');
  });

  test('remembers the need for which it was filed, and who had a part in it with whom they stood in for', () => {
    const [first] = proxyInProgress().events;
    expect(apply(null, { ...first, needId: 'N' } as TicketEvent).needId).toBe('N');
    expect(apply(null, first as TicketEvent)).not.toHaveProperty('needId');
    const deputy = { kind: 'staff' as const, id: 'deputy', deputyOf: 'away' };
    expect(after(transferAtOffice().ticket, { type: 'Signed' }, deputy).actedBy).toEqual(['deputy', 'away']);
    expect(after(transferAtOffice().ticket, { type: 'Signed' })).not.toHaveProperty('actedBy');
  });
});

describe('an event', () => {
  test('that changes nothing which a person decides makes nobody’s view of the ticket stale', () => {
    const types = Object.keys(eventNames) as EventType[];
    expect(types.filter((type) => quietEvents.has(type)).join(' ')).toBe(
      'FollowerJoined Delivered StepDelivered RatingOpened RatingCallMissed Urged Noted Commented ' +
        'AlarmRaised CardExplained CardDecided CardEscalated ClockRecomputed',
    );
    const { ticket } = proxyInProgress();
    expect(after(ticket, { type: 'FollowerJoined', joined: 'F' }).version).toBe(ticket.version);
    expect(after(ticket, { type: 'Released', handlerId: 'officer-a' }).version).toBe(ticket.version + 1);
  });

  test('at the moment at which it came to the desk adds no time to it', () => {
    const { ticket } = filed('hukou-migration-in', '2026-03-02 09:00').routed(officeA, '2026-03-02 09:00');
    expect(ticket.elapsed).toEqual({});
  });

  test('ends the time in which the law would accept, unless an office is still looked for', () => {
    const story = filed('hukou-migration-in', '2026-03-02 09:00').routed(officeA, '2026-03-02 09:01');
    const { window } = story.ticket;
    expect(window).toBeDefined();
    story.does('officerA', 'return-to-station', { reason }, '2026-03-02 09:30');
    expect(story.ticket).toMatchObject({ state: 'returned', window });
    story.does('clerk', 'refer-to-arbiter', { reason }, '2026-03-02 09:40');
    expect(story.ticket).toMatchObject({ state: 'in-arbitration', window });
    story.does('arbiter', 'assign-office', { officeId: officeB, reason }, '2026-03-02 09:50');
    expect(story.ticket).toMatchObject({ state: 'submitted', window });
    story.does('resident', 'withdraw', {}, '2026-03-02 10:00');
    expect(story.ticket.state).toBe('withdrawn');
    expect(story.ticket).not.toHaveProperty('window');
  });

  test('of somebody who joined counts a follower', () => {
    expect(after(proxyInProgress().ticket, { type: 'FollowerJoined', joined: 'F' }).followers).toBe(1);
  });

  test('of acceptance leaves what is at hand at hand, and sends on what the rule has to fetch', () => {
    const instant = filed('volunteer-registration', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    expect(instant.does('clerk', 'accept', {}, '2026-03-02 09:30').ticket.delivered).toBe(true);
    const transfer = transferAtOffice().does('officerA', 'accept', {}, '2026-03-02 10:00');
    expect(transfer.ticket.delivered).toBe(true);
  });

  test('of a special step gives the time to the body that takes it', () => {
    const story = proxyInProgress();
    const hearing = {
      kind: 'hearing',
      legalBasis: '条例',
      body: '机构',
      explanation: reason,
      expectedEnd: '2026-03-06',
    } as const;
    story.does('officerA', 'begin-special-step', hearing, '2026-03-04 10:00');
    expect(story.ticket.holder).toEqual({ kind: 'special-body' });
    const [step = ''] = story.ticket.specialSteps;
    story.does('officerA', 'end-special-step', { step, finding: reason }, '2026-03-04 11:00');
    expect(story.ticket.elapsed['special-body']).toBe(3_600_000);
  });

  test('of a rating, a call back and an objection says how it came out', () => {
    const rated = resolved().does('resident', 'rate', { level: 1 }, '2026-03-05 09:00').ticket;
    expect(after(rated, { type: 'CalledBack', level: 4, heldMs: 0 }).rating).toMatchObject({ level: 1, second: 4 });
    expect(after(rated, { type: 'CalledBack', heldMs: 0 }).rating).not.toHaveProperty('second');
    const open = after(rated, { type: 'RatingAppealed', clocks: [] });
    expect(open.rating?.appeal).toBe('open');
    for (const [upheld, appeal] of [
      [true, 'upheld'],
      [false, 'rejected'],
    ] as const)
      expect(after(open, { type: 'RatingAppealDecided', upheld, level: 1 }).rating?.appeal).toBe(appeal);
  });

  test('with papers adds them; used again, they are marked; what is verified is those that are named', () => {
    const papers = ['a', 'b'].map((id) => ({ id, material: 'id-card', sha256: 'x' }));
    const { ticket } = filed('residence-permit', '2026-03-02 09:00', { papers });
    const again = {
      id: 'c',
      material: 'id-card',
      sha256: 'x',
      reused: { consent: 'resident' as const, verified: true },
    };
    const answered = after(ticket, { type: 'ResidentAnswered', moved: [], heldMs: 0, papers: [again as never] });
    expect(answered.papers?.map(({ id, reused }) => [id, reused])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', true],
    ]);
    const found = after(answered, {
      type: 'Resolved',
      outcome: 'granted',
      elapsed: {},
      heldMs: 0,
      papersVerified: ['b'],
    } as never);
    expect(found.papers?.map(({ verified }) => verified)).toEqual([undefined, true, undefined]);
    expect(after(answered, { type: 'ResidentAnswered', moved: [], heldMs: 0 }).papers).toEqual(answered.papers);
  });
});

describe('a step is delivered', () => {
  const { ticket } = proxyInProgress('disability-certificate');
  test('once, to its own office, while it is ready', () => {
    expect(receiveStep(ticket, 'assess', officeC)).toMatchObject([
      { actor: { kind: 'system', id: 'delivery' }, body: { type: 'StepDelivered', step: 'assess', officeId: officeC } },
    ]);
    expect(receiveStep(ticket, 'assess', officeB)).toEqual([]);
    expect(receiveStep(ticket, 'other', officeC)).toEqual([]);
    const delivered = { ...ticket, steps: ticket.steps.map((step) => ({ ...step, status: 'delivered' as const })) };
    expect(receiveStep(delivered, 'assess', officeC)).toEqual([]);
    expect(receiveStep({ ...ticket, state: 'resolved' }, 'assess', officeC)).toEqual([]);
  });
});

describe('what time does', () => {
  test('is done by the clock, not by a person, and the time until then is the holder’s', () => {
    const asked = transferAtOffice().does(
      'officerA',
      'request-supplement',
      { materials: ['id-card'], explanation: reason },
      '2026-03-02 10:00',
    );
    asked.sweptAt('2026-03-23 17:31');
    const lapsed = asked.events.at(-1);
    expect(lapsed).toMatchObject({ type: 'Lapsed', actor: { kind: 'system', id: 'clock' } });
    expect(asked.ticket.elapsed['resident']).toBeGreaterThan(0);
    const late = proxyInProgress().sweptAt('2026-03-10 09:00');
    const alarms = late.events.filter((event) => event.type === 'AlarmRaised');
    expect(alarms.every(({ actor }) => actor.kind === 'system' && actor.id === 'clock')).toBe(true);
    const withCard = alarms.flatMap((event) => (event.type === 'AlarmRaised' && event.card ? [event.level] : []));
    expect(new Set(withCard)).toEqual(new Set(['yellow']));
  });
});

describe('may be done no more', () => {
  test('claimed by oneself it can be let go, by a rival it cannot; a colleague finds it taken', () => {
    const story = proxyInProgress().does('officerA', 'claim', {}, '2026-03-02 11:00');
    expect(refused(story, 'officerA', 'release', '2026-03-02 11:30')).toBeNull();
    expect(refused(story, 'rivalA', 'release', '2026-03-02 11:30')?.refused).toBe('not-allowed');
    expect(refused(story, 'rivalA', 'claim', '2026-03-02 11:30')?.refused).toBe('taken');
    expect(refused(story, 'officerA', 'claim', '2026-03-02 11:30')?.refused).toBe('wrong-state');
  });

  test('whoever stands in for somebody without a part may open a rating, for one with a part may not', () => {
    const story = resolved();
    const standsIn = (deputyOf?: string) =>
      refused(
        story,
        'colleague',
        'open-rating',
        '2026-03-05 10:00',
        { ...story.ticket, actedBy: ['clerk', 'officer-a'] },
        {
          actor: { kind: 'staff', id: 'colleague', ...(deputyOf ? { deputyOf } : {}) },
        },
      )?.refused ?? null;
    expect([standsIn(), standsIn('somebody'), standsIn('officer-a')]).toEqual([null, null, 'not-allowed']);
    const nobody = { ...story.ticket, actedBy: undefined } as unknown as Ticket;
    expect(refused(story, 'colleague', 'open-rating', '2026-03-05 10:00', nobody)).toBeNull();
  });

  test('a return after its two days names the moment', () => {
    const refusal = refused(proxyInProgress(), 'officerA', 'return-to-station', '2026-03-05 09:00');
    expect(refusal).toMatchObject({ refused: 'limit-passed', params: { until: moment('2026-03-04 17:30') } });
  });

  test('only a bad rating of this handling is objected to, once, and decided once', () => {
    const story = resolved().does('resident', 'rate', { level: 2 }, '2026-03-05 09:00');
    const { rating } = story.ticket;
    if (!rating) throw new Error('not rated');
    const appeal = (changed: Partial<typeof rating>) =>
      refused(story, 'officerA', 'appeal-rating', '2026-03-05 10:00', {
        ...story.ticket,
        rating: { ...rating, ...changed },
      })?.refused ?? null;
    expect([appeal({}), appeal({ level: 3 }), appeal({ generation: 9 }), appeal({ appeal: 'open' })]).toEqual([
      null,
      'wrong-state',
      'wrong-state',
      'wrong-state',
    ]);
    const decide = (appeal?: 'open' | 'upheld') =>
      refused(story, 'supervisor', 'decide-rating-appeal', '2026-03-05 10:00', {
        ...story.ticket,
        rating: { ...rating, ...(appeal ? { appeal } : {}) },
      })?.refused ?? null;
    expect([decide('open'), decide('upheld'), decide()]).toEqual([null, 'wrong-state', 'wrong-state']);
  });

  test('a card is explained by its unit among others, and decided where there is one', () => {
    const story = proxyInProgress().sweptAt('2026-03-10 09:00');
    const [card] = story.ticket.cards;
    if (!card) throw new Error('no card');
    const cards = [card, { ...card, id: 'x', unit: officeB }];
    expect(refused(story, 'officerA', 'explain-card', '2026-03-10 10:00', { ...story.ticket, cards })).toBeNull();
    const none = { ...story.ticket, cards: [] };
    expect(refused(story, 'supervisor', 'decide-card', '2026-03-10 10:00', none)?.refused).toBe('wrong-state');
    const higher = [{ ...card, rung: 'city' as const }];
    expect(
      refused(story, 'supervisor', 'decide-card', '2026-03-10 10:00', { ...story.ticket, cards: higher })?.refused,
    ).toBe('not-allowed');
  });

  test('an action in another state tells which states it needs, in both languages', () => {
    const params = refused(proxyInProgress(), 'officerA', 'sign', '2026-03-02 11:00')?.params;
    expect(params).toMatchObject({ state: 'in-progress', zh: expect.stringContaining('“签收”只能在以下状态进行') });
    const many = refused(resolved(), 'resident', 'withdraw', '2026-03-05 11:00')?.params;
    expect([many?.['zh']?.includes('、'), many?.['en']?.includes(', ')]).toEqual([true, true]);
    expect(many?.['en']).not.toContain('、');
  });
});
