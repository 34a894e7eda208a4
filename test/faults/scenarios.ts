/** Each scenario breaks something while people file, mends it, and leaves the rest to `settle`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Plan } from '../../bench/engine-proxy.ts';
import { startProxied } from '../../bench/system.ts';
import { client, until } from '../journey/client.ts';
import { onBoard } from '../journey/travel.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { startDynamo } from '../../local/engines.ts';

export type World = Awaited<ReturnType<typeof startProxied>>;
export type Scenario = {
  name: string;
  zh: string;
  /** Why it cannot be run here; undefined: it can. */
  missing?: () => string | undefined;
  run: (world: World) => Promise<{ system: LocalSystem; ledger: Ledger; stop?: () => Promise<void> }>;
};

/** People file while `harm` does something; then for another moment. */
const whileFiling = async (system: LocalSystem, harm: (ledger: Ledger) => Promise<void>, pauseMs = 100) => {
  const ledger = await openLedger(system);
  let over = false as boolean;
  const load = ledger.load(() => over, pauseMs);
  await sleep(500);
  try {
    await harm(ledger);
  } finally {
    over = true;
  }
  await load;
  return { system, ledger };
};

/** So many of a hundred calls have the fault; the others go their way. */
const share =
  (percent: number, fault: Fault): Plan =>
  (operation) =>
    !operation.includes('Stream') && Math.random() * 100 < percent ? fault : null;

const underPlan =
  (plan: Plan, ms = 4_000) =>
  ({ system, dynamo }: World) =>
    whileFiling(system, async () => {
      dynamo.plan = plan;
      await sleep(ms);
      dynamo.plan = () => null;
    });

const queueOf = (system: LocalSystem, name: string) => {
  const pair = Object.entries(system.system.queues).find(([each]) => each.endsWith(name))?.[1];
  if (!pair) throw new Error(`no queue ${name}`);
  return pair;
};

const sqs = async (url: string, action: string, body: object) => {
  const reply = await fetch(new URL(url).origin, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body: JSON.stringify({ QueueUrl: url, ...body }),
  });
  return (await reply.json()) as { Attributes?: Record<string, string> };
};

const waiting = async (url: string): Promise<number> => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
  const { Attributes = {} } = await sqs(url, 'GetQueueAttributes', { AttributeNames: names });
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
};

const isRoot = process.getuid?.() === 0;

