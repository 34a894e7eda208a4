/**
 * Clients for the engines under test: the local ones on a fresh folder, or whatever AWS_ENDPOINT_URL_DYNAMODB and
 * AWS_ENDPOINT_URL_SQS name. With REMOTE=1 they are AWS itself, in the account and region of the environment; tables
 * and queues have names of their own and are deleted afterwards.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Engine, freePort, startDynamo, startObjectStore, startSqs } from '../../local/engines.ts';
import { objectStore } from '../../local/s3.ts';

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

export type S3UnderTest = {
  readonly s3: S3Client;
  /** Lets in pages of `origin` only, for uploads by form. */
  readonly bucket: string;
  readonly stop: () => Promise<void>;
};

const remoteBucket = async (bucket: string, CORSRules: object[]): Promise<S3UnderTest> => {
  const s3 = new S3Client();
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: CORSRules as never } }));
  return {
    s3,
    bucket,
    stop: async () => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
      s3.destroy();
    },
  };
};

/** A bucket as pages see it. The local one has nobody to tell. */
export const s3UnderTest = async (origin: string): Promise<S3UnderTest> => {
  const bucket = ownName('bucket');
  const cors = [{ AllowedOrigins: [origin], AllowedMethods: ['POST'], AllowedHeaders: ['*'] }];
  if (isRemote) return remoteBucket(bucket, cors);
  const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
  const { endpoint: engine, stop } = await startObjectStore({ dir, env: {} });
  await fetch(`${engine}/${bucket}`, { method: 'PUT' });
  const listener = objectStore({
    engine,
    buckets: [{ name: bucket, cors, notifications: [] }],
    signer: { ...access.credentials, region: access.region },
    now: Date.now,
    send: async () => {},
  });
  const port = await freePort();
  const server = createServer((request, response) => void listener(request, response)).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const s3 = new S3Client(configuration(`http://127.0.0.1:${port}`));
  return {
    s3,
    bucket,
    stop: async () => {
      s3.destroy();
      server.close();
      server.closeAllConnections();
      await stop();
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
