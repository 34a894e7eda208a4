import { Duration, Stack } from 'aws-cdk-lib';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { commonQueues, departmentQueue } from '../contract/environment.ts';

/** The longest SQS keeps a message. A dead letter keeps its first date, so both queues of a pair need it. */
const retentionPeriod = Duration.days(14);

/** A dead-letter queue: encrypted, TLS only, 14 days. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, queueName: string) {
    super(scope, id, { queueName, retentionPeriod, encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true });
  }
}

export type WorkQueueProps = {
  /** Name of the work, e.g. `routing`; the queue is called `<stack>-routing`, its dead letters `<stack>-routing-dead`. */
  readonly workName: string;
  /** Timeout of the function that consumes it. A message stays hidden six times as long, as Lambda asks. */
  readonly consumerTimeout: Duration;
};

/** A queue that work travels through, with its dead letters: five tries, then put aside and alarmed. */
export class WorkQueue extends Queue {
  readonly workName: string;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { workName, consumerTimeout }: WorkQueueProps) {
    const queueName = `${Stack.of(scope).stackName}-${workName}`;
    if (!/^[\w-]{1,75}$/.test(queueName))
      throw new Error(
        `队列名 ${queueName} 不合规：只能用字母、数字、- 和 _，最长 75 个字符。` +
          ` Queue name ${queueName} must be 1–75 letters, digits, - or _ (the dead letters add 5).`,
      );
    const queue = new DeadLetterQueue(scope, `${id}Dead`, `${queueName}-dead`);
    super(scope, id, {
      queueName,
      retentionPeriod,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * consumerTimeout.toSeconds()),
      deadLetterQueue: { queue, maxReceiveCount: 5 },
    });
    this.workName = workName;
    this.deadLetters = queue;
  }
}

/** Department id → ARN of the IAM principal under which that department's own system takes its work. */
export type DepartmentSystems = Readonly<Record<string, string>>;

export type DepartmentQueuesProps = {
  /** Ids of the departments that get a queue. */
  readonly departments: readonly string[];
  readonly departmentsWithOwnSystem: DepartmentSystems;
  readonly consumerTimeout: Duration;
};

/** The common queues, and one per department. */
export class DepartmentQueues extends Construct {
  readonly common: Readonly<Record<(typeof commonQueues)[number], WorkQueue>>;
  readonly departments: readonly { readonly queue: WorkQueue; readonly ownSystem: boolean }[];

  /** @throws when `departmentsWithOwnSystem` names an unknown department or something that is not a principal's ARN. */
  constructor(scope: Construct, id: string, props: DepartmentQueuesProps) {
    super(scope, id);
    const { departments, departmentsWithOwnSystem, consumerTimeout } = props;
    validate(departments, departmentsWithOwnSystem);
    const queueFor = (workName: string) => new WorkQueue(this, workName, { workName, consumerTimeout });
    const [routing, stations, notices, clocks] = [
      queueFor('routing'),
      queueFor('stations'),
      queueFor('notices'),
      queueFor('clocks'),
    ];
    this.common = { routing, stations, notices, clocks };
    this.departments = departments.map((department) => {
      const queue = queueFor(departmentQueue(department));
      const principal = departmentsWithOwnSystem[department];
      if (principal) queue.grantConsumeMessages(new ArnPrincipal(principal));
      return { queue, ownSystem: principal !== undefined };
    });
  }

  /** Every queue that carries work. */
  get all(): readonly WorkQueue[] {
    return [...Object.values(this.common), ...this.departments.map(({ queue }) => queue)];
  }
}

const validate = (departments: readonly string[], systems: DepartmentSystems): void => {
  for (const [department, principal] of Object.entries(systems)) {
    if (!departments.includes(department))
      throw new Error(
        `departmentsWithOwnSystem：没有部门 ${department}，可用：${departments.join('、')}。` +
          ` departmentsWithOwnSystem: no department ${department}; known are ${departments.join(', ')}.`,
      );
    if (!/^arn:aws[\w-]*:iam::\d{12}:(role|user)\/.+$/.test(principal))
      throw new Error(
        `departmentsWithOwnSystem.${department}：${principal} 不是 IAM 角色或用户的 ARN。` +
          ` departmentsWithOwnSystem.${department}: ${principal} is not the ARN of an IAM role or user.`,
      );
  }
};
