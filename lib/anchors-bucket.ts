import { type CfnElement, Duration, Stack } from 'aws-cdk-lib';
import { Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acceptFinding } from './accept-finding.ts';
import { privateBucket } from './private-bucket.ts';

/** Cybersecurity Law of the PRC, article 21(3) asks for six months; card and rating disputes are looked at yearly. */
const locked = Duration.days(3 * 365);

/**
 * Where the heads of the hash chains are written down: nobody, the account's own administrators included, changes or
 * deletes one before its time (compliance mode).
 */
export class AnchorsBucket extends Bucket {
  /** As findings of cdk-nag name it. */
  readonly logicalId: string;

  constructor(scope: Construct, id: string) {
    super(scope, id, {
      ...privateBucket,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(locked),
    });
    this.logicalId = Stack.of(this).getLogicalId(this.node.defaultChild as CfnElement);
    acceptFinding(
      this,
      'AwsSolutions-S1',
      'One function writes, one command reads; the objects themselves are the log.',
    );
  }
}
