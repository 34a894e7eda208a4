import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  type Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ServiceApi } from './http-api.ts';
import type { WorkQueue } from './department-queues.ts';
import type { ServiceFunction } from './service-function.ts';

const period = Duration.minutes(1);

export type AlarmsProps = {
  readonly api: ServiceApi;
  readonly queues: readonly { readonly queue: WorkQueue; readonly ownSystem: boolean }[];
  /** Where stream batches are put aside. */
  readonly streamFailures: readonly Queue[];
  readonly functions: readonly ServiceFunction[];
  /** Functions that follow the stream. */
  readonly followers: readonly ServiceFunction[];
  readonly sweeper: ServiceFunction;
};

/**
 * Who must know when the desk stands still. Every alarm goes to one topic; an installation subscribes its duty people
 * to it. Messages carry names of queues and functions and counts, never anything personal.
 */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { stackName } = Stack.of(this);
    this.topic = new Topic(this, 'Operations', { displayName: `${stackName} operations`, enforceSSL: true });
    for (const { queue, ownSystem } of props.queues) {
      // Ours: routed work must be on the board within five minutes. A department's own system may collect hourly.
      const waiting = ownSystem ? Duration.hours(2) : Duration.minutes(5);
      this.raise(`${queue.workName}-waiting`, oldest(queue), waiting.toSeconds(), `Work waits in ${queue.workName}`);
      this.raise(`${queue.workName}-dead`, depth(queue.deadLetters), 0, `Dead letters of ${queue.workName}`);
    }
    for (const queue of props.streamFailures)
      this.raise(`${queue.node.id}-letters`, depth(queue), 0, `Stream batches put aside in ${queue.node.id}`);
    for (const fn of props.functions) {
      this.raise(`${fn.serviceName}-errors`, fn.metricErrors({ period }), 0, `${fn.serviceName} fails`);
      this.raise(`${fn.serviceName}-throttles`, fn.metricThrottles({ period }), 0, `${fn.serviceName} is throttled`);
    }
    for (const fn of props.followers)
      this.raise(`${fn.serviceName}-lag`, iteratorAge(fn), 60_000, `${fn.serviceName} is a minute behind the stream`);
    this.sweepLag(props.sweeper);
    this.missingNotice(props.sweeper);
    const serverErrors = props.api.api.metricServerError({ period, statistic: 'Sum' });
    this.raise('api-errors', serverErrors, 5, 'The API answers 5xx');
    this.tooMany(props.api);
    this.dashboard(props, serverErrors);
  }

  private raise(
    id: string,
    metric: Metric | MathExpression,
    above: number,
    what: string,
    options: Partial<CreateAlarmOptions> = {},
  ): Alarm {
    const alarm = metric.createAlarm(this, id, {
      alarmDescription: what,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...options,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }

  /**
   * A sweep reads everything that is due, so nothing is later than the last sweep that succeeded, plus the age of the
   * queue `clocks`, which has its own alarm. No data means that no sweep ran: that is the alarm, too.
   */
  private sweepLag(sweeper: ServiceFunction): void {
    const missed = new MathExpression({
      expression: 'IF(FILL(invocations, 0) - FILL(errors, 0) > 0, 0, 1)',
      usingMetrics: { invocations: sweeper.metricInvocations({ period }), errors: sweeper.metricErrors({ period }) },
      period,
      label: 'minutes without a sweep',
    });
    this.raise('sweep-lag', missed, 0, 'The clocks were not swept for three minutes', {
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  /** From 1 November: the sweeper says in its line which year's notice of days off is not in yet. Once a day is enough. */
  private missingNotice({ logGroup }: ServiceFunction): void {
    const found = logGroup.addMetricFilter('NoticeMissing', {
      filterPattern: FilterPattern.anyTerm('noticeMissing'),
      metricNamespace: Stack.of(this).stackName,
      metricName: 'NoticeMissing',
      metricValue: '1',
    });
    const daily = found.metric({ period: Duration.days(1), statistic: 'Sum' });
    this.raise('notice-missing', daily, 0, "Next year's notice of days off is not in the working calendar");
  }

  /** Somebody tries numbers one after the other, or a client has gone wild: the limits hold, and somebody should look. */
  private tooMany({ accessLog }: ServiceApi): void {
    const found = accessLog.addMetricFilter('TooMany', {
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: Stack.of(this).stackName,
      metricName: 'TooManyRequests',
      metricValue: '1',
    });
    const refused = found.metric({ period: Duration.minutes(5), statistic: 'Sum' });
    this.raise('limits-reached', refused, 300, 'Callers run into their limits');
  }

  private dashboard({ queues, streamFailures, functions, followers }: AlarmsProps, serverErrors: Metric): Dashboard {
    const deadLetters = [...queues.map(({ queue }) => queue.deadLetters), ...streamFailures];
    return new Dashboard(this, 'Dashboard', {
      dashboardName: Stack.of(this).stackName,
      widgets: [
        [
          graph(
            'Oldest message (seconds)',
            queues.map(({ queue }) => oldest(queue)),
          ),
          graph('Dead letters', deadLetters.map(depth)),
        ],
        [
          graph(
            'Function errors',
            functions.map((fn) => fn.metricErrors({ period })),
          ),
          graph(
            'Function duration p95 (ms)',
            functions.map((fn) => fn.metricDuration({ period, statistic: 'p95' })),
          ),
        ],
        [graph('API 5xx', [serverErrors]), graph('Behind the stream (ms)', followers.map(iteratorAge))],
      ],
    });
  }
}

const oldest = (queue: Queue): Metric => queue.metricApproximateAgeOfOldestMessage({ period });
const depth = (queue: Queue): Metric => queue.metricApproximateNumberOfMessagesVisible({ period });
const iteratorAge = (fn: ServiceFunction): Metric => fn.metric('IteratorAge', { period, statistic: 'Maximum' });
const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12, height: 6 });
