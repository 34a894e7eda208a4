/** The hash chain of a ticket's events: a change, a gap or a cut-off end is noticed, whoever made it. */
import { createHash } from 'node:crypto';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { canonicalJson } from './canonical.ts';

/** An event as it is stored: linked to the one before. */
export type StoredEvent = { event: TicketEvent; prev: string; hash: string };

/** What the first event follows. */
export const origin = '0'.repeat(64);

/** SHA-256, hexadecimal, over the canonical JSON of the event and the hash of the one before. */
export const hashOf = (event: TicketEvent, prev: string): string =>
  createHash('sha256').update(canonicalJson({ event, prev })).digest('hex');

export const link = (event: TicketEvent, prev: string): StoredEvent => ({ event, prev, hash: hashOf(event, prev) });

/**
 * `changed`: the event is not what it was; `gap`: an event before it is missing; `truncated`: events at the end are
 * missing; `surplus`: the ticket does not know of it. `sequence`: where it is first seen.
 */
export type ChainFault = { kind: 'changed' | 'gap' | 'truncated' | 'surplus'; sequence: number };

/** The first fault in the events of one ticket, oldest first, against the head that its snapshot names. */
export const verifyChain = (
  events: readonly StoredEvent[],
  snapshot: { sequence: number; head: string },
): ChainFault | null => {
  let prev = origin;
  for (const [i, stored] of events.entries()) {
    const sequence = i + 1;
    if (sequence > snapshot.sequence) return { kind: 'surplus', sequence };
    if (stored.event.sequence !== sequence) return { kind: 'gap', sequence };
    if (stored.prev !== prev || hashOf(stored.event, prev) !== stored.hash) return { kind: 'changed', sequence };
    prev = stored.hash;
  }
  if (events.length < snapshot.sequence) return { kind: 'truncated', sequence: events.length + 1 };
  return prev === snapshot.head ? null : { kind: 'changed', sequence: snapshot.sequence };
};
