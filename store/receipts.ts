/**
 * The secrets that make a receipt more than a number: with the reference, whoever holds one can follow the request, or
 * rate it, without an account. None is stored. Each is an HMAC of what it is for, under a key that is derived from a KMS
 * key of its own once for each process: who reads the table has no secret, and who has a secret learns no other.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { secretOf } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { canonicalJson } from './canonical.ts';
import { receiptKeyId } from './client.ts';
import { derivedKey } from './derived-key.ts';

/** Another label takes every receipt that was printed out of force, at once: for the day on which the key got out. */
const label = 'yizhan/receipts/1';
/** What all of them hang on. */
export const receiptKey = derivedKey(receiptKeyId, label);

const secretFor = async (
  purpose: 'track' | 'rate' | 'counter',
  ...subject: readonly (string | number)[]
): Promise<string> => {
  const mac = createHmac('sha256', await receiptKey()).update(canonicalJson([purpose, ...subject]));
  return secretOf(mac.digest());
};

/** Takes as long whether it fits or not. Both are well-formed secrets. */
const isSame = (given: string, expected: string): boolean => timingSafeEqual(Buffer.from(given), Buffer.from(expected));

/** To follow a request without signing in. Null: nobody without an account may know that it exists. */
export const trackingSecretOf = async ({
  id,
  restricted,
}: Pick<Ticket, 'id' | 'restricted'>): Promise<string | null> => (restricted ? null : secretFor('track', id));

/** Is this the secret of the ticket with this id? Of an id that no ticket has it is never. */
export const tracks = async (secret: string, ticketId: string): Promise<boolean> =>
  isSame(secret, await secretFor('track', ticketId));

type Rated = Pick<Ticket, 'id' | 'generation'>;

/** To rate what came of this generation. It is for the applicant alone: staff who file see the other one. */
export const ratingSecretOf = ({ id, generation }: Rated): Promise<string> => secretFor('rate', id, generation);

/** To rate on the screen that this event turned round. */
export const counterCodeOf = ({ id, generation }: Rated, opening: number): Promise<string> =>
  secretFor('counter', id, generation, opening);

/** By which way this secret lets rate, if by any. Every question takes as long as every other. */
export const ratesBy = async (
  secret: string,
  ticket: Rated & Pick<Ticket, 'ratingScreen'>,
): Promise<'link' | 'counter' | null> => {
  const [link, counter] = await Promise.all([
    ratingSecretOf(ticket),
    counterCodeOf(ticket, ticket.ratingScreen?.sequence ?? 0),
  ]);
  const fits = { link: isSame(secret, link), counter: isSame(secret, counter) && ticket.ratingScreen !== undefined };
  return fits.link ? 'link' : fits.counter ? 'counter' : null;
};
