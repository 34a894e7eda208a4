/** Acting for others. */
import * as z from 'zod';
import { ticketId } from '../../domain/ids.ts';
import { grant, record } from '../../domain/mandate.ts';
import * as replies from '../replies.ts';
import { row } from '../route.ts';

const residentId = z.string().min(1).max(64).meta({ description: 'As POST /residents/search told it.' });

export const mandateRoutes = {
  listMandates: row({
    method: 'GET',
    path: '/mandates',
    function: 'desk',
    access: 'signed-in',
    zh: '委托',
    en: 'Mandates: whom I let act for me, and for whom I may act',
    reply: replies.mandateLists,
  }),
  grantMandate: row({
    method: 'POST',
    path: '/mandates',
    function: 'desk',
    access: 'signed-in',
    zh: '委托他人代办',
    en: 'Let somebody act for me',
    body: grant,
    status: 201,
    reply: replies.mandate,
    limit: 'mandates',
    refusals: ['invalid', 'not-allowed', 'busy'],
  }),
  revokeMandate: row({
    method: 'POST',
    path: '/mandates/{id}/revoke',
    function: 'desk',
    access: 'signed-in',
    zh: '撤销委托',
    en: 'Revoke a mandate, at once and for good',
    params: z.strictObject({ id: ticketId }),
    body: z.strictObject({}),
    reply: replies.mandate,
    limit: 'mandates',
    refusals: ['not-found', 'busy'],
  }),
  listMandatesOf: row({
    method: 'GET',
    path: '/residents/{id}/mandates',
    function: 'desk',
    access: 'signed-in',
    zh: '居民委托了谁（服务站）',
    en: 'Who may act for a resident of your communities',
    params: z.strictObject({ id: residentId }),
    reply: z.object({ mandates: z.array(replies.mandate) }),
    refusals: ['not-found', 'own-case'],
  }),
  recordMandate: row({
    method: 'POST',
    path: '/residents/{id}/mandates',
    function: 'desk',
    access: 'signed-in',
    zh: '窗口登记委托或监护（核对原件）',
    en: 'Record a power of attorney or a guardian at the counter, with the original in hand',
    params: z.strictObject({ id: residentId }),
    body: record,
    secret: ['agentIdNumber'],
    status: 201,
    reply: replies.mandate,
    limit: 'verification',
    refusals: ['invalid', 'not-found', 'own-case', 'busy'],
  }),
  endMandate: row({
    method: 'POST',
    path: '/residents/{id}/mandates/{mandateId}/end',
    function: 'desk',
    access: 'signed-in',
    zh: '窗口撤销委托（应本人要求，或监护终止）',
    en: "End a mandate at the counter: at the principal's wish, or because a guardianship has ended",
    params: z.strictObject({ id: residentId, mandateId: ticketId }),
    body: z.strictObject({
      reason: z
        .string()
        .trim()
        .min(2)
        .max(200)
        .meta({ description: 'In your own words; sealed, and read by the resident.' }),
    }),
    secret: ['reason'],
    reply: replies.mandate,
    limit: 'verification',
    refusals: ['invalid', 'not-found', 'own-case', 'busy'],
  }),
};
