/** One kind of request alone, eight clients at once: what can be set beside other desks' figures. */
import { randomUUID } from 'node:crypto';
import { type Answer, caller } from './http.ts';
import type { Stage } from './load.ts';
import { type Latency, latencyOf } from './percentiles.ts';

export type Single = { perSecond: number; errors: number; latency: Latency };
export const kinds = ['create', 'read', 'board', 'mine', 'note', 'accept'] as const;
export type Singles = Record<(typeof kinds)[number], Single>;

/** Given figures of other desks on a machine of this size: 8 clients, durable commits; requests a second (issue 7). */
export const others = {
  'Redmine 5': { create: 34, read: 87, list: 31, update: 31 },
  'Request Tracker 5': { create: 15, read: 79, list: 84, update: 28 },
} as const;

const clients = 8;
/** Seconds before anything is measured: the function starts, and compiles what this kind of request needs. */
const warmUp = 3;

export const singleOperations = async ({ url, casts, tokens }: Stage, seconds: number): Promise<Singles> => {
  const { call, close } = caller(url, clients);
  const tokenOf = (id: string): string => tokens.get(id) ?? '';
  const castOf = (n: number) => {
    const cast = casts[n % casts.length];
    if (!cast) throw new Error('nobody to ask');
    return cast;
  };
  const run = async (ask: (n: number) => Promise<Answer | null>): Promise<Single> => {
    const times: number[] = [];
    let [errors, turn] = [0, 0];
    const started = performance.now() + warmUp * 1_000;
    const client = async (): Promise<void> => {
      while (performance.now() - started < seconds * 1_000) {
        const answer = await ask(turn++);
        if (answer === null) return;
        if (answer.status >= 300 || answer.status === 0) errors += 1;
        if (performance.now() > started) times.push(answer.ms);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    // Who has nothing left to ask for while it warms up has measured nothing.
    const took = Math.max(0.001, (performance.now() - started) / 1_000);
    return { perSecond: Number((times.length / took).toFixed(1)), errors, latency: latencyOf(times) };
  };

  const made: { id: string; n: number }[] = [];
  const create = await run(async (n) => {
    const { resident, body } = castOf(n);
    const headers = { 'idempotency-key': randomUUID() };
    const answer = await call('POST', '/tickets', { token: tokenOf(resident), body, headers });
    if (answer.status === 201) made.push({ id: (JSON.parse(answer.body) as { id: string }).id, n });
    return answer;
  });
  const read = await run(async (i) => {
    const { id, n } = made[i % made.length] ?? { id: '', n: 0 };
    return call('GET', `/tickets/${id}`, { token: tokenOf(castOf(n).resident) });
  });
  const stations = await Promise.all(
    casts.map(async ({ clerk }) => {
      const me = await call('GET', '/me', { token: tokenOf(clerk) });
      return { clerk, officeId: (JSON.parse(me.body) as { officeId: string }).officeId };
    }),
  );
  const board = await run((i) => {
    const { clerk, officeId } = stations[i % stations.length] ?? { clerk: '', officeId: '' };
    return call('GET', `/boards/${officeId}?limit=20`, { token: tokenOf(clerk) });
  });
  const mine = await run((i) => call('GET', '/tickets?limit=20', { token: tokenOf(castOf(i).resident) }));
  const asClerk = (ticket: { id: string; n: number }, action: string, body: object) =>
    call('POST', `/tickets/${ticket.id}/${action}`, {
      token: tokenOf(castOf(ticket.n).clerk),
      body: JSON.stringify(body),
      headers: { 'if-match': '"1"' },
    });
  const note = await run(async (i) => {
    const ticket = made[i % made.length];
    return ticket ? asClerk(ticket, 'note', { text: '电话里已说明' }) : null;
  });
  const accept = await run(async (i) => {
    const ticket = made[i];
    return ticket ? asClerk(ticket, 'accept', {}) : null;
  });
  close();
  return { create, read, board, mine, note, accept };
};
