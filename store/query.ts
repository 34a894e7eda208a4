/** Reads of a part of one partition: all of it, or page by page with a cursor that a caller hands back. */
import { type AttributeValue, QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Refusal } from '../domain/refusal.ts';
import { dynamo, tableName } from './client.ts';
import { badCursor, cursorOf, markOf, positionOf } from './cursor.ts';
import { attributes, indexes } from './keys.ts';
import { type Expression, fromItem, substitutes, toItem } from './table.ts';

/** Part of one partition, of the table (read consistently) or of an index (eventually consistent). */
export type Range = {
  index?: keyof typeof indexes;
  partition: string;
  /** Limits of the sort key: what begins with a text, or what lies between two, both included. */
  sort?: { beginsWith: string } | { from: string; to: string };
  newestFirst?: boolean;
  /** Which of several lists that are read from the same part, for cursors. */
  list?: string;
};

const keyNames = ({ index }: Range) => (index ? indexes[index] : attributes);

const sortCondition = (sort: Range['sort']): { text: string; values: Record<string, string> } => {
  if (!sort) return { text: '', values: {} };
  return 'beginsWith' in sort
    ? { text: ' AND begins_with(#sk, :from)', values: { ':from': sort.beginsWith } }
    : { text: ' AND #sk BETWEEN :from AND :to', values: { ':from': sort.from, ':to': sort.to } };
};

const inputOf = (range: Range): QueryCommandInput => {
  const names = keyNames(range);
  const sort = sortCondition(range.sort);
  const condition: Expression = {
    text: `#pk = :pk${sort.text}`,
    names: { '#pk': names.partition, ...(range.sort ? { '#sk': names.sort } : {}) },
    values: { ':pk': range.partition, ...sort.values },
  };
  return {
    TableName: tableName(),
    KeyConditionExpression: condition.text,
    ScanIndexForward: !range.newestFirst,
    ...(range.index ? { IndexName: range.index } : { ConsistentRead: true }),
    ...substitutes(condition),
  };
};

/** Every item of the range, in the order of the sort key; reads on only while the caller takes more. */
export async function* query<Row>(range: Range): AsyncGenerator<Row, void, void> {
  const input = inputOf(range);
  let last: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo().send(
      new QueryCommand({ ...input, ...(last ? { ExclusiveStartKey: last } : {}) }),
    );
    for (const item of Items) yield fromItem<Row>(item);
    last = LastEvaluatedKey;
  } while (last);
}

/**
 * Several lists as one, each of them already in the order of `positionOf`: always the smallest head next, of equal ones
 * the earlier list's.
 */
export async function* merged<Row>(
  lists: readonly AsyncGenerator<Row, void, void>[],
  positionOf: (row: Row) => string,
): AsyncGenerator<Row, void, void> {
  const rivals = await Promise.all(lists.map(async (rows) => ({ rows, head: await rows.next() })));
  for (;;) {
    let [next, first] = [undefined as (typeof rivals)[number] | undefined, ''];
    for (const rival of rivals) {
      if (rival.head.done) continue;
      const position = positionOf(rival.head.value);
      if (!next || position < first) [next, first] = [rival, position];
    }
    if (!next || next.head.done) return;
    yield next.head.value;
    next.head = await next.rows.next();
  }
}

/** The whole range in one list: for ranges that are known to be short. */
export const list = async <Row>(range: Range): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const row of query<Row>(range)) rows.push(row);
  return rows;
};

export type PageRequest = { limit: number; cursor?: string | undefined };
export type Page<Row> = { rows: Row[]; cursor: string | null };

const markOfRange = ({ index, partition, sort, newestFirst = false, list }: Range): string =>
  markOf([index, partition, sort, newestFirst, list]);

/** The key attributes beside the partition's, which the range itself names. */
const positionNames = (range: Range): string[] =>
  range.index ? [keyNames(range).sort, attributes.partition, attributes.sort] : [attributes.sort];

const cursorAt = (range: Range, last: Record<string, unknown>): string =>
  cursorOf(
    markOfRange(range),
    positionNames(range).map((name) => String(last[name])),
  );

/** As DynamoDB orders keys: by the bytes of UTF-8. */
const isUpTo = (low: string, high: string): boolean => Buffer.compare(Buffer.from(low), Buffer.from(high)) <= 0;

