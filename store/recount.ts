/** Counts all events again and compares with what is stored. Reads the whole table: for the console only. */
import { bookingsOf, countsIn, foldBookings } from './counters.ts';
import { type Key, prefix } from './keys.ts';
import { scan } from './scan.ts';
import type { EventRow } from './ticket-rows.ts';

/** A counter that is not what the events say. `scope`: region or office, with its shard. */
export type Difference = { scope: string; date: string; name: string; stored: number; recounted: number };
/** `pending`: events that nobody has counted yet; while some are on their way, differences say nothing. */
export type Recount = { events: number; counters: number; pending: number; differences: Difference[] };

const nameOf = ({ pk, sk }: Key, name: string): string => JSON.stringify([pk.slice(prefix.counters.length), sk, name]);
/** Newer bookings are folded into the older ones so often, so that memory holds counters and not events. */
const foldEvery = 1_000;

export const recount = async (): Promise<Recount> => {
  const stored = new Map<string, number>();
  let bookings: ReturnType<typeof foldBookings> = [];
  let unfolded = 0;
  let [events, pending] = [0, 0];
  const filter = {
    text: '#kind = :event OR begins_with(#pk, :counters)',
    names: { '#kind': 'kind', '#pk': 'pk' },
    values: { ':event': 'event', ':counters': prefix.counters },
  };
  for await (const row of scan<EventRow | (Key & { kind?: never })>(filter)) {
    if (row.kind === 'event') {
      events += 1;
      if (!row.counted) pending += 1;
      bookings.push(...bookingsOf(row.event));
      unfolded += 1;
      if (unfolded % foldEvery === 0) bookings = foldBookings(bookings);
    } else for (const [name, value] of Object.entries(countsIn(row))) stored.set(nameOf(row, name), value);
  }
  const recounted = new Map(
    foldBookings(bookings).flatMap(({ counts, ...key }) =>
      Object.entries(counts).map(([name, value]) => [nameOf(key, name), value] as const),
    ),
  );
  const differences = [...new Set([...stored.keys(), ...recounted.keys()])]
    .map((id): Difference => {
      const [scope, date, name] = JSON.parse(id) as [string, string, string];
      return { scope, date, name, stored: stored.get(id) ?? 0, recounted: recounted.get(id) ?? 0 };
    })
    .filter(({ stored, recounted }) => stored !== recounted);
  return { events, counters: stored.size, pending, differences };
};
