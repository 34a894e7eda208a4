/** Who is who: how a browser signs in, how residents register and are verified. */
import * as z from 'zod';
import { isReference } from '../../domain/ids.ts';
import { registration } from '../../domain/registration.ts';
import { text } from '../replies.ts';
import { row } from '../route.ts';

const configuration = z
  .object({
    issuer: z.url().meta({ description: 'OpenID Connect issuer; its discovery document names the endpoints.' }),
    clientId: z.string().meta({ description: 'Public client, no secret: authorization code with PKCE (S256).' }),
    scopes: z.array(z.string()),
  })
  .meta({ description: 'The redirect address is the web address itself: origin and "/".' });

const registered = z.object({
  registration: z.literal('unverified'),
  code: z.string().meta({ description: 'To show at the counter together with the ID card.' }),
  next: text,
});

const verification = z.strictObject({
  idNumber: z.string().max(64).meta({ description: 'As on the card that the clerk has in hand.' }),
  code: z
    .string()
    .transform((typed) => typed.trim().toUpperCase())
    .refine(isReference, { error: '核验码有误，请重新核对 / not a code, look for a typing error' })
    .optional()
    .meta({ description: "The code that the person's own screen shows; without it only the file is verified." }),
  replaceAccount: z
    .boolean()
    .default(false)
    .meta({ description: 'The person no longer uses the account that the file has: it becomes nobody.' }),
});

export const identityRoutes = {
  configuration: row({
    method: 'GET',
    path: '/configuration',
    function: 'public',
    access: 'public',
    zh: '网页如何登录',
    en: 'How the web pages sign people in',
    reply: configuration,
  }),
  register: row({
    method: 'POST',
    path: '/me/registration',
    function: 'desk',
    access: 'account',
    zh: '登记为居民（身份待核验）',
    en: 'Register as a resident, to be verified at the counter',
    body: registration,
    secret: ['name', 'idNumber', 'phone', 'address'],
    status: 201,
    reply: registered,
    limit: 'registration',
    refusals: ['invalid', 'wrong-state'],
  }),
  verifyResident: row({
    method: 'POST',
    path: '/residents/verify',
    function: 'desk',
    access: 'signed-in',
    zh: '窗口核验居民身份',
    en: 'Verify a resident at the counter, and link their account to the file of their ID number',
    body: verification,
    secret: ['idNumber', 'code'],
    reply: z.object({ residentId: z.string(), registration: z.literal('verified'), linked: z.boolean() }),
    limit: 'verification',
    refusals: ['invalid', 'not-allowed', 'own-case', 'not-found', 'wrong-state', 'busy'],
  }),
};