/** DynamoDB answers a start outside of the range asked for with an error. */
const isWithin = (sort: Range['sort'], value: string): boolean => {
  if (!sort) return true;
  return 'beginsWith' in sort ? value.startsWith(sort.beginsWith) : isUpTo(sort.from, value) && isUpTo(value, sort.to);
};

const keyTexts = z.array(z.string().min(1).max(256));

/** The key after which the page starts; null when the cursor is none of this range. */
const startOf = (range: Range, cursor: string): Record<string, string> | null => {
  const names = positionNames(range);
  const values = positionOf(markOfRange(range), cursor, keyTexts.length(names.length));
  const [sort] = values ?? [];
  if (!values || sort === undefined || !isWithin(range.sort, sort)) return null;
  const position = Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
  return { [keyNames(range).partition]: range.partition, ...position };
};

/**
 * One page of what the caller makes of the range's items: `look` gives for each of them what is shown, or null where
 * it is left out. Nothing in a page tells how many were. Refuses `invalid` for a cursor that is no cursor of this list.
 */
export const pageWhere = async <Row extends Record<string, unknown>, Shown>(
  range: Range,
  { limit, cursor }: PageRequest,
  look: (rows: Row[]) => Promise<readonly (Shown | null)[]>,
): Promise<Page<Shown> | Refusal> => {
  const start = cursor === undefined ? undefined : startOf(range, cursor);
  if (start === null) return badCursor(cursor ?? '');
  const kept: { row: Row; shown: Shown }[] = [];
  let last = start && toItem(start);
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo().send(
      // One more than the page, which tells whether there is another.
      new QueryCommand({ ...inputOf(range), Limit: limit + 1, ...(last ? { ExclusiveStartKey: last } : {}) }),
    );
    const rows = Items.map((item) => fromItem<Row>(item));
    const shown = await look(rows);
    for (const [i, row] of rows.entries()) {
      const each = shown[i];
      if (each !== null && each !== undefined) kept.push({ row, shown: each });
    }
    last = LastEvaluatedKey;
  } while (last && kept.length <= limit);
  const page = kept.slice(0, limit);
  const end = page.at(-1);
  return {
    rows: page.map(({ shown }) => shown),
    cursor: end && kept.length > limit ? cursorAt(range, end.row) : null,
  };
};

/** All rows of a list that is read page by page. */
export const everyPage = async <Row>(read: (request: PageRequest) => Promise<Page<Row> | Refusal>): Promise<Row[]> => {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const found = await read({ limit: 100, cursor });
    if ('refused' in found) throw new Error(`a cursor of its own was refused: ${found.refused}`);
    rows.push(...found.rows);
    cursor = found.cursor ?? undefined;
  } while (cursor !== undefined);
  return rows;
};

/** One page of the range as it is. */
export const page = <Row extends Record<string, unknown>>(
  range: Range,
  request: PageRequest,
): Promise<Page<Row> | Refusal> => pageWhere<Row, Row>(range, request, async (rows) => rows);

/** One page of several ranges, one after the other, of what `fits`. */
export const pageThrough = async <Row extends Record<string, unknown>>(
  ranges: readonly Range[],
  { limit, cursor }: PageRequest,
  fits: (row: Row) => boolean = () => true,
): Promise<Page<Row> | Refusal> => {
  const from = cursor === undefined ? 0 : ranges.findIndex((range) => startOf(range, cursor) !== null);
  if (from < 0) return badCursor(cursor ?? '');
  const rows: Row[] = [];
  let end: string | null = null;
  for (const [i, range] of ranges.slice(from).entries()) {
    // One is asked for also when the page is full: is there another?
    const wanted = Math.max(1, limit - rows.length);
    const asked = { limit: wanted, cursor: i === 0 ? cursor : undefined };
    const next = await pageWhere<Row, Row>(range, asked, async (rows) => rows.map((row) => (fits(row) ? row : null)));
    if ('refused' in next) return next;
    if (rows.length === limit && next.rows.length > 0) return { rows, cursor: end };
    rows.push(...next.rows);
    if (next.cursor !== null) return { rows, cursor: next.cursor };
    const last = next.rows.at(-1);
    if (last) end = cursorAt(range, last);
  }
  return { rows, cursor: null };
};
