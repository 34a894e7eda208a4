/** What leaves the system: tables of numbers and tickets, the weekly brief, the public page of a community. */
import * as z from 'zod';
import { dimensions } from '../../domain/performance.ts';
import { civilDate } from '../../domain/time.ts';
import { fileReply, month, regionCode, row } from '../route.ts';
import { performanceReply } from './performance.ts';

const csv = 'text/csv';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const fileTypes = { csv, xlsx } as const;

const format = z.enum(['csv', 'xlsx']).default('csv');
const params = z.strictObject({ regionCode });
const region = z.object({ code: z.string(), name: z.string(), level: z.int() });
const files = [csv, xlsx];

const { counts, satisfaction, onTime, elapsed } = performanceReply.shape;
const week = z.object({ from: civilDate, to: civilDate, counts, satisfaction, onTime });

export const briefReply = z.object({
  region,
  week,
  before: week,
  open: z.int(),
  streets: z.array(
    z.object({ code: z.string(), name: z.string(), filed: z.int(), resolved: z.int(), onTime, cards: z.int() }),
  ),
  month: month.meta({ description: 'The one in which the week ends; until it has ended, the one of today.' }),
  items: z
    .array(z.object({ id: z.string(), zh: z.string(), en: z.string(), filed: z.int() }))
    .meta({ description: 'Most filed in the month.' }),
});

export const communityPage = z.object({
  region,
  street: z.string(),
  district: z.string(),
  from: civilDate,
  to: civilDate,
  filed: z.int().nullable(),
  resolved: z.int().nullable(),
  promises: onTime,
  satisfaction,
  elapsed,
  items: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string(), filed: z.int() })),
  trend: z.array(z.object({ month, filed: z.int().nullable(), resolved: z.int().nullable() })),
  note: z.object({ zh: z.string(), en: z.string() }),
});

export const reportRoutes = {
  exportNumbers: row({
    method: 'GET',
    path: '/reports/{regionCode}/numbers',
    function: 'supervision',
    access: 'signed-in',
    zh: '导出数字（月台账）',
    en: 'Numbers as a table: month by month, or by a dimension; by item it is the monthly ledger of a station',
    params,
    query: z.strictObject({ from: month.optional(), to: month.optional(), by: z.enum(dimensions).optional(), format }),
    reply: fileReply,
    files,
    limit: 'exports',
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  exportTickets: row({
    method: 'GET',
    path: '/reports/{regionCode}/tickets',
    function: 'supervision',
    access: 'signed-in',
    zh: '导出件的清单',
    en: 'Tickets as a table, without anybody’s name: up to 2,000 a file, the next part is named in Link',
    params,
    query: z.strictObject({
      fact: z
        .string()
        .max(60)
        .regex(/^[a-zA-Z]+(\.[a-zA-Z0-9-]+)?$/)
        .default('filed')
        .meta({ description: 'Behind which number, see GET /performance/{regionCode}/tickets.' }),
      month: month.optional(),
      format,
      cursor: z.string().max(1024).optional(),
    }),
    reply: fileReply,
    files,
    limit: 'exports',
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  getBrief: row({
    method: 'GET',
    path: '/reports/{regionCode}/brief',
    function: 'supervision',
    access: 'signed-in',
    zh: '每周简报的数据',
    en: 'What the weekly brief of a district is printed from; the week (Monday to Sunday) that holds `on`',
    params,
    query: z.strictObject({ on: civilDate.optional() }),
    reply: briefReply,
    limit: 'analysis',
    refusals: ['invalid', 'not-allowed', 'not-found'],
  }),
  getCommunityPage: row({
    method: 'GET',
    path: '/public/communities/{regionCode}',
    function: 'public',
    access: 'public',
    zh: '社区公开数据',
    en: 'The public page of a community: promised and kept, in the twelve months before this one',
    params,
    reply: communityPage,
    maxAge: 3600,
    refusals: ['not-found'],
  }),
};
