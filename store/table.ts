/** Reads and writes of single items of the one table, and transactions, in plain JavaScript values. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dynamo, tableName } from './client.ts';
import { attributes, type Key } from './keys.ts';
import { compress, decompress } from './compression.ts';

export type Item = Record<string, unknown>;

/** Attributes of which nothing is ever read or changed alone: they lie compressed in the table. */
const documents = ['ticket', 'event'] as const;

const compressed = (value: object): object => {
  const row: Item = { ...value };
  for (const name of documents) {
    const document = row[name];
    if (typeof document === 'object' && document !== null) row[name] = compress(document);
  }
  return row;
};

/** What is absent in JavaScript is absent in the table. */
export const toItem = (value: object): Record<string, AttributeValue> =>
  marshall(compressed(value), { removeUndefinedValues: true }) as Record<string, AttributeValue>;

/** The caller names the shape that it wrote under this key. */
export const fromItem = <Row>(item: Record<string, AttributeValue>): Row => {
  const row = unmarshall(item) as Item;
  for (const name of documents) {
    const document = row[name];
    if (document instanceof Uint8Array) row[name] = decompress(document);
  }
  return row as Row;
};

/** A condition or change, with its `#names` and `:values`. */
export type Expression = { text: string; names?: Record<string, string>; values?: Item };

/** The `#names` and `:values` of all expressions of one call. */
export const substitutes = (...expressions: (Expression | undefined)[]) => {
  const names = Object.assign({}, ...expressions.map((each) => each?.names)) as Record<string, string>;
  const values = Object.assign({}, ...expressions.map((each) => each?.values)) as Item;
  return {
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: toItem(values) } : {}),
  };
};

export const absent: Expression = { text: `attribute_not_exists(${attributes.partition})` };
export const present: Expression = { text: `attribute_exists(${attributes.partition})` };

/** One part of a transaction, or a whole single write. */
export type Write = Pick<TransactWriteItem, 'Put' | 'Update' | 'Delete' | 'ConditionCheck'>;

const conditional = (condition: Expression | undefined) =>
  condition
    ? { ConditionExpression: condition.text, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }
    : undefined;

export const put = (item: object, condition?: Expression): Write => ({
  Put: { TableName: tableName(), Item: toItem(item), ...conditional(condition), ...substitutes(condition) },
});
/** Only in a transaction: it writes nothing, and the transaction holds only while this is so. */
export const check = (key: Key, condition: Expression): Write => ({
  ConditionCheck: {
    TableName: tableName(),
    Key: toItem(key),
    ConditionExpression: condition.text,
    ...substitutes(condition),
  },
});
export const remove = (key: Key, condition?: Expression): Write => ({
  Delete: { TableName: tableName(), Key: toItem(key), ...conditional(condition), ...substitutes(condition) },
});
export const update = (key: Key, change: Expression, condition?: Expression): Write => ({
  Update: {
    TableName: tableName(),
    Key: toItem(key),
    UpdateExpression: change.text,
    ...conditional(condition),
    ...substitutes(change, condition),
  },
});

/**
 * Either everything was written, or nothing: then `failed` has the parts whose condition did not hold, by their
 * position, with the item found there. Empty: another transaction was at work on the same items; try again.
 */
export type Transaction = { written: true } | { written: false; failed: ReadonlyMap<number, Item | undefined> };

/** Too little room has a name for each way to pay: on demand, bought by the hour. */
const noRoom = ['ThrottlingError', 'ProvisionedThroughputExceeded'];
const expected = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict', ...noRoom]);

/**
 * Writes up to 100 items at once or none. `token` (≤ 36 characters) makes a repetition of the same call harmless.
 *
 * @throws whatever is no question of conditions or rivals
 */
export const transact = async (writes: readonly Write[], token?: string): Promise<Transaction> => {
  try {
    await dynamo().send(
      new TransactWriteItemsCommand({ TransactItems: [...writes], ...(token ? { ClientRequestToken: token } : {}) }),
    );
    return { written: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    if (reasons.length === 0 || reasons.some(({ Code = 'None' }) => !expected.has(Code))) throw error;
    const failed = new Map(
      reasons.flatMap(({ Code, Item }, i) =>
        Code === 'ConditionalCheckFailed' ? [[i, Item && fromItem<Item>(Item)] as const] : [],
      ),
    );
    return { written: false, failed };
  }
};

/** Waits a little longer after each try, and never as long as a rival who started together. Milliseconds in tens. */
export const backOff = (attempt: number): Promise<void> => pause(Math.random() * 10 * 2 ** attempt);

const tries = 6;

/** A single write that meets a transaction on the same item is refused, and the SDK does not repeat it. */
const untilFree = async <Reply>(send: () => Promise<Reply>): Promise<Reply> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const inTheWay = error instanceof Error && error.name === 'TransactionConflictException';
      if (!inTheWay || attempt === tries) throw error;
      await backOff(attempt);
    }
  }
};

