/** An event as the table's stream delivers it. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { fromItem } from './table.ts';
import type { EventRow } from './ticket-rows.ts';

type Image = Record<string, unknown> & { event?: AttributeValue | { B: string } };

/** `image`: the record's NewImage. Bytes are base64 text there; a map is of a release that did not compress. */
export const eventOfImage = ({ event }: Image): TicketEvent => {
  const attribute = typeof event?.B === 'string' ? { B: Buffer.from(event.B, 'base64') } : event;
  return fromItem<Pick<EventRow, 'event'>>({ event: attribute as AttributeValue }).event;
};
