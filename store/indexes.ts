/**
 * Rows by which a resident is found through a blind index. Each is marked with the version of the key that made it; a
 * rotation (rotation.ts) puts those of the newest version beside the others, and then takes the others away.
 */
import type { Key } from './keys.ts';
import type { Index } from './vault.ts';

/**
 * `version`: absent in rows of before there were versions, which is the first. `beside`: the row of this newer version
 * stands beside it.
 */
export type IndexRow = Key & { residentId: string; version?: number; beside?: number };

/** A row for each version of the index: found through any of them, and unique under each. */
export const rowsUnder = (indexes: readonly Index[], keyFor: (mac: string) => Key, residentId: string): IndexRow[] => {
  const newest = Math.max(...indexes.map(({ version }) => version));
  return indexes.map(({ version, mac }) => ({
    ...keyFor(mac),
    residentId,
    version,
    ...(version < newest ? { beside: newest } : {}),
  }));
};
