import { join } from 'node:path';
import { type Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { erasuresFolder, headsFolder, keyVersionsText, queueUrlVariable } from '../contract/environment.ts';
import type { Budgets } from '../contract/limits.ts';
import { acceptFinding } from './accept-finding.ts';
import type { AnchorsBucket } from './anchors-bucket.ts';
import type { WorkQueue } from './department-queues.ts';
import type { FunctionName } from './functions.ts';
import type { Identity } from './identity.ts';
import type { VersionedKeys } from './keys.ts';
import type { PapersBucket } from './papers-bucket.ts';
import type { IndexName, TicketTable } from './ticket-table.ts';
import { indexes, objectPrefix, prefix } from '../store/keys.ts';

const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
/** A transaction needs no action of its own: each part of it is authorized as the single call. No Scan, no batches. */
const writeActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

/** As a function finds them in its environment. */
export const keyIdsOf = (keys: VersionedKeys): string =>
  keyVersionsText(keys.map(({ version, key: { keyId } }) => ({ version, keyId })));
export const arnsOf = (keys: VersionedKeys): string[] => keys.map(({ key }) => key.keyArn);

/** `route-ticket` → `RouteTicket`, for construct ids. */
const pascal = (name: string): string =>
  name.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase());

type ObjectPrefix = keyof typeof objectPrefix;
type PaperAction = 'GetObject' | 'PutObject' | 'DeleteObject' | 'DeleteObjectVersion';

export type ServiceFunctionProps = {
  readonly name: FunctionName;
  /** Folder that holds `<name>/index.mjs`, as lib/bundle.ts writes it. */
  readonly bundles: string;
  readonly timeout: Duration;
  readonly description: string;
};

/**
 * A function with the defaults of the house. What it may touch is said by the methods below, each of which gives the
 * permission and the environment variable in one gesture: a function never has one without the other.
 */
export class ServiceFunction extends Function {
  readonly serviceName: FunctionName;

