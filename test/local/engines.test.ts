import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { SQSClient, CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, expect, test } from '@jest/globals';
import { freePort, isFree, startDynamo, startObjectStore, startSqs } from '../../local/engines.ts';

const access = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const dir = mkdtempSync(join(tmpdir(), 'engines-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('an endpoint in the environment is used instead of an engine', async () => {
  const env = {
    AWS_ENDPOINT_URL_DYNAMODB: 'http://a.example:1/',
    AWS_ENDPOINT_URL_SQS: 'http://b.example:2',
    AWS_ENDPOINT_URL_S3: 'http://c.example:3',
  };
  const engines = await Promise.all([startDynamo, startSqs, startObjectStore].map((start) => start({ dir, env })));
  expect(engines.map(({ endpoint }) => endpoint)).toEqual([
    'http://a.example:1',
    'http://b.example:2',
    'http://c.example:3',
  ]);
});

test('a port that is chosen to be opened later is none that the system hands to callers', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freePort()));
  for (const port of ports) expect([port >= 10_000, port < 32_768]).toEqual([true, true]);
  expect(await isFree(ports[0] ?? 0)).toBe(true);
});

test('old stream records can be forgotten; the newest stays, and numbers go on after it', async () => {
  const engine = await startDynamo({ dir, env: {} });
  const dynamo = new DynamoDBClient({ ...access, endpoint: engine.endpoint });
  const streams = new DynamoDBStreamsClient({ ...access, endpoint: engine.endpoint });
  const TableName = 'Trimmed';
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    }),
  );
  const put = (pk: string) => dynamo.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));
  const numbers = async (): Promise<(string | undefined)[]> => {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    );
    const { Records = [] } = await streams.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  };
  for (const pk of ['a', 'b', 'c']) await put(pk);
  const before = await numbers();
  engine.trimStream(TableName, BigInt(before[0] ?? 0));
  expect(await numbers()).toEqual(before.slice(1));
  engine.trimStream(TableName, BigInt(before[2] ?? 0));
  expect(await numbers()).toEqual(before.slice(2));
  await put('d');
  expect((await numbers()).map(Number)).toEqual([Number(before[2]), Number(before[2]) + 1]);
  for (const client of [dynamo, streams]) client.destroy();
  await engine.stop();
});

test('messages that a dead consumer held are shown again at once, when asked for', async () => {
  const first = await startSqs({ dir, env: {} });
  const connect = (endpoint: string) => new SQSClient({ ...access, endpoint, useQueueUrlAsEndpoint: false });
  const before = connect(first.endpoint);
  const { QueueUrl } = await before.send(
    new CreateQueueCommand({ QueueName: 'held', Attributes: { VisibilityTimeout: '600' } }),
  );
  await before.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await before.send(new ReceiveMessageCommand({ QueueUrl }));
  before.destroy();
  await first.stop();
  const second = await startSqs({ dir, env: {}, release: true });
  const after = connect(second.endpoint);
  const { Messages } = await after.send(
    new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['ApproximateReceiveCount'] }),
  );
  expect(Messages).toMatchObject([{ Body: 'x', Attributes: { ApproximateReceiveCount: '2' } }]);
  after.destroy();
  await second.stop();
});

test('buckets and objects are kept', async () => {
  const first = await startObjectStore({ dir, env: {} });
  await fetch(`${first.endpoint}/papers`, { method: 'PUT' });
  await fetch(`${first.endpoint}/papers/a.txt`, { method: 'PUT', body: '材料' });
  await first.stop();
  const second = await startObjectStore({ dir, env: {} });
  expect(await (await fetch(`${second.endpoint}/papers/a.txt`)).text()).toBe('材料');
  await second.stop();
});
