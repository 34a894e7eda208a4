import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  KMSClient,
  ReEncryptCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../local/engines.ts';
import { startKms } from '../../local/kms.ts';

const dir = mkdtempSync(join(tmpdir(), 'kms-'));
const keys = { 'alias/residents': 'ResidentsKey' };
let kms: Engine;
let client: KMSClient;

const connect = (endpoint: string): KMSClient =>
  new KMSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });

beforeAll(async () => {
  kms = await startKms({ dir, keys, env: {} });
  client = connect(kms.endpoint);
});
afterAll(async () => {
  client.destroy();
  await kms.stop();
  rmSync(dir, { recursive: true });
});

const name = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.name : 'not an error'),
  );

describe('the local stand-in for KMS', () => {
  const EncryptionContext = { resident: 'r1', field: 'phone' };

  test('a data key comes back with the same context in any order, also through the alias and after a restart', async () => {
    const made = await client.send(
      new GenerateDataKeyCommand({ KeyId: 'alias/residents', KeySpec: 'AES_256', EncryptionContext }),
    );
    expect(made.Plaintext?.length).toBe(32);
    const again = await startKms({ dir, keys, env: {} });
    const other = connect(again.endpoint);
    const opened = await other.send(
      new DecryptCommand({
        KeyId: 'arn:aws:kms:us-east-1:000000000000:key/ResidentsKey',
        CiphertextBlob: made.CiphertextBlob,
        EncryptionContext: { field: 'phone', resident: 'r1' },
      }),
    );
    other.destroy();
    await again.stop();
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect(opened.KeyId).toBe(made.KeyId);
  });

  test('another context, another key and a changed byte are refused', async () => {
    const { CiphertextBlob } = await client.send(
      new EncryptCommand({ KeyId: 'k1', Plaintext: Buffer.from('13800000000'), EncryptionContext }),
    );
    if (!CiphertextBlob) throw new Error('no ciphertext');
    const decrypt = (change: Partial<ConstructorParameters<typeof DecryptCommand>[0]>) =>
      name(client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, ...change })));
    expect(await decrypt({})).toBe('no error');
    expect(await decrypt({ EncryptionContext: { ...EncryptionContext, resident: 'r2' } })).toBe(
      'InvalidCiphertextException',
    );
    expect(await decrypt({ KeyId: 'k2' })).toBe('IncorrectKeyException');
    for (const at of [0, 2, 5, 20, CiphertextBlob.length - 1]) {
      const changed = Uint8Array.from(CiphertextBlob, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(await decrypt({ CiphertextBlob: changed })).toBe('InvalidCiphertextException');
    }
  });

  test('what was wrapped is wrapped anew under another key, and only from the key and context that are said', async () => {
    const context = { subject: 'r1' };
    const old = await client.send(new GenerateDataKeyCommand({ KeyId: 'k1', EncryptionContext: context }));
    const input = {
      CiphertextBlob: old.CiphertextBlob,
      SourceKeyId: 'k1',
      SourceEncryptionContext: context,
      DestinationKeyId: 'k2',
      DestinationEncryptionContext: context,
    };
    const { CiphertextBlob } = await client.send(new ReEncryptCommand(input));
    const open = new DecryptCommand({ KeyId: 'k2', CiphertextBlob, EncryptionContext: context });
    expect((await client.send(open)).Plaintext).toEqual(old.Plaintext);
    const refused = (change: object) => name(client.send(new ReEncryptCommand({ ...input, ...change })));
    expect(await refused({ SourceKeyId: 'k3' })).toBe('IncorrectKeyException');
    expect(await refused({ SourceEncryptionContext: { subject: 'r2' } })).toBe('InvalidCiphertextException');
  });

  test('a MAC is stable, differs by key, and is verified', async () => {
    const input = { Message: Buffer.from('id number'), MacAlgorithm: 'HMAC_SHA_256' } as const;
    const [one, same, other] = await Promise.all(
      ['k1', 'k1', 'k2'].map((KeyId) => client.send(new GenerateMacCommand({ ...input, KeyId }))),
    );
    expect(one?.Mac).toEqual(same?.Mac);
    expect(one?.Mac).not.toEqual(other?.Mac);
    expect((await client.send(new VerifyMacCommand({ ...input, KeyId: 'k1', Mac: one?.Mac }))).MacValid).toBe(true);
    expect(await name(client.send(new VerifyMacCommand({ ...input, KeyId: 'k2', Mac: one?.Mac })))).toBe(
      'KMSInvalidMacException',
    );
  });

  test('only the owner reads the key file; a key can be described; a bad input is named', async () => {
    expect(statSync(join(dir, 'kms.key')).mode & 0o777).toBe(0o600);
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: 'alias/residents' }));
    expect(KeyMetadata?.KeyId).toBe('ResidentsKey');
    expect(await name(client.send(new EncryptCommand({ KeyId: 'k1', Plaintext: Buffer.alloc(4097) })))).toBe(
      'ValidationException',
    );
  });
});
