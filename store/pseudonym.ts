/**
 * Under what name the numbers know a resident: an HMAC under a key that is derived from a KMS key of its own, once for
 * each process. Without that key nobody can tell whose months a row holds, and who counts can find nobody by ID number.
 */
import { createHmac } from 'node:crypto';
import { pseudonymKeyId } from './client.ts';
import { derivedKey } from './derived-key.ts';

const key = derivedKey(pseudonymKeyId, 'yizhan/numbers/1');

/** 128 bits, base64url: the same resident has the same one everywhere in the numbers. */
export const pseudonymOf = async (residentId: string): Promise<string> =>
  createHmac('sha256', await key())
    .update(residentId)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
