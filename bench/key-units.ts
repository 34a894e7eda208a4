/** Which partitions the writes of a lifecycle go to, and how many units each kind takes. Pure. */
import { levelNames } from '../domain/region.ts';
import { attributes, indexes, levelIn } from '../store/keys.ts';
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

/** Of an item that is put: its keys in the indexes that it is in, and its size. */
type Indexed = { bytes: number; keys: ReadonlyMap<string, { partition: string; sort: string }> };

const indexedOf = (item: Attributes): Indexed => ({
  bytes: itemBytes(item),
  keys: new Map(
    Object.entries(indexes).flatMap(([index, { partition, sort }]) => {
      const at = item[partition]?.S;
      return at === undefined ? [] : [[index, { partition: at, sort: item[sort]?.S ?? '' }] as const];
    }),
  ),
});

const outside: Indexed = { bytes: 0, keys: new Map() };

/**
 * What it costs the indexes that an item is put in the place of another: nothing where what is projected stays, one write
 * where an entry comes, goes or changes its attributes, two where it moves (developer guide, "Write capacity units" of
 * global secondary indexes).
 */
const indexTouches = (before: Indexed, after: Indexed): Touch[] =>
  Object.entries(indexes).flatMap(([index, { projection }]): Touch[] => {
    const [left, taken] = [before.keys.get(index), after.keys.get(index)];
    const touch = (key: string, { bytes }: Indexed): Touch => ({
      index,
      key,
      units: projection === 'ALL' ? writeUnits(bytes, false) : 1,
    });
    const isSame = left?.partition === taken?.partition && left?.sort === taken?.sort;
    if (isSame) return taken && projection === 'ALL' ? [touch(taken.partition, after)] : [];
    return [...(left ? [touch(left.partition, before)] : []), ...(taken ? [touch(taken.partition, after)] : [])];
  });

/** `N#320613000000#3` → `N#district`: what kind of partition a key names. */
export const kindOf = (index: string | null, key: string): string => {
  const [head = '', scope = ''] = key.split('#');
  if (index !== null) return `${index} ${head}#`;
  if (!['N', 'SERVED', 'B'].includes(head)) return `${head}#`;
  const level = levelIn(scope);
  if (level === null) return head === 'B' && scope.startsWith('station') ? 'B#station' : `${head}#office`;
  return `${head}#${levelNames[level]}`;
};

export type KeyUnits = Record<string, { writes: number; units: number }>;

type Asked = Part & {
  TransactItems?: Record<string, Part>[];
  RequestItems?: Record<string, { PutRequest?: Part; DeleteRequest?: Part }[]>;
};

/** The single writes of a call. */
const partsOf = ({ TransactItems, RequestItems, ...single }: Asked): Part[] => {
  if (TransactItems) return TransactItems.flatMap((each) => Object.values(each));
  if (RequestItems)
    return Object.values(RequestItems)
      .flat()
      .flatMap((each) => Object.values(each));
  return [single];
};

/** Writes and units of one lifecycle by kind of partition, when so many lifecycles wrote this. `sizeOf` knows items that are only changed. */
export const keyUnitsOf = (
  written: readonly Written[],
  lifecycles: number,
  sizeOf: (pk: string, sk: string) => number,
): KeyUnits => {
  const all: KeyUnits = {};
  const known = new Map<string, Indexed>();
  const touchesOf = (part: Part, inTransaction: boolean): Touch[] => {
    const key = part.Item ?? part.Key ?? {};
    const [pk, sk] = [key[attributes.partition]?.S ?? '', key[attributes.sort]?.S ?? ''];
    const own = { index: null, key: pk };
    if (!part.Item) return [{ ...own, units: writeUnits(sizeOf(pk, sk), inTransaction) }];
    const after = indexedOf(part.Item);
    const before = known.get(`${pk} ${sk}`) ?? outside;
    known.set(`${pk} ${sk}`, after);
    return [{ ...own, units: writeUnits(after.bytes, inTransaction) }, ...indexTouches(before, after)];
  };
  for (const { operation, body } of written)
    for (const part of partsOf(JSON.parse(body) as Asked))
      for (const { index, key, units } of touchesOf(part, operation === 'TransactWriteItems')) {
        const kind = (all[kindOf(index, key)] ??= { writes: 0, units: 0 });
        kind.writes += 1;
        kind.units += units;
      }
  const each = (n: number): number => Math.round((n / lifecycles) * 100) / 100;
  return Object.fromEntries(
    Object.entries(all)
      .map(([kind, { writes, units }]) => [kind, { writes: each(writes), units: each(units) }] as const)
      .sort(([, a], [, b]) => b.units - a.units),
  );
};
