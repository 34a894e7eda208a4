/** The account of a clock: days, holders, alarms. */
import { describe, expect, test } from '@jest/globals';
import { accountOf } from '../../../domain/ticket/account.ts';
import { dateOf } from '../../../domain/time.ts';
import { moment, officeA, officeB, proxyInProgress, reckoning, station, type Story } from './story.ts';

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
