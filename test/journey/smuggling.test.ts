/** Requests that two machines could read in two ways, written byte by byte: one clear answer, and nothing behind it runs. */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client } from './client.ts';
import { storyOf } from './stories.ts';
import { requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
/** A whole request that files something, as an attacker would hide it behind another. */
let hidden: string;

beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  const story = { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' };
  const body = JSON.stringify(await requestOf(api, story));
  hidden =
    'POST /tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nIdempotency-Key: smuggled-in\r\n' +
    `Authorization: Bearer ${await api.tokenOf('resident-chen')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
});
afterAll(() => system.stop());

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
});

const dial = async (text: string): Promise<Socket> => {
  const socket = connect(Number(new URL(system.url).port), '127.0.0.1');
  open.push(socket);
  await once(socket, 'connect');
  // Whoever is refused may be cut off while they still write.
  socket.on('error', () => {});
  socket.write(text);
  return socket;
};
/** Everything that comes back until the server closes. */
const raw = async (text: string): Promise<{ statuses: number[]; text: string }> => {
  const socket = await dial(text);
  let reply = '';
  socket.on('data', (chunk) => (reply += String(chunk)));
  await new Promise((resolve) => socket.once('close', resolve));
  return { statuses: [...reply.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)), text: reply };
};
const post = (...headers: string[]) => ['POST /tickets HTTP/1.1', 'Host: 127.0.0.1', ...headers, '', ''].join('\r\n');
const get = (...headers: string[]) =>
  ['GET /health HTTP/1.1', 'Host: 127.0.0.1', ...headers, 'Connection: close', '', ''].join('\r\n');
const bytes = (text: string) => Buffer.byteLength(text);
const filedByChen = async () =>
  (await api.get<{ tickets: unknown[] }>('/tickets', 'resident-chen')).body.tickets.length;

describe('a request with two lengths, or none that is clear, is refused, and what hides behind it never runs', () => {
  test.each([
    {
      name: 'CL.TE',
      text: () => `${post(`Content-Length: ${5 + bytes(hidden)}`, 'Transfer-Encoding: chunked')}0\r\n\r\n${hidden}`,
    },
    {
      name: 'TE.CL',
      text: () =>
        `${post('Transfer-Encoding: chunked', 'Content-Length: 4')}${bytes(hidden).toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
    },
    { name: 'two lengths', text: () => `${post('Content-Length: 2', `Content-Length: 0`)}{}${hidden}` },
    { name: 'the same length twice', text: () => `${post('Content-Length: 2', 'Content-Length: 2')}{}${hidden}` },
    { name: 'a list of lengths', text: () => `${post('Content-Length: 0, 2')}{}${hidden}` },
    { name: 'a length with a sign', text: () => `${post('Content-Length: +0')}${hidden}` },
    { name: 'a negative length', text: () => `${post('Content-Length: -1')}${hidden}` },
    { name: 'a length in hexadecimal', text: () => `${post('Content-Length: 0x0')}${hidden}` },
    { name: 'an encoding that is none', text: () => `${post('Transfer-Encoding: xchunked')}0\r\n\r\n${hidden}` },
    { name: 'chunked, then not', text: () => `${post('Transfer-Encoding: chunked, identity')}0\r\n\r\n${hidden}` },
    { name: 'a blank before the colon', text: () => `${post('Transfer-Encoding : chunked')}0\r\n\r\n${hidden}` },
    { name: 'a folded header', text: () => `${post('X-A: b\r\n Transfer-Encoding: chunked')}0\r\n\r\n${hidden}` },
    { name: 'a bare line feed', text: () => `${post('X-A: b\nTransfer-Encoding: chunked')}0\r\n\r\n${hidden}` },
    { name: 'a bare carriage return', text: () => `${post('X-A: b\rContent-Length: 0')}${hidden}` },
    { name: 'a zero byte', text: () => `${post('X-A: b\0', 'Content-Length: 0')}${hidden}` },
    { name: 'lines without returns', text: () => `${post('Content-Length: 0').replaceAll('\r', '')}${hidden}` },
    { name: 'chunks without returns', text: () => `${post('Transfer-Encoding: chunked')}2\n{}\n0\n\n${hidden}` },
    {
      name: 'a chunk longer than it says',
      text: () => `${post('Transfer-Encoding: chunked')}2\r\n{}XX0\r\n\r\n${hidden}`,
    },
    {
      name: 'a chunk too big to count',
      text: () => `${post('Transfer-Encoding: chunked')}${'f'.repeat(18)}\r\n${hidden}`,
    },
    {
      name: 'endless chunk extensions',
      text: () => `${post('Transfer-Encoding: chunked')}2;${'x'.repeat(20_000)}\r\n`,
    },
    { name: 'headers without end', text: () => get(`X-A: ${'a'.repeat(20_000)}`) },
    { name: 'headers without number', text: () => get(...Array.from({ length: 2_000 }, (_, n) => `X-${n}: 1`)) },
    { name: 'no host', text: () => 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n' },
    { name: 'another protocol', text: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  ])('$name', async ({ text }) => {
    const { statuses } = await raw(text());
    expect(statuses).toHaveLength(1);
    expect([400, 413, 431]).toContain(statuses[0]);
    expect(await filedByChen()).toBe(0);
  });

  test('a body that looks like a request is a body', async () => {
    const whole = `${post('Content-Type: text/plain', `Content-Length: ${bytes(hidden)}`)}${hidden}`;
    const { statuses } = await raw(`${whole}${get()}`);
    // Not signed in; and then the second request, not the hidden one.
    expect(statuses).toEqual([401, 200]);
    expect(await filedByChen()).toBe(0);
  });

  test('a body refused by its length ends the connection: what follows is not taken for the next request', async () => {
    const { statuses } = await raw(`${post('Content-Length: 99999999')}${hidden}`);
    expect(statuses).toEqual([413]);
    expect(await filedByChen()).toBe(0);
  });

  test('a change of protocol that is asked for does not happen', async () => {
    const { statuses } = await raw(get('Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA'));
    expect(statuses).toEqual([200]);
    expect((await raw('CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')).statuses).toEqual([]);
  });
});

