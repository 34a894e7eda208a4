/** A full disk: what cannot be written is refused or forgotten, and nothing that runs dies of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { openClock } from '../../local/clock.ts';

const dir = mkdtempSync(join(tmpdir(), 'full-disk-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const fixture = (name: string): string => fileURLToPath(new URL(`fixture/${name}.ts`, import.meta.url));
/** Runs the fixture where no file may grow beyond so many kilobytes, if given. */
const run = (name: string, args: readonly string[], kilobytes?: number) => {
  const limit = kilobytes === undefined ? '' : `ulimit -f ${kilobytes};`;
  const node = `exec "${process.execPath}" --disable-warning=ExperimentalWarning "${fixture(name)}" ${args.map((arg) => `"${arg}"`).join(' ')}`;
  return spawnSync('bash', ['-c', `${limit}${node}`], { encoding: 'utf8', timeout: 240_000 });
};

test('a queue refuses new messages, and goes on with those that it has', () => {
  const { status, stdout, stderr } = run('full-sqs', [dir], 600);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const { sent, first, later, dead } = JSON.parse(stdout) as Record<'sent' | 'first' | 'later' | 'dead', number>;
  expect(sent).toBeGreaterThan(10);
  expect(first).toBe(10);
  // One was deleted. Nine have been received twice, and are dead; the others have been received once.
  expect({ later, dead }).toEqual({ later: sent - 10, dead: 9 });
});

// Linux has a file on a disk that is always full.
(existsSync('/dev/full') ? test : test.skip)('a function whose log cannot be written answers all the same', () => {
  const entry = join(dir, 'index.mjs');
  writeFileSync(entry, `export const handler = async () => { console.log('x'.repeat(100_000)); return 'answer'; };`);
  symlinkSync('/dev/full', join(dir, 'Talkative.log'));
  const { status, stdout, stderr } = run('full-log', [dir, entry]);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toBe('answer answer\n');
});

test('what a function says is in its log when it has stopped', () => {
  const entry = join(dir, 'index.mjs');
  writeFileSync(entry, `export const handler = async () => { console.log('said'); return 'answer'; };`);
  rmSync(join(dir, 'Talkative.log'), { force: true });
  expect(run('full-log', [dir, entry]).status).toBe(0);
  expect(readFileSync(join(dir, 'Talkative.log'), 'utf8')).toBe('said\nsaid\n');
});

test('time that cannot be written down does not move, and a restart does not turn it back', () => {
  const clock = openClock(dir);
  clock.advance(60_000);
  // Stands for a write that fails.
  mkdirSync(join(dir, 'clock.json.next'));
  expect(() => clock.advance(60_000)).toThrow('EISDIR');
  expect([clock.offset(), openClock(dir).offset()]).toEqual([60_000, 60_000]);
});
