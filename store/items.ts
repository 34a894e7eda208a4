/** Items as an administrator looks at them before changing one: read consistently and never remembered. */
import type { ItemRow, ItemVersions } from './content.ts';
import { keyOf, partition, prefix } from './keys.ts';
import { list } from './query.ts';
import { get } from './table.ts';

/** Every version of an item, newest first, with who made it. */
export const itemVersions = async (id: string): Promise<ItemRow[]> =>
  (await list<ItemRow>({ partition: partition.item(id), sort: { beginsWith: prefix.itemVersion } })).toReversed();

/** What is known of an item now, read consistently and never remembered: which versions hold and will, and the newest. */
export const itemNow = (id: string): Promise<{ versions: ItemVersions; newest: number } | undefined> =>
  get<{ versions: ItemVersions; newest: number }>(keyOf.currentItem(id));

/** The same of every item, in the order of their ids. */
export const itemsNow = (): Promise<{ versions: ItemVersions; newest: number }[]> =>
  list<{ versions: ItemVersions; newest: number }>({ partition: partition.items });
