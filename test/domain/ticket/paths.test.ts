/** Each mode's own way from filing to resolution, and what happens on the way to an office. */
import { describe, expect, test } from '@jest/globals';
import { awaitsRouting } from '../../../domain/ticket/state.ts';
import { boardsOf } from '../../../domain/ticket/board.ts';
import { deskOf } from '../../../domain/ticket/apply.ts';
import { filed, officeA, officeB, officeC, proxyInProgress, station, transferAtOffice } from './story.ts';

const done = { outcome: 'done', answer: '已办好' } as const;

describe('proxy 代办', () => {
  test('station accepts, rule routes, office signs and resolves', () => {
    const story = proxyInProgress().does('officerA', 'resolve', done, '2026-03-04 10:00');
    expect(story.types).toEqual(['Submitted', 'Accepted', 'Routed', 'Signed', 'Resolved']);
    expect(story.ticket).toMatchObject({ state: 'resolved', officeId: officeA, holder: { kind: 'none' } });
    expect(story.clock('PROMISE')).toMatchObject({ status: 'met', due: '2026-03-09T17:30:00.000+08:00' });
  });

  test('an accepted ticket that routing has not fetched yet is watched like any delivery', () => {
    const story = filed('old-age-allowance', '2026-03-02 09:00').delivered('2026-03-02 09:01');
    story.does('clerk', 'accept', {}, '2026-03-02 09:30');
    expect(story.ticket).toMatchObject({ state: 'accepted', delivered: false });
    expect(boardsOf(story.ticket)).toEqual([]);
    // A late second delivery of the filing must not hide that it still waits for routing.
    expect(story.delivered('2026-03-02 09:31').ticket.delivered).toBe(false);
  });

  test('no rule matched: it comes back to the board of the station, and a person chooses', () => {
    const story = filed('old-age-allowance', '2026-03-02 09:00').delivered('2026-03-02 09:01');
    story.does('clerk', 'accept', {}, '2026-03-02 09:30').routed(null, '2026-03-02 09:31');
    expect(boardsOf(story.ticket)).toMatchObject([{ officeId: station, lane: 'ordinary' }]);
    story.does('clerk', 'route', { officeId: officeB }, '2026-03-02 11:00');
    expect(story.ticket).toMatchObject({ state: 'routed', officeId: officeB, unmatched: false, delivered: false });
  });
});

describe('transfer 转办', () => {
  test('goes straight to the office, which accepts and has it in hand', () => {
    const story = transferAtOffice();
    expect(story.ticket).toMatchObject({ state: 'submitted', holder: { kind: 'office', id: officeA } });
    story.does('officerA', 'accept', {}, '2026-03-02 10:00');
    expect(story.types).toEqual(['Submitted', 'Routed', 'Accepted', 'Signed']);
    expect(story.ticket.state).toBe('in-progress');
  });

  test('the station cannot decide on it while it is on its way', () => {
    const story = filed('hukou-migration-in', '2026-03-02 09:00');
    expect(story.tries('clerk', 'accept', {}, '2026-03-02 09:01')?.refused).toBe('wrong-state');
    expect(story.allowed('clerk', '2026-03-02 09:01')).not.toContain('accept');
  });

  test('never routed in five days: the law accepts it, and it still has to go to an office', () => {
    const story = filed('hukou-migration-in', '2026-03-02 09:00').routed(null, '2026-03-02 09:01');
    story.sweptAt('2026-03-09 17:31');
    expect(story.ticket).toMatchObject({ state: 'accepted', acceptedOn: '2026-03-02', holder: { id: station } });
    expect(story.allowed('clerk', '2026-03-10 09:00')).toContain('route');
    expect(story.allowed('clerk', '2026-03-10 09:00')).not.toContain('resolve');
    story.does('clerk', 'route', { officeId: officeA }, '2026-03-10 09:00');
    expect(story.ticket).toMatchObject({ state: 'routed', officeId: officeA });
  });

  test('deemed accepted while the routing message is late: the rule still finds the office', () => {
    const story = filed('hukou-migration-in', '2026-03-02 09:00').sweptAt('2026-03-09 17:31');
    expect(awaitsRouting(story.ticket)).toBe(true);
    expect(story.routed(officeA, '2026-03-09 17:40').ticket.state).toBe('routed');
  });

  test('deemed accepted at the office: it has to sign, and that is watched', () => {
    const story = transferAtOffice().sweptAt('2026-03-09 17:31');
    expect(story.ticket.state).toBe('routed');
    expect(story.clock('SIGN').status).toBe('running');
  });
});

