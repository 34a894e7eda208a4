import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Fixture, startFixture, until } from './fixture/start.ts';

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
let fixture: Fixture;
let sqs: SQSClient;
let dynamo: DynamoDBClient;
beforeAll(async () => {
  fixture = await startFixture();
  const { environment } = fixture.host.system;
  sqs = new SQSClient({ ...access, endpoint: String(environment['AWS_ENDPOINT_URL_SQS']) });
  dynamo = new DynamoDBClient({ ...access, endpoint: String(environment['AWS_ENDPOINT_URL_DYNAMODB']) });
});
afterAll(async () => {
  sqs.destroy();
  dynamo.destroy();
  await fixture.stop();
});

const urlOf = (queue: string): string => fixture.host.system.queues[queue]?.url ?? '';
const send = (queue: string, ...bodies: string[]) =>
  sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: urlOf(queue),
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );
const receive = (queue: string): Promise<Message> =>
  until(async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: urlOf(queue), WaitTimeSeconds: 1 }));
    return Messages?.[0];
  });
/** Messages in the queue: waiting, and being worked on. */
const sizes = async (queue: string): Promise<(string | undefined)[]> => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] }),
  );
  return [Attributes?.['ApproximateNumberOfMessages'], Attributes?.['ApproximateNumberOfMessagesNotVisible']];
};
const put = (sk: string, value = 'v') =>
  dynamo.send(new PutItemCommand({ TableName: 'Table', Item: { pk: { S: 'p' }, sk: { S: sk }, value: { S: value } } }));
