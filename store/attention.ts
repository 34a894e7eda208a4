/** The lists of supervisors: what needs attention in some streets, oldest first; from an index, so a moment behind. */
import * as z from 'zod';
import { type Refusal, isRefusal } from '../domain/refusal.ts';
import { levelOf } from '../domain/region.ts';
import type { Attention, AttentionKind } from '../domain/ticket/attention.ts';
import { attentionOf } from '../domain/ticket/attention.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { badCursor, cursorOf, markOf, positionOf } from './cursor.ts';
import { attentionPartition, attentionRange } from './keys.ts';
import { type Page, type PageRequest, pageWhere } from './query.ts';
import type { SnapshotRow } from './ticket-rows.ts';

export type AttentionPlace = { attention: Attention; ticket: Ticket };
type Row = SnapshotRow & { attentionSk: string };
type Placed = { position: string; ticket: Ticket };

/** How far a list was read: `<since>#<ticket>`. It names no street, so it is the same for all of them. */
const position = z.tuple([z.string().regex(/^[\dT:.+-]{29}#[0-9A-Z]{26}$/)]);
/**
 * One page of the tickets of these streets, in one order over all of them: each street gives its first `limit`, the
 * oldest of all are the page, as far as they fit. `until`: only what is so since this day or before. Refuses `invalid` for a cursor that
 * is no cursor of this list.
 */
export const attentionList = async (
  streets: readonly string[],
  { kind, until }: { kind: AttentionKind; until?: string },
  { limit, cursor }: PageRequest,
  fits: (ticket: Ticket) => boolean,
): Promise<Page<AttentionPlace> | Refusal> => {
  const mark = markOf(['attention', kind, streets]);
  const start = cursor === undefined ? [''] : positionOf(mark, cursor, position);
  if (start === null) return badCursor(cursor ?? '');
  const [after] = start;
  const firstOf = async (street: string): Promise<Placed[]> => {
    const { partition, prefix } = attentionRange(street, kind);
    // `~` sorts after everything that a key holds: not the last one seen again, and the whole of the last day.
    const sort = { from: `${prefix}${after === '' ? '0' : `${after}~`}`, to: `${prefix}${until ?? ''}~` };
    if (sort.from > sort.to) return [];
    const range = { index: 'byAttention', partition, sort } as const;
    const found = await pageWhere<Row, Placed>(range, { limit: limit + 1 }, async (rows) =>
      rows.map(({ attentionSk, ticket }) =>
        fits(ticket) ? { position: attentionSk.slice(prefix.length), ticket } : null,
      ),
    );
    if (isRefusal(found)) throw new Error(`no cursor was given, yet: ${found.refused}`);
    return found.rows;
  };
  const all = (await Promise.all(streets.map(firstOf))).flat();
  const sorted = all.sort((a, b) => (a.position < b.position ? -1 : 1));
  const rows = sorted.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.flatMap(({ ticket }) => {
      const attention = attentionOf(ticket);
      return attention ? [{ attention, ticket }] : [];
    }),
    cursor: last && sorted.length > limit ? cursorOf(mark, [last.position]) : null,
  };
};

/**
 * How many are in the list of these streets or districts, as far as they fit; `isMore` when it is longer than `most`. A
 * district is read at once: to count it, nothing has to be put in order.
 */
export const attentionCount = async (
  regions: readonly string[],
  { kind, until }: { kind: AttentionKind; until?: string },
  most: number,
  fits: (ticket: Ticket) => boolean,
): Promise<{ count: number; isMore: boolean }> => {
  const countIn = async (region: string): Promise<number> => {
    const isStreet = levelOf(region) === 3;
    const prefix = isStreet ? `${region}#` : '';
    const range = {
      index: 'byAttention',
      partition: attentionPartition(region, kind),
      sort: { from: `${prefix}0`, to: `${prefix}~` },
    } as const;
    const found = await pageWhere<Row, true>(range, { limit: most + 1 }, async (rows) =>
      rows.map(({ attentionSk, ticket }) => {
        const [, since = ''] = attentionSk.split('#');
        return since <= `${until ?? ''}~` && fits(ticket) ? true : null;
      }),
    );
    if (isRefusal(found)) throw new Error(`no cursor was given, yet: ${found.refused}`);
    return found.rows.length;
  };
  const sum = (await Promise.all(regions.map(countIn))).reduce((a, b) => a + b, 0);
  return { count: Math.min(sum, most), isMore: sum > most };
};
