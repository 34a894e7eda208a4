/** Each minute: every ticket whose moment has come, oldest first and to the end, goes to the queue `clocks`. */
import { missingNotice } from '../../domain/sla/publishing.ts';
import { dateOf, epochMs } from '../../domain/time.ts';
import { sendAll } from '../../store/queues.ts';
import { calendar } from '../../store/reference.ts';
import { due } from '../../store/ticket-lists.ts';
import { onSchedule } from '../edge/schedule.ts';

/** How late what was found is, in milliseconds: the latest, and what 95 of 100 are not later than. */
const lateness = (lateByMs: readonly number[]) => {
  const sorted = lateByMs.toSorted((a, b) => a - b);
  return { lateMaxMs: sorted.at(-1) ?? 0, lateP95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0 };
};

export const handler = onSchedule('sweep', async (now) => {
  const lateByMs: number[] = [];
  let batch: string[] = [];
  const flush = async () => {
    await sendAll(batch.map((ticketId) => ({ queue: 'clocks', body: { ticketId } })));
    batch = [];
  };
  for await (const { ticketId, moment } of due(now)) {
    lateByMs.push(epochMs(now) - epochMs(moment));
    batch.push(ticketId);
    if (batch.length === 100) await flush();
  }
  await flush();
  const noticeMissing = missingNotice(await calendar(), dateOf(now));
  return { tickets: lateByMs.length, ...lateness(lateByMs), ...(noticeMissing === null ? {} : { noticeMissing }) };
});
