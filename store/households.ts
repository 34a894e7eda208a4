/** Who lives with whom, as far as their files say: residents by a keyed digest of their address, nothing in the clear. */
import { type IndexRow, rowsUnder } from './indexes.ts';
import { keyOf, partition } from './keys.ts';
import { list } from './query.ts';
import { indexesOf } from './vault.ts';

/** Under which digests a file stands. `formerHousehold`: while the index key is rotated, that of the key before. */
export type InHousehold = { household?: string; formerHousehold?: string };

/** The digests under which everybody of one address stands: spaces and widths of characters make no difference. */
const indexesOfAddress = ({ regionCode, detail }: { regionCode: string; detail: string }) =>
  indexesOf('household', `${regionCode} ${detail.normalize('NFKC').replace(/\s/gu, '').toLowerCase()}`);

/** What the file of a resident with this address says of it, and the rows by which its housemates find it. */
export const inHousehold = async (
  address: { regionCode: string; detail: string },
  residentId: string,
): Promise<{ places: InHousehold; rows: IndexRow[] }> => {
  const found = await indexesOfAddress(address);
  const [{ mac: household }, former] = found;
  return {
    places: { household, ...(former ? { formerHousehold: former.mac } : {}) },
    rows: rowsUnder(found, (mac) => keyOf.household(mac, residentId), residentId),
  };
};

/** Everybody of the household but this resident. Read consistently. */
export const housemates = async ({
  id,
  household,
  formerHousehold,
}: InHousehold & { id: string }): Promise<string[]> => {
  const digests = [household, formerHousehold].flatMap((digest) => digest ?? []);
  const rows = await Promise.all(digests.map((digest) => list<IndexRow>({ partition: partition.household(digest) })));
  return [...new Set(rows.flat().map((row) => row.residentId))].filter((other) => other !== id);
};
