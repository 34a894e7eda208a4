/** What travels in the queues: identifiers only, nothing personal. Every consumer reads the ticket itself. */
import * as z from 'zod';
import { ticketId } from '../domain/ids.ts';
import { commonQueues, departmentQueue } from './environment.ts';

/** Find the office. */
export const routingMessage = z.object({ ticketId });
/** Bring a ticket, or one step of it, to an office's board. `routing` tells an old delivery from the newest. */
export const workMessage = z.object({
  ticketId,
  officeId: z.string(),
  routing: z.int(),
  step: z.string().optional(),
});
/** Tell the resident about one event. */
export const noticeMessage = z.object({ ticketId, sequence: z.int() });
/** Look at a ticket whose moment has come. */
export const clockMessage = z.object({ ticketId });

export type RoutingMessage = z.infer<typeof routingMessage>;
export type WorkMessage = z.infer<typeof workMessage>;
export type NoticeMessage = z.infer<typeof noticeMessage>;
export type ClockMessage = z.infer<typeof clockMessage>;

export type Queue = (typeof commonQueues)[number] | `department-${string}`;
export type Outgoing = { queue: Queue; body: RoutingMessage | WorkMessage | NoticeMessage | ClockMessage };

/** The queue that brings work to an office: its department's own, or `stations` for stations and desks. */
export const queueOfOffice = (officeId: string): Queue => {
  const department = officeId.replace(/-\d+$/, '');
  return department === 'station' ? 'stations' : (departmentQueue(department) as Queue);
};
