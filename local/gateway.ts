/** Requests and responses of an HTTP API in payload format 2.0, as a Lambda function sees them. */
import type { IncomingMessage } from 'node:http';
import type { JwtContext } from './authorizer.ts';
import { account } from './template.ts';

export type Response = {
  status: number;
  headers: Record<string, string>;
  cookies: readonly string[];
  body: Buffer;
};

/** What the gateway itself says. */
export const gatewayReply = (status: number, message: string, headers: Record<string, string> = {}): Response => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

/** Path and query of a request. The gateway decodes the path before it looks for a route; undefined when it cannot. */
export const addressOf = (request: IncomingMessage): { path: string; query: string } | undefined => {
  const [encoded = '/', ...rest] = (request.url ?? '/').split('?');
  try {
    return { path: decodeURIComponent(encoded), query: rest.join('?') };
  } catch {
    return undefined;
  }
};

const joined = (pairs: Iterable<readonly [string, string]>): Record<string, string> => {
  // Not a plain object: `__proto__` and `constructor` are names like any other.
  const all: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) all[name] = name in all ? `${all[name]},${value}` : value;
  return all;
};

function* headerPairs({ rawHeaders }: IncomingMessage): Generator<readonly [string, string]> {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    yield [(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? ''];
}

/** Only these reach the function as text; everything else arrives in base64. */
const isText = (contentType: string): boolean =>
  /^(text\/|application\/(json|javascript|xml|([\w.-]+\+(json|xml)))\b)/i.test(contentType);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number): string => String(number).padStart(2, '0');
/** Common log format, in UTC: `12/Mar/2020:19:03:58 +0000`. */
const logTime = (date: Date): string =>
  `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:` +
  `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;

/** The event for the function behind a route. */
export const eventOf = (
  request: IncomingMessage,
  given: {
    routeKey: string;
    path: string;
    query: string;
    parameters: Readonly<Record<string, string>>;
    jwt: JwtContext | undefined;
    body: Buffer;
    now: number;
    apiId: string;
    requestId: string;
  },
): Record<string, unknown> => {
  const pairs = [...headerPairs(request)];
  const { cookie, ...headers } = joined(pairs);
  const parameters = joined(new URLSearchParams(given.query));
  const text = isText(headers['content-type'] ?? 'text/plain');
  return {
    version: '2.0',
    routeKey: given.routeKey,
    rawPath: given.path,
    rawQueryString: given.query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(parameters).length > 0 ? { queryStringParameters: parameters } : {}),
    requestContext: {
      accountId: account,
      apiId: given.apiId,
      ...(given.jwt ? { authorizer: { jwt: given.jwt } } : {}),
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: (request.headers.host ?? 'localhost').split(/[.:]/)[0],
      http: {
        method: request.method,
        path: given.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: given.requestId,
      routeKey: given.routeKey,
      stage: '$default',
      time: logTime(new Date(given.now)),
      timeEpoch: given.now,
    },
    ...(Object.keys(given.parameters).length > 0 ? { pathParameters: given.parameters } : {}),
    ...(given.body.length > 0 ? { body: given.body.toString(text ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: given.body.length > 0 && !text,
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a function's result means: with `statusCode` a response, otherwise the body of a 200.
 *
 * @returns undefined when the result has no meaning, which the gateway answers with 500
 */
export const responseOf = (result: unknown): Response | undefined => {
  if (!isObject(result) || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body: Buffer.from(body) };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (!isObject(headers) || !Array.isArray(cookies) || typeof body !== 'string') return undefined;
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(own) },
    cookies: cookies.map(String),
    body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
};
