/** A browser signs in: authorization code with PKCE over HTTP, cookies by hand, and what an attacker would try. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';

type Configuration = { issuer: string; clientId: string; scopes: string[] };
type Discovery = Record<
  'issuer' | 'authorization_endpoint' | 'token_endpoint' | 'end_session_endpoint' | 'jwks_uri',
  string
>;
type Tokens = { access_token: string; id_token: string; refresh_token: string; expires_in: number; error?: string };

let system: LocalSystem;
let configuration: Configuration;
let discovery: Discovery;

const json = async <Body>(url: string): Promise<Body> => (await fetch(url)).json() as Promise<Body>;

beforeAll(async () => {
  system = await startLocalSystem();
  configuration = await json(`${system.url}/configuration`);
  discovery = await json(`${configuration.issuer}/.well-known/openid-configuration`);
});
afterAll(() => system.stop());

/** Keeps cookies and follows redirects as far as they stay with the issuer. */
const browser = () => {
  const cookies = new Map<string, string>();
  const open = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    const next = response.headers.get('location');
    if (!next) return response;
    const to = new URL(next, url).href;
    return to.startsWith(configuration.issuer) ? open(to) : response;
  };
  const submit = (url: string, fields: Record<string, string>): Promise<Response> =>
    open(url, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: system.url } });
  return { open, submit };
};

const verifierOf = () => randomBytes(32).toString('base64url');
const home = () => `${system.url}/`;

const authorizeUrl = (verifier: string, other: Record<string, string> = {}): string => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: configuration.clientId,
    redirect_uri: home(),
    scope: configuration.scopes.join(' '),
    state: 'here-i-was',
    nonce: 'once',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...other,
  });
  return `${discovery.authorization_endpoint}?${query}`;
};

/** Where a choice on the sign-in page is sent. */
const actionOf = (html: string): string => {
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
  return new URL(action, system.url).href;
};

/** Signs in on the page and returns the address to which the browser is sent back. */
const backAt = async (account: string, verifier: string, window = browser()): Promise<URL> => {
  const page = await window.open(authorizeUrl(verifier));
  const sentBack = await window.submit(actionOf(await page.text()), { account });
  return new URL(sentBack.headers.get('location') ?? '');
};

const redeem = async (fields: Record<string, string>): Promise<{ status: number; body: Tokens }> => {
  const response = await fetch(discovery.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: configuration.clientId, ...fields }),
  });
  return { status: response.status, body: (await response.json()) as Tokens };
};
const redeemCode = (code: string | null, verifier: string, redirect = home()) =>
  redeem({ grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirect, code_verifier: verifier });

