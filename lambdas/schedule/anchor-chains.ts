/** Each hour: how far every hash chain has come is written into the locked bucket. */
import { HOUR, later, MINUTE } from '../../domain/time.ts';
import { anchor, anchoredUntil } from '../../store/anchors.ts';
import { onSchedule } from '../edge/schedule.ts';

/** Looked at twice: an index that lags, a run that broke off. */
const overlap = 10 * MINUTE;

export const handler = onSchedule('anchor', async (now) => {
  const until = await anchoredUntil();
  // A mark ahead of now was set by a clock that was wrong.
  const from = until !== undefined && until <= now ? until : later(now, -25 * HOUR);
  return anchor(later(from, -overlap), now);
});
