/** Rating, rectification, appeal, reopening, withdrawal, merging, and the small things that move no clock. */
import { describe, expect, test } from '@jest/globals';
import { actionNames } from '../../../domain/ticket/actions.ts';
import type { Context } from '../../../domain/ticket/context.ts';
import { objection, perform } from '../../../domain/ticket/perform.ts';
import { defaultRules, firstRules, rulesVersion } from '../../../domain/ticket/rules.ts';
import { itemNamed } from '../../data/content.ts';
import {
  contextOf,
  filed,
  moment,
  officeA,
  officeB,
  officeC,
  people,
  proxyInProgress,
  resolved,
  station,
  transferAtOffice,
} from './story.ts';

const reason = '没有解决';

describe('rating 好差评', () => {
  test('a good rating closes it', () => {
    const story = resolved().does('resident', 'rate', { level: 3 }, '2026-03-05 10:00');
    expect(story.ticket).toMatchObject({ state: 'closed', rating: { level: 3 }, holder: { kind: 'none' } });
    expect(story.tries('resident', 'rate', { level: 5 }, '2026-03-05 10:01')?.refused).toBe('wrong-state');
  });

  test('a bad one is verified by somebody else, put right, and called back', () => {
    const story = resolved().does('resident', 'rate', { level: 1, reasons: ['slow'] }, '2026-03-05 10:00');
    expect(story.ticket).toMatchObject({
      state: 'rectifying',
      holder: { kind: 'office', id: officeA },
      delivered: false,
    });
    expect(story.clock('VERIFY').due).toBe('2026-03-06T17:30:00.000+08:00');
    const fix = { how: 'rectified', explanation: '已补办' } as const;
    expect(story.tries('officerA', 'rectify', fix, '2026-03-05 11:00')?.refused).toBe('wrong-state');
    expect(story.tries('officerA', 'verify-rating', { finding: '属实' }, '2026-03-05 11:00')?.refused).toBe(
      'not-allowed',
    );
    story.does('supervisor', 'verify-rating', { finding: '属实' }, '2026-03-06 10:00');
    story.does('officerA', 'rectify', fix, '2026-03-09 10:00');
    expect(story.ticket).toMatchObject({ state: 'calling-back', holder: { kind: 'reviewer' } });
    story.does('supervisor', 'record-call-back', { level: 4, note: '满意' }, '2026-03-10 10:00');
    expect(story.ticket).toMatchObject({ state: 'closed', rating: { level: 1, second: 4 } });
    expect(['VERIFY', 'RECTIFY', 'CALLBACK'].map((name) => story.clock(name as 'VERIFY').status)).toEqual([
      'met',
      'met',
      'met',
    ]);
  });

  test('thirty days, then it closes unrated', () => {
    const story = resolved();
    expect(story.ticket.window?.endsAt).toBe('2026-04-03T17:30:00.000+08:00');
    expect(story.tries('resident', 'rate', { level: 5 }, '2026-04-03 17:30')).toBeNull();
    expect(story.tries('resident', 'rate', { level: 5 }, '2026-04-03 17:31')).toMatchObject({
      refused: 'outside-window',
      params: { until: '2026-04-03T17:30:00.000+08:00' },
    });
    expect(story.sweptAt('2026-04-03 17:31').ticket).toMatchObject({ state: 'closed' });
    expect(story.ticket.rating).toBeUndefined();
  });

  test('never by staff, never by somebody else', () => {
    expect(resolved().tries('officerA', 'rate', { level: 5 }, '2026-03-05 10:00')?.refused).toBe('not-allowed');
    expect(resolved().tries('stranger', 'rate', { level: 5 }, '2026-03-05 10:00')?.refused).toBe('not-allowed');
  });
});

const rated = () => resolved().does('resident', 'rate', { level: 2 }, '2026-03-05 10:00');