describe('addresses', () => {
  const ask = async (target: string, host = '127.0.0.1', ...more: string[]) => {
    const lines = [`GET ${target} HTTP/1.1`, `Host: ${host}`, ...more, 'Connection: close', '', ''];
    return (await raw(lines.join('\r\n'))).statuses;
  };

  test('nothing but /_local/ itself leads to /_local/', async () => {
    for (const target of ['http://127.0.0.1/_local/clock', '//_local/clock', '/./_local/clock', '/%5flocal/clock'])
      expect(await ask(target)).toEqual([404]);
    expect(await ask('/_local/clock')).toEqual([200]);
    expect(await ask('/_local/clock', 'elsewhere.example', 'Host: 127.0.0.1')).toEqual([403]);
    expect(await ask('/_local/clock', '127.0.0.1', 'Host: elsewhere.example')).toEqual([403]);
    expect(await ask('/_local/clock', '127.0.0.1', 'X-Forwarded-For: 203.0.113.7')).toEqual([403]);
  });

  test('no path leads out of the pages', async () => {
    for (const target of [
      '/../package.json',
      '/assets/../../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/..\\..\\package.json',
      '/assets/....//....//package.json',
      '/.sources.js',
      '/main.js%00.html',
    ])
      expect({ target, statuses: await ask(target) }).toEqual({ target, statuses: [404] });
    for (const target of ['/%ff', '/%', '/%c0%af']) expect(await ask(target)).toEqual([400]);
  });
});

test('many who begin a request and never end it keep nobody else waiting', async () => {
  const beginnings = [
    'POST /tickets HT',
    'POST /tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A',
    `${post('Content-Length: 100000')}{`,
    `${post('Transfer-Encoding: chunked')}fff\r\n{`,
  ];
  for (let n = 0; n < 200; n += 1) await dial(beginnings[n % beginnings.length] ?? '');
  expect(await api.call('GET', '/catalogue/items')).toMatchObject({ status: 200 });
  expect(await filedByChen()).toBe(0);
});
