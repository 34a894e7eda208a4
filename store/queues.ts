/** Messages into queues, and dead letters back to where they came from. */
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Outgoing } from '../domain/dispatch.ts';
import { queueUrl } from './client.ts';
import { sqs } from './sqs.ts';
import { backOff } from './table.ts';

const perBatch = 10;
const tries = 5;

/** SQS refuses U+FFFE and U+FFFF, some engines every character beyond the first plane: escaped, JSON carries them all. */
const bodyOf = (message: unknown): string =>
  JSON.stringify(message).replaceAll(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

const sendBatch = async (url: string, entries: SendMessageBatchRequestEntry[]): Promise<void> => {
  let pending = entries;
  for (let attempt = 1; pending.length > 0; attempt++) {
    const { Failed = [] } = await sqs().send(new SendMessageBatchCommand({ QueueUrl: url, Entries: pending }));
    const failed = new Set(Failed.map(({ Id }) => Id));
    pending = pending.filter(({ Id }) => failed.has(Id));
    const final = Failed.find(({ SenderFault }) => SenderFault) ?? (attempt === tries ? Failed[0] : undefined);
    if (final) throw new Error(`${pending.length} messages not sent to ${url}: ${final.Code} ${final.Message ?? ''}`);
    if (pending.length > 0) await backOff(attempt);
  }
};

/**
 * Sends each message as JSON to the queue (contract/environment.ts names them). What a queue takes only in part is
 * sent again. @throws when some are still refused: then all of them may be sent again, consumers expect that
 */
export const send = async (queue: string, messages: readonly unknown[]): Promise<void> => {
  const entries = messages.map((message, i) => ({ Id: String(i), MessageBody: bodyOf(message) }));
  for (let from = 0; from < entries.length; from += perBatch)
    await sendBatch(queueUrl(queue), entries.slice(from, from + perBatch));
};

/** Sends to several queues at once, each queue's messages together. @throws like `send` */
export const sendAll = async (outgoing: readonly Outgoing[]): Promise<void> => {
  const byQueue = Map.groupBy(outgoing, ({ queue }) => queue);
  await Promise.all(
    [...byQueue].map(([queue, messages]) =>
      send(
        queue,
        messages.map(({ body }) => body),
      ),
    ),
  );
};

export type QueuePair = { url: string; deadLetterUrl: string };

/** Queue and dead letters of a queue as the queue itself names them. */
export const pairOf = async (queue: string): Promise<QueuePair> => {
  const url = queueUrl(queue);
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] }),
  );
  const policy = JSON.parse(Attributes?.RedrivePolicy ?? '{}') as { deadLetterTargetArn?: string };
  const name = policy.deadLetterTargetArn?.split(':').at(-1);
  if (!name) throw new Error(`队列 ${queue} 没有死信队列。 Queue ${queue} has no dead-letter queue.`);
  const { QueueUrl } = await sqs().send(new GetQueueUrlCommand({ QueueName: name }));
  if (!QueueUrl) throw new Error(`死信队列 ${name} 不存在。 Dead-letter queue ${name} does not exist.`);
  return { url, deadLetterUrl: QueueUrl };
};

/**
 * How many messages lie in a queue, also those in somebody's hands, who may have died; SQS only ever says it
 * approximately.
 */
export const waiting = async (url: string): Promise<number> => {
  const { Attributes } = await sqs().send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  const { ApproximateNumberOfMessages: free = 0, ApproximateNumberOfMessagesNotVisible: held = 0 } = Attributes ?? {};
  return Number(free) + Number(held);
};

/** First into the queue, then out of the dead letters: a crash between the two sends it twice, never loses it. */
const move = async ({ url, deadLetterUrl }: QueuePair, message: Message): Promise<void> => {
  await sqs().send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: message.Body,
      ...(message.MessageAttributes ? { MessageAttributes: message.MessageAttributes } : {}),
    }),
  );
  await sqs().send(new DeleteMessageCommand({ QueueUrl: deadLetterUrl, ReceiptHandle: message.ReceiptHandle }));
};

/** Moves up to `max` dead letters back into their queue. Returns how many. What dies again meanwhile may be among them. */
export const redrive = async (pair: QueuePair, { max }: { max: number }): Promise<number> => {
  let moved = 0;
  while (moved < max) {
    const { Messages = [] } = await sqs().send(
      new ReceiveMessageCommand({
        QueueUrl: pair.deadLetterUrl,
        MaxNumberOfMessages: Math.min(perBatch, max - moved),
        MessageAttributeNames: ['All'],
        // Long polling asks every server of the queue, so an empty answer means empty.
        WaitTimeSeconds: 1,
      }),
    );
    if (Messages.length === 0) break;
    await Promise.all(Messages.map((message) => move(pair, message)));
    moved += Messages.length;
  }
  return moved;
};
