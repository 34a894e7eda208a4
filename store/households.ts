/** Who lives with whom, as far as their files say: residents by a keyed digest of their address, nothing in the clear. */
import { type Key, keyOf, partition } from './keys.ts';
import { list } from './query.ts';
import { indexOf } from './vault.ts';

type Row = Key & { kind: 'household'; residentId: string };

/** The digest under which everybody of one address stands: spaces and widths of characters make no difference. */
export const householdOf = ({ regionCode, detail }: { regionCode: string; detail: string }): Promise<string> =>
  indexOf('household', `${regionCode} ${detail.normalize('NFKC').replace(/\s/gu, '').toLowerCase()}`);

export const householdRow = (household: string, residentId: string): Row => ({
  ...keyOf.household(household, residentId),
  kind: 'household',
  residentId,
});

/** Everybody of the household but this resident. Read consistently. */
export const housemates = async (household: string, residentId: string): Promise<string[]> =>
  (await list<Row>({ partition: partition.household(household) }))
    .map((row) => row.residentId)
    .filter((id) => id !== residentId);
