import { CfnElement, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  Capacity,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { attributes, indexes } from '../store/keys.ts';
import type { CapacityChoice } from './configuration.ts';

export type IndexName = keyof typeof indexes;

/** Of what is bought so much is used: the rest is for the minutes in which the load grows faster than it can be bought. */
const targetUtilizationPercent = 70;
/** No index is written more often than for every eighth unit of the table (bench: byAlarm, a tenth). */
const shareOfIndex = 8;

const between = ({ min, max }: CapacityChoice['write'], share = 1): Capacity => {
  const minCapacity = Math.ceil(min / share);
  // An existing table starts with the seed when it is no longer paid on demand: without one, that is refused.
  return Capacity.autoscaled({
    minCapacity,
    maxCapacity: max,
    seedCapacity: minCapacity,
    targetUtilizationPercent,
  });
};

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table: tickets with their events, boards, people, counters. Keys and indexes come from store/keys.ts.
 * It outlives the stack: deletion protection, retained, any second of the last 35 days can be restored.
 * Encrypted with the AWS-managed key; personal fields are encrypted by the application before that, each resident
 * under a key of their own.
 */
export class TicketTable extends TableV2 {
  /** Days for which what is written is kept, by name. */
  readonly retention: Readonly<Record<string, number>>;

  /** @param props.capacity bought by the hour; without it each unit is paid as it comes */
  constructor(
    scope: Construct,
    id: string,
    { retention, capacity }: { retention: Readonly<Record<string, number>>; capacity?: CapacityChoice | undefined },
  ) {
    super(scope, id, {
      partitionKey: text(attributes.partition),
      sortKey: text(attributes.sort),
      timeToLiveAttribute: attributes.expiry,
      globalSecondaryIndexes: Object.entries(indexes).map(([indexName, index]) => ({
        indexName,
        partitionKey: text(index.partition),
        sortKey: text(index.sort),
        projectionType: ProjectionType[index.projection],
        ...(capacity
          ? {
              writeCapacity: between(capacity.write, shareOfIndex),
              readCapacity: between(capacity.read, shareOfIndex),
            }
          : {}),
      })),
      // The two followers want new events only, and those had nothing before.
      dynamoStream: StreamViewType.NEW_IMAGE,
      billing: capacity
        ? Billing.provisioned({ writeCapacity: between(capacity.write), readCapacity: between(capacity.read) })
        : Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.retention = retention;
  }

  /** The first version has the name that it had before there were others. */
  static idOf(version: number): string {
    return version === 1 ? 'Table' : `Table${version}`;
  }

  /** Its name inside the template. */
  get logicalId(): string {
    const resource = this.node.defaultChild;
    if (!CfnElement.isCfnElement(resource)) throw new Error(`表没有资源。No resource under ${this.node.path}.`);
    return Stack.of(this).getLogicalId(resource);
  }

  /** ARN of the stream of changes. */
  get streamArn(): string {
    if (!this.tableStreamArn) throw new Error('表没有开启变更流。The table has no stream.');
    return this.tableStreamArn;
  }

  /** ARN of one index, so that a permission can name it instead of `index/*`. */
  indexArn(index: IndexName): string {
    return `${this.tableArn}/index/${index}`;
  }
}
