/** Each hour: whose waiting time is over is erased; who was erased and is there again, since the table was restored, too. */
import { addDays, dateOf } from '../../domain/time.ts';
import { chosenRetention } from '../../store/client.ts';
import { advanceDue, eraseAgain } from '../../store/erase.ts';
import { onSchedule } from '../edge/schedule.ts';

/** Days that a backup of the table reaches back, and one. */
const backups = 36;

export const handler = onSchedule('erase', async (now) => {
  const again = await eraseAgain(addDays(dateOf(now), -backups), chosenRetention(), now);
  return { ...(await advanceDue(chosenRetention(), now)), again };
});
