/** Following a request without signing in, with what stands on its receipt. */
import * as z from 'zod';
import { asWritten, isReference, isSecret } from '../../domain/ids.ts';
import { states } from '../../domain/ticket/state.ts';
import { instant } from '../../domain/time.ts';
import { row } from '../route.ts';

const text = z.object({ zh: z.string(), en: z.string() });

/** As people type it: small letters, spaces and hyphens are no matter. */
export const typedReference = z
  .string()
  .max(40)
  .transform(asWritten)
  .refine(isReference, { error: '编号有误，请对照回执 / not a reference, compare it with the receipt' })
  .meta({ example: 'AKDT9FWR' });
export const typedSecret = (error: string) => z.string().max(60).transform(asWritten).refine(isSecret, { error });

export const trackBody = z.strictObject({
  reference: typedReference,
  secret: typedSecret('查询码有误，请对照回执 / not a tracking code, compare it with the receipt').meta({
    description: 'trackingSecret of the receipt.',
  }),
});

const progress = z.object({
  reference: z.string().length(8),
  state: z.enum(Object.keys(states) as (keyof typeof states)[]),
  stateName: text,
  holder: text
    .extend({ kind: z.string() })
    .nullable()
    .meta({ description: 'Who has it now; null: nobody has to act.' }),
  filedAt: instant,
  promisedAt: instant,
  latest: z.boolean(),
  suspended: z.boolean(),
  provisional: z.boolean(),
  dates: z
    .array(text.extend({ type: z.string(), at: instant }))
    .meta({ description: 'What moved it on, oldest first.' }),
});

export const trackingRoutes = {
  trackTicket: row({
    method: 'POST',
    path: '/track',
    function: 'public',
    access: 'public',
    zh: '不登录查进度（凭回执上的编号和查询码）',
    en: 'How far a request is, without signing in: reference and secret of the receipt',
    body: trackBody,
    secret: ['secret'],
    reply: progress,
    limit: 'tracking',
    refusals: ['invalid', 'not-found'],
  }),
};
