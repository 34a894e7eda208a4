/** An event as the table's stream delivers it. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { fromItem } from './table.ts';
import type { EventRow } from './ticket-rows.ts';

/** `image`: the record's NewImage; binary attributes are base64 text there, and an event has none. */
export const eventOfImage = (image: Record<string, unknown>): TicketEvent =>
  fromItem<EventRow>(image as Record<string, AttributeValue>).event;
