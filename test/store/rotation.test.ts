/**
 * Rotation of the index key and of the key over data keys, on the real engines, by the command itself in processes of
 * its own: each has a configuration of its own, as functions have during a deployment.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keyOf, prefix } from '../../store/keys.ts';
import { openFields, openFile, resident } from '../../store/people.ts';
import { scan } from '../../store/scan.ts';
import { findKey } from '../../store/subjects.ts';
import { get, remove, write } from '../../store/table.ts';
import { startEngines } from '../support/engines.ts';
import { aTicket } from './factories.ts';
import { personOf } from './numbered-people.ts';

const people = 90;
const before = { INDEX_KEYS: '1=blind-index' };
const during = { INDEX_KEYS: '2=blind-index-2 1=blind-index' };
const after = { INDEX_KEYS: '2=blind-index-2' };

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
  for (let n = 0; n < people; n++) await openFile(personOf(n));
});
afterAll(async () => {
  for (const { child } of functions.values()) child.kill();
  await engines.stop();
});

const start = (script: string, args: readonly string[], env: object): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
const output = async (child: ChildProcess) => {
  child.stdin?.end();
  if (!child.stdout) throw new Error('no output');
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return printed.trim().split('\n');
};
const rotate = (job: string, env: object, ...more: string[]) => output(start('bin/rotate.ts', [job, ...more], env));
type Function = { child: ChildProcess; lines: AsyncIterator<string>; last: Promise<unknown> };
const functions = new Map<string, Function>();
const functionWith = (env: object): Function => {
  const child = start('test/store/ask-people.ts', [], env);
  if (!child.stdout) throw new Error('no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, lines, last: Promise.resolve() };
};
/** What a function with this configuration answers; it is started once and asked one thing after the other. */
const ask = (env: object, questions: readonly object[]): Promise<unknown[]> => {
  const name = JSON.stringify(env);
  const one = functions.get(name) ?? functionWith(env);
  functions.set(name, one);
  const answer = one.last.then(async () => {
    one.child.stdin?.write(`${JSON.stringify(questions)}\n`);
    return JSON.parse((await one.lines.next()).value ?? '[]') as unknown[];
  });
  one.last = answer;
  return answer;
};
const versions = async () => {
  const counts: Record<string, number> = {};
  for await (const { version = 1 } of scan<{ version?: number }>({
    text: 'begins_with(pk, :x) OR begins_with(pk, :h)',
    values: { ':x': prefix.index, ':h': prefix.household },
  }))
    counts[version] = (counts[version] ?? 0) + 1;
  return counts;
};
const everybody = Array.from({ length: people }, (_, n) => n);
const found = (n: number) => ({
  idCard: `resident-${n}`,
  phone: [n & ~1, (n & ~1) + 1].map((each) => `resident-${each}`).toSorted(),
  housemates: [0, 1, 2]
    .map((each) => `resident-${Math.floor(n / 3) * 3 + each}`)
    .filter((id) => id !== `resident-${n}`)
    .toSorted(),
});
const findAll = (env: object) =>
  ask(
    env,
    everybody.map((n) => ({ find: n })),
  );

test('the index key is rotated while everybody is found at every moment, through a job that is killed again and again', async () => {
  expect(await findAll(before)).toEqual(everybody.map(found));
  expect(await rotate('index', before)).toContain('left 0');
  expect(await findAll(during)).toEqual(everybody.map(found));
  expect((await rotate('index', during, '--dry-run')).at(-1)).toBe(`left ${people * 3}`);

  // Killed three times, wherever it is; whoever looks meanwhile finds everybody.
  for (const ms of [500, 700, 900]) {
    const job = start('bin/rotate.ts', ['index'], during);
    const looking = findAll(during);
    await new Promise((resolve) => setTimeout(resolve, ms));
    job.kill('SIGKILL');
    expect(await looking).toEqual(everybody.map(found));
  }
  const finding = findAll(during);
  expect((await rotate('index', during)).at(-1)).toBe('left 0');
  expect(await finding).toEqual(everybody.map(found));
  expect(await versions()).toEqual({ 1: people * 3, 2: people * 3 });
  // A function that has not yet got the new configuration, and one that has already lost the old.
  expect(await findAll(before)).toEqual(everybody.map(found));
  expect(await findAll(after)).toEqual(everybody.map(found));

  // The old key is out of the configuration: its rows go, again with somebody who pulls the plug.
  const job = start('bin/rotate.ts', ['index'], after);
  setTimeout(() => job.kill('SIGKILL'), 500);
  await output(job);
  const meanwhile = findAll(after);
  expect((await rotate('index', after)).slice(-2)).toEqual([expect.stringContaining('no longer needed'), 'left 0']);
  expect(await meanwhile).toEqual(everybody.map(found));
  expect(await versions()).toEqual({ 2: people * 3 });
  expect(await resident('resident-5')).not.toHaveProperty('formerHousehold');
  expect(await rotate('index', after)).toContain('left 0');
});

