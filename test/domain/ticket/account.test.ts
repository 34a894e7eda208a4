/** The account of a clock: days, holders, alarms. */
import { describe, expect, test } from '@jest/globals';
import { accountOf } from '../../../domain/ticket/account.ts';
import { dateOf } from '../../../domain/time.ts';
import { filed, moment, officeA, officeB, proxyInProgress, reckoning, station, type Story } from './story.ts';

const account = (story: Story, name: Parameters<Story['clock']>[0], when: string) =>
  accountOf(story.clock(name), story.events, moment(when), reckoning);

describe('the account of a promise', () => {
  test('counts to the very day, in words of both languages', () => {
    const story = proxyInProgress();
    const { lines, zh, en } = account(story, 'PROMISE', '2026-03-03 09:00');
    expect(lines.at(-1)?.date).toBe(dateOf(story.clock('PROMISE').due));
    expect(lines.filter(({ counted }) => counted)).toHaveLength(5);
    expect([zh, en]).toEqual([expect.stringContaining('2026-03-09'), expect.stringContaining('2026-03-09')]);
  });

  test('names everybody who held it on each day, and nobody on days to come', () => {
    const story = proxyInProgress()
      .does('officerA', 'return-to-station', { reason: '不属本单位' }, '2026-03-03 11:00')
      .does('clerk', 'route', { officeId: officeB }, '2026-03-04 10:00');
    const holders = Object.fromEntries(
      account(story, 'PROMISE', '2026-03-05 09:00').lines.map(({ date, holders }) => [
        date,
        holders.map((holder) => ('id' in holder ? holder.id : holder.kind)),
      ]),
    );
    expect(holders).toMatchObject({
      '2026-03-02': [station, officeA],
      '2026-03-03': [officeA, station],
      '2026-03-04': [station, officeB],
      '2026-03-05': [officeB],
      '2026-03-06': [],
    });
  });

  test('leaves out stopped days with their reason, and shows an extension', () => {
    const story = proxyInProgress()
      .does('officerA', 'ask-resident', { question: '请确认' }, '2026-03-03 10:00')
      .does('resident', 'answer', { answer: '确认' }, '2026-03-05 10:00');
    const { lines } = account(story, 'PROMISE', '2026-03-05 11:00');
    expect(lines.at(-1)?.date).toBe(dateOf(story.clock('PROMISE').due));
    expect(lines.filter(({ zh }) => zh.includes('停止计时')).map(({ date }) => date)).toEqual([
      '2026-03-03',
      '2026-03-04',
    ]);
  });

  test('of each unit counts to the very moment that the clock shows', () => {
    const sign = account(proxyInProgress(), 'SIGN', '2026-03-03 09:00');
    expect(sign.zh).toBe('4个工作小时，自 2026-03-02 09:31 起，2026-03-02（周一）15:01 到期。');
    const window = { ...proxyInProgress().clock('PROMISE'), limit: { n: 7, unit: 'd' as const } };
    const days = accountOf(window, proxyInProgress().events, moment('2026-03-03 09:00'), reckoning);
    expect(days.zh).toBe('7日，自 2026-03-02 起，2026-03-09（周一）17:30 到期。');
  });

  test('of minutes at a counter is told, not counted day by day', () => {
    const story = filed('insurance-record-print', '2026-03-02 09:00', { channel: 'counter' });
    expect(account(story, 'COUNTER', '2026-03-02 09:05')).toEqual({
      zh: '10 分钟，自 2026-03-02 09:00 起，09:10 到期。',
      en: '10 minutes from 2026-03-02 09:00: due 09:10.',
      lines: [],
      alarms: [{ level: 'missed', due: moment('2026-03-02 09:10') }],
    });
  });

  test('shows an extension in its words and days', () => {
    const longer = { by: { n: 3, unit: 'wd' }, reason: '案情复杂' } as const;
    const story = proxyInProgress().does('supervisor', 'extend', longer, '2026-03-04 10:00');
    const { zh, lines } = account(story, 'PROMISE', '2026-03-05 11:00');
    expect(zh).toContain('延长3个工作日');
    expect(lines.at(-1)?.date).toBe('2026-03-12');
  });

  test('has the alarms of this round of this clock, and of no other', () => {
    const story = proxyInProgress().sweptAt('2026-03-10 09:00');
    const promise = story.clock('PROMISE');
    const raisedFor = (clock: typeof promise) =>
      accountOf(clock, story.events, moment('2026-03-10 09:00'), reckoning).alarms.filter(({ raisedAt }) => raisedAt);
    expect(raisedFor(promise)).toHaveLength(4);
    expect(raisedFor({ ...promise, generation: 2 })).toEqual([]);
    expect(raisedFor({ ...promise, name: 'VERIFY' })).toEqual([]);
    expect(raisedFor({ ...promise, alarms: {} })).toHaveLength(4);
  });

  test('names nobody on a day on which it was nobody’s', () => {
    const story = proxyInProgress().does('officerA', 'resolve', { outcome: 'done', answer: '好' }, '2026-03-03 10:00');
    const holders = account(story, 'PROMISE', '2026-03-09 09:00').lines.map(({ date, holders }) => [
      date,
      holders.length,
    ]);
    expect(holders).toContainEqual(['2026-03-03', 1]);
    expect(holders).toContainEqual(['2026-03-04', 0]);
  });

  test('tells which alarms are due and when they were raised', () => {
    const story = proxyInProgress().sweptAt('2026-03-10 09:00');
    const { alarms } = account(story, 'PROMISE', '2026-03-10 09:00');
    expect(alarms.map(({ level, raisedAt }) => [level, raisedAt !== undefined])).toEqual([
      ['notice', true],
      ['warning', true],
      ['missed', true],
      ['yellow', true],
      ['red', false],
    ]);
    expect(alarms.find(({ level }) => level === 'missed')).toEqual({
      level: 'missed',
      due: story.clock('PROMISE').due,
      raisedAt: moment('2026-03-10 09:00'),
    });
  });
});
