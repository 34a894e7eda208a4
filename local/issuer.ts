/**
 * An OpenID Connect issuer for this machine: it signs a token for whoever asks on the loopback interface. The gateway
 * checks its tokens exactly as it would those of a city's identity provider.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JWK, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import * as z from 'zod';

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

export type Issuer = {
  readonly configuration: () => object;
  readonly keys: () => object;
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

/**
 * Opens the issuer whose key lies in `dir`; the key is made on first use, so that tokens survive a restart.
 *
 * @param options.url what stands in `iss`
 * @param options.now milliseconds since 1970
 */
export const openIssuer = async (options: {
  dir: string;
  url: string;
  audience: string;
  now: () => number;
}): Promise<Issuer> => {
  const { url, audience, now } = options;
  const jwk = await loadKey(options.dir);
  const key = await importJWK(jwk, 'RS256');
  const { kty, n, e, kid, alg, use } = jwk;
  return {
    configuration: () => ({
      issuer: url,
      jwks_uri: `${url}/.well-known/jwks.json`,
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    keys: () => ({ keys: [{ kty, n, e, kid, alg, use }] }),
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
