/** `/_local/…`: what only local mode has. It answers callers on this machine alone, never through a browser's detour. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { type Clock, parseDuration } from './clock.ts';
import { type Crashes, crashPoints } from './crash.ts';
import { type Issuer, tokenRequest } from './issuer.ts';

export const controlPrefix = '/_local/';

/** Is the name in a Host header or an Origin one of this machine? A page elsewhere could point its own name here. */
const isLocalName = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
/** Below this the issuer's own endpoints answer. */
const issuerPrefix = `${controlPrefix}oidc/`;
const isLoopback = (address = ''): boolean => /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);

/** What a proxy adds: whoever asked it was somewhere else, though the proxy itself is on this machine. */
const forwarding = /^(forwarded|via|x-forwarded-[\w-]+|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/;
const wasForwarded = ({ headers }: IncomingMessage): boolean =>
  Object.keys(headers).some((name) => forwarding.test(name));

const isFromHere = ({ socket, headers, headersDistinct }: IncomingMessage): boolean =>
  isLoopback(socket.remoteAddress) &&
  headersDistinct['host']?.length === 1 &&
  isLocalName(headers.host ?? '') &&
  (headers.origin === undefined || isLocalName(headers.origin.replace(/^https?:\/\//, '')));

const mayAsk = (request: IncomingMessage): boolean => isFromHere(request) && !wasForwarded(request);

const problem = (status: number, en: string, zh: string) => ({ status, body: { message: en, zh } });
const unknown = (name: string) => problem(404, `no function ${name}`, `没有函数 ${name}`);
type Answer = { readonly status: number; readonly body: unknown };

export type ControlOptions = {
  readonly clock: Clock;
  readonly issuer: Issuer;
  readonly crashes: Crashes;
  /** Called after time has moved; returns the names of the schedules that were due and have run. */
  readonly timeMoved: () => Promise<string[]>;
  readonly setStreams: (enabled: boolean, drop: boolean) => Promise<void>;
  /** Undefined when there is no such function. */
  readonly invoke: (name: string, event: unknown) => Promise<{ result: unknown } | undefined>;
  /** Ends the function's thread at once. False when there is no such function. */
  readonly kill: (name: string) => Promise<boolean>;
  readonly health: () => object;
};

const foreign = problem(
  403,
  '/_local/ answers this machine only, by its local name, and never through a proxy',
  '/_local/ 只应答本机以本地地址直接发出的请求，不经代理',
);

const streamsRequest = z.strictObject({ enabled: z.boolean(), drop: z.boolean().default(false) });
const crashRequest = z.strictObject({ at: z.enum(crashPoints), skip: z.int().min(0).default(0) });
const clockRequest = z.strictObject({ advance: z.string() });

const readJson = async (request: IncomingMessage): Promise<unknown> =>
  request.method === 'POST' && request.headers['content-length'] !== '0' ? json(request) : {};

/** Returns the listener for requests under `/_local/`. */
export const control = (
  options: ControlOptions,
): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const { clock, issuer, crashes } = options;
  const time = () => ({ now: new Date(clock.now()).toISOString(), offset: clock.offset() });
  const table: Readonly<Record<string, (body: unknown) => unknown>> = {
    'GET health': () => ({ status: 'ok', ...options.health() }),
    'GET clock': time,
    'POST clock': async (body) => {
      clock.advance(parseDuration(clockRequest.parse(body).advance));
      const ran = await options.timeMoved();
      return { ...time(), ran };
    },
    'POST streams': async (body) => {
      const { enabled, drop } = streamsRequest.parse(body);
      await options.setStreams(enabled, drop);
      return { enabled };
    },
    'POST crash': (body) => {
      const { at, skip } = crashRequest.parse(body);
      crashes.plan(at, skip);
      return { at, skip };
    },
    'POST token': async (body) => ({ token: await issuer.issue(tokenRequest.parse(body)) }),
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const [path = ''] = (request.url ?? '').slice(controlPrefix.length).split('?');
    const name = `${request.method} ${path}`;
    const body = await readJson(request);
    const [, killed] = /^POST kill\/([\w-]+)$/.exec(name) ?? [];
    if (killed) return (await options.kill(killed)) ? { status: 200, body: { killed } } : unknown(killed);
    const [, invoked] = /^POST invoke\/([\w-]+)$/.exec(name) ?? [];
    if (invoked) {
      const outcome = await options.invoke(invoked, body);
      return outcome ? { status: 200, body: outcome.result } : unknown(invoked);
    }
    const operation = table[name];
    if (operation) return { status: 200, body: await operation(body) };
    const known = [...Object.keys(table), 'POST invoke/<function>', 'POST kill/<function>'].join(', ');
    return problem(404, `no ${name} under /_local/; there are: ${known}`, `没有 ${name}，可用：${known}`);
  };

  return async (request, response) => {
    const allowed = mayAsk(request);
    if (allowed && request.url?.startsWith(issuerPrefix)) return issuer.serve(request, response);
    const { status, body } = await (allowed ? answer(request) : Promise.resolve(foreign)).catch((error: unknown) => {
      const said = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      return problem(400, said, `请求有误：${said}`);
    });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? null));
  };
};
