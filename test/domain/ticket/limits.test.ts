/** What the clocks allow: supplement, special steps, questions, extension, alarms. */
import { describe, expect, test } from '@jest/globals';
import { filed, officeA, proxyInProgress, station, transferAtOffice } from './story.ts';

const papers = { materials: ['id-card'], explanation: '缺身份证' };
const done = { outcome: 'done', answer: '已办好' } as const;
const alarms = (story: ReturnType<typeof filed>) =>
  story.events.flatMap((event) => (event.type === 'AlarmRaised' ? [`${event.clock} ${event.level}`] : []));

describe('supplement 补正', () => {
  test('asked on day 5: accepted from the day all papers are in', () => {
    const story = transferAtOffice('id-card-renewal').does(
      'officerA',
      'request-supplement',
      papers,
      '2026-03-09 17:30',
    );
    expect(story.ticket).toMatchObject({ state: 'awaiting-supplement', holder: { kind: 'resident' } });
    story.does('resident', 'supplement', { papers: ['p1'] }, '2026-03-16 18:00');
    expect(story.ticket).toMatchObject({ state: 'submitted', receivedOn: '2026-03-17', holder: { id: officeA } });
    story.does('officerA', 'accept', {}, '2026-03-18 09:00');
    expect(story.ticket.acceptedOn).toBe('2026-03-17');
  });

  test('day 6: too late to ask; the law accepted it from the day of receipt', () => {
    const story = transferAtOffice('id-card-renewal');
    const refusal = story.tries('officerA', 'request-supplement', papers, '2026-03-10 09:00');
    expect(refusal).toMatchObject({
      refused: 'limit-passed',
      params: { until: '2026-03-09T17:30:00.000+08:00', zh: '一次性告知期限已过，依法视为受理。' },
    });
    expect(story.sweptAt('2026-03-09 17:30').ticket.state).toBe('submitted');
    story.sweptAt('2026-03-10 09:00');
    expect(story.ticket).toMatchObject({ state: 'routed', acceptedOn: '2026-03-02' });
    expect(story.events.findLast(({ type }) => type === 'Accepted')).toMatchObject({ deemed: true });
    // The one-time notice was missed: a card, though acceptance ended the clock with it.
    expect(story.ticket.cards).toMatchObject([{ id: 'ACCEPT-1-yellow', unit: officeA }]);
  });

  test('a second list needs a supervisor, with a reason', () => {
    const story = transferAtOffice().does('officerA', 'request-supplement', papers, '2026-03-02 10:00');
    story.does('resident', 'supplement', {}, '2026-03-02 11:00').delivered('2026-03-02 11:01');
    const second = { ...papers, secondReason: '新规定' };
    expect(story.allowed('officerA', '2026-03-02 12:00')).not.toContain('request-supplement');
    expect(story.tries('officerA', 'request-supplement', second, '2026-03-02 12:00')?.refused).toBe('not-allowed');
    expect(story.tries('supervisor', 'request-supplement', papers, '2026-03-02 12:00')).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'secondReason', code: 'required' }],
    });
    story.does('supervisor', 'request-supplement', second, '2026-03-02 12:00');
    expect(story.events.at(-1)).toMatchObject({ type: 'SupplementRequested', second: true });
  });

  test('not handed in within fifteen working days: it lapses', () => {
    const story = transferAtOffice().does('officerA', 'request-supplement', papers, '2026-03-02 10:00');
    expect(story.ticket.window?.endsAt).toBe('2026-03-23T17:30:00.000+08:00');
    expect(story.sweptAt('2026-03-23 17:30').ticket.state).toBe('awaiting-supplement');
    expect(story.sweptAt('2026-03-23 17:31').ticket).toMatchObject({ state: 'lapsed', holder: { kind: 'none' } });
  });

  test('each receipt has its own acceptance clock, and each is late by itself', () => {
    const story = transferAtOffice().sweptAt('2026-03-04 09:00');
    story.does('officerA', 'request-supplement', papers, '2026-03-04 10:00');
    story.does('resident', 'supplement', {}, '2026-03-04 11:00').sweptAt('2026-03-06 09:00');
    const missed = story.events.filter((event) => event.type === 'AlarmRaised' && event.level === 'missed');
    expect(missed).toMatchObject([
      { clock: 'ACCEPT', clockGeneration: 1 },
      { clock: 'ACCEPT', clockGeneration: 2 },
    ]);
  });

  test('a question waits for its papers without being late', () => {
    const story = filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'request-supplement', papers, '2026-03-02 10:00').sweptAt('2026-03-05 09:00');
    expect(alarms(story)).toEqual([]);
    story.does('resident', 'supplement', {}, '2026-03-05 10:00');
    expect(story.clock('ANSWER').due).toBe('2026-03-06T17:30:00.000+08:00');
  });
});

