/** The folder that an installation keeps its data in, and the rule that one process at a time works on it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UsageError } from './usage-error.ts';

const databases = ['dynamo.db', 'checkpoints.db'].flatMap((name) => [name, `${name}-wal`, `${name}-shm`]);
/** Whatever local mode writes, so that `--fresh` never deletes anything else of the folder that it was given. */
const ours = [
  ...databases,
  'sqs',
  's3',
  'kms.key',
  'issuer.json',
  'clock.json',
  'assembly',
  'log',
  'seeded',
  'system.json',
];

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
};

export type DataDir = {
  readonly path: string;
  /** The port of the last run with a free choice: tokens name it, so it is kept. */
  readonly port: () => number | undefined;
  readonly keepPort: (port: number) => void;
  readonly isSeeded: () => boolean;
  readonly markSeeded: () => void;
  readonly publish: (system: object) => void;
  /** Takes back what was published, and lets the next process in. */
  readonly release: () => void;
};

/**
 * Takes the folder for this process. The operating system frees it when the process ends, however it ends.
 *
 * @param fresh deletes the data of earlier runs
 * @throws when another process works on it, naming that process
 */
export const openDataDir = (given: string, fresh: boolean): DataDir => {
  const path = resolve(given);
  const file = (name: string): string => join(path, name);
  mkdirSync(path, { recursive: true });
  const lock = new DatabaseSync(file('lock.db'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    const pid = read(file('pid')) ?? '?';
    throw new UsageError(
      `${path} is in use by a running local system (pid ${pid}). Stop that one (kill ${pid}), or choose another folder with --data.\n` +
        `${path} 正被运行中的本地系统使用（进程 ${pid}）。请先停止它（kill ${pid}），或用 --data 指定其他目录。`,
    );
  }
  writeFileSync(file('pid'), String(process.pid));
  if (fresh) for (const name of ours) rmSync(file(name), { recursive: true, force: true });
  // Of an earlier process that had no time to take it back.
  rmSync(file('system.json'), { force: true });
  return {
    path,
    port: () => Number(read(file('port'))) || undefined,
    keepPort: (port) => writeFileSync(file('port'), String(port)),
    isSeeded: () => read(file('seeded')) !== undefined,
    markSeeded: () => writeFileSync(file('seeded'), ''),
    publish: (system) => writeFileSync(file('system.json'), JSON.stringify(system, null, 2), { mode: 0o600 }),
    release: () => {
      rmSync(file('system.json'), { force: true });
      lock.close();
    },
  };
};
