/**
 * Clients for the engines under test: the local ones on a fresh folder, or whatever AWS_ENDPOINT_URL_DYNAMODB and
 * AWS_ENDPOINT_URL_SQS name. With REMOTE=1 they are AWS itself, in the account and region of the environment; tables
 * and queues have names of their own and are deleted afterwards.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Engine, startDynamo, startSqs } from '../../local/engines.ts';

const isRemote = process.env['REMOTE'] === '1';
const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const configuration = (endpoint: string) => (isRemote ? {} : { ...access, endpoint });
const nowhere: Engine = { endpoint: '', stop: async () => {} };

/** A name that no other run has. */
export const ownName = (kind: string): string => `conformance-${kind}-${randomUUID().slice(0, 8)}`;

export type DynamoUnderTest = {
  readonly dynamo: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  /** Ends the engine and starts it again on the same data; false where that cannot be done. */
  readonly restart: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

export const dynamoUnderTest = async (): Promise<DynamoUnderTest> => {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
  const start = () => (isRemote ? Promise.resolve(nowhere) : startDynamo({ dir }));
  let engine = await start();
  let dynamo = new DynamoDBClient(configuration(engine.endpoint));
  let streams = new DynamoDBStreamsClient(configuration(engine.endpoint));
  const close = async (): Promise<void> => {
    dynamo.destroy();
    streams.destroy();
    await engine.stop();
  };
  return {
    get dynamo() {
      return dynamo;
    },
    get streams() {
      return streams;
    },
    restart: async () => {
      if (isRemote || process.env['AWS_ENDPOINT_URL_DYNAMODB']) return false;
      await close();
      engine = await start();
      dynamo = new DynamoDBClient(configuration(engine.endpoint));
      streams = new DynamoDBStreamsClient(configuration(engine.endpoint));
      return true;
    },
    stop: async () => {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

export type SqsUnderTest = {
  readonly sqs: SQSClient;
  readonly restart: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

// The name of a queue is its URL's last part, whatever host the engine puts before it.
const connect = (endpoint: string) =>
  new SQSClient({ ...configuration(endpoint), ...(isRemote ? {} : { useQueueUrlAsEndpoint: false }) });

export const sqsUnderTest = async (): Promise<SqsUnderTest> => {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
  const start = () => (isRemote ? Promise.resolve(nowhere) : startSqs({ dir }));
  let engine = await start();
  let sqs = connect(engine.endpoint);
  return {
    get sqs() {
      return sqs;
    },
    restart: async () => {
      if (isRemote || process.env['AWS_ENDPOINT_URL_SQS']) return false;
      sqs.destroy();
      await engine.stop();
      engine = await start();
      sqs = connect(engine.endpoint);
      return true;
    },
    stop: async () => {
      sqs.destroy();
      await engine.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** The name of the error that a request ends with; `none` when it succeeds. */
export const errorName = async (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'none',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
