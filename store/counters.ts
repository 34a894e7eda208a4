/**
 * Counts events. The mark of an event and all that it adds are written in one transaction, so each event counts exactly once,
 * however often, in whatever order and by however many it is delivered. Batches are folded before they are written.
 */
import { regionsOf, servedIn } from '../domain/performance.ts';
import { type Month, monthOf } from '../domain/served.ts';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { dateOf } from '../domain/time.ts';
import {
  addsToNumbers,
  type Booking,
  bookingsOf,
  casesOf,
  type Draw,
  foldBookings,
  residentsBooking,
} from './bookings.ts';
import { type Key, keyOf } from './keys.ts';
import { markCounted, type MarkRow } from './marks.ts';
import { pseudonymOf } from './pseudonym.ts';
import { putAll } from './batch.ts';
import { absent, backOff, getMany, transact, update, type Write } from './table.ts';

/**
 * A transaction takes 100 items, an update expression 4 KB: about 8 characters a counter. The condition on a mark takes 300
 * operators: three for each event of the ticket.
 */
const limits = { items: 100, names: 400, ofOneTicket: 100 };
const tries = 10;

/** Set apart from the key attributes by a letter and a colon. */
const attribute = (name: string): string => `n:${name}`;

/** The counters of a row. */
export const countsIn = (row: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (name.startsWith('n:') ? [[name.slice(2), Number(value)]] : [])),
  );

/** An event with the resident served by it, under the pseudonym of the numbers. */
type Counted = { event: TicketEvent; pseudonym: string | null };

const withPseudonym = async (event: TicketEvent): Promise<Counted> => {
  const residentId = servedIn(event);
  return { event, pseudonym: residentId === null ? null : await pseudonymOf(residentId) };
};

/** The months in which somebody was served in one region: what is known, and what the events add. */
type Served = { scope: string; pseudonym: string; added: Set<Month> };
export type ServedRow = Key & { months: string };

const none: ReadonlySet<number> = new Set();

const idOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Region by region, each resident once. */
export const servedOf = (events: readonly Counted[]): Map<string, Served> => {
  const all = new Map<string, Served>();
  for (const { event, pseudonym } of events) {
    if (pseudonym === null) continue;
    for (const scope of regionsOf(event)) {
      const id = idOf(keyOf.served(scope, pseudonym));
      const known = all.get(id) ?? { scope, pseudonym, added: new Set<Month>() };
      known.added.add(monthOf(dateOf(event.at)));
      all.set(id, known);
    }
  }
  return all;
};

/** The events that are counted now, ticket by ticket: a mark for each. */
const marksOf = (events: readonly Counted[]): { ticketId: string; write: Write }[] =>
  [...Map.groupBy(events, ({ event }) => event.ticketId)].map(([ticketId, its]) => {
    const sequences = its.map(({ event }) => event.sequence);
    return { ticketId, write: markCounted(ticketId, sequences) };
  });

/** Adds to the counters of one row. */
export const increment = ({ counts, ...key }: Booking): Write => {
  const entries = Object.entries(counts).map(([name, by], i) => ({ name: attribute(name), by, i: i.toString(36) }));
  return update(key, {
    text: `ADD ${entries.map(({ i }) => `#${i} :${i}`).join(',')}`,
    names: Object.fromEntries(entries.map(({ name, i }) => [`#${i}`, name])),
    values: Object.fromEntries(entries.map(({ by, i }) => [`:${i}`, by])),
  });
};

const written = (months: Iterable<Month>): string => [...new Set(months)].sort().join(' ');
export const monthsIn = (row: Pick<ServedRow, 'months'> | undefined): Set<Month> =>
  new Set(row === undefined ? [] : row.months.split(' '));

/** The resident's months as they were read, with the new ones: whoever was quicker makes us read again. */
const remember = ({ scope, pseudonym, added }: Served, seen: ServedRow | undefined): Write =>
  update(
    keyOf.served(scope, pseudonym),
    { text: 'SET months = :all', values: { ':all': written([...monthsIn(seen), ...added]) } },
    seen ? { text: 'months = :seen', values: { ':seen': seen.months } } : absent,
  );

