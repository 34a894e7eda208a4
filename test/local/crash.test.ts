import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { until } from './fixture/start.ts';

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const dir = mkdtempSync(join(tmpdir(), 'crash-'));
const script = fileURLToPath(new URL('fixture/start.ts', import.meta.url));
let child: ChildProcess | undefined;

type Address = { url: string; pid: number; environment: Record<string, string> };
const lines = <T>(name: string): T[] => {
  const file = join(dir, `${name}.jsonl`);
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
};
const start = async (): Promise<Address & { dynamo: DynamoDBClient; sqs: SQSClient }> => {
  const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dir], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child = started;
  const address = await until(() => lines<Address>('address').find(({ pid }) => pid === started.pid));
  const { environment } = address;
  return {
    ...address,
    dynamo: new DynamoDBClient({
      ...access,
      maxAttempts: 1,
      endpoint: String(environment['AWS_ENDPOINT_URL_DYNAMODB']),
    }),
    sqs: new SQSClient({ ...access, maxAttempts: 1, endpoint: String(environment['AWS_ENDPOINT_URL_SQS']) }),
  };
};
const ended = async (): Promise<string | null> => {
  if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child?.signalCode ?? null;
};
const order = (url: string, body: object) =>
  fetch(`${url}/_local/crash`, { method: 'POST', body: JSON.stringify(body) });
const put = (dynamo: DynamoDBClient, sk: string) =>
  dynamo.send(new PutItemCommand({ TableName: 'Table', Item: { pk: { S: 'p' }, sk: { S: sk } } }));
/** The engine dies with the system it was ordered to kill, at times before it has answered; what it took is kept. */
const putIntoCrash = (dynamo: DynamoDBClient, sk: string) => put(dynamo, sk).catch(() => {});
const taken = (): string[] => lines<{ keys: string[] }>('follow').flatMap(({ keys }) => keys);
const worked = (body: string): number => lines<{ body: string }>('work').filter((one) => one.body === body).length;
const times = (sk: string): number => taken().filter((key) => key === sk).length;

afterEach(async () => {
  child?.kill('SIGKILL');
  await ended();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('a stream goes on from its checkpoint: once before a crash, again only what was not written down', async () => {
  const first = await start();
  await put(first.dynamo, 'E#1');
  await until(() => times('E#1') === 1);
  await order(first.url, { at: 'before-stream-delivery' });
  await putIntoCrash(first.dynamo, 'E#2');
  expect(await ended()).toBe('SIGKILL');
  expect(times('E#2')).toBe(0);

  const second = await start();
  await until(() => times('E#2') === 1);
  await order(second.url, { at: 'after-stream-delivery' });
  await putIntoCrash(second.dynamo, 'E#3');
  expect(await ended()).toBe('SIGKILL');
  expect(times('E#3')).toBe(1);

  const third = await start();
  await until(() => times('E#3') === 2);
  await put(third.dynamo, 'E#4');
  await until(() => times('E#4') === 1);
  expect(['E#1', 'E#2', 'E#3', 'E#4'].map(times)).toEqual([1, 1, 2, 1]);
});

test('a message survives a crash before and after its delivery', async () => {
  const first = await start();
  await order(first.url, { at: 'before-queue-delivery' });
  const QueueUrl = `${String(first.environment['AWS_ENDPOINT_URL_SQS'])}/000000000000/Fixture-work`;
  await first.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' })).catch(() => {});
  expect(await ended()).toBe('SIGKILL');
  expect(worked('m')).toBe(0);
  await start();
  await until(() => worked('m') === 1);
});

test('after-store: the function has answered, the caller hears nothing', async () => {
  const { url } = await start();
  await order(url, { at: 'after-store', skip: 1 });
  const create = () => fetch(`${url}/things`, { method: 'POST', body: 'x' });
  expect((await create()).status).toBe(200);
  // Reading is no such point.
  expect((await fetch(`${url}/things/1`)).status).toBe(200);
  await expect(create()).rejects.toThrow();
  expect(await ended()).toBe('SIGKILL');
});
