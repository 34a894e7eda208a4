/** Whatever dies and whenever: what was acknowledged reaches its office exactly once, and the numbers are right. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket, until } from './client.ts';
import { type Story, storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeEach(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterEach(() => system.stop());

const local = (path: string, body: object) => system.control(path, body);
const restart = async () => {
  await system.restart();
  api = client(system.url);
};

type Event = { type: string };
const historyOf = async (id: string, as: string) =>
  (await api.get<{ events: Event[] }>(`/tickets/${id}/events`, as)).body.events.map(({ type }) => type);

/** Each ticket lies on its holder's board, and was routed and delivered exactly once. */
const arrived = async (tickets: readonly { id: string; as: string }[]) => {
  for (const { id, as } of tickets) {
    await onBoard(api, id, as);
    const types = await historyOf(id, as);
    expect(types.filter((type) => type === 'Delivered')).toHaveLength(1);
    expect(types.filter((type) => type === 'Routed').length).toBeLessThanOrEqual(1);
  }
};

const recount = async (): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['bin/recount.ts', '--data', system.dataDir]);
  return stdout.trim().split('\n').at(-1) ?? '';
};

/** Waits until everything that was stored has been counted. */
const counted = () =>
  until('the counters to equal a recount', async () => (await recount().catch(() => '')) === 'difference 0');

// Straight to a department, to a station, and a question to a department.
const mix: Story[] = [storyOf('housing'), storyOf('police'), storyOf('education')].map((story) => ({
  ...story,
  filer: story.resident,
  channel: 'web',
}));

describe('SIGKILL', () => {
  test('at random moments and between each two steps, under load', async () => {
    const bodies = await Promise.all(
      mix.map(async (story) => ({ as: story.resident, body: await requestOf(api, story) })),
    );
    /** What was asked, by key, and the ticket once the answer came. */
    const asked = new Map<string, { as: string; body: Record<string, unknown>; id?: string }>();
    let number = 0;

    const load = async (isOver: () => boolean) => {
      while (!isOver()) {
        number += 1;
        const next = bodies[number % bodies.length];
        if (!next) throw new Error('nothing to ask');
        const { as, body } = next;
        const key = `kill-${String(number).padStart(6, '0')}`;
        const entry: { as: string; body: Record<string, unknown>; id?: string } = { as, body };
        asked.set(key, entry);
        try {
          entry.id = (await api.file(as, body, key)).body.id;
        } catch {
          // The system has ended, or has just begun: it is asked again until its end is known.
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    };
    const acknowledged = () => [...asked.values()].filter(({ id }) => id !== undefined).length;

    const points = [
      'after-store',
      'before-stream-delivery',
      'after-stream-delivery',
      'before-queue-delivery',
      'after-queue-delivery',
    ];
    for (const point of [...points, null]) {
      let over = false as boolean;
      const clients = [1, 2, 3, 4].map(() => load(() => over));
      const before = acknowledged();
      await until('the load to be answered', async () => acknowledged() >= before + 3);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
      if (point === null) await system.kill9();
      else await local('crash', { at: point, skip: Math.floor(Math.random() * 3) });
      await system.ended();
      over = true;
      await Promise.all(clients);
      await restart();
    }

    expect(acknowledged()).toBeGreaterThan(10);
    // The clients ask again with the same keys: each key has exactly one ticket, acknowledged before or not.
    for (const [key, entry] of asked) {
      const { id } = (await api.file(entry.as, entry.body, key)).body;
      expect(entry.id ?? id).toBe(id);
      entry.id = id;
    }
    expect(new Set([...asked.values()].map(({ id }) => id)).size).toBe(asked.size);
    // Messages that died in a consumer's hands are sent again after the delivery limit.
    await local('clock', { advance: 'PT6M' });
    await arrived([...asked.values()].map(({ id, as }) => ({ id: String(id), as })));
    await counted();
    expect(await recount()).toBe('difference 0');
  });
});

describe('a stream that loses its records', () => {
  test('what it dropped is found and made good', async () => {
    await local('streams', { enabled: false });
    const filed: { id: string; as: string }[] = [];
    for (const story of mix)
      filed.push({ as: story.resident, id: (await api.file(story.resident, await requestOf(api, story))).body.id });
    await local('streams', { enabled: true, drop: true });
    await local('clock', { advance: 'PT6M' });
    await until('routing and delivery without a stream', async () => {
      await local('clock', { advance: 'PT6M' });
      const states = await Promise.all(filed.map(({ id, as }) => historyOf(id, as)));
      return states.every((types) => types.includes('Delivered')) ? true : undefined;
    });
    await arrived(filed);
    await local('clock', { advance: 'PT6M' });
    await counted();
  });
});

describe('a message that nobody can work off', () => {
  test('ends among the dead letters while others go on, and comes back when told to', async () => {
    const { queues } = JSON.parse(readFileSync(`${system.dataDir}/system.json`, 'utf8')) as {
      queues: Record<string, { url: string; deadLetterUrl: string }>;
    };
    const [name, pair] = Object.entries(queues).find(([each]) => each.endsWith('department-police')) ?? [];
    if (name === undefined || !pair) throw new Error(`no police queue among ${Object.keys(queues).join(', ')}`);
    const sqs = (url: string, action: string, body: object) =>
      fetch(new URL(url).origin, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
        body: JSON.stringify({ QueueUrl: url, ...body }),
      }).then((reply) => reply.json() as Promise<{ Attributes?: Record<string, string> }>);
    const waiting = async (url: string) =>
      Number(
        (await sqs(url, 'GetQueueAttributes', { AttributeNames: ['ApproximateNumberOfMessages'] })).Attributes?.[
          'ApproximateNumberOfMessages'
        ],
      );

    await sqs(pair.url, 'SendMessage', { MessageBody: 'not a message of ours' });
    const story: Story = {
      ...storyOf('police'),
      itemId: 'hukou-info-change',
      mode: 'transfer',
      resident: 'resident-chen',
      filer: 'resident-chen',
    };
    const { id } = (await api.file('resident-chen', await requestOf(api, story))).body as Ticket;
    await onBoard(api, id, 'resident-chen');

    // Each failed try waits out its visibility timeout; the local clock jumps over the waiting.
    await until('the poison among the dead letters', async () => {
      await local('clock', { advance: 'PT4M' });
      return (await waiting(pair.deadLetterUrl)) === 1 ? true : undefined;
    });
    const { stdout } = await promisify(execFile)(process.execPath, [
      'bin/redrive.ts',
      'department-police',
      '--data',
      system.dataDir,
    ]);
    expect(stdout).toContain('1');
    expect(await waiting(pair.deadLetterUrl)).toBe(0);
  });
});
