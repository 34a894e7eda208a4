/**
 * A table as it was at a moment: restored beside the one in use, set up as that one is, and written down where nobody can
 * change it, so that the heads of what came after that moment are not taken for evidence against it.
 */
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  RestoreTableToPointInTimeCommand,
  type TableDescription,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { setTimeout as pause } from 'node:timers/promises';
import { restoresFolder } from '../contract/environment.ts';
import { epochMs, type Instant, instantOf, later, MINUTE } from '../domain/time.ts';
import type { EventType, TicketEvent } from '../domain/ticket/event.ts';
import { anchorsBucket, dynamo } from './client.ts';
import { keyOf } from './keys.ts';
import { s3 } from './s3.ts';
import { scan } from './scan.ts';
import { get } from './table.ts';
import type { EventRow, SnapshotRow } from './ticket-rows.ts';

/** `table` is what `source` was `at` a moment. */
export type Restore = { table: string; source: string; at: Instant };

const nameOf = (table: string): string => `${restoresFolder}${table}.json`;

const isNamed = (error: unknown, ...names: string[]): boolean => error instanceof Error && names.includes(error.name);

/** From what a table was restored; undefined: it was made empty. */
export const restoreOf = async (table: string): Promise<Restore | undefined> => {
  try {
    const { Body } = await s3().send(new GetObjectCommand({ Bucket: anchorsBucket(), Key: nameOf(table) }));
    return JSON.parse((await Body?.transformToString()) ?? '') as Restore;
  } catch (error) {
    if (isNamed(error, 'NoSuchKey')) return undefined;
    throw error;
  }
};

/** Written before the table is there, so that no table is ever in use without it. */
export const noteRestore = async (restore: Restore): Promise<void> => {
  await s3().send(
    new PutObjectCommand({
      Bucket: anchorsBucket(),
      Key: nameOf(restore.table),
      Body: JSON.stringify(restore),
      ContentType: 'application/json',
    }),
  );
};

/** Heads are read in the minutes after the moment that they are named by. */
const reading = 10 * MINUTE;