/** Everything that counting these events writes, after their marks. A region's rows of one call lie in one shard. */
const effectsOf = async (events: readonly Counted[], draw: Draw): Promise<Write[]> => {
  const served = servedOf(events);
  const keys = [...served.values()].map(({ scope, pseudonym }) => keyOf.served(scope, pseudonym));
  const seen = new Map((await getMany<ServedRow>(keys)).map((row) => [idOf(row), row]));
  const fresh = [...served].filter(([id, { added }]) => {
    const known = monthsIn(seen.get(id));
    return [...added].some((month) => !known.has(month));
  });
  const bookings = foldBookings([
    ...events.flatMap(({ event }) => bookingsOf(event, draw)),
    ...fresh.map(([id, { scope, added }]) => residentsBooking(scope, draw, monthsIn(seen.get(id)), added)),
  ]);
  return [...fresh.map(([id, each]) => remember(each, seen.get(id))), ...bookings.map(increment)];
};

/**
 * As many events from the front as one transaction takes, at least one: a mark for each ticket, the rows they share, and
 * for each resident served at most a row of months and a row of numbers in each region.
 */
const portionOf = (events: readonly Counted[]): number => {
  const sizes = new Map<string, Set<string>>();
  const residents = new Set<string>();
  const tickets = new Map<string, number>();
  for (const [i, each] of events.entries()) {
    for (const { pk, sk, counts } of bookingsOf(each.event, { share: 0 })) {
      const names = sizes.get(`${pk} ${sk}`) ?? new Set<string>();
      for (const name of Object.keys(counts)) names.add(name);
      sizes.set(`${pk} ${sk}`, names);
    }
    const ofTicket = (tickets.get(each.event.ticketId) ?? 0) + 1;
    tickets.set(each.event.ticketId, ofTicket);
    if (each.pseudonym !== null)
      for (const scope of regionsOf(each.event)) {
        residents.add(`${scope} ${each.pseudonym}`);
        residents.add(scope);
      }
    const fits =
      ofTicket <= limits.ofOneTicket &&
      tickets.size + sizes.size + residents.size <= limits.items &&
      [...sizes.values()].every((names) => names.size <= limits.names);
    if (!fits) return Math.max(1, i);
  }
  return events.length;
};

/** Neighbours beside each other, so that what one transaction takes shares as many rows as possible. */
const byPlace = (a: Counted, b: Counted): number =>
  a.event.subject.communityCode.localeCompare(b.event.subject.communityCode);

/** All events, in as few transactions with as few rows as possible. */
export const portionsOf = (events: readonly Counted[]): Counted[][] => {
  const portions: Counted[][] = [];
  for (let left = events.toSorted(byPlace); left.length > 0; left = left.slice(portions.at(-1)?.length))
    portions.push(left.slice(0, portionOf(left)));
  return portions;
};

/**
 * Counts what one transaction takes. The cases behind the numbers are written before it: each has a key of its own, so
 * that repeating it changes nothing, and what is not counted now is counted later.
 *
 * @throws when rivals leave no way through
 */
const countTogether = async (events: readonly Counted[]): Promise<number> => {
  await putAll(events.flatMap(({ event }) => casesOf(event)));
  let left = events;
  for (let tried = 1; left.length > 0; tried++) {
    const effects = await effectsOf(left, { share: Math.random() });
    const marks = marksOf(left);
    const transaction = await transact([...marks.map((each) => each.write), ...effects]);
    if (transaction.written) return left.length;
    const { failed } = transaction;
    // What has its mark was counted before; any other condition is a resident's months that somebody else added to.
    const before = new Map(
      marks.map(({ ticketId }, i) => [ticketId, (failed.get(i) as MarkRow | undefined)?.done ?? none]),
    );
    left = left.filter(({ event }) => !before.get(event.ticketId)?.has(event.sequence));
    if (tried >= tries) throw new Error(`${left.length} events not counted: too many rivals`);
    if (failed.size === 0) await backOff(Math.min(tried, 6));
  }
  return 0;
};

/**
 * Counts events, each exactly once for ever; the same event may come twice in a batch and in many batches. Returns how
 * many were counted now.
 */
export const countBatch = async (events: readonly TicketEvent[]): Promise<number> => {
  const distinct = new Map(events.filter(addsToNumbers).map((event) => [`${event.ticketId} ${event.sequence}`, event]));
  const portions = portionsOf(await Promise.all([...distinct.values()].map(withPseudonym)));
  let counted = 0;
  for (const portion of portions) counted += await countTogether(portion);
  return counted;
};
