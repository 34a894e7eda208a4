/** The lists of supervisors: what needs attention in some streets, oldest first; from an index, so a moment behind. */
import * as z from 'zod';
import { type Refusal, isRefusal } from '../domain/refusal.ts';
import type { Care } from '../domain/care/care.ts';
import { levelOf } from '../domain/region.ts';
import type { Attention, AttentionKind, AttentionList } from '../domain/ticket/attention.ts';
import { attentionOf } from '../domain/ticket/attention.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import type { CareRow } from './care.ts';
import { badCursor, cursorOf, markOf, positionOf } from './cursor.ts';
import { attentionPartition, attentionRange } from './keys.ts';
import { type Page, type PageRequest, pageWhere } from './query.ts';
import type { SnapshotRow } from './ticket-rows.ts';

type Placed<Shown> = { position: string; shown: Shown };

/** How far a list was read: `<since>#<id>`. It names no street, so it is the same for all of them. */
const position = z.tuple([z.string().regex(/^[\dT:.+-]{29}#[\w-]{1,64}$/)]);
/**
 * One page of what these streets have in a list, in one order over all of them: each street gives its first `limit`, the
 * oldest of all are the page. `look` makes of a row what is shown, or null where it is left out. `until`: only what is so
 * since this day or before. Refuses `invalid` for a cursor that is no cursor of this list.
 */
const listOf = async <Row extends Record<string, unknown>, Shown>(
  streets: readonly string[],
  { kind, until }: { kind: AttentionList; until?: string },
  { limit, cursor }: PageRequest,
  look: (row: Row) => Shown | null,
): Promise<Page<Shown> | Refusal> => {
  const mark = markOf(['attention', kind, streets]);
  const start = cursor === undefined ? [''] : positionOf(mark, cursor, position);
  if (start === null) return badCursor(cursor ?? '');
  const [after] = start;
  const firstOf = async (street: string): Promise<Placed<Shown>[]> => {
    const { partition, prefix } = attentionRange(street, kind);
    // `~` sorts after everything that a key holds: not the last one seen again, and the whole of the last day.
    const sort = { from: `${prefix}${after === '' ? '0' : `${after}~`}`, to: `${prefix}${until ?? ''}~` };
    if (sort.from > sort.to) return [];
    const range = { index: 'byAttention', partition, sort } as const;
    const found = await pageWhere<Row & { attentionSk: string }, Placed<Shown>>(
      range,
      { limit: limit + 1 },
      async (rows) =>
        rows.map((row) => {
          const shown = look(row);
          return shown === null ? null : { position: row.attentionSk.slice(prefix.length), shown };
        }),
    );
    if (isRefusal(found)) throw new Error(`no cursor was given, yet: ${found.refused}`);
    return found.rows;
  };
  const all = (await Promise.all(streets.map(firstOf))).flat();
  const sorted = all.sort((a, b) => (a.position < b.position ? -1 : 1));
  const rows = sorted.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ shown }) => shown),
    cursor: last && sorted.length > limit ? cursorOf(mark, [last.position]) : null,
  };
};

export type AttentionPlace = { attention: Attention; ticket: Ticket };

/** Tickets that need attention, as far as they fit. */
export const attentionList = (
  streets: readonly string[],
  asked: { kind: AttentionKind; until?: string },
  request: PageRequest,
  fits: (ticket: Ticket) => boolean,
): Promise<Page<AttentionPlace> | Refusal> =>
  listOf<SnapshotRow, AttentionPlace>(streets, asked, request, ({ ticket }) => {
    const attention = attentionOf(ticket);
    return attention && fits(ticket) ? { attention, ticket } : null;
  });

/** Residents who were not reached in their quarter, with the cards for it. */
export const coverageList = (
  streets: readonly string[],
  request: PageRequest,
  fits: (care: Care) => boolean,
): Promise<Page<Care> | Refusal> =>
  listOf<CareRow, Care>(streets, { kind: 'coverage' }, request, ({ care }) => (fits(care) ? care : null));

/**
 * How many are in a list of these streets or districts, as far as they fit; `isMore` when it is longer than `most`. A
 * district is read at once: to count it, nothing has to be put in order.
 */
const countOf = async <Row extends Record<string, unknown>>(
  regions: readonly string[],
  { kind, until }: { kind: AttentionList; until?: string },
  most: number,
  fits: (row: Row) => boolean,
): Promise<{ count: number; isMore: boolean }> => {
  const countIn = async (region: string): Promise<number> => {
    const prefix = levelOf(region) === 3 ? `${region}#` : '';
    const range = {
      index: 'byAttention',
      partition: attentionPartition(region, kind),
      sort: { from: `${prefix}0`, to: `${prefix}~` },
    } as const;
    const found = await pageWhere<Row & { attentionSk: string }, true>(range, { limit: most + 1 }, async (rows) =>
      rows.map((row) => {
        const [, since = ''] = row.attentionSk.split('#');
        return since <= `${until ?? ''}~` && fits(row) ? true : null;
      }),
    );
    if (isRefusal(found)) throw new Error(`no cursor was given, yet: ${found.refused}`);
    return found.rows.length;
  };
  const sum = (await Promise.all(regions.map(countIn))).reduce((a, b) => a + b, 0);
  return { count: Math.min(sum, most), isMore: sum > most };
};

export const attentionCount = (
  regions: readonly string[],
  asked: { kind: AttentionKind; until?: string },
  most: number,
  fits: (ticket: Ticket) => boolean,
) => countOf<SnapshotRow>(regions, asked, most, ({ ticket }) => fits(ticket));

export const coverageCount = (regions: readonly string[], most: number, fits: (care: Care) => boolean) =>
  countOf<CareRow>(regions, { kind: 'coverage' }, most, ({ care }) => fits(care));
