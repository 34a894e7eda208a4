/** What travels in the queues: identifiers only, nothing personal. Every consumer reads the ticket itself. */
import * as z from 'zod';
import { ticketId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';

/** What S3 says of objects that have come; its first word, when the notification is set up, has no records. */
export const uploadMessage = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })).default([]),
});
/** Find the office. */
export const routingMessage = z.object({ ticketId });
/** Bring a ticket, or one step of it, to an office's board. `routing` tells an old delivery from the newest. */
export const workMessage = z.object({
  ticketId,
  officeId: z.string(),
  routing: z.int().optional(),
  step: z.string().optional(),
});
/** Tell the resident about one event. */
export const noticeMessage = z.object({ ticketId, sequence: z.int() });
/**
 * Look at the care for a resident: its moment has come, something of theirs was resolved (`served`), or a request was
 * filed for a need (`filed`).
 */
export const careMessage = z.object({
  residentId: z.string().min(1).max(64),
  served: z.object({ ticketId, at: instant }).optional(),
  filed: z.object({ ticketId, needId: ticketId }).optional(),
});
/**
 * Look at a ticket whose moment has come; `follower` was merged into it; `recompute` names the calendar version under
 * which its open clocks are to be reckoned anew.
 */
export const clockMessage = z.object({
  ticketId,
  follower: ticketId.optional(),
  recompute: z.object({ year: z.int(), version: z.int() }).optional(),
});
