import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Keys } from './keys.ts';
import { arnsOf } from './service-function.ts';
import type { TicketTable } from './ticket-table.ts';

export type ConsoleRightsProps = { readonly table: TicketTable; readonly keys: Keys };

/** What a command at the console needs in the cloud, to be attached to the role of whoever runs it, for as long. */
export class ConsoleRights extends Construct {
  /** `npm run rotate`: goes through the table, and opens files to index them anew. It reads no paper and no queue. */
  readonly rotation: ManagedPolicy;

  constructor(scope: Construct, id: string, { table, keys }: ConsoleRightsProps) {
    super(scope, id);
    const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources });
    const [newest, ...former] = keys.residents;
    this.rotation = new ManagedPolicy(this, 'Rotation', {
      managedPolicyName: `${Stack.of(this).stackName}-key-rotation`,
      description: 'npm run rotate: moves what hangs on a key to its newest version',
      statements: [
        allow(
          ['Scan', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'].map((action) => `dynamodb:${action}`),
          table.tableArn,
        ),
        allow(['kms:GenerateMac'], ...arnsOf(keys.blindIndex)),
        allow(['kms:Decrypt'], ...arnsOf(keys.residents)),
        ...(former.length > 0
          ? [
              allow(['kms:ReEncryptFrom'], ...former.map(({ key }) => key.keyArn)),
              allow(['kms:ReEncryptTo'], newest.key.keyArn),
            ]
          : []),
      ],
    });
  }
}
