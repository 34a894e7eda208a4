/** The shape of a ticket in the table: its snapshot, its events, its words, its places on the boards. */
import { attentionOf } from '../domain/ticket/attention.ts';
import { boardsOf, nextMoment } from '../domain/ticket/board.ts';
import { defaultRules } from '../domain/ticket/rules.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import type { StoredEvent } from './chain.ts';
import { attentionKeys, eventIndexKeys, type Key, keyOf, ticketIndexKeys } from './keys.ts';
import { attachWrites, verifyWrites } from './papers.ts';
import { absent, put, remove, type Write } from './table.ts';
import { seal, type SubjectKey } from './vault.ts';

/** Words with the event that they belong to. */
export type Words = Record<string, unknown>;

/** `sequence` and `head`: the number and the hash of the newest event. */
export type SnapshotRow = Key & { kind: 'ticket'; ticket: Ticket; sequence: number; head: string };
/** `attempt` tells a writer that lost the connection whether the event is its own. */
export type EventRow = Key & StoredEvent & { kind: 'event'; attempt: string };
export type SealedRow = Key & { kind: 'words'; words: Uint8Array };

export const snapshotRow = (ticket: Ticket, head: string) => ({
  ...keyOf.ticket(ticket.id),
  kind: 'ticket',
  ticket,
  sequence: ticket.sequence,
  head,
  ...ticketIndexKeys(ticket, nextMoment(ticket, defaultRules.deliveryMinutes)),
  ...attentionKeys(ticket, attentionOf(ticket)),
});

const eventRow = (stored: StoredEvent, attempt: string) => ({
  ...keyOf.event(stored.event.ticketId, stored.event.sequence),
  ...eventIndexKeys(stored.event),
  kind: 'event',
  attempt,
  ...stored,
});

export const wordsField = (ticketId: string, sequence: number): string => `words/${ticketId}/${sequence}`;

/** What an event brings to the table beside the snapshot. */
export const eventWrites = (
  { stored, words, key }: { stored: StoredEvent; words: Words | undefined; key: SubjectKey | undefined },
  attempt: string,
): Write[] => {
  const { ticketId, sequence } = stored.event;
  const writes = [put(eventRow(stored, attempt), absent)];
  if ('papers' in stored.event && stored.event.papers)
    writes.push(...attachWrites(stored.event.papers, { ticketId, ...stored.event.subject }));
  const { actor, subject, at } = stored.event;
  // Which office had a restricted request is nothing that a paper may tell.
  if ('papersVerified' in stored.event && actor.officeId !== undefined && !subject.restricted)
    writes.push(...verifyWrites(stored.event.papersVerified ?? [], { officeId: actor.officeId, at }));
  if (words && key) {
    const sealed = seal(key, wordsField(ticketId, sequence), words);
    writes.push(put({ ...keyOf.sealed(ticketId, sequence), kind: 'words', words: sealed }, absent));
  }
  return writes;
};

/** A ticket's places on boards by their keys, each once. */
const placesOf = (ticket: Ticket) =>
  new Map(
    boardsOf(ticket).map((entry) => {
      const key = keyOf.board(entry, ticket.id);
      return [`${key.pk} ${key.sk}`, { ...key, kind: 'board', ticketId: ticket.id, entry }];
    }),
  );

/** Places on boards that the ticket leaves and takes. */
export const boardWrites = (before: Ticket | null, after: Ticket): Write[] => {
  const had = before ? placesOf(before) : new Map<string, Key>();
  const has = placesOf(after);
  const left = [...had].filter(([place]) => !has.has(place));
  const taken = [...has].filter(([place]) => !had.has(place));
  return [...left.map(([, { pk, sk }]) => remove({ pk, sk })), ...taken.map(([, row]) => put(row))];
};
