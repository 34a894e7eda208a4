/** The numbers of the day at a counter: taken, called, called again, missed, served. No person is in them. */
import * as z from 'zod';
import { civilDate, instant } from '../../domain/time.ts';
import { visitorLanes, visitorStates } from '../../domain/visitors.ts';
import { office } from '../replies.ts';
import { officeId, row } from '../route.ts';

const number = z
  .string()
  .regex(/^[AB]\d{3}$/)
  .meta({ example: 'A001', description: 'A: priority lane, B: ordinary lane.' });
const window = z
  .string()
  .regex(/^[1-9]\d?$/)
  .meta({ example: '1', description: 'Number of the counter window.' });

const visitor = z.object({
  number,
  lane: z.enum(visitorLanes),
  state: z.enum(visitorStates),
  takenAt: instant,
  calledAt: instant.nullable(),
  window: window.nullable(),
});
const day = z.object({
  office,
  date: civilDate,
  waiting: z.array(visitor).meta({ description: 'In the order in which they will be called if nobody else comes.' }),
  called: z.array(visitor).meta({ description: 'At a window now, newest call first.' }),
  missed: z.array(visitor).meta({ description: 'Not there when called; while listed, they can be called again.' }),
  served: z.int(),
});
const changed = day.extend({ visitor });

const common = {
  function: 'desk',
  access: 'signed-in',
  params: z.strictObject({ officeId }),
  refusals: ['invalid', 'not-allowed', 'not-found', 'wrong-state', 'busy'],
} as const;
const change = { ...common, method: 'POST', reply: changed, limit: 'desk-actions' } as const;

export const visitorRoutes = {
  listVisitors: row({
    ...common,
    method: 'GET',
    path: '/visitors/{officeId}',
    zh: '今天的排队',
    en: "Today's numbers at an office",
    reply: day,
    conditional: { without: [] },
    refusals: ['not-allowed'],
  }),
  takeNumber: row({
    ...change,
    path: '/visitors/{officeId}/take',
    zh: '取号',
    en: 'Take a number',
    body: z.strictObject({ lane: z.enum(visitorLanes) }),
  }),
  callVisitor: row({
    ...change,
    path: '/visitors/{officeId}/call',
    zh: '叫下一个',
    en: 'Call the next one to a window; whom it had is served',
    body: z.strictObject({ window }),
  }),
  recallVisitor: row({
    ...change,
    path: '/visitors/{officeId}/recall',
    zh: '重呼',
    en: 'Call a number again',
    body: z.strictObject({ number, window }),
  }),
  skipVisitor: row({
    ...change,
    path: '/visitors/{officeId}/skip',
    zh: '过号',
    en: 'Called and not there',
    body: z.strictObject({ number }),
  }),
  finishVisitor: row({
    ...change,
    path: '/visitors/{officeId}/finish',
    zh: '办完',
    en: 'Served',
    body: z.strictObject({ number }),
  }),
};