describe('instant 即办', () => {
  test('accepted and resolved at the counter in one go, within ten minutes, without routing', () => {
    const story = filed('insurance-record-print', '2026-03-02 09:00', { channel: 'counter' });
    story.delivered('2026-03-02 09:00').does('clerk', 'resolve', done, '2026-03-02 09:10');
    expect(story.types).toEqual(['Submitted', 'Accepted', 'Resolved']);
    expect(story.clock('COUNTER').status).toBe('met');
    expect(story.clock('PROMISE').status).toBe('met');
    expect(story.ticket.elapsed).toEqual({ [`station:${station}`]: 10 * 60_000 });
  });

  test('ten minutes and one second: missed, booked once, no card', () => {
    const story = filed('insurance-record-print', '2026-03-02 09:00', { channel: 'counter' });
    story.delivered('2026-03-02 09:00').sweptAt('2026-03-02 09:10:01').sweptAt('2026-03-02 09:30');
    expect(story.events.filter(({ type }) => type === 'AlarmRaised')).toMatchObject([
      { clock: 'COUNTER', level: 'missed', lateByMs: 1000 },
    ]);
    story.does('clerk', 'resolve', done, '2026-03-02 09:31');
    expect(story.events.at(-1)?.ended).toContainEqual(
      expect.objectContaining({ name: 'COUNTER', outcome: 'missed', booked: true }),
    );
  });

  test('done after hours on the evening of filing is not late: it was not even received', () => {
    const story = filed('insurance-record-print', '2026-03-06 18:00').delivered('2026-03-06 18:00');
    story.does('clerk', 'resolve', done, '2026-03-06 18:05');
    expect(story.ticket.acceptedOn).toBe('2026-03-09');
    expect(story.clock('PROMISE').status).toBe('met');
  });

  test('it may also be accepted first and done later', () => {
    const story = filed('volunteer-registration', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'accept', {}, '2026-03-02 09:30');
    expect(story.ticket).toMatchObject({ state: 'in-progress', holder: { kind: 'station', id: station } });
    story.does('clerk', 'ask-resident', { question: '哪一天？' }, '2026-03-02 10:00');
    story.does('resident', 'answer', { answer: '周五' }, '2026-03-02 11:00');
    expect(story.does('clerk', 'resolve', done, '2026-03-03 10:00').ticket.state).toBe('resolved');
  });
});

describe('consult 咨询', () => {
  test('the station answers at once', () => {
    const story = filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'resolve', { outcome: 'answered', answer: '可以' }, '2026-03-03 17:30');
    expect(story.types).toEqual(['Submitted', 'Accepted', 'Resolved']);
    expect(story.clock('ANSWER')).toMatchObject({ status: 'met', due: '2026-03-03T17:30:00.000+08:00' });
    expect(story.ticket.clocks.map(({ name }) => name)).not.toContain('PROMISE');
  });

  test('one with a statutory limit has that clock too', () => {
    const story = filed('suggestion-complaint', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'accept', {}, '2026-03-02 10:00');
    expect(story.clock('STATUTORY').due).toBe('2026-03-17T17:30:00.000+08:00');
  });

  test('a department answers: routed like a transfer', () => {
    const story = transferAtOffice('school-enrolment-consult');
    expect(story.tries('officerA', 'resolve', done, '2026-03-02 10:00')?.refused).toBe('wrong-state');
    story.does('officerA', 'accept', {}, '2026-03-02 10:00');
    story.does('officerA', 'resolve', { outcome: 'answered', answer: '九月' }, '2026-03-04 17:30');
    expect(story.clock('ANSWER').status).toBe('met');
    expect(story.types).toEqual(['Submitted', 'Routed', 'Accepted', 'Signed', 'Resolved']);
  });
});

describe('delivery', () => {
  test('a desk sees it when its queue has brought it, once, and only for the newest routing', () => {
    const story = filed('hukou-migration-in', '2026-03-02 09:00').routed(officeA, '2026-03-02 09:01');
    expect(boardsOf(story.ticket)).toMatchObject([{ officeId: officeA }]);
    const before = story.events.length;
    expect(story.delivered('2026-03-02 09:02').events).toHaveLength(before);
    story.does('officerA', 'return-to-station', { reason: '非本单位' }, '2026-03-02 10:00');
    expect(boardsOf(story.ticket)).toEqual([]);
    expect(boardsOf(story.delivered('2026-03-02 10:01').ticket)).toMatchObject([{ officeId: station }]);
  });

  test('a second routing message changes nothing', () => {
    const story = transferAtOffice();
    const before = story.events.length;
    expect(story.routed(officeB, '2026-03-02 09:05').events).toHaveLength(before);
    expect(deskOf(story.ticket)).toEqual({ kind: 'office', id: officeA });
  });
});

const atAssessment = () =>
  proxyInProgress('disability-certificate').stepDelivered('assess', officeC, '2026-03-02 10:10');