export const scenarios: readonly Scenario[] = [
  {
    name: 'kill-host',
    zh: '宿主进程被 SIGKILL，三次，每次在不同的两步之间',
    run: async ({ system }) => {
      const ledger = await openLedger(system);
      for (const at of ['after-store', 'before-stream-delivery', 'after-queue-delivery']) {
        let over = false as boolean;
        const load = ledger.load(() => over, 50);
        await sleep(800);
        await system.control('crash', { at, skip: 2 });
        await system.ended();
        over = true;
        await load;
        await system.restart();
      }
      return { system, ledger };
    },
  },
  {
    name: 'kill-engine',
    zh: '数据引擎被 SIGKILL，两秒后在同一文件上重启',
    run: ({ system, dynamo, engines, dir }) =>
      whileFiling(system, async () => {
        await engines.dynamo.kill();
        await sleep(2_000);
        engines.dynamo = await startDynamo({ dir, env: {} });
        dynamo.engine = engines.dynamo.endpoint;
        await sleep(500);
      }),
  },
  {
    name: 'kill-workers',
    zh: '每个函数的线程在工作中被终止，十轮',
    run: ({ system }) =>
      whileFiling(system, async () => {
        const victims = ['tickets', 'route-ticket', 'receive-work', 'publish-events', 'count-events', 'send-notice'];
        for (let round = 0; round < 10; round++) {
          await Promise.all(victims.map((name) => system.control(`kill/${name}`, {})));
          await sleep(300);
        }
      }),
  },
  {
    name: 'deliveries',
    zh: '消息重复三遍、次序颠倒地送到',
    run: ({ system, sqs: proxy }) =>
      whileFiling(system, async () => {
        const sent: string[] = [];
        proxy.hear = (operation, body) => void (operation === 'SendMessageBatch' && sent.push(body));
        await sleep(3_000);
        proxy.hear = () => {};
        for (let again = 0; again < 3; again++)
          for (const body of sent.toReversed()) {
            const { QueueUrl, Entries } = JSON.parse(body) as { QueueUrl: string; Entries: object[] };
            await sqs(QueueUrl, 'SendMessageBatch', { Entries: Entries.toReversed() });
          }
      }),
  },
  {
    name: 'stream-twice',
    zh: '变更流停一阵，其间的记录送到一半时宿主死亡，重启后再送',
    run: async ({ system }) => {
      const { ledger } = await whileFiling(system, async () => {
        await system.control('streams', { enabled: false });
        await sleep(1_500);
      });
      await system.control('crash', { at: 'after-stream-delivery', skip: 1 });
      await system.control('streams', { enabled: true });
      await system.ended();
      await system.restart();
      return { system, ledger };
    },
  },
  { name: 'slow-store', zh: '三成调用慢 0.8 秒', run: underPlan(share(30, { kind: 'slow', ms: 800 })) },
  {
    name: 'lost-replies',
    zh: '两成调用做了却收不到答复',
    run: underPlan(share(20, { kind: 'cut', done: true })),
  },
  { name: 'failing-store', zh: '四成调用连接中断', run: underPlan(share(40, { kind: 'cut', done: false })) },
  {
    name: 'throttled',
    zh: '四成调用被限流',
    run: underPlan(share(40, { kind: 'refused', status: 400, type: 'ProvisionedThroughputExceededException' })),
  },
  {
    name: 'internal-errors',
    zh: '存储全部返回 500，四秒',
    run: underPlan(share(100, { kind: 'refused', status: 500, type: 'InternalServerError' })),
  },
  {
    name: 'credentials',
    zh: '函数的凭证过期四秒；人的令牌过期',
    run: async (world) => {
      const expired: Plan = () => ({ kind: 'refused', status: 400, type: 'ExpiredTokenException' });
      const done = await whileFiling(world.system, async () => {
        for (const proxy of [world.dynamo, world.sqs, world.kms]) proxy.plan = expired;
        await sleep(4_000);
        for (const proxy of [world.dynamo, world.sqs, world.kms]) proxy.plan = () => null;
      });
      const api = client(world.system.url);
      await api.get('/me', 'resident-chen');
      await world.system.control('clock', { advance: 'PT9H' });
      const { status } = await api.call('GET', '/me', { as: 'resident-chen' });
      if (status !== 401) throw new Error(`not as promised: an expired token is answered 401, not ${status}`);
      return done;
    },
  },
  {
    name: 'clock-jumps',
    zh: '时钟在提交中五次跳过 6 分钟到 1 天',
    run: ({ system }) =>
      whileFiling(system, async () => {
        for (const jump of ['PT6M', 'PT1H', 'PT6M', 'P1D', 'PT10M']) {
          await system.control('clock', { advance: jump });
          await sleep(700);
        }
      }),
  },
  {
    name: 'poison',
    zh: '每个队列各三条毒消息',
    run: async ({ system }) => {
      const names = ['routing', 'stations', 'notices', 'department-housing'];
      const done = await whileFiling(system, async () => {
        for (const name of names)
          for (const MessageBody of ['not a message of ours', '{"ticketId":"nobody"}', '[]'])
            await sqs(queueOf(system, name).url, 'SendMessage', { MessageBody });
        await sleep(1_500);
      });
      // Each failed try waits out its visibility timeout; the local clock jumps over the waiting.
      await until(
        'the poison among the dead letters',
        async () => {
          await system.control('clock', { advance: 'PT4M' });
          const dead = await Promise.all(names.map((name) => waiting(queueOf(system, name).deadLetterUrl ?? '')));
          return dead.every((count) => count === 3) ? true : undefined;
        },
        180,
      );
      return done;
    },
  },
  {
    name: 'full-disk',
    zh: '数据所在的盘写满，再腾出空间',
    missing: () =>
      isRoot && spawnSync('mount', ['--version']).status === 0 ? undefined : 'needs root, to mount a small tmpfs',
    run: async () => {
      const dir = mkdtempSync(join(tmpdir(), 'yizhan-full-'));
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', dir]);
      if (mounted.status !== 0) throw new Error(`no tmpfs here: ${String(mounted.stderr)}`);
      const system = await startLocalSystem({ dataDir: join(dir, 'data'), timeout: 300_000 });
      const ballast = join(dir, 'ballast');
      const done = await whileFiling(system, async () => {
        mkdirSync(dir, { recursive: true });
        try {
          for (let n = 0; n < 300; n++) writeFileSync(ballast, Buffer.alloc(1 << 20), { flag: 'a' });
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
        }
        await sleep(4_000);
        rmSync(ballast);
        await sleep(500);
      });
      return {
        ...done,
        stop: async () => {
          await system.stop({ keep: true });
          spawnSync('umount', ['-l', dir]);
          rmSync(dir, { recursive: true, force: true });
        },
      };
    },
  },
];

/** A ticket that has arrived, and the events its resident was told of. */
export const arrived = async (system: LocalSystem, ledger: Ledger): Promise<{ id: string; as: string }[]> => {
  const tickets = [...ledger.asked.values()].flatMap(({ id, as }) => (id === undefined ? [] : [{ id, as }]));
  for (const { id, as } of tickets) await onBoard(client(system.url), id, as);
  return tickets;
};
