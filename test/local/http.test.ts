import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Fixture, startFixture } from './fixture/start.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());

type Event = Record<string, unknown> & { requestContext: Record<string, unknown> };
const get = async (path: string, init: RequestInit = {}) => {
  const reply = await fetch(fixture.url + path, init);
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, text, event: (): Event => JSON.parse(text) };
};
const token = async (wishes: object = {}): Promise<string> => {
  const reply = await fetch(`${fixture.url}/_local/token`, {
    method: 'POST',
    body: JSON.stringify({ id: 'someone', ...wishes }),
  });
  return JSON.parse(await reply.text()).token;
};

const me = async (authorization?: string) => {
  const { status, text, headers, event } = await get('/me', authorization ? { headers: { authorization } } : {});
  return { status, text, challenge: headers.get('www-authenticate'), event };
};

const admin = async (scope: string) => get('/admin', { headers: { authorization: await token({ scope }) } });

const ask = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(`${fixture.url}${path}`, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    request.on('error', reject).end();
  });

describe('routing', () => {
  test.each([
    ['GET', '/things/list', 'GET /things/list', undefined],
    ['GET', '/things/7', 'GET /things/{id}', { id: '7' }],
    ['DELETE', '/things/7', 'ANY /things/{id}', { id: '7' }],
    ['GET', '/things/7/parts/8', 'GET /things/{rest+}', { rest: '7/parts/8' }],
    ['GET', '/things/%E5%8A%9E%20x', 'GET /things/{id}', { id: '办 x' }],
    ['GET', '/things/a%2Fb', 'GET /things/{rest+}', { rest: 'a/b' }],
  ])('%s %s goes to %s', async (method, path, routeKey, parameters) => {
    const event = (await get(path, { method })).event();
    expect(event['routeKey']).toBe(routeKey);
    expect(event['pathParameters']).toEqual(parameters);
    expect(event['rawPath']).toBe(decodeURIComponent(path));
  });

  test('what no route takes is the gateway’s 404', async () => {
    const { status, text } = await get('/nothing');
    expect([status, text]).toEqual([404, '{"message":"Not Found"}']);
    expect((await get('/things/')).status).toBe(404);
  });
});

