/** Each day: what has been kept for long enough goes: words and papers of requests, days of the audit. */
import { chosenRetention } from '../../store/client.ts';
import { dropAudit, dropContents } from '../../store/retention.ts';
import { onSchedule } from '../edge/schedule.ts';

export const handler = onSchedule('retention', async (now) => ({
  requests: await dropContents(chosenRetention(), now),
  audit: await dropAudit(chosenRetention(), now),
}));
