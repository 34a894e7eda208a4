import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key, type KeyProps, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { KeyChoice } from './configuration.ts';

/** Newest first; the one before it while a rotation runs. */
export type VersionedKeys = readonly [VersionedKey, ...VersionedKey[]];
type VersionedKey = { readonly version: number; readonly key: Key };

export type KeysProps = { readonly dataKey: KeyChoice; readonly indexKey: KeyChoice };

/**
 * The keys that personal data hangs on. All are retained: without the first no resident's data can be read, without
 * the second no resident can be found again by ID number, without the third nobody is recognised as counted before,
 * without the fourth no printed receipt is good any more.
 */
export class Keys extends Construct {
  /** Wrap the data key of each resident, newest first. KMS renews their material; a new key is for when one got out. */
  readonly residents: VersionedKeys;
  /** Compute the blind index (HMAC-SHA-256). KMS does not rotate such keys: a new one is a new index version. */
  readonly blindIndex: VersionedKeys;
  /** Makes the pseudonyms under which the numbers know residents; whoever has it can look up none by ID number. */
  readonly pseudonyms: Key;
  /** Makes the secrets on receipts. Whoever has it can follow what is not restricted, and find nobody. */
  readonly receipts: Key;

  constructor(scope: Construct, id: string, { dataKey, indexKey }: KeysProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    // The first version has the name that it had before there were others.
    const versions = (name: string, { version, previous }: KeyChoice, props: KeyProps): VersionedKeys => {
      const one = (version: number) => ({
        version,
        key: new Key(this, version === 1 ? name : `${name}${version}`, props),
      });
      return [one(version), ...(previous === undefined ? [] : [one(previous)])];
    };
    this.residents = versions('Residents', dataKey, {
      description: `${stackName}: wraps the residents' data keys`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.blindIndex = versions('BlindIndex', indexKey, {
      description: `${stackName}: blind index over normalised personal values`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.pseudonyms = new Key(this, 'Pseudonyms', {
      description: `${stackName}: pseudonyms of residents in the numbers`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.receipts = new Key(this, 'Receipts', {
      description: `${stackName}: secrets on receipts`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }
}