/** One write by itself. False: its condition did not hold. */
export const write = async ({ Put, Update, Delete }: Write): Promise<boolean> => {
  try {
    if (Put) await untilFree(() => dynamo().send(new PutItemCommand(Put)));
    if (Update) await untilFree(() => dynamo().send(new UpdateItemCommand(Update)));
    if (Delete) await untilFree(() => dynamo().send(new DeleteItemCommand(Delete)));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};

const perBatch = 100;

const idOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/** Items by key, in no particular order; what does not exist is not in the answer. */
const itemsOf = async (keys: readonly Key[], consistent: boolean): Promise<Record<string, AttributeValue>[]> => {
  const items: Record<string, AttributeValue>[] = [];
  for (let from = 0; from < keys.length; from += perBatch) {
    let pending: Record<string, AttributeValue>[] = keys
      .slice(from, from + perBatch)
      .map(({ pk, sk }) => toItem({ pk, sk }));
    for (let attempt = 1; pending.length > 0; attempt++) {
      const { Responses, UnprocessedKeys } = await dynamo().send(
        new BatchGetItemCommand({ RequestItems: { [tableName()]: { Keys: pending, ConsistentRead: consistent } } }),
      );
      items.push(...(Responses?.[tableName()] ?? []));
      pending = UnprocessedKeys?.[tableName()]?.Keys ?? [];
      if (pending.length > 0 && attempt === tries)
        throw new Error(`${pending.length} of ${keys.length} items not read`);
      if (pending.length > 0) await backOff(attempt);
    }
  }
  return items;
};

/** Many items by key, consistently, in no particular order; what does not exist is not in the answer. */
export const getMany = async <Row>(keys: readonly Key[]): Promise<Row[]> =>
  (await itemsOf(keys, true)).map((item) => fromItem<Row>(item));

/** The items at these keys, in their order, each also as often as it is asked for; undefined where there is none. */
export const getEach = async <Row extends Key>(keys: readonly Key[]): Promise<(Row | undefined)[]> => {
  const distinct = new Map(keys.map((key) => [idOf(key), key]));
  const rows = new Map((await getMany<Row>([...distinct.values()])).map((row) => [idOf(row), row]));
  return keys.map((key) => rows.get(idOf(key)));
};

type Stored = Record<string, AttributeValue> | undefined;
type Asked = { key: Key; answer: PromiseWithResolvers<Stored> };

const itemOf = async (key: Key, consistent: boolean): Promise<Stored> =>
  (await dynamo().send(new GetItemCommand({ TableName: tableName(), Key: toItem(key), ConsistentRead: consistent })))
    .Item;

const idIn = ({ pk, sk }: Record<string, AttributeValue>): string => JSON.stringify([pk?.S, sk?.S]);

const answerAll = async (asked: ReadonlyMap<string, Asked>, consistent: boolean): Promise<void> => {
  const all = [...asked.values()];
  const each = (): void => {
    for (const { key, answer } of all) itemOf(key, consistent).then(answer.resolve, answer.reject);
  };
  if (all.length === 1) return each();
  try {
    const keys = all.map(({ key }) => key);
    const found = new Map((await itemsOf(keys, consistent)).map((item) => [idIn(item), item]));
    for (const [id, { answer }] of asked) answer.resolve(found.get(id));
  } catch (error) {
    // One key that cannot exist spoils the whole call: alone, each gets its own answer.
    if (error instanceof Error && error.name === 'ValidationException') return each();
    for (const { answer } of all) answer.reject(error);
  }
};

/**
 * What is asked for in one turn of the event loop travels together. It costs the same units and a fraction of the time:
 * most of a read is the call around it (docs/adr/0022-speed.md).
 */
const together = (consistent: boolean): ((key: Key) => Promise<Stored>) => {
  let asked = new Map<string, Asked>();
  return (key) => {
    if (asked.size === 0)
      setImmediate(() => {
        const all = asked;
        asked = new Map();
        void answerAll(all, consistent);
      });
    const known = asked.get(idOf(key)) ?? { key, answer: Promise.withResolvers<Stored>() };
    asked.set(idOf(key), known);
    return known.answer.promise;
  };
};
const stored = { consistent: together(true), eventual: together(false) };

/** Consistent unless told otherwise. */
export const get = async <Row>({ pk, sk }: Key, { consistent = true } = {}): Promise<Row | undefined> => {
  const item = await stored[consistent ? 'consistent' : 'eventual']({ pk, sk });
  return item && fromItem<Row>(item);
};
