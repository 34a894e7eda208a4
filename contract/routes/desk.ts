/** Who I am, messages to me, and the boards of offices. */
import * as z from 'zod';
import * as replies from '../replies.ts';
import { officeId, page, row } from '../route.ts';

export const deskRoutes = {
  getMe: row({
    method: 'GET',
    path: '/me',
    function: 'desk',
    access: 'account',
    zh: '我是谁',
    en: 'Who I am here',
    reply: replies.me,
  }),
  listNotices: row({
    method: 'GET',
    path: '/notices',
    function: 'desk',
    access: 'signed-in',
    zh: '我的消息',
    en: 'Messages to me, newest first',
    reply: replies.noticePage,
    refusals: ['invalid'],
    query: z.strictObject(page),
  }),
  getBoard: row({
    method: 'GET',
    path: '/boards/{officeId}',
    function: 'desk',
    access: 'signed-in',
    zh: '工作台',
    en: "An office's board: priority first, then by due moment",
    reply: replies.boardReply,
    conditional: { without: [] },
    refusals: ['invalid', 'not-allowed'],
    params: z.strictObject({ officeId }),
    query: z.strictObject(page),
  }),
  listColleagues: row({
    method: 'GET',
    path: '/boards/{officeId}/colleagues',
    function: 'desk',
    access: 'signed-in',
    zh: '本单位可以指派的人员',
    en: 'Who works at the office today, and can be assigned a request',
    reply: z.object({ colleagues: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })) }),
    refusals: ['not-allowed'],
    params: z.strictObject({ officeId }),
  }),
};
