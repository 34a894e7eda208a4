/**
 * Into which rows of the table the numbers of an event go, and how bookings for one row become one.
 *
 * A write costs by the size of the row, so no row may grow large where many write: communities and offices have few cases
 * and pack their cells; districts have a row for each cell (docs/adr/0009-counters.md).
 */
import {
  cardFacts,
  cellOf,
  cellsOf,
  collectFacts,
  type Counts,
  factsOf,
  nameIn,
  openedBy,
  regionsOf,
  servedIn,
  specialCell,
  sum,
  whole,
} from '../domain/performance.ts';
import { type Month, monthOf, servedBy } from '../domain/served.ts';
import type { TicketEvent } from '../domain/ticket/event.ts';
import { dateOf } from '../domain/time.ts';
import { counterRow, counterShards, type Key, keyOf, levelIn } from './keys.ts';

/** What is added to the counters of one row; each counter is an attribute of its own. */
export type Booking = Key & { counts: Counts };

/** Draws the shard of a district's row, or the city's: 0 ≤ share < 1. */
export type Draw = { share: number };

const shardIn = (scope: string, { share }: Draw): number => Math.floor(share * counterShards(scope));

const within = (cells: readonly string[], counts: Counts): Counts =>
  sum(
    cells.map((cell) =>
      Object.fromEntries(Object.entries(counts).map(([fact, by]) => [nameIn(cell, fact), by] as const)),
    ),
  );

/** Medians of an item in one community would be made of a handful of cases: they are kept for regions above. */
const withoutElapsed = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([fact]) => !fact.startsWith('elapsed.')));

/** The whole and, where it concerns them, the part of special groups. */
const totals = (special: boolean, counts: Counts): Counts => within(special ? [whole, specialCell] : [whole], counts);

const isEmpty = (counts: Counts): boolean => Object.keys(counts).length === 0;

const isDepartment = (cell: string): boolean => cell.startsWith(cellOf('department', ''));
/**
 * Where the numbers of a region are written. A street's are the sum of its communities', the city's that of its
 * districts: whoever looks adds them up, which costs reads of a few rows and saves writes with every event.
 */
export const isCounted = (scope: string): boolean => [null, 2, 4].includes(levelIn(scope));

/** Which rows a region or office has for its cells: one for each, or few with many. */
const byCellIn = (scope: string, month: Month, cells: readonly string[], counts: Counts): [string, Counts][] => {
  const packed = withoutElapsed(counts);
  switch (levelIn(scope)) {
    case 2:
      return cells
        .filter((cell) => cell !== specialCell)
        .map((cell) => {
          const dot = cell.indexOf('.');
          return [counterRow.cell(cell.slice(0, dot), month, cell.slice(dot + 1)), counts];
        });
    case 4:
      return [
        [
          counterRow.cells(month),
          within(
            cells.filter((cell) => !isDepartment(cell)),
            packed,
          ),
        ],
        [counterRow.departments(month), within(cells.filter(isDepartment), packed)],
      ];
    default:
      return [[counterRow.cells(month), within(cells, packed)]];
  }
};

/** The rows of one region or office that the event adds to. */
const rowsIn = (scope: string, draw: Draw, event: TicketEvent, counts: Counts): Booking[] => {
  if (isEmpty(counts)) return [];
  const date = dateOf(event.at);
  const month = monthOf(date);
  const total = totals(event.subject.special, counts);
  const rows: [string, Counts][] = [
    [counterRow.day(date), total],
    [counterRow.month(month), total],
    ...byCellIn(scope, month, cellsOf(event.subject), counts),
  ];
  return rows.map(([row, added]) => ({ ...keyOf.counters(scope, shardIn(scope, draw), row), counts: added }));
};

/** The counter rows that the event adds to, and what it adds. Empty for most events. */
export const bookingsOf = (event: TicketEvent, draw: Draw): Booking[] => {
  const { region, offices } = factsOf(event);
  const opened = openedBy(event);
  const openCounts = opened === 0 ? {} : within([whole, ...cellsOf(event.subject)], { open: opened });
  return [
    ...regionsOf(event)
      .filter(isCounted)
      .flatMap((scope) => [
        ...rowsIn(scope, draw, event, region),
        ...(isEmpty(openCounts)
          ? []
          : [{ ...keyOf.counters(scope, shardIn(scope, draw), counterRow.open), counts: openCounts }]),
      ]),
    ...offices.flatMap(({ officeId, counts }) => rowsIn(officeId, draw, event, counts)),
  ];
};

/** A case behind numbers: which event of which ticket, and the cells in which it counts. */
export type CaseRow = Key & { kind: 'case'; ticketId: string; at: string; officeId: string; cells: string[] };

/**
 * For each fact of the event a row by which whoever sees the number finds the ticket, under the office for which it
 * counts: a card is the unit's whose lateness it is about. Times are no cases: they are those of what was resolved; nor
 * is what is counted by amounts, it is that of what was filed.
 */
export const casesOf = (event: TicketEvent): CaseRow[] => {
  const { ticketId, at, subject } = event;
  const shared = { kind: 'case' as const, ticketId, at, cells: cellsOf(subject) };
  const units = new Map(cardFacts(event).map(({ unit, fact }) => [fact, unit]));
  const isCase = (fact: string): boolean => !Object.values<string>(collectFacts).includes(fact);
  const facts = Object.keys(withoutElapsed(factsOf(event).region)).filter(isCase);
  return facts.map((fact) =>
    Object.assign(keyOf.case(fact, event, subject.communityCode), {
      ...shared,
      officeId: units.get(fact) ?? subject.officeId,
    }),
  );
};

/** Does the event add to any number? What does not needs no mark either. */
export const addsToNumbers = (event: TicketEvent): boolean =>
  bookingsOf(event, { share: 0 }).length > 0 || casesOf(event).length > 0 || servedIn(event) !== null;

/** Names of the counters of distinct residents. */
export const residentsIn = {
  month: (month: Month) => `month.${month}`,
  span: (end: Month) => `span.${end}`,
} as const;

/** What is added to a region's distinct residents when somebody with these months is served in further ones. */
export const residentsBooking = (
  scope: string,
  draw: Draw,
  before: ReadonlySet<Month>,
  added: ReadonlySet<Month>,
): Booking => {
  const { months, spans } = servedBy(before, added);
  const names = [...months.map(residentsIn.month), ...spans.map(residentsIn.span)];
  return {
    ...keyOf.counters(scope, shardIn(scope, draw), counterRow.residents),
    counts: Object.fromEntries(names.map((name) => [name, 1])),
  };
};

/** Bookings for the same row become one. */
export const foldBookings = (bookings: readonly Booking[]): Booking[] =>
  Map.groupBy(bookings, ({ pk, sk }) => `${pk} ${sk}`)
    .values()
    .flatMap(([first, ...rest]) =>
      first ? [{ ...first, counts: sum([first.counts, ...rest.map(({ counts }) => counts)]) }] : [],
    )
    .toArray();
