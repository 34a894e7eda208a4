/**
 * Each minute: events older than five minutes that were never published or never counted, because the stream lost
 * them or a consumer gave up. Every effect is safe to repeat, so it is simply done again. Then the recomputation that
 * a newly published calendar year has ordered goes on.
 */
import { messagesFor } from '../../domain/dispatch.ts';
import { DAY, type Instant, later, MINUTE } from '../../domain/time.ts';
import { countBatch } from '../../store/counters.ts';
import { loadWatermark, markPublished, saveWatermark, unsettled } from '../../store/published.ts';
import { sendAll } from '../../store/queues.ts';
import { onSchedule } from '../edge/schedule.ts';
import { recomputeClocks } from './recompute-clocks.ts';

/** Younger events are on their ordinary way. */
const patience = 5 * MINUTE;
/** Looked at twice: an index that lags, a function whose clock is behind. */
const overlap = 5 * MINUTE;

export const handler = onSchedule('reconcile', async (now) => ({
  ...(await reconcile(now)),
  ...(await recomputeClocks(now)),
}));

const reconcile = async (now: Instant) => {
  const until = later(now, -patience);
  const watermark = await loadWatermark();
  // A watermark ahead of now was set by a clock that was wrong: nobody knows what it passed over.
  const isSound = watermark !== undefined && watermark <= until;
  const from = isSound ? later(watermark, -overlap) : later(until, -DAY);
  let published = 0;
  let counted = 0;
  for await (const batch of unsettled(from, until)) {
    const unpublished = batch.filter((each) => !each.published).map(({ event }) => event);
    const uncounted = batch.filter((each) => !each.counted).map(({ event }) => event);
    await sendAll(unpublished.flatMap(messagesFor));
    await markPublished(unpublished);
    counted += await countBatch(uncounted);
    published += unpublished.length;
  }
  await saveWatermark(until, watermark, now);
  return { published, counted };
};
