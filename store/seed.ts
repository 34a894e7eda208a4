/** Loads the content of a new installation, and later the next edition of it, without undoing what people edited. */
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { type Key, keyOf } from './keys.ts';
import { inParallel, putAll } from './batch.ts';
import { absent, get, put, write } from './table.ts';

/** Rows that were not `written` somebody has edited. `unchanged`: this very content was loaded before. */
export type Seeded = { rows: number; written: number; unchanged: boolean };

/** Runs `load` unless it was run to its end for the same content before. A run that broke off is run again. */
export const oncePerContent = async (
  kind: string,
  content: unknown,
  load: (isFirst: boolean) => Promise<number>,
): Promise<{ written: number; unchanged: boolean }> => {
  const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
  const marker = await get<{ hash?: string }>(keyOf.seed(kind));
  if (marker?.hash === hash) return { written: 0, unchanged: true };
  if (!marker) await write(put(keyOf.seed(kind), absent));
  const written = await load(!marker);
  await write(put({ ...keyOf.seed(kind), hash }));
  return { written, unchanged: false };
};

const unedited = { text: `${absent.text} OR attribute_exists(seeded)` };

/** The first time everything is written at once; from then on row by row, leaving alone what somebody has edited. */
export const seed = async (kind: string, content: readonly Key[]): Promise<Seeded> => {
  const rows = content.map((row) => Object.assign({ seeded: true }, row));
  const result = await oncePerContent(kind, rows, async (isFirst) => {
    if (isFirst) {
      await putAll(rows);
      return rows.length;
    }
    let written = 0;
    await inParallel(rows, async (row) => {
      if (await write(put(row, unedited))) written += 1;
    });
    return written;
  });
  return { rows: rows.length, ...result };
};
