/** The stream edge: a batch of new events, in the order of their shard. */
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { TicketEvent } from '../../domain/ticket/event.ts';
import { eventOfImage } from '../../store/stream-image.ts';
import * as log from './log.ts';

/**
 * Follows the table's events. The whole batch succeeds, or the mapping tries it again from its first record, split in
 * two each time, until the bad one stands alone: every effect of `work` must be safe to repeat.
 */
export const follow = (work: (events: TicketEvent[]) => Promise<void>) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
    const first = Records[0]?.dynamodb?.SequenceNumber;
    try {
      await work(Records.flatMap(({ dynamodb }) => (dynamodb?.NewImage ? [eventOfImage(dynamodb.NewImage)] : [])));
      return { batchItemFailures: [] };
    } catch (error) {
      log.error('batch failed', error, { records: Records.length });
      if (first === undefined) throw error;
      return { batchItemFailures: [{ itemIdentifier: first }] };
    }
  });
