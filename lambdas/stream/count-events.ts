/** The table's stream → the numbers of every region, each event counted once for ever. */
import { countBatch } from '../../store/counters.ts';
import { follow } from '../edge/stream.ts';

export const handler = follow(async (events) => {
  await countBatch(events);
});
