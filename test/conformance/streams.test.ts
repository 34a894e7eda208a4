/** What the stream consumers rely on in DynamoDB Streams. */
import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
} from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamoUnderTest, dynamoUnderTest, ownName } from './clients.ts';

const TableName = ownName('stream');
let under: DynamoUnderTest;
let StreamArn: string;
beforeAll(async () => {
  under = await dynamoUnderTest();
  await under.dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  await waitUntilTableExists({ client: under.dynamo, maxWaitTime: 60 }, { TableName });
  const { Table } = await under.dynamo.send(new DescribeTableCommand({ TableName }));
  StreamArn = Table?.LatestStreamArn ?? '';
});
afterAll(async () => {
  await under.dynamo.send(new DeleteTableCommand({ TableName }));
  await under.stop();
});

const put = (pk: string, v: string) =>
  under.dynamo.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, v: { S: v } } }));
const sequenceOf = ({ dynamodb }: _Record): bigint => BigInt(dynamodb?.SequenceNumber ?? 0);

/** Reads every shard until there are `count` records, from the beginning or from after a record of the same shard. */
const read = async (count: number, after?: string): Promise<_Record[]> => {
  const { StreamDescription } = await under.streams.send(new DescribeStreamCommand({ StreamArn }));
  const found: _Record[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const { ShardIterator } = await under.streams.send(
      new GetShardIteratorCommand({
        StreamArn,
        ShardId,
        ...(after
          ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
          : { ShardIteratorType: 'TRIM_HORIZON' }),
      }),
    );
    let next = ShardIterator;
    for (let tries = 0; next && found.length < count && tries < 50; tries++) {
      const page = await under.streams.send(new GetRecordsCommand({ ShardIterator: next }));
      found.push(...(page.Records ?? []));
      next = page.NextShardIterator;
      if (page.Records?.length === 0) await sleep(20);
    }
  }
  return found;
};

test('every change comes once, in order, with both images; a transaction’s parts are all there', async () => {
  await put('a', '1');
  await put('a', '2');
  await under.dynamo.send(new DeleteItemCommand({ TableName, Key: { pk: { S: 'a' } } }));
  await under.dynamo.send(
    new TransactWriteItemsCommand({
      TransactItems: ['b', 'c'].map((pk) => ({ Put: { TableName, Item: { pk: { S: pk } } } })),
    }),
  );
  const records = await read(5);
  const ofA = records.filter(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S === 'a');
  expect(ofA.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
  expect(ofA.map(({ dynamodb }) => [dynamodb?.OldImage?.['v']?.S, dynamodb?.NewImage?.['v']?.S])).toEqual([
    [undefined, '1'],
    ['1', '2'],
    ['2', undefined],
  ]);
  expect(records).toHaveLength(5);
  const numbers = ofA.map(sequenceOf);
  expect(numbers.toSorted((x, y) => (x < y ? -1 : 1))).toEqual(numbers);
});

test('a reader goes on after the record it had come to, also when the engine has been started again', async () => {
  const before = await read(5);
  const last = before.at(-1)?.dynamodb?.SequenceNumber ?? '';
  await put('d', '1');
  await under.restart();
  await put('e', '1');
  const after = await read(2, last);
  expect(after.map(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S)).toEqual(['d', 'e']);
});
