/** The stream edge: a batch of new events, in the order of their shard. */
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { TicketEvent } from '../../domain/ticket/event.ts';
import { eventOfImage } from '../../store/stream-image.ts';
import * as log from './log.ts';

type StreamRecord = DynamoDBStreamEvent['Records'][number];

const eventsOf = (records: readonly StreamRecord[]): TicketEvent[] =>
  records.flatMap(({ dynamodb }) => (dynamodb?.NewImage ? [eventOfImage(dynamodb.NewImage)] : []));

/** Milliseconds of a call in which no record is begun any more: the last one may be tried for so long. */
const reserve = 20_000;

/**
 * Follows the table's events. When a batch fails, each record is tried by itself, so that the good ones have their
 * effect whatever becomes of the batch; the first bad one is reported, and the mapping tries from there. So is what the
 * call has no time for: one that is cut off would begin again with the whole batch. Every effect of `work` must be safe
 * to repeat.
 */
export const follow = (work: (events: TicketEvent[]) => Promise<void>) =>
  middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }, context) => {
    try {
      await work(eventsOf(Records));
      return { batchItemFailures: [] };
    } catch (error) {
      log.error('batch failed', error, { records: Records.length });
    }
    const bad: StreamRecord[] = [];
    for (const record of Records) {
      if (context.getRemainingTimeInMillis() < reserve) {
        bad.push(record);
        break;
      }
      try {
        await work(eventsOf([record]));
      } catch (error) {
        log.error('record failed', error);
        bad.push(record);
      }
    }
    const itemIdentifier = bad[0]?.dynamodb?.SequenceNumber;
    if (bad.length > 0 && itemIdentifier === undefined) throw new Error('a stream record without a number failed');
    return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
  });
