/** What a receipt tells to whoever holds it. */
import { describe, expect, test } from '@jest/globals';
import { eventNames } from '../../../domain/ticket/event-names.ts';
import type { EventType, TicketEvent } from '../../../domain/ticket/event.ts';
import { keyDatesOf, publicHolderOf, publicStateOf } from '../../../domain/ticket/progress.ts';
import { officeA, proxyInProgress, resolved, type Story } from './story.ts';

const nameOf = (id: string) => ({ zh: `单位 ${id}`, en: `Office ${id}` });
const told = ({ ticket, events }: Story) => ({
  ...publicStateOf(ticket),
  holder: publicHolderOf(ticket, nameOf),
  dates: keyDatesOf(events).map(({ type }) => type),
});

describe('progress', () => {
  test('names the office that has it, and the dates on which it moved on', () => {
    expect(told(proxyInProgress())).toEqual({
      state: 'in-progress',
      stateName: { zh: '办理中', en: 'Being handled' },
      holder: { kind: 'office', ...nameOf(officeA) },
      dates: ['Submitted', 'Accepted', 'Routed', 'Signed'],
    });
  });

  test('tells every event but words, ratings and what follows them, cards and machinery', () => {
    const types = Object.keys(eventNames) as EventType[];
    const events = types.map((type) => ({ type, at: '2026-03-02T09:00:00.000+08:00' }) as TicketEvent);
    const dates = new Set(keyDatesOf(events).map(({ type }) => type));
    const machinery = [
      'FollowerJoined NoRuleMatched Delivered StepDelivered StepCompleted',
      'Rated RatingOpened RatingCallMissed RatingVerified Rectified CalledBack',
      'RatingAppealed RatingAppealDecided ReopenRequested ReopenDeclined Closed',
      'Claimed Released Assigned Urged Noted Commented',
      'AlarmRaised CardExplained CardDecided CardEscalated ClockRecomputed',
    ];
    expect(types.filter((type) => !dates.has(type)).join(' ')).toBe(machinery.join(' '));
  });

  test('says that it is the applicant’s turn, and nobody’s when it is done', () => {
    const asked = proxyInProgress().does('officerA', 'ask-resident', { question: '何时？' }, '2026-03-02 11:00');
    expect(told(asked).holder).toMatchObject({ kind: 'resident', zh: '申请人' });
    expect(told(resolved())).toMatchObject({ state: 'resolved', holder: null });
  });

  test('notes, comments, urging, cards and who works on it are no part of it', () => {
    const story = proxyInProgress();
    const before = told(story);
    story.does('resident', 'comment', { text: '请快些' }, '2026-03-02 11:00');
    story.does('resident', 'urge', {}, '2026-03-02 11:01');
    story.does('officerA', 'note', { text: '已电话' }, '2026-03-02 11:02');
    story.does('officerA', 'claim', {}, '2026-03-02 11:03');
    story.sweptAt('2026-04-20 09:00');
    expect(story.ticket.cards.length).toBeGreaterThan(0);
    expect(told(story)).toEqual(before);
  });

  test('nobody learns how it was rated: good, bad or not at all looks the same until it is closed', () => {
    const unrated = told(resolved());
    const bad = resolved().does('resident', 'rate', { level: 1 }, '2026-03-05 10:00');
    expect(told(bad)).toEqual(unrated);
    bad.does('supervisor', 'verify-rating', { finding: '属实' }, '2026-03-05 11:00');
    bad.does('officerA', 'rectify', { how: 'rectified', explanation: '已补办' }, '2026-03-05 12:00');
    expect(told(bad)).toEqual(unrated);
    const good = resolved().does('resident', 'rate', { level: 5 }, '2026-03-05 10:00');
    const silent = resolved().sweptAt('2026-04-06 09:00');
    bad.does('supervisor', 'record-call-back', { level: 4, note: '满意' }, '2026-03-06 10:00');
    expect([told(bad), told(good)]).toEqual([told(silent), told(silent)]);
    expect(told(silent)).toMatchObject({ state: 'closed' });
  });
});