describe('the event', () => {
  test('carries query, headers, cookies and body in payload format 2.0', async () => {
    const event = (
      await get('/things?a=1&a=2&b=%E4%B8%80', {
        method: 'POST',
        headers: { 'X-Mixed': 'Case', cookie: 'one=1; two=2', 'content-type': 'application/json; charset=utf-8' },
        body: '{"名":"x"}',
      })
    ).event();
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /things',
      rawPath: '/things',
      rawQueryString: 'a=1&a=2&b=%E4%B8%80',
      queryStringParameters: { a: '1,2', b: '一' },
      cookies: ['one=1', 'two=2'],
      headers: { 'x-mixed': 'Case', 'content-type': 'application/json; charset=utf-8' },
      body: '{"名":"x"}',
      isBase64Encoded: false,
      requestContext: { stage: '$default', http: { method: 'POST', path: '/things', sourceIp: '127.0.0.1' } },
    });
    expect(event['headers']).not.toHaveProperty('cookie');
    expect(event['pathParameters']).toBeUndefined();
    expect(String(event.requestContext['time'])).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  });

  test('bytes travel in base64', async () => {
    const body = randomBytes(20);
    const event = (await get('/things', { method: 'POST', headers: { 'content-type': 'image/png' }, body })).event();
    expect(event).toMatchObject({ isBase64Encoded: true, body: body.toString('base64') });
  });

  test('over 10 MB is refused, declared or not', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    const declared = await get('/things', { method: 'POST', body });
    expect([declared.status, declared.text]).toEqual([413, '{"message":"Request Entity Too Large"}']);
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${fixture.url}/things`, { method: 'POST' }, ({ statusCode }) => resolve(statusCode));
      request.on('error', reject);
      request.write(body.subarray(0, 6_000_000));
      request.end(body.subarray(6_000_000));
    });
    expect(status).toBe(413);
  });
});

describe('the response', () => {
  test('has status, headers, cookies and bytes of the function', async () => {
    const reply = await fetch(`${fixture.url}/things/1?mode=full`);
    expect(reply.status).toBe(201);
    expect(reply.headers.get('x-one')).toBe('a');
    expect(reply.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
    expect([...new Uint8Array(await reply.arrayBuffer())]).toEqual([0, 255, 10]);
  });

  test('text without a status is the body of a 200 in JSON’s name', async () => {
    const { status, text, headers } = await get('/things/1?mode=text');
    expect([status, text, headers.get('content-type')]).toEqual([200, 'just text', 'application/json']);
  });

  test.each(['throw', 'nonsense', 'die'])(
    'a function that does “%s” is a 500, and works again afterwards',
    async (mode) => {
      const { status, text } = await get(`/things/1?mode=${mode}`);
      expect([status, text]).toEqual([500, '{"message":"Internal Server Error"}']);
      expect((await get('/things/1')).status).toBe(200);
    },
  );

  test('a function that runs out of its time is a 500; those beside it end well', async () => {
    const [late, beside] = await Promise.all([get('/things/1?mode=slow&ms=60000'), get('/things/1?mode=slow&ms=1000')]);
    expect([late.status, beside.status]).toEqual([500, 200]);
    // A new thread: it counts from the beginning.
    expect((await get('/things/1?mode=slow&ms=0')).event()).toEqual({ invocations: 1 });
  });

  test('CORS answers as the template says', async () => {
    const preflight = await get('/things', {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://a.example');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST');
    const other = await get('/things/1', { headers: { origin: 'https://b.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the authorizer', () => {
  test('lets a good token in and hands its claims on as text', async () => {
    const { status, event } = await me(`Bearer ${await token()}`);
    expect(status).toBe(200);
    const { jwt } = Object(event().requestContext['authorizer']);
    expect(jwt).toMatchObject({ claims: { sub: 'someone', aud: 'fixture', client_id: 'fixture' }, scopes: null });
    expect(jwt.claims.exp).toMatch(/^\d+$/);
    expect(Number(jwt.claims.exp) - Number(jwt.claims.iat)).toBe(8 * 3600);
  });

  test('refuses no token, a false one, an old one, one for somebody else, one by somebody else, a changed one', async () => {
    expect(await me()).toMatchObject({ status: 401, text: '{"message":"Unauthorized"}', challenge: 'Bearer' });
    const good = await token();
    const [head = '', , signature = ''] = good.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'other', aud: 'fixture', exp: 9e9 })).toString('base64url');
    const refused: readonly (readonly [string, string])[] = [
      ['nonsense', 'could not be read'],
      [await token({ expired: true }), 'expired'],
      [await token({ audience: 'x' }), 'audience'],
      [await token({ issuer: 'http://x.example' }), 'iss'],
      [`${head}.${claims}.${signature}`, 'signature'],
      [`${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`, 'could not be read'],
    ];
    for (const [given, why] of refused) {
      const { status, text, challenge } = await me(`Bearer ${given}`);
      expect([status, text]).toEqual([401, '{"message":"Unauthorized"}']);
      expect(challenge).toContain('error="invalid_token"');
      expect(challenge).toContain(why);
    }
  });

  test('wants one of the route’s scopes', async () => {
    const refused = await admin('openid');
    expect([refused.status, refused.text]).toEqual([403, '{"message":"Forbidden"}']);
    const let_in = await admin('openid admin');
    expect(let_in.status).toBe(200);
  });
});

describe('/_local/', () => {
  test('answers to local names only', async () => {
    expect(await ask('/_local/health', {})).toBe(200);
    expect(await ask('/_local/health', { host: 'localhost:1' })).toBe(200);
    expect(await ask('/_local/health', { host: 'evil.example' })).toBe(403);
    expect(await ask('/_local/health', { host: '127.0.0.1.evil.example' })).toBe(403);
    expect(await ask('/_local/health', { origin: 'https://evil.example' })).toBe(403);
    expect(await ask('/_local/oidc/.well-known/jwks.json', { host: 'evil.example' })).toBe(403);
  });

  test.each([
    { 'x-forwarded-for': '203.0.113.7' },
    { 'X-Forwarded-Host': 'desk.example.cn' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'for=203.0.113.7;proto=https' },
    { via: '1.1 proxy' },
    { 'X-Real-IP': '127.0.0.1' },
    { 'cf-connecting-ip': '203.0.113.7' },
  ])('does not answer what a proxy on this machine passes on: %j', async (headers) => {
    for (const path of ['/_local/health', '/_local/clock', '/_local/oidc/.well-known/openid-configuration'])
      expect(await ask(path, headers)).toBe(403);
    // The API itself may well stand behind one.
    expect(await ask('/things/1', headers)).toBe(200);
  });

  test('says what it has, and what is wrong with a request', async () => {
    expect((await get('/_local/nothing')).text).toContain('POST clock');
    const clock = await get('/_local/clock', { method: 'POST', body: '{"advance":"tomorrow"}' });
    expect(clock.status).toBe(400);
    expect(clock.text).toContain('tomorrow');
    expect((await get('/_local/invoke/none', { method: 'POST', body: '{}' })).status).toBe(404);
  });

  test('invokes a function by its short name', async () => {
    const reply = await get('/_local/invoke/echo', { method: 'POST', body: '{"hello":1}' });
    expect(reply.event()).toEqual({ hello: 1 });
  });
});

describe('the function', () => {
  test('finds what Lambda gives it, with every reference resolved', async () => {
    const { env, ...context } = (await get('/things/1?mode=context')).event() as Record<string, unknown>;
    expect(context).toMatchObject({
      functionName: 'Fixture-echo',
      memoryLimitInMB: '256',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Fixture-echo',
      isDate: true,
    });
    expect(context['remaining']).toBeGreaterThan(0);
    expect(env).toMatchObject({
      AWS_LAMBDA_FUNCTION_NAME: 'Fixture-echo',
      _HANDLER: 'index.handler',
      TABLE_NAME: 'Table',
      KEY_ID: 'Key',
      BUCKET: 'papers',
      JOINED: 'a-us-east-1',
      SUBBED: 'Fixture-work in 000000000000 ${kept}',
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      QUEUE_URL: expect.stringMatching(/\/000000000000\/Fixture-work$/),
    });
    expect(env).not.toHaveProperty('HOME');
  });
});
