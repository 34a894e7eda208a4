/** Which events have had their effects: what a stream dropped is found here and made good. */
import { messagesFor } from '../domain/dispatch.ts';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { addDays, dateOf, type Instant } from '../domain/time.ts';
import { putAll } from './batch.ts';
import { addsToNumbers } from './bookings.ts';
import { type Key, keyOf, partition, shards } from './keys.ts';
import type { MarkRow } from './marks.ts';
import { query } from './query.ts';
import { get, getEach, getMany, put, write } from './table.ts';
import type { EventRow } from './ticket-rows.ts';

const isHeard = (event: TicketEvent): boolean => messagesFor(event).length > 0;

/** Notes that the events' messages have been sent; of who has none nothing is noted. Repeating it changes nothing. */
export const markPublished = (events: readonly TicketEvent[]): Promise<void> => {
  const rows = events.filter(isHeard).map(({ ticketId, sequence }) => ({
    ...keyOf.published(ticketId, sequence),
    kind: 'published',
  }));
  // A batch must not name a row twice.
  return putAll([...new Map(rows.map((row) => [`${row.pk} ${row.sk}`, row])).values()]);
};

export type Unsettled = { event: TicketEvent; published: boolean; counted: boolean };

const pageSize = 100;

/**
 * Events stored between two instants that are not published or not counted, oldest first in each shard, in batches.
 * `until` must be past by more than the delay of an index, else the newest may be missing.
 */
export async function* unsettled(from: Instant, until: Instant): AsyncGenerator<Unsettled[], void, void> {
  for (let date = dateOf(from); date <= dateOf(until); date = addDays(date, 1))
    for (let shard = 0; shard < shards.day; shard++) {
      // `~` sorts after every ticket id, so an event stored at `until` is in.
      const range = {
        index: 'byDay',
        partition: partition.day(date, shard),
        sort: { from, to: `${until}#~` },
      } as const;
      let keys: Key[] = [];
      for await (const { pk, sk } of query<Key>(range)) {
        keys.push({ pk, sk });
        if (keys.length < pageSize) continue;
        yield await flagsOf(keys);
        keys = [];
      }
      if (keys.length > 0) yield await flagsOf(keys);
    }
}

const flagsOf = async (keys: readonly Key[]): Promise<Unsettled[]> => {
  const events = (await getMany<EventRow>(keys)).map(({ event }) => event);
  const heard = events.filter(isHeard);
  const [sent, marks] = await Promise.all([
    getEach<Key>(heard.map(({ ticketId, sequence }) => keyOf.published(ticketId, sequence))),
    getEach<MarkRow>(events.map(({ ticketId }) => keyOf.counted(ticketId))),
  ]);
  const unsent = new Set(heard.filter((_, i) => sent[i] === undefined));
  return events
    .map((event, i) => ({
      event,
      published: !unsent.has(event),
      counted: !addsToNumbers(event) || (marks[i]?.done.has(event.sequence) ?? false),
    }))
    .filter(({ published, counted }) => !published || !counted);
};

/** The moment up to which events were looked through; undefined before the first run. */
export const loadWatermark = async (): Promise<Instant | undefined> =>
  (await get<{ until: Instant }>(keyOf.watermark))?.until;

/** Of two runs that began at the same watermark one moves it. Back, too: a clock that was ahead is forgotten. */
export const saveWatermark = async (until: Instant, seen: Instant | undefined, now: Instant): Promise<void> => {
  const unmoved = seen
    ? { text: '#until = :seen', names: { '#until': 'until' }, values: { ':seen': seen } }
    : { text: 'attribute_not_exists(pk)' };
  await write(put({ ...keyOf.watermark, until, savedAt: now }, unmoved));
};
