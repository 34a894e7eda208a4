/**
 * The recomputation of all open clocks after a calendar year was published: a row that says how far it has come, and
 * the walk over the tickets, oldest filing first. It may break off at any moment and goes on from the row.
 */
import type { Ticket } from '../domain/ticket/state.ts';
import { type Instant, later } from '../domain/time.ts';
import { type Key, keyOf, partition, shards } from './keys.ts';
import { list, query } from './query.ts';
import { calendarRemembered } from './reference.ts';
import { get, getEach, put, write } from './table.ts';
import type { SnapshotRow } from './ticket-rows.ts';

export type Recomputation = {
  year: number;
  version: number;
  /** From here on no function computes with the calendar of before, so none can set a clock behind the walk. */
  startsAt: Instant;
  /** Walks over all open tickets: the last one finds nothing that is still to be done. */
  pass: number;
  /** How far this pass has come; null at its beginning. */
  cursor: string | null;
  /** Tickets whose clocks move, found in this pass, and in all. */
  found: number;
  total: number;
  finishedAt?: Instant;
};
type Row = Key & { kind: 'recomputation'; job: Recomputation };

const row = (job: Recomputation): Row => ({
  ...keyOf.recomputation(job.year, job.version),
  kind: 'recomputation',
  job,
});

/** Ordered at `now`; begins when what the functions remember is forgotten, with time for requests under way. */
export const recomputationRow = (year: number, version: number, now: Instant): Row =>
  row({ year, version, startsAt: later(now, 2 * calendarRemembered), pass: 1, cursor: null, found: 0, total: 0 });

export const recomputation = async (year: number, version: number): Promise<Recomputation | undefined> =>
  (await get<Row>(keyOf.recomputation(year, version)))?.job;

/** Those that have begun by now and are not finished. */
export const openRecomputations = async (now: Instant): Promise<Recomputation[]> =>
  (await list<Row>({ partition: partition.recomputations }))
    .map(({ job }) => job)
    .filter(({ finishedAt, startsAt }) => finishedAt === undefined && startsAt <= now);

/** Writes down how far it has come. False: another run was faster, and goes on. */
export const saveRecomputation = (before: Recomputation, after: Recomputation): Promise<boolean> =>
  write(
    put(row(after), {
      text: '#job.#pass = :pass AND #job.#cursor = :cursor AND attribute_not_exists(#job.finishedAt)',
      names: { '#job': 'job', '#pass': 'pass', '#cursor': 'cursor' },
      values: { ':pass': before.pass, ':cursor': before.cursor },
    }),
  );

/** The next keys of one shard after the cursor, at most `limit`. */
const shardKeys = async (shard: number, after: string | null, limit: number): Promise<string[]> => {
  const keys: string[] = [];
  // A space more than the last key: right after it, and before every other.
  const range = {
    index: 'byOpenClock',
    partition: partition.openClock(shard),
    sort: { from: after === null ? '0' : `${after} `, to: '~' },
  } as const;
  for await (const { openSk } of query<{ openSk: string }>(range)) {
    keys.push(openSk);
    if (keys.length === limit) break;
  }
  return keys;
};

/** The next tickets with open clocks, oldest filing first, as they are now; `cursor` is null after the last. */
export const openTickets = async (
  after: string | null,
  limit: number,
): Promise<{ tickets: Ticket[]; cursor: string | null }> => {
  const found = await Promise.all(Array.from({ length: shards.open }, (_, shard) => shardKeys(shard, after, limit)));
  const keys = found.flat().sort().slice(0, limit);
  const rows = await getEach<SnapshotRow>(keys.map((key) => keyOf.ticket(key.slice(key.indexOf('#') + 1))));
  return {
    tickets: rows.flatMap((row) => row?.ticket ?? []),
    cursor: keys.length < limit ? null : (keys.at(-1) ?? null),
  };
};