test('of many who register one number during the rotation, with whatever configuration, one does', async () => {
  const next = { INDEX_KEYS: '3=blind-index-3 2=blind-index-2' };
  // The number of somebody who is indexed under the old key alone, and numbers of nobody.
  const rivals = async (n: number, ...envs: object[]) =>
    (
      await Promise.all(
        envs.map((env, i) =>
          ask(
            env,
            [1, 2, 3].map((each) => ({ open: n, id: `rival-${n}-${i}-${each}` })),
          ),
        ),
      )
    ).flat();
  const opened = async (n: number, ...envs: object[]) =>
    (await rivals(n, ...envs)).filter((each) => typeof each === 'object' && each !== null && 'opened' in each).length;
  expect(await rivals(7, after, next)).toEqual(Array.from({ length: 6 }, () => ({ existing: 'resident-7' })));
  for (const n of [901, 902, 903]) expect(await opened(n, after, next)).toBe(1);
  // Then from a function with both to one that has the newest alone.
  expect((await rotate('index', next)).at(-1)).toBe('left 0');
  const last = { INDEX_KEYS: '3=blind-index-3' };
  for (const n of [911, 912, 913]) expect(await opened(n, next, last)).toBe(1);
  expect((await rotate('index', last)).at(-1)).toBe('left 0');
  expect(Object.keys(await versions())).toEqual(['3']);
  expect(await ask(last, [{ find: 7 }])).toMatchObject([{ idCard: 'resident-7' }]);
});

test('data keys are wrapped anew, files and anonymous tickets alike; what is sealed stays, and what is gone stays gone', async () => {
  const words = { form: { question: '匿名咨询𠮷' } };
  const { id: ticketId } = await aTicket(words, null);
  const sealed = (await resident('resident-3'))?.sealed;
  // Destroyed before the job comes by.
  await write(remove(keyOf.residentFile('resident-11')));
  const both = { DATA_KEYS: '2=residents-2 1=residents' };
  const job = start('bin/rotate.ts', ['data-keys'], both);
  setTimeout(() => job.kill('SIGKILL'), 450);
  await output(job);
  // A function with both opens what is moved and what is not.
  expect(await ask(both, [{ name: 3 }, { name: 4 }, { name: people - 1 }])).toEqual([
    '演示3',
    '演示4',
    `演示${people - 1}`,
  ]);
  expect((await rotate('data-keys', both)).at(-1)).toBe('left 0');
  expect(await rotate('data-keys', both)).toContain('已移到当前版本 moved 0');

  const only = { DATA_KEYS: '2=residents-2' };
  expect(
    await ask(
      only,
      everybody.filter((n) => n !== 11).map((n) => ({ name: n })),
    ),
  ).toEqual(everybody.filter((n) => n !== 11).map((n) => `演示${n}`));
  expect((await resident('resident-3'))?.sealed).toEqual(sealed);
  expect(await get(keyOf.ticketKey(ticketId))).toMatchObject({ keyVersion: 2 });
  expect(await resident('resident-11')).toBeUndefined();
  // The old key alone opens nothing any more, and says which one is missing.
  const file = await resident('resident-3');
  if (!file) throw new Error('no file');
  await expect(openFields(file)).rejects.toThrow('version 2');
  await expect(findKey({ residentId: null, ticketId })).rejects.toThrow('version 2');
});
