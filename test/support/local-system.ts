/** The whole system as a child process on a free port, for journeys and for tests of what a crash leaves behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { addDays, at, dateOf, epochMs, instantOf, MINUTE } from '../../domain/time.ts';
import { sourcesHash } from '../../local/assembly.ts';
import { openClock } from '../../local/clock.ts';

const main = fileURLToPath(new URL('../../local/main.ts', import.meta.url));

/** What a running system says about itself, as far as tests need it; see local/system.ts. */
export type SystemFile = {
  readonly pid: number;
  readonly url: string;
  readonly tableName: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly queues: Readonly<Record<string, { readonly url: string; readonly deadLetterUrl?: string }>>;
  readonly logs: string;
};

export type LocalSystem = {
  readonly url: string;
  readonly dataDir: string;
  readonly system: SystemFile;
  /** A token for whatever id, from the system's own issuer. */
  readonly token: (id: string, wishes?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Calls `/_local/<path>` with a JSON body, and returns the reply's. */
  readonly control: (path: string, body: object) => Promise<unknown>;
  /** Ends it in good order, and deletes its data unless `keep`. */
  readonly stop: (options?: { keep?: boolean }) => Promise<void>;
  /** Ends it in good order and keeps its data, for somebody else to work on; `restart` goes on. */
  readonly pause: () => Promise<void>;
  /** Ends it as a crash does, at once. */
  readonly kill9: () => Promise<void>;
  /** Resolves when the process has ended, for crashes that were ordered. */
  readonly ended: () => Promise<void>;
  /** Starts it again on the same data; ends it first if it runs. */
  readonly restart: () => Promise<void>;
  /** Everything that it has printed. */
  readonly log: () => string;
};

const hasEnded = (process: ChildProcess): boolean => process.exitCode !== null || process.signalCode !== null;

const snapshots = 'yizhan-seeded-';
/** Belongs to one process, not to a copy of its data. */
const personal = new Set(['lock.db', 'lock.db-journal', 'pid', 'port', 'system.json', 'log']);

/**
 * A folder as the first start leaves it, made once for each state of the sources: starting on a copy saves the bundling
 * and the seeding.
 */
const snapshot = async (): Promise<string> => {
  const path = join(tmpdir(), `${snapshots}${sourcesHash().slice(0, 16)}`);
  if (existsSync(path)) {
    utimesSync(path, new Date(), new Date());
    return path;
  }
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(snapshots))) {
    const old = join(tmpdir(), name);
    // A test run on the sources before may still copy from a younger one.
    if (Date.now() - statSync(old).mtimeMs > 3_600_000) rmSync(old, { recursive: true, force: true });
  }
  const first = await startLocalSystem({ dataDir: mkdtempSync(join(tmpdir(), 'yizhan-')) });
  await first.stop({ keep: true });
  try {
    renameSync(first.dataDir, path);
  } catch {
    // Another run was quicker.
    rmSync(first.dataDir, { recursive: true, force: true });
  }
  return path;
};

/** What a test does on one day must not fall on two: from half an hour before midnight it is the next one. */
const startOf = (moment: number): number => {
  const midnight = epochMs(at(addDays(dateOf(instantOf(moment)), 1), '00:00'));
  return midnight - moment < 30 * MINUTE ? midnight + MINUTE : moment;
};

/**
 * A folder of its own in which the first data are loaded.
 *
 * @param moment when its time begins, now if left out; TEST_AT=2027-02-10T09:00+08:00 in the environment shows what
 *   becomes of the tests on another day
 */
export const newDataDir = async (moment = process.env['TEST_AT']): Promise<string> => {
  const from = await snapshot();
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-'));
  cpSync(from, dataDir, { recursive: true, filter: (file) => !personal.has(basename(file)) });
  const now = Date.now();
  const ahead = startOf(moment === undefined ? now : Date.parse(moment)) - now;
  if (ahead !== 0) openClock(dataDir).advance(ahead);
  return dataDir;
};

/**
 * Starts the system and resolves when it answers.
 *
 * @param options.dataDir where its data lies, or will lie; without it, a new folder in which the first data are loaded
 * @param options.env added to the environment of the process
 * @throws when it ends instead, or does not answer in time, with everything that it has printed
 */
export const startLocalSystem = async (
  options: { dataDir?: string; env?: Readonly<Record<string, string>>; timeout?: number } = {},
): Promise<LocalSystem> => {
  const dataDir = options.dataDir ?? (await newDataDir());
  let child: ChildProcess | undefined;
  let system: SystemFile | undefined;
  let printed = '';

  const current = (): SystemFile => {
    if (!system) throw new Error('the local system does not run');
    return system;
  };
  const ended = async (): Promise<void> => {
    if (child && !hasEnded(child)) await once(child, 'exit');
    child = undefined;
    system = undefined;
  };

  const readSystem = (pid: number | undefined): SystemFile | undefined => {
    try {
      const found: SystemFile = JSON.parse(readFileSync(join(dataDir, 'system.json'), 'utf8'));
      return found.pid === pid ? found : undefined;
    } catch {
      return undefined;
    }
  };

  const start = async (): Promise<void> => {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const started = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', main, '--port', '0', '--data', dataDir],
      { env: { ...inherited, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => (printed += String(text)));
    const deadline = Date.now() + (options.timeout ?? 240_000);
    while (!(system = readSystem(started.pid))) {
      if (hasEnded(started)) throw new Error(`the local system ended instead of starting:\n${printed}`);
      if (Date.now() > deadline) {
        started.kill('SIGKILL');
        throw new Error(`the local system does not answer:\n${printed}`);
      }
      await sleep(50);
    }
  };

  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child?.kill(signal);
    await ended();
  };
  const control = async (path: string, body: object): Promise<unknown> => {
    const reply = await fetch(`${current().url}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`/_local/${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };

  process.once('exit', () => child?.kill('SIGKILL'));
  await start();
  return {
    dataDir,
    get url() {
      return current().url;
    },
    get system() {
      return current();
    },
    control,
    token: async (id, wishes = {}) => {
      const reply = await control('token', { id, ...wishes });
      if (typeof reply === 'object' && reply !== null && 'token' in reply) return String(reply.token);
      throw new Error(`no token for ${id}`);
    },
    stop: async ({ keep = false } = {}) => {
      await kill('SIGTERM');
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
    pause: () => kill('SIGTERM'),
    kill9: () => kill('SIGKILL'),
    ended,
    restart: async () => {
      await kill('SIGTERM');
      await start();
    },
    log: () => printed,
  };
};
