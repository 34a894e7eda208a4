/** What the store relies on in DynamoDB. */
import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  TransactionCanceledException,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DynamoUnderTest, dynamoUnderTest, errorName, ownName } from './clients.ts';

const TableName = ownName('table');
let under: DynamoUnderTest;
beforeAll(async () => {
  under = await dynamoUnderTest();
  await under.dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gpk', 'gsk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'sparse',
          KeySchema: [
            { AttributeName: 'gpk', KeyType: 'HASH' },
            { AttributeName: 'gsk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client: under.dynamo, maxWaitTime: 60 }, { TableName });
});
afterAll(async () => {
  await under.dynamo.send(new DeleteTableCommand({ TableName }));
  await under.stop();
});

type Item = Record<string, AttributeValue>;
const item = (pk: string, sk: string, more: Item = {}): Item => ({ pk: { S: pk }, sk: { S: sk }, ...more });
const put = (Item: Item, condition?: string) =>
  under.dynamo.send(new PutItemCommand({ TableName, Item, ConditionExpression: condition }));
const get = async (pk: string, sk: string): Promise<Item | undefined> =>
  (await under.dynamo.send(new GetItemCommand({ TableName, Key: item(pk, sk), ConsistentRead: true }))).Item;
const transact = (TransactItems: TransactWriteItemsCommandInput['TransactItems'], ClientRequestToken?: string) =>
  under.dynamo.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
const putNew = (Item: Item) => ({
  Put: {
    TableName,
    Item,
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  },
});

const count = () =>
  under.dynamo.send(
    new UpdateItemCommand({
      TableName,
      Key: item('counters', 'one'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );

const once = () =>
  errorName(
    transact([
      putNew(item('idempotency', 'key-1')),
      {
        Update: {
          TableName,
          Key: item('idempotency', 'effect'),
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ]),
  );

const query = (input: Partial<ConstructorParameters<typeof QueryCommand>[0]>) =>
  under.dynamo.send(new QueryCommand({ TableName, ...input }));

const of = (pk: string) => ({
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: pk } },
});

/** All keys of the partition `pages`, page by page. */
const readPages = async (ScanIndexForward: boolean): Promise<string[]> => {
  const found: string[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await query({ ...of('pages'), Limit: 4, ScanIndexForward, ExclusiveStartKey });
    found.push(...(page.Items ?? []).map(({ sk }) => sk?.S ?? ''));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found;
};

const indexed = async (): Promise<(string | undefined)[]> => {
  const page = await query({
    IndexName: 'sparse',
    KeyConditionExpression: 'gpk = :g',
    ExpressionAttributeValues: { ':g': { S: 'alarm' } },
  });
  return (page.Items ?? []).map(({ sk }) => sk?.S);
};

// An index follows its table a moment later in AWS.
const settled = async (expected: string[]): Promise<void> => {
  for (let tries = 0; tries < 50; tries++) if ((await indexed()).join() === expected.join()) return;
  expect(await indexed()).toEqual(expected);
};

describe('conditional writes', () => {
  test('of rivals for one key exactly one wins, and the losers see what is there', async () => {
    const rivals = Array.from({ length: 20 }, (_, n) =>
      under.dynamo
        .send(
          new PutItemCommand({
            TableName,
            Item: item('rivals', 'one', { n: { N: String(n) } }),
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        )
        .then(
          () => 'won',
          (error: unknown) => (error instanceof ConditionalCheckFailedException ? error.Item : error),
        ),
    );
    const results = await Promise.all(rivals);
    const there = await get('rivals', 'one');
    expect(results.filter((result) => result === 'won')).toHaveLength(1);
    expect(results.filter((result) => result !== 'won')).toEqual(Array.from({ length: 19 }, () => there));
  });

  test('an optimistic version lets one of two writers through', async () => {
    await put(item('versions', 'one', { version: { N: '1' } }));
    const next = () =>
      errorName(
        under.dynamo.send(
          new UpdateItemCommand({
            TableName,
            Key: item('versions', 'one'),
            UpdateExpression: 'SET version = version + :one',
            ConditionExpression: 'version = :seen',
            ExpressionAttributeValues: { ':one': { N: '1' }, ':seen': { N: '1' } },
          }),
        ),
      );
    expect((await Promise.all([next(), next()])).sort()).toEqual(['ConditionalCheckFailedException', 'none']);
    expect((await get('versions', 'one'))?.['version']).toEqual({ N: '2' });
  });

  test('concurrent ADDs are all counted', async () => {
    await Promise.all(Array.from({ length: 50 }, count));
    expect((await get('counters', 'one'))?.['n']).toEqual({ N: '50' });
  });
});

describe('transactions', () => {
  test('are all or nothing, and say which part failed with what is there', async () => {
    await put(item('tx', 'taken', { owner: { S: 'first' } }));
    const refused: unknown = await transact([putNew(item('tx', 'new')), putNew(item('tx', 'taken'))]).catch(
      (error: unknown) => error,
    );
    if (!(refused instanceof TransactionCanceledException)) throw new Error(`not cancelled: ${String(refused)}`);
    expect(refused.CancellationReasons).toMatchObject([
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Item: item('tx', 'taken', { owner: { S: 'first' } }) },
    ]);
    expect(await get('tx', 'new')).toBeUndefined();
  });

  test('put, update, delete and check go together; a failed check undoes all', async () => {
    await put(item('mix', 'a', { n: { N: '1' } }));
    await put(item('mix', 'b'));
    const parts = (seen: string): TransactWriteItemsCommandInput['TransactItems'] => [
      {
        Update: {
          TableName,
          Key: item('mix', 'a'),
          UpdateExpression: 'SET n = n + :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
      { Delete: { TableName, Key: item('mix', 'b') } },
      { Put: { TableName, Item: item('mix', 'c') } },
      {
        ConditionCheck: {
          TableName,
          Key: item('rivals', 'none'),
          ConditionExpression: seen,
        },
      },
    ];
    expect(await errorName(transact(parts('attribute_exists(pk)')))).toBe('TransactionCanceledException');
    expect([await get('mix', 'b'), await get('mix', 'c')]).toEqual([item('mix', 'b'), undefined]);
    await transact(parts('attribute_not_exists(pk)'));
    expect([await get('mix', 'b'), await get('mix', 'c')]).toEqual([undefined, item('mix', 'c')]);
    expect((await get('mix', 'a'))?.['n']).toEqual({ N: '2' });
  });

  test('take 100 parts, refuse 101, and refuse two parts on one item', async () => {
    const parts = (count: number) => Array.from({ length: count }, (_, n) => putNew(item(`many-${count}`, String(n))));
    expect(await errorName(transact(parts(100)))).toBe('none');
    expect(await errorName(transact(parts(101)))).toBe('ValidationException');
    // ValidationException in AWS and in dynoxide; DynamoDB Local cancels the transaction. Nothing is written either way.
    expect(await errorName(transact([putNew(item('twice', 'x')), putNew(item('twice', 'x'))]))).toMatch(
      /^(Validation|TransactionCanceled)Exception$/,
    );
    expect(await get('twice', 'x')).toBeUndefined();
  });

  test('with one token have one effect; the token does not carry another request', async () => {
    const token = randomUUID();
    const add = (by: string) =>
      transact(
        [
          {
            Update: {
              TableName,
              Key: item('token', 'one'),
              UpdateExpression: 'ADD n :by',
              ExpressionAttributeValues: { ':by': { N: by } },
            },
          },
        ],
        token,
      );
    await add('1');
    await add('1');
    expect((await get('token', 'one'))?.['n']).toEqual({ N: '1' });
    expect(await errorName(add('2'))).toBe('IdempotentParameterMismatchException');
  });

  test('idempotency of our own, by an item with a condition, outlives the engine’s memory', async () => {
    expect(await once()).toBe('none');
    await under.restart();
    expect(await once()).toBe('TransactionCanceledException');
    expect((await get('idempotency', 'effect'))?.['n']).toEqual({ N: '1' });
  });
});

describe('queries', () => {
  test('come in key order, either way, in pages that lose nothing', async () => {
    const keys = ['E#01', 'E#02', 'E#10', 'STATE', '办', '理'];
    for (const sk of keys.toReversed()) await put(item('pages', sk));
    const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await readPages(true)).toEqual(sorted);
    expect(await readPages(false)).toEqual(sorted.toReversed());
  });

  test('find by prefix and between', async () => {
    const prefix = await query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :e)',
      ExpressionAttributeValues: { ':pk': { S: 'pages' }, ':e': { S: 'E#' } },
    });
    expect(prefix.Items?.map(({ sk }) => sk?.S)).toEqual(['E#01', 'E#02', 'E#10']);
    const range = await query({
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :a AND :b',
      ExpressionAttributeValues: { ':pk': { S: 'pages' }, ':a': { S: 'E#02' }, ':b': { S: 'E#10' } },
    });
    expect(range.Items?.map(({ sk }) => sk?.S)).toEqual(['E#02', 'E#10']);
  });

  test('a sparse index holds an item only while it has both attributes', async () => {
    await put(item('sparse', 'later', { gpk: { S: 'alarm' }, gsk: { S: '2' } }));
    await put(item('sparse', 'sooner', { gpk: { S: 'alarm' }, gsk: { S: '1' } }));
    await put(item('sparse', 'half', { gpk: { S: 'alarm' } }));
    await put(item('sparse', 'none'));
    await settled(['sooner', 'later']);
    await put(item('sparse', 'sooner'));
    await settled(['later']);
    expect(await errorName(put(item('sparse', 'empty', { gpk: { S: '' }, gsk: { S: '1' } })))).toBe(
      'ValidationException',
    );
  });

  test('the cursor of an index page leads on', async () => {
    for (const n of ['1', '2', '3']) await put(item('cursor', n, { gpk: { S: 'cursor' }, gsk: { S: 'same' } }));
    const seen: string[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await query({
        IndexName: 'sparse',
        KeyConditionExpression: 'gpk = :g',
        ExpressionAttributeValues: { ':g': { S: 'cursor' } },
        Limit: 1,
        ExclusiveStartKey,
      });
      seen.push(...(page.Items ?? []).map(({ sk }) => sk?.S ?? ''));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(seen.sort()).toEqual(['1', '2', '3']);
  });
});

test('a hundred items come in one batch, each as it is now; a hundred and one are refused', async () => {
  const names = Array.from({ length: 101 }, (_, i) => `b${String(i).padStart(3, '0')}`);
  for (let from = 0; from < 100; from += 25)
    await under.dynamo.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: names.slice(from, from + 25).map((sk) => ({ PutRequest: { Item: item('batch', sk) } })),
        },
      }),
    );
  const batch = (sks: readonly string[]) =>
    under.dynamo.send(
      new BatchGetItemCommand({
        RequestItems: { [TableName]: { Keys: sks.map((sk) => item('batch', sk)), ConsistentRead: true } },
      }),
    );
  const { Responses, UnprocessedKeys } = await batch(names.slice(0, 100));
  expect(Responses?.[TableName]).toHaveLength(100);
  expect(UnprocessedKeys ?? {}).toEqual({});
  expect(await errorName(batch(names))).toBe('ValidationException');
});

test('a page ends at a megabyte, and its cursor leads on', async () => {
  const text = { S: '字'.repeat(100_000) };
  for (const sk of ['1', '2', '3', '4', '5']) await put(item('large', sk, { text }));
  const first = await query(of('large'));
  expect(first.LastEvaluatedKey).toBeDefined();
  const rest = await query({ ...of('large'), ExclusiveStartKey: first.LastEvaluatedKey });
  expect([...(first.Items ?? []), ...(rest.Items ?? [])].map(({ sk }) => sk?.S)).toEqual(['1', '2', '3', '4', '5']);
});

test('an item may name the second after which it is nobody’s; until it is gone it can be told by that', async () => {
  await under.dynamo.send(
    new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } }),
  );
  const { TimeToLiveDescription } = await under.dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'ttl' });
  expect(TimeToLiveDescription?.TimeToLiveStatus).toMatch(/^ENABL/);
  const now = Math.floor(Date.now() / 1000);
  await put(item('expiry', 'over', { ttl: { N: String(now - 60) } }));
  await put(item('expiry', 'valid', { ttl: { N: String(now + 3_600) } }));
  // When an engine deletes is its own affair (AWS: within days): whoever reads filters, as the store does.
  const { Items } = await query({
    ...of('expiry'),
    FilterExpression: '#ttl > :now',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':pk': { S: 'expiry' }, ':now': { N: String(now) } },
  });
  expect(Items?.map(({ sk }) => sk?.S)).toEqual(['valid']);
});

test('what was acknowledged is there after a restart', async () => {
  const keys = Array.from({ length: 50 }, (_, n) => String(n));
  await Promise.all(keys.map((sk) => put(item('restart', sk))));
  await under.restart();
  const found = await Promise.all(keys.map((sk) => get('restart', sk)));
  expect(found.filter(Boolean)).toHaveLength(50);
});
