import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/deadline.ts', import.meta.url));

/** Runs the command as a person would and gives what it said. */
const run = (text: string, timeZone = 'UTC') =>
  new Promise<{ code: number; lines: string[]; errors: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, ...text.split(' ').filter(Boolean)],
      { env: { ...process.env, TZ: timeZone, NODE_OPTIONS: '' }, timeout: 240_000 },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, lines: stdout.trimEnd().split('\n'), errors: stderr }),
    );
  });
const due = async (text: string) => (await run(text)).lines[0];

describe.each(['UTC', 'America/New_York', 'Asia/Shanghai', 'Pacific/Kiritimati'])('under TZ=%s', (timeZone) => {
  test('a start after close of business keeps its date', async () => {
    const { code, lines, errors } = await run('--start 2026-02-14T17:45+08:00 --limit 5wd', timeZone);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(lines[0]).toBe('2026-02-28T17:30:00+08:00');
    expect(lines[1]).toContain('5个工作日');
    expect(lines[2]).toContain('5 working days');
    expect(lines).toHaveLength(3 + 15);
    expect(lines.at(-1)).toMatch(/^2026-02-28 周六 Sat +5 {2}春节调休上班，计入；17:30 到期 · make-up working day/);
  });
  test('an instant is read in Beijing time, whatever its offset', async () => {
    expect((await run('--start 2026-02-13T16:30Z --limit 5wd', timeZone)).lines[0]).toBe('2026-02-28T17:30:00+08:00');
  });
});

test.each([
  ['a filing', '--start 2026-02-14T17:45+08:00 --limit 5wd --filing', '2026-03-02T17:30:00+08:00'],
  ['a date filed', '--start 2026-10-03 --limit 5wd --filing', '2026-10-14T17:30:00+08:00'],
  ['a stop', '--start 2026-02-14 --limit 5wd --stop 2026-02-24..2026-02-25', '2026-03-03T17:30:00+08:00'],
  [
    'stops and extensions, repeated',
    '--start=2026-03-02 --limit=1wd --stop=2026-03-03..2026-03-03 --stop=2026-03-04..2026-03-04 --extend=1wd --extend=1wd',
    '2026-03-09T17:30:00+08:00',
  ],
  ['no offset is Beijing time', '--start 2026-03-02T16:30 --limit 4wh', '2026-03-03T12:00:00+08:00'],
  ['clock hours', '--start 2026-03-02T16:30:15.250+08:00 --limit 4h', '2026-03-02T20:30:15.250+08:00'],
  ['calendar days', '--start 2026-09-18 --limit 15d', '2026-10-08T17:30:00+08:00'],
])('%s', async (_, text, expected) => expect(await due(text)).toBe(expected));

test('a provisional date says so after the first line', async () => {
  const { lines } = await run('--start 2026-12-28 --limit 5wd');
  expect(lines[0]).toBe('2027-01-05T17:30:00+08:00');
  expect(lines[1]).toContain('预计');
  expect(lines[2]).toContain('provisional');
});

test('a filing is told when it is received', async () => {
  const { lines } = await run('--start 2026-02-14T17:45+08:00 --limit 5wd --filing');
  expect(lines[1]).toContain('下一工作日 2026-02-24');
  expect(lines[2]).toContain('received the next working day, Tue 2026-02-24');
});

test('--help', async () => {
  const { code, lines } = await run('--help');
  expect(code).toBe(0);
  expect(lines.join('\n')).toMatch(/--start[^]*--limit[^]*--stop[^]*--extend[^]*--filing/);
});

test.each([
  ['', /--start.*\n.*--start is missing/],
  ['--start 2026-02-14', /--limit is missing/],
  ['--start 2026-02-30 --limit 5wd', /2026-02-30.*\n.*2026-02-30/],
  ['--start 2026-02-30T10:00+08:00 --limit 5wd', /2026-02-30T10:00/],
  ['--start 2026-02-14T25:00+08:00 --limit 5wd', /T25:00/],
  ['--start yesterday --limit 5wd', /yesterday/],
  ['--start 2026-02-14 --limit 5weeks', /5weeks.*\n.*5weeks/],
  ['--start 2026-02-14 --limit -5wd', /-5wd/],
  ['--start 2026-02-14 --limit 5wd --limit 6wd', /5wd, 6wd/],
  ['--start 2026-02-14 --limit 5wd --stop 2026-02-24', /--stop.*2026-02-24/],
  ['--start 2026-02-14 --limit 5wd --stop 2026-02-25..2026-02-24', /2026-02-25\.\.2026-02-24/],
  ['--start 2026-02-14 --limit 5wd --extend 2', /--extend.* 2/],
  ['--start 2026-02-14 --limit 5wd --extend 2h', /2 hours/],
  ['--start 2026-02-14 --limit 5wd --filing=no', /--filing=no/],
  ['--start 2026-02-14 --limit', /--limit needs a value/],
  ['--start 2026-02-14 --limit 5wd --sotp x', /Unknown argument: --sotp/],
  ['--start 2026-02-14 --limit 5wd extra', /Unknown argument: extra/],
  ['--start 1999-02-14 --limit 5wd', /1999/],
])('refused with exit 2: %s', async (text, message) => {
  const { code, lines, errors } = await run(text);
  expect(code).toBe(2);
  expect(lines).toEqual(['']);
  expect(errors).toMatch(message);
  expect(errors).toMatch(/\p{Script=Han}/u);
});
