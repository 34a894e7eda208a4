/** A backlog: so many messages in one queue, loaded into the engine's own file, each for work that is already done. */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { client } from '../journey/client.ts';
import type { LocalSystem } from '../support/local-system.ts';

const fileOf = (system: LocalSystem): string => join(system.dataDir, 'sqs', 'fauxqs.db');

/** The system must not run. The oldest message is ten hours old, the newest has just come. */
const loadMessages = (system: LocalSystem, queue: string, bodies: readonly string[], count: number): void => {
  const database = new DatabaseSync(fileOf(system));
  const insert = database.prepare(
    `INSERT INTO sqs_messages (message_id, queue_name, body, md5_of_body, message_attributes, md5_of_message_attributes, sent_timestamp)
     VALUES (?, ?, ?, ?, '{}', '', ?)`,
  );
  const start = Date.now() - 10 * 3_600_000;
  database.exec('BEGIN');
  for (let n = 0; n < count; n++) {
    const body = bodies[n % bodies.length] ?? '';
    const md5 = createHash('md5').update(body).digest('hex');
    insert.run(randomUUID(), queue, body, md5, start + Math.floor((n / count) * 10 * 3_600_000));
  }
  database.exec('COMMIT');
  database.close();
};

/** What is left, and how old the oldest of it is, in seconds. */
const look = (system: LocalSystem, queue: string): { left: number; oldest: number } => {
  const database = new DatabaseSync(fileOf(system), { readOnly: true });
  const { left, first } = database
    .prepare('SELECT count(*) AS left, min(sent_timestamp) AS first FROM sqs_messages WHERE queue_name = ?')
    .get(queue) as { left: number; first: number | null };
  database.close();
  return { left, oldest: first === null ? 0 : Math.round((Date.now() - first) / 1_000) };
};

export type Backlog = { messages: number; left: number; seconds: number; perSecond: number; ages: number[] };

/**
 * Loads the backlog into the queue of notices, all of them long sent, and watches it being worked off: to the end, or
 * for `longest` seconds. @throws when the oldest age does not fall steadily, or when somebody is told twice
 */
export const workOffBacklog = async (
  system: LocalSystem,
  tickets: readonly { id: string; as: string }[],
  { messages, longest }: { messages: number; longest: number },
): Promise<Backlog> => {
  const told = async (): Promise<number> => {
    const api = client(system.url);
    const people = [...new Set(tickets.map(({ as }) => as))];
    const all = await Promise.all(people.map((as) => api.get<{ notices: object[] }>('/notices?limit=100', as)));
    return all.reduce((sum, { body }) => sum + body.notices.length, 0);
  };
  const before = await told();
  const queue = Object.keys(system.system.queues).find((name) => name.endsWith('notices')) ?? '';
  const name = new URL(system.system.queues[queue]?.url ?? '').pathname.split('/').at(-1) ?? '';
  await system.pause();
  loadMessages(
    system,
    name,
    tickets.map(({ id }) => JSON.stringify({ ticketId: id, sequence: 1 })),
    messages,
  );
  await system.restart();
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1_000;
  const looks = [look(system, name)];
  while ((looks.at(-1)?.left ?? 0) > 0 && seconds() < longest) {
    await sleep(Math.min(5_000, longest * 100));
    looks.push(look(system, name));
  }
  const left = looks.at(-1)?.left ?? 0;
  const done = (looks[0]?.left ?? 0) - left;
  // The last message to be taken can be older than the first that is left: by a batch for each of the copies.
  const slack = 36_000 * (200 / messages) + 6;
  for (const [i, { oldest }] of looks.entries()) {
    const previous = looks[i - 1]?.oldest ?? Number.POSITIVE_INFINITY;
    if (oldest > previous + slack)
      throw new Error(`not as promised: the oldest age rose from ${previous} to ${oldest} s`);
  }
  if (done === 0) throw new Error('not as promised: nothing of the backlog was worked off');
  if ((await told()) !== before) throw new Error('not as promised: somebody was told twice');
  return {
    messages,
    left,
    seconds: Math.round(seconds()),
    perSecond: Math.round(done / seconds()),
    ages: looks.map(({ oldest }) => oldest),
  };
};
