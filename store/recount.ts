/** Counts all events again and compares with what is stored. Reads the whole table: for the console only. */
import { servedIn } from '../domain/performance.ts';
import { type Month } from '../domain/served.ts';
import { addsToNumbers, type Booking, bookingsOf, casesOf, foldBookings, residentsBooking } from './bookings.ts';
import { careBookingsOf, type CareEventRow } from './care.ts';
import { countsIn, monthsIn, type ServedRow, servedOf } from './counters.ts';
import { type Key, keyOf, prefix } from './keys.ts';
import type { MarkRow } from './marks.ts';
import { pseudonymOf } from './pseudonym.ts';
import { scan } from './scan.ts';
import type { EventRow } from './ticket-rows.ts';

/** A counter that is not what the events say. `scope`: region or office; `row`: day, month, cell. */
export type Difference = { scope: string; row: string; name: string; stored: number; recounted: number };
/** `pending`: events that nobody has counted yet; while some are on their way, differences say nothing. */
export type Recount = { events: number; counters: number; pending: number; differences: Difference[] };

/** Which shard took it is chance: a counter is the sum of its shards. */
const nameOf = ({ pk, sk }: Key, name: string): string => {
  const [kind, scope, ...rest] = pk.split('#');
  return JSON.stringify([scope, `${kind}#` === prefix.counters ? sk : [...rest, sk].join(' '), name]);
};
/** Newer bookings are folded into the older ones so often, so that memory holds counters and not events. */
const foldEvery = 1_000;
const draw = { share: 0 };
const idOf = (ticketId: string, sequence: number): string => `${ticketId} ${sequence}`;
const none: ReadonlySet<Month> = new Set();

const add = (counters: Map<string, number>, id: string, by: number) => {
  const value = (counters.get(id) ?? 0) + by;
  if (value === 0) counters.delete(id);
  else counters.set(id, value);
};

type Row = EventRow | MarkRow | CareEventRow | (ServedRow & { kind?: never });

export const recount = async (): Promise<Recount> => {
  const [stored, recounted] = [new Map<string, number>(), new Map<string, number>()];
  const months = new Map<string, { scope: string; key: Key; added: Set<Month> }>();
  let bookings: Booking[] = [];
  /** Events that add to numbers, less the marks of what was counted. */
  const pending = new Map<string, number>();
  let events = 0;
  const filter = {
    text: '#kind = :event OR #kind = :counted OR #kind = :care OR begins_with(#pk, :counters) OR begins_with(#pk, :served) OR begins_with(#pk, :cases)',
    names: { '#kind': 'kind', '#pk': 'pk' },
    values: {
      ':event': 'event',
      ':counted': 'counted' satisfies MarkRow['kind'],
      ':care': 'care-event',
      ':counters': prefix.counters,
      ':served': prefix.served,
      ':cases': prefix.cases,
    },
  };
  for await (const row of scan<Row>(filter)) {
    if (row.kind === 'event') {
      const { event } = row;
      events += 1;
      if (addsToNumbers(event)) add(pending, idOf(event.ticketId, event.sequence), 1);
      bookings.push(...bookingsOf(event, draw));
      for (const row of casesOf(event)) add(recounted, nameOf(row, 'case'), 1);
      const residentId = servedIn(event);
      const pseudonym = residentId === null ? null : await pseudonymOf(residentId);
      for (const [id, served] of servedOf([{ event, pseudonym }])) {
        const known = months.get(id);
        if (known) for (const month of served.added) known.added.add(month);
        else months.set(id, { ...served, key: keyOf.served(served.scope, served.pseudonym) });
      }
      if (events % foldEvery === 0) bookings = foldBookings(bookings);
    } else if (row.kind === 'counted') {
      for (const sequence of row.done) add(pending, idOf(row.ticketId, sequence), -1);
    } else if (row.kind === 'care-event') {
      events += 1;
      bookings.push(...careBookingsOf(row.event, draw));
    } else if (row.pk.startsWith(prefix.cases)) {
      add(stored, nameOf(row, 'case'), 1);
    } else if (row.pk.startsWith(prefix.served)) {
      for (const month of monthsIn(row)) add(stored, nameOf(row, month), 1);
    } else for (const [name, value] of Object.entries(countsIn(row))) add(stored, nameOf(row, name), value);
  }
  for (const { scope, key, added } of months.values()) {
    bookings.push(residentsBooking(scope, draw, none, added));
    for (const month of added) add(recounted, nameOf(key, month), 1);
  }
  for (const { counts, ...key } of foldBookings(bookings))
    for (const [name, value] of Object.entries(counts)) add(recounted, nameOf(key, name), value);
  const differences = [...new Set([...stored.keys(), ...recounted.keys()])]
    .map((id): Difference => {
      const [scope, row, name] = JSON.parse(id) as [string, string, string];
      return { scope, row, name, stored: stored.get(id) ?? 0, recounted: recounted.get(id) ?? 0 };
    })
    .filter(({ stored, recounted }) => stored !== recounted);
  return { events, counters: stored.size, pending: pending.size, differences };
};
