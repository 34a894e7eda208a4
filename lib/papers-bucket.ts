import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { objectPrefix } from '../store/keys.ts';
import { acceptFinding } from './accept-finding.ts';
import type { WorkQueue } from './department-queues.ts';
import { privateBucket } from './private-bucket.ts';

export type PapersBucketProps = {
  /** Its own name: the policy of the pages names the bucket, and the bucket lets in the pages. */
  readonly bucketName: string;
  /** Where people open the web pages; no page of another origin may upload. */
  readonly webOrigin: string;
  /** Told of each upload. */
  readonly uploads: WorkQueue;
};

/**
 * Residents' papers (scans, photographs) and outcome documents: private, encrypted, TLS only, versioned, retained.
 * Browsers upload straight into `incoming/`, by forms that are signed for one key each; what was looked into is kept
 * under `checked/`.
 */
export class PapersBucket extends Bucket {
  constructor(scope: Construct, id: string, { bucketName, webOrigin, uploads }: PapersBucketProps) {
    super(scope, id, {
      bucketName,
      ...privateBucket,
      cors: [
        {
          allowedOrigins: [webOrigin],
          allowedMethods: [HttpMethods.POST, HttpMethods.GET],
          allowedHeaders: ['*'],
          maxAge: 3_600,
        },
      ],
      lifecycleRules: [
        { id: 'incomplete-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // Longer than the queue keeps a message that says it has come.
        {
          id: 'incoming',
          prefix: objectPrefix.incoming,
          expiration: Duration.days(15),
          noncurrentVersionExpiration: Duration.days(1),
        },
        // What was deleted by mistake can be brought back for so long.
        { id: 'deleted', prefix: objectPrefix.checked, noncurrentVersionExpiration: Duration.days(30) },
      ],
    });
    acceptFinding(
      this,
      'AwsSolutions-S1',
      'Reading goes through signed links only, each given by a logged operation; server logs would keep addresses of people.',
    );
    this.tell(uploads);
  }

  private get resource(): CfnBucket {
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error('the bucket has no resource of its own');
    return defaultChild;
  }

  /** Its name in the template. */
  get logicalId(): string {
    return Stack.of(this).getLogicalId(this.resource);
  }

  /** As a property of the bucket: a construct's own way would add a function that runs with rights over every bucket. */
  private tell(queue: WorkQueue): void {
    queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        // The bucket's own name is not known before the queue lets it in.
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    this.node.addDependency(queue);
    const filter = { s3Key: { rules: [{ name: 'prefix', value: objectPrefix.incoming }] } };
    this.resource.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.queueArn, filter }],
    };
  }
}
