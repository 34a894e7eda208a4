/** Reads of the whole table, for commands at the console. Nothing on a request path may do this. */
import { ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { dynamo, tableName } from './client.ts';
import { type Expression, fromItem, substitutes } from './table.ts';

/** Every item of the table for which `filter` holds. */
export async function* scan<Row>(filter: Expression): AsyncGenerator<Row, void, void> {
  let last: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo().send(
      new ScanCommand({
        TableName: tableName(),
        ConsistentRead: true,
        FilterExpression: filter.text,
        ...substitutes(filter),
        ...(last ? { ExclusiveStartKey: last } : {}),
      }),
    );
    for (const item of Items) yield fromItem<Row>(item);
    last = LastEvaluatedKey;
  } while (last);
}
