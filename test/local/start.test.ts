/** What somebody meets at the console before anything runs: folders, ports, options, tokens. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openClock } from '../../local/clock.ts';
import { openDataDir } from '../../local/data-dir.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command to its end. */
const run = async (file: string, ...args: string[]): Promise<{ code: number | null; out: string; error: string }> => {
  const script = fileURLToPath(new URL(`../../local/${file}`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args]);
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, error };
};

const start = (...args: string[]) => run('main.ts', '--data', join(folder, 'none'), ...args);

describe('a data folder', () => {
  const path = join(folder, 'data');

  test('has one process at a time; the second is told who the first is', () => {
    const first = openDataDir(path, false);
    expect(() => openDataDir(path, false)).toThrow(`pid ${process.pid}`);
    first.release();
    openDataDir(path, false).release();
  });

  test('is emptied by --fresh, of nothing but our own', () => {
    mkdirSync(join(path, 'sqs'), { recursive: true });
    for (const name of ['dynamo.db', 'sqs/fauxqs.db', 'family photos.zip']) writeFileSync(join(path, name), 'x');
    openDataDir(path, true).release();
    expect(['dynamo.db', 'sqs', 'family photos.zip'].map((name) => existsSync(join(path, name)))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('keeps its port and its time', () => {
    const first = openDataDir(path, false);
    first.keepPort(4321);
    openClock(path).advance(1000);
    first.release();
    const second = openDataDir(path, false);
    expect([second.port(), openClock(path).offset()]).toEqual([4321, 1000]);
    second.release();
  });
});

describe('npm start refuses, with what to do,', () => {
  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { code, error } = await start('--port', String(port));
    server.close();
    expect(code).toBe(1);
    expect(error).toContain(`Port ${port} on 127.0.0.1 is taken`);
    expect(error).toContain('--port');
  });

  test('a port that is none, and an option that it does not know', async () => {
    expect(await start('--port', '80x')).toMatchObject({ code: 1, error: expect.stringContaining('“80x”') });
    expect(await start('--prot', '1')).toMatchObject({ code: 1, error: expect.stringContaining('npm start') });
  });

  test('a folder that is in use', async () => {
    const path = join(folder, 'used');
    const mine = openDataDir(path, false);
    const { code, error } = await run('main.ts', '--port', '0', '--data', path);
    mine.release();
    expect(code).toBe(1);
    expect(error).toContain(`pid ${process.pid}`);
  });
});

describe('npm run token', () => {
  test('lists everybody when nothing runs, one a line', async () => {
    const { code, out } = await run('token.ts');
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines)
      expect(line).toMatch(/^\S+ (resident|clerk|officer|supervisor|arbiter|auditor|administrator) \S+$/);
  });

  test('says in two languages when nobody has that name, or nothing runs', async () => {
    const nobody = await run('token.ts', 'nobody');
    expect(nobody).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/没有名为“nobody”[^]*no demo person "nobody"/),
    });
    const [person = ''] = (await run('token.ts')).out.split(' ');
    const nothing = await run('token.ts', person, '--data', join(folder, 'none'));
    expect(nothing).toMatchObject({
      code: 1,
      out: '',
      error: expect.stringMatching(/npm start[^]*No local system is running/),
    });
    writeFileSync(join(folder, 'system.json'), JSON.stringify({ url: 'http://127.0.0.1:9' }));
    const silent = await run('token.ts', person, '--data', folder);
    expect(silent).toMatchObject({ code: 1, out: '', error: expect.stringContaining('does not answer') });
  });
});
