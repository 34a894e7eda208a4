/**
 * The API as the screens call it. Paths, parameters, bodies and replies are those of the contract's rows: only their
 * types are imported, so that no schema is in the script of the first visit.
 */
import type * as z from 'zod';
import type { routes } from '../../../contract/routes.ts';
import { currentLanguage } from '../i18n/language.ts';
import { currentSession, endSession } from '../auth/session.ts';
import { failure, failureOf } from './failure.ts';

type Rows = (typeof routes)[keyof typeof routes];
export type PathOf<Method extends 'GET' | 'POST'> = Extract<Rows, { method: Method }>['path'];
type RowOf<Method, Path> = Extract<Rows, { method: Method; path: Path }>;
/** What a path answers. */
export type Reply<Method extends 'GET' | 'POST', Path extends PathOf<Method>> = z.output<RowOf<Method, Path>['reply']>;
type Query<Path extends PathOf<'GET'>> = z.input<RowOf<'GET', Path>['query']>;
type Body<Path extends PathOf<'POST'>> = z.input<NonNullable<RowOf<'POST', Path>['body']>>;

type Params = Readonly<Record<string, string>>;
/** Where the API is, at the origin of these pages. */
const base = '';

const addressOf = (path: string, params: Params = {}, query: object = {}): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return base + filled + (pairs.length > 0 ? `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}` : '');
};

/** What needs no token is asked for without one; of it the service worker keeps what everybody may read. */
const isPublic = (address: string): boolean =>
  /^\/(catalogue|regions|configuration|track|ratings|public)\b/.test(address.slice(base.length));

/** The colleague for whom whoever is signed in stands in, see workbench/standing-in.tsx. */
let actingFor: string | null = null;

/** Any request, with who asks and in which language. @throws Failure */
export const request = async (
  address: string,
  init: RequestInit & { headers: Record<string, string> },
): Promise<Response> => {
  const session = currentSession();
  const headers = {
    'accept-language': currentLanguage(),
    ...(session && !isPublic(address) ? { authorization: `Bearer ${session.token}` } : {}),
    ...(session && actingFor !== null ? { 'acting-for': actingFor } : {}),
    ...init.headers,
  };
  const response = await fetch(address, { ...init, headers, cache: 'no-store' }).catch(() => {
    throw failure({ kind: 'offline' });
  });
  if (response.ok || response.status === 304) return response;
  if (response.status === 401) endSession();
  throw await failureOf(response);
};

/** The last reply of each address with its tag, so that asking again costs nothing while nothing changed. */
const seen = new Map<string, { tag: string; body: unknown }>();
/** Forgets what was read, when somebody else takes the place of the caller. */
export const forget = (): void => seen.clear();

/** From now on every request is made in the place of this colleague; null: in one's own. */
export const actAs = (personId: string | null): void => {
  if (personId !== actingFor) forget();
  actingFor = personId;
};

/** Reads one address. @throws Failure */
export const read = async <Path extends PathOf<'GET'>>(
  path: Path,
  given: { params?: Params; query?: Query<Path> } = {},
): Promise<Reply<'GET', Path>> => {
  const address = addressOf(path, given.params, given.query);
  const last = seen.get(address);
  const response = await request(address, {
    method: 'GET',
    headers: last ? { 'if-none-match': last.tag } : {},
  });
  // The contract is tested against what the server sends: a reply has the shape of its row.
  if (response.status === 304 && last) return last.body as Reply<'GET', Path>;
  const body = (await response.json()) as Reply<'GET', Path>;
  const tag = response.headers.get('etag');
  if (tag) seen.set(address, { tag, body });
  return body;
};

/** Sends a body; `key` makes a repetition harmless, `ifMatch` names the version that was seen. @throws Failure */
export const send = async <Path extends PathOf<'POST'>>(
  path: Path,
  given: { params?: Params; body: Body<Path>; key?: string; ifMatch?: number },
): Promise<Reply<'POST', Path>> => {
  const response = await request(addressOf(path, given.params), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(given.key ? { 'idempotency-key': given.key } : {}),
      ...(given.ifMatch === undefined ? {} : { 'if-match': `"${given.ifMatch}"` }),
    },
    body: JSON.stringify(given.body),
  });
  return (await response.json()) as Reply<'POST', Path>;
};
