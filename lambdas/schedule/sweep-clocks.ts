/** Each minute: every ticket, and the care for every resident, whose moment has come, oldest first and to the end, goes to the queue `clocks`. */
import type { Outgoing } from '../../domain/dispatch.ts';
import { missingNotice } from '../../domain/sla/publishing.ts';
import { dateOf, epochMs } from '../../domain/time.ts';
import { sendAll } from '../../store/queues.ts';
import { calendar } from '../../store/reference.ts';
import { type Due, due } from '../../store/ticket-lists.ts';
import { onSchedule } from '../edge/schedule.ts';

/** How late what was found is, in milliseconds: the latest, and what 95 of 100 are not later than. */
const lateness = (lateByMs: readonly number[]) => {
  const sorted = lateByMs.toSorted((a, b) => a - b);
  return { lateMaxMs: sorted.at(-1) ?? 0, lateP95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0 };
};

const messageOf = (kind: Due['kind'], id: string): Outgoing =>
  kind === 'ticket' ? { queue: 'clocks', body: { ticketId: id } } : { queue: 'clocks', body: { residentId: id } };

export const handler = onSchedule('sweep', async (now) => {
  const lateByMs: number[] = [];
  let batch: Outgoing[] = [];
  const flush = async () => {
    await sendAll(batch);
    batch = [];
  };
  for await (const { kind, id, moment } of due(now)) {
    lateByMs.push(epochMs(now) - epochMs(moment));
    batch.push(messageOf(kind, id));
    if (batch.length === 100) await flush();
  }
  await flush();
  const noticeMissing = missingNotice(await calendar(), dateOf(now));
  return { tickets: lateByMs.length, ...lateness(lateByMs), ...(noticeMissing === null ? {} : { noticeMissing }) };
});
