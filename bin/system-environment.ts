/**
 * The environment of a command at the console. Inside the cloud it is set (TABLE_NAME …); else it is that of the local
 * system that runs on `<data>/`, as it wrote it down in system.json.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const system = z.object({
  pid: z.int().optional(),
  environment: z.record(z.string(), z.string()),
  queues: z.record(z.string(), z.object({ url: z.string(), deadLetterUrl: z.string().optional() })),
});
export type System = z.infer<typeof system>;

/** Something the person at the console can put right: only its message is shown. */
export class UsageError extends Error {}

const nothingRuns = (file: string, why: string): UsageError =>
  new UsageError(
    `没有找到正在运行的本地系统（${file}：${why}）。请先运行 npm start，或用 --data <目录> 指明其数据目录；在云上请设置 TABLE_NAME 等环境变量。\n` +
      `No local system is running (${file}: ${why}). Run npm start first, or name its data folder with --data <folder>; in the cloud set TABLE_NAME and its companions.`,
  );

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Enough for engines on this machine: they know no region and check no signature. */
const localDefaults = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/**
 * Sets what is missing in process.env. Null: it was there already. @throws UsageError when neither is there
 */
export const enterSystem = (dataDir = '.local'): System | null => {
  if (process.env['TABLE_NAME']) return null;
  const file = join(dataDir, 'system.json');
  let found: System;
  try {
    found = system.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw nothingRuns(file, error instanceof Error && 'code' in error ? String(error.code) : 'not readable');
  }
  if (found.pid !== undefined && !isAlive(found.pid)) throw nothingRuns(file, `pid ${found.pid} 已结束 has ended`);
  process.env = { ...localDefaults, ...process.env, ...found.environment };
  return found;
};

/** Runs a command: what the person can put right is said in words, exit 2; anything else is a fault with its trace. */
export const run = async (command: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isUsage =
      error instanceof UsageError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
    console.error(isUsage ? error.message : error);
    process.exitCode = isUsage ? 2 : 1;
  }
};
