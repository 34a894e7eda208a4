/** One request from filing to its rating, over HTTP, as the people of the demo would do it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { client } from '../test/journey/client.ts';
import { atOffice } from '../test/journey/steps.ts';
import { storyOf } from '../test/journey/stories.ts';
import { onBoard, requestOf } from '../test/journey/travel.ts';
import type { Answer, Call } from './http.ts';

/** Who files what, who accepts it, who acts on it. */
export type Cast = { resident: string; clerk: string; officer: string; body: string };

const residents = ['resident-chen', 'resident-liu', 'resident-zhou', 'resident-wang', 'resident-gu', 'resident-sun'];

/** Of five communities in four districts. Lives one request of each to the end, so everything is warm and known. */
export const assembleCasts = async (url: string): Promise<Cast[]> => {
  const api = client(url);
  return Promise.all(
    residents.map(async (resident) => {
      const body = await requestOf(api, { ...storyOf('police'), resident, filer: resident });
      const { id } = (await api.file(resident, body)).body;
      const { staff: clerk } = await onBoard(api, id, resident);
      await api.act(clerk, id, 'accept');
      const { staff: officer } = await atOffice(api, id, resident);
      await api.act(officer, id, 'sign');
      await api.act(officer, id, 'resolve', { outcome: 'granted', answer: '已登记。' });
      await api.act(resident, id, 'rate', { level: 5 });
      return { resident, clerk, officer, body: JSON.stringify(body) };
    }),
  );
};

/** Bearer tokens by person. */
export type Tokens = ReadonlyMap<string, string>;
export const tokensFor = async (url: string, casts: readonly Cast[]): Promise<Tokens> => {
  const api = client(url);
  const people = new Set(casts.flatMap(({ resident, clerk, officer }) => [resident, clerk, officer]));
  return new Map(await Promise.all([...people].map(async (id) => [id, await api.tokenOf(id)] as const)));
};

/** `look`: a person's glance at a request that is on its way; `route`: accepted until the office has it. */
export const operations = ['file', 'accept', 'route', 'look', 'sign', 'resolve', 'rate'] as const;
export type Operation = (typeof operations)[number];

/** Told of each answer, with milliseconds. `route` has no answer of its own. */
export type Told = (operation: Operation, ms: number, answer: Answer | null) => void;

/** Milliseconds between two looks at a request that is on its way to its office, and until nobody waits any more. */
const looks = { every: 40, longest: 30_000 };

type Seen = { id: string; state: string; version: number };

/**
 * Lives one request to the end, with so many milliseconds between what people do. False: something on the way was not as
 * it should be, and `told` has heard of it.
 */
export const live = async (call: Call, cast: Cast, tokens: Tokens, told: Told, pause = 0): Promise<boolean> => {
  const ask = async (
    operation: Operation,
    who: string,
    method: 'GET' | 'POST',
    path: string,
    sent?: { body: string; version?: number; key?: string },
  ): Promise<Seen | null> => {
    if (pause > 0 && method === 'POST') await sleep(pause);
    const answer = await call(method, path, {
      token: tokens.get(who) ?? '',
      ...(sent ? { body: sent.body } : {}),
      headers: {
        ...(sent?.version === undefined ? {} : { 'if-match': `"${sent.version}"` }),
        ...(sent?.key === undefined ? {} : { 'idempotency-key': sent.key }),
      },
    });
    told(operation, answer.ms, answer);
    return answer.status === 200 || answer.status === 201 ? (JSON.parse(answer.body) as Seen) : null;
  };

  const filed = await ask('file', cast.resident, 'POST', '/tickets', { body: cast.body, key: randomUUID() });
  if (!filed) return false;
  const path = `/tickets/${filed.id}`;
  const accepted = await ask('accept', cast.clerk, 'POST', `${path}/accept`, { body: '{}', version: filed.version });
  if (!accepted) return false;
  const since = performance.now();
  let seen: Seen | null = accepted;
  while (seen?.state !== 'routed') {
    if (performance.now() - since > looks.longest) return false;
    await sleep(looks.every);
    seen = await ask('look', cast.resident, 'GET', path);
    if (!seen) return false;
  }
  told('route', performance.now() - since, null);
  const signed = await ask('sign', cast.officer, 'POST', `${path}/sign`, { body: '{}', version: seen.version });
  if (!signed) return false;
  const answered = JSON.stringify({ outcome: 'granted', answer: '已登记。' });
  const resolved = await ask('resolve', cast.officer, 'POST', `${path}/resolve`, {
    body: answered,
    version: signed.version,
  });
  if (!resolved) return false;
  return (await ask('rate', cast.resident, 'POST', `${path}/rate`, { body: '{"level":5}' })) !== null;
};
