/** The queue edge: each message on its own, and only those that failed come back. */
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { type Instant } from '../../domain/time.ts';
import { now } from './clock.ts';
import * as log from './log.ts';

export type Message<Schema extends z.ZodType> = { body: z.output<Schema>; messageId: string; now: Instant };

/**
 * Consumes a queue. A refusal is an expected no: logged and acknowledged. A throw (a bug, an outage, a message that
 * is no message of ours) leaves this one message to be tried again and in the end put aside; the others go on.
 */
export const consume = <Schema extends z.ZodType>(
  schema: Schema,
  work: (message: Message<Schema>) => Promise<Refusal | void>,
) => {
  const one = async (record: SQSRecord): Promise<string | null> => {
    try {
      const body = schema.parse(JSON.parse(record.body));
      const result = await work({ body, messageId: record.messageId, now: now() });
      if (isRefusal(result)) log.warn('refused', { messageId: record.messageId, refusal: result.refused });
      return null;
    } catch (error) {
      log.error('message failed', error, { messageId: record.messageId });
      return record.messageId;
    }
  };
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed = await Promise.all(Records.map(one));
    return {
      batchItemFailures: failed.flatMap((itemIdentifier) => (itemIdentifier === null ? [] : [{ itemIdentifier }])),
    };
  });
};
