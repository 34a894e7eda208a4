/** The numbers of many communities side by side: small rows, in batches of a hundred. */
import type { Compared } from '../domain/evaluation.ts';
import { cellAndFact, cellOf, type Counts, sum } from '../domain/performance.ts';
import type { Region } from '../domain/region.ts';
import { type Month, monthsBetween } from '../domain/served.ts';
import { countsIn } from './counters.ts';
import { counterRow, type Key, keyOf } from './keys.ts';
import { getMany } from './table.ts';

const prefix = cellOf('department', '');

/** Each community in the whole and by department: two rows of 1–4 KB a month. */
export const compared = async (communities: readonly Region[], from: Month, to: Month): Promise<Compared[]> => {
  const months = monthsBetween(from, to);
  const rowsOf = async (row: (month: Month) => string) => {
    const keys = communities.flatMap(({ code }) => months.map((month) => keyOf.counters(code, 0, row(month))));
    return Map.groupBy(await getMany<Key>(keys), ({ pk }) => pk);
  };
  const [whole, departments] = await Promise.all([rowsOf(counterRow.month), rowsOf(counterRow.departments)]);
  return communities.map(({ code }) => {
    const { pk } = keyOf.counters(code, 0, '');
    const byDepartment: Record<string, Counts> = {};
    for (const [name, n] of Object.entries(sum((departments.get(pk) ?? []).map(countsIn)))) {
      const { cell, fact } = cellAndFact(name);
      (byDepartment[cell.slice(prefix.length)] ??= {})[fact] = n;
    }
    return { code, counts: sum((whole.get(pk) ?? []).map(countsIn)), byDepartment };
  });
};
