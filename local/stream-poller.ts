/** DynamoDB stream → function, as an event source mapping does it: in order within a shard, from a checkpoint on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetShardIteratorCommand,
  type Shard,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import type { Checkpoints } from './checkpoints.ts';
import type { Crashes } from './crash.ts';
import { type Failure, type StreamRecord, deliver } from './stream-delivery.ts';
import type { GetRecords, WireRecord } from './stream-records.ts';
import { region } from './template.ts';

/** Milliseconds between two looks at a stream on which nothing happens. */
const idle = { first: 5, longest: 250 };
/** Records of one look at the stream, the most that there are; what passes the filter makes the batches. */
const perPage = 1_000;
/** Pages of one look, however little of them passes the filter. */
const mostPages = 10;
/** Milliseconds without anything new after which a batch is gathered no longer: somebody may sit and wait. */
const silence = 250;

export type StreamPollerOptions = {
  readonly streams: DynamoDBStreamsClient;
  readonly getRecords: GetRecords;
  /** As the engine names the stream. */
  readonly streamArn: string;
  /** As the template names it. */
  readonly eventSourceArn: string;
  readonly viewType: string;
  /** Name of the consumer in the checkpoints. */
  readonly consumer: string;
  readonly checkpoints: Checkpoints;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill. */
  readonly window: number;
  readonly reportsFailures: boolean;
  readonly bisects: boolean;
  readonly maximumRetries: number;
  readonly maximumAge: number;
  readonly passes: (record: unknown) => boolean;
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Tells of records that are given up, with the shard they come from. */
  readonly putAside: (records: readonly StreamRecord[], failure: Failure, shard: string) => Promise<void>;
  readonly crashes: Crashes;
};

export type StreamPoller = {
  /** Looks at once instead of at the next turn. */
  readonly wake: () => void;
  readonly pause: () => Promise<void>;
  readonly resume: () => void;
  /** Skips what has not been delivered, as if the stream had lost it. */
  readonly drop: () => Promise<void>;
  /** Sequence number up to which the consumer needs nothing more. */
  readonly passed: () => bigint;
  readonly stop: () => Promise<void>;
};

const recordOf = (record: WireRecord, { eventSourceArn, viewType }: StreamPollerOptions): StreamRecord => {
  const { ApproximateCreationDateTime = Date.now() / 1000, SequenceNumber } = record.dynamodb;
  return {
    sequence: SequenceNumber,
    at: ApproximateCreationDateTime * 1000,
    event: {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: region,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime, StreamViewType: viewType },
      eventSourceARN: eventSourceArn,
    },
  };
};

/** AWS writes nothing to a stream when an item is replaced by its equal; the local engine does. */
const changesNothing = ({ eventName, dynamodb }: WireRecord): boolean =>
  eventName === 'MODIFY' && dynamodb.OldImage !== undefined && isDeepStrictEqual(dynamodb.OldImage, dynamodb.NewImage);