describe('appeal of the person who was rated', () => {
  test('within five working days, once, decided by a reviewer', () => {
    const story = rated();
    expect(story.tries('rivalA', 'appeal-rating', { evidence: '录音' }, '2026-03-06 10:00')?.refused).toBe(
      'not-allowed',
    );
    story.does('officerA', 'appeal-rating', { evidence: '录音' }, '2026-03-12 17:30');
    expect(story.tries('officerA', 'appeal-rating', { evidence: '录音' }, '2026-03-12 17:30')?.refused).toBe(
      'wrong-state',
    );
    expect(story.clock('APPEAL').status).toBe('cancelled');
    expect(story.clock('REVIEW').due).toBe('2026-03-19T17:30:00.000+08:00');
    story.does('supervisor', 'decide-rating-appeal', { upheld: true, reason }, '2026-03-13 10:00');
    expect(story.ticket.rating).toMatchObject({ level: 2, appeal: 'upheld' });
    expect(story.clock('REVIEW').status).toBe('met');
  });

  test('one second later: refused', () => {
    expect(rated().tries('officerA', 'appeal-rating', { evidence: '录音' }, '2026-03-12 17:30:01')).toMatchObject({
      refused: 'outside-window',
      params: { until: '2026-03-12T17:30:00.000+08:00' },
    });
  });

  test('an open appeal is decided even when the ticket was reopened meanwhile', () => {
    const story = rated().does('supervisor', 'verify-rating', { finding: '属实' }, '2026-03-05 11:00');
    story.does('officerA', 'rectify', { how: 'explained', explanation: '政策如此' }, '2026-03-05 14:00');
    story.does('supervisor', 'record-call-back', { note: '仍不满意' }, '2026-03-05 15:00');
    story.does('officerA', 'appeal-rating', { evidence: '录音' }, '2026-03-05 16:00');
    story.does('resident', 'request-reopen', { reason }, '2026-03-06 09:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-06 10:00');
    expect(story.allowed('supervisor', '2026-03-06 11:00')).toContain('decide-rating-appeal');
  });
});

