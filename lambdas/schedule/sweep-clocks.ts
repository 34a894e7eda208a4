/** Each minute: every ticket whose moment has come, oldest first and to the end, goes to the queue `clocks`. */
import { sendAll } from '../../store/queues.ts';
import { due } from '../../store/ticket-lists.ts';
import { everyMinute } from '../edge/schedule.ts';

export const handler = everyMinute('sweep', async (now) => {
  let tickets = 0;
  let batch: string[] = [];
  const flush = async () => {
    await sendAll(batch.map((ticketId) => ({ queue: 'clocks', body: { ticketId } })));
    tickets += batch.length;
    batch = [];
  };
  for await (const ticketId of due(now)) {
    batch.push(ticketId);
    if (batch.length === 100) await flush();
  }
  await flush();
  return { tickets };
});
