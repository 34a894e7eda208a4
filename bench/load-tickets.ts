/**
 * Fills the engine's own file with tickets, a million in minutes: real rows of tickets that the running system has just
 * made, copied under other ids, residents, communities and days. Of a finished ticket the snapshot, the first and the
 * last event and the reference; of one in twenty that is open also its place on the board. The engine must not run.
 */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import regions from '../data/regions.json' with { type: 'json' };
import { referenceOf, sortableId } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { addDays, DAY, dateOf, type Instant } from '../domain/time.ts';
import { compressJson, decompress } from '../store/compression.ts';

type Row = Record<string, SQLOutputValue>;
/** A text cut where something is put in: `parts[0] + value(names[0]) + parts[1] + …`. `document`: what lies compressed in it. */
type Stencil = { parts: string[]; names: string[]; document?: Stencil };
type Copy = { insert: StatementSync; cells: (Stencil | SQLOutputValue)[] };
/** `own`: resident and community of the ticket that is copied. */
type Sample = { copies: Copy[]; own: { resident: string; community: string } };

const perTransaction = 5_000;
/** One in so many is open; one in so many lies in a community of the demo people and belongs to one of them. */
const every = { open: 20, demo: 100 } as const;

/** The engine keeps a hash before each key, by which it scans in parts. */
const hashPrefix = (pk: string): string =>
  createHash('md5').update('Outliers').update(pk.slice(2)).digest('hex').slice(0, 6);

const stencilOf = (text: string, holes: ReadonlyMap<string, string>): Stencil => {
  const pattern = new RegExp([...holes.keys()].map((each) => each).join('|'), 'g');
  const names = [...text.matchAll(pattern)].map(([found]) => holes.get(found) ?? '');
  return { parts: text.split(pattern), names };
};

