/** The pages in front of a local system, and a browser to look at them. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'web', 'dist');
/** Debian's; others are named by CHROMIUM. */
const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);
if (!hasChromium) console.warn(`没有浏览器，跳过网页测试。No browser at ${chromiumPath}: the pages are not tested.`);

export const phone = { width: 360, height: 780 };
export const desktop = { width: 1280, height: 860 };

/** As strict as what the CDN sends with every page. */
const policy =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A file of the build, the shell for an address of a page, or the API. */
const serve = (api: URL, incoming: IncomingMessage, response: ServerResponse): void => {
  const path = normalize(decodeURIComponent(new URL(incoming.url ?? '/', api).pathname));
  const file = join(dist, path);
  const isPage = path === '/' || incoming.headers.accept?.includes('text/html') === true;
  if (incoming.method === 'GET' && (isPage || (extname(path) !== '' && existsSync(file)))) {
    const sent = isPage ? join(dist, 'index.html') : file;
    response.writeHead(200, { 'content-type': types[extname(sent)] ?? '', 'content-security-policy': policy });
    response.end(readFileSync(sent));
    return;
  }
  const { host: _, ...headers } = incoming.headers;
  const outgoing = request(new URL(incoming.url ?? '/', api), { method: incoming.method, headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
};

export type Pages = {
  readonly url: string;
  readonly system: LocalSystem;
  /** A page of a new visitor, signed in as somebody where a name is given. Its console errors are kept in `errors`. */
  readonly visit: (path: string, options?: Visit) => Promise<Page & { errors: string[] }>;
  readonly stop: () => Promise<void>;
};
export type Visit = { readonly as?: string; readonly context?: BrowserContextOptions };

export const startPages = async (): Promise<Pages> => {
  const build = ['--disable-warning=ExperimentalWarning', join(root, 'bin', 'build-web.ts'), '--if-stale'];
  execFileSync(process.execPath, build);
  const system = await startLocalSystem();
  const server = createServer((incoming, response) => serve(new URL(system.url), incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-sync'],
  });

  const visit: Pages['visit'] = async (path, { as, context: options } = {}) => {
    const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', ...options });
    if (as !== undefined) {
      const session = JSON.stringify({ token: await system.token(as), expiresAt: Date.now() + 3_600_000 });
      await context.addInitScript((text) => sessionStorage.setItem('yizhan.session', text), session);
    }
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
    });
    await page.goto(url + path);
    return Object.assign(page, { errors });
  };
  return {
    url,
    system,
    visit,
    stop: async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await system.stop();
    },
  };
};
