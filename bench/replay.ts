/**
 * The engine alone: the writes that the system has just made, sent again byte by byte under other keys, without our
 * code, without a client library, without conditions. What is left is what the engine can do.
 */
import type { Call } from './http.ts';

export type Written = { operation: string; body: string };

const writes = /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;
export const isWrite = (operation: string): boolean => writes.test(operation);

type Json = Record<string, unknown>;
type Key = { pk: { S: string }; sk: { S: string } };
const partitions = ['pk', 'residentPk', 'communityPk', 'alarmPk', 'openPk', 'attentionPk', 'dayPk'];
const mark = 'RAW@';

/** Apart from everything that the system reads, and nothing that its stream consumers want. */
const moved = (attributes: Json): Json => {
  const copy: Json = { ...attributes };
  for (const name of partitions) {
    const value = copy[name] as { S: string } | undefined;
    if (value) copy[name] = { S: `${mark}${value.S}` };
  }
  const { sk } = copy as Partial<Key>;
  if (sk?.S.startsWith('E#')) copy['sk'] = { S: `e${sk.S.slice(1)}` };
  return copy;
};

/** Conditions go, and with them the names and values that only they use. */
const bare = (write: Json): Json => {
  const { ConditionExpression: _, ReturnValuesOnConditionCheckFailure: _old, ...rest } = write;
  const text = String(rest['UpdateExpression'] ?? '');
  const used = (all: unknown): Json =>
    Object.fromEntries(
      Object.entries((all ?? {}) as Json).filter(([name]) =>
        new RegExp(`${name.replace('#', '\\#')}(?![\\w])`).test(text),
      ),
    );
  const names = used(rest['ExpressionAttributeNames']);
  const values = used(rest['ExpressionAttributeValues']);
  const { ExpressionAttributeNames: _n, ExpressionAttributeValues: _v, ...kept } = rest;
  return {
    ...kept,
    ...(rest['Item'] ? { Item: moved(rest['Item'] as Json) } : {}),
    ...(rest['Key'] ? { Key: moved(rest['Key'] as Json) } : {}),
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
};

const asReplayed = ({ operation, body }: Written): Written | null => {
  const { ClientRequestToken: _t, ReturnConsumedCapacity: _c, ReturnValues: _r, ...asked } = JSON.parse(body) as Json;
  if (operation === 'BatchWriteItem') {
    const tables = Object.entries(asked['RequestItems'] as Record<string, { PutRequest?: { Item: Json } }[]>);
    const RequestItems = Object.fromEntries(
      tables.map(([table, puts]) => [
        table,
        puts.map(({ PutRequest }) => ({ PutRequest: { Item: moved(PutRequest?.Item ?? {}) } })),
      ]),
    );
    return { operation, body: JSON.stringify({ ...asked, RequestItems }) };
  }
  if (operation !== 'TransactWriteItems') return { operation, body: JSON.stringify(bare(asked)) };
  const items = (asked['TransactItems'] as Record<string, Json>[]).flatMap((part) => {
    const [[kind, write] = ['', {}]] = Object.entries(part);
    return kind === 'ConditionCheck' ? [] : [{ [kind]: bare(write) }];
  });
  return { operation, body: JSON.stringify({ ...asked, TransactItems: items }) };
};

/** Ids of tickets, and keys that callers choose, are other ones with each replay. */
const changing = /01[0-9A-HJKMNP-TV-Z]{24}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Makes the replay of what was written; `run` sends all of it once, `lanes` calls at a time, and returns its seconds. */
export const replayOf = (written: readonly Written[]) => {
  const all = written.flatMap((each) => asReplayed(each) ?? []);
  let round = 0;
  const run = async (call: Call, lanes: number): Promise<number> => {
    const suffix = (round++).toString(36).toUpperCase().padStart(3, '0');
    const bodies = all.map(({ operation, body }) => ({
      operation,
      body: body.replaceAll(changing, (id) => id.slice(0, -3) + suffix.slice(-3)),
    }));
    let next = 0;
    const started = performance.now();
    const lane = async (): Promise<void> => {
      for (let each = bodies[next++]; each; each = bodies[next++]) {
        const answer = await call('POST', '/', {
          body: each.body,
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'x-amz-target': `DynamoDB_20120810.${each.operation}`,
            'x-amz-date': '20260101T000000Z',
            authorization:
              'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
          },
        });
        if (answer.status !== 200) throw new Error(`${each.operation}: ${answer.status} ${answer.body.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return (performance.now() - started) / 1_000;
  };
  return { writes: all.length, run };
};