/** A snapshot or an event lies compressed in the text of its row: it has a stencil of its own. */
const compressedIn = /(?<="(?:ticket|event)":\{"B":")[^"]+/;
const stencilOfCell = (text: string, holes: ReadonlyMap<string, string>): Stencil => {
  const [compressed] = compressedIn.exec(text) ?? [];
  if (compressed === undefined) return stencilOf(text, holes);
  const document = stencilOf(JSON.stringify(decompress(Buffer.from(compressed, 'base64'))), holes);
  return {
    ...stencilOf(text.replace(compressed, '@document'), new Map([...holes, ['@document', 'document']])),
    document,
  };
};

const fill = ({ parts, names, document }: Stencil, values: Readonly<Record<string, string>>): string => {
  const compressed = document && compressJson(fill(document, values)).toString('base64');
  let text = parts[0] ?? '';
  for (const [i, name] of names.entries())
    text += ((name === 'document' ? compressed : values[name]) ?? '') + (parts[i + 1] ?? '');
  return text;
};

/** The rows of one ticket in every table of the engine, as stencils. */
const sampleOf = (database: DatabaseSync, table: string, id: string): Sample => {
  const snapshot = database
    .prepare(`SELECT item_json AS json FROM "${table}" WHERE pk = ? AND sk = 'S:STATE'`)
    .get(`S:T#${id}`)?.['json'];
  const item = JSON.parse(String(snapshot)) as { ticket: { B: string } };
  const ticket = decompress(Buffer.from(item.ticket.B, 'base64')) as Ticket;
  const { reference, residentId, communityCode, filedAt, state, sequence } = ticket;
  if (residentId === null) throw new Error('a sample is somebody’s');
  const last = `S:E#${String(sequence).padStart(6, '0')}`;
  const holes = new Map([
    [id, 'id'],
    [reference, 'reference'],
    [residentId, 'resident'],
    [communityCode, 'community'],
    // By the day of its events the last day is looked through for what was never published: not through these.
    [`D#${dateOf(filedAt)}`, 'day'],
    // What is over lies in the past; what is open keeps its dates, so that nothing of it falls due at once.
    ...(state !== 'submitted' ? [[dateOf(filedAt), 'date'] as const] : []),
  ]);
  const tables = database
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND (name = ?1 OR name LIKE ?1 || '::%')`)
    .all(table)
    .map(({ name }) => String(name));
  const wanted = new Set(['S:STATE', 'S:E#000001', last]);
  const copies = tables.flatMap((name) => {
    const [pk, sk] = name === table ? ['pk', 'sk'] : ['table_pk', 'table_sk'];
    const mine = database.prepare(`SELECT * FROM "${name}" WHERE ${pk} = ?`).all(`S:T#${id}`);
    const others =
      name === table
        ? [
            ...database.prepare(`SELECT * FROM "${name}" WHERE pk = ?`).all(`S:REF#${reference}`),
            ...database
              .prepare(`SELECT * FROM "${name}" WHERE pk >= 'S:B#' AND pk < 'S:B$' AND sk LIKE ?`)
              .all(`%${id}`),
          ]
        : [];
    return [...mine.filter((row) => wanted.has(String(row[sk ?? '']))), ...others].map((row: Row): Copy => {
      const columns = Object.keys(row);
      // Of a million references drawn some are drawn twice; the system draws again, here one of the two has none.
      const insert = database.prepare(
        `INSERT OR IGNORE INTO "${name}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      const cells = columns.map((column) => {
        const value = row[column];
        return typeof value === 'string' && column !== 'hash_prefix' ? stencilOfCell(value, holes) : (value ?? null);
      });
      // Its place in the list of columns is that after `pk`, which it is computed from.
      return { insert, cells: cells.map((cell, i) => (columns[i] === 'hash_prefix' ? 'hash' : cell)) };
    });
  });
  return { copies, own: { resident: residentId, community: communityCode } };
};

const write = ({ copies }: Sample, values: Readonly<Record<string, string>>): number => {
  for (const { insert, cells } of copies) {
    const filled = cells.map((cell) =>
      typeof cell === 'object' && cell !== null && 'parts' in cell ? fill(cell, values) : cell,
    );
    const hash = filled.indexOf('hash');
    if (hash !== -1) filled[hash] = hashPrefix(String(filled[0]));
    insert.run(...filled);
  }
  return copies.length;
};

/**
 * Adds `count` tickets beside those that are there.
 *
 * @param samples ids of tickets in the table: some rated, some just delivered to their station
 * @returns rows written, in the table and its indexes
 */
export const loadTickets = (
  dataDir: string,
  table: string,
  count: number,
  samples: { closed: readonly string[]; open: readonly string[] },
  now: Instant,
): number => {
  const database = new DatabaseSync(join(dataDir, 'dynamo.db'));
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -1500000; PRAGMA temp_store = MEMORY');
  const closed = samples.closed.map((id) => sampleOf(database, table, id));
  const open = samples.open.map((id) => sampleOf(database, table, id));
  const communities = regions.regions.flatMap(({ code, level }) => (level === 4 ? [code] : []));
  let rows = 0;
  const year = Array.from({ length: 300 }, (_, day) => addDays(dateOf(now), day - 330));
  const start = Date.parse(now) - 330 * DAY;
  for (let done = 0; done < count; done += perTransaction) {
    database.exec('BEGIN');
    for (let n = done; n < Math.min(count, done + perTransaction); n++) {
      const all = n % every.open === 1 ? open : closed;
      const sample = all[n % all.length];
      if (!sample) throw new Error('no sample to copy');
      const day = Math.floor((n / count) * year.length);
      const at = start + day * DAY + (n % 36_000) * 1_000;
      rows += write(sample, {
        id: sortableId(at, randomBytes(10)),
        reference: referenceOf(randomBytes(7)),
        date: year[day] ?? '',
        day: `D#${year[day] ?? ''}`,
        ...(n % every.demo === 0
          ? sample.own
          : {
              resident: `loaded-${String(n % 400_000).padStart(6, '0')}`,
              community: communities[n % communities.length] ?? '',
            }),
      });
    }
    database.exec('COMMIT');
  }
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  return rows;
};