describe('reopening', () => {
  test('ten working days after resolution, and not a second longer', () => {
    const story = resolved();
    expect(story.tries('resident', 'request-reopen', { reason }, '2026-03-18 17:30')).toBeNull();
    expect(story.tries('resident', 'request-reopen', { reason }, '2026-03-18 17:30:01')).toMatchObject({
      refused: 'outside-window',
      params: { until: '2026-03-18T17:30:00.000+08:00' },
    });
  });

  test('by the days that were promised when it was settled, whatever the rules say since', () => {
    const limits = { ...defaultRules.limits, reopen: { n: 1, unit: 'wd' as const } };
    const versions = [firstRules, rulesVersion(2, '2026-03-09', { ...defaultRules, limits })];
    const { ticket, item } = resolved();
    const asks = (when: string) =>
      objection(ticket, 'request-reopen', { ...contextOf(ticket, item, moment(when), people.resident), versions });
    expect([asks('2026-03-18 17:30'), asks('2026-03-18 17:31')?.refused]).toEqual([null, 'outside-window']);
  });

  test('approved: back to the office, the next generation, its own limit; the office cannot send it back any more', () => {
    const story = resolved().does('resident', 'request-reopen', { reason }, '2026-03-06 10:00');
    expect(story.ticket).toMatchObject({ state: 'reopen-requested', holder: { kind: 'reviewer' } });
    story.does('supervisor', 'approve-reopen', {}, '2026-03-09 10:00');
    expect(story.ticket).toMatchObject({
      state: 'in-progress',
      generation: 2,
      holder: { id: officeA },
      delivered: false,
    });
    expect(story.ticket.outcome).toBeUndefined();
    expect(story.clock('PROMISE')).toMatchObject({ generation: 2, due: '2026-03-16T17:30:00.000+08:00' });
    expect(story.tries('officerA', 'return-to-station', { reason }, '2026-03-20 10:00')?.refused).toBe('wrong-state');
    story.does('officerA', 'resolve', { outcome: 'done', answer: '办好' }, '2026-03-10 10:00');
    expect(story.does('resident', 'rate', { level: 5 }, '2026-03-10 11:00').ticket.rating).toMatchObject({
      generation: 2,
    });
  });

  test('declined: closed, and the window is not renewed by asking', () => {
    const story = transferAtOffice();
    story.does('officerA', 'refuse', { legalBasis: '条例第三条', reason, remedy: '可申请复议' }, '2026-03-03 10:00');
    story.does('resident', 'request-reopen', { reason }, '2026-03-16 10:00');
    story.does('supervisor', 'decline-reopen', { reason }, '2026-03-17 10:00');
    expect(story.ticket.state).toBe('closed');
    expect(story.tries('resident', 'request-reopen', { reason }, '2026-03-18 10:00')?.refused).toBe('outside-window');
  });

  test('the window of a second withdrawal counts from that withdrawal', () => {
    const story = resolved().does('resident', 'request-reopen', { reason }, '2026-03-06 10:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-09 10:00');
    story.does('resident', 'withdraw', {}, '2026-04-20 10:00');
    expect(story.tries('resident', 'request-reopen', { reason }, '2026-04-21 10:00')).toBeNull();
  });

  test('refused, then reopened: a new receipt, with the law’s five days', () => {
    const story = transferAtOffice();
    story.does('officerA', 'refuse', { legalBasis: '条例第三条', reason, remedy: '可申请复议' }, '2026-03-03 10:00');
    story.does('resident', 'request-reopen', { reason }, '2026-03-10 10:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-12 18:00');
    expect(story.ticket).toMatchObject({
      state: 'submitted',
      receivedOn: '2026-03-13',
      window: { endsAt: '2026-03-20T17:30:00.000+08:00' },
    });
    expect(story.sweptAt('2026-03-20 17:31').ticket).toMatchObject({ state: 'routed', acceptedOn: '2026-03-13' });
  });

  test('withdrawn before routing, then reopened: it still has to find its office', () => {
    const story = filed('old-age-allowance', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'accept', {}, '2026-03-02 09:30').does('resident', 'withdraw', {}, '2026-03-02 09:31');
    story.does('resident', 'request-reopen', { reason }, '2026-03-02 10:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-02 11:00');
    expect(story.ticket).toMatchObject({ state: 'accepted', officeId: null });
    expect(story.routed(officeA, '2026-03-02 11:01').ticket).toMatchObject({ state: 'routed', officeId: officeA });
  });

  test('withdrawn after a return, then reopened: a person chooses the office, not the rule that was wrong', () => {
    const story = proxyInProgress().does('officerA', 'return-to-station', { reason }, '2026-03-03 10:00');
    story.does('resident', 'withdraw', {}, '2026-03-03 10:30');
    story.does('resident', 'request-reopen', { reason }, '2026-03-03 11:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-03 14:00');
    expect(story.ticket).toMatchObject({ state: 'returned', holder: { kind: 'station', id: station } });
    expect(story.does('clerk', 'route', { officeId: officeB }, '2026-03-03 15:00').ticket.state).toBe('routed');
  });
});

describe('other ends', () => {
  test('withdrawal is the resident’s, and what still ran is cancelled', () => {
    const story = proxyInProgress();
    expect(story.tries('clerk', 'withdraw', {}, '2026-03-03 10:00')?.refused).toBe('not-allowed');
    story.does('resident', 'withdraw', { reason: '不办了' }, '2026-03-03 10:00');
    expect(story.ticket).toMatchObject({ state: 'withdrawn', holder: { kind: 'none' } });
    expect(story.clock('PROMISE').status).toBe('cancelled');
    expect(story.allowed('officerA', '2026-03-03 10:01')).toEqual([]);
  });

  test('a lead must exist, be about the same item and still have a result to tell', () => {
    const story = proxyInProgress();
    const { itemId } = story.ticket;
    const tryLead = (lead: Context['lead'], ticket = story.ticket) => {
      const context = {
        ...contextOf(ticket, itemNamed(itemId), '2026-03-03T10:00:00.000+08:00', people.officerA),
        lead,
      };
      const refused = perform(ticket, 'merge', { into: '01KAR5Z4VJ9M6YQ3X7T8N2B1CE', reason: '重复' }, context);
      return 'refused' in refused ? refused.errors?.[0]?.code : 'merged';
    };
    const lead = { itemId, state: 'in-progress', sequence: 1 } as const;
    expect(tryLead(lead)).toBe('merged');
    expect(tryLead({ ...lead, state: 'resolved' })).toBe('merged');
    expect(tryLead(null)).toBe('unknown');
    expect(tryLead({ ...lead, itemId: 'another-item' })).toBe('other-item');
    for (const state of ['merged', 'withdrawn', 'refused', 'lapsed'] as const)
      expect(tryLead({ ...lead, state })).toBe('ended');
    expect(tryLead(lead, { ...story.ticket, followers: 1 })).toBe('leads');
  });

  test('a merged ticket points at its lead and cannot be reopened', () => {
    const story = proxyInProgress();
    const lead = '01KAR5Z4VJ9M6YQ3X7T8N2B1CE';
    expect(
      story.tries('officerA', 'merge', { into: story.ticket.id, reason: '重复' }, '2026-03-03 10:00')?.refused,
    ).toBe('invalid');
    story.does('officerA', 'merge', { into: lead, reason: '重复' }, '2026-03-03 10:00');
    expect(story.ticket).toMatchObject({ state: 'merged', mergedInto: lead });
    expect(story.tries('resident', 'request-reopen', { reason }, '2026-03-03 11:00')?.refused).toBe('wrong-state');
  });

  test('a denial needs its legal basis and the way to appeal', () => {
    const denial = { outcome: 'denied', answer: '不符合条件' } as const;
    expect(proxyInProgress().tries('officerA', 'resolve', denial, '2026-03-03 10:00')).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'legalBasis' }, { path: 'appealPath' }],
    });
  });
});

