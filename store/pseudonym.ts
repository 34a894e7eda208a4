/**
 * Under what name the numbers know a resident: an HMAC under a key that is derived from a KMS key of its own, once for
 * each process. Without that key nobody can tell whose months a row holds, and who counts can find nobody by ID number.
 */
import { createHmac } from 'node:crypto';
import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { kms, pseudonymKeyId } from './client.ts';

const label = 'yizhan/numbers/1';
let derived: Promise<Uint8Array> | undefined;

const derive = async (): Promise<Uint8Array> => {
  const { Mac } = await kms().send(
    new GenerateMacCommand({
      KeyId: pseudonymKeyId(),
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(label),
    }),
  );
  if (!Mac) throw new Error('KMS gave no MAC');
  return Mac;
};

/** 128 bits, base64url: the same resident has the same one everywhere in the numbers. */
export const pseudonymOf = async (residentId: string): Promise<string> => {
  derived ??= derive().catch((error: unknown) => {
    derived = undefined;
    throw error;
  });
  return createHmac('sha256', await derived)
    .update(residentId)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
};
