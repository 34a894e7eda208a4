/**
 * The OpenID Connect issuer of this machine. The gateway checks its tokens exactly as it would those of a city's identity
 * provider. A browser signs in at the endpoints of a certified library (sign-in.ts); `npm run token` and the tests get a
 * token for anybody at once, under the same issuer and key.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type JWK, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import * as z from 'zod';
import type { SignInOptions } from './sign-in.ts';

/** Seconds: one working day. */
const lifetime = 8 * 3600;

/** Whom a token is for; the rest is for trying what the gateway refuses. */
export const tokenRequest = z.strictObject({
  id: z.string().min(1),
  scope: z.string().optional(),
  expired: z.boolean().optional(),
  audience: z.string().optional(),
  issuer: z.string().optional(),
});

type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type Issuer = {
  /** Answers requests below the issuer's address: discovery, keys, signing in and out. */
  readonly serve: Listener;
  readonly issue: (request: z.output<typeof tokenRequest>) => Promise<string>;
};

const loadKey = async (dir: string): Promise<JWK> => {
  const file = join(dir, 'issuer.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = await exportJWK(privateKey);
  const full = { ...key, kid: await calculateJwkThumbprint(key), alg: 'RS256', use: 'sig' };
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, JSON.stringify(full), { mode: 0o600, flag: 'wx' });
  return full;
};

/** @param options.dir folder of the key; it is made on first use, so that tokens survive a restart */
export const openIssuer = async (
  options: Omit<SignInOptions, 'key' | 'lifetime'> & { readonly dir: string },
): Promise<Issuer> => {
  const { url, audience, now } = options;
  const jwk = await loadKey(options.dir);
  const key = await importJWK(jwk, 'RS256');
  const { kid } = jwk;
  let endpoints: Promise<Listener> | undefined;
  return {
    serve: async (request, response) => {
      // Half a second that a start should not wait for.
      endpoints ??= import('./sign-in.ts').then(({ signIn }) => signIn({ ...options, key: jwk, lifetime }));
      await (
        await endpoints
      )(request, response);
    },
    issue: ({ id, scope = 'openid profile', expired = false, ...other }) => {
      const seconds = Math.floor(now() / 1000) - (expired ? lifetime + 60 : 0);
      const aud = other.audience ?? audience;
      return new SignJWT({ client_id: aud, scope })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(kid === undefined ? {} : { kid }) })
        .setIssuer(other.issuer ?? url)
        .setSubject(id)
        .setAudience(aud)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + lifetime)
        .setJti(randomUUID())
        .sign(key);
    },
  };
};
