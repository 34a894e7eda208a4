/** Which requests are the pages', and that nothing outside their folder is ever sent. */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as open, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { webPages } from '../../local/web-pages.ts';

let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-pages-'));
  mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist', '.sources'), 'hash');
  writeFileSync(join(folder, 'dist', 'index.html'), 'the shell');
  writeFileSync(join(folder, 'dist', 'assets', 'main-1.js'), 'the script');
  const pages = webPages(join(folder, 'dist'), ['http://127.0.0.1:9000']);
  server = createServer((request, response) => {
    if (!pages.answer(request, response)) response.writeHead(404).end('the API');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Asks for the path as it stands: fetch would tidy it up first. */
const ask = async (path: string, { method = 'GET', accept = '*/*' } = {}) => {
  const asking = open({ port, path, method, headers: { accept }, agent: false });
  asking.end();
  const [response] = await once(asking, 'response');
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { body, headers: response.headers as Record<string, string> };
};

test.each([
  { path: '/', body: 'the shell' },
  { path: '/my/1', accept: 'text/html', body: 'the shell' },
  { path: '/?code=1&state=2', body: 'the shell' },
  { path: '/assets/main-1.js', body: 'the script' },
  { path: '/assets/gone.js', body: 'the API' },
  { path: '/tickets', accept: 'application/json', body: 'the API' },
  { path: '/', method: 'POST', body: 'the API' },
  { path: '/../secret.txt', body: 'the API' },
  { path: '/assets/../../secret.txt', body: 'the API' },
  { path: '/%2e%2e/secret.txt', body: 'the API' },
  { path: '/..%2fsecret.txt', body: 'the API' },
  { path: '/.sources', body: 'the API' },
  { path: '/%', accept: 'text/html', body: 'the API' },
  { path: '/%00.js', body: 'the API' },
])('$path is $body', async ({ path, method = 'GET', accept = '*/*', body }) => {
  expect((await ask(path, { method, accept })).body).toBe(body);
});

describe('headers', () => {
  test('no script but the own ones, no call but to the API and what is named', async () => {
    const { headers } = await ask('/');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(headers['content-security-policy']).toContain("connect-src 'self' http://127.0.0.1:9000;");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  test('what has its content in its name is kept, the shell is asked for again', async () => {
    expect((await ask('/assets/main-1.js')).headers['cache-control']).toMatch(/immutable/);
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
  });
});
