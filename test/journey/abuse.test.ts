/** Somebody who asks too often, or in a way that no client does: a clear no, and nothing happens. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limits } from '../../contract/limits.ts';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, inTurns } from './client.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

describe('asking too often', () => {
  const { perHour } = limits.registration;
  const register = (as: string, language = 'zh') =>
    api.call('POST', '/me/registration', { as, body: {}, headers: { 'accept-language': language } });
  /** So that the hour does not end under the test. */
  const toTheNextHour = async () => {
    const minutes = 61 - Number((await api.now()).slice(14, 16));
    await api.advance(`PT${minutes}M`);
  };

  test('ends in 429, which names the time; others, and what costs nothing, go on', async () => {
    await toTheNextHour();
    const replies = await Promise.all(Array.from({ length: perHour + 5 }, () => register('somebody-new')));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(perHour);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);

    const refused = await register('somebody-new', 'en');
    expect(refused).toMatchObject({
      status: 429,
      body: {
        type: '/problems/too-many-requests',
        title: 'Too many requests',
        zh: { detail: expect.stringMatching(/请在 \d\d:00 之后再来/) },
        en: { detail: expect.stringMatching(/Come back after \d\d:00/) },
      },
    });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3600);

    expect(await register('somebody-else')).toMatchObject({ status: 422 });
    expect(await api.call('GET', '/me', { as: 'somebody-new' })).toMatchObject({ status: 200 });
  });

  test('the budget is there again when it was said', async () => {
    await toTheNextHour();
    expect(await register('somebody-new')).toMatchObject({ status: 422 });
  });

  test('a clerk who reads out number after number is stopped, and only that', async () => {
    const search = () =>
      api.call('POST', '/residents/search', { as: 'clerk-lin', body: { by: 'phone', value: '19900009999' } });
    const found = await inTurns(limits.searches.perHour, search);
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await search()).toMatchObject({ status: 429 });
    expect(await api.call('GET', '/boards/station-320613001001', { as: 'clerk-lin' })).toMatchObject({ status: 200 });
  });
});

const rows = (Object.entries(routes) as [string, Route][]).map(([name, row]) => ({ name, row }));
/** An address of the row; every parameter the same text. */
const addressOf = ({ path }: Route, value = '320613001001') => path.replaceAll(/\{\w+\}/g, encodeURIComponent(value));

describe('what comes back', () => {
  /** Of whatever our own code says; the gateway has its own words. */
  const expectGuarded = ({ headers }: Response, maxAge = 0) => {
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': maxAge > 0 ? `public, max-age=${maxAge}` : 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  };
  const ask = async ({ row }: { row: Route }, headers: Record<string, string> = {}) => {
    const authorization = `Bearer ${await api.tokenOf('resident-chen')}`;
    const post = row.method === 'POST' ? { body: '[]', headers: { 'content-type': 'application/json' } } : {};
    return fetch(system.url + addressOf(row), {
      method: row.method,
      ...post,
      headers: { authorization, ...post.headers, ...headers },
    });
  };

  test.each(rows)('$name: is data, kept by nobody whom it is not for, framed by none', async ({ row }) => {
    const reply = await ask({ row });
    expectGuarded(reply, reply.status === 200 ? row.maxAge : 0);
    expect(reply.headers.get('content-type')).toMatch(
      /^application\/(problem\+)?json; charset=utf-8$|^text\/csv|sheet$/,
    );
    expect(reply.headers.get('set-cookie')).toBeNull();
    expect(reply.headers.get('strict-transport-security')).toBeNull();
  });

  test('over TLS browsers are told to stay there', async () => {
    const reply = await ask({ row: routes.health }, { 'x-forwarded-proto': 'https' });
    expect(reply.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  });

  test('pages run their own scripts only, and are framed by nobody', async () => {
    for (const path of ['/', '/my', '/no/such/page']) {
      const { headers } = await fetch(system.url + path, { headers: { accept: 'text/html' } });
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-security-policy')).toMatch(
        /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/,
      );
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  test.each(rows)('$name: no other origin is let in, whatever it asks', async ({ row }) => {
    const origin = 'https://elsewhere.example';
    const preflight = await fetch(system.url + addressOf(row), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': row.method,
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(404);
    for (const { headers } of [preflight, await ask({ row }, { origin })])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test.each(rows)('$name: no other method does anything, and none repeats what was sent', async ({ row }) => {
    const others = ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST', 'GET'].filter((method) => {
      const isRow = rows.some(({ row: each }) => each.method === method && addressOf(each) === addressOf(row));
      return method !== row.method && !isRow;
    });
    for (const method of others) {
      const headers = { 'x-http-method-override': row.method, 'x-secret': 'echo' };
      const reply = await fetch(system.url + addressOf(row), { method, headers });
      // Two rows can share an address with another parameter: then it is theirs to refuse.
      expect([401, 404]).toContain(reply.status);
      expect(await reply.text()).not.toContain('echo');
    }
  });
});

describe('what is sent', () => {
  test('is JSON and says so, to the last allowed byte', async () => {
    const json = '{"by":"phone","value":"19900009999"}';
    const send = async (body: string | Buffer, type?: string) => {
      const authorization = `Bearer ${await api.tokenOf('clerk-sun')}`;
      const headers = { authorization, ...(type === undefined ? {} : { 'content-type': type }) };
      const reply = await fetch(`${system.url}/residents/search`, { method: 'POST', headers, body });
      return { status: reply.status, type: ((await reply.json()) as { type?: string }).type };
    };
    for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])
      expect(await send(json, type)).toMatchObject({ status: 200 });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/html',
    ])
      expect(await send(json, type)).toEqual({ status: 415, type: '/problems/wrong-media-type' });
    const utf16 = Buffer.from(json, 'utf16le');
    expect(await send(utf16, 'application/json; charset=utf-16')).toMatchObject({ status: 400 });
    expect(await send(`\uFEFF${json}`, 'application/json')).toMatchObject({ status: 400 });

    const filled = (bytes: number) => `${json}${' '.repeat(bytes - Buffer.byteLength(json))}`;
    expect(await send(filled(200_000), 'application/json')).toMatchObject({ status: 200 });
    expect(await send(filled(200_001), 'application/json')).toEqual({ status: 413, type: '/problems/too-large' });
  });
});
