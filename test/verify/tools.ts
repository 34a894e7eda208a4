/**
 * The tools that judge the product and are no part of it: Python packages (requirements.txt) and npm packages. They are
 * installed into `.verify/` when a command first needs them.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { record } from './record.ts';

export const root = join(import.meta.dirname, '..', '..');
export const verifyDir = join(root, '.verify');
const requirements = join(import.meta.dirname, 'requirements.txt');

/** Something that is missing on this machine: only its message is shown. */
export class ToolError extends Error {}

/** Runs a command to its end; what it prints goes to standard error unless it is to be read. */
const finish = (command: string, args: readonly string[], cwd = root): void => {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${String(status)}`);
};

/** Is the folder complete for exactly this content? A mark is left when an installation has ended well. */
const isReady = (dir: string, content: string): boolean => {
  const mark = join(dir, '.ready');
  return existsSync(mark) && readFileSync(mark, 'utf8') === content;
};
const markReady = (dir: string, content: string): void => writeFileSync(join(dir, '.ready'), content);
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The folder of Python programs with the packages of requirements.txt.
 *
 * @throws ToolError when Python 3.10 or its package index is not there
 */
export const pythonPrograms = (): string => {
  const dir = join(verifyDir, 'python');
  const programs = join(dir, 'bin');
  const content = digest(readFileSync(requirements, 'utf8'));
  if (isReady(dir, content)) return programs;
  const python = ['python3', 'python'].find(
    (name) =>
      spawnSync(name, ['-c', 'import sys, venv; sys.exit(0 if sys.version_info >= (3, 10) else 1)']).status === 0,
  );
  if (!python)
    throw new ToolError(
      '没有找到 Python 3.10 或更新版本（含 venv）。这些检验工具需要它；npm start 和 npm test 不需要。\n' +
        'There is no Python 3.10 or newer (with venv). These checks need it; npm start and npm test do not.',
    );
  console.error('· 安装检验工具（Python），仅需一次 Installing the tools that check (Python), once …');
  try {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(verifyDir, { recursive: true });
    finish(python, ['-m', 'venv', dir]);
    finish(join(programs, 'python'), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      requirements,
    ]);
  } catch (error) {
    throw new ToolError(
      `检验工具没有装上（test/verify/requirements.txt），原因见上；需要能访问 Python 的包索引。\n` +
        `The tools were not installed (test/verify/requirements.txt), see above; the Python package index must be reachable. ${String(error)}`,
    );
  }
  markReady(dir, content);
  return programs;
};

/**
 * The folder in which these npm packages are installed, beside the product's own.
 *
 * @param name of the folder below `.verify/`
 * @param packages as `name@version`
 * @throws ToolError when they cannot be had
 */
export const npmPackages = (name: string, packages: readonly string[]): string => {
  const dir = join(verifyDir, name);
  const content = packages.join('\n');
  if (isReady(dir, content)) return dir;
  console.error(`· 安装检验工具，仅需一次 Installing the tools that check, once: ${packages.join(' ')} …`);
  try {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'package.json'), '{"private":true,"type":"module"}\n');
    finish('npm', ['install', '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], dir);
  } catch (error) {
    throw new ToolError(
      `检验工具没有装上：${packages.join(' ')}，原因见上；需要能访问 npm 的包索引。\n` +
        `The tools were not installed, see above; the npm registry must be reachable. ${String(error)}`,
    );
  }
  markReady(dir, content);
  return dir;
};

/** Runs a program to its end and returns its exit code and all that it printed. */
export const output = async (
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<{ code: number; text: string }> => {
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, text };
};

/**
 * Runs a command of this folder: what the person can put right is said in words, exit 2; a finding is exit 1. With
 * `--record` its output also goes to docs/verified.md.
 */
export const verify = async (name: string, command: () => Promise<boolean>): Promise<void> => {
  const asked = process.argv.indexOf('--record');
  if (asked !== -1) process.argv.splice(asked, 1);
  const lines: string[] = [];
  const { log } = console;
  console.log = (...parts: unknown[]) => {
    lines.push(parts.join(' '));
    log(...parts);
  };
  try {
    process.exitCode = (await command()) ? 0 : 1;
    if (asked !== -1) record(name, lines.join('\n').replaceAll(`${root}/`, ''));
  } catch (error) {
    console.error(error instanceof ToolError ? error.message : error);
    process.exitCode = error instanceof ToolError ? 2 : 1;
  }
};
