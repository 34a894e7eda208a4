/** The very tickets behind a number, page by page. */
import * as z from 'zod';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { ancestorsOf, levelOf, type Region, shortCode } from '../domain/region.ts';
import { monthOf, monthsBetween } from '../domain/served.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { type CivilDate, dateOf, type Instant } from '../domain/time.ts';
import type { CaseRow } from './bookings.ts';
import * as content from './content.ts';
import { badCursor, cursorOf, markOf, positionOf } from './cursor.ts';
import { keyOf, partition } from './keys.ts';
import { type Page, type PageRequest, pageWhere } from './query.ts';
import { getMany } from './table.ts';
import type { SnapshotRow } from './ticket-rows.ts';

/** Which number: a fact, in a cell ('' for the whole), on these days; of one office, where it is named. */
export type Behind = { fact: string; cell: string; from: CivilDate; to: CivilDate; officeId?: string };

/** One event that was counted: which of its ticket, when, by which office, and its ticket as it is now. */
export type Case = { at: Instant; sequence: number; officeId: string; ticket: Ticket };
type Placed = Case & { sk: string };

const districtsOf = async (region: Region): Promise<string[]> => {
  if (region.level === 1) return (await content.regionsBelow(region.code)).map(({ code }) => code);
  return region.level === 2 ? [region.code] : ancestorsOf(region.code).filter((code) => levelOf(code) === 2);
};

/** Partitions in the order in which they are read: newest month first, then by district. */
const partitionsOf = async (region: Region, { fact, from, to }: Behind): Promise<string[]> => {
  const districts = await districtsOf(region);
  return monthsBetween(monthOf(from), monthOf(to))
    .reverse()
    .flatMap((month) => districts.map((district) => partition.cases(district, month, fact)));
};

/** Which of the partitions, and how far it was read. */
const position = z.tuple([z.int().min(0), z.string().regex(/^\d{12}#\d{4}-\d{2}-\d{2}#[0-9A-Z]{26}#\d{6}$/)]);

/**
 * One page of the cases of a region that fit: by month, newest first, then by community and day. Refuses `invalid` for
 * a cursor that is no cursor of this list.
 */
export const casesBehind = async (
  region: Region,
  behind: Behind,
  { limit, cursor }: PageRequest,
  fits: (ticket: Ticket) => boolean,
): Promise<Page<Case> | Refusal> => {
  const { cell, from, to, officeId } = behind;
  const partitions = await partitionsOf(region, behind);
  const prefix = region.level === 4 ? `${region.code}#` : shortCode(region.code);
  const mark = markOf([
    'cases',
    region.code,
    behind.fact,
    cell,
    from,
    to,
    ...(officeId === undefined ? [] : [officeId]),
  ]);
  const start = cursor === undefined ? null : positionOf(mark, cursor, position);
  if (cursor !== undefined && !(start && start[0] < partitions.length && start[1].startsWith(prefix)))
    return badCursor(cursor);

  const look = async (rows: readonly CaseRow[]): Promise<(Placed | null)[]> => {
    const asked = rows.map((row) => {
      const isIn = dateOf(row.at) >= from && dateOf(row.at) <= to && (cell === '' || row.cells.includes(cell));
      return isIn && (officeId === undefined || row.officeId === officeId) ? row : null;
    });
    const ids = new Set(asked.flatMap((row) => (row ? [row.ticketId] : [])));
    const tickets = new Map(
      (await getMany<SnapshotRow>([...ids].map(keyOf.ticket))).map(({ ticket }) => [ticket.id, ticket]),
    );
    return asked.map((row) => {
      const ticket = row && tickets.get(row.ticketId);
      return row && ticket && fits(ticket)
        ? { at: row.at, sequence: Number(row.sk.slice(-6)), officeId: row.officeId, ticket, sk: row.sk }
        : null;
    });
  };

  const [first, seen] = start ?? [0, ''];
  const found: (Placed & { index: number })[] = [];
  for (let index = first; index < partitions.length && found.length <= limit; index++) {
    const sort = { from: index === first && seen !== '' ? `${seen}~` : prefix, to: `${prefix}~` };
    const rest = { limit: limit + 1 - found.length };
    const page = await pageWhere<CaseRow, Placed>({ partition: partitions[index] ?? '', sort }, rest, look);
    if (isRefusal(page)) throw new Error(`no cursor was given, yet: ${page.refused}`);
    found.push(...page.rows.map((row) => Object.assign(row, { index })));
  }
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ at, sequence, officeId, ticket }) => ({ at, sequence, officeId, ticket })),
    cursor: last && found.length > limit ? cursorOf(mark, [last.index, last.sk]) : null,
  };
};
