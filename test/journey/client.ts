/** A client as a city's app would write one: plain HTTP, one bearer token per person. */
import { randomUUID } from 'node:crypto';

export type Reply<Body = Record<string, unknown>> = { status: number; body: Body; headers: Headers; ms: number };
export type Card = {
  id: string;
  level: string;
  at: string;
  unit: string;
  rung: string;
  explained: boolean;
  answerBy: string;
};
export type Ticket = {
  id: string;
  reference: string;
  state: string;
  version: number;
  holder: { kind: string; id: string | null };
  officeId: string | null;
  office: { id: string; zh: string; en: string };
  promisedAt: string;
  latest: boolean;
  provisional: boolean;
  actions: string[];
  clocks: { name: string; generation: number; due: string; status: string; start: string }[];
  next: { zh: string; en: string };
  communityCode: string;
  elapsed: Record<string, number>;
  generation: number;
  receivedOn: string;
  cards: Card[];
};
/** One entry of a ticket's history. */
export type Happened = {
  sequence: number;
  type: string;
  at: string;
  data: Record<string, unknown>;
  words?: Record<string, unknown>;
};
export type Performance = {
  counts: Record<string, number>;
  satisfaction: { rated: number; satisfied: number };
  by?: { values: { value: string; counts: Record<string, number> }[] };
};

export type Ask = {
  as?: string;
  body?: unknown;
  ifMatch?: number;
  key?: string;
  headers?: Record<string, string>;
};

/** The system at one address. */
export const client = (url: string) => {
  const tokens = new Map<string, Promise<string>>();

  const tokenOf = (id: string): Promise<string> => {
    const token = tokens.get(id) ?? fetchToken(url, id);
    tokens.set(id, token);
    return token;
  };

  const call = async <Body = Record<string, unknown>>(
    method: string,
    path: string,
    ask: Ask = {},
  ): Promise<Reply<Body>> => {
    const headers: Record<string, string> = { ...ask.headers };
    if (ask.as !== undefined) headers['authorization'] = `Bearer ${await tokenOf(ask.as)}`;
    if (ask.body !== undefined) headers['content-type'] = 'application/json';
    if (ask.ifMatch !== undefined) headers['if-match'] = `"${ask.ifMatch}"`;
    if (ask.key !== undefined) headers['idempotency-key'] = ask.key;
    const started = performance.now();
    const body = ask.body === undefined ? null : typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body);
    const response = await fetch(url + path, { method, headers, body });
    const text = await response.text();
    const ms = Math.round(performance.now() - started);
    return { status: response.status, body: (text ? JSON.parse(text) : {}) as Body, headers: response.headers, ms };
  };

  /** Like `call`, but anything except success is an error that says what came back. */
  const must = async <Body = Record<string, unknown>>(
    method: string,
    path: string,
    ask: Ask = {},
  ): Promise<Reply<Body>> => {
    const reply = await call<Body>(method, path, ask);
    if (reply.status >= 300)
      throw new Error(`${method} ${path} as ${ask.as ?? 'nobody'}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  };

  return {
    url,
    call,
    must,
    tokenOf,
    get: <Body = Record<string, unknown>>(path: string, as?: string) =>
      must<Body>('GET', path, as === undefined ? {} : { as }),
    file: (as: string, body: Record<string, unknown>, key: string = randomUUID()) =>
      must<Ticket>('POST', '/tickets', { as, body, key }),
    ticket: async (id: string, as: string) => (await must<Ticket>('GET', `/tickets/${id}`, { as })).body,
    events: async (id: string, as: string) =>
      (await must<{ events: Happened[] }>('GET', `/tickets/${id}/events`, { as })).body.events,
    /** The system's own time, which may be ahead of ours. */
    now: async () => (await must<{ now: string }>('GET', '/health')).body.now,
    /** Moves local time forward by an ISO 8601 duration, such as P3D; only a local system can. Tokens expire with it. */
    advance: async (duration: string) => {
      await must('POST', '/_local/clock', { body: { advance: duration } });
      tokens.clear();
    },
    /** Does one of the ticket's actions with the version just read, as a screen would. */
    act: async (as: string, id: string, action: string, body: Record<string, unknown> = {}) => {
      const { body: seen } = await must<Ticket>('GET', `/tickets/${id}`, { as });
      if (!seen.actions.includes(action))
        throw new Error(`${as} may not ${action} in state ${seen.state}; offered: ${seen.actions.join(', ')}`);
      return must<Ticket>('POST', `/tickets/${id}/${action}`, { as, body, ifMatch: seen.version });
    },
  };
};
export type Client = ReturnType<typeof client>;

const fetchToken = async (url: string, id: string): Promise<string> => {
  const response = await fetch(`${url}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  });
  const body = (await response.json()) as { token?: string };
  if (!body.token) throw new Error(`no token for ${id}: ${response.status} ${JSON.stringify(body)}`);
  return body.token;
};

/** Waits until a question has an answer, `false` being none; says what it waited for when it never comes. */
export const until = async <Answer>(
  what: string,
  ask: () => Promise<Answer | false | undefined>,
  seconds = 60,
): Promise<Answer> => {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`waited ${seconds} s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/**
 * Does it so many times, ten at once, and returns what came of each in order: for tests about a count. All at once is a
 * flood, in which connections of a busy machine run out of their time.
 */
export const inTurns = async <Result>(count: number, once: (i: number) => Promise<Result>): Promise<Result[]> => {
  const results: Result[] = [];
  while (results.length < count) {
    const from = results.length;
    results.push(...(await Promise.all(Array.from({ length: Math.min(10, count - from) }, (_, i) => once(from + i)))));
  }
  return results;
};
