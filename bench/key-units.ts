/** Which partitions the writes of a lifecycle go to, and how many units each kind takes. Pure. */
import { attributes, indexes } from '../store/keys.ts';
import type { Written } from './replay.ts';

type Attribute = {
  S?: string;
  N?: string;
  B?: string;
  BOOL?: boolean;
  NULL?: boolean;
  L?: Attribute[];
  M?: Attributes;
};
type Attributes = Record<string, Attribute>;

/** Bytes of a value as DynamoDB counts them; of numbers an estimate, one byte for two digits and one more. */
const valueBytes = (value: Attribute): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/^[-0.]+|\./g, '').length / 2) + 1;
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.L !== undefined) return 3 + value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  return 1;
};

/** Bytes of an item: its names and its values. */
export const itemBytes = (item: Attributes): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

/** Write units of an item of so many bytes; in a transaction twice as many. */
export const writeUnits = (bytes: number, inTransaction: boolean): number =>
  Math.max(1, Math.ceil(bytes / 1_024)) * (inTransaction ? 2 : 1);

/** What one write does to one partition. `key` as the table or the index names it. */
type Touch = { index: string | null; key: string; units: number };

type Part = { Item?: Attributes; Key?: Attributes };

/** Where a write goes: the item itself, and every index that it is in. `sizeOf` knows items that are only changed. */
const touchesOf = (part: Part, inTransaction: boolean, sizeOf: (pk: string, sk: string) => number): Touch[] => {
  const key = part.Item ?? part.Key ?? {};
  const pk = key[attributes.partition]?.S ?? '';
  const bytes = part.Item ? itemBytes(part.Item) : sizeOf(pk, key[attributes.sort]?.S ?? '');
  const own: Touch = { index: null, key: pk, units: writeUnits(bytes, inTransaction) };
  const others = Object.entries(indexes).flatMap(([index, { partition, projection }]): Touch[] => {
    const at = part.Item?.[partition]?.S;
    return at === undefined ? [] : [{ index, key: at, units: projection === 'ALL' ? writeUnits(bytes, false) : 1 }];
  });
  return [own, ...others];
};

/** `N#320613000000#3` → `N#district`: what kind of partition a key names. */
export const kindOf = (index: string | null, key: string): string => {
  const [head = '', scope = ''] = key.split('#');
  if (index !== null) return `${index} ${head}#`;
  if (!['N', 'SERVED', 'B'].includes(head)) return `${head}#`;
  if (!/^\d{12}$/.test(scope)) return head === 'B' && scope.startsWith('station') ? 'B#station' : `${head}#office`;
  const level = scope.endsWith('00000000')
    ? 'city'
    : scope.endsWith('000000')
      ? 'district'
      : scope.endsWith('000')
        ? 'street'
        : 'community';
  return `${head}#${level}`;
};

export type KeyUnits = Record<string, { writes: number; units: number }>;

/** Writes and units of one lifecycle by kind of partition, when so many lifecycles wrote this. */
export const keyUnitsOf = (
  written: readonly Written[],
  lifecycles: number,
  sizeOf: (pk: string, sk: string) => number,
): KeyUnits => {
  const all: KeyUnits = {};
  for (const { operation, body } of written) {
    const asked = JSON.parse(body) as Part & { TransactItems?: Record<string, Part>[] };
    const inTransaction = operation === 'TransactWriteItems';
    const parts = asked.TransactItems ? asked.TransactItems.flatMap((each) => Object.values(each)) : [asked];
    for (const { index, key, units } of parts.flatMap((part) => touchesOf(part, inTransaction, sizeOf))) {
      const kind = kindOf(index, key);
      const known = (all[kind] ??= { writes: 0, units: 0 });
      known.writes += 1;
      known.units += units;
    }
  }
  const each = (n: number): number => Math.round((n / lifecycles) * 100) / 100;
  return Object.fromEntries(
    Object.entries(all)
      .map(([kind, { writes, units }]) => [kind, { writes: each(writes), units: each(units) }] as const)
      .sort(([, a], [, b]) => b.units - a.units),
  );
};
