/** An event as the table's stream delivers it. */
import type { TicketEvent } from '../domain/ticket/event.ts';
import { fromItem } from './table.ts';
import type { EventRow } from './ticket-rows.ts';

/** `image`: the record's NewImage. Binary attributes are base64 text there. */
export const eventOfImage = (image: { event?: { B?: string } }): TicketEvent =>
  fromItem<Pick<EventRow, 'event'>>({ event: { B: Buffer.from(image.event?.B ?? '', 'base64') } }).event;