describe('acceptance fixes the promise and may only move it earlier', () => {
  test('accepted late: the promise counts from the day acceptance fell due', () => {
    const story = filed('old-age-allowance', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'accept', {}, '2026-03-05 10:00');
    expect(story.clock('PROMISE').due).toBe('2026-03-10T17:30:00.000+08:00');
  });

  test('filed on the working Saturday 2026-02-14 at 17:45: received on 02-24', () => {
    const story = filed('old-age-allowance', '2026-02-14 17:45');
    expect(story.ticket.receivedOn).toBe('2026-02-24');
    expect(story.clock('ACCEPT').due).toBe('2026-02-25T17:30:00.000+08:00');
  });
});

describe('special steps', () => {
  const hearing = {
    kind: 'hearing',
    legalBasis: '行政许可法第四十五条',
    body: '某某机构',
    explanation: '听证',
  } as const;

  test('two that overlap stop the clocks once', () => {
    const story = transferAtOffice('medical-reimbursement').does('officerA', 'accept', {}, '2026-03-02 10:00');
    expect(story.clock('PROMISE').due).toBe('2026-03-23T17:30:00.000+08:00');
    story.does('officerA', 'begin-special-step', { ...hearing, expectedEnd: '2026-03-06' }, '2026-03-04 10:00');
    const test = { ...hearing, kind: 'testing' as const, expectedEnd: '2026-03-11' };
    story.does('officerA', 'begin-special-step', test, '2026-03-06 10:00');
    const [first = '', second = ''] = story.ticket.specialSteps;
    story.does('officerA', 'end-special-step', { step: first, finding: '完' }, '2026-03-09 10:00');
    expect(story.ticket.state).toBe('in-special-step');
    expect(story.clock('PROMISE').status).toBe('stopped');
    story.does('officerA', 'end-special-step', { step: second, finding: '完' }, '2026-03-11 10:00');
    // 4, 5, 6, 9 and 10 March do not count: five working days.
    expect(story.ticket).toMatchObject({ state: 'in-progress', specialSteps: [] });
    expect(story.clock('PROMISE')).toMatchObject({ status: 'running', due: '2026-03-30T17:30:00.000+08:00' });
    expect(story.clock('STATUTORY').due).toBe('2026-04-21T17:30:00.000+08:00');
  });

  test('an unknown step is refused by name', () => {
    const story = proxyInProgress();
    story.does('officerA', 'begin-special-step', { ...hearing, expectedEnd: '2026-03-06' }, '2026-03-04 10:00');
    expect(
      story.tries('officerA', 'end-special-step', { step: 'testing-1', finding: '完' }, '2026-03-05 10:00'),
    ).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'step', code: 'unknown', seen: 'testing-1' }],
    });
  });

  test('a ticket withdrawn in a special step and reopened has no step open', () => {
    const story = proxyInProgress();
    story.does('officerA', 'begin-special-step', { ...hearing, expectedEnd: '2026-03-06' }, '2026-03-04 10:00');
    story.does('resident', 'withdraw', {}, '2026-03-04 11:00');
    story.does('resident', 'request-reopen', { reason: '误撤' }, '2026-03-05 10:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-05 11:00');
    expect(story.ticket).toMatchObject({ state: 'in-progress', specialSteps: [] });
  });
});