/** Every restore that was ever noted, by the name of the table that was made. */
const allRestores = async (): Promise<Map<string, Restore>> => {
  const all = new Map<string, Restore>();
  let token: string | undefined;
  do {
    const found = await s3().send(
      new ListObjectsV2Command({
        Bucket: anchorsBucket(),
        Prefix: restoresFolder,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    for (const { Key = '' } of found.Contents ?? []) {
      const restore = await restoreOf(Key.slice(restoresFolder.length, -'.json'.length));
      if (restore) all.set(restore.table, restore);
    }
    token = found.NextContinuationToken;
  } while (token !== undefined);
  return all;
};

/**
 * The restores that led to a table, newest first, and whether something written of `table` at a moment is held against it:
 * what is of its past; and what is of no restored table, so that a table without a note explains nothing away. What does
 * not say of which table it is, is of the first.
 */
export const pastOf = async (
  table: string,
): Promise<{ restores: Restore[]; has: (written: { table: string | undefined; at: Instant }) => boolean }> => {
  const all = await allRestores();
  const restores: Restore[] = [];
  const until = new Map<string, Instant | null>([[table, null]]);
  let first = table;
  for (let found = all.get(table); found; found = all.get(found.source)) {
    if (until.has(found.source)) throw new Error(`${found.source} is said to be restored from itself`);
    restores.push(found);
    until.set(found.source, later(found.at, -reading));
    first = found.source;
  }
  return {
    restores,
    has: ({ table: of = first, at }) => {
      const end = until.get(of);
      return end === undefined ? !all.has(of) : end === null || at <= end;
    },
  };
};

/** The moments between which a table can be restored; null: its continuous backups are off. */
export const restorable = async (table: string): Promise<{ from: Instant; until: Instant } | null> => {
  const { ContinuousBackupsDescription } = await dynamo().send(
    new DescribeContinuousBackupsCommand({ TableName: table }),
  );
  const { EarliestRestorableDateTime: from, LatestRestorableDateTime: until } =
    ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {};
  return from && until ? { from: instantOf(from.getTime()), until: instantOf(until.getTime()) } : null;
};

const describe = async (TableName: string): Promise<TableDescription | undefined> => {
  try {
    return (await dynamo().send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
};

const isReady = ({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean =>
  TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');

/** Waits until a table can be used and changed. `look` is told how it is each time. Hours, for a large one. */
const ready = async (table: string, look: (status: string) => void): Promise<TableDescription> => {
  for (;;) {
    const found = await describe(table);
    if (found && isReady(found)) return found;
    look(found?.TableStatus ?? 'CREATING');
    await pause(5_000);
  }
};

/** Says the same again while the engine is not ready to hear it. */
const untilHeard = async (say: () => Promise<unknown>): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await say();
      return;
    } catch (error) {
      if (!isNamed(error, 'ResourceInUseException', 'ContinuousBackupsUnavailableException') || attempt === 60)
        throw error;
      await pause(5_000);
    }
  }
};

/** What a restore does not bring along: stream, expiry, continuous backups, protection, tags. */
const setUpAs = async (source: TableDescription, table: TableDescription, look: (status: string) => void) => {
  const [from, to] = [source.TableName ?? '', table.TableName ?? ''];
  if (source.StreamSpecification && !table.StreamSpecification) {
    await dynamo().send(new UpdateTableCommand({ TableName: to, StreamSpecification: source.StreamSpecification }));
    await ready(to, look);
  }
  if (source.DeletionProtectionEnabled && !table.DeletionProtectionEnabled) {
    await dynamo().send(new UpdateTableCommand({ TableName: to, DeletionProtectionEnabled: true }));
    await ready(to, look);
  }
  const expiryOf = async (TableName: string): Promise<string | undefined> =>
    (await dynamo().send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription?.AttributeName;
  const [wanted, given] = await Promise.all([expiryOf(from), expiryOf(to)]);
  if (wanted !== undefined && given === undefined)
    await untilHeard(() =>
      dynamo().send(
        new UpdateTimeToLiveCommand({
          TableName: to,
          TimeToLiveSpecification: { AttributeName: wanted, Enabled: true },
        }),
      ),
    );
  await untilHeard(() =>
    dynamo().send(
      new UpdateContinuousBackupsCommand({
        TableName: to,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    ),
  );
  const { Tags = [] } = await dynamo().send(new ListTagsOfResourceCommand({ ResourceArn: source.TableArn }));
  // Those of AWS itself say to which stack the other one belongs.
  const own = Tags.filter(({ Key = '' }) => !Key.startsWith('aws:'));
  if (own.length > 0) await dynamo().send(new TagResourceCommand({ ResourceArn: table.TableArn, Tags: own }));
};

/**
 * Makes the table, waits until it is there, and sets it up as its source is. Again goes on where it stopped.
 *
 * @param look told each few seconds how the new table is
 * @returns false when there is a table of this name that is something else
 */
export const restoreTable = async (restore: Restore, look: (status: string) => void): Promise<boolean> => {
  const { table, source, at } = restore;
  const [known, noted, from] = await Promise.all([describe(table), restoreOf(table), describe(source)]);
  if (!from) throw new Error(`${source} is gone`);
  if (known ? noted?.source !== source || noted.at !== at : noted && noted.at !== at) return false;
  if (!noted) await noteRestore(restore);
  if (!known)
    await dynamo().send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: source,
        TargetTableName: table,
        RestoreDateTime: new Date(epochMs(at)),
      }),
    );
  await setUpAs(from, await ready(table, look), look);
  return true;
};

/** A ticket with what happened to it after a moment; `isNew`: it was filed after it. */
export type Since = { ticketId: string; reference: string; types: EventType[]; isNew: boolean };

/** What the table in use has and one restored to the moment has not, oldest request first. Reads the whole table. */
export const happenedSince = async (at: Instant): Promise<Since[]> => {
  const byTicket = new Map<string, TicketEvent[]>();
  const filter = {
    // It begins with the moment of the event; `~` sorts after whatever follows a moment.
    text: '#kind = :event AND daySk > :at',
    names: { '#kind': 'kind' },
    values: { ':event': 'event', ':at': `${at}~` },
  };
  for await (const { event } of scan<EventRow>(filter))
    byTicket.set(event.ticketId, [...(byTicket.get(event.ticketId) ?? []), event]);
  const all: Since[] = [];
  for (const [ticketId, events] of [...byTicket].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const types = events.toSorted((a, b) => a.sequence - b.sequence).map(({ type }) => type);
    const reference = (await get<SnapshotRow>(keyOf.ticket(ticketId)))?.ticket.reference ?? '';
    all.push({ ticketId, reference, types, isNew: types.includes('Submitted') });
  }
  return all;
};
