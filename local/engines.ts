/**
 * The engines behind local mode and the tests: something that speaks the DynamoDB API, something that speaks SQS,
 * something that speaks S3. Each keeps its data in `dir`, listens on a free port of 127.0.0.1 and dies with this
 * process. An endpoint already in the environment (AWS_ENDPOINT_URL_DYNAMODB, …_SQS, …_S3) is used as it is.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { UsageError } from './usage-error.ts';

export type Engine = {
  /** Base URL, without a trailing slash. */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
};

export type DynamoEngine = Engine & {
  /** Ends the engine's process as a crash does. */
  readonly kill: () => Promise<void>;
  /** Forgets the stream records of a table up to a sequence number that every reader has passed. */
  readonly trimStream: (tableName: string, upTo: bigint) => void;
};

type Options = { dir: string; env?: NodeJS.ProcessEnv };

const binary = fileURLToPath(
  new URL(`../node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`, import.meta.url),
);

const given = (env: NodeJS.ProcessEnv | undefined, service: string): Engine | undefined => {
  const endpoint = (env ?? process.env)[`AWS_ENDPOINT_URL_${service}`]?.replace(/\/$/, '');
  return endpoint ? { endpoint, stop: async () => {} } : undefined;
};

/** Does nobody listen there at this moment? */
export const isFree = async (port: number, host = '127.0.0.1'): Promise<boolean> => {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return true;
  } catch {
    return false;
  }
};

/** Below what systems give out by themselves: a port that is chosen now and opened later is not handed to a caller meanwhile. */
const chosenFrom = { first: 10_000, count: 20_000 };

/** A port nobody listens on at this moment. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = chosenFrom.first + randomInt(chosenFrom.count);
    if (await isFree(port)) return port;
  }
  throw new Error('100 ports were tried, and all of them are taken');
};

/** util-linux can tie a child to the life of its parent, even when the parent is killed with SIGKILL. */
const canTie = (): boolean => spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;

const spawnTied = (args: readonly string[]): ChildProcess => {
  const [command, all] = canTie() ? ['setpriv', ['--pdeathsig', 'KILL', binary, ...args]] : [binary, args];
  return spawn(command, all, {
    // Ctrl-C in a terminal goes to the whole group; the engine ends when we say so, after its last customer.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** Resolves when the engine says that it listens; rejects with its last words when it ends before. */
const listening = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on('line', (line) => {
        if (line.includes('listening on')) resolve();
        // Read on for ever, so that the pipe never fills; remember the beginning only.
        if (said.length < 20) said.push(line);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`dynoxide ended with code ${code}: ${said.join(' | ')}`)));
  });

/**
 * Opens the engine's own file beside it. Each write to a stream looks for the newest record of the table; without
 * these two indexes it reads all of them, and writes slow down with every record ever written.
 */
const openStreams = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL;
    CREATE INDEX IF NOT EXISTS ix_stream_seq ON _stream_records(table_name, CAST(sequence_number AS INTEGER));
    CREATE INDEX IF NOT EXISTS ix_stream_shard ON _stream_records(table_name, shard_id, CAST(sequence_number AS INTEGER));`);
  return database;
};

/**
 * Starts dynoxide on `<dir>/dynamo.db`. DynamoDB Streams answer on the same endpoint.
 *
 * @throws when the engine does not exist for this machine, or does not start
 */
export const startDynamo = async ({ dir, env }: Options): Promise<DynamoEngine> => {
  const other = given(env, 'DYNAMODB');
  if (other) return { ...other, kill: other.stop, trimStream: () => {} };
  if (!existsSync(binary)) {
    throw new UsageError(
      `There is no local DynamoDB engine for ${process.platform}-${process.arch}. Start any server that speaks the DynamoDB API ` +
        `and set AWS_ENDPOINT_URL_DYNAMODB to its address.\n` +
        `本机（${process.platform}-${process.arch}）没有可用的本地 DynamoDB 引擎。请自行启动兼容 DynamoDB 接口的服务，并设置环境变量 AWS_ENDPOINT_URL_DYNAMODB。`,
    );
  }
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'dynamo.db');
  const port = await freePort();
  const child = spawnTied(['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', file]);
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    await listening(child);
  } catch (cause) {
    kill();
    process.off('exit', kill);
    throw new Error(`The local DynamoDB engine did not start on ${file} 本地 DynamoDB 引擎启动失败`, { cause });
  }
  const streams = openStreams(file);
  // The number of the next record is the newest one plus 1, so the newest stays.
  const trim = streams.prepare(`DELETE FROM _stream_records WHERE table_name = ?1
    AND CAST(sequence_number AS INTEGER) <= ?2
    AND CAST(sequence_number AS INTEGER) <
      (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = ?1)`);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    trimStream: (tableName, upTo) => void trim.run(tableName, upTo),
    kill: async () => {
      streams.close();
      const ended = once(child, 'exit');
      kill();
      await ended;
    },
    stop: async () => {
      process.off('exit', kill);
      streams.close();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const timer = setTimeout(kill, 1000);
      await ended;
      clearTimeout(timer);
    },
  };
};

// Loaded when it is needed: nobody pays for it whose queues are elsewhere.
const fauxqs = async (dir: string, release: boolean): Promise<Engine> =>
  (await import('./fauxqs.ts')).startFauxqs(dir, release);

/**
 * Starts an SQS engine on `<dir>/sqs`. Address a queue as `<endpoint>/000000000000/<name>`.
 *
 * @param options.release shows messages again that were being worked on when the last process ended
 */
export const startSqs = async ({ dir, env, release = false }: Options & { release?: boolean }): Promise<Engine> =>
  given(env, 'SQS') ?? fauxqs(join(dir, 'sqs'), release);

/** `believes`: it checks neither signatures nor expiry, so local/s3.ts has to stand in front of it. */
export type ObjectEngine = Engine & { readonly believes: boolean };

/** Starts an object store on `<dir>/s3`. One that was given is trusted to check by itself, and to tell the queues. */
export const startObjectStore = async ({ dir, env }: Options): Promise<ObjectEngine> => {
  const other = given(env, 'S3');
  return other ? { ...other, believes: false } : { ...(await fauxqs(join(dir, 's3'), false)), believes: true };
};