describe('steps of other offices', () => {
  test('a delivered step is on its own office’s board and only that office completes it', () => {
    const story = atAssessment();
    expect(boardsOf(story.ticket).map(({ officeId }) => officeId)).toEqual([officeA, officeC]);
    expect(story.allowed('officerC', '2026-03-02 11:00')).toContain('complete-step');
    expect(story.allowed('officerB', '2026-03-02 11:00')).not.toContain('complete-step');
    story.does('officerC', 'complete-step', { step: 'assess' }, '2026-03-02 11:00');
    expect(story.ticket.steps).toMatchObject([
      { id: 'assess', status: 'done' },
      { id: 'notice', officeId: officeB, status: 'ready' },
    ]);
    expect(story.allowed('officerC', '2026-03-02 11:01')).not.toContain('complete-step');
  });

  test('an office cannot complete the step of another office', () => {
    const story = atAssessment().does('officerC', 'complete-step', { step: 'assess' }, '2026-03-02 11:00');
    story.stepDelivered('notice', officeB, '2026-03-02 11:01');
    expect(story.tries('officerC', 'complete-step', { step: 'notice' }, '2026-03-02 11:02')?.refused).toBe(
      'wrong-state',
    );
    expect(story.tries('officerB', 'complete-step', { step: 'assess' }, '2026-03-02 11:02')).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'step', code: 'unknown', seen: 'assess' }],
    });
    expect(story.tries('officerB', 'complete-step', { step: 'notice' }, '2026-03-02 11:02')).toBeNull();
  });

  test('a step that is late by itself: alarms, and a card to its own office one working day after', () => {
    const story = proxyInProgress('special-hardship-support').stepDelivered('visit', officeB, '2026-03-02 10:10');
    expect(story.clock('STEP')).toMatchObject({ step: 'visit', generation: 1, due: '2026-03-12T17:30:00.000+08:00' });
    expect(boardsOf(story.ticket)).toContainEqual({
      officeId: officeB,
      lane: 'ordinary',
      due: '2026-03-12T17:30:00.000+08:00',
    });
    story.sweptAt('2026-03-12 17:31');
    expect(story.clock('STEP')).toMatchObject({ status: 'missed', raised: ['warning', 'missed'] });
    expect(story.ticket.cards).toEqual([]);
    expect(story.sweptAt('2026-03-13 17:31').ticket.cards).toMatchObject([{ id: 'STEP-1-yellow', unit: officeB }]);
    story.does('officerB', 'complete-step', { step: 'visit' }, '2026-03-16 09:00');
    expect(story.events.at(-1)).toMatchObject({ ended: [{ name: 'STEP', outcome: 'missed', booked: true }] });
  });

  test('parallel steps have a clock each, and completing one leaves the others alone', () => {
    const story = proxyInProgress('min-living-allowance');
    const stepClocks = () =>
      story.ticket.clocks
        .filter(({ name }) => name === 'STEP')
        .map(({ step, generation, status }) => [step, generation, status]);
    expect(stepClocks()).toEqual([
      ['check', 1, 'running'],
      ['visit', 2, 'running'],
    ]);
    for (const step of ['check', 'visit']) story.stepDelivered(step, officeB, '2026-03-02 10:10');
    story.does('officerB', 'complete-step', { step: 'check' }, '2026-03-03 09:00');
    expect(stepClocks()).toEqual([
      ['check', 1, 'met'],
      ['visit', 2, 'running'],
    ]);
    story.does('officerB', 'complete-step', { step: 'visit' }, '2026-03-03 10:00');
    // A public notice hangs for its seven days, and ends on a working day.
    expect(stepClocks()).toEqual([
      ['check', 1, 'met'],
      ['visit', 2, 'met'],
      ['notice', 3, 'running'],
    ]);
    expect(story.clock('STEP').due).toBe('2026-03-10T17:30:00.000+08:00');
  });

  test('a decision of the office ends what its steps owed; a condition or a stopped clock owes nothing', () => {
    const decided = proxyInProgress('special-hardship-support').does(
      'officerA',
      'resolve',
      { outcome: 'granted', answer: '已办好' },
      '2026-03-03 09:00',
    );
    expect(decided.clock('STEP').status).toBe('cancelled');
    expect(atAssessment().ticket.clocks.some(({ name }) => name === 'STEP')).toBe(false);
  });

  test('when the ticket is over its steps leave the boards, and none is delivered any more', () => {
    const story = atAssessment().does('resident', 'withdraw', {}, '2026-03-02 12:00');
    expect(boardsOf(story.ticket)).toEqual([]);
    const ready = proxyInProgress('disability-certificate').does('resident', 'withdraw', {}, '2026-03-02 12:00');
    const before = ready.events.length;
    expect(ready.stepDelivered('assess', officeC, '2026-03-02 12:01').events).toHaveLength(before);
  });
});
