/**
 * How far every hash chain has come, written down where nobody can change it: objects in a locked, versioned bucket, one
 * an hour. Whoever rewrites or cuts a chain in the table is found by comparing with them (bin/verify.ts).
 */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { headsFolder } from '../contract/environment.ts';
import { type CivilDate, datesBetween, type Instant } from '../domain/time.ts';
import { auditHeads } from './audit.ts';
import type { CareRow } from './care.ts';
import type { Head } from './chain.ts';
import { anchorsBucket, tableName } from './client.ts';
import { type Key, keyOf, partition, prefix, shards } from './keys.ts';
import { query } from './query.ts';
import { s3 } from './s3.ts';
import { get, getMany, put, write } from './table.ts';
import type { SnapshotRow } from './ticket-rows.ts';

/** `ticket <id>`, `care <resident>` or `audit <day>#<shard>`. */
export type Anchor = Head & { chain: string };
/** `at`: when it was written. `table`: of which table it is; an older one does not say. */
export type WrittenAnchor = Anchor & { at: Instant; table: string | undefined };

/** Sorts as text as it does in time. */
const nameOf = (now: Instant): string =>
  `${headsFolder}${now.slice(0, 10)}/${now.slice(11, 23).replaceAll(':', '-')}.ndjson`;

/** As `nameOf` wrote it. */
const momentIn = (name: string): Instant => {
  const [day = '', time = ''] = name.slice(headsFolder.length).replace('.ndjson', '').split('/');
  return `${day}T${time.replaceAll('-', ':')}+08:00` as Instant;
};

/** Partitions with an event stored since, by the index of days. An index may lag: the next hour looks back a little. */
async function* changedSince(partitions: readonly string[], from: Instant, until: Instant) {
  const seen = new Set<string>();
  const sort = { from, to: `${until}#~` };
  for (const partition of partitions)
    for await (const { pk } of query<Key>({ index: 'byDay', partition, sort })) {
      if (!seen.has(pk)) yield pk;
      seen.add(pk);
    }
}

const batch = 100;

/** The anchors of what lies in these partitions of the index: the heads of the snapshots, as they are now. */
const anchorsOf = async <Row>(
  partitions: readonly string[],
  [from, until]: [Instant, Instant],
  { keyFor, anchorOf }: { keyFor: (pk: string) => Key; anchorOf: (row: Row) => Anchor },
): Promise<Anchor[]> => {
  const anchors: Anchor[] = [];
  let keys: Key[] = [];
  const flush = async () => {
    anchors.push(...(await getMany<Row>(keys)).map(anchorOf));
    keys = [];
  };
  for await (const pk of changedSince(partitions, from, until)) {
    keys.push(keyFor(pk));
    if (keys.length === batch) await flush();
  }
  await flush();
  return anchors;
};

const ticketAnchors = (from: Instant, until: Instant): Promise<Anchor[]> =>
  anchorsOf<SnapshotRow>(
    datesBetween(from, until).flatMap((date) =>
      Array.from({ length: shards.day }, (_, shard) => partition.day(date, shard)),
    ),
    [from, until],
    {
      keyFor: (pk) => keyOf.ticket(pk.slice(prefix.ticket.length)),
      anchorOf: ({ ticket, head }) => ({ chain: `ticket ${ticket.id}`, sequence: ticket.sequence, head }),
    },
  );

const careAnchors = (from: Instant, until: Instant): Promise<Anchor[]> =>
  anchorsOf<CareRow>(datesBetween(from, until).map(partition.careDay), [from, until], {
    keyFor: (pk) => keyOf.care(pk.slice(prefix.person.length)),
    anchorOf: ({ care, head }) => ({ chain: `care ${care.residentId}`, sequence: care.version, head }),
  });

const auditAnchors = async (days: readonly CivilDate[]): Promise<Anchor[]> =>
  (await Promise.all(days.map(auditHeads)))
    .flat()
    .map(({ chain, sequence, head }) => ({ chain: `audit ${chain}`, sequence, head }));

export const anchoredUntil = async (): Promise<Instant | undefined> =>
  (await get<{ until: Instant }>(keyOf.anchored))?.until;

/** Writes the heads of what changed since `from` into one object, then how far it came. Again is harmless. */
export const anchor = async (
  from: Instant,
  now: Instant,
): Promise<{ tickets: number; cares: number; audits: number }> => {
  const tickets = await ticketAnchors(from, now);
  const cares = await careAnchors(from, now);
  const audits = await auditAnchors(datesBetween(from, now));
  const heads = [...tickets, ...cares, ...audits];
  const Body = [{ table: tableName() }, ...heads].map((each) => `${JSON.stringify(each)}\n`).join('');
  if (heads.length > 0)
    await s3().send(
      new PutObjectCommand({ Bucket: anchorsBucket(), Key: nameOf(now), Body, ContentType: 'application/x-ndjson' }),
    );
  await write(put({ ...keyOf.anchored, until: now }));
  return { tickets: tickets.length, cares: cares.length, audits: audits.length };
};

/** Every anchor that was ever written, oldest first. */
export async function* anchors(): AsyncGenerator<WrittenAnchor, void, void> {
  let token: string | undefined;
  do {
    const found = await s3().send(
      new ListObjectsV2Command({
        Bucket: anchorsBucket(),
        Prefix: headsFolder,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    for (const { Key } of found.Contents ?? []) {
      const object = await s3().send(new GetObjectCommand({ Bucket: anchorsBucket(), Key }));
      const text = (await object.Body?.transformToString()) ?? '';
      const at = momentIn(Key ?? '');
      let table: string | undefined;
      for (const line of text.split('\n').filter(Boolean)) {
        const said = JSON.parse(line) as Anchor | { table: string };
        if ('chain' in said) yield { ...said, at, table };
        else table = said.table;
      }
    }
    token = found.NextContinuationToken;
  } while (token !== undefined);
}
