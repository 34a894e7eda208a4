/**
 * Signing in with a browser: OpenID Connect by a certified library, authorization code with PKCE for one public client,
 * and a page where a demo person is chosen instead of a password being checked. Loaded when first needed, see issuer.ts.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JWK } from 'jose';
import { Provider } from 'oidc-provider';
import type { DemoPerson } from './demo-people.ts';
import { memory } from './sign-in-memory.ts';
import { accountName, choosePage, problemPage, signOutPage, signedOutPage } from './sign-in-page.ts';

const scopes = ['openid', 'profile'];
/** Seconds: choosing a person; a code on its way through the browser; refreshing, as long as a user pool allows. */
const ttl = { interaction: 3600, code: 60, refresh: 12 * 3600 };

/** Pages of this issuer load nothing and are shown in no frame. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** The pages' own address, under both names that this machine has for itself. */
const homes = (url: string): string[] => {
  const { protocol, port } = new URL(url);
  return ['127.0.0.1', 'localhost'].map((name) => `${protocol}//${name}${port ? `:${port}` : ''}/`);
};

export type SignInOptions = {
  /** What stands in `iss`: the address under which the endpoints are reached. */
  readonly url: string;
  readonly audience: string;
  /** The public client that the web pages are. */
  readonly clientId: string;
  /** Who can be chosen. */
  readonly people: readonly DemoPerson[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The private key, RSA. */
  readonly key: JWK;
  /** Of an access token, in seconds. */
  readonly lifetime: number;
};

/** Returns the listener for the requests below the issuer's address. */
export const signIn = (
  options: SignInOptions,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const { url, audience, clientId, people, now, key, lifetime } = options;
  const { pathname: root, port } = new URL(url);
  // The API is the one resource that tokens are for.
  const api = 'urn:yizhan:api';
  const addresses = homes(url);

  const provider = new Provider(url, {
    adapter: memory(),
    // The library and jose describe the same JSON in two types.
    jwks: { keys: [{ ...key, kty: 'RSA' }] },
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: addresses,
        post_logout_redirect_uris: addresses,
      },
    ],
    clientBasedCORS: (_context, origin) => addresses.includes(`${origin}/`),
    clientAuthMethods: ['none'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes,
    claims: { openid: ['sub'], profile: ['name', 'locale'] },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: people.find(({ id }) => id === sub)?.zh ?? sub, locale: 'zh-CN' }),
    }),
    // The pages are part of the service: nobody is asked whether they may know who signs in.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc;
      if (!client || !session?.accountId) return undefined;
      const known = session.grantIdFor(client.clientId);
      const found = known ? await provider.Grant.find(known) : undefined;
      if (found) return found;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(scopes.join(' '));
      grant.addResourceScope(api, scopes.join(' '));
      await grant.save();
      return grant;
    },
    issueRefreshToken: () => true,
    ttl: {
      AccessToken: lifetime,
      AuthorizationCode: ttl.code,
      Grant: ttl.refresh,
      IdToken: lifetime,
      Interaction: ttl.interaction,
      RefreshToken: ttl.refresh,
      Session: ttl.refresh,
    },
    formats: {
      customizers: {
        // Local mode can move time: the API counts by the moved one, a browser by its own.
        jwt: (_context, _token, { payload }) => {
          const seconds = Math.floor(now() / 1000);
          Object.assign(payload, { iat: seconds, exp: seconds + lifetime });
        },
      },
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => api,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(' '),
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: lifetime,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.set(pageHeaders);
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.set(pageHeaders);
          context.body = signedOutPage();
        },
      },
    },
    renderError: (context, { error, error_description: description }) => {
      context.set(pageHeaders);
      context.body = problemPage(description ?? error);
    },
    interactions: { url: (_context, { uid }) => `${root}/choose/${uid}` },
    routes: {
      authorization: '/authorize',
      token: '/token',
      jwks: '/.well-known/jwks.json',
      end_session: '/sign-out',
    },
    cookies: {
      // Cookies know no ports: two systems on one machine would end each other's sessions.
      names: { session: `signed-in-${port}`, interaction: `choosing-${port}`, resume: `resuming-${port}` },
      keys: [randomBytes(32).toString('base64url')],
      long: { httpOnly: true, sameSite: 'lax', path: root },
      short: { httpOnly: true, sameSite: 'lax' },
    },
  });
  provider.on('server_error', (_context, error) => console.error(error));
  const library = provider.callback();

  const send = (response: ServerResponse, status: number, html: string): void => {
    response.writeHead(status, pageHeaders);
    response.end(html);
  };

  /** The page where a person is chosen, and the choice. Only the browser that asked to sign in has its cookie. */
  const choose = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    try {
      await provider.interactionDetails(request, response);
    } catch {
      return send(response, 400, problemPage('The page was open for too long, or cookies are off.'));
    }
    if (request.method !== 'POST') return send(response, 200, choosePage(people, path));
    const account = new URLSearchParams(await text(request)).get('account')?.trim() ?? '';
    if (!people.some(({ id }) => id === account) && !accountName.test(account))
      return send(response, 400, problemPage('No such account.'));
    await provider.interactionFinished(request, response, { login: { accountId: account } });
  };

  return async (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path.startsWith(`${root}/choose/`)) return choose(request, response, path);
    // The library reads where it is mounted from the difference of the two.
    const { url: address = root } = request;
    await library(Object.assign(request, { originalUrl: address, url: address.slice(root.length) }), response);
  };
};
