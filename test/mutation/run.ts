/**
 * npm run mutation [-- --mutate 'domain/sla/*.ts'] [--incremental] [--out docs/mutation.md]: do the domain's tests notice
 * when the domain is changed? StrykerJS changes it in thousands of places, one at a time, and runs the tests that reach
 * the place. `--incremental` takes from the last run what no edit can have changed. All else is passed on to Stryker.
 * The last line is the score; the exit code is 1 while one of the goals is missed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { npmPackages, root, verify, verifyDir } from '../verify/tools.ts';
import {
  areas,
  countOf,
  mutantsOf,
  type Report,
  rulesScoreOf,
  scoreOf,
  section,
  summary,
  withSection,
} from './report.ts';

const stryker = '@stryker-mutator/core@10.1.1';
const reportFile = join(verifyDir, 'mutation.json');

/** The value of an option that is ours, taken out of the arguments. */
const take = (args: string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  if (at === -1) return undefined;
  const [, value] = args.splice(at, 2);
  if (value === undefined) throw new Error(`${name} 需要一个值 needs a value`);
  return value;
};

await verify('mutation', async () => {
  const args = process.argv.slice(2);
  const out = take(args, '--out');
  const began = performance.now();
  const program = join(
    npmPackages('stryker', [stryker]),
    ...'node_modules/@stryker-mutator/core/bin/stryker.js'.split('/'),
  );
  const settings = 'test/mutation/stryker.json';
  rmSync(reportFile, { force: true });
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, 'run', settings, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) return false;

  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  const mutants = mutantsOf(report);
  const minutes = Math.ceil((performance.now() - began) / 60_000);
  console.log(summary(mutants));
  if (out !== undefined) {
    const facts = {
      date: new Date().toISOString().slice(0, 10),
      machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}`,
      versions: `StrykerJS ${stryker.split('@').at(-1)}, Node ${process.versions.node}`,
      minutes,
    };
    const path = join(root, out);
    writeFileSync(path, withSection(readFileSync(path, 'utf8'), section(mutants, facts)));
  }
  const missed = areas.filter(({ goal, holds }) => {
    const own = mutants.filter(({ file }) => holds(file));
    return own.length > 0 && rulesScoreOf(countOf(own)) < goal;
  });
  for (const { en, zh, goal } of missed) console.log(`${zh} ${en}: 低于目标 below the goal of ${goal} %`);
  const unexplained = mutants.filter(({ fate }) => fate === 'unexplained').length;
  const count = countOf(mutants);
  console.log(
    `score ${scoreOf(count).toFixed(1)} of rules ${rulesScoreOf(count).toFixed(1)} unexplained ${unexplained}`,
  );
  return missed.length === 0;
});
