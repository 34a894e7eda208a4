/** The built web pages at the origin of the API, as a CDN would send them: files, and the shell for every page. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, relative, sep } from 'node:path';
import { cacheControl, contentSecurityPolicy, contentType } from '../lib/web-files.ts';

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
    'content-security-policy': contentSecurityPolicy(reachable),
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
      const path = relative(dir, file).replaceAll(sep, '/');
      response.writeHead(200, {
        ...headers,
        'content-type': contentType(path),
        'cache-control': cacheControl(path),
      });
      if (request.method === 'HEAD') response.end();
      else createReadStream(file).pipe(response);
      return true;
    },
  };
};
