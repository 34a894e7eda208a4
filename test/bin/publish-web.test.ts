/** The pages come into their bucket with what a browser needs to know of them, pages last. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ObjectEngine, startObjectStore } from '../../local/engines.ts';

const folder = mkdtempSync(join(tmpdir(), 'yizhan-publish-'));
const build = join(folder, 'build');
/** In front of the real object store, it writes down in which order files come. */
const arrivals: string[] = [];
let engine: ObjectEngine;
let proxy: Server;
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  mkdirSync(join(build, 'assets'), { recursive: true });
  for (const path of ['index.html', 'sw.js', 'icon.svg', 'assets/main-C_wLtmJh.js', '.sources'])
    writeFileSync(join(build, path), `content of ${path} 一站`);
  engine = await startObjectStore({ dir: folder, env: {} });
  await fetch(`${engine.endpoint}/pages`, { method: 'PUT' });
  proxy = createServer((request, response) => {
    arrivals.push(String(request.url).split('?')[0]?.replace('/pages/', '') ?? '');
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
      const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = request.headers;
      const reply = await fetch(`${engine.endpoint}${request.url}`, {
        method: String(request.method),
        headers: headers as Record<string, string>,
        body: Buffer.concat(chunks),
      });
      response.writeHead(reply.status, { etag: reply.headers.get('etag') ?? '' }).end(await reply.text());
    })();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => proxy.once('listening', resolve));
});
afterAll(async () => {
  proxy.close();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const publish = async (...given: string[]): Promise<{ code: number | null; said: string }> => {
  const script = join(import.meta.dirname, '../../bin/publish-web.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...given], {
    env: {
      ...process.env,
      AWS_ENDPOINT_URL_S3: addressOf(proxy),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
  });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  child.stderr.on('data', (data) => (said += String(data)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
};

test('parts come first and pages last; assets are kept for a year, pages asked for again', async () => {
  expect(await publish('--bucket', 'pages', '--from', build)).toMatchObject({
    code: 0,
    said: expect.stringContaining('4 个文件已发布 files published: pages'),
  });
  expect(arrivals).toEqual(['assets/main-C_wLtmJh.js', 'icon.svg', 'index.html', 'sw.js']);
  const headersOf = async (path: string) => {
    const { headers } = await fetch(`${engine.endpoint}/pages/${path}`);
    return [headers.get('content-type'), headers.get('cache-control')];
  };
  expect(await headersOf('assets/main-C_wLtmJh.js')).toEqual([
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ]);
  expect(await headersOf('index.html')).toEqual(['text/html; charset=utf-8', 'no-cache']);
});

test('says which bucket and which build are missing', async () => {
  expect(await publish('--from', build)).toEqual({ code: 2, said: expect.stringMatching(/--bucket.*WebBucketName/s) });
  expect(await publish('--bucket', 'pages', '--from', join(build, 'nothing'))).toEqual({
    code: 2,
    said: expect.stringContaining('npm run build:web'),
  });
});
