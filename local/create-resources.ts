/** Makes the engines hold what the template says: tables, queues, buckets. What is there already is kept. */
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  type SQSClient,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { isDeepStrictEqual } from 'node:util';
import type { Known, Model } from './resources.ts';
import { UsageError } from './usage-error.ts';

type Table = Known<'AWS::DynamoDB::Table'>;

const describe = async (dynamo: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> => {
  try {
    return (await dynamo.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const keyText = (schema: TableDescription['KeySchema']): string[] =>
  (schema ?? []).map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`);

/** Adds indexes that a newer template has; a table cannot change its own key. */
const update = async (dynamo: DynamoDBClient, old: TableDescription, { names, properties }: Table): Promise<void> => {
  if (!isDeepStrictEqual(keyText(old.KeySchema), keyText(properties.KeySchema)))
    throw new UsageError(
      `The table ${names.ref} of this data directory has another key than the program wants. Start with --fresh (deletes the data) or another --data. ` +
        `数据目录中的表 ${names.ref} 与当前程序的主键不一致，请用 --fresh（会清空数据）或换一个 --data 目录。`,
    );
  const have = new Set(old.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const index of properties.GlobalSecondaryIndexes ?? [])
    if (!have.has(index.IndexName))
      await dynamo.send(
        new UpdateTableCommand({
          TableName: names.ref,
          AttributeDefinitions: properties.AttributeDefinitions,
          GlobalSecondaryIndexUpdates: [{ Create: index }],
        }),
      );
};

const createTable = async (dynamo: DynamoDBClient, table: Table): Promise<string | undefined> => {
  const { names, properties } = table;
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, StreamSpecification, TimeToLiveSpecification } = properties;
  const old = await describe(dynamo, names.ref);
  if (old) await update(dynamo, old, table);
  else
    await dynamo.send(
      new CreateTableCommand({
        TableName: names.ref,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: properties.AttributeDefinitions,
        KeySchema: properties.KeySchema,
        GlobalSecondaryIndexes,
        LocalSecondaryIndexes,
        StreamSpecification: StreamSpecification && { StreamEnabled: true, ...StreamSpecification },
      }),
    );
  if (!old && TimeToLiveSpecification)
    await dynamo.send(new UpdateTimeToLiveCommand({ TableName: names.ref, TimeToLiveSpecification }));
  return (await describe(dynamo, names.ref))?.LatestStreamArn;
};

const createQueue = async (sqs: SQSClient, { names, properties }: Known<'AWS::SQS::Queue'>): Promise<void> => {
  const { QueueName: _, RedrivePolicy, ...simple } = properties;
  const given = { ...simple, RedrivePolicy: RedrivePolicy && JSON.stringify(RedrivePolicy) };
  const Attributes = Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
  const QueueName = names.attributes['QueueName'];
  try {
    await sqs.send(new GetQueueUrlCommand({ QueueName }));
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return;
  }
  if (Object.keys(Attributes).length > 0)
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl: names.ref, Attributes }));
};

const createBucket = async (endpoint: string, bucket: string): Promise<void> => {
  const reply = await fetch(`${endpoint}/${bucket}`, { method: 'PUT' });
  if (!reply.ok && reply.status !== 409)
    throw new Error(`The object store did not make the bucket ${bucket}: ${reply.status} ${await reply.text()}`);
};

/** @returns the engine's stream ARN of each table that has a stream, by the table's name */
export const createResources = async (
  model: Model,
  engines: { dynamo: DynamoDBClient; sqs: SQSClient; s3Endpoint: string | undefined },
): Promise<ReadonlyMap<string, string>> => {
  const streams = new Map<string, string>();
  for (const table of model.of('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
    const arn = await createTable(engines.dynamo, table);
    if (arn) streams.set(table.names.ref, arn);
  }
  const queues = model.of('AWS::SQS::Queue');
  // A dead-letter queue comes before those that name it.
  for (const dead of [true, false])
    for (const queue of queues)
      if ((queue.properties.RedrivePolicy === undefined) === dead) await createQueue(engines.sqs, queue);
  if (engines.s3Endpoint)
    for (const { names } of model.of('AWS::S3::Bucket')) await createBucket(engines.s3Endpoint, names.ref);
  return streams;
};
