/** Reads of the counters. Every answer is the sum over the shards of a region, or of the regions below it. */
import { cellAndFact, cellOf, type Counts, type Dimension, sum } from '../domain/performance.ts';
import { type Month, monthsBetween } from '../domain/served.ts';
import type { CivilDate } from '../domain/time.ts';
import { isCounted, residentsIn } from './bookings.ts';
import * as content from './content.ts';
import { countsIn } from './counters.ts';
import { counterRow, counterShards, type Key, keyOf, levelIn, partition } from './keys.ts';
import { list, type Range } from './query.ts';
import { getMany } from './table.ts';

/** Where the numbers of a region or office are written: those of a street or the city are in the regions below it. */
const placesOf = async (scope: string): Promise<string[]> =>
  isCounted(scope) ? [scope] : (await content.regionsBelow(scope)).map(({ code }) => code);

const shardsOf = (scope: string): number[] => Array.from({ length: counterShards(scope) }, (_, shard) => shard);

const rowsBetween = async (scope: string, sort: NonNullable<Range['sort']>): Promise<Key[]> => {
  const places = await placesOf(scope);
  const parts = await Promise.all(
    places.flatMap((place) =>
      shardsOf(place).map((shard) => list<Key>({ partition: partition.counters(place, shard), sort })),
    ),
  );
  return parts.flat();
};

/** What follows `#` in a sort key: a date, or a month. */
const after = (sk: string): string => sk.slice(sk.indexOf('#') + 1);

const byPeriod = async (scope: string, from: string, to: string): Promise<{ period: string; counts: Counts }[]> =>
  Map.groupBy(await rowsBetween(scope, { from, to }), ({ sk }) => after(sk))
    .entries()
    .map(([period, rows]) => ({ period, counts: sum(rows.map(countsIn)) }))
    .toArray()
    .sort((a, b) => (a.period < b.period ? -1 : 1));

/** A region or office, day by day, in the whole and of special groups; days without anything are left out. */
export const readDays = (scope: string, from: CivilDate, to: CivilDate) =>
  byPeriod(scope, counterRow.day(from), counterRow.day(to));

/** The same month by month. */
export const readMonths = (scope: string, from: Month, to: Month) =>
  byPeriod(scope, counterRow.month(from), counterRow.month(to));

/** What was counted of care, month by month since ever up to this one. */
export const readCare = async (scope: string, until: Month): Promise<Map<Month, Counts>> =>
  new Map(
    (await byPeriod(scope, counterRow.care(''), counterRow.care(until))).map(({ period, counts }) => [period, counts]),
  );

/** By value of the dimension: `{ police: { filed: 3 } }`. */
export type ByValue = Record<string, Counts>;

const inPackedRows = (rows: readonly Key[], dimension: Dimension): ByValue => {
  const byValue = new Map<string, Counts>();
  const prefix = cellOf(dimension, '');
  for (const row of rows)
    for (const [name, by] of Object.entries(countsIn(row))) {
      const { cell, fact } = cellAndFact(name);
      if (!cell.startsWith(prefix)) continue;
      const value = cell.slice(prefix.length);
      const counts = byValue.get(value) ?? {};
      counts[fact] = (counts[fact] ?? 0) + by;
      byValue.set(value, counts);
    }
  return Object.fromEntries(byValue);
};

/**
 * The numbers of these months by one dimension. Medians of time are there for districts and the city only.
 */
export const readCells = async (scope: string, dimension: Dimension, from: Month, to: Month): Promise<ByValue> => {
  const level = levelIn(scope);
  if (level === 1 || level === 2) {
    const sort = { from: counterRow.cell(dimension, from, ''), to: counterRow.cell(dimension, to, '~') };
    return Object.fromEntries(
      Map.groupBy(await rowsBetween(scope, sort), ({ sk }) => after(after(sk)))
        .entries()
        .map(([value, group]) => [value, sum(group.map(countsIn))]),
    );
  }
  const row = level !== null && dimension === 'department' ? counterRow.departments : counterRow.cells;
  return inPackedRows(await rowsBetween(scope, { from: row(from), to: row(to) }), dimension);
};

const singleRow = async (scopes: readonly string[], row: string): Promise<Counts> => {
  const keys = scopes.flatMap((scope) => shardsOf(scope).map((shard) => keyOf.counters(scope, shard, row)));
  return sum((await getMany<Key>(keys)).map(countsIn));
};

/** What is open now in a region: by cell, '' the whole. */
export const readOpen = async (scope: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(await singleRow(await placesOf(scope), counterRow.open)).map(([name, n]) => [
      cellAndFact(name).cell,
      n,
    ]),
  );

/** Distinct residents of whom something was resolved: in the month, and in the twelve months that end with it. */
export type Residents = { month: Month; inMonth: number; inSpan: number };

export const readResidents = async (scope: string, from: Month, to: Month): Promise<Residents[]> => {
  const counts = await singleRow([scope], counterRow.residents);
  return monthsBetween(from, to).map((month) => ({
    month,
    inMonth: counts[residentsIn.month(month)] ?? 0,
    inSpan: counts[residentsIn.span(month)] ?? 0,
  }));
};
