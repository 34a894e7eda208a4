/**
 * A local stand-in for AWS KMS: the seven operations that envelope encryption and blind indexes need, on AWS JSON 1.1.
 * It protects data exactly as well as its key file is protected (mode 0600 in the data directory); there is no
 * hardware, no policy and no rotation behind it. Every key id works, and has keys of its own, derived from that file.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Engine } from './engines.ts';

const blob = z.base64().transform((text) => Buffer.from(text, 'base64'));
const context = z.record(z.string(), z.string()).default({});
const keyId = z.string().min(1);
const hmacs = { HMAC_SHA_256: 'sha256', HMAC_SHA_384: 'sha384', HMAC_SHA_512: 'sha512' } as const;
const mac = { KeyId: keyId, Message: blob, MacAlgorithm: z.enum(['HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512']) };
const inputs = {
  GenerateDataKey: z.object({
    KeyId: keyId,
    KeySpec: z.enum(['AES_256', 'AES_128']).optional(),
    NumberOfBytes: z.int().min(1).max(1024).optional(),
    EncryptionContext: context,
  }),
  Encrypt: z.object({ KeyId: keyId, Plaintext: blob, EncryptionContext: context }),
  ReEncrypt: z.object({
    SourceKeyId: keyId.optional(),
    CiphertextBlob: blob,
    SourceEncryptionContext: context,
    DestinationKeyId: keyId,
    DestinationEncryptionContext: context,
  }),
  Decrypt: z.object({ KeyId: keyId.optional(), CiphertextBlob: blob, EncryptionContext: context }),
  GenerateMac: z.object(mac),
  VerifyMac: z.object({ ...mac, Mac: blob }),
  DescribeKey: z.object({ KeyId: keyId }),
};

class KmsError extends Error {
  constructor(type: string, message: string) {
    super(message);
    this.name = type;
  }
}

/** The master secret of this installation, made on first use. */
const masterKey = (dir: string): Buffer => {
  const file = join(dir, 'kms.key');
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true });
  }
  const key = readFileSync(file);
  if (key.length !== 32)
    throw new Error(`${file} holds ${key.length} bytes instead of 32 密钥文件损坏（应为 32 字节）：${file}`);
  return key;
};

/** The context in an order of its own, so that the order of its entries does not matter, as with AWS. */
const canonical = (entries: Record<string, string>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))));

const arn = (id: string): string => `arn:aws:kms:us-east-1:000000000000:key/${id}`;

