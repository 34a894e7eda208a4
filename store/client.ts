/**
 * The clients of AWS, each made once, when first needed. Endpoints, region and credentials come from the SDK's own
 * environment variables; names of tables, keys and queues from contract/environment.ts.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { keyVersions, queueUrlVariable, type Variable } from '../contract/environment.ts';
import { budgets } from '../contract/limits.ts';
import { chosenRetention as choice, retentionOf } from '../contract/retention.ts';

export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** Connections are kept alive by default; a call that hangs is given up well before the function's own timeout. */
const options = { maxAttempts: 4, requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 } };

/**
 * A client with the house's patience. Its logging is taken out: it says nothing, and copies each request and each reply
 * in order to say it.
 */
export const clientOf = <Client extends { middlewareStack: { remove(name: string): boolean } }>(
  make: (settings: typeof options) => Client,
): (() => Client) =>
  once(() => {
    const client = make(options);
    client.middlewareStack.remove('loggerMiddleware');
    return client;
  });

export const dynamo = clientOf((settings) => new DynamoDBClient(settings));
export const kms = clientOf((settings) => new KMSClient(settings));

/** @throws when the variable is missing, naming it. */
const variable = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(
      `环境变量 ${name} 未设置：请在本系统内运行，或先启动本地系统。` +
        ` Environment variable ${name} is not set: run inside the deployed system, or start the local one first.`,
    );
  return value;
};

export const tableName = once(() => variable('TABLE_NAME' satisfies Variable));
/** The KMS keys that wrap data keys, newest first; during a rotation two. */
export const dataKeys = once(() => keyVersions(variable('DATA_KEYS' satisfies Variable)));
/** The KMS keys that compute blind indexes, newest first; during a rotation two. */
export const indexKeys = once(() => keyVersions(variable('INDEX_KEYS' satisfies Variable)));
/** The KMS key from which the pseudonyms in the numbers are derived. */
export const pseudonymKeyId = once(() => variable('PSEUDONYM_KEY_ID' satisfies Variable));
/** The KMS key from which the secrets on receipts are derived. */
export const receiptKeyId = once(() => variable('RECEIPT_KEY_ID' satisfies Variable));
/** The locked bucket for the heads of the hash chains. */
export const anchorsBucket = once(() => variable('ANCHORS_BUCKET' satisfies Variable));
/** The bucket of papers. */
export const papersBucket = once(() => variable('PAPERS_BUCKET' satisfies Variable));
export const queueUrl = (queue: string): string => variable(queueUrlVariable(queue));
/** How often callers may do what, as the installation chose. */
export const chosenBudgets = once(() => budgets.parse(JSON.parse(variable('LIMITS' satisfies Variable))));
/** Days for which what is written is kept, as the installation chose. */
export const chosenRetention = once(() =>
  retentionOf(choice.parse(JSON.parse(variable('RETENTION' satisfies Variable)))),
);
/** What our CDN alone sends along. */
export const cdnMark = once(() => variable('CDN_MARK' satisfies Variable));
/** Where and as which client a browser signs in. */
export const signIn = once(() => ({
  issuer: variable('ISSUER' satisfies Variable),
  clientId: variable('CLIENT_ID' satisfies Variable),
  scopes: variable('SCOPES' satisfies Variable).split(' '),
}));
