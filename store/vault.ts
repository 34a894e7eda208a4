/**
 * Personal data at rest. Each subject (a resident, or one anonymous ticket) has a data key of its own; KMS makes it
 * and keeps it wrapped, bound to the subject. Destroying the wrapped key erases everything sealed under it.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, GenerateMacCommand, ReEncryptCommand } from '@aws-sdk/client-kms';
import { MINUTE } from '../domain/time.ts';
import { cache } from './cache.ts';
import { canonicalJson } from './canonical.ts';
import { dataKeys, indexKeys, kms } from './client.ts';

/** The opened data key of one subject, as the two keys that are used. It never leaves the process. */
export type SubjectKey = { readonly subject: string; readonly sealing: Buffer; readonly digesting: Buffer };

const algorithm = 'aes-256-gcm';
const [nonceLength, tagLength] = [12, 16];
/** First byte of everything sealed, so that the way of sealing can change one day. */
const format = 1;

const derive = (key: Uint8Array, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));

const subjectKey = (subject: string, plain: Uint8Array | undefined): SubjectKey => {
  if (!plain) throw new Error('KMS gave no key');
  const key = { subject, sealing: derive(plain, 'yizhan/seal'), digesting: derive(plain, 'yizhan/digest') };
  plain.fill(0);
  return key;
};

/** A data key as it may be stored. `keyVersion`: of the KMS key that wraps it; absent, the first. */
export type Wrapped = { wrappedKey: Uint8Array; keyVersion?: number };
const firstVersion = 1;

/** A new data key. `wrapped` is what may be stored. */
export const createKey = async (subject: string): Promise<{ key: SubjectKey; wrapped: Required<Wrapped> }> => {
  const [{ version, keyId }] = dataKeys();
  const { Plaintext, CiphertextBlob } = await kms().send(
    new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: { subject } }),
  );
  if (!CiphertextBlob) throw new Error('KMS gave no wrapped key');
  return { key: subjectKey(subject, Plaintext), wrapped: { wrappedKey: CiphertextBlob, keyVersion: version } };
};

const keyIdOf = ({ keyVersion = firstVersion }: Wrapped): string => {
  const known = dataKeys().find(({ version }) => version === keyVersion);
  if (!known) throw new Error(`a data key is wrapped under version ${keyVersion}, which DATA_KEYS does not name`);
  return known.keyId;
};

/** By the wrapped key itself: once that is destroyed, nobody has it to ask with, and the memory is of no use. */
const opened = cache<SubjectKey>({ lifeMs: 5 * MINUTE, limit: 1_000 });

/** Opens a wrapped key; the answer is remembered for five minutes. @throws when it belongs to another subject */
export const unwrap = (subject: string, wrapped: Wrapped): Promise<SubjectKey> =>
  opened(`${subject} ${Buffer.from(wrapped.wrappedKey).toString('base64')}`, async () => {
    const { Plaintext } = await kms().send(
      new DecryptCommand({
        KeyId: keyIdOf(wrapped),
        CiphertextBlob: wrapped.wrappedKey,
        EncryptionContext: { subject },
      }),
    );
    return subjectKey(subject, Plaintext);
  });

/** The same data key under the newest KMS key: opened and wrapped inside KMS, so that nobody here sees it. */
export const rewrap = async (subject: string, wrapped: Wrapped): Promise<Required<Wrapped>> => {
  const [{ version, keyId }] = dataKeys();
  const { CiphertextBlob } = await kms().send(
    new ReEncryptCommand({
      SourceKeyId: keyIdOf(wrapped),
      CiphertextBlob: wrapped.wrappedKey,
      SourceEncryptionContext: { subject },
      DestinationKeyId: keyId,
      DestinationEncryptionContext: { subject },
    }),
  );
  if (!CiphertextBlob) throw new Error('KMS gave no wrapped key');
  return { wrappedKey: CiphertextBlob, keyVersion: version };
};

const bindingOf = ({ subject }: SubjectKey, field: string): Buffer => Buffer.from(canonicalJson([subject, field]));

/** Any JSON value → format, nonce, ciphertext, tag. It opens only for this subject and this field. */
export const seal = (key: SubjectKey, field: string, value: unknown): Uint8Array => {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key.sealing, nonce).setAAD(bindingOf(key, field));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(format), nonce, text, cipher.getAuthTag()]);
};

/** @throws when a bit was changed, or it was sealed for another subject or field */
export const open = (key: SubjectKey, field: string, sealed: Uint8Array): unknown => {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 1 + nonceLength + tagLength || bytes[0] !== format)
    throw new Error(`sealed field ${field}: not a sealed value of format ${format}`);
  const decipher = createDecipheriv(algorithm, key.sealing, bytes.subarray(1, 1 + nonceLength), {
    authTagLength: tagLength,
  })
    .setAAD(bindingOf(key, field))
    .setAuthTag(bytes.subarray(-tagLength));
  const text = Buffer.concat([decipher.update(bytes.subarray(1 + nonceLength, -tagLength)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
};

/** HMAC-SHA-256, base64url: proves later what was sealed, and tells nothing to who has not the key. */
export const digest = (key: SubjectKey, value: unknown): string =>
  createHmac('sha256', key.digesting).update(canonicalJson(value)).digest('base64url');

/** What a value is found by, under one version of the index key. */
export type Index = { version: number; mac: string };

/**
 * Blind index: finds a value again without storing it. HMAC-SHA-256 by KMS, base64url; nobody ever holds that key.
 * Newest version first; during a rotation two. `value` must be normalised and, with `kind`, shorter than 4,096 bytes.
 */
export const indexesOf = (kind: string, value: string): Promise<[Index, ...Index[]]> =>
  Promise.all(
    indexKeys().map(async ({ version, keyId }) => {
      const { Mac } = await kms().send(
        new GenerateMacCommand({
          KeyId: keyId,
          MacAlgorithm: 'HMAC_SHA_256',
          Message: Buffer.from(canonicalJson([kind, value])),
        }),
      );
      if (!Mac) throw new Error('KMS gave no MAC');
      return { version, mac: Buffer.from(Mac).toString('base64url') };
    }),
  ) as Promise<[Index, ...Index[]]>;
