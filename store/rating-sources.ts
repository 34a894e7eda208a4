/**
 * From which device a rating came, as far as it takes to see that many came from one: a digest of network and browser
 * under a key of our own, kept beside the ticket for two months. Whoever reads it can compare, and find no address.
 */
import { createHmac } from 'node:crypto';
import { DAY, type Instant, later } from '../domain/time.ts';
import { canonicalJson } from './canonical.ts';
import { expiryOf } from './expiry.ts';
import { type Key, keyOf } from './keys.ts';
import { receiptKey } from './receipts.ts';
import { getMany, put, write } from './table.ts';

/** The network that a request came from, and what the browser says of itself. */
export type Source = { network: string; agent: string };
/** Which rating: the event of the ticket. */
export type RatingEvent = { ticketId: string; sequence: number };
type SourceRow = Key & RatingEvent & { kind: 'rating-source'; digest: string; expiresAt: number };

/** Long enough for the month that is over and the one that runs. */
export const keptDays = 62;

const digestOf = async ({ network, agent }: Source): Promise<string> =>
  createHmac('sha256', await receiptKey())
    .update(canonicalJson(['rating-source', network, agent]))
    .digest()
    .subarray(0, 16)
    .toString('base64url');

/** Kept after the rating itself: one that is lost on the way is a rating of which no device is known. */
export const noteSource = async ({ ticketId, sequence }: RatingEvent, source: Source, now: Instant): Promise<void> => {
  const expiresAt = expiryOf(later(now, keptDays * DAY));
  const digest = await digestOf(source);
  await write(
    put({ ...keyOf.ratingSource(ticketId, sequence), kind: 'rating-source', ticketId, sequence, digest, expiresAt }),
  );
};

/** Digests by `<ticket> <sequence>`, of those that are still known. */
export const sourcesOf = async (ratings: readonly RatingEvent[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await getMany<SourceRow>(
    ratings.map(({ ticketId, sequence }) => keyOf.ratingSource(ticketId, sequence)),
  );
  return new Map(rows.map(({ ticketId, sequence, digest }) => [`${ticketId} ${sequence}`, digest]));
};
