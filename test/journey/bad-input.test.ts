/** Bad input gets a clear no, in both languages, that repeats nothing personal, and changes nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Ask, type Client, client, type Ticket } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
let ticket: Ticket;
let request: Record<string, unknown>;
const idCard = '340199199706010056';

beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  request = await requestOf(api, storyOf('police'));
  ticket = (await api.file('resident-zhou', request)).body;
  await onBoard(api, ticket.id, 'resident-zhou');
  ticket = await api.ticket(ticket.id, 'resident-zhou');
});
afterAll(() => system.stop());

const form = () => request['form'] as Record<string, unknown>;
const file = (body: unknown, more: Ask = {}): [string, string, Ask] => [
  'POST',
  '/tickets',
  { as: 'resident-zhou', key: `bad-${Math.random().toString(36).slice(2)}-key`, body, ...more },
];
const clerk = 'clerk-320671001001';
const act = (action: string, body: unknown, more: Ask = {}): [string, string, Ask] => [
  'POST',
  `/tickets/${ticket.id}/${action}`,
  { as: clerk, ifMatch: ticket.version, body, ...more },
];

type Case = [name: string, ask: () => [string, string, Ask], status: number, kind: string, path?: string];
const cases: Case[] = [
  ['malformed JSON', () => file('{"itemId": '), 400, 'not-json'],
  ['a list instead of an object', () => file([]), 422, 'invalid'],
  ['no idempotency key', () => ['POST', '/tickets', { as: 'resident-zhou', body: request }], 400, 'key-required'],
  ['a key of odd characters', () => file(request, { key: 'a b' }), 400, 'key-required'],
  ['unknown item', () => file({ ...request, itemId: 'no-such-item' }), 422, 'invalid', 'itemId'],
  [
    'region of another city',
    () => file({ ...request, communityCode: '320100001001' }),
    422,
    'invalid',
    'communityCode',
  ],
  [
    'a street instead of a community',
    () => file({ ...request, communityCode: '320613001000' }),
    422,
    'invalid',
    'communityCode',
  ],
  ['wrong type', () => file({ ...request, communityCode: 320613001001 }), 422, 'invalid', 'communityCode'],
  ['unknown field', () => file({ ...request, priority: 'first' }), 422, 'invalid'],
  ['a channel that staff record', () => file({ ...request, channel: 'counter' }), 422, 'invalid', 'channel'],
  ['anonymous where a name is needed', () => file({ ...request, anonymous: true }), 422, 'invalid', 'anonymous'],
  ['filing for somebody else', () => file({ ...request, residentId: 'resident-chen' }), 403, 'not-allowed'],
  ['oversized body', () => file({ ...request, itemId: 'x'.repeat(300_000) }), 413, 'too-large'],
  [
    'unknown form field',
    () => file({ ...request, form: { ...form(), shoeSize: 42 } }),
    422,
    'invalid-form',
    'form.shoeSize',
  ],
  [
    'ID number with a wrong check digit',
    () => file({ ...request, form: { ...form(), applicantIdCard: '340199199706010057' } }),
    422,
    'invalid-form',
    'form.applicantIdCard',
  ],
  [
    'phone with letters',
    () => file({ ...request, form: { ...form(), applicantPhone: '1990000abcd' } }),
    422,
    'invalid-form',
    'form.applicantPhone',
  ],
  [
    'address in no region',
    () =>
      file({ ...request, form: { ...form(), residenceAddress: { regionCode: '329999001001', detail: '演示路1号' } } }),
    422,
    'invalid-form',
    'form.residenceAddress.regionCode',
  ],
  [
    'a ticket that does not exist',
    () => ['GET', '/tickets/01KAR5Z4VJ9M6YQ3X7T8N2B1CD', { as: 'resident-zhou' }],
    404,
    'not-found',
  ],
  ['a ticket id that cannot be', () => ['GET', '/tickets/abc', { as: 'resident-zhou' }], 404, 'not-found'],
  ["someone else's ticket", () => ['GET', `/tickets/${ticket.id}`, { as: 'resident-chen' }], 404, 'not-found'],
  ["someone else's history", () => ['GET', `/tickets/${ticket.id}/events`, { as: 'resident-chen' }], 404, 'not-found'],
  [
    "acting on someone else's ticket",
    () => ['POST', `/tickets/${ticket.id}/withdraw`, { as: 'resident-chen', body: {} }],
    404,
    'not-found',
  ],
  ['a clerk of another station', () => act('accept', {}, { as: 'clerk-lin' }), 404, 'not-found'],
  ["another office's board", () => ['GET', '/boards/station-320613001001', { as: clerk }], 403, 'not-allowed'],
  [
    'a resident reading a board',
    () => ['GET', '/boards/station-320671001001', { as: 'resident-zhou' }],
    403,
    'not-allowed',
  ],
  ['stale version', () => act('accept', {}, { ifMatch: ticket.version + 7 }), 412, 'stale-version'],
  ['no version', () => ['POST', `/tickets/${ticket.id}/accept`, { as: clerk, body: {} }], 428, 'version-required'],
  [
    'a version that is no number',
    () => ['POST', `/tickets/${ticket.id}/accept`, { as: clerk, body: {}, headers: { 'if-match': 'latest' } }],
    428,
    'version-required',
  ],
  ['not allowed now', () => act('sign', {}), 409, 'wrong-state'],
  [
    'a state it cannot be done from',
    () => ['POST', `/tickets/${ticket.id}/rate`, { as: 'resident-zhou', body: { level: 5 } }],
    409,
    'wrong-state',
  ],
  [
    'a rating out of range',
    () => ['POST', `/tickets/${ticket.id}/rate`, { as: 'resident-zhou', body: { level: 6 } }],
    422,
    'invalid',
    'level',
  ],
  ['the resident doing staff work', () => act('accept', {}, { as: 'resident-zhou' }), 403, 'not-allowed'],
  [
    'a forged cursor',
    () => ['GET', '/tickets?cursor=eyJwayI6IlQjMSJ9', { as: 'resident-zhou' }],
    422,
    'invalid',
    'cursor',
  ],
  ['an unknown question', () => ['GET', '/tickets?sort=name', { as: 'resident-zhou' }], 422, 'invalid'],
  ['a page too long', () => ['GET', '/tickets?limit=100000', { as: 'resident-zhou' }], 422, 'invalid', 'limit'],
  ['offices of no region', () => ['GET', '/offices?region=329999999999', { as: clerk }], 422, 'invalid'],
  ['offices of what no region can be', () => ['GET', '/offices?region=008226682447', { as: clerk }], 422, 'invalid'],
  ['numbers of no region', () => ['GET', '/performance/329999999999', { as: clerk }], 404, 'not-found'],
  ['numbers of what no region can be', () => ['GET', '/performance/000000000000', { as: clerk }], 404, 'not-found'],
  ['a community that no region can be', () => ['GET', '/public/communities/320000000000', {}], 404, 'not-found'],
  ['a region that none can be', () => ['GET', '/regions/000000000000', {}], 404, 'not-found'],
  [
    'a request from what no region can be',
    () => file({ ...request, communityCode: '000000000000' }),
    422,
    'invalid',
    'communityCode',
  ],
  [
    'days in the wrong order',
    () => ['GET', '/performance/320613001001?from=2026-05-02&to=2026-05-01', { as: clerk }],
    422,
    'invalid',
    'from',
  ],
  [
    'a day that is none',
    () => ['GET', '/performance/320613001001?from=2026-02-30', { as: clerk }],
    422,
    'invalid',
    'from',
  ],
  ['an item that is none', () => ['GET', '/catalogue/items/nothing', {}], 404, 'not-found'],
];

describe('what reaches our code', () => {
  // As objects: a row shorter than the parameters would make Jest pass a callback for the missing one.
  const rows = cases.map(([name, ask, status, kind, path]) => ({ name, ask, status, kind, path }));
  test.each(rows)('$name', async ({ ask, status, kind, path }) => {
    const reply = await api.call(...ask());
    expect({ status: reply.status, type: reply.body['type'] }).toEqual({ status, type: `/problems/${kind}` });
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
      zh: { title: expect.stringMatching(/\p{Script=Han}/u), do: expect.stringMatching(/\p{Script=Han}/u) },
      en: { title: expect.any(String), do: expect.any(String) },
    });
    if (path !== undefined)
      expect((reply.body['errors'] as { path: string }[]).map((each) => each.path)).toContain(path);
    const text = JSON.stringify(reply.body);
    for (const personal of [idCard, '340199199706010057', '1990000abcd', '演示路1号'])
      expect(text).not.toContain(personal);
  });

  test('every one of them changed nothing', async () => {
    const now = await api.ticket(ticket.id, 'resident-zhou');
    expect({ version: now.version, state: now.state }).toEqual({ version: ticket.version, state: 'submitted' });
    const mine = await api.get<{ tickets: unknown[] }>('/tickets', 'resident-zhou');
    expect(mine.body.tickets).toHaveLength(1);
  });

  test('the language asked for comes first', async () => {
    const ask = (language: string) =>
      api.call('GET', '/catalogue/items/nothing', { headers: { 'accept-language': language } });
    expect((await ask('en-GB')).body['title']).toBe('Not found');
    expect((await ask('zh-CN')).body['title']).toBe('没有找到');
  });
});

describe('what the gateway refuses', () => {
  const get = (authorization?: string) =>
    fetch(`${api.url}/tickets`, { headers: authorization === undefined ? {} : { authorization } });

  test('no token, no bearer, a forged one, one without a signature', async () => {
    const token = await api.tokenOf('resident-zhou');
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = `${header}.${encode({ ...claims, sub: 'administrator' })}.${signature}`;
    const unsigned = `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    for (const value of [undefined, 'Basic abc', 'Bearer x', `Bearer ${forged}`, `Bearer ${unsigned}`]) {
      const reply = await get(value);
      expect({ value: value?.slice(0, 12), status: reply.status }).toEqual({ value: value?.slice(0, 12), status: 401 });
      expect(await reply.json()).toEqual({ message: 'Unauthorized' });
    }
    expect((await get(`Bearer ${token}`)).status).toBe(200);
  });

  test('an expired token, another audience, another issuer', async () => {
    for (const wrong of [{ expired: true }, { audience: 'somebody-else' }, { issuer: 'https://elsewhere.example' }]) {
      const reply = await fetch(`${api.url}/_local/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: 'resident-zhou', ...wrong }),
      });
      const { token } = (await reply.json()) as { token: string };
      expect((await get(`Bearer ${token}`)).status).toBe(401);
    }
  });

  test('a path that is nowhere', async () => {
    const reply = await fetch(`${api.url}/nowhere`);
    expect(reply.status).toBe(404);
    expect(await reply.json()).toEqual({ message: 'Not Found' });
  });
});
