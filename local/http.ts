/** The HTTP API: from a request on the socket to a function and back, with the gateway's own limits and refusals. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Verdict } from './authorizer.ts';
import { type Response, addressOf, eventOf, gatewayReply, responseOf } from './gateway.ts';
import { router } from './routing.ts';

/** Bytes. */
const maximumBody = 10 * 1024 * 1024;

export type HttpRoute = {
  readonly routeKey: string;
  readonly invoke: (event: unknown, requestId: string) => Promise<unknown>;
  /** Milliseconds that the gateway waits for the function. */
  readonly limit: number;
  /** Undefined: open to everybody. */
  readonly authorize: Authorize | undefined;
};

type Authorize = {
  /** As in the template: `$request.header.Name` or `$request.querystring.name`. */
  readonly identitySource: string;
  readonly scopes: readonly string[];
  readonly check: (token: string | undefined, needed: readonly string[]) => Promise<Verdict>;
};

export type Cors = {
  readonly AllowOrigins: readonly string[];
  readonly AllowMethods: readonly string[];
  readonly AllowHeaders: readonly string[];
  readonly ExposeHeaders: readonly string[];
  readonly AllowCredentials: boolean;
  readonly MaxAge?: number | undefined;
};

/** The whole body, or undefined when it is longer than the gateway takes. */
const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  if (Number(request.headers['content-length'] ?? 0) > maximumBody) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving early must not close the socket: the refusal goes out on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > maximumBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const corsHeaders = (cors: Cors | undefined, origin: string | undefined): Record<string, string> => {
  if (!cors || !origin) return {};
  const any = cors.AllowOrigins.includes('*');
  if (!any && !cors.AllowOrigins.includes(origin)) return {};
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(cors.ExposeHeaders.length > 0 ? { 'access-control-expose-headers': cors.ExposeHeaders.join(',') } : {}),
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
  };
};

const preflight = (cors: Cors, headers: Record<string, string>): Response => ({
  status: 204,
  headers: {
    ...headers,
    'access-control-allow-methods': cors.AllowMethods.join(','),
    'access-control-allow-headers': cors.AllowHeaders.join(','),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  },
  cookies: [],
  body: Buffer.alloc(0),
});

const tokenOf = (request: IncomingMessage, query: string, source: string): string | undefined => {
  const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (kind === 'querystring') return new URLSearchParams(query).get(name) ?? undefined;
  return request.headers[name.toLowerCase()]?.toString();
};

const send = (to: ServerResponse, { status, headers, cookies, body }: Response, requestId: string): void => {
  to.writeHead(status, {
    ...headers,
    ...(cookies.length > 0 ? { 'set-cookie': [...cookies] } : {}),
    'content-length': body.length,
    'apigw-requestid': requestId,
  });
  to.end(body);
};

/** Gives up after the limit; the function goes on by itself, as it does behind the real gateway. */
const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T | 'late'> => {
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(resolve, milliseconds, 'late');
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
};

/**
 * Returns the listener for `node:http`.
 *
 * @param options.now milliseconds since 1970
 * @param options.onAnswer called with each response of a function before it is sent
 */
export const httpApi = (options: {
  routes: readonly HttpRoute[];
  apiId: string;
  cors?: Cors | undefined;
  now: () => number;
  onAnswer?: (request: IncomingMessage, response: Response) => void;
}): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const find = router(options.routes);

  const answer = async (request: IncomingMessage, requestId: string): Promise<Response> => {
    const address = addressOf(request);
    if (!address) return gatewayReply(400, 'Bad Request');
    const { path, query } = address;
    const method = request.method ?? 'GET';
    const open = corsHeaders(options.cors, request.headers.origin);
    if (options.cors && method === 'OPTIONS' && request.headers['access-control-request-method'])
      return preflight(options.cors, open);

    const found = find(method, path);
    if (!found) return gatewayReply(404, 'Not Found', open);
    const body = await readBody(request);
    if (!body) return gatewayReply(413, 'Request Entity Too Large', { ...open, connection: 'close' });
    const { route, parameters } = found;
    const { authorize } = route;
    const verdict = authorize
      ? await authorize.check(tokenOf(request, query, authorize.identitySource), authorize.scopes)
      : undefined;
    if (verdict && !('jwt' in verdict))
      return gatewayReply(verdict.status, verdict.message, { ...open, 'www-authenticate': verdict.challenge });

    const { routeKey } = route;
    const { now, apiId } = options;
    const event = eventOf(request, {
      routeKey,
      path,
      query,
      parameters,
      jwt: verdict?.jwt,
      body,
      now: now(),
      apiId,
      requestId,
    });
    try {
      const result = await within(route.limit, route.invoke(event, randomUUID()));
      if (result === 'late') return gatewayReply(503, 'Service Unavailable', open);
      const response = responseOf(result);
      if (!response) return gatewayReply(500, 'Internal Server Error', open);
      options.onAnswer?.(request, response);
      return { ...response, headers: { ...response.headers, ...open } };
    } catch {
      // The function's own log has the error.
      return gatewayReply(500, 'Internal Server Error', open);
    }
  };

  return async (request, response) => {
    const requestId = randomUUID();
    try {
      send(response, await answer(request, requestId), requestId);
    } catch (error) {
      // The caller went away while sending, or the function gave a header that HTTP cannot carry.
      if (!response.headersSent) send(response, gatewayReply(500, 'Internal Server Error'), requestId);
      if (!request.destroyed) console.error(error);
    }
  };
};