describe('questions to the resident', () => {
  test('stop the promise of a service; an answer lets it run again', () => {
    const story = proxyInProgress().does('officerA', 'ask-resident', { question: '门牌号？' }, '2026-03-03 10:00');
    expect(story.clock('PROMISE').status).toBe('stopped');
    story.does('resident', 'answer', { answer: '8号' }, '2026-03-05 10:00');
    expect(story.clock('PROMISE')).toMatchObject({ status: 'running', due: '2026-03-11T17:30:00.000+08:00' });
  });

  test('stop nothing for a licence', () => {
    const story = proxyInProgress('resident-pension-claim');
    const due = story.clock('PROMISE').due;
    story.does('officerA', 'ask-resident', { question: '门牌号？' }, '2026-03-03 10:00');
    story.does('resident', 'answer', { answer: '8号' }, '2026-03-05 10:00');
    expect(story.clock('PROMISE').due).toBe(due);
  });

  test('not answered in five working days: back to the office', () => {
    const story = proxyInProgress().does('officerA', 'ask-resident', { question: '门牌号？' }, '2026-03-03 10:00');
    expect(story.sweptAt('2026-03-10 17:30').ticket.state).toBe('awaiting-resident');
    story.sweptAt('2026-03-10 17:31');
    expect(story.ticket).toMatchObject({ state: 'in-progress', holder: { kind: 'office', id: officeA } });
    expect(story.ticket.window).toBeUndefined();
  });

  test('a late ticket raises no further card while it waits for the resident', () => {
    const story = proxyInProgress().sweptAt('2026-03-10 09:00');
    story.does('officerA', 'ask-resident', { question: '门牌号？' }, '2026-03-16 10:00').sweptAt('2026-03-17 09:00');
    expect(alarms(story)).not.toContain('PROMISE red');
  });
});

describe('after the time to name missing papers', () => {
  // Filed Mon 2026-03-02, five working days end Mon 03-09 17:30; nobody has swept yet.
  const late = '2026-03-09 17:31';
  const filedThen = () => filed('residence-permit', '2026-03-02 09:00');

  test('accepting late gives the very dates that the law gives', () => {
    const byLaw = filedThen().sweptAt(late);
    const byHand = filedThen().does('clerk', 'accept', {}, late);
    expect(byHand.ticket.acceptedOn).toBe('2026-03-02');
    for (const name of ['PROMISE', 'STATUTORY'] as const) expect(byHand.clock(name).due).toBe(byLaw.clock(name).due);
  });

  test('it can no longer be refused', () => {
    const body = { legalBasis: '条例第三条', reason: '不符', remedy: '可申请复议' } as const;
    expect(filedThen().tries('clerk', 'refuse', body, late)?.refused).toBe('limit-passed');
  });
});

describe('extension', () => {
  const longer = { by: { n: 3, unit: 'wd' }, reason: '案情复杂' } as const;

  test('before expiry, by a supervisor, once', () => {
    const story = proxyInProgress().does('supervisor', 'extend', longer, '2026-03-09 17:30');
    expect(story.clock('PROMISE')).toMatchObject({ due: '2026-03-12T17:30:00.000+08:00', extension: longer.by });
    expect(story.tries('supervisor', 'extend', longer, '2026-03-10 09:00')?.refused).toBe('wrong-state');
    expect(story.allowed('officerA', '2026-03-09 17:00')).not.toContain('extend');
  });

  test('one minute after expiry: refused', () => {
    expect(proxyInProgress().tries('supervisor', 'extend', longer, '2026-03-09 17:31')).toMatchObject({
      refused: 'limit-passed',
      params: { until: '2026-03-09T17:30:00.000+08:00' },
    });
  });

  test('a clock that stands does not expire', () => {
    const story = proxyInProgress().does('officerA', 'ask-resident', { question: '门牌号？' }, '2026-03-09 10:00');
    story.does('supervisor', 'extend', longer, '2026-03-11 10:00');
    expect(story.clock('PROMISE').status).toBe('stopped');
    story.does('resident', 'answer', { answer: '8号' }, '2026-03-12 10:00');
    // One of five days was left on 9 March, and three more: 12, 13, 16, 17 March.
    expect(story.clock('PROMISE').due).toBe('2026-03-17T17:30:00.000+08:00');
  });

  test('no longer than the rules allow', () => {
    const body = { by: { n: 11, unit: 'wd' }, reason: '案情复杂' } as const;
    expect(proxyInProgress().tries('supervisor', 'extend', body, '2026-03-04 10:00')).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'by', seen: '11wd' }],
    });
  });

  test('a licence’s statutory limit moves along, a service has none', () => {
    const story = proxyInProgress('resident-pension-claim');
    story.does('supervisor', 'extend', longer, '2026-03-04 10:00');
    expect(story.clock('STATUTORY')).toMatchObject({ due: '2026-04-02T17:30:00.000+08:00', extension: longer.by });
  });

  test('a promise is never extended past the law’s own limit', () => {
    // The law counts calendar days here, and a promise in working days cannot take them along.
    const by = (n: number) => ({ by: { n, unit: 'wd' }, reason: '案情复杂' }) as const;
    expect(proxyInProgress('residence-permit').tries('supervisor', 'extend', by(5), '2026-03-04 10:00')).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'by', code: 'statutory', seen: '5wd' }],
    });
    const story = proxyInProgress('residence-permit').does('supervisor', 'extend', by(4), '2026-03-04 10:00');
    expect(story.clock('PROMISE').due).toBe(story.clock('STATUTORY').due);
  });

  test('putting right after a bad rating: five working days, fifteen when approved', () => {
    const story = proxyInProgress().does(
      'officerA',
      'resolve',
      { outcome: 'done', answer: '已办' },
      '2026-03-04 10:00',
    );
    story.does('resident', 'rate', { level: 1 }, '2026-03-04 11:00');
    story.does('supervisor', 'verify-rating', { finding: '属实' }, '2026-03-05 10:00');
    expect(story.clock('RECTIFY').due).toBe('2026-03-12T17:30:00.000+08:00');
    story.does('supervisor', 'extend', { by: { n: 10, unit: 'wd' }, reason: '情况复杂' }, '2026-03-05 11:00');
    expect(story.clock('RECTIFY').due).toBe('2026-03-26T17:30:00.000+08:00');
    expect(story.tries('supervisor', 'extend', longer, '2026-03-06 11:00')?.refused).toBe('wrong-state');
  });
});

