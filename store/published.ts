/** Which events have had their effects: what a stream dropped is found here and made good. */
import type { TicketEvent } from '../domain/ticket/event.ts';
import type { Instant } from '../domain/time.ts';
import { type Key, keyOf, partition, shards } from './keys.ts';
import { list } from './query.ts';
import { get, getMany, present, put, update, write } from './table.ts';
import type { EventRow } from './ticket-rows.ts';

/** Notes that the events' messages have been sent. Repeating it changes nothing. */
export const markPublished = async (events: readonly Pick<TicketEvent, 'ticketId' | 'sequence'>[]): Promise<void> => {
  await Promise.all(
    events.map(({ ticketId, sequence }) =>
      write(
        update(keyOf.event(ticketId, sequence), { text: 'SET published = :true', values: { ':true': true } }, present),
      ),
    ),
  );
};

export type Unsettled = { event: TicketEvent; published: boolean; counted: boolean };

/**
 * Events of one minute (`yyyy-mm-ddThh:mm`, Shanghai) that are not published or not counted. The minute must be past
 * by more than the delay of an index, else the newest may be missing.
 */
export const unsettled = async (minute: string): Promise<Unsettled[]> => {
  const keys = await Promise.all(
    Array.from({ length: shards.minute }, (_, shard) =>
      list<Key>({ index: 'byMinute', partition: partition.minute(minute, shard) }),
    ),
  );
  const rows = await getMany<EventRow>(keys.flat().map(({ pk, sk }) => ({ pk, sk })));
  return rows
    .map(({ event, published = false, counted = false }) => ({ event, published, counted }))
    .filter(({ published, counted }) => !published || !counted);
};

/** The first minute that has not been looked through; undefined before the first run. */
export const loadWatermark = async (): Promise<string | undefined> =>
  (await get<{ minute: string }>(keyOf.watermark))?.minute;

/** Moves forward only: of two runs at once the farther one wins. */
export const saveWatermark = async (minute: string, now: Instant): Promise<void> => {
  await write(
    put(
      { ...keyOf.watermark, minute, savedAt: now },
      {
        text: 'attribute_not_exists(pk) OR #minute < :minute',
        names: { '#minute': 'minute' },
        values: { ':minute': minute },
      },
    ),
  );
};
