/** Event source mappings of a template, started. */
import { randomUUID } from 'node:crypto';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { type SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Checkpoints } from './checkpoints.ts';
import type { Crashes } from './crash.ts';
import { recordFilter } from './filter.ts';
import type { Functions } from './functions.ts';
import { type QueuePoller, pollQueue } from './queue-poller.ts';
import type { Known, Model } from './resources.ts';
import type { LocalFunction } from './runtime.ts';
import type { Failure, StreamRecord } from './stream-delivery.ts';
import { type StreamPoller, pollStream } from './stream-poller.ts';
import type { GetRecords } from './stream-records.ts';

type Mapping = Known<'AWS::Lambda::EventSourceMapping'>;
type Queue = Known<'AWS::SQS::Queue'>;
type Table = Known<'AWS::DynamoDB::GlobalTable'>;

export type Mappings = {
  readonly wake: () => void;
  readonly release: () => Promise<void>;
  readonly setStreams: (enabled: boolean, drop: boolean) => Promise<void>;
  readonly trim: (trimStream: (tableName: string, upTo: bigint) => void) => void;
  readonly stop: () => Promise<void>;
};

const iso = (record: StreamRecord | undefined): string => new Date(record?.at ?? 0).toISOString();

/** What Lambda sends to the on-failure destination of a stream: where the records lie, not what is in them. */
const putAsideMessage = (
  records: readonly StreamRecord[],
  { condition, requestId, invocations }: Failure,
  where: { shardId: string; streamArn: string; functionArn: string },
): object => {
  return {
    requestContext: {
      requestId: requestId || randomUUID(),
      functionArn: where.functionArn,
      condition,
      approximateInvokeCount: invocations,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: requestId ? 'Unhandled' : null,
    },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: where.shardId,
      startSequenceNumber: records[0]?.sequence,
      endSequenceNumber: records.at(-1)?.sequence,
      approximateArrivalOfFirstRecord: iso(records[0]),
      approximateArrivalOfLastRecord: iso(records.at(-1)),
      batchSize: records.length,
      streamArn: where.streamArn,
    },
  };
};

/** Seconds that a batch is gathered at most: on one machine somebody sits and waits, but not while much comes in. */
const longestWindow = { stream: 5, queue: 1 };

/** Starts every mapping that is switched on. */
export const mappingsOf = (
  model: Model,
  services: {
    functions: Functions;
    streamArns: ReadonlyMap<string, string>;
    streams: DynamoDBStreamsClient;
    getRecords: GetRecords;
    sqs: SQSClient;
    checkpoints: Checkpoints;
    crashes: Crashes;
  },
): Mappings => {
  const { functions, sqs, crashes } = services;
  const queues = model.of('AWS::SQS::Queue');
  const tables = model.of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  const queuePollers: QueuePoller[] = [];
  const streamPollers: { table: string; poller: StreamPoller }[] = [];

  const common = ({ properties }: Mapping, fn: LocalFunction) => ({
    reportsFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    passes: recordFilter(properties.FilterCriteria?.Filters.map(({ Pattern }) => Pattern) ?? []),
    invoke: (event: unknown) => fn.invoke(event),
    crashes,
  });

  const startQueue = (mapping: Mapping, fn: LocalFunction, { names, properties }: Queue): void => {
    // As in the cloud, where the mapping could not be created.
    if ((properties.VisibilityTimeout ?? 30) * 1000 < fn.spec.timeout)
      throw new Error(
        `The queue ${names.ref} shows a message again before ${fn.spec.name} may have ended. 队列的可见性超时短于函数超时。`,
      );
    const poller = pollQueue({
      ...common(mapping, fn),
      window: Math.min(longestWindow.queue, mapping.properties.MaximumBatchingWindowInSeconds),
      sqs,
      queueUrl: names.ref,
      queueArn: mapping.properties.EventSourceArn,
      batchSize: mapping.properties.BatchSize ?? 10,
      concurrency: mapping.properties.ScalingConfig?.MaximumConcurrency,
    });
    queuePollers.push(poller);
  };

  const startStream = (mapping: Mapping, fn: LocalFunction, { names, properties: table }: Table): void => {
    const { properties, id } = mapping;
    const streamArn = services.streamArns.get(names.ref);
    if (!streamArn || !table.StreamSpecification) throw new Error(`${id} follows ${names.ref}, which has no stream`);
    const destination = properties.DestinationConfig?.OnFailure.Destination;
    const aside = queues.find((queue) => queue.names.attributes['Arn'] === destination);
    if (destination && !aside) throw new Error(`${id} puts failures aside in ${destination}, which is no queue here`);
    const poller = pollStream({
      ...common(mapping, fn),
      window: Math.min(longestWindow.stream, properties.MaximumBatchingWindowInSeconds),
      streams: services.streams,
      getRecords: services.getRecords,
      streamArn,
      eventSourceArn: properties.EventSourceArn,
      viewType: table.StreamSpecification.StreamViewType,
      consumer: id,
      checkpoints: services.checkpoints,
      startingPosition: properties.StartingPosition,
      batchSize: properties.BatchSize ?? 100,
      bisects: properties.BisectBatchOnFunctionError,
      maximumRetries: properties.MaximumRetryAttempts,
      maximumAge: properties.MaximumRecordAgeInSeconds,
      putAside: async (records, failure, shardId) => {
        if (!aside) return;
        const where = { shardId, streamArn: properties.EventSourceArn, functionArn: fn.spec.arn };
        const MessageBody = JSON.stringify(putAsideMessage(records, failure, where));
        await sqs.send(new SendMessageCommand({ QueueUrl: aside.names.ref, MessageBody }));
      },
    });
    streamPollers.push({ table: names.ref, poller });
  };

  for (const mapping of model.of('AWS::Lambda::EventSourceMapping')) {
    if (!mapping.properties.Enabled) continue;
    const { EventSourceArn } = mapping.properties;
    const fn = functions.behind(mapping.properties.FunctionName);
    const queue = queues.find(({ names }) => names.attributes['Arn'] === EventSourceArn);
    const table = tables.find(({ names }) => names.attributes['StreamArn'] === EventSourceArn);
    if (queue) startQueue(mapping, fn, queue);
    else if (table) startStream(mapping, fn, table);
    else throw new Error(`${mapping.id} reads from ${EventSourceArn}, which local mode does not run`);
  }

  return {
    wake: () => {
      for (const { poller } of streamPollers) poller.wake();
    },
    release: async () => {
      await Promise.all(queuePollers.map((poller) => poller.release()));
    },
    setStreams: async (enabled, drop) => {
      await Promise.all(
        streamPollers.map(async ({ poller }) => {
          await poller.pause();
          if (drop) await poller.drop();
          if (enabled) poller.resume();
        }),
      );
    },
    trim: (trimStream) => {
      for (const table of new Set(streamPollers.map(({ table }) => table))) {
        const passed = streamPollers.filter((one) => one.table === table).map(({ poller }) => poller.passed());
        trimStream(
          table,
          passed.reduce((least, one) => (one < least ? one : least)),
        );
      }
    },
    stop: async () => {
      await Promise.all([...queuePollers, ...streamPollers.map(({ poller }) => poller)].map((poller) => poller.stop()));
    },
  };
};