const local = async (path: string, body: object): Promise<unknown> => {
  const reply = await fetch(`${fixture.url}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return reply.json();
};

type Worked = { body: string; count: number; size: number };
const worked = (): Worked[] => fixture.written('work');
type Followed = { keys: string[]; poison: string | null; record: Record<string, unknown> };
const followed = (): Followed[] => fixture.written('follow');
type Tick = { time: string; now: number };
const ticks = (): Tick[] => fixture.written('tick');
const taken = (): string[] => followed().flatMap(({ keys, poison }) => (poison ? [] : keys));

describe('a queue', () => {
  test('is worked off, and good messages are deleted', async () => {
    await send('work', 'good 1', 'good 2');
    await until(() => worked().length >= 2);
    await until(async () => (await sizes('work')).join() === '0,0');
    expect(worked().map(({ count }) => count)).toEqual([1, 1]);
  });

  test('keeps only what failed, and gives it up to the dead-letter queue after the last receive', async () => {
    await send('work', 'good 3', 'bad 4');
    // Its visibility timeout is jumped over.
    await until(async () => {
      await local('clock', { advance: 'PT1S' });
      return (await sizes('dead'))[0] === '1';
    });
    expect((await receive('dead')).Body).toBe('bad 4');
    expect(worked().filter(({ body }) => body === 'good 3')).toHaveLength(1);
    expect(worked().flatMap(({ body, count }) => (body === 'bad 4' ? [count] : []))).toEqual([1, 2]);
  });

  test('keeps everything when the function throws; moving time brings it back at once', async () => {
    await send('work', 'throw 5');
    await until(() => worked().some(({ body }) => body === 'throw 5'));
    await until(async () => {
      await local('clock', { advance: 'PT1S' });
      return worked().filter(({ body }) => body === 'throw 5').length === 2;
    });
  });

  test('whose mapping is switched off is left alone', async () => {
    await send('elsewhere', 'for others');
    await send('work', 'good 6');
    await until(() => worked().some(({ body }) => body === 'good 6'));
    await sleep(300);
    expect(await sizes('elsewhere')).toEqual(['1', '0']);
  });
});

describe('a stream', () => {
  test('carries what its filter lets pass, in order, in the form of Lambda', async () => {
    await put('STATE');
    for (let index = 0; index < 5; index++) await put(`E#${index}`);
    await until(() => taken().length >= 5);
    expect(taken()).toEqual(['E#0', 'E#1', 'E#2', 'E#3', 'E#4']);
    expect(followed()[0]?.record).toMatchObject({
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/Table/stream/local',
      dynamodb: { Keys: { pk: { S: 'p' }, sk: { S: 'E#0' } }, NewImage: { value: { S: 'v' } } },
    });
  });

  test('says nothing of a put that changes nothing', async () => {
    await put('E#0');
    await put('E#0', 'other');
    await until(() => taken().length >= 6);
    expect(followed().at(-1)?.record).toMatchObject({
      eventName: 'MODIFY',
      dynamodb: { OldImage: { value: { S: 'v' } } },
    });
    // It would have come before this one.
    await put('E#last');
    await until(() => taken().includes('E#last'));
    expect(taken()).toHaveLength(7);
  });

  test('halves a batch that fails, puts the one bad record aside, and goes on', async () => {
    await local('streams', { enabled: false });
    for (const sk of ['E#a', 'E#b', 'E#poison', 'E#c', 'E#d']) await put(sk);
    await sleep(300);
    expect(taken()).not.toContain('E#a');
    await local('streams', { enabled: true });
    const message = await receive('aside');
    await until(() => taken().includes('E#d'));
    expect(taken().slice(-4)).toEqual(['E#a', 'E#b', 'E#c', 'E#d']);
    // The first attempt, and one retry, on its own; before that only in halves.
    expect(followed().filter(({ keys }) => keys.join() === 'E#poison')).toHaveLength(2);
    expect(JSON.parse(message.Body ?? '')).toMatchObject({
      version: '1.0',
      requestContext: {
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Fixture-follow',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      DDBStreamBatchInfo: {
        batchSize: 1,
        startSequenceNumber: expect.stringMatching(/^\d+$/),
        streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/Table/stream/local',
      },
    });
  });

  test('gathers within its window until nothing new comes, and loses nothing on the way', async () => {
    const gathered = (): string[][] => fixture.written<Followed>('gather').map(({ keys }) => keys);
    const all = Array.from({ length: 60 }, (_, n) => `G#${String(n).padStart(2, '0')}`);
    // Far less apart than the silence that ends a batch, also where each put takes its time.
    for (const sk of all) {
      await put(sk);
      await put('STATE', sk);
      await sleep(20);
    }
    await until(() => gathered().flat().length >= all.length);
    expect(gathered().flat()).toEqual(all);
    expect(gathered().length).toBeLessThan(all.length / 2);
  });

  test('can lose records on demand', async () => {
    await local('streams', { enabled: false });
    await put('E#lost');
    await local('streams', { enabled: true, drop: true });
    await put('E#kept');
    await until(() => taken().includes('E#kept'));
    expect(taken()).not.toContain('E#lost');
  });
});

describe('time', () => {
  test('moves for functions, schedules and tokens, and a due schedule runs at once', async () => {
    const before = Date.now();
    const moved = await local('clock', { advance: 'P3DT1H' });
    expect(moved).toMatchObject({ ran: ['Fixture-tick'] });
    const tick = ticks().at(-1);
    const ahead = 73 * 3_600_000;
    // Those before were by the minutes of a test that takes longer.
    expect(ticks().filter(({ now }) => now >= before + ahead)).toEqual([tick]);
    expect(Date.parse(tick?.time ?? '')).toBeGreaterThan(before + ahead - 2000);
    const reply = await fetch(`${fixture.url}/things/1?mode=time`);
    const { now, fresh, text, fixed } = JSON.parse(await reply.text());
    expect(fresh).toBeGreaterThanOrEqual(now);
    expect(Math.abs(Date.parse(text) - now)).toBeLessThan(2000);
    expect([now > before + ahead, fixed]).toEqual([true, 5]);
    const { token } = Object(await local('token', { id: 'x' }));
    const { iat } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    expect(iat * 1000).toBeGreaterThan(before + ahead - 2000);
    const me = await fetch(`${fixture.url}/me`, { headers: { authorization: token } });
    expect(me.status).toBe(200);
    expect(existsSync(`${fixture.dir}/clock.json`)).toBe(true);
  });
});
