import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type QueuePair, redrive, send, waiting } from '../../store/queues.ts';
import { sqs } from '../../store/sqs.ts';
import { createQueuePair, startEngines } from '../support/engines.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
let pair: QueuePair;
beforeAll(async () => {
  engines = await startEngines();
  pair = await createQueuePair('routing');
});
afterAll(() => engines.stop());

const receive = async (url: string) =>
  (await sqs().send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }))).Messages ?? [];
/** Receives everything, and once more: then all of it is dead. */
const letDie = async () => {
  for (let n = 0; n < 10; n++) await receive(pair.url);
};

describe('queues', () => {
  test('messages go in batches of ten, and dead ones come back', async () => {
    await send(
      'routing',
      Array.from({ length: 25 }, (_, n) => ({ n, text: '𠮷' })),
    );
    expect(await waiting(pair.url)).toBe(25);
    await letDie();
    expect(await waiting(pair.deadLetterUrl)).toBe(25);
    expect(await redrive(pair, { max: 3 })).toBe(3);
    expect(await waiting(pair.deadLetterUrl)).toBe(22);
    expect(await redrive(pair, { max: 100 })).toBe(22);
    expect(await waiting(pair.url)).toBe(25);
    const [message] = await receive(pair.url);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ text: '𠮷' });
  });

  test('a queue that is bound to nothing is named', async () => {
    await expect(send('nowhere', [1])).rejects.toThrow('QUEUE_URL_NOWHERE');
  });
});

const run = async (...args: string[]) => {
  // As at a console: nothing of the system is in the environment.
  const { TABLE_NAME: _table, QUEUE_URL_ROUTING: _url, ...env } = process.env;
  const command = promisify(execFile)(process.execPath, ['bin/redrive.ts', ...args], { env });
  return command.then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, out: stderr }),
  );
};
const dataDir = (system: object) => {
  const dir = mkdtempSync(join(engines.dir, 'system-'));
  writeFileSync(join(dir, 'system.json'), JSON.stringify({ environment: {}, queues: { routing: pair }, ...system }));
  return dir;
};

describe('npm run redrive', () => {
  test('finds the running system, says how many lie there, moves them', async () => {
    await letDie();
    const data = dataDir({ pid: process.pid });
    const lying = await waiting(pair.deadLetterUrl);
    expect(lying).toBeGreaterThan(0);
    expect((await run('routing', '--dry-run', '--data', data)).out).toContain(`${lying} dead letters, none moved`);
    expect((await run('routing', '--data', data)).out).toContain(`Moved ${lying} of ${lying}`);
    expect(await waiting(pair.deadLetterUrl)).toBe(0);
  });

  test('what a command had in its hands when it died is said, and comes with a later one', async () => {
    const data = dataDir({ pid: process.pid });
    await run('routing', '--data', data);
    await send('routing', [1, 2]);
    await letDie();
    const lying = await waiting(pair.deadLetterUrl);
    const hold = (VisibilityTimeout: number) =>
      sqs().send(
        new ReceiveMessageCommand({ QueueUrl: pair.deadLetterUrl, MaxNumberOfMessages: 10, VisibilityTimeout }),
      );
    const { Messages: held = [] } = await hold(1);
    expect(held.length).toBeGreaterThan(0);
    await sleep(1_200);
    // Nobody has asked for them since their time was over.
    expect((await run('routing', '--data', data)).out).toContain(`Moved ${lying} of ${lying}`);
    await letDie();
    const { Messages: again = [] } = await hold(600);
    const { out } = await run('routing', '--data', data);
    expect(out).toContain('run this again in half a minute');
    expect(await waiting(pair.deadLetterUrl)).toBe(again.length);
  });

  test('says what is wrong and what to do', async () => {
    const data = dataDir({ pid: process.pid });
    expect(await run('rooting', '--data', data)).toMatchObject({ code: 2, out: expect.stringContaining('routing') });
    expect(await run('routing', '--max', 'x', '--data', data)).toMatchObject({
      code: 2,
      out: expect.stringContaining('x'),
    });
    expect(await run()).toMatchObject({ code: 2, out: expect.stringContaining('Usage') });
    expect(await run('--wrong')).toMatchObject({ code: 2, out: expect.stringContaining('--wrong') });
    const nothing = join(engines.dir, 'nothing');
    expect(await run('routing', '--data', nothing)).toMatchObject({
      code: 2,
      out: expect.stringContaining('npm start'),
    });
    // No process has this number: pids end at 2^22.
    const dead = dataDir({ pid: 2 ** 30 });
    expect(await run('routing', '--data', dead)).toMatchObject({ code: 2, out: expect.stringContaining('has ended') });
  });
});
