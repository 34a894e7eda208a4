/** Yellow and red cards, and what supervisors must look at. All in March 2026: no holidays. */
import { describe, expect, test } from '@jest/globals';
import { type Caller, maySee, maySeeAttention, relationsOf, showsWordsOf } from '../../../domain/access.ts';
import { isRefusal, type Refusal } from '../../../domain/refusal.ts';
import type { ActionName } from '../../../domain/ticket/actions.ts';
import { fold } from '../../../domain/ticket/apply.ts';
import { attentionOf } from '../../../domain/ticket/attention.ts';
import { boardsOf, nextMoment } from '../../../domain/ticket/board.ts';
import { allowedActions, perform } from '../../../domain/ticket/perform.ts';
import { contextOf, filed, moment, officeA, officeB, people, proxyInProgress, station, type Story } from './story.ts';

const supervisorOf = (regionCode: string): Caller => ({ ...people.supervisor, id: `over-${regionCode}`, regionCode });
const street = supervisorOf('320613001000');
const otherStreet = supervisorOf('320613002000');
const district = supervisorOf('320613000000');
const city = supervisorOf('320600000000');

const decide = (
  story: Story,
  who: Caller,
  card: string,
  decision: 'upheld' | 'cancelled',
  when: string,
): Refusal | null => {
  const context = contextOf(story.ticket, story.item, moment(when), who);
  const decided = perform(story.ticket, 'decide-card', { card, decision, reason: '系统故障' }, context);
  if (isRefusal(decided)) return decided;
  story.record(decided, moment(when));
  return null;
};
const offered = (story: Story, who: Caller, when: string): ActionName[] =>
  allowedActions(story.ticket, contextOf(story.ticket, story.item, moment(when), who));

/** A question to the station, to be answered by Tuesday 17:30. Nobody does. */
const unanswered = (): Story => filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:01');
const carded = (): Story => unanswered().sweptAt('2026-03-03 17:31');
const cardOf = (story: Story, id: string) => story.ticket.cards.find((card) => card.id === id);

