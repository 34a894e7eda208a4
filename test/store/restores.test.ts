/** A table restored to a moment is held against what was written down before it, on the real engines. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import {
  type AttributeValue,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HOUR, type Instant, later } from '../../domain/time.ts';
import { anchor } from '../../store/anchors.ts';
import { keyOf } from '../../store/keys.ts';
import { happenedSince, noteRestore, pastOf } from '../../store/restores.ts';
import { change, submit } from '../../store/tickets.ts';
import { type S3UnderTest, s3UnderTest } from '../conformance/clients.ts';
import { startEngines } from '../support/engines.ts';
import { clerk, now, submission } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
let store: S3UnderTest;
beforeAll(async () => {
  engines = await startEngines();
  store = await s3UnderTest('https://desk.example');
  const { hostname, port, protocol } = (await store.s3.config.endpoint?.()) ?? { hostname: '', protocol: '' };
  const { accessKeyId, secretAccessKey } = await store.s3.config.credentials();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: `${protocol}//${hostname}:${port}`,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ANCHORS_BUCKET: store.bucket,
  });
});
afterAll(() => Promise.all([engines.stop(), store.stop()]));

const filed = async (at: Instant = now): Promise<string> => {
  const done = await submit(submission(null, { words: { form: { question: '演示' } }, now: at }));
  if (!('ticket' in done)) throw new Error(JSON.stringify(done));
  return done.ticket.id;
};
const withdrawn = (id: string, at: Instant) =>
  change(id, () => [{ actor: clerk, words: { reason: '演示' }, body: { type: 'Withdrawn', heldMs: 0 } }], { now: at });

/** The local engine cannot go back in time: the rows as they are now, under another name, stand for a restore. */
const simulatedRestore = async (source: string, TableName: string): Promise<Record<string, AttributeValue>[]> => {
  const dynamo = new DynamoDBClient();
  const { Items = [], LastEvaluatedKey } = await dynamo.send(new ScanCommand({ TableName: source }));
  if (LastEvaluatedKey) throw new Error('more rows than this test expects');
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    }),
  );
  for (const Item of Items) await dynamo.send(new PutItemCommand({ TableName, Item }));
  dynamo.destroy();
  return Items;
};

/** By the command, as whoever has restored it does. */
const verify = async (table: string): Promise<string[]> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'bin/verify.ts'], {
    env: { ...process.env, TABLE_NAME: table },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return printed.trim().split('\n');
};

test('what was written down after the moment is not held against it; what was before, is', async () => {
  const source = String(process.env['TABLE_NAME']);
  const [first, second] = [await filed(), await filed()];
  const at = later(now, HOUR);
  await anchor(later(now, -HOUR), now);
  const rows = await simulatedRestore(source, 'then');
  const after = later(at, HOUR);
  await withdrawn(first, after);
  const third = await filed(after);
  await anchor(later(now, -HOUR), after);
  expect((await verify(source)).at(-1)).toBe('broken 0');
  expect(await happenedSince(at)).toMatchObject([
    { ticketId: first, types: ['Withdrawn'], isNew: false },
    { ticketId: third, types: ['Submitted'], isNew: true },
  ]);

  // Without the note, all that has happened since looks cut off.
  expect((await verify('then')).at(-1)).toBe('broken 2');
  await noteRestore({ table: 'then', source, at });
  expect(await verify('then')).toEqual([
    expect.stringContaining('2 个存证 anchors'),
    `恢复自 restored from ${source}, ${at}`,
    expect.stringMatching(/^3 个存证/),
    'broken 0',
  ]);

  // Somebody takes a request out of the restored table that was there before.
  const dynamo = new DynamoDBClient();
  for (const { pk, sk } of rows.filter((row) => row['pk']?.S === keyOf.ticket(second).pk))
    if (pk && sk) await dynamo.send(new DeleteItemCommand({ TableName: 'then', Key: { pk, sk } }));
  dynamo.destroy();
  expect((await verify('then')).at(-1)).toBe('broken 1');
});

test('a restore of a restored table has the pasts of both', async () => {
  await noteRestore({ table: 'b', source: 'a', at: '2026-11-01T10:00:00.000+08:00' });
  await noteRestore({ table: 'c', source: 'b', at: '2026-11-05T10:00:00.000+08:00' });
  const { restores, has } = await pastOf('c');
  expect(restores.map(({ table }) => table)).toEqual(['c', 'b']);
  const on = (table: string | undefined, day: string) => has({ table, at: `2026-11-${day}T12:00:00.000+08:00` });
  expect([on('a', '01'), on(undefined, '01'), on('b', '05')]).toEqual([false, false, false]);
  expect([on(undefined, '00'), on('a', '00'), on('b', '04'), on('c', '09')]).toEqual([true, true, true, true]);
  // What is of a table that nobody says to have restored counts.
  expect(on('d', '09')).toBe(true);
  // Back in the first table, what was written of those restored from it does not.
  const back = await pastOf('a');
  expect([back.has({ table: 'b', at: '2026-11-02T12:00:00.000+08:00' }), back.restores]).toEqual([false, []]);
  // An anchor that was named just before may hold what came just after.
  expect(has({ table: 'b', at: '2026-11-05T09:55:00.000+08:00' })).toBe(false);
});