/** What the operations do, without HTTP. `aliases` maps an alias (`alias/name`) to the id of its key. */
const operations = (master: Buffer, aliases: Readonly<Record<string, string>>) => {
  const resolve = (name: string): string => {
    const short = name.replace(/^arn:[^:]*:kms:[^:]*:[^:]*:(key\/)?/, '');
    return aliases[short] ?? short;
  };
  const derived = (id: string, purpose: 'aes' | 'mac'): Buffer =>
    Buffer.from(hkdfSync('sha256', master, '', `${purpose}:${id}`, 32));

  // Blob: version, length of the key id, key id, nonce (12), tag (16), ciphertext. All before the nonce is authenticated.
  const encrypt = (id: string, plain: Buffer, entries: Record<string, string>): Buffer => {
    const name = Buffer.from(id);
    const header = Buffer.concat([Buffer.from([1, name.length]), name]);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', derived(id, 'aes'), nonce);
    cipher.setAAD(Buffer.concat([header, canonical(entries)]));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
  };
  const decrypt = (sealed: Buffer, entries: Record<string, string>): { id: string; plain: Buffer } => {
    try {
      const start = 2 + sealed.readUInt8(1);
      const id = sealed.subarray(2, start).toString();
      const decipher = createDecipheriv('aes-256-gcm', derived(id, 'aes'), sealed.subarray(start, start + 12));
      decipher.setAAD(Buffer.concat([sealed.subarray(0, start), canonical(entries)]));
      decipher.setAuthTag(sealed.subarray(start + 12, start + 28));
      return { id, plain: Buffer.concat([decipher.update(sealed.subarray(start + 28)), decipher.final()]) };
    } catch {
      throw new KmsError('InvalidCiphertextException', 'The ciphertext, its context or this key file do not fit');
    }
  };
  const sign = (id: string, algorithm: keyof typeof hmacs, message: Buffer): Buffer =>
    createHmac(hmacs[algorithm], derived(id, 'mac')).update(message).digest();

  return {
    GenerateDataKey(input: unknown) {
      const { KeyId, KeySpec, NumberOfBytes, EncryptionContext } = inputs.GenerateDataKey.parse(input);
      const id = resolve(KeyId);
      const plain = randomBytes(NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32));
      return { KeyId: arn(id), Plaintext: plain, CiphertextBlob: encrypt(id, plain, EncryptionContext) };
    },
    Encrypt(input: unknown) {
      const { KeyId, Plaintext, EncryptionContext } = inputs.Encrypt.parse(input);
      if (Plaintext.length === 0 || Plaintext.length > 4096)
        throw new KmsError('ValidationException', `Plaintext has ${Plaintext.length} bytes; 1 to 4096 are possible`);
      const id = resolve(KeyId);
      return {
        KeyId: arn(id),
        CiphertextBlob: encrypt(id, Plaintext, EncryptionContext),
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    Decrypt(input: unknown) {
      const { KeyId, CiphertextBlob, EncryptionContext } = inputs.Decrypt.parse(input);
      const { id, plain } = decrypt(CiphertextBlob, EncryptionContext);
      if (KeyId !== undefined && resolve(KeyId) !== id)
        throw new KmsError(
          'IncorrectKeyException',
          'The key ID in the request does not identify a CMK that can decrypt',
        );
      return { KeyId: arn(id), Plaintext: plain, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
    },
    ReEncrypt(input: unknown) {
      const given = inputs.ReEncrypt.parse(input);
      const { id, plain } = decrypt(given.CiphertextBlob, given.SourceEncryptionContext);
      if (given.SourceKeyId !== undefined && resolve(given.SourceKeyId) !== id)
        throw new KmsError('IncorrectKeyException', 'The source key ID does not identify the key that can decrypt');
      const destination = resolve(given.DestinationKeyId);
      return {
        CiphertextBlob: encrypt(destination, plain, given.DestinationEncryptionContext),
        SourceKeyId: arn(id),
        KeyId: arn(destination),
        SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    GenerateMac(input: unknown) {
      const { KeyId, Message, MacAlgorithm } = inputs.GenerateMac.parse(input);
      const id = resolve(KeyId);
      return { KeyId: arn(id), Mac: sign(id, MacAlgorithm, Message), MacAlgorithm };
    },
    VerifyMac(input: unknown) {
      const { KeyId, Message, MacAlgorithm, Mac } = inputs.VerifyMac.parse(input);
      const id = resolve(KeyId);
      const expected = sign(id, MacAlgorithm, Message);
      if (Mac.length !== expected.length || !timingSafeEqual(Mac, expected))
        throw new KmsError('KMSInvalidMacException', 'The MAC does not fit the message and the key');
      return { KeyId: arn(id), MacValid: true, MacAlgorithm };
    },
    DescribeKey(input: unknown) {
      const id = resolve(inputs.DescribeKey.parse(input).KeyId);
      return {
        KeyMetadata: { KeyId: id, Arn: arn(id), AWSAccountId: '000000000000', Enabled: true, KeyState: 'Enabled' },
      };
    },
  };
};

const read = async (request: IncomingMessage): Promise<unknown> => JSON.parse((await text(request)) || '{}');

const wire = (_: string, value: unknown): unknown =>
  // A Buffer arrives here already turned into {type, data}.
  value !== null && typeof value === 'object' && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString('base64')
    : value;

/**
 * Starts the stand-in on a free port of 127.0.0.1. AWS_ENDPOINT_URL_KMS in the environment is used instead.
 *
 * @param options.dir where `kms.key` lies. Whoever loses that file loses what was encrypted with it.
 * @param options.keys aliases (`alias/name`) and the key ids they stand for
 */
export const startKms = async (options: {
  dir: string;
  keys?: Readonly<Record<string, string>>;
  env?: NodeJS.ProcessEnv;
}): Promise<Engine> => {
  const other = (options.env ?? process.env)['AWS_ENDPOINT_URL_KMS'];
  if (other) return { endpoint: other.replace(/\/$/, ''), stop: async () => {} };
  const known = new Map(Object.entries(operations(masterKey(options.dir), options.keys ?? {})));
  const answer = async (request: IncomingMessage): Promise<[status: number, body: unknown]> => {
    try {
      const name = String(request.headers['x-amz-target']).replace('TrentService.', '');
      const operation = known.get(name);
      if (!operation)
        throw new KmsError('UnknownOperationException', `the local stand-in for KMS does not know ${name}`);
      return [200, operation(await read(request))];
    } catch (error) {
      const type = error instanceof KmsError ? error.name : 'ValidationException';
      return [400, { __type: type, message: error instanceof Error ? error.message : String(error) }];
    }
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(body, wire));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
