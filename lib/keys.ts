import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/**
 * The keys that personal data hangs on. All are retained: without the first no resident's data can be read, without
 * the second no resident can be found again by ID number, without the third nobody is recognised as counted before,
 * without the fourth no printed receipt is good any more.
 */
export class Keys extends Construct {
  /** Wraps the data key of each resident. */
  readonly residents: Key;
  /** Computes the blind index (HMAC-SHA-256). KMS does not rotate such keys: a new one is a new index version. */
  readonly blindIndex: Key;
  /** Makes the pseudonyms under which the numbers know residents; whoever has it can look up none by ID number. */
  readonly pseudonyms: Key;
  /** Makes the secrets on receipts. Whoever has it can follow what is not restricted, and find nobody. */
  readonly receipts: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.residents = new Key(this, 'Residents', {
      description: `${stackName}: wraps the residents' data keys`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.blindIndex = new Key(this, 'BlindIndex', {
      description: `${stackName}: blind index over normalised personal values`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.pseudonyms = new Key(this, 'Pseudonyms', {
      description: `${stackName}: pseudonyms of residents in the numbers`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.receipts = new Key(this, 'Receipts', {
      description: `${stackName}: secrets on receipts`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
