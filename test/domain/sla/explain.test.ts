import { describe, expect, test } from '@jest/globals';
import type { Term } from '../../../domain/sla/deadline.ts';
import { explainDeadline, explainReceipt } from '../../../domain/sla/explain.ts';
import { at } from '../../../domain/time.ts';
import { calendar } from './published.ts';

const reason = { zh: '检测', en: 'testing' };
const explain = (term: Omit<Term, 'calendar'>) => explainDeadline({ ...term, calendar });
const zhOf = ({ lines }: ReturnType<typeof explain>) =>
  lines.map(({ date, running, zh }) => `${date.slice(5)} ${running} ${zh}`);

test('working days: start, stop, weekend, make-up day, end', () => {
  const account = explain({
    start: '2026-02-24',
    limit: { n: 3, unit: 'wd' },
    stops: [{ from: '2026-02-26', to: '2026-02-27', reason }],
  });
  expect(zhOf(account)).toEqual([
    '02-24 0 工作日，起算日不计入',
    '02-25 1 工作日，计入',
    '02-26 1 停止计时（检测），不计',
    '02-27 1 停止计时（检测），不计',
    '02-28 2 春节调休上班，计入',
    '03-01 2 周末，不计',
    '03-02 3 工作日，计入；17:30 到期',
  ]);
  expect(account.lines[4]).toMatchObject({ counted: true, en: 'make-up working day for Spring Festival, counted' });
  expect(account).toMatchObject({
    due: at('2026-03-02', '17:30'),
    zh: '3个工作日，自 2026-02-24 起，2026-03-02（周一）17:30 到期。',
    en: '3 working days from 2026-02-24: due Mon 2026-03-02 17:30.',
  });
});

test('calendar days: days off count, an end on one rolls', () => {
  const account = explain({ start: '2026-04-30', limit: { n: 5, unit: 'd' } });
  expect(zhOf(account).slice(-2)).toEqual([
    '05-05 5 劳动节放假，计入',
    '05-06 5 工作日，期限末日遇休息日，顺延至本日；17:30 到期',
  ]);
  const rolled = explain({ start: '2026-04-27', limit: { n: 5, unit: 'd' } });
  expect(zhOf(rolled)[6]).toBe('05-03 5 劳动节放假，期限末日顺延');
});

test('working hours name their intervals', () => {
  const account = explain({ start: at('2026-03-06', '16:45'), limit: { n: 4, unit: 'wh' } });
  expect(zhOf(account)).toEqual([
    '03-06 0.75 工作日，16:45–17:30，计 0.75 小时',
    '03-07 0.75 周末，不计',
    '03-08 0.75 周末，不计',
    '03-09 4 工作日，09:00–12:00, 13:30–13:45，计 3.25 小时；13:45 到期',
  ]);
  expect(zhOf(explain({ start: at('2026-03-06', '18:00'), limit: { n: 1, unit: 'wh' } }))[0]).toBe(
    '03-06 0 工作日，无可计时间',
  );
});

test('clock hours run over nights and days off', () => {
  const account = explain({ start: at('2026-03-07', '20:00:30'), limit: { n: 6, unit: 'h' } });
  expect(account.lines.map(({ en }) => en)).toEqual([
    'weekend, 20:00:30–24:00, 3.99 h counted',
    'weekend, 00:00–02:00:30, 2.01 h counted; due at 02:00:30',
  ]);
});

test('a due in hours names its moment, its weekday in both languages and the start to the minute', () => {
  const week = ['日 Sun', '一 Mon', '二 Tue', '三 Wed', '四 Thu', '五 Fri', '六 Sat'].map((day) => day.split(' '));
  for (const [i, [zh, en]] of week.entries()) {
    const date = `2026-03-0${i + 1}`;
    const account = explain({ start: at(date, '10:00'), limit: { n: 1, unit: 'h' } });
    expect(account.zh).toBe(`1小时，自 ${date} 10:00 起，${date}（周${zh}）11:00 到期。`);
    expect(account.en).toBe(`1 hour from ${date} 10:00: due ${en} ${date} 11:00.`);
  }
  expect(explain({ start: '2026-03-02', limit: { n: 1, unit: 'h' } }).zh).toContain('自 2026-03-02 起');
  expect(explain({ start: at('2026-03-02', '10:00'), limit: { n: 1, unit: 'wd' } }).zh).toContain('自 2026-03-02 起');
});

test('hours of a term without any, of a stop and of the night: nothing to count', () => {
  const stops = [{ from: '2026-03-03', to: '2026-03-03', reason }];
  const account = explain({ start: at('2026-03-02', '12:00'), limit: { n: 5, unit: 'wh' }, stops });
  expect(zhOf(account)).toEqual([
    '03-02 4 工作日，13:30–17:30，计 4 小时',
    '03-03 4 停止计时（检测），不计',
    '03-04 5 工作日，09:00–10:00，计 1 小时；10:00 到期',
  ]);
});

test('the same day, extensions, and days whose notice is not out', () => {
  expect(zhOf(explain({ start: '2026-03-02', limit: { n: 0, unit: 'wd' } }))).toEqual([
    '03-02 0 工作日，起算日不计入；17:30 到期',
  ]);
  const account = explain({
    start: '2026-12-28',
    limit: { n: 2, unit: 'wd' },
    extensions: [{ n: 3, unit: 'wd' }],
  });
  expect(account).toMatchObject({
    provisional: true,
    zh: expect.stringMatching(/^2个工作日，延长3个工作日.*预计 2027-01-05/),
  });
  expect(account.en).toMatch(
    /^2 working days, extended by 3 working days.*notice of days off for 2027 is not published/,
  );
  expect(zhOf(account)[4]).toBe('01-01 3 元旦放假，不计（预计）');
  const clock = explain({ start: at('2026-12-31', '20:00'), limit: { n: 24, unit: 'h' } });
  expect(zhOf(clock).at(-1)).toBe('01-01 24 元旦放假，00:00–20:00，计 20 小时；20:00 到期');
  expect(clock.zh).not.toContain('预计');
});

test('a clock that stands says so', () => {
  const account = explain({
    start: '2026-03-02',
    limit: { n: 5, unit: 'wd' },
    stops: [{ from: '2026-03-05', reason }],
  });
  expect(account).toMatchObject({
    due: null,
    zh: '5个工作日，自 2026-03-02 起；2026-03-05 起停止计时，剩余3个工作日，恢复后确定到期时间。',
    en: expect.stringContaining('stopped since 2026-03-05, 3 working days left'),
  });
  expect(zhOf(account).at(-1)).toBe('03-05 2 停止计时（检测），不计');
});

describe('a receipt', () => {
  test.each([
    [at('2026-02-14', '17:30'), '2026-02-14', '2026-02-14 17:30 提交（春节调休上班），当日收件。'],
    [
      at('2026-02-14', '17:45'),
      '2026-02-24',
      '2026-02-14 17:45 提交（春节调休上班，已过 17:30 下班时间），下一工作日 2026-02-24（周二）收件。',
    ],
    [
      at('2026-10-03', '10:00'),
      '2026-10-08',
      '2026-10-03 10:00 提交（国庆节放假），下一工作日 2026-10-08（周四）收件。',
    ],
  ])('%s', (filedAt, receivedOn, zh) => {
    expect(explainReceipt(filedAt, calendar)).toMatchObject({ receivedOn, zh, en: expect.stringMatching(/^Filed/) });
  });
});
