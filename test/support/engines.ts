/** The real local engines for tests of the store: fresh data in a temporary folder, a free port each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { queueUrlVariable } from '../../contract/environment.ts';
import { type DynamoEngine, type Engine, startDynamo, startSqs } from '../../local/engines.ts';
import { startKms } from '../../local/kms.ts';
import { attributes, indexes } from '../../store/keys.ts';

const tableName = 'store-test';

const keySchema = ({ partition, sort }: { partition: string; sort: string }) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

/** As lib/ticket-table.ts makes it. */
const createTable = async (): Promise<void> => {
  const names = [attributes, ...Object.values(indexes)].flatMap(({ partition, sort }) => [partition, sort]);
  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema(attributes),
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
        IndexName,
        KeySchema: keySchema(index),
        Projection: { ProjectionType: index.projection },
      })),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  client.destroy();
};

/** Makes a queue with dead letters and puts its URL where the store finds it. Returns both URLs. */
export const createQueuePair = async (name: string): Promise<{ url: string; deadLetterUrl: string }> => {
  const client = new SQSClient();
  const create = async (QueueName: string, Attributes: Record<string, string>) => {
    await client.send(new CreateQueueCommand({ QueueName, Attributes }));
    return `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/${QueueName}`;
  };
  const deadLetterUrl = await create(`${name}-dead`, {});
  const arn = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: deadLetterUrl, AttributeNames: ['QueueArn'] }),
  );
  const policy = { deadLetterTargetArn: arn.Attributes?.QueueArn, maxReceiveCount: 1 };
  const url = await create(name, { RedrivePolicy: JSON.stringify(policy), VisibilityTimeout: '0' });
  client.destroy();
  process.env[queueUrlVariable(name)] = url;
  return { url, deadLetterUrl };
};

/**
 * Starts what the store needs, points this process to it and creates the table. Call it once per test file, before
 * the first use of the store; `stop` ends the engines and forgets their data.
 */
export const startEngines = async (): Promise<{ dir: string; stop: () => Promise<void> }> => {
  const dir = mkdtempSync(join(tmpdir(), 'store-'));
  const [dynamo, sqs, kms]: [DynamoEngine, Engine, Engine] = await Promise.all([
    startDynamo({ dir, env: {} }),
    startSqs({ dir, env: {} }),
    startKms({ dir, env: {} }),
  ]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    TABLE_NAME: tableName,
    DATA_KEYS: '1=residents',
    INDEX_KEYS: '1=blind-index',
    RETENTION: '{}',
    PSEUDONYM_KEY_ID: 'pseudonyms',
    RECEIPT_KEY_ID: 'receipts',
  });
  await createTable();
  return {
    dir,
    stop: async () => {
      await Promise.all([dynamo.stop(), sqs.stop(), kms.stop()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
