/**
 * Many tickets with open clocks, written straight into the table, and the sweeper run over them with the real queue:
 * for the test of a small city and the measurement of a large one.
 */
import { randomBytes } from 'node:crypto';
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { QueryCommandOutput, ServiceInputTypes } from '@aws-sdk/client-dynamodb';
import type { Context, ScheduledEvent, SQSEvent } from 'aws-lambda';
import { referenceOf, sortableId } from '../../domain/ids.ts';
import { calendarData, workingCalendar } from '../../domain/sla/calendar.ts';
import { standardHours } from '../../domain/sla/hours.ts';
import { apply, complete, completeFirst } from '../../domain/ticket/apply.ts';
import { receive } from '../../domain/ticket/automatic.ts';
import { defaultRules } from '../../domain/ticket/rules.ts';
import { submit } from '../../domain/ticket/submit.ts';
import { epochMs, type Instant, later } from '../../domain/time.ts';
import { handler as raiseCard } from '../../lambdas/queue/raise-card.ts';
import { handler as sweepClocks } from '../../lambdas/schedule/sweep-clocks.ts';
import { link, origin } from '../../store/chain.ts';
import { calendarRows, itemRows } from '../../store/content.ts';
import { festivalsRow } from '../../store/reference.ts';
import { sqs } from '../../store/sqs.ts';
import { putAll } from '../../store/batch.ts';
import { eventWrites, snapshotRow } from '../../store/ticket-rows.ts';
import { fromItem, type Item } from '../../store/table.ts';
import { itemNamed, readJson } from '../data/content.ts';
import { withMiddleware } from './middleware.ts';

const { years, festivals } = calendarData.parse(readJson('calendar.json'));
const reckoning = { calendar: workingCalendar(years, festivals), hours: standardHours, rules: defaultRules };
/** A question to the station: to be accepted and answered within a working day. */
const item = itemNamed('policy-consultation');
const community = '320613001001';
const stationId = `station-${community}`;

/** What the worker looks up. */
export const writeContent = (): Promise<unknown> =>
  putAll([...itemRows(item), ...years.flatMap(calendarRows), festivalsRow(festivals)]);

/** The rows of one ticket that was filed at a moment and lies on its station's board. */
const openTicket = (filedAt: Instant, withEvents: boolean): { id: string; rows: Item[] } => {
  const id = sortableId(epochMs(filedAt), randomBytes(10));
  const filer = { kind: 'resident' as const, id: 'anybody' };
  const filing = {
    item,
    stationId,
    tags: [],
    residentId: null,
    filedBy: filer,
    channel: 'web' as const,
    lane: 'ordinary' as const,
    reference: referenceOf(randomBytes(7)),
  };
  const { words: _words, ...draft } = submit(filing, {}, { ...reckoning, now: filedAt, actor: filer });
  const dimensions = {
    communityCode: community,
    department: item.department,
    channel: filing.channel,
    special: false,
    restricted: false,
    groups: [],
  };
  const filed = link(completeFirst(draft, id, filedAt, dimensions), origin);
  let ticket = apply(null, filed.event);
  const [delivery] = receive(ticket, { officeId: stationId, routing: 0, messageId: 'm' });
  if (!delivery) throw new Error('a new question is delivered to its station');
  const delivered = link(complete(ticket, delivery, later(filedAt, 1000)), filed.hash);
  ticket = apply(ticket, delivered.event);
  const events = [filed, delivered].flatMap((stored) => eventWrites({ stored, words: undefined, key: undefined }, id));
  const rows = events.flatMap(({ Put }) => (Put?.Item ? [fromItem<Item>(Put.Item)] : []));
  return { id, rows: [snapshotRow(ticket, delivered.hash), ...(withEvents ? rows : [])] };
};

/**
 * Writes `count` tickets, filed a second apart within an hour; returns their ids. Those that are only there to be many
 * need no events: the sweeper does not read them.
 */
export const writeTickets = async (count: number, from: Instant, { withEvents = false } = {}): Promise<string[]> => {
  const ids: string[] = [];
  const perRound = 1000;
  for (let done = 0; done < count; done += perRound) {
    const some = Array.from({ length: Math.min(perRound, count - done) }, (_, i) =>
      openTicket(later(from, ((done + i) % 3600) * 1000), withEvents),
    );
    await putAll(some.flatMap(({ rows }) => rows) as Parameters<typeof putAll>[0]);
    ids.push(...some.map(({ id }) => id));
  }
  return ids;
};

/** Runs something while the product's clock shows a moment. */
export const atMoment = async <Result>(moment: Instant, run: () => Promise<Result>): Promise<Result> => {
  const real = Date.now;
  Date.now = () => epochMs(moment);
  try {
    return await run();
  } finally {
    Date.now = real;
  }
};

export type Line = { message: string; tickets: number; lateMaxMs: number; lateP95Ms: number };

/** One run of the schedule, and the line that it logs. */
export const sweep = async (moment: Instant): Promise<Line> => {
  const real = console.info;
  const lines: Line[] = [];
  console.info = (text: string) => lines.push(JSON.parse(text) as Line);
  try {
    await atMoment(moment, async () => sweepClocks({} as ScheduledEvent, {} as Context));
  } finally {
    console.info = real;
  }
  const line = lines.find(({ message }) => message === 'sweep');
  if (!line || lines.length !== 1) throw new Error(`one line per sweep, not ${JSON.stringify(lines)}`);
  return line;
};

/**
 * The worker takes everything out of the queue. `crashes`: it does each batch twice, as when it ends after its work and
 * before the messages were deleted. Returns how many messages there were.
 */
export const work = async (url: string, moment: Instant, { crashes = false } = {}): Promise<number> => {
  let count = 0;
  const take = async (): Promise<void> => {
    for (;;) {
      const { Messages = [] } = await sqs().send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 60 }),
      );
      if (Messages.length === 0) return;
      const Records = Messages.map(({ MessageId, Body }) => ({ messageId: MessageId, body: Body }));
      const event = { Records } as SQSEvent;
      const once = () => raiseCard(event, {} as Context);
      const results = await Promise.all(crashes ? [once(), once()] : [once()]);
      const failed = results.flatMap(({ batchItemFailures }) => batchItemFailures);
      if (failed.length > 0) throw new Error(`${failed.length} messages failed`);
      await sqs().send(
        new DeleteMessageBatchCommand({
          QueueUrl: url,
          Entries: Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
        }),
      );
      count += Messages.length;
    }
  };
  await atMoment(moment, () => Promise.all([take(), take(), take()]));
  return count;
};

export type Reads = { queries: number; items: number; units: number };

/** What is read of the table by queries while something runs, as the table itself counts it. */
export const countReads = async (run: () => Promise<unknown>): Promise<Reads> => {
  const reads: Reads = { queries: 0, items: 0, units: 0 };
  await withMiddleware(
    (next, context) => async (args) => {
      if (context.commandName !== 'QueryCommand') return next(args);
      const input: ServiceInputTypes = { ...args.input, ReturnConsumedCapacity: 'TOTAL' };
      const result = await next({ ...args, input });
      const { ScannedCount = 0, ConsumedCapacity } = result.output as QueryCommandOutput;
      reads.queries += 1;
      reads.items += ScannedCount;
      reads.units += ConsumedCapacity?.CapacityUnits ?? 0;
      return result;
    },
    run,
  );
  return reads;
};
