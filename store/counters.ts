/**
 * Counters by region (and office) and day. An event's mark and its increments are written in one transaction, so each
 * event counts exactly once, however often, in whatever order and by however many it is delivered.
 */
import { type Counts, countersFor, scopesOf, sum } from '../domain/performance.ts';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { type CivilDate, dateOf } from '../domain/time.ts';
import { counterShard, counterShards, type Key, keyOf, partition } from './keys.ts';
import { list } from './query.ts';
import { backOff, transact, update, type Write } from './table.ts';

/** A transaction takes 100 items, an update expression 4 KB: about 10 characters a counter. */
const limits = { items: 100, names: 250 };
const tries = 8;

/** The counters of one scope, shard and day; each is an attribute of its own. */
type CounterRow = Key & { counts: Counts };
/** Set apart from the key attributes by a letter and a colon. */
const attribute = (name: string): string => `n:${name}`;

export const countsIn = (row: Record<string, unknown>): Counts =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (name.startsWith('n:') ? [[name.slice(2), Number(value)]] : [])),
  );

/** The counter items that the event adds to, and what it adds. */
export const bookingsOf = (event: TicketEvent): CounterRow[] => {
  const counts = Object.fromEntries(countersFor(event).map(({ name, by }) => [name, by]));
  if (Object.keys(counts).length === 0) return [];
  const { communityCode } = event.subject;
  return scopesOf(event).map((scope) => {
    const { pk, sk } = keyOf.counters(scope, counterShard(scope, communityCode), dateOf(event.at));
    return { pk, sk, counts };
  });
};

/** Bookings for the same item become one. */
export const foldBookings = (bookings: readonly CounterRow[]): CounterRow[] =>
  Map.groupBy(bookings, ({ pk, sk }) => `${pk} ${sk}`)
    .values()
    .flatMap(([first, ...rest]) =>
      first ? [{ ...first, counts: sum([first.counts, ...rest.map(({ counts }) => counts)]) }] : [],
    )
    .toArray();

const mark = ({ ticketId, sequence }: TicketEvent): Write =>
  update(
    keyOf.event(ticketId, sequence),
    { text: 'SET counted = :true', values: { ':true': true } },
    { text: 'attribute_exists(pk) AND attribute_not_exists(counted)' },
  );

const increment = ({ counts, ...key }: CounterRow): Write => {
  const entries = Object.entries(counts).map(([name, by], i) => ({ name: attribute(name), by, i: i.toString(36) }));
  return update(key, {
    text: `ADD ${entries.map(({ i }) => `#${i} :${i}`).join(',')}`,
    names: Object.fromEntries(entries.map(({ name, i }) => [`#${i}`, name])),
    values: Object.fromEntries(entries.map(({ by, i }) => [`:${i}`, by])),
  });
};

const fits = (events: readonly TicketEvent[], rows: readonly CounterRow[]): boolean =>
  events.length + rows.length <= limits.items && rows.every(({ counts }) => Object.keys(counts).length <= limits.names);

/** Counts what was not counted before. Returns how many events that were. @throws when rivals leave no way through */
const count = async (events: readonly TicketEvent[]): Promise<number> => {
  let left = events;
  for (let tried = 1; left.length > 0; tried++) {
    const rows = foldBookings(left.flatMap(bookingsOf));
    if (left.length > 1 && !fits(left, rows)) {
      const half = Math.ceil(left.length / 2);
      return (await count(left.slice(0, half))) + (await count(left.slice(half)));
    }
    const transaction = await transact([...left.map(mark), ...rows.map(increment)]);
    if (transaction.written) return left.length;
    const { failed } = transaction;
    left = left.filter((_event, i) => !failed.has(i));
    if (failed.size === 0 && tried >= tries) throw new Error(`${left.length} events not counted: too many rivals`);
    if (failed.size === 0) await backOff(tried);
  }
  return 0;
};

/** Counts events, each exactly once for ever; the same event may come twice in a batch and in many batches. */
export const countBatch = (events: readonly TicketEvent[]): Promise<number> =>
  count([...new Map(events.map((event) => [`${event.ticketId} ${event.sequence}`, event])).values()]);

/** The counts of a region or office, day by day; days without any are left out. Both days included. */
export const readCounters = async (
  scope: string,
  from: CivilDate,
  to: CivilDate,
): Promise<{ date: CivilDate; counts: Counts }[]> => {
  const shards = Array.from({ length: counterShards(scope) }, (_, shard) => partition.counters(scope, shard));
  const rows = await Promise.all(shards.map((shard) => list<Key>({ partition: shard, sort: { from, to } })));
  return Map.groupBy(rows.flat(), ({ sk }) => sk)
    .entries()
    .map(([date, parts]) => ({ date, counts: sum(parts.map(countsIn)) }))
    .toArray()
    .sort((a, b) => (a.date < b.date ? -1 : 1));
};
