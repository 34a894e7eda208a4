/** What everybody may read: what can be asked for, where, and whether the service is up. */
import * as z from 'zod';
import { mode } from '../../domain/catalogue.ts';
import * as replies from '../replies.ts';
import { regionCode, row } from '../route.ts';

export const catalogueRoutes = {
  health: row({
    method: 'GET',
    path: '/health',
    function: 'public',
    access: 'public',
    zh: '服务是否正常',
    en: 'Is the service up',
    reply: replies.health,
  }),
  openApi: row({
    method: 'GET',
    path: '/openapi.json',
    function: 'public',
    access: 'public',
    zh: '本接口的机器可读说明',
    en: 'This API, for machines',
    reply: replies.openApi,
  }),
  listItems: row({
    method: 'GET',
    path: '/catalogue/items',
    function: 'public',
    access: 'public',
    zh: '办事事项目录',
    en: 'What can be asked for',
    reply: replies.itemPage,
    refusals: ['invalid'],
    query: z.strictObject({
      department: z.string().max(40).optional(),
      mode: mode.optional(),
      q: z.string().max(50).optional(),
    }),
  }),
  getItem: row({
    method: 'GET',
    path: '/catalogue/items/{id}',
    function: 'public',
    access: 'public',
    zh: '一个事项：条件、材料、时限、表单',
    en: 'One item: who may, papers, time, form',
    reply: replies.itemReply,
    refusals: ['not-found'],
    params: z.strictObject({ id: z.string().min(1).max(64) }),
  }),
  listRegions: row({
    method: 'GET',
    path: '/regions',
    function: 'public',
    access: 'public',
    zh: '下级区划',
    en: 'Regions below one region (the city where none is named)',
    reply: replies.regionPage,
    refusals: ['invalid', 'not-found'],
    query: z.strictObject({ parent: regionCode.optional() }),
  }),
  getRegion: row({
    method: 'GET',
    path: '/regions/{code}',
    function: 'public',
    access: 'public',
    zh: '一个区划',
    en: 'One region',
    reply: replies.regionReply,
    refusals: ['invalid', 'not-found'],
    params: z.strictObject({ code: regionCode }),
  }),
};
