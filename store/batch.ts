/** Many items at once without conditions: what may be written again and again, over whatever is there. */
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { dynamo, tableName } from './client.ts';
import { backOff, toItem } from './table.ts';

const perBatch = 25;
const tries = 8;

const writeBatch = async (items: readonly object[]): Promise<void> => {
  let pending: WriteRequest[] = items.map((item) => ({ PutRequest: { Item: toItem(item) } }));
  for (let attempt = 1; pending.length > 0; attempt++) {
    const { UnprocessedItems } = await dynamo().send(
      new BatchWriteItemCommand({ RequestItems: { [tableName()]: pending } }),
    );
    pending = UnprocessedItems?.[tableName()] ?? [];
    if (pending.length > 0 && attempt === tries) throw new Error(`${pending.length} items were not written`);
    if (pending.length > 0) await backOff(attempt);
  }
};

/** Does `work` for each part, a few at a time. */
export const inParallel = async <Part>(
  parts: readonly Part[],
  work: (part: Part) => Promise<unknown>,
  width = 8,
): Promise<void> => {
  const queue = parts.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const part of queue) await work(part);
    }),
  );
};

/** Writes all items, over whatever is there. */
export const putAll = (items: readonly object[]): Promise<void> =>
  inParallel(
    Array.from({ length: Math.ceil(items.length / perBatch) }, (_, i) => items.slice(i * perBatch, (i + 1) * perBatch)),
    writeBatch,
  );
