// Installs what is missing, before every npm script that needs it. Runs on the machine's own Node (20.19 or newer);
// what it installs includes the Node that everything else runs on (package.json, optionalDependencies).
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lock = join(root, 'package-lock.json');
/** npm writes this file last, so it is there, and newer than the lock, only after a whole install. */
const installed = join(root, 'node_modules', '.package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  process.stderr.write('Installing dependencies, once (about a minute) … 正在安装依赖，仅需一次……\n');
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Standard output belongs to the command that comes after.
  const { status } = spawnSync(command, [...first, 'ci'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write('npm ci failed: see above. 依赖安装失败，原因见上。\n');
    process.exit(status ?? 1);
  }
}
