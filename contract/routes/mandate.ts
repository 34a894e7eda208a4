/** Acting for others. */
import { ticketId } from '../../domain/ids.ts';
import * as z from 'zod';
import { grant } from '../../domain/mandate.ts';
import * as replies from '../replies.ts';
import { row } from '../route.ts';

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
    refusals: ['invalid', 'not-allowed'],
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
    refusals: ['not-found'],
  }),
};
