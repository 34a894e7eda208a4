/** Cold start of each function: bytes of its bundle with what it loads later, and the time that a fresh process takes to load it. */
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { functions } from '../contract/route.ts';
import { functionEntries } from '../lib/functions.ts';
import { median } from './percentiles.ts';

export type Bundle = { name: string; http: boolean; bytes: number; initMs: number };

const http: ReadonlySet<string> = new Set(functions);

const timed = `const started = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - started));`;

const loadOnce = async (file: string): Promise<number> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', timed, file]);
  return Number(stdout);
};

/**
 * @param assembly folder with `bundles/<name>/index.mjs`
 * @param httpOnly leaves out what answers no request
 */
export const measureBundles = async (assembly: string, times: number, httpOnly = false): Promise<Bundle[]> => {
  const folder = join(assembly, 'bundles');
  const found = readdirSync(folder).filter((name) => name in functionEntries && (http.has(name) || !httpOnly));
  const bundles: Bundle[] = [];
  for (const name of found) {
    const file = join(folder, name, 'index.mjs');
    const files = readdirSync(join(folder, name)).filter((each) => each.endsWith('.mjs'));
    const bytes = files.reduce((sum, each) => sum + statSync(join(folder, name, each)).size, 0);
    const ms: number[] = [];
    for (let n = 0; n < times; n++) ms.push(await loadOnce(file));
    bundles.push({ name, http: http.has(name), bytes, initMs: Math.round(median(ms)) });
  }
  return bundles;
};
