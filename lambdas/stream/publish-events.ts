/** The table's stream → SQS. No request sends a message itself, so none can be lost between writing and sending. */
import { messagesFor } from '../../domain/dispatch.ts';
import { markPublished } from '../../store/published.ts';
import { sendAll } from '../../store/queues.ts';
import { follow } from '../edge/stream.ts';

export const handler = follow(async (events) => {
  await sendAll(events.flatMap(messagesFor));
  await markPublished(events);
});
