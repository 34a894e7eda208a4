/** A hash chain of events: a change, a gap or a cut-off end is noticed, whoever made it. */
import { createHash } from 'node:crypto';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { canonicalJson } from './canonical.ts';

/** An event as it is stored: linked to the one before. Each chain numbers its events from 1. */
export type Linked<Event extends { sequence: number }> = { event: Event; prev: string; hash: string };
export type StoredEvent = Linked<TicketEvent>;

/** What the first event follows. */
export const origin = '0'.repeat(64);

/** SHA-256, hexadecimal, over the canonical JSON of the event and the hash of the one before. */
export const hashOf = (event: object, prev: string): string =>
  createHash('sha256').update(canonicalJson({ event, prev })).digest('hex');

export const link = <Event extends { sequence: number }>(event: Event, prev: string): Linked<Event> => ({
  event,
  prev,
  hash: hashOf(event, prev),
});

/** How far a chain goes: the number and the hash of its last event. */
export type Head = { sequence: number; head: string };

/**
 * `changed`: the event is not what it was; `gap`: an event before it is missing; `truncated`: events at the end are
 * missing; `surplus`: the head does not know of it. `sequence`: where it is first seen.
 */
export type ChainFault = { kind: 'changed' | 'gap' | 'truncated' | 'surplus'; sequence: number };

/** The first fault in the events of one chain, oldest first, against its head. */
export const verifyChain = (
  events: readonly Linked<{ sequence: number }>[],
  { sequence: last, head }: Head,
): ChainFault | null => {
  let prev = origin;
  for (const [i, stored] of events.entries()) {
    const sequence = i + 1;
    if (sequence > last) return { kind: 'surplus', sequence };
    if (stored.event.sequence !== sequence) return { kind: 'gap', sequence };
    if (stored.prev !== prev || hashOf(stored.event, prev) !== stored.hash) return { kind: 'changed', sequence };
    prev = stored.hash;
  }
  if (events.length < last) return { kind: 'truncated', sequence: events.length + 1 };
  return prev === head ? null : { kind: 'changed', sequence: last };
};

/** Against a head that was written down elsewhere at some time: whoever rewrote the whole chain is noticed, too. */
export const verifyAnchor = (
  events: readonly Linked<{ sequence: number }>[],
  { sequence, head }: Head,
): ChainFault | null => {
  const anchored = events[sequence - 1];
  if (!anchored) return { kind: 'truncated', sequence: events.length + 1 };
  return anchored.hash === head ? null : { kind: 'changed', sequence };
};
