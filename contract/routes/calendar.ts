/** The working calendar: what is published, and how two people change it. */
import * as z from 'zod';
import * as replies from '../replies.ts';
import { page, row } from '../route.ts';

/** A year of the working calendar; what lies outside is no address here. */
const calendarParams = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) });
const noticeDay = z.strictObject({
  date: z.string().max(10).meta({ description: 'YYYY-MM-DD, a day of that year.' }),
  zh: z.string().min(1).max(40),
  en: z.string().min(1).max(80),
});
const calendarVersion = z.int().min(0).meta({ description: 'The version you saw; 0 where none is published.' });

const noticeDays = {
  off: z.array(noticeDay).max(120).meta({ description: 'Days off, weekends inside a holiday included.' }),
  makeUp: z.array(noticeDay).max(60).meta({ description: 'Saturdays and Sundays on which everybody works.' }),
};

export const calendarRoutes = {
  getCalendarYear: row({
    method: 'GET',
    path: '/calendar/years/{year}',
    function: 'public',
    access: 'public',
    zh: '一年的放假与调休安排',
    en: 'Days off and make-up days of one year; version 0 is what the law alone gives',
    reply: replies.calendarYear,
    refusals: ['not-found'],
    params: calendarParams,
  }),
  getCalendarDraft: row({
    method: 'GET',
    path: '/calendar/years/{year}/draft',
    function: 'supervision',
    access: 'signed-in',
    zh: '待确认的放假安排，以及重新计算的进度',
    en: 'What is proposed for a year, and how far the recomputation has come',
    reply: replies.calendarDraft,
    refusals: ['not-allowed', 'not-found'],
    params: calendarParams,
  }),
  proposeCalendarYear: row({
    method: 'POST',
    path: '/calendar/years/{year}',
    function: 'supervision',
    access: 'signed-in',
    zh: '录入或更正一年的放假安排（须由另一人确认）',
    en: 'Propose the days off of a year, or a correction; somebody else confirms it',
    body: z.strictObject({
      ...noticeDays,
      source: z.string().min(1).max(200).meta({ description: 'The notice, by title and number.' }),
      ifVersion: calendarVersion,
    }),
    status: 201,
    reply: replies.calendarDraft,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
    params: calendarParams,
  }),
  approveCalendarYear: row({
    method: 'POST',
    path: '/calendar/years/{year}/approve',
    function: 'supervision',
    access: 'signed-in',
    zh: '确认放假安排并重新计算全部在办时限',
    en: 'Confirm what somebody else proposed; all open clocks are recomputed',
    body: z.strictObject({
      ifVersion: calendarVersion,
      revision: z.int().min(1).meta({ description: 'The proposal that you read, see GET …/draft.' }),
    }),
    reply: replies.calendarYear,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'stale-version', 'busy'],
    params: calendarParams,
  }),
  withdrawCalendarDraft: row({
    method: 'POST',
    path: '/calendar/years/{year}/withdraw',
    function: 'supervision',
    access: 'signed-in',
    zh: '撤回待确认的放假安排',
    en: 'Withdraw what waits to be confirmed; nothing has changed by it',
    body: z.strictObject({ revision: z.int().min(1) }),
    reply: replies.calendarDraft,
    limit: 'administration',
    refusals: ['invalid', 'not-allowed', 'not-found', 'stale-version'],
    params: calendarParams,
  }),
  listCalendarVersions: row({
    method: 'GET',
    path: '/calendar/years/{year}/versions',
    function: 'supervision',
    access: 'signed-in',
    zh: '一年放假安排的历次版本',
    en: 'Every version of a year that was in force, with who proposed and who confirmed it',
    reply: replies.calendarVersions,
    refusals: ['not-allowed', 'not-found'],
    params: calendarParams,
  }),
  previewCalendarYear: row({
    method: 'POST',
    path: '/calendar/years/{year}/preview',
    function: 'supervision',
    access: 'signed-in',
    zh: '试算：这样放假，哪些在办件的日期会移动（不改动任何数据）',
    en: 'What would move if these were the days off: open requests, page by page, oldest first; changes nothing',
    body: z.strictObject({ ...noticeDays, cursor: page.cursor }),
    reply: replies.calendarPreview,
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed', 'not-found'],
    params: calendarParams,
  }),
};
