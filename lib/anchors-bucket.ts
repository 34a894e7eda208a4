import { type CfnElement, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acceptFinding } from './accept-finding.ts';

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
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(locked),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.logicalId = Stack.of(this).getLogicalId(this.node.defaultChild as CfnElement);
    acceptFinding(
      this,
      'AwsSolutions-S1',
      'One function writes, one command reads; the objects themselves are the log.',
    );
  }
}
