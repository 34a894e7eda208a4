/** Rating without signing in: with the code of the notice, or on the screen that a clerk has turned round. */
import * as z from 'zod';
import { actions } from '../../domain/ticket/actions.ts';
import { row } from '../route.ts';
import { typedReference, typedSecret } from './tracking.ts';

const text = z.object({ zh: z.string(), en: z.string() });

export const rateBody = actions.rate.body.extend({
  reference: typedReference,
  secret: typedSecret('评价码有误，请核对 / not a rating code, look for a typing error').meta({
    description: '`ratingSecret` of the notice that it is done, or `ratingScreen.code`. Once, while it can be rated.',
  }),
});

export const ratingRoutes = {
  rateWithCode: row({
    method: 'POST',
    path: '/ratings',
    // It seals what is written under the resident's key, as every other action does.
    function: 'tickets',
    access: 'public',
    zh: '不登录评价（凭评价码）',
    en: 'Rate without signing in, with the rating code',
    body: rateBody,
    secret: ['secret', ...actions.rate.seals],
    reply: z.object({ reference: z.string(), level: z.int(), next: text }),
    limit: 'rating',
    refusals: ['invalid', 'not-found', 'wrong-state', 'outside-window'],
  }),
};