/** Starts following the stream. */
export const pollStream = (options: StreamPollerOptions): StreamPoller => {
  const { streams, getRecords, streamArn, consumer, checkpoints, crashes } = options;
  const stopping = new AbortController();
  const iterators = new Map<string, string>();
  const finished = new Set<string>();
  let passed = 0n;
  let paused = false;
  let turn: Promise<unknown> = Promise.resolve();
  let wait = Promise.withResolvers<void>();
  let awake = false;
  let idleFor: number = idle.first;

  const done = (shard: string, sequence: string): void => {
    checkpoints.set(consumer, shard, sequence);
    if (BigInt(sequence) > passed) passed = BigInt(sequence);
  };

  const shardsOf = async (): Promise<Shard[]> => {
    const shards: Shard[] = [];
    let ExclusiveStartShardId: string | undefined;
    do {
      const { StreamDescription } = await streams.send(
        new DescribeStreamCommand({ StreamArn: streamArn, ExclusiveStartShardId }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
    } while (ExclusiveStartShardId);
    return shards;
  };

  /** An iterator from the checkpoint on; without one, from the given position. */
  const iteratorAt = async (ShardId: string, start: ShardIteratorType): Promise<string | undefined> => {
    const SequenceNumber = checkpoints.get(consumer, ShardId);
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId,
        ShardIteratorType: SequenceNumber ? 'AFTER_SEQUENCE_NUMBER' : start,
        SequenceNumber,
      }),
    );
    return ShardIterator;
  };

  /** Iterators for shards that have none yet, each from its checkpoint. */
  const openShards = async (): Promise<void> => {
    for (const { ShardId = '' } of await shardsOf()) {
      if (iterators.has(ShardId) || finished.has(ShardId)) continue;
      const sequence = BigInt(checkpoints.get(consumer, ShardId) ?? 0);
      if (sequence > passed) passed = sequence;
      const opened = await iteratorAt(ShardId, options.startingPosition);
      if (opened) iterators.set(ShardId, opened);
    }
  };

  // Of most records nobody wants anything: the cheap question first.
  const isWanted = (record: WireRecord): boolean => options.passes(record) && !changesNothing(record);

  /**
   * Reads on in a shard. With a window it gathers until the batch is full, until nothing new has come for a while, or
   * until the window has passed. The iterator in the map moves only when the records have been dealt with.
   */
  const read = async (from: string): ReturnType<GetRecords> => {
    const records: WireRecord[] = [];
    const until = Date.now() + options.window * 1000;
    let wanted = 0;
    for (let next: string | undefined = from, pages = 1; ; pages++) {
      const page = await getRecords(next, perPage);
      records.push(...page.records);
      next = page.next;
      const fresh = page.records.filter(isWanted).length;
      wanted += fresh;
      const left = until - Date.now();
      const full = wanted === 0 || wanted >= options.batchSize || pages === mostPages;
      if (full || fresh === 0 || left <= 0 || paused || next === undefined) return { records, next };
      if (page.records.length < perPage) await sleep(Math.min(silence, left), undefined, { signal: stopping.signal });
    }
  };

  const follow = async (shard: string, from: string): Promise<number> => {
    const { records, next } = await read(from);
    const wanted = records.filter(isWanted).map((record) => recordOf(record, options));
    for (let start = 0; start < wanted.length; start += options.batchSize) {
      crashes.reach('before-stream-delivery');
      await deliver(wanted.slice(start, start + options.batchSize), {
        ...options,
        signal: stopping.signal,
        putAside: (given, failure) => options.putAside(given, failure, shard),
        done: ({ sequence }) => {
          crashes.reach('after-stream-delivery');
          done(shard, sequence);
        },
      });
    }
    const last = records.at(-1)?.dynamodb.SequenceNumber;
    if (last) done(shard, last);
    if (next) iterators.set(shard, next);
    else {
      iterators.delete(shard);
      finished.add(shard);
      await openShards();
    }
    return records.length;
  };

  const look = async (): Promise<number> => {
    if (iterators.size === 0) await openShards();
    let seen = 0;
    for (const [shard, from] of new Map(iterators)) seen += await follow(shard, from);
    return seen;
  };

  const rest = async (milliseconds: number): Promise<void> => {
    if (!awake) {
      const timer = setTimeout(() => wait.resolve(), milliseconds);
      await wait.promise;
      clearTimeout(timer);
    }
    awake = false;
    wait = Promise.withResolvers<void>();
  };

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (!paused) {
        const looking = look();
        turn = looking.catch(() => {});
        try {
          idleFor = (await looking) > 0 ? idle.first : Math.min(idle.longest, idleFor * 2);
        } catch (error) {
          if (stopping.signal.aborted) return;
          console.error(`${consumer}: ${String(error)}`);
          // An iterator may have grown too old: start again from the checkpoint.
          iterators.clear();
          idleFor = idle.longest;
        }
      }
      await rest(paused ? idle.longest : idleFor);
    }
  };
  const polling = poll();

  return {
    wake: () => {
      awake = true;
      idleFor = idle.first;
      wait.resolve();
    },
    pause: async () => {
      paused = true;
      await turn;
    },
    resume: () => {
      paused = false;
    },
    drop: async () => {
      const before = paused;
      paused = true;
      await turn;
      for (const { ShardId = '' } of await shardsOf()) {
        let next = await iteratorAt(ShardId, 'TRIM_HORIZON');
        while (next) {
          const found = await getRecords(next);
          const last = found.records.at(-1)?.dynamodb.SequenceNumber;
          if (last) done(ShardId, last);
          next = found.records.length > 0 ? found.next : undefined;
        }
      }
      iterators.clear();
      paused = before;
    },
    passed: () => passed,
    stop: async () => {
      stopping.abort();
      wait.resolve();
      await polling;
    },
  };
};
