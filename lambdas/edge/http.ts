/**
 * The HTTP edge: finds the operation of the route, reads the request, works out who calls, answers. It knows the
 * protocol and nothing of the business.
 */
import { createHash } from 'node:crypto';
import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';
import { bugReply, problemOf, problems } from '../../contract/problems.ts';
import { fileReply, type Route } from '../../contract/route.ts';
import type { Caller } from '../../domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { type Instant } from '../../domain/time.ts';
import { canonicalJson } from '../../store/canonical.ts';
import { isUnavailable } from '../../store/unavailable.ts';
import { type Account, accountOf, callerOf } from './caller.ts';
import { now as readClock } from './clock.ts';
import { nobody, noteDenial } from './denied.ts';
import { networkFrom, overLimit } from './limit.ts';
import { bodyOf, keyOf, parse, versionOf } from './input.ts';
import * as log from './log.ts';

type Event = Partial<Pick<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'>> &
  Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'>;
type Reply = APIGatewayProxyStructuredResultV2;

type BodyOf<R extends Route> = R['body'] extends z.ZodType ? z.output<R['body']> : null;

/** What an operation is given. `idempotency` is there on rows that ask for a key. */
export type Input<R extends Route> = {
  params: z.output<R['params']>;
  query: z.output<R['query']>;
  body: BodyOf<R>;
  caller: R['access'] extends 'public' ? null : R['access'] extends 'account' ? Account : Caller;
  now: Instant;
  /** Where a row has a limit, the network that the request came from; what the browser says of itself. To compare, never to keep. */
  source: { network: string; agent: string };
  ifVersion: number | undefined;
  idempotency: R['idempotencyKey'] extends true ? { key: string; bodyHash: string } : null;
};

/** One row of the API with the function that serves it; `ahead`: what is read while the edge still finds out who calls. */
export type Operation = {
  route: Route;
  run: (input: never) => Promise<unknown>;
  ahead?: (params: never) => Promise<unknown>;
};

/** Binds a row to its use case; what the row promises to reply is what the function must return. */
export const operation = <R extends Route>(
  route: R,
  run: (input: Input<R>) => Promise<z.input<R['reply']> | Refusal>,
): Operation => ({ route, run });

/** The same where the address alone says what is needed: `run` finds it in `ahead`, and asks first whether the caller may know. */
export const operationOn = <R extends Route, Found>(
  route: R,
  ahead: (params: z.output<R['params']>) => Promise<Found>,
  run: (input: Input<R> & { ahead: Promise<Found> }) => Promise<z.input<R['reply']> | Refusal>,
): Operation => ({ route, run, ahead });

const languageOf = (event: Event): 'zh' | 'en' =>
  /^\s*en\b/i.test(event.headers?.['accept-language'] ?? '') ? 'en' : 'zh';
const requestIdOf = (event: Event) => event.requestContext?.requestId ?? 'none';

/** Replies are data: a browser that is led to one runs nothing, frames it nowhere and tells nobody where it came from. */
const guards = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
/** Two years; only over TLS, where browsers heed it. */
const onlyTls = { 'strict-transport-security': 'max-age=63072000; includeSubDomains' };

const headers = (event: Event, type: string, maxAge = 0): Record<string, string> => ({
  'content-type': `${type}; charset=utf-8`,
  'cache-control': maxAge > 0 ? `public, max-age=${maxAge}` : 'no-store',
  ...guards,
  ...(event.headers?.['x-forwarded-proto'] === 'https' ? onlyTls : {}),
});

const comeBack = ({ params: { retryAfterSeconds } }: Refusal) =>
  retryAfterSeconds === undefined ? {} : { 'retry-after': retryAfterSeconds };

const refused = (refusal: Refusal, event: Event): Reply => ({
  statusCode: problems[refusal.refused].status,
  headers: { ...headers(event, 'application/problem+json'), ...comeBack(refusal) },
  body: JSON.stringify(problemOf(refusal, languageOf(event), requestIdOf(event))),
});

/** A file to keep, with the address of its next part. */
const sent = (route: Route, event: Event, { name, type, body, encoding, next }: z.output<typeof fileReply>): Reply => ({
  statusCode: route.status,
  headers: {
    ...headers(event, type),
    ...(encoding === 'base64' ? { 'content-type': type } : {}),
    'content-disposition': `attachment; filename="${name}"`,
    ...(next === null ? {} : { link: `<${next}>; rel="next"` }),
  },
  body,
  isBase64Encoded: encoding === 'base64',
});

/** The version, which If-Match takes; of what is asked for again and again, a digest of everything in it as well. */
const tagOf = ({ conditional }: Route, reply: unknown): string | undefined => {
  const fields = typeof reply === 'object' && reply !== null ? reply : {};
  const version = 'version' in fields && typeof fields.version === 'number' ? String(fields.version) : undefined;
  if (!conditional) return version && `"${version}"`;
  const told = Object.fromEntries(Object.entries(fields).filter(([name]) => !conditional.without.includes(name)));
  const digest = createHash('sha256').update(canonicalJson(told)).digest('base64url').slice(0, 22);
  return `W/"${version === undefined ? '' : `${version}.`}${digest}"`;
};

