/** A local system to measure, with or without tickets in it, and with or without a proxy before its engines. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
const stageOf = async (system: LocalSystem, tries = 3): Promise<Stage> => {
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

/** Resident memory in MB and processor time in milliseconds, of the system's process and of its engine's. */
export const processesOf = (pid: number) => {
  const ticks = 10;
  const statOf = (id: number) => {
    const [name = '', rest = ''] = readFileSync(`/proc/${id}/stat`, 'utf8').split(/[()]/).slice(1);
    const fields = rest.trim().split(' ');
    const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
    return {
      name,
      parent: Number(fields[1]),
      ms: (Number(fields[11]) + Number(fields[12])) * ticks,
      mb: Math.round(rss),
    };
  };
  const host = statOf(pid);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [statOf(Number(name))];
      } catch {
        return [];
      }
    });
  const engine = children.find(({ name, parent }) => name === 'dynoxide' && parent === pid);
  return {
    host: { mb: host.mb, ms: host.ms },
    engine: { mb: engine?.mb ?? 0, ms: engine?.ms ?? 0 },
  };
};

/** Bytes of items as the engine has them now. */
export const sizesIn = (dir: string, table: string): ((pk: string, sk: string) => number) => {
  const database = new DatabaseSync(join(dir, 'dynamo.db'), { readOnly: true });
  const find = database.prepare(`SELECT item_size AS size FROM "${table}" WHERE pk = ? AND sk = ?`);
  return (pk, sk) => Number(find.get(`S:${pk}`, `S:${sk}`)?.['size'] ?? 0);
};
