/** The built web pages at the origin of the API, as a CDN would send them: files, and the shell for every page. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** No script but the build's own; `reachable` are other origins that scripts may call. */
const policy = (reachable: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src ${["'self'", ...reachable].join(' ')}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const pathOf = (request: IncomingMessage): string | undefined => {
  try {
    return normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
  } catch {
    return undefined;
  }
};

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

export type WebPages = {
  /** Sends what belongs to the pages. Returns false, having sent nothing, when the request is the API's. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/** @param dir where the build lies; while it is not there, everything is the API's */
export const webPages = (dir: string, reachable: readonly string[]): WebPages => {
  const headers = {
    'content-security-policy': policy(reachable),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  /** The file that answers; a browser that asks for a page gets the shell, which knows the page or says it is none. */
  const fileFor = (request: IncomingMessage): string | undefined => {
    const path = pathOf(request);
    if (path === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    const file = join(dir, path);
    if (extname(path) !== '' && !path.includes('/.') && isFile(file)) return file;
    const wantsPage = path === '/' || (request.headers.accept ?? '').includes('text/html');
    const shell = join(dir, 'index.html');
    return wantsPage && isFile(shell) ? shell : undefined;
  };
  return {
    answer: (request, response) => {
      const file = fileFor(request);
      if (file === undefined) return false;
      response.writeHead(200, {
        ...headers,
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        // The name of an asset changes with its content.
        'cache-control': file.startsWith(join(dir, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
      if (request.method === 'HEAD') response.end();
      else createReadStream(file).pipe(response);
      return true;
    },
  };
};
