/** The JWT authorizer of an HTTP API: what it accepts, what it refuses, and the claims that it hands on. */
import { type JWTPayload, type JWTVerifyGetKey, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';

export type JwtContext = {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
};
export type Verdict =
  { readonly jwt: JwtContext } | { readonly status: 401 | 403; readonly message: string; readonly challenge: string };

/** The gateway hands every claim on as text: numbers in digits, lists as `[a b]`. */
const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Finds the issuer's keys through its configuration document, on first use. */
const keysOf = (issuer: string): JWTVerifyGetKey => {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const find = async (): Promise<JWTVerifyGetKey> => {
    const reply = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const configuration: unknown = await reply.json();
    return createRemoteJWKSet(new URL(z.object({ jwks_uri: z.url() }).parse(configuration).jwks_uri));
  };
  return async (header, token) => {
    found ??= find();
    try {
      return await (
        await found
      )(header, token);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) found = undefined;
      throw error;
    }
  };
};

const scopesOf = ({ scope, scp }: JWTPayload): string[] => {
  const given = scope ?? scp;
  return Array.isArray(given)
    ? given.map(String)
    : String(given ?? '')
        .split(' ')
        .filter(Boolean);
};

const refused = (description: string): Verdict => ({
  status: 401,
  message: 'Unauthorized',
  challenge: `Bearer scope="" error="invalid_token" error_description="${description}"`,
});

const reason = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the token does not have a valid ${error.claim}`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature is invalid';
  if (error instanceof errors.JOSEError) return 'the token could not be read';
  return 'OIDC discovery endpoint communication error';
};

/** Tokens whose signature was found good: it stays so while they last, as the gateway keeps an issuer's keys for hours. */
const remembered = 1_000;

/**
 * Returns the authorizer for one issuer. A token is good when RS256 and a key of the issuer signed it, `iss` is the
 * issuer, `aud` (or, without it, `client_id`) is one of the audiences, `exp` lies ahead and `nbf` and `iat` do not.
 *
 * @param now milliseconds since 1970
 */
export const jwtAuthorizer = (
  { issuer, audience }: { issuer: string; audience: readonly string[] },
  now: () => number,
): ((token: string | undefined, needed: readonly string[]) => Promise<Verdict>) => {
  const keys = keysOf(issuer);
  const verified = new Map<string, { payload: JWTPayload; from: number; until: number }>();
  const payloadOf = async (token: string): Promise<JWTPayload> => {
    const known = verified.get(token);
    if (known && known.from <= now() && now() < known.until) return known.payload;
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer,
      requiredClaims: ['exp'],
      currentDate: new Date(now()),
    });
    if (verified.size >= remembered) verified.clear();
    verified.set(token, { payload, from: now(), until: (payload.exp ?? 0) * 1000 });
    return payload;
  };
  return async (token, needed) => {
    if (!token) return { status: 401, message: 'Unauthorized', challenge: 'Bearer' };
    try {
      const payload = await payloadOf(token.replace(/^Bearer\s+/i, ''));
      const aud = payload.aud ?? payload['client_id'];
      if (![aud].flat().some((one) => audience.includes(String(one))))
        return refused('the token does not have a valid audience');
      if ((payload.iat ?? 0) * 1000 > now()) return refused('the token is issued in the future');
      const scopes = scopesOf(payload);
      if (needed.length > 0 && !needed.some((scope) => scopes.includes(scope)))
        return {
          status: 403,
          message: 'Forbidden',
          challenge: `Bearer scope="${needed.join(' ')}" error="insufficient_scope"`,
        };
      const claims = Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, claimText(value)]));
      return { jwt: { claims, scopes: needed.length > 0 ? scopes : null } };
    } catch (error) {
      return refused(reason(error));
    }
  };
};
