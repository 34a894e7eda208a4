/** A local system to measure, with or without tickets in it, and with or without a proxy before its engines. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDynamo, startSqs } from '../local/engines.ts';
import { startKms } from '../local/kms.ts';
import { client } from '../test/journey/client.ts';
import { type LocalSystem, newDataDir, startLocalSystem } from '../test/support/local-system.ts';
import { startProxy } from './engine-proxy.ts';
import { assembleCasts, type Cast, tokensFor } from './lifecycle.ts';
import type { Stage } from './load.ts';
import { loadTickets } from './load-tickets.ts';

/** Milliseconds to start on a busy machine. */
const timeout = 300_000;

/** On a machine that is busy a first request can take longer than its function has: then once more. */
export const stageOf = async (system: LocalSystem, tries = 3): Promise<Stage> => {
  try {
    const casts = await assembleCasts(system.url);
    return { url: system.url, casts, tokens: await tokensFor(system.url, casts) };
  } catch (error) {
    if (tries === 1) throw error;
    return stageOf(system, tries - 1);
  }
};

/** Ids of one request of each cast that is finished, and of one that lies at the station. */
const samples = async (url: string, casts: readonly Cast[]) => {
  const api = client(url);
  const open = await Promise.all(
    casts.map(async ({ resident, body }) => (await api.file(resident, JSON.parse(body))).body.id),
  );
  const lists = await Promise.all(
    casts.map(
      async ({ resident }) => (await api.get<{ tickets: { id: string; state: string }[] }>('/tickets', resident)).body,
    ),
  );
  const closed = lists.flatMap(({ tickets }) => tickets.filter(({ id }) => !open.includes(id)).map(({ id }) => id));
  // Until the last of them has been counted, published and delivered.
  await sleep(5_000);
  return { open, closed };
};

export type Measured = { system: LocalSystem; stage: Stage; rows: number; loadSeconds: number };

/** Starts with `tickets` in the table beside the handful of the warm-up. */
export const startWith = async (tickets: number): Promise<Measured> => {
  const system = await startLocalSystem({ timeout });
  if (tickets === 0) return { system, stage: await stageOf(system), rows: 0, loadSeconds: 0 };
  const { url, casts } = await stageOf(system);
  const given = await samples(url, casts);
  const now = await client(url).now();
  const { tableName } = system.system;
  await system.pause();
  const started = performance.now();
  const rows = loadTickets(system.dataDir, tableName, tickets, given, now);
  const loadSeconds = Math.round((performance.now() - started) / 1_000);
  await system.restart();
  return { system, stage: await stageOf(system), rows, loadSeconds };
};

/** A system whose calls to its engines can be counted, heard and disturbed. */
export const startProxied = async () => {
  const dir = await newDataDir();
  const engines = await Promise.all([
    startDynamo({ dir, env: {} }),
    startSqs({ dir, env: {} }),
    startKms({ dir, env: {} }),
  ]);
  const [dynamo, sqs, kms] = await Promise.all([
    startProxy(engines[0].endpoint),
    startProxy(engines[1].endpoint),
    startProxy(engines[2].endpoint),
  ]);
  const env = {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.endpoint,
  };
  /** Behind the proxies now; who replaces one, writes it down here. */
  const running = { dynamo: engines[0], sqs: engines[1], kms: engines[2] };
  const system = await startLocalSystem({ dataDir: dir, env, timeout });
  return {
    system,
    stage: await stageOf(system),
    dynamo,
    sqs,
    kms,
    dir,
    engines: running,
    stop: async (): Promise<void> => {
      await system.stop();
      await Promise.all([dynamo, sqs, kms, ...Object.values(running)].map((each) => each.stop()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** Milliseconds of a tick in which Linux counts processor time. */
const tick = 10;

/** From a `stat` of /proc: `(name) state parent … utime stime`. */
const statOf = (path: string) => {
  const [name = '', rest = ''] = readFileSync(`${path}/stat`, 'utf8').split(/[()]/).slice(1);
  const fields = rest.trim().split(' ');
  return { name, parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * tick };
};

/** Numbered folders; what ends meanwhile is left out. */
const numbered = <Found>(path: string, look: (folder: string) => Found): Found[] =>
  readdirSync(path)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [look(join(path, name))];
      } catch {
        return [];
      }
    });

/**
 * Memory in MB and processor time in milliseconds of the system's process and its engine's, and the time by thread: each
 * function has one, `MainThread` is the gateway, the pollers of streams and queues, and the queues themselves.
 */
export const processesOf = (pid: number) => {
  const mbOf = (id: number): number =>
    Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1_024);
  const children = numbered('/proc', (path) => ({ id: Number(basename(path)), ...statOf(path) }));
  const engine = children.find(({ name, parent }) => name === 'dynoxide' && parent === pid);
  const threads: Record<string, number> = {};
  for (const { name, ms } of numbered(`/proc/${pid}/task`, statOf)) threads[name] = (threads[name] ?? 0) + ms;
  return {
    host: { mb: mbOf(pid), ms: statOf(`/proc/${pid}`).ms },
    engine: { mb: engine ? mbOf(engine.id) : 0, ms: engine?.ms ?? 0 },
    threads,
  };
};

/** Bytes of items as the engine has them now. */
export const sizesIn = (dir: string, table: string): ((pk: string, sk: string) => number) => {
  const database = new DatabaseSync(join(dir, 'dynamo.db'), { readOnly: true });
  const find = database.prepare(`SELECT item_size AS size FROM "${table}" WHERE pk = ? AND sk = ?`);
  return (pk, sk) => Number(find.get(`S:${pk}`, `S:${sk}`)?.['size'] ?? 0);
};
