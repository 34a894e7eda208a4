/**
 * How far every hash chain has come, written down where nobody can change it: objects in a locked, versioned bucket, one
 * an hour. Whoever rewrites or cuts a chain in the table is found by comparing with them (bin/verify.ts).
 */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { headsFolder } from '../contract/environment.ts';
import { type CivilDate, datesBetween, type Instant } from '../domain/time.ts';
import { auditHeads } from './audit.ts';
import type { Head } from './chain.ts';
import { anchorsBucket } from './client.ts';
import { type Key, keyOf, partition, prefix, shards } from './keys.ts';
import { query } from './query.ts';
import { s3 } from './s3.ts';
import { get, getMany, put, write } from './table.ts';
import type { SnapshotRow } from './ticket-rows.ts';

/** `ticket <id>` or `audit <day>#<shard>`. */
export type Anchor = Head & { chain: string };

/** Sorts as text as it does in time. */
const nameOf = (now: Instant): string =>
  `${headsFolder}${now.slice(0, 10)}/${now.slice(11, 23).replaceAll(':', '-')}.ndjson`;

/** Tickets with an event stored since, by the index of days. An index may lag: the next hour looks back a little. */
async function* ticketsSince(from: Instant, until: Instant): AsyncGenerator<string, void, void> {
  const seen = new Set<string>();
  for (const date of datesBetween(from, until))
    for (let shard = 0; shard < shards.day; shard++) {
      const sort = { from, to: `${until}#~` };
      for await (const { pk } of query<Key>({ index: 'byDay', partition: partition.day(date, shard), sort })) {
        const id = pk.slice(prefix.ticket.length);
        if (!seen.has(id)) yield id;
        seen.add(id);
      }
    }
}

const batch = 100;

const ticketAnchors = async (from: Instant, until: Instant): Promise<Anchor[]> => {
  const anchors: Anchor[] = [];
  let ids: string[] = [];
  const flush = async () => {
    const rows = await getMany<SnapshotRow>(ids.map(keyOf.ticket));
    for (const { ticket, head } of rows)
      anchors.push({ chain: `ticket ${ticket.id}`, sequence: ticket.sequence, head });
    ids = [];
  };
  for await (const id of ticketsSince(from, until)) {
    ids.push(id);
    if (ids.length === batch) await flush();
  }
  await flush();
  return anchors;
};

const auditAnchors = async (days: readonly CivilDate[]): Promise<Anchor[]> =>
  (await Promise.all(days.map(auditHeads)))
    .flat()
    .map(({ chain, sequence, head }) => ({ chain: `audit ${chain}`, sequence, head }));

export const anchoredUntil = async (): Promise<Instant | undefined> =>
  (await get<{ until: Instant }>(keyOf.anchored))?.until;

/** Writes the heads of what changed since `from` into one object, then how far it came. Again is harmless. */
export const anchor = async (from: Instant, now: Instant): Promise<{ tickets: number; audits: number }> => {
  const [tickets, audits] = [await ticketAnchors(from, now), await auditAnchors(datesBetween(from, now))];
  const Body = [...tickets, ...audits].map((each) => `${JSON.stringify(each)}\n`).join('');
  if (Body !== '')
    await s3().send(
      new PutObjectCommand({ Bucket: anchorsBucket(), Key: nameOf(now), Body, ContentType: 'application/x-ndjson' }),
    );
  await write(put({ ...keyOf.anchored, until: now }));
  return { tickets: tickets.length, audits: audits.length };
};

/** Every anchor that was ever written, oldest first. */
export async function* anchors(): AsyncGenerator<Anchor, void, void> {
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
      for (const line of text.split('\n').filter(Boolean)) yield JSON.parse(line) as Anchor;
    }
    token = found.NextContinuationToken;
  } while (token !== undefined);
}
