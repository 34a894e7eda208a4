/** What supervisors must look at. */
import * as z from 'zod';
import { attentionLists } from '../../domain/ticket/attention.ts';
import * as replies from '../replies.ts';
import { page, regionCode, row } from '../route.ts';

export const supervisionRoutes = {
  countAttention: row({
    method: 'GET',
    path: '/attention/{regionCode}/counts',
    function: 'supervision',
    access: 'signed-in',
    zh: '督办清单各有多少件',
    en: 'How many are in each list of what supervisors must look at',
    reply: replies.attentionCounts,
    conditional: { without: [] },
    refusals: ['invalid', 'not-found', 'not-allowed'],
    params: z.strictObject({ regionCode }),
  }),
  listAttention: row({
    method: 'GET',
    path: '/attention/{regionCode}',
    function: 'supervision',
    access: 'signed-in',
    zh: '督办清单',
    en: 'What supervisors of a street, a district or the city must look at, oldest first',
    reply: replies.attentionReply,
    conditional: { without: [] },
    refusals: ['invalid', 'not-found', 'not-allowed'],
    params: z.strictObject({ regionCode }),
    query: z.strictObject({
      kind: z.enum(attentionLists).meta({
        description:
          'A ticket is in one list at a time, that of the most severe reason; the order here is the severity. `coverage`: people on the register who were not reached in their quarter.',
      }),
      ...page,
    }),
  }),
};