describe('what moves neither state nor clock', () => {
  test('comment, note and urge; urge once a day', () => {
    const story = proxyInProgress();
    const { clocks, version, state, heldSince } = story.ticket;
    story.does('resident', 'comment', { text: '请尽快' }, '2026-03-03 10:00');
    story.does('officerA', 'note', { text: '已电话' }, '2026-03-03 10:01');
    story.does('resident', 'urge', {}, '2026-03-03 10:02');
    expect(story.tries('resident', 'urge', {}, '2026-03-03 23:59')?.refused).toBe('wrong-state');
    expect(story.tries('resident', 'urge', {}, '2026-03-04 00:00')).toBeNull();
    expect(story.ticket).toMatchObject({ clocks, version, state, heldSince });
  });
});

describe('who works on it', () => {
  test('one winner among rivals; who has it, or a supervisor, lets it go', () => {
    const story = proxyInProgress().does('officerA', 'claim', {}, '2026-03-02 10:01');
    expect(story.tries('rivalA', 'claim', {}, '2026-03-02 10:02')?.refused).toBe('taken');
    expect(story.tries('rivalA', 'release', {}, '2026-03-02 10:02')?.refused).toBe('not-allowed');
    story.does('supervisor', 'release', {}, '2026-03-02 10:03').does('rivalA', 'claim', {}, '2026-03-02 10:04');
    story.does('supervisor', 'assign', { personId: 'officer-a' }, '2026-03-02 10:05');
    expect(story.ticket.handlerId).toBe('officer-a');
    const free = proxyInProgress();
    expect(free.tries('supervisor', 'release', {}, '2026-03-02 10:01')?.refused).toBe('wrong-state');
  });
});

describe('refusals say what was seen and what is possible', () => {
  test('wrong state names the state and the states it takes', () => {
    expect(proxyInProgress().tries('officerA', 'sign', {}, '2026-03-03 10:00')).toEqual({
      refused: 'wrong-state',
      params: {
        zh: '当前状态为“办理中”，“签收”只能在以下状态进行：待签收。',
        en: 'It is “Being handled”; “Sign for it” is possible only from: With the office, not yet signed for.',
        state: 'in-progress',
      },
    });
  });

  test('wrong person names the action', () => {
    expect(
      proxyInProgress().tries('officerC', 'resolve', { outcome: 'done', answer: '好' }, '2026-03-03 10:00'),
    ).toEqual({
      refused: 'not-allowed',
      params: { zh: '“办结”不在您的权限内。', en: 'You may not do this here: Resolve.' },
    });
  });

  test('a stranger, an office elsewhere and a supervisor elsewhere may do nothing at all', () => {
    const story = proxyInProgress();
    for (const who of ['stranger', 'officerC', 'elsewhere'] as const)
      expect(story.allowed(who, '2026-03-03 10:00')).toEqual([]);
    expect(actionNames.length).toBeGreaterThan(30);
    expect(officeC).not.toBe(story.ticket.officeId);
  });
});