/** RFC 9110, 13.1.2: a weak comparison against each tag named. */
const isKnown = (tag: string, header = ''): boolean =>
  header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag.replace(/^W\//, ''));

const answered = (route: Route, event: Event, reply: unknown): Reply => {
  if (route.files.length > 0) return sent(route, event, fileReply.parse(reply));
  const tag = tagOf(route, reply);
  const isUnchanged = route.conditional && tag !== undefined && isKnown(tag, event.headers?.['if-none-match']);
  return {
    statusCode: isUnchanged ? 304 : route.status,
    headers: { ...headers(event, 'application/json', route.maxAge), ...(tag === undefined ? {} : { etag: tag }) },
    ...(isUnchanged ? {} : { body: JSON.stringify(reply) }),
  };
};

/** Reads everything the row names; the first part that does not fit is the refusal. */
const read = async (
  { route, ahead: begin }: Operation,
  event: Event,
  now: Instant,
): Promise<(Input<Route> & { ahead: Promise<unknown> | undefined }) | Refusal> => {
  const params = parse(route.params, event.pathParameters ?? {});
  const ahead = isRefusal(params) ? undefined : begin?.(params.value as never);
  // Whoever is turned away does not wait for it, nor hear of what became of it.
  ahead?.catch(() => {});
  const claims = event.requestContext?.authorizer?.jwt?.claims;
  const callers = { public: () => null, account: accountOf, 'signed-in': callerOf };
  const from = { sourceIp: event.requestContext?.http?.sourceIp, headers: event.headers ?? {} };
  const [caller, over] = await Promise.all([
    callers[route.access](claims, now, event.headers?.['acting-for']?.trim()),
    overLimit(route, { subject: claims?.['sub'], from }, now),
  ]);
  if (isRefusal(caller)) {
    const { sub } = claims ?? {};
    // Nothing of the address is written down: it was not looked at yet.
    if (typeof sub === 'string')
      await noteDenial(caller, { caller: nobody(sub), operation: event.routeKey, target: undefined, now });
    return caller;
  }
  if (over) return over;
  // An address that cannot exist is an address where nothing is.
  if (isRefusal(params)) return { ...params, refused: 'not-found' };
  const query = parse(route.query, event.queryStringParameters ?? {});
  if (isRefusal(query)) return query;
  const version = versionOf(event.headers?.['if-match']);
  if (isRefusal(version)) return version;
  if (route.ifMatch && version.value === undefined) return refuse('version-required');
  const key = route.idempotencyKey ? keyOf(event.headers?.['idempotency-key']) : null;
  if (isRefusal(key)) return key;
  const json = route.body
    ? bodyOf(event.body, event.isBase64Encoded, event.headers?.['content-type'])
    : { value: null };
  if (isRefusal(json)) return json;
  const body = route.body ? parse(route.body, json.value, route.secret) : { value: null };
  if (isRefusal(body)) return body;
  const bodyHash = createHash('sha256').update(JSON.stringify(body.value)).digest('base64url');
  return {
    params: params.value,
    query: query.value,
    body: body.value as never,
    caller: caller as never,
    now,
    source: { network: route.limit === null ? '' : networkFrom(from), agent: event.headers?.['user-agent'] ?? '' },
    ifVersion: version.value,
    idempotency: (key ? { key: key.value, bodyHash } : null) as never,
    ahead,
  };
};

/** After which somebody may ask again what could not be answered. Seconds, as text. */
const soon = refuse('unavailable', { retryAfterSeconds: '2' });

/** Turns a bug into a bare 500 under a number that the log has too; what did not answer us, into 503. */
const bugs = (): MiddlewareObj<Event, Reply, Error> => ({
  onError: (request) => {
    const requestId = requestIdOf(request.event);
    if (isUnavailable(request.error)) {
      log.error('unavailable', request.error, { requestId, operation: request.event.routeKey });
      request.response = refused(soon, request.event);
      return;
    }
    log.error('bug', request.error, { requestId, operation: request.event.routeKey });
    request.response = {
      statusCode: 500,
      headers: headers(request.event, 'application/problem+json'),
      body: JSON.stringify(bugReply(languageOf(request.event), requestId)),
    };
  },
});

/** One line per request. */
type Timed = { started: number };
const requestLog = (): MiddlewareObj<Event, Reply, Error, Context, Timed> => ({
  before: (request) => {
    request.internal.started = performance.now();
  },
  after: (request) => {
    const ms = Math.round(performance.now() - (request.internal.started ?? performance.now()));
    const { statusCode = 0 } = request.response ?? {};
    log.info('request', {
      operation: request.event.routeKey,
      status: statusCode,
      ms,
      requestId: requestIdOf(request.event),
    });
  },
});

/** The handler of one function: a lookup table from the gateway's route to the operation. */
export const serve = (operations: readonly Operation[]) => {
  const table = new Map(operations.map((each) => [`${each.route.method} ${each.route.path}`, each]));
  return middy<Event, Reply, Error, Context, Timed>()
    .use(requestLog())
    .use(bugs())
    .handler(async (event): Promise<Reply> => {
      const found = table.get(event.routeKey);
      if (!found) return refused(refuse('not-found', { route: event.routeKey }), event);
      const input = await read(found, event, readClock());
      if (isRefusal(input)) return refused(input, event);
      const reply = await found.run(input as never);
      if (!isRefusal(reply)) return answered(found.route, event, reply);
      const { caller, params, now } = input;
      // Addresses hold ids only; which of them was asked for is what an auditor wants to know.
      const target = Object.values(params).join('/');
      const known = found.route.access === 'account' ? (caller as unknown as Account).known : caller;
      if (known) await noteDenial(reply, { caller: known, operation: event.routeKey, target, now });
      return refused(reply, event);
    });
};
