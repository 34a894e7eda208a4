/** The build of the pages is the same whoever starts it. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');

test("it is the production build, also with a test's NODE_ENV", () => {
  const out = join(mkdtempSync(join(tmpdir(), 'yizhan-web-')), 'dist');
  const script = join(root, 'bin', 'build-web.ts');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, '--out', out],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test' },
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const scripts = globSync('assets/*.js', { cwd: out }).map((path) => readFileSync(join(out, path), 'utf8'));
  expect(scripts.some((text) => text.includes('serviceWorker'))).toBe(true);
  // A sentence that only the developers' build of React has.
  expect(scripts.some((text) => text.includes('act(...) is not supported'))).toBe(false);
  const worker = readFileSync(join(out, 'sw.js'), 'utf8');
  expect(worker).toContain('"/assets/');
  expect(worker).not.toContain('__PRECACHE__');
  rmSync(dirname(out), { recursive: true });
});
