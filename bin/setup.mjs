// Installs what is missing, before every npm script that needs it. Runs on the machine's own Node (20.19 or newer);
// what it installs includes the Node that everything else runs on (package.json, optionalDependencies).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const readLock = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;

/** Is every package there that the lock names, in its version? npm notes last of all what it has installed. */
const isInstalled = () => {
  try {
    const installed = readLock('node_modules/.package-lock.json');
    return Object.entries(readLock('package-lock.json')).every(
      ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
    );
  } catch {
    return false;
  }
};

const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** One at a time: two commands started together must not install over each other. */
const alone = join(root, '.installing');
const takeTurn = () => {
  for (let patience = 10; ;) {
    try {
      mkdirSync(alone);
      writeFileSync(join(alone, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      let pid = 0;
      try {
        pid = Number(readFileSync(join(alone, 'pid'), 'utf8'));
      } catch {
        // The other one has not written it yet, or is just done.
      }
      patience = pid > 0 && isAlive(pid) ? 10 : patience - 1;
      // Whoever held it has died.
      if (patience < 0) rmSync(alone, { recursive: true, force: true });
      pause(200);
    }
  }
};

if (!isInstalled()) {
  takeTurn();
  try {
    if (!isInstalled()) {
      process.stderr.write('Installing dependencies, once (about a minute) … 正在安装依赖，仅需一次……\n');
      const npm = process.env.npm_execpath;
      const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
      // Standard output belongs to the command that comes after.
      const { status } = spawnSync(command, [...first, 'ci'], { cwd: root, stdio: ['ignore', 2, 2] });
      if (status !== 0) {
        process.stderr.write('npm ci failed: see above. 依赖安装失败，原因见上。\n');
        process.exitCode = status || 1;
      }
    }
  } finally {
    rmSync(alone, { recursive: true, force: true });
  }
}