  constructor(scope: Construct, { name, bundles, timeout, description }: ServiceFunctionProps) {
    const id = pascal(name);
    // A role of its own: the AWS-managed one may write to every log group of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const logGroup = new LogGroup(scope, `${id}Log`, {
      // Cybersecurity Law of the PRC, article 21(3): network logs are kept for no less than six months.
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acceptFinding(role, 'AwsSolutions-IAM5[Resource::*]', 'Writing X-Ray traces knows no narrower resource.');
    logGroup.grantWrite(role);
    super(scope, id, {
      functionName: `${Stack.of(scope).stackName}-${name}`,
      description,
      code: Code.fromAsset(join(bundles, name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
    });
    this.serviceName = name;
  }

  /** Reads items of the table by key and through the named indexes (all of them unless told). */
  readsTable(table: TicketTable, through = Object.keys(indexes) as IndexName[]): this {
    this.addEnvironment('TABLE_NAME', table.tableName);
    return this.may(readActions, table.tableArn).may(
      ['dynamodb:Query'],
      ...through.map((name) => table.indexArn(name)),
    );
  }

  /** Puts many items at once, over whatever is there: no power that `writesTable` has not given already. */
  writesBatches(table: TicketTable): this {
    return this.may(['dynamodb:BatchWriteItem'], table.tableArn);
  }

  /** Puts, changes and deletes items of the table, each under conditions. */
  writesTable(table: TicketTable): this {
    this.addEnvironment('TABLE_NAME', table.tableName);
    this.addEnvironment('RETENTION', JSON.stringify(table.retention));
    return this.may(writeActions, table.tableArn);
  }

  /** Counts what callers spend of their budgets: changes these counters, and (unless it may otherwise) nothing else. */
  limitsCallers(table: TicketTable, budgets: Budgets, cdnMark: string): this {
    this.addEnvironment('TABLE_NAME', table.tableName);
    this.addEnvironment('LIMITS', JSON.stringify(budgets));
    this.addEnvironment('CDN_MARK', cdnMark);
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem'],
        resources: [table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${prefix.limit}*`] } },
      }),
    );
    return this;
  }

  /** Reads the table's stream of changes. */
  readsStream(table: TicketTable): this {
    const read = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
    const finding = `AwsSolutions-IAM5[Resource::<${table.logicalId}.Arn>/stream/*]`;
    if (this.role) acceptFinding(this.role, finding, 'Listing streams knows no narrower resource than the table.');
    return this.may(read, table.streamArn).may(['dynamodb:ListStreams'], `${table.tableArn}/stream/*`);
  }

  /** Sends messages to the queue, whose URL it finds under the name that contract/environment.ts gives. */
  sendsTo(queue: WorkQueue): this {
    this.addEnvironment(queueUrlVariable(queue.workName), queue.queueUrl);
    return this.may(['sqs:SendMessage'], queue.queueArn);
  }

  /** Writes new objects into the locked bucket; what lies there it neither reads nor changes. */
  writesAnchors(bucket: AnchorsBucket): this {
    this.addEnvironment('ANCHORS_BUCKET', bucket.bucketName);
    const finding = `AwsSolutions-IAM5[Resource::<${bucket.logicalId}.Arn>/${headsFolder}*]`;
    if (this.role)
      acceptFinding(this.role, finding, 'Each hour writes an object of its own; none is ever written again.');
    return this.may(['s3:PutObject'], bucket.arnForObjects(`${headsFolder}*`));
  }

  /** Notes down outside of the table who was erased, and reads whom to erase again. */
  notesErasures(bucket: AnchorsBucket): this {
    this.addEnvironment('ANCHORS_BUCKET', bucket.bucketName);
    const finding = `AwsSolutions-IAM5[Resource::<${bucket.logicalId}.Arn>/${erasuresFolder}*]`;
    if (this.role) acceptFinding(this.role, finding, 'Each erased person has an object of their own.');
    return this.may(['s3:PutObject', 's3:GetObject'], bucket.arnForObjects(`${erasuresFolder}*`)).lists(
      's3:ListBucket',
      bucket,
      [erasuresFolder],
    );
  }

  /** Sees which versions there are of papers, to delete each. */
  listsPaperVersions(bucket: PapersBucket): this {
    return this.lists('s3:ListBucketVersions', bucket, Object.values(objectPrefix));
  }

  /** Makes the residents' data keys under the newest key, and opens those under all. */
  makesDataKeys(keys: VersionedKeys): this {
    const [{ key }] = keys;
    return this.opensDataKeys(keys).may(['kms:GenerateDataKey'], key.keyArn);
  }

  /** Opens the residents' data keys, and makes none. */
  opensDataKeys(keys: VersionedKeys): this {
    this.addEnvironment('DATA_KEYS', keyIdsOf(keys));
    return this.may(['kms:Decrypt'], ...arnsOf(keys));
  }

  /** Computes blind indexes: finds a resident by a value without storing the value. */
  computesBlindIndex(keys: VersionedKeys): this {
    this.addEnvironment('INDEX_KEYS', keyIdsOf(keys));
    return this.may(['kms:GenerateMac'], ...arnsOf(keys));
  }

  /** Knows residents by the pseudonyms of the numbers. */
  makesPseudonyms(key: Key): this {
    this.addEnvironment('PSEUDONYM_KEY_ID', key.keyId);
    return this.may(['kms:GenerateMac'], key.keyArn);
  }

  /** Knows the secrets on receipts. */
  makesReceipts(key: Key): this {
    this.addEnvironment('RECEIPT_KEY_ID', key.keyId);
    return this.may(['kms:GenerateMac'], key.keyArn);
  }

  /** Tells browsers where and as which client to sign in. */
  announces({ issuer, clientId, scopes }: Identity): this {
    this.addEnvironment('ISSUER', issuer);
    this.addEnvironment('CLIENT_ID', clientId);
    this.addEnvironment('SCOPES', scopes.join(' '));
    return this;
  }

  /** Knows the bucket, and does these things to objects whose keys begin so, and to no others. */
  usesPapers(bucket: PapersBucket, allowed: Partial<Record<PaperAction, readonly ObjectPrefix[]>>): this {
    this.addEnvironment('PAPERS_BUCKET', bucket.bucketName);
    for (const [action, prefixes] of Object.entries(allowed)) {
      this.may([`s3:${action}`], ...prefixes.map((each) => bucket.arnForObjects(`${objectPrefix[each]}*`)));
      for (const each of prefixes)
        if (this.role)
          acceptFinding(
            this.role,
            `AwsSolutions-IAM5[Resource::<${bucket.logicalId}.Arn>/${objectPrefix[each]}*]`,
            'Each paper has a key of its own below this prefix.',
          );
    }
    return this;
  }

  private lists(action: string, bucket: AnchorsBucket | PapersBucket, folders: readonly string[]): this {
    const conditions = { StringLike: { 's3:prefix': folders.map((folder) => `${folder}*`) } };
    this.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [bucket.bucketArn], conditions }));
    return this;
  }

  private may(actions: string[], ...resources: string[]): this {
    if (resources.length > 0) this.addToRolePolicy(new PolicyStatement({ actions, resources }));
    return this;
  }
}
