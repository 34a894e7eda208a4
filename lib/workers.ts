import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { prefix } from '../store/keys.ts';
import { acceptFinding } from './accept-finding.ts';
import { DeadLetterQueue, type WorkQueue } from './department-queues.ts';
import type { ServiceFunction } from './service-function.ts';
import type { TicketTable } from './ticket-table.ts';

/** Only new events: they are never changed or deleted, and nothing else of the table concerns the two consumers. */
const newEvents = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(prefix.event) } } },
});

export type ConsumeOptions = {
  /** At most so many copies run (2–1,000), so that one flooded queue cannot starve the others. */
  readonly concurrency: number;
  /** `false` leaves the queue to somebody else's system; the mapping stays, switched off, to be taken back at once. */
  readonly enabled?: boolean;
  /** For so long messages are gathered, where a fuller batch is worth the wait. */
  readonly window?: Duration;
};

/** What wakes the functions that answer no request: queues, the table's stream, the minute. */
export class Workers extends Construct {
  private readonly failures: DeadLetterQueue[] = [];

  /** Where stream batches end up that failed to the last try; the events themselves stay in the table. */
  get streamFailures(): readonly DeadLetterQueue[] {
    return this.failures;
  }

  /** The function works the queue off, ten messages at a time, and reports each failed message on its own. */
  consume(queue: WorkQueue, fn: ServiceFunction, { concurrency, enabled = true, window }: ConsumeOptions): void {
    fn.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        maxConcurrency: concurrency,
        enabled,
        ...(window ? { maxBatchingWindow: window } : {}),
      }),
    );
  }

  /**
   * The function follows the table's new events. A record that fails is split from its batch, tried again, and then
   * put aside: within the hour at the latest, so that one bad record does not hold up a shard for a day.
   * reconcile-events publishes again what was put aside.
   *
   * @param window for so long records are gathered, where a larger batch is worth the wait; then as many as a call of the
   *   function can carry
   */
  follow(table: TicketTable, fn: ServiceFunction, window?: Duration): void {
    const deadName = `${Stack.of(this).stackName}-${fn.serviceName}-dead`;
    const putAside = new DeadLetterQueue(this, `${fn.serviceName}-dead`, deadName);
    acceptFinding(
      putAside,
      'AwsSolutions-SQS3',
      'It is the dead-letter queue of a stream mapping, which the rule cannot see.',
    );
    this.failures.push(putAside);
    fn.readsStream(table).addEventSourceMapping('Stream', {
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      ...(window ? { batchSize: 10_000, maxBatchingWindow: window } : { batchSize: 100 }),
      filters: [newEvents],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(putAside),
    });
  }

  /** Runs the function at this interval. A run that fails is not tried again: the next one does its work. */
  every(interval: Duration, fn: ServiceFunction): Rule {
    const maxEventAge = Duration.minutes(1);
    fn.configureAsyncInvoke({ retryAttempts: 0, maxEventAge });
    return new Rule(this, `${fn.serviceName}-schedule`, {
      description: `Runs ${fn.serviceName}`,
      schedule: Schedule.rate(interval),
      targets: [new LambdaFunction(fn, { retryAttempts: 0, maxEventAge })],
    });
  }
}