describe('a card', () => {
  test('is issued by rule, with cause, evidence, unit and time to explain; once, however often the sweeper comes', () => {
    const story = unanswered().sweptAt('2026-03-03 17:30');
    expect(story.ticket.cards).toEqual([]);
    story.sweptAt('2026-03-03 17:31').sweptAt('2026-03-03 17:31').sweptAt('2026-03-03 18:00');
    expect(story.ticket.cards).toEqual([
      {
        id: 'ANSWER-1-yellow',
        level: 'yellow',
        at: '2026-03-03T17:31:00.000+08:00',
        unit: station,
        rung: 'street',
        explained: false,
        answerBy: '2026-03-04T17:30:00.000+08:00',
      },
    ]);
    const event = story.events.find((each) => each.type === 'AlarmRaised' && each.level === 'yellow');
    expect(event).toMatchObject({
      clock: 'ANSWER',
      clockGeneration: 1,
      due: '2026-03-03T17:30:00.000+08:00',
      lateByMs: 60_000,
      card: { unit: station, elapsed: { [`station:${station}`]: 14 * 3_600_000 } },
    });
    expect(fold(story.events)).toEqual(story.ticket);
  });

  test('goes to the desk that had it when the due passed, not to the one that has it when the sweeper comes', () => {
    // Its promise passes at half past five; ten minutes later it is with the arbiter, and only then the sweeper comes.
    const moved = proxyInProgress()
      .does('officerA', 'return-to-station', { reason: '非本单位职责' }, '2026-03-04 09:00')
      .delivered('2026-03-04 09:01')
      .does('clerk', 'route', { officeId: officeB }, '2026-03-09 17:30')
      .delivered('2026-03-09 17:31')
      .does('officerB', 'return-to-station', { reason: '非本单位职责' }, '2026-03-09 17:40')
      .sweptAt('2026-03-09 17:41');
    expect(moved.ticket.holder.kind).toBe('arbiter');
    expect(cardOf(moved, 'PROMISE-1-yellow')).toMatchObject({ unit: officeB, rung: 'district' });
  });

  test('the unit explains once, and the supervisor then has three working days', () => {
    const story = carded();
    expect(story.allowed('officerA', '2026-03-04 09:00')).not.toContain('explain-card');
    const { version } = story.ticket;
    story.does('clerk', 'explain-card', { card: 'ANSWER-1-yellow', explanation: '停电' }, '2026-03-04 09:00');
    expect(story.ticket).toMatchObject({
      version,
      cards: [{ explained: true, rung: 'street', answerBy: '2026-03-09T17:30:00.000+08:00' }],
    });
    const again = { card: 'ANSWER-1-yellow', explanation: '停电' };
    expect(story.tries('clerk', 'explain-card', again, '2026-03-04 10:00')?.refused).toBe('wrong-state');
    expect(story.sweptAt('2026-03-09 17:30').ticket.cards).toContainEqual(
      expect.objectContaining({ id: 'ANSWER-1-yellow', rung: 'street' }),
    );
    expect(cardOf(story.sweptAt('2026-03-09 17:31'), 'ANSWER-1-yellow')?.rung).toBe('district');
  });

  test('is cancelled or upheld by a supervisor over the unit, never by the unit or another street', () => {
    const story = carded();
    expect(offered(story, otherStreet, '2026-03-04 09:00')).toEqual([]);
    expect(maySee(otherStreet, story.ticket)).toBe(false);
    expect(story.allowed('clerk', '2026-03-04 09:00')).not.toContain('decide-card');
    expect(decide(story, otherStreet, 'ANSWER-1-yellow', 'cancelled', '2026-03-04 09:00')?.refused).toBe('not-allowed');
    expect(decide(story, street, 'ANSWER-1-red', 'cancelled', '2026-03-04 09:00')).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'card', seen: 'ANSWER-1-red', en: expect.stringContaining('ANSWER-1-yellow') }],
    });
    expect(decide(story, street, 'ANSWER-1-yellow', 'cancelled', '2026-03-04 09:00')).toBeNull();
    expect(story.ticket.cards).toEqual([]);
    expect(story.events.at(-1)).toMatchObject({
      type: 'CardDecided',
      level: 'yellow',
      unit: station,
      decision: 'cancelled',
    });
    expect(offered(story, street, '2026-03-04 09:01')).not.toContain('decide-card');
    // What was cancelled does not come back.
    expect(cardOf(story.sweptAt('2026-03-05 09:00'), 'ANSWER-1-yellow')).toBeUndefined();
  });

  test('red follows five working days after yellow, at the district', () => {
    const story = carded();
    decide(story, street, 'ANSWER-1-yellow', 'upheld', '2026-03-04 09:00');
    expect(cardOf(story.sweptAt('2026-03-10 17:30'), 'ANSWER-1-red')).toBeUndefined();
    expect(cardOf(story.sweptAt('2026-03-10 17:31'), 'ANSWER-1-red')).toMatchObject({
      unit: station,
      rung: 'district',
    });
    // The street may still decide on other cards of the ticket, not on this one.
    expect(decide(story, street, 'ANSWER-1-red', 'upheld', '2026-03-11 09:00')?.refused).toBe('invalid');
    expect(decide(story, district, 'ANSWER-1-red', 'upheld', '2026-03-11 09:00')).toBeNull();
  });

  test('unanswered it goes to the district, then to the city, once each, and waits there', () => {
    const story = carded();
    expect(nextMoment(story.ticket, 5)?.slice(0, 16)).toBe('2026-03-04T17:30');
    story.sweptAt('2026-03-04 17:31').sweptAt('2026-03-04 17:31');
    expect(cardOf(story, 'ANSWER-1-yellow')).toMatchObject({
      rung: 'district',
      answerBy: '2026-03-09T17:30:00.000+08:00',
    });
    expect(decide(story, street, 'ANSWER-1-yellow', 'cancelled', '2026-03-05 09:00')?.refused).toBe('invalid');
    story.sweptAt('2026-03-09 17:31').sweptAt('2026-03-30 09:00');
    expect(cardOf(story, 'ANSWER-1-yellow')?.rung).toBe('city');
    const ups = story.events.flatMap((each) =>
      each.type === 'CardEscalated' && each.card === 'ANSWER-1-yellow' ? [each] : [],
    );
    expect(ups.map(({ to }) => to)).toEqual(['district', 'city']);
    for (const { actor } of ups) expect(actor).toEqual({ kind: 'system', id: 'clock' });
    // The unit may still say why.
    story.does('clerk', 'explain-card', { card: 'ANSWER-1-yellow', explanation: '停电' }, '2026-03-30 10:00');
    expect(decide(story, district, 'ANSWER-1-yellow', 'upheld', '2026-03-30 11:00')?.refused).toBe('invalid');
    expect(decide(story, city, 'ANSWER-1-yellow', 'upheld', '2026-03-30 11:00')).toBeNull();
  });

  test('an office of the district is decided on at the district from the start', () => {
    const story = proxyInProgress().sweptAt('2026-03-09 17:31');
    expect(cardOf(story, 'PROMISE-1-yellow')).toMatchObject({ unit: officeA, rung: 'district' });
    expect(offered(story, street, '2026-03-10 09:00')).not.toContain('decide-card');
    expect(offered(story, district, '2026-03-10 09:00')).toContain('decide-card');
  });

  test('outlives the ticket, and its unit keeps it on the board until it has explained', () => {
    const story = carded().does('clerk', 'resolve', { outcome: 'answered', answer: '已答复' }, '2026-03-04 09:00');
    expect(boardsOf(story.ticket)).toEqual([{ officeId: station, lane: 'card', due: '2026-03-04T17:30:00.000+08:00' }]);
    story.does('clerk', 'explain-card', { card: 'ANSWER-1-yellow', explanation: '停电' }, '2026-03-04 10:00');
    expect(boardsOf(story.ticket)).toEqual([]);
    expect(story.ticket.state).toBe('resolved');
    expect(decide(story, street, 'ANSWER-1-yellow', 'upheld', '2026-03-04 11:00')).toBeNull();
    expect(attentionOf(story.ticket)).toBeNull();
  });

  test('its words stay between the unit and its supervisors', () => {
    const story = carded();
    const sees = (who: Caller) => showsWordsOf(relationsOf(who, story.ticket), 'CardExplained');
    expect([sees(people.clerk), sees(street), sees(city)]).toEqual([true, true, true]);
    expect([sees(people.resident), sees(otherStreet), sees(people.officerA)]).toEqual([false, false, false]);
    expect(showsWordsOf(relationsOf(street, story.ticket), 'Commented')).toBe(false);
  });
});

