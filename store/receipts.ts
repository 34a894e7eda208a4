/**
 * The secrets that make a receipt more than a number: with the reference, whoever holds it can follow the request
 * without an account. None is stored. Each is an HMAC of what it is for, under a key that is derived from a KMS key of
 * its own once for each process: who reads the table has no secret, and who has a secret learns no other.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { secretOf } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { canonicalJson } from './canonical.ts';
import { kms, receiptKeyId } from './client.ts';

/** Another label takes every receipt that was printed out of force, at once: for the day on which the key got out. */
const label = 'yizhan/receipts/1';
let derived: Promise<Uint8Array> | undefined;

const derive = async (): Promise<Uint8Array> => {
  const { Mac } = await kms().send(
    new GenerateMacCommand({ KeyId: receiptKeyId(), MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(label) }),
  );
  if (!Mac) throw new Error('KMS gave no MAC');
  return Mac;
};

const secretFor = async (purpose: 'track', ...subject: readonly (string | number)[]): Promise<string> => {
  derived ??= derive().catch((error: unknown) => {
    derived = undefined;
    throw error;
  });
  const mac = createHmac('sha256', await derived).update(canonicalJson([purpose, ...subject]));
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
