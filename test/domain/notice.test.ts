/** What a resident is told: the reference, the item and the date, and nothing that is nobody else’s business. */
import { describe, expect, test } from '@jest/globals';
import { noticeFor } from '../../domain/notice.ts';
import type { TicketEvent } from '../../domain/ticket/event.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import { proxyInProgress } from './ticket/story.ts';

const { ticket, item } = proxyInProgress();
const promise = { promisedAt: '2026-03-09T17:30:00.000+08:00', latest: false, provisional: false, suspended: false };
const event = (body: object) => body as unknown as TicketEvent;
const told = (body: object, changed: Partial<Ticket> = {}, more: { suspended?: boolean; joined?: boolean } = {}) =>
  noticeFor(
    event(body),
    { ...ticket, ...changed },
    item,
    { ...promise, suspended: more.suspended ?? false },
    more.joined,
  );

describe('a notice', () => {
  test('names the request and, while it is open, the date', () => {
    expect(told({ type: 'Accepted' })).toEqual({
      zh: `您的申请 34679ACD（${item.zh}）：已受理。承诺 2026-03-09 前办结。`,
      en: expect.stringMatching(/^Your request 34679ACD .*Promised by 2026-03-09\.$/),
    });
    for (const { zh, en } of [
      told({ type: 'Resolved' }, { holder: { kind: 'none' } }),
      told({ type: 'ResidentAsked' }, {}, { suspended: true }),
    ])
      expect([zh, en].join()).not.toMatch(/承诺|Promised/);
  });

  test('to who joined another request tells its end, and to file again unless it was resolved', () => {
    const ended = told({ type: 'Withdrawn' }, {}, { joined: true });
    expect([ended.zh, ended.en]).toEqual([
      expect.stringContaining('请重新提交'),
      expect.stringContaining('File again'),
    ]);
    expect(told({ type: 'Resolved' }, {}, { joined: true }).en).toMatch(/^Your request/);
    expect(told({ type: 'Withdrawn' }).en).toMatch(/^Your request/);
  });

  test('of a rating that was given elsewhere tells the way and whom to call, not how it came out', () => {
    const { zh, en } = told({ type: 'Rated', level: 1, mode: 'phone' });
    expect([zh, en]).toEqual([expect.stringContaining('12345'), expect.stringContaining('call 12345')]);
    expect(told({ type: 'Rated', level: 1 }).zh).not.toContain('12345');
    expect(told({ type: 'Accepted', mode: 'phone' }).zh).not.toContain('12345');
  });

  describe('of a published calendar', () => {
    const moved = (name: string, was: string, due: string) => ({
      type: 'ClockRecomputed',
      moved: [
        { name: 'SIGN', was: '2027-01-01T17:30:00.000+08:00', due: '2027-01-02T17:30:00.000+08:00' },
        { name, was: `${was}T17:30:00.000+08:00`, due: `${due}T17:30:00.000+08:00` },
      ],
    });
    const window = { was: '2027-01-07T17:30:00.000+08:00', is: { endsAt: '2027-01-08T17:30:00.000+08:00' } };

    test('tells the promise or the answer, old and new, or that it stays', () => {
      for (const name of ['PROMISE', 'ANSWER'])
        expect(told(moved(name, '2027-01-05', '2027-01-06')).en).toContain('it was 2027-01-05, now it is 2027-01-06');
      expect(told(moved('PROMISE', '2027-01-05', '2027-01-05')).en).toContain('the date 2027-01-05 stays');
    });

    test('tells nothing of what the resident was never given', () => {
      for (const body of [
        moved('RETURN', '2027-01-05', '2027-01-06'),
        { type: 'Extended', moved: moved('PROMISE', 'x', 'y').moved },
      ])
        expect(told(body).en).not.toContain('days off');
    });

    test('tells until when they have time, where it is their turn and the day moved', () => {
      const asked = { type: 'ClockRecomputed', moved: [], window };
      const theirs = { holder: { kind: 'resident' as const } };
      expect(told(asked, theirs).zh).toContain('由 2027-01-07 延至 2027-01-08');
      expect(told(asked).zh).not.toContain('延至');
      expect(told({ ...asked, window: { ...window, was: window.is.endsAt } }, theirs).zh).not.toContain('延至');
      expect(told({ type: 'ClockRecomputed', moved: [] }, theirs).zh).not.toContain('延至');
    });
  });
});
