/**
 * A backlog: so many messages in one queue, loaded into the engine's own file. Nearly all are for work that is done; a few
 * are the only word of work that is not.
 */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { client } from '../journey/client.ts';
import type { LocalSystem } from '../support/local-system.ts';
import { fail } from './ledger.ts';
import { queueOf } from './queues.ts';
import { missingNotices } from './settle.ts';

type Filed = { id: string; as: string };

/** Seconds that the oldest message has waited when the backlog begins to be worked off; the newest has just come. */
const longestWait = 36_000;
/** Messages that may be in somebody's hands at once: a batch for each copy of the function, and the next. */
const inHands = 200;

const open = (system: LocalSystem, options = {}): DatabaseSync =>
  new DatabaseSync(join(system.dataDir, 'sqs', 'fauxqs.db'), options);

/** The system must not run. */
const loadMessages = (system: LocalSystem, queue: string, bodies: readonly string[], count: number): void => {
  const database = open(system);
  const insert = database.prepare(
    `INSERT INTO sqs_messages (message_id, queue_name, body, md5_of_body, message_attributes, md5_of_message_attributes, sent_timestamp)
     VALUES (?, ?, ?, ?, '{}', '', ?)`,
  );
  const md5 = new Map(bodies.map((body) => [body, createHash('md5').update(body).digest('hex')]));
  const start = Date.now() - longestWait * 1_000;
  database.exec('BEGIN');
  for (let n = 0; n < count; n++) {
    const body = bodies[n % bodies.length] ?? '';
    insert.run(randomUUID(), queue, body, md5.get(body) ?? '', start + Math.floor((n / count) * longestWait * 1_000));
  }
  database.exec('COMMIT');
  database.close();
};

/** The system must not run: what is left of the backlog is taken out again, what was sent since stays. */
const takeOut = (system: LocalSystem, queue: string, before: number): void => {
  const database = open(system);
  database.prepare('DELETE FROM sqs_messages WHERE queue_name = ? AND sent_timestamp < ?').run(queue, before);
  database.close();
};

type Look = { left: number; oldest: number };

/** What is left of what was sent before a moment, and how long the oldest of it has waited, in seconds. */
const look = (system: LocalSystem, queue: string, before: number): Look => {
  const database = open(system, { readOnly: true });
  const { left, first } = database
    .prepare(
      'SELECT count(*) AS left, min(sent_timestamp) AS first FROM sqs_messages WHERE queue_name = ? AND sent_timestamp < ?',
    )
    .get(queue, before) as { left: number; first: number | null };
  database.close();
  return { left, oldest: first === null ? 0 : Math.round((Date.now() - first) / 1_000) };
};

/** As if the notices of these tickets had never been written: the messages in the queue are all that knows of them. */
const forgetNotices = async (system: LocalSystem, tickets: readonly Filed[]): Promise<number> => {
  const { environment, tableName: TableName } = system.system;
  const dynamo = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: String(environment['AWS_ENDPOINT_URL_DYNAMODB']),
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const ids = new Set(tickets.map(({ id }) => id));
  let forgotten = 0;
  let from: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'kind = :notice',
        ExpressionAttributeValues: { ':notice': { S: 'notice' } },
        ExclusiveStartKey: from,
      }),
    );
    for (const { pk, sk, notice } of Items)
      if (pk && sk && notice?.M?.['sequence']?.N === '1' && ids.has(String(notice.M['ticketId']?.S))) {
        await dynamo.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
        forgotten += 1;
      }
    from = LastEvaluatedKey;
  } while (from);
  dynamo.destroy();
  return forgotten;
};

export type Backlog = { messages: number; left: number; seconds: number; perSecond: number; ages: number[] };

/**
 * Loads the backlog into the queue of notices and watches it being worked off: to the end, or for `longest` seconds;
 * then what is left of it is taken out again. Half of the tickets have lost their first notice before, and must have it
 * again when all is worked off. `meanwhile` is called when it begins.
 *
 * @throws when the oldest age does not fall steadily, when somebody is told twice, or not at all
 */
export const workOffBacklog = async (
  system: LocalSystem,
  tickets: readonly Filed[],
  { messages, longest, say }: { messages: number; longest: number; say: (text: string) => void },
): Promise<Backlog> => {
  const half = tickets.filter((_, i) => i % 2 === 0);
  const forgotten = await forgetNotices(system, half);
  if (forgotten !== half.length) throw new Error(`${forgotten} notices of ${half.length} tickets were found`);
  const name = new URL(queueOf(system, 'notices').url).pathname.split('/').at(-1) ?? '';
  await system.pause();
  loadMessages(
    system,
    name,
    tickets.map(({ id }) => JSON.stringify({ ticketId: id, sequence: 1 })),
    messages,
  );
  const loaded = Date.now();
  await system.restart();
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1_000;
  const looks: Look[] = [look(system, name, loaded)];
  const newest = (): Look => looks.at(-1) ?? { left: 0, oldest: 0 };
  let told = 0;
  while (newest().left > 0 && seconds() < longest) {
    await sleep(Math.min(2_000, longest * 50));
    const [before, now] = [newest(), look(system, name, loaded)];
    looks.push(now);
    // The last message to be taken can be older than the first that is left: by what is in hands. It waits on, too.
    const slack = longestWait * (inHands / messages) + 5;
    if (now.left > 0 && now.oldest > before.oldest + slack)
      fail(`the oldest age rose from ${before.oldest} to ${now.oldest} s`);
    if (seconds() > told + 30) {
      told = seconds();
      say(`   ${Math.round(told)} s: ${now.left} left, the oldest has waited ${now.oldest} s`);
    }
  }
  const took = seconds();
  const first = looks[0]?.left ?? 0;
  const { left } = newest();
  if (left === first) fail('nothing of the backlog was worked off');
  const tenths = looks
    .filter((_, i) => i % Math.max(1, Math.ceil(looks.length / 10)) === 0)
    .map(({ oldest }) => oldest);
  const rising = tenths.findIndex((age, i) => i > 0 && age >= (tenths[i - 1] ?? 0));
  if (rising > 0) fail(`the oldest age did not fall between ${tenths[rising - 1]} and ${tenths[rising]} s`);
  if (left > 0) {
    await system.pause();
    takeOut(system, name, loaded);
    await system.restart();
  }
  const api = client(system.url);
  const histories = await Promise.all(tickets.map(({ id, as }) => api.events(id, as)));
  const missing = await missingNotices(api, tickets, histories);
  if (missing.length > 0) fail(`${missing.length} notices were lost, such as ${missing[0]}`);
  return {
    messages,
    left,
    seconds: Math.round(took),
    perSecond: Math.round((first - left) / took),
    ages: [...tenths, newest().oldest],
  };
};