describe('alarms', () => {
  test('each level of a promise exactly once, however often the sweeper comes by', () => {
    const story = proxyInProgress();
    for (let day = 3; day <= 27; day += 1) {
      const date = `2026-03-${String(day).padStart(2, '0')}`;
      story.sweptAt(`${date} 12:00`).sweptAt(`${date} 17:31`).sweptAt(`${date} 17:31`);
    }
    expect(alarms(story).filter((alarm) => alarm.startsWith('PROMISE'))).toEqual(
      ['notice', 'warning', 'missed', 'yellow', 'red'].map((level) => `PROMISE ${level}`),
    );
    expect(story.does('officerA', 'resolve', done, '2026-03-30 10:00').events.at(-1)?.ended).toContainEqual({
      name: 'PROMISE',
      generation: 1,
      outcome: 'missed',
      booked: true,
    });
  });

  test('resolved at the very moment of the due is in time, even if the sweeper was there first', () => {
    const story = proxyInProgress().sweptAt('2026-03-09 17:30').does('officerA', 'resolve', done, '2026-03-09 17:30');
    expect(story.clock('PROMISE').status).toBe('met');
  });

  test('resolved late before the sweeper came: missed, and not booked before', () => {
    const story = proxyInProgress().does('officerA', 'resolve', done, '2026-03-09 17:30:01');
    expect(story.events.at(-1)?.ended).toContainEqual({
      name: 'PROMISE',
      generation: 1,
      outcome: 'missed',
      booked: false,
    });
  });

  test('everything that is due by now comes at once, also what acceptance by law makes due', () => {
    const story = transferAtOffice('hukou-migration-in').sweptAt('2026-03-30 09:00');
    const before = story.events.length;
    expect(alarms(story)).toContain('PROMISE missed');
    expect(story.sweptAt('2026-03-30 09:00').events).toHaveLength(before);
  });

  test('a share is one of the working time between the start and the due that the clock shows', () => {
    const story = transferAtOffice('policy-consultation');
    const { start, due, alarms } = story.clock('ANSWER');
    expect([start, due]).toEqual(['2026-03-02T17:30:00.000+08:00', '2026-03-03T17:30:00.000+08:00']);
    // Seven working hours: half of them are over at 14:00.
    expect(alarms.notice).toBe('2026-03-03T14:00:00.000+08:00');
  });

  test('the office’s leader sees URGENT twenty-four hours after filing, day or night', () => {
    const story = filed('house-safety-report', '2026-03-07 22:00').routed(officeA, '2026-03-07 22:01');
    const { due, limit } = story.clock('URGENT');
    expect(limit.unit).toBe('h');
    expect(story.sweptAt(due.slice(0, 19).replace('T', ' ')).clock('URGENT').status).toBe('running');
  });
});

test('elapsed time is the holders’, to the millisecond', () => {
  const story = proxyInProgress().does('officerA', 'ask-resident', { question: '门牌号？' }, '2026-03-02 11:00');
  story
    .does('resident', 'answer', { answer: '8号' }, '2026-03-02 13:45')
    .does('officerA', 'resolve', done, '2026-03-02 14:00');
  expect(story.ticket.elapsed).toEqual({
    [`station:${station}`]: 31 * 60_000,
    [`office:${officeA}`]: (29 + 60 + 15) * 60_000,
    resident: 75 * 60_000,
  });
});
