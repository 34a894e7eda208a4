/** Who is who: how a browser signs in. */
import * as z from 'zod';
import { row } from '../route.ts';

const configuration = z
  .object({
    issuer: z.url().meta({ description: 'OpenID Connect issuer; its discovery document names the endpoints.' }),
    clientId: z.string().meta({ description: 'Public client, no secret: authorization code with PKCE (S256).' }),
    scopes: z.array(z.string()),
  })
  .meta({ description: 'The redirect address is the web address itself: origin and "/".' });

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
};