describe('attention', () => {
  test('not for rights that run out, nor for the ten minutes at the counter', () => {
    const { ticket } = unanswered();
    const [clock] = ticket.clocks;
    if (!clock) throw new Error('no clock');
    const warned = (name: typeof clock.name) =>
      attentionOf({ ...ticket, clocks: [{ ...clock, name, raised: ['warning'] }] })?.kind;
    expect(warned('ANSWER')).toBe('due-today');
    for (const name of ['RETURN', 'APPEAL', 'COUNTER'] as const)
      expect([name, warned(name)]).toEqual([name, undefined]);
  });

  test('one list at a time, the most severe; none when all is well', () => {
    const story = unanswered();
    expect(attentionOf(story.ticket)).toBeNull();
    // 80 % of the working day that the answer may take.
    story.sweptAt('2026-03-03 16:31');
    expect(attentionOf(story.ticket)).toEqual({ kind: 'due-today', since: '2026-03-03T17:30:00.000+08:00' });
    story.sweptAt('2026-03-03 17:31');
    expect(attentionOf(story.ticket)).toEqual({ kind: 'yellow', since: '2026-03-03T17:31:00.000+08:00' });
    story.sweptAt('2026-03-10 17:31');
    expect(attentionOf(story.ticket)).toEqual({ kind: 'red', since: '2026-03-10T17:31:00.000+08:00' });
    decide(story, city, 'ANSWER-1-red', 'upheld', '2026-03-11 09:00');
    expect(attentionOf(story.ticket)?.kind).toBe('yellow');
    decide(story, city, 'ANSWER-1-yellow', 'upheld', '2026-03-11 09:00');
    decide(story, city, 'ACCEPT-1-yellow', 'upheld', '2026-03-11 09:00');
    expect(attentionOf(story.ticket)).toEqual({ kind: 'due-today', since: '2026-03-03T17:30:00.000+08:00' });
    story.does('clerk', 'resolve', { outcome: 'answered', answer: '已答复' }, '2026-03-11 10:00');
    expect(attentionOf(story.ticket)).toBeNull();
    story.does('resident', 'rate', { level: 1 }, '2026-03-11 11:00');
    expect(attentionOf(story.ticket)).toEqual({ kind: 'bad-rating', since: '2026-03-11T11:00:00.000+08:00' });
  });

  test('without an office, then with the arbiter', () => {
    const story = proxyInProgress().does('officerA', 'return-to-station', { reason: '错' }, '2026-03-02 11:00');
    expect(attentionOf(story.ticket)).toEqual({ kind: 'unassigned', since: '2026-03-02T11:00:00.000+08:00' });
    story.delivered('2026-03-02 11:01').does('clerk', 'refer-to-arbiter', { reason: '争议' }, '2026-03-02 12:00');
    expect(attentionOf(story.ticket)).toEqual({ kind: 'arbitration', since: '2026-03-02T12:00:00.000+08:00' });
  });

  test('no rule matched, a reopening is asked for, a bad rating is put right and called back', () => {
    const accepted = filed('old-age-allowance', '2026-03-02 09:00').delivered('2026-03-02 09:01');
    accepted.does('clerk', 'accept', {}, '2026-03-02 09:30').routed(null, '2026-03-02 09:31');
    const { ticket } = accepted;
    expect(attentionOf(ticket)).toEqual({ kind: 'unassigned', since: ticket.heldSince });
    expect(attentionOf({ ...ticket, holder: { kind: 'office', id: officeA } })).toBeNull();
    expect(attentionOf({ ...ticket, unmatched: false })).toBeNull();
    const story = proxyInProgress();
    story.does('officerA', 'resolve', { outcome: 'done', answer: '已办' }, '2026-03-04 10:00');
    expect(attentionOf(story.ticket)).toBeNull();
    const asked = { ...story.ticket, state: 'reopen-requested' as const };
    expect(attentionOf(asked)).toEqual({ kind: 'reopen', since: asked.heldSince });
    story.does('resident', 'rate', { level: 1 }, '2026-03-05 10:00');
    const { rating } = story.ticket;
    for (const state of ['rectifying', 'calling-back'] as const)
      expect(attentionOf({ ...story.ticket, state })).toEqual({ kind: 'bad-rating', since: rating?.at });
    expect(attentionOf({ ...story.ticket, state: 'closed' })?.kind).not.toBe('bad-rating');
  });

  test('of several cards and warnings the oldest counts', () => {
    const { ticket } = proxyInProgress().sweptAt('2026-03-10 09:00');
    const [card] = ticket.cards;
    const at = (day: string) => ({ ...card, at: moment(day) }) as (typeof ticket.cards)[number];
    const cards = [at('2026-03-12 09:00'), at('2026-03-10 09:00'), at('2026-03-11 09:00')];
    expect(attentionOf({ ...ticket, cards })?.since).toBe(moment('2026-03-10 09:00'));
    const clock = ticket.clocks.find(({ name }) => name === 'PROMISE');
    const due = (day: string) => ({ ...clock, due: moment(day) }) as (typeof ticket.clocks)[number];
    const clocks = [due('2026-03-12 17:30'), due('2026-03-09 17:30')];
    expect(attentionOf({ ...ticket, cards: [], clocks })).toEqual({
      kind: 'due-today',
      since: moment('2026-03-09 17:30'),
    });
  });

  test('is for supervisors of the region and above, and for nobody else', () => {
    expect([street, district, city].map((who) => maySeeAttention(who, '320613001000', 'red'))).toEqual([
      true,
      true,
      true,
    ]);
    expect([otherStreet, people.elsewhere].map((who) => maySeeAttention(who, '320613001000', 'red'))).toEqual([
      false,
      false,
    ]);
    expect(maySeeAttention(street, '320613000000', 'red')).toBe(false);
    for (const who of [people.resident, people.clerk, people.officerA, people.arbiter, people.auditor])
      expect(maySeeAttention(who, '320613001000', 'red')).toBe(false);
  });
});