const me = async (token: string) => {
  const response = await fetch(`${system.url}/me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

describe('signing in', () => {
  test('the page says that it is simulated, and offers the demo people by role', async () => {
    const page = await browser().open(authorizeUrl(verifierOf()));
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const words of ['演示登录，没有密码', 'Simulated sign-in, no password', '居民', '服务站人员', '单位经办人'])
      expect(html).toContain(words);
    expect(html).toContain('value="resident-chen"');
    expect(html.match(/name="account" value=/g)?.length).toBeGreaterThan(100);
    expect(html).not.toMatch(/password"|<script/);
  });

  test('code and verifier give a token that the API accepts, and who it is for', async () => {
    const verifier = verifierOf();
    const back = await backAt('resident-chen', verifier);
    expect(back.href.startsWith(home())).toBe(true);
    expect(back.searchParams.get('state')).toBe('here-i-was');
    const { status, body } = await redeemCode(back.searchParams.get('code'), verifier);
    expect(status).toBe(200);
    expect(await me(body.access_token)).toMatchObject({ status: 200, body: { id: 'resident-chen', role: 'resident' } });
    expect(claimsOf(body.access_token)).toMatchObject({ iss: configuration.issuer, aud: 'yizhan' });
    expect(claimsOf(body.id_token)).toMatchObject({
      sub: 'resident-chen',
      aud: configuration.clientId,
      nonce: 'once',
      name: expect.stringContaining('演示陈'),
    });
    expect((await me(body.id_token)).status).toBe(401);
  });

  test('who is signed in is not asked again; who has signed out is', async () => {
    const window = browser();
    const [first, second, third] = [verifierOf(), verifierOf(), verifierOf()];
    const back = await backAt('clerk-lin', first, window);
    const { body } = await redeemCode(back.searchParams.get('code'), first);
    const again = await window.open(authorizeUrl(second));
    const code = new URL(again.headers.get('location') ?? '').searchParams.get('code');
    expect((await redeemCode(code, second)).status).toBe(200);

    const out = new URLSearchParams({
      id_token_hint: body.id_token,
      client_id: configuration.clientId,
      post_logout_redirect_uri: home(),
      // What a user pool calls the same; each takes its own.
      logout_uri: home(),
    });
    const question = await (await window.open(`${discovery.end_session_endpoint}?${out}`)).text();
    const [, action = ''] = /action="([^"]+)"/.exec(question) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(question) ?? [];
    expect((await window.submit(action, { xsrf, logout: 'yes' })).headers.get('location')).toBe(home());
    expect(await (await window.open(authorizeUrl(third))).text()).toContain('演示登录');
    expect((await redeem({ grant_type: 'refresh_token', refresh_token: body.refresh_token })).status).toBe(400);
  });

  test('a refresh token gives one more access token, once', async () => {
    const verifier = verifierOf();
    const { body } = await redeemCode((await backAt('resident-shen', verifier)).searchParams.get('code'), verifier);
    const ask = () => redeem({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    const { body: next } = await ask();
    expect(await me(next.access_token)).toMatchObject({ status: 200, body: { id: 'resident-shen' } });
    expect((await ask()).body.error).toBe('invalid_grant');
  });

  test('an account that nobody has registered is somebody to the issuer and nobody to us', async () => {
    const verifier = verifierOf();
    const { body } = await redeemCode((await backAt('newcomer-1', verifier)).searchParams.get('code'), verifier);
    expect(await me(body.access_token)).toMatchObject({ status: 200, body: { role: null, registration: 'none' } });
  });

  test('tokens follow the local clock', async () => {
    const window = browser();
    const [before, after] = [verifierOf(), verifierOf()];
    const old = await redeemCode((await backAt('clerk-lin', before, window)).searchParams.get('code'), before);
    await system.control('clock', { advance: 'P3D' });
    expect((await me(old.body.access_token)).status).toBe(401);
    const again = await window.open(authorizeUrl(after));
    const code = new URL(again.headers.get('location') ?? '').searchParams.get('code');
    expect((await me((await redeemCode(code, after)).body.access_token)).status).toBe(200);
  });
});

describe('an attacker', () => {
  test('who has the code but not the verifier gets nothing', async () => {
    const back = await backAt('administrator', verifierOf());
    const { status, body } = await redeemCode(back.searchParams.get('code'), verifierOf());
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  test('who replays a code ends what it gave', async () => {
    const verifier = verifierOf();
    const code = (await backAt('resident-liu', verifier)).searchParams.get('code');
    const { body } = await redeemCode(code, verifier);
    expect((await redeemCode(code, verifier)).body.error).toBe('invalid_grant');
    expect((await redeem({ grant_type: 'refresh_token', refresh_token: body.refresh_token })).status).toBe(400);
  });

  test.each([
    { redirect: 'https://evil.example/' },
    { redirect: 'http://127.0.0.1.evil.example/' },
    { redirect: 'http://127.0.0.1:9/' },
    { redirect: 'HOME/elsewhere' },
  ])('cannot have the code sent to $redirect', async ({ redirect }) => {
    const url = authorizeUrl(verifierOf(), { redirect_uri: redirect.replace('HOME', system.url) });
    const response = await browser().open(url);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(await response.text()).toContain('这次登录不能继续');
  });

  test('cannot leave the proof out, weaken it, or ask for a token in the address', async () => {
    const errorOf = async (other: Record<string, string>) => {
      const { headers } = await browser().open(authorizeUrl(verifierOf(), other));
      const { searchParams, hash } = new URL(headers.get('location') ?? '');
      return searchParams.get('error') ?? new URLSearchParams(hash.slice(1)).get('error');
    };
    expect(await errorOf({ code_challenge: '', code_challenge_method: '' })).toBe('invalid_request');
    expect(await errorOf({ code_challenge_method: 'plain' })).toBe('invalid_request');
    expect(await errorOf({ response_type: 'token' })).toBe('unsupported_response_type');
  });

  test('cannot choose for another browser, from another page, or by another name of this machine', async () => {
    const window = browser();
    const action = actionOf(await (await window.open(authorizeUrl(verifierOf()))).text());
    expect((await browser().submit(action, { account: 'administrator' })).status).toBe(400);
    const post = { method: 'POST', body: new URLSearchParams({ account: 'administrator' }) };
    expect((await window.open(action, { ...post, headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await window.submit(action, { account: '<script>' })).status).toBe(400);
  });
});
