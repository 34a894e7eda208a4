/** What producers and consumers rely on in SQS. */
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type SqsUnderTest, errorName, ownName, sqsUnderTest } from './clients.ts';

let under: SqsUnderTest;
const urls: string[] = [];
const create = async (Attributes: Record<string, string> = {}): Promise<string> => {
  const { QueueUrl = '' } = await under.sqs.send(new CreateQueueCommand({ QueueName: ownName('queue'), Attributes }));
  urls.push(QueueUrl);
  return QueueUrl;
};
beforeAll(async () => {
  under = await sqsUnderTest();
});
afterAll(async () => {
  for (const QueueUrl of urls) await under.sqs.send(new DeleteQueueCommand({ QueueUrl }));
  await under.stop();
});

const send = (QueueUrl: string, MessageBody: string, more: object = {}) =>
  under.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
/** One receive; waits up to two seconds for a first message. */
const receive = async (QueueUrl: string, more: object = {}): Promise<Message[]> => {
  const { Messages = [] } = await under.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds: 2,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
      ...more,
    }),
  );
  return Messages;
};
/** Receives until `count` messages are there: one receive need not bring all. */
const collect = async (QueueUrl: string, count: number): Promise<Message[]> => {
  const found: Message[] = [];
  for (let tries = 0; found.length < count && tries < 10; tries++) found.push(...(await receive(QueueUrl)));
  return found;
};
const counts = (messages: readonly Message[]) => messages.map(({ Attributes }) => Attributes?.ApproximateReceiveCount);

const entry = (n: number) => ({
  Id: `m${n}`,
  MessageBody: `消息 ${n}`,
  MessageAttributes: { kind: { DataType: 'String', StringValue: `k${n}` } },
});

test('a batch arrives whole, with attributes; eleven or an empty batch are refused', async () => {
  const QueueUrl = await create();
  const batch = (count: number) =>
    under.sqs.send(
      new SendMessageBatchCommand({ QueueUrl, Entries: Array.from({ length: count }, (_, n) => entry(n)) }),
    );
  expect((await batch(10)).Successful).toHaveLength(10);
  expect(await errorName(batch(11))).toMatch(/TooManyEntries/);
  expect(await errorName(batch(0))).toMatch(/EmptyBatch/);
  const messages = await collect(QueueUrl, 10);
  expect(messages.map(({ Body }) => Body).sort()).toEqual(Array.from({ length: 10 }, (_, n) => `消息 ${n}`));
  expect(messages.find(({ Body }) => Body === '消息 3')?.MessageAttributes?.['kind']?.StringValue).toBe('k3');
});

test('a received message is hidden until its visibility timeout ends, then comes again with a higher count', async () => {
  const QueueUrl = await create({ VisibilityTimeout: '6' });
  await send(QueueUrl, 'x');
  expect(counts(await receive(QueueUrl))).toEqual(['1']);
  expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toEqual([]);
  expect(counts(await collect(QueueUrl, 1))).toEqual(['2']);
});

test('visibility can be ended at once, and nothing is lost by it', async () => {
  const QueueUrl = await create({ VisibilityTimeout: '600' });
  await send(QueueUrl, 'x');
  const [message] = await receive(QueueUrl);
  await under.sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  expect(counts(await receive(QueueUrl))).toEqual(['2']);
});

test('of a batch, the deleted are gone and the failed come again', async () => {
  const QueueUrl = await create({ VisibilityTimeout: '6' });
  for (const body of ['good 1', 'bad', 'good 2']) await send(QueueUrl, body);
  const messages = await collect(QueueUrl, 3);
  const Entries = messages
    .filter(({ Body }) => Body !== 'bad')
    .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  const { Successful } = await under.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  expect(Successful).toHaveLength(2);
  const again = await collect(QueueUrl, 1);
  expect(again.map(({ Body }) => Body)).toEqual(['bad']);
});

test('after maxReceiveCount receives a message lies in the dead-letter queue', async () => {
  const dead = await create();
  const { Attributes } = await under.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['QueueArn'] }),
  );
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 2 });
  const QueueUrl = await create({ VisibilityTimeout: '1', RedrivePolicy });
  await send(QueueUrl, 'poison');
  expect(counts(await receive(QueueUrl))).toEqual(['1']);
  expect(counts(await receive(QueueUrl))).toEqual(['2']);
  expect(await receive(QueueUrl)).toEqual([]);
  await under.restart();
  const [message] = await receive(dead);
  expect(message?.Body).toBe('poison');
  expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toEqual([]);
});

test('a dead letter goes back into its queue, counted anew, and lies in the dead-letter queue no more', async () => {
  const dead = await create({ VisibilityTimeout: '600' });
  const QueueUrl = await create();
  await send(dead, 'mended', { MessageAttributes: entry(1).MessageAttributes });
  const [letter] = await receive(dead);
  await send(QueueUrl, letter?.Body ?? '', { MessageAttributes: letter?.MessageAttributes });
  await under.sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle: letter?.ReceiptHandle }));
  const [back] = await receive(QueueUrl);
  expect(back?.Body).toBe('mended');
  expect(back?.MessageAttributes?.['kind']?.StringValue).toBe('k1');
  expect(back?.Attributes?.ApproximateReceiveCount).toBe('1');
  const { Attributes } = await under.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: dead,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  expect(Object.values(Attributes ?? {})).toEqual(['0', '0']);
});

test('a delayed message comes when its delay is over', async () => {
  const QueueUrl = await create();
  await send(QueueUrl, 'later', { DelaySeconds: 6 });
  expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toEqual([]);
  expect((await collect(QueueUrl, 1)).map(({ Body }) => Body)).toEqual(['later']);
});

test('messages survive a restart, with their visibility; a deleted one stays away', async () => {
  const QueueUrl = await create({ VisibilityTimeout: '600' });
  await send(QueueUrl, 'deleted');
  const [gone] = await receive(QueueUrl);
  await under.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: gone?.ReceiptHandle }));
  await send(QueueUrl, 'in flight');
  await receive(QueueUrl);
  await send(QueueUrl, 'waiting');
  await under.restart();
  expect((await receive(QueueUrl)).map(({ Body }) => Body)).toEqual(['waiting']);
});
