/** Sent to the wrong office: return, re-routing, the arbiter. */
import { describe, expect, test } from '@jest/globals';
import { filed, officeA, officeB, officeC, proxyInProgress, station, transferAtOffice } from './story.ts';

const reason = '不属本单位职责';

describe('return', () => {
  test.each([
    ['on the limit', '2026-03-04 17:30', null],
    ['one second after it', '2026-03-04 17:30:01', 'limit-passed'],
  ])('%s', (_, when, refused) => {
    expect(proxyInProgress().tries('officerA', 'return-to-station', { reason }, when)?.refused ?? null).toBe(refused);
  });

  test('re-routing never resets the promise, and the next office signs by its own clock', () => {
    const story = proxyInProgress();
    const promise = story.clock('PROMISE').due;
    story.does('officerA', 'return-to-station', { reason, proposedOfficeId: officeB }, '2026-03-03 10:00');
    expect(story.ticket).toMatchObject({ state: 'returned', holder: { kind: 'station', id: station }, officeId: null });
    story.does('clerk', 'route', { officeId: officeB }, '2026-03-03 11:00').delivered('2026-03-03 11:01');
    expect(story.clock('PROMISE')).toMatchObject({ due: promise, status: 'running' });
    expect(story.clock('SIGN')).toMatchObject({ start: '2026-03-03T11:00:00.000+08:00', status: 'running' });
    expect(story.ticket.returnedBy).toEqual([officeA]);
  });

  test('each office that does not sign in time is late by itself', () => {
    const story = filed('old-age-allowance', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'accept', {}, '2026-03-02 09:30').routed(officeA, '2026-03-02 09:30');
    story.sweptAt('2026-03-03 09:30').does('officerA', 'return-to-station', { reason }, '2026-03-03 09:40');
    story.does('clerk', 'route', { officeId: officeB }, '2026-03-03 10:00').sweptAt('2026-03-04 10:00');
    const missed = story.events.filter((event) => event.type === 'AlarmRaised' && event.level === 'missed');
    expect(missed).toMatchObject([
      { clock: 'SIGN', clockGeneration: 1 },
      { clock: 'SIGN', clockGeneration: 2 },
    ]);
  });

  test('a transfer may be sent back before it was accepted; the law’s five days run on', () => {
    const story = transferAtOffice().does('officerA', 'return-to-station', { reason }, '2026-03-03 10:00');
    story.does('clerk', 'route', { officeId: officeB }, '2026-03-05 10:00');
    expect(story.ticket).toMatchObject({ state: 'submitted', officeId: officeB });
    story.sweptAt('2026-03-09 17:31');
    expect(story.ticket).toMatchObject({ state: 'routed', acceptedOn: '2026-03-02' });
  });

  test('the five days end while it waits for another office: accepted all the same, and it waits on', () => {
    const story = transferAtOffice().does('officerA', 'return-to-station', { reason }, '2026-03-03 10:00');
    story.sweptAt('2026-03-09 17:31');
    expect(story.ticket).toMatchObject({ state: 'returned', acceptedOn: '2026-03-02' });
    expect(story.does('clerk', 'route', { officeId: officeB }, '2026-03-10 10:00').ticket.state).toBe('routed');
  });
});

const inArbitration = () =>
  proxyInProgress()
    .does('officerA', 'return-to-station', { reason }, '2026-03-03 10:00')
    .does('clerk', 'route', { officeId: officeB }, '2026-03-03 11:00')
    .does('officerB', 'return-to-station', { reason }, '2026-03-03 14:00');

describe('arbiter', () => {
  test('the second return goes to the arbiter by itself', () => {
    const story = inArbitration();
    expect(story.types.slice(-2)).toEqual(['Returned', 'ReferredToArbiter']);
    expect(story.ticket).toMatchObject({ state: 'in-arbitration', holder: { kind: 'arbiter' } });
    expect(story.allowed('clerk', '2026-03-03 14:01')).toEqual(['note']);
  });

  test('a station may refer it after the first', () => {
    const story = proxyInProgress().does('officerA', 'return-to-station', { reason }, '2026-03-03 10:00');
    story.does('clerk', 'refer-to-arbiter', { reason: '两单位均称不属职责' }, '2026-03-03 10:30');
    expect(story.ticket.state).toBe('in-arbitration');
  });

  test('the office that the arbiter names has to sign and may not send it back', () => {
    const story = inArbitration().does('arbiter', 'assign-office', { officeId: officeC, reason }, '2026-03-04 09:00');
    story.delivered('2026-03-04 09:01');
    expect(story.ticket).toMatchObject({ state: 'routed', officeId: officeC, arbitrated: true });
    expect(story.clock('SIGN').status).toBe('running');
    expect(story.tries('officerC', 'return-to-station', { reason }, '2026-03-04 09:02')).toMatchObject({
      refused: 'wrong-state',
      params: { zh: '裁定的承办单位不得退回。' },
    });
    expect(story.does('officerC', 'sign', {}, '2026-03-04 09:03').ticket.state).toBe('in-progress');
  });

  test('only the arbiter names it', () => {
    expect(
      inArbitration().tries('supervisor', 'assign-office', { officeId: officeC, reason }, '2026-03-04 09:00')?.refused,
    ).toBe('not-allowed');
  });
});
