/** Keys for HMACs of our own: each derived from a KMS key under a label, once for each process. */
import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { kms } from './client.ts';

/**
 * @param keyId of the KMS key, asked for at the first use
 * @param label what the key is for; another label is another key
 */
export const derivedKey = (keyId: () => string, label: string): (() => Promise<Uint8Array>) => {
  let derived: Promise<Uint8Array> | undefined;
  const derive = async (): Promise<Uint8Array> => {
    const { Mac } = await kms().send(
      new GenerateMacCommand({ KeyId: keyId(), MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from(label) }),
    );
    if (!Mac) throw new Error('KMS gave no MAC');
    return Mac;
  };
  return () =>
    (derived ??= derive().catch((error: unknown) => {
      derived = undefined;
      throw error;
    }));
};
