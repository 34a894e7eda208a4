/** The date that a resident may rely on, and what they are told happens next. */
import { describe, expect, test } from '@jest/globals';
import { finalStates, states, type Ticket } from '../../../domain/ticket/state.ts';
import { nextOf, promisedOf } from '../../../domain/ticket/view.ts';
import { dateOf } from '../../../domain/time.ts';
import { contextOf, filed, moment, proxyInProgress, resolved, type Story, transferAtOffice } from './story.ts';

const papers = { materials: ['id-card'], explanation: '缺身份证' };
const promised = (story: Story, favoured = false, ticket = story.ticket) =>
  promisedOf(ticket, { ...contextOf(ticket, story.item, moment('2026-03-02 12:00'), null), favoured });

describe('the promised date', () => {
  test('before acceptance is the latest one: counted from the day on which acceptance falls due', () => {
    // Filed on Monday: accepted by Tuesday at the latest, five working days from there.
    expect(promised(filed('old-age-allowance', '2026-03-02 09:00'))).toEqual({
      promisedAt: moment('2026-03-10 17:30'),
      latest: true,
      provisional: false,
      suspended: false,
    });
  });

  test('counts from that day also where another clock was started later', () => {
    const story = transferAtOffice();
    const [accept, other] = [story.clock('ACCEPT'), story.clock('RETURN')];
    expect(dateOf(accept.due)).not.toBe(dateOf(other.due));
    const before = promised(story, false, { ...story.ticket, clocks: [accept] });
    expect(promised(story, false, { ...story.ticket, clocks: [accept, other] })).toEqual(before);
  });

  test('is fixed by acceptance, and only earlier', () => {
    expect(promised(proxyInProgress())).toEqual({
      promisedAt: moment('2026-03-09 17:30'),
      latest: false,
      provisional: false,
      suspended: false,
    });
  });

  test('of a question is the answer’s', () => {
    const story = filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    expect(promised(story)).toMatchObject({ promisedAt: story.clock('ANSWER').due, latest: false });
  });

  test('of a receipt that nobody has is counted from the filing', () => {
    const story = filed('old-age-allowance', '2026-03-02 09:00');
    expect(promised(story, false, { ...story.ticket, clocks: [] }).promisedAt).toBe(moment('2026-03-09 17:30'));
  });

  test('will move while papers are awaited or the clock stands', () => {
    const asked = transferAtOffice().does('officerA', 'request-supplement', papers, '2026-03-02 10:00');
    expect(promised(asked)).toMatchObject({ latest: true, suspended: true });
    const question = filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    question.does('clerk', 'request-supplement', papers, '2026-03-02 10:00');
    expect(promised(question)).toMatchObject({ suspended: true });
    const standing = proxyInProgress().does('officerA', 'ask-resident', { question: '？' }, '2026-03-03 10:00');
    expect(promised(standing)).toMatchObject({ latest: false, suspended: true });
  });

  test('of an earlier handling is none for the next one', () => {
    const story = resolved().does('resident', 'request-reopen', { reason: '未解决' }, '2026-03-05 10:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-05 11:00');
    expect(promised(story).promisedAt).toBe(moment('2026-03-12 17:30'));
    const none = story.ticket.clocks.filter(({ generation }) => generation === 1);
    expect(promised(story, false, { ...story.ticket, clocks: none }).latest).toBe(true);
  });

  test('reaching into a year whose notice is not out is provisional', () => {
    expect(promised(filed('old-age-allowance', '2026-12-21 09:00'))).toMatchObject({ provisional: false });
    expect(promised(filed('old-age-allowance', '2026-12-28 09:00'))).toMatchObject({ latest: true, provisional: true });
  });
});

describe('what happens next', () => {
  const names = { station: { zh: '城东站', en: 'the station' }, office: { zh: '派出所', en: 'the police' } };
  const told = (state: Ticket['state']) => nextOf({ ...proxyInProgress().ticket, state }, names);

  test.each(Object.keys(states) as Ticket['state'][])('%s has a sentence of its own in both languages', (state) => {
    const { zh, en } = told(state);
    expect([zh, en].every((text) => text.length > 3)).toBe(true);
    const others = (Object.keys(states) as Ticket['state'][]).filter((each) => each !== state);
    expect(others.map((each) => told(each).zh)).not.toContain(zh);
  });

  test('names the desk whose turn it is', () => {
    for (const state of ['submitted', 'routed', 'in-progress'] as const) expect(told(state).zh).toContain('派出所');
    for (const state of ['accepted', 'returned'] as const) expect(told(state).zh).toContain('城东站');
    for (const state of finalStates) expect(told(state).zh).not.toMatch(/派出所|城东站/);
  });
});
