/** SQS → function, as an event source mapping does it. */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crashes } from './crash.ts';
import { failedItems } from './partial-failure.ts';
import { region } from './template.ts';

/** Seconds; one waiting request per queue is all that an idle queue costs. */
const longPoll = 20;
/** Invocations of one mapping at once when the template sets no limit. */
const defaultConcurrency = 5;

export type QueuePollerOptions = {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill. */
  readonly window: number;
  readonly concurrency?: number | undefined;
  readonly reportsFailures: boolean;
  readonly passes: (record: unknown) => boolean;
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly crashes: Crashes;
};

export type QueuePoller = {
  /** Shows the messages that failed again at once: called when local time moves past their visibility timeout. */
  readonly release: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const recordOf = (message: Message, queueArn: string): Record<string, unknown> => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: message.Attributes ?? {},
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, BinaryValue, DataType }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});

/** The record as a filter sees it: a body in JSON is matched inside. */
const filterView = (record: Record<string, unknown>): Record<string, unknown> => {
  try {
    return { ...record, body: JSON.parse(String(record['body'])) };
  } catch {
    return record;
  }
};

/** Starts reading the queue. A message is deleted when the function has dealt with it, or a filter drops it. */
export const pollQueue = (options: QueuePollerOptions): QueuePoller => {
  const { sqs, queueUrl: QueueUrl, concurrency = defaultConcurrency } = options;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  /** Receipt handles of messages that wait for their visibility timeout after a failure. */
  const failed = new Set<string>();

  const remove = async (messages: readonly Message[]): Promise<void> => {
    for (let from = 0; from < messages.length; from += 10) {
      const Entries = messages
        .slice(from, from + 10)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };

  const deliver = async (messages: readonly Message[]): Promise<void> => {
    const records = messages.map((message) => ({ message, record: recordOf(message, options.queueArn) }));
    const wanted = records.filter(({ record }) => options.passes(filterView(record)));
    await remove(records.filter((one) => !wanted.includes(one)).map(({ message }) => message));
    if (wanted.length === 0) return;
    options.crashes.reach('before-queue-delivery');
    let bad: ReadonlySet<string> | 'all';
    try {
      const result = await options.invoke({ Records: wanted.map(({ record }) => record) });
      const ids = wanted.map(({ message }) => message.MessageId ?? '');
      bad = options.reportsFailures ? failedItems(result, ids) : new Set<string>();
    } catch {
      // The function's log has the error; the messages come back after their visibility timeout.
      bad = 'all';
    }
    options.crashes.reach('after-queue-delivery');
    const isBad = ({ MessageId = '' }: Message): boolean => bad === 'all' || bad.has(MessageId);
    const done = wanted.map(({ message }) => message).filter((message) => !isBad(message));
    for (const { message } of wanted) if (isBad(message) && message.ReceiptHandle) failed.add(message.ReceiptHandle);
    await remove(done);
  };

  const receive = async (most: number, wait: number): Promise<Message[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(10, most),
        WaitTimeSeconds: wait,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopping.signal },
    );
    return Messages;
  };

  /** One batch: full, or as full as it gets within the window. */
  const collect = async (): Promise<Message[]> => {
    const batch = await receive(options.batchSize, longPoll);
    const until = Date.now() + options.window * 1000;
    if (options.window === 0 && options.batchSize <= 10) return batch;
    while (batch.length > 0 && batch.length < options.batchSize) {
      const more = await receive(options.batchSize - batch.length, 0);
      batch.push(...more);
      if (more.length > 0) continue;
      if (Date.now() >= until) break;
      await sleep(Math.min(100, until - Date.now()));
    }
    return batch;
  };

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const batch = await collect();
        if (batch.length === 0) continue;
        const work = deliver(batch)
          .catch((error: unknown) => console.error(`${options.queueArn}: ${String(error)}`))
          .finally(() => running.delete(work));
        running.add(work);
        if (running.size >= concurrency) await Promise.race(running);
      } catch (error) {
        if (stopping.signal.aborted) return;
        console.error(`${options.queueArn}: ${String(error)}`);
        await sleep(1000, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };
  const polling = poll();

  return {
    release: async () => {
      const handles = [...failed];
      failed.clear();
      await Promise.all(
        handles.map((ReceiptHandle) =>
          // A message that has come back by itself has another handle by now.
          sqs
            .send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))
            .catch(() => {}),
        ),
      );
    },
    stop: async () => {
      stopping.abort();
      await polling;
      await Promise.allSettled(running);
    },
  };
};
