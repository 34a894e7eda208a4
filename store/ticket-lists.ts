/** Tickets by who or what they concern, and the history of one. */
import type { Mandate } from '../domain/mandate.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import type { Answers } from '../domain/form.ts';
import type { BoardEntry } from '../domain/ticket/board.ts';
import type { TicketEvent } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import type { Instant } from '../domain/time.ts';
import { type ChainFault, type StoredEvent, verifyChain } from './chain.ts';
import { type Key, keyOf, partition, prefix, shards } from './keys.ts';
import { list, merged, type Page, page, type PageRequest, pageThrough, pageWhere, query, type Range } from './query.ts';
import { findKey, type Subject } from './subjects.ts';
import { get, getEach } from './table.ts';
import { type EventRow, type SealedRow, type SnapshotRow, type Words, wordsField } from './ticket-rows.ts';
import { open } from './vault.ts';

/** The tickets to which the keys of an index lead, as they are now. */
const withTickets = async (found: Page<Key> | Refusal): Promise<Page<Ticket> | Refusal> =>
  isRefusal(found)
    ? found
    : { ...found, rows: (await getEach<SnapshotRow>(found.rows)).flatMap((row) => row?.ticket ?? []) };

/** A resident's own tickets, newest first, file by file; from an index, so a moment behind. */
export const mine = async (residentIds: readonly string[], request: PageRequest): Promise<Page<Ticket> | Refusal> => {
  const ranges = residentIds.map((id) => ({
    index: 'byResident' as const,
    partition: partition.resident(id),
    newestFirst: true,
  }));
  return withTickets(await pageThrough<Key>(ranges, request));
};

/** What an agent filed under a mandate, newest first: of the principal's other tickets they learn nothing. */
export const filedUnder = async (
  { id, principalId }: Mandate,
  request: PageRequest,
): Promise<Page<Ticket> | Refusal> => {
  const range: Range = {
    index: 'byResident',
    partition: partition.resident(principalId),
    newestFirst: true,
    list: id,
  };
  return pageWhere<Key, Ticket>(range, request, async (keys) =>
    (await getEach<SnapshotRow>(keys)).map((row) => (row?.ticket.filedBy.mandateId === id ? row.ticket : null)),
  );
};

/** The tickets of a community, newest first; from an index, so a moment behind. */
export const ofCommunity = async (code: string, request: PageRequest): Promise<Page<Ticket> | Refusal> =>
  withTickets(
    await page<Key>({ index: 'byCommunity', partition: partition.community(code), newestFirst: true }, request),
  );

type Place = { ticketId: string; entry: BoardEntry };
/** One place on a board, with the ticket as it is now. */
export type BoardPlace = { entry: BoardEntry; ticket: Ticket };

/**
 * An office's board, as far as it `fits`: by lane, then by due moment. Read consistently: a clerk sees what they just
 * did. Nothing in a page tells of what does not fit.
 */
export const board = async (
  officeId: string,
  request: PageRequest,
  fits: (ticket: Ticket) => boolean,
): Promise<Page<BoardPlace> | Refusal> => {
  return pageWhere<Place, BoardPlace>({ partition: partition.board(officeId) }, request, async (places) => {
    const rows = await getEach<SnapshotRow>(places.map(({ ticketId }) => keyOf.ticket(ticketId)));
    return places.map(({ entry }, i) => {
      const ticket = rows[i]?.ticket;
      return ticket && fits(ticket) ? { entry, ticket } : null;
    });
  });
};

/** A ticket, or the care for a resident, for which time has something to do, and since when. */
export type Due = { kind: 'ticket' | 'care'; id: string; moment: Instant };

/**
 * Everything that is due at `now`, oldest first over all shards, to the end. Reads what is due and nothing else: an
 * item of the index for each ticket, and one query for each shard.
 */
export async function* due(now: Instant): AsyncGenerator<Due, void, void> {
  // `~` sorts after every ticket id, so a moment equal to now is in.
  const sort = { from: '0', to: `${now}#~` };
  const rows = Array.from({ length: shards.alarm }, (_, shard) =>
    query<Key & { alarmSk: string }>({ index: 'byAlarm', partition: partition.alarm(shard), sort }),
  );
  for await (const { pk, alarmSk } of merged(rows, (row) => row.alarmSk)) {
    const [moment = '', id = ''] = alarmSk.split('#');
    yield { kind: pk.startsWith(prefix.ticket) ? 'ticket' : 'care', id, moment };
  }
}

/** An event as the history shows it. `words` are there only when asked for and while their key exists. */
export type HistoryEntry = StoredEvent & { words?: Words };

/** The words beside the events of a ticket, by sequence number. Empty when the applicant's key was destroyed. */
const allWords = async (subject: Subject): Promise<Map<number, Words>> => {
  const key = await findKey(subject);
  if (!key) return new Map();
  const { ticketId } = subject;
  const rows = await list<SealedRow>({
    partition: partition.ticket(ticketId),
    sort: { beginsWith: prefix.sealed },
  });
  return new Map(
    rows.map(({ sk, words }) => {
      const sequence = Number(sk.slice(prefix.sealed.length));
      return [sequence, open(key, wordsField(ticketId, sequence), words) as Words];
    }),
  );
};

/** The words beside one event of a ticket; undefined when there are none, or when their key was destroyed. */
export const wordsOf = async (
  { id: ticketId, residentId }: Pick<Ticket, 'id' | 'residentId'>,
  sequence: number,
): Promise<Words | undefined> => {
  const [row, key] = await Promise.all([
    get<SealedRow>(keyOf.sealed(ticketId, sequence)),
    findKey({ residentId, ticketId }),
  ]);
  return row && key ? (open(key, wordsField(ticketId, sequence), row.words) as Words) : undefined;
};

/** What was filed; undefined when its key was destroyed. */
export const formOf = async (ticket: Pick<Ticket, 'id' | 'residentId'>): Promise<Answers | undefined> =>
  (await wordsOf(ticket, 1))?.['form'] as Answers | undefined;

/** The events of one ticket, oldest first. With `applicant` the words are opened, under that resident's key. */
export const events = async (ticketId: string, applicant?: Pick<Subject, 'residentId'>): Promise<HistoryEntry[]> => {
  const rows = await list<EventRow>({ partition: partition.ticket(ticketId), sort: { beginsWith: prefix.event } });
  const opened = applicant ? await allWords({ residentId: applicant.residentId, ticketId }) : new Map<number, Words>();
  return rows.map(({ event, prev, hash }) => {
    const words = opened.get(event.sequence);
    return words ? { event, prev, hash, words } : { event, prev, hash };
  });
};

/** One event of a ticket, without its words; undefined when the ticket has none of this number. */
export const event = async (ticketId: string, sequence: number): Promise<TicketEvent | undefined> =>
  (await get<EventRow>(keyOf.event(ticketId, sequence)))?.event;

/** Is the history of the ticket whole? Null: it is. Undefined: there is no such ticket. */
export const verify = async (ticketId: string): Promise<ChainFault | null | undefined> => {
  const snapshot = () => get<SnapshotRow>(keyOf.ticket(ticketId));
  for (let before = await snapshot(); before;) {
    const history = await events(ticketId);
    const after = await snapshot();
    // What was written between the two reads is no fault: read again.
    if (after?.head === before.head)
      return verifyChain(history, { sequence: before.ticket.sequence, head: before.head });
    before = after;
  }
  return undefined;
};
