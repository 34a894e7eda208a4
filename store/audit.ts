/**
 * The audit beside the tickets' histories: one hash chain for each day and shard, only ever appended to. What concerns a
 * resident also stands in their own list, so that they can see who looked.
 */
import type { AuditActor, AuditBody, AuditEvent } from '../domain/audit.ts';
import { type CivilDate, DAY, dateOf, type Instant, later } from '../domain/time.ts';
import { chosenRetention } from './client.ts';
import { expiryOf } from './expiry.ts';
import { type Head, link, type Linked, origin } from './chain.ts';
import { auditShardOf, type Key, keyOf, partition, prefix, shards } from './keys.ts';
import { list, merged, type Page, type PageRequest, pageThrough, query } from './query.ts';
import { absent, backOff, get, put, type Transaction, transact, type Write } from './table.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { findKey, type Subject } from './subjects.ts';
import { open, seal } from './vault.ts';

export type AuditRow = Key & { kind: 'audit' } & Linked<AuditEvent> & { reason?: Uint8Array };
export type AuditHeadRow = Key & { kind: 'audit-head'; chain: string } & Head;
type DisclosureRow = Key & { kind: 'disclosure' } & Pick<AuditRow, 'event' | 'reason'>;

/** What the resident is told of: somebody else saw, found, took or used something of theirs. */
const disclosed: ReadonlySet<AuditBody['kind']> = new Set([
  'reveal',
  'search',
  'care-opened',
  'paper-opened',
  'mandate-used',
  'mandate-given',
  'mandate-ended',
  'file-read',
  'paper-reused',
  'file-changed',
  'verified',
]);

const reasonField = ({ chain, sequence }: Pick<AuditEvent, 'chain' | 'sequence'>): string =>
  `audit/${chain}/${sequence}`;

const tries = 12;

export type Circumstances = { actor: AuditActor; now: Instant; reason?: { text: string; of: Subject } };

/**
 * Appends one event. `reason`: words of a person about a subject, sealed under that subject's key and gone with it.
 *
 * @throws when too many rivals were in the way: what must be audited must not happen unaudited
 */
export const record = async (body: AuditBody, circumstances: Circumstances): Promise<void> =>
  void (await recordWith(body, circumstances, []));

/**
 * Appends one event in one transaction with what it tells of (at most 90 writes): neither is there without the other.
 * Nothing is written when a condition of these did not hold: `failed` has them by their position.
 *
 * @throws as `record` does
 */
export const recordWith = async (
  body: AuditBody,
  { actor, now, reason }: Circumstances,
  deeds: readonly Write[],
): Promise<Transaction> => {
  const chain = `${dateOf(now)}#${auditShardOf(actor.id)}`;
  const residentId = 'residentId' in body ? (body.residentId ?? undefined) : undefined;
  const key = reason && (await findKey(reason.of));
  for (let attempt = 1; attempt <= tries; attempt++) {
    const before = await get<AuditHeadRow>(keyOf.auditHead(chain));
    const sequence = (before?.sequence ?? 0) + 1;
    const stored = link<AuditEvent>({ ...body, chain, sequence, at: now, actor }, before?.head ?? origin);
    const sealed = key && reason ? { reason: seal(key, reasonField(stored.event), reason.text) } : {};
    const head: AuditHeadRow = { ...keyOf.auditHead(chain), kind: 'audit-head', chain, sequence, head: stored.hash };
    const unmoved = before
      ? { text: '#head = :head', names: { '#head': 'head' }, values: { ':head': before.head } }
      : absent;
    const writes: Write[] = [
      ...deeds,
      put({ ...keyOf.audit(chain, sequence), kind: 'audit', ...stored, ...sealed }, absent),
      put(head, unmoved),
    ];
    if (residentId !== undefined && disclosed.has(body.kind))
      writes.push(
        put({
          ...keyOf.disclosure(residentId, now, chain, sequence),
          kind: 'disclosure',
          expiresAt: expiryOf(later(now, chosenRetention().audit * DAY)),
          event: stored.event,
          ...sealed,
        }),
      );
    const done = await transact(writes);
    if (done.written) return done;
    if ([...done.failed.keys()].some((i) => i < deeds.length)) return done;
    await backOff(attempt);
  }
  throw new Error('the audit could not be written: too many rivals on one chain');
};

/** All events of one chain, oldest first. Read consistently. */
export const auditChain = (chain: string): Promise<AuditRow[]> =>
  list<AuditRow>({ partition: partition.audit(chain), sort: { beginsWith: prefix.audit } });

/** How far the chains of a day go. */
export const auditHeads = async (date: CivilDate): Promise<AuditHeadRow[]> =>
  (
    await Promise.all(
      Array.from({ length: shards.audit }, (_, shard) => get<AuditHeadRow>(keyOf.auditHead(`${date}#${shard}`))),
    )
  ).flatMap((head) => head ?? []);

/** The events of a day in the order of their moments, oldest first. */
export async function* auditOf(date: CivilDate): AsyncGenerator<AuditEvent, void, void> {
  const rows = Array.from({ length: shards.audit }, (_, shard) =>
    query<AuditRow>({ partition: partition.audit(`${date}#${shard}`), sort: { beginsWith: prefix.audit } }),
  );
  for await (const { event } of merged(rows, (row) => row.event.at)) yield event;
}

/** Something that was seen of a resident, with the reason given where its key still exists. */
export type Disclosure = { event: AuditEvent; reason?: string };

/** Who looked at what in these files of one resident, newest first, file by file. */
export const disclosures = async (
  residentIds: readonly string[],
  request: PageRequest,
): Promise<Page<Disclosure> | Refusal> => {
  const found = await pageThrough<DisclosureRow>(
    residentIds.map((id) => ({
      partition: partition.person(id),
      sort: { beginsWith: prefix.disclosure },
      newestFirst: true,
    })),
    request,
  );
  if (isRefusal(found)) return found;
  const rows = await Promise.all(
    found.rows.map(async ({ event, reason }) => {
      const residentId = 'residentId' in event ? (event.residentId ?? null) : null;
      const key = reason && (await findKey({ residentId, ticketId: '' }));
      return { event, ...(reason && key ? { reason: String(open(key, reasonField(event), reason)) } : {}) };
    }),
  );
  return { cursor: found.cursor, rows };
};
