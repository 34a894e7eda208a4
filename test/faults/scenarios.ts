/** Each scenario breaks something while people file, mends it, and leaves the rest to `settle`. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Plan } from '../../bench/engine-proxy.ts';
import { startProxied } from '../../bench/system.ts';
import { client, until } from '../journey/client.ts';
import { onBoard } from '../journey/travel.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { startDynamo } from '../../local/engines.ts';
import { fail, type Ledger, openLedger, patience } from './ledger.ts';
import { queueOf, sqs, waiting } from './queues.ts';
import { command } from './settle.ts';

export type World = Awaited<ReturnType<typeof startProxied>>;
export type Scenario = {
  name: string;
  zh: string;
  en: string;
  /** Why it cannot be run here; undefined: it can. */
  missing?: () => string | undefined;
  /** `dead`: poison that stays among the dead letters. */
  run: (world: World) => Promise<{ system: LocalSystem; ledger: Ledger; dead?: number; stop?: () => Promise<void> }>;
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

const isRoot = process.getuid?.() === 0;

export const scenarios: readonly Scenario[] = [
  {
    name: 'kill-host',
    zh: '宿主进程被 SIGKILL，三次，每次在不同的两步之间',
    en: 'the host dies by SIGKILL, three times, each between two other steps',
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
    en: 'the data engine dies by SIGKILL, another takes its file two seconds later',
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
    en: 'the thread of every function is ended at work, ten rounds',
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
    en: 'messages are delivered three times more, in reverse order',
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
    en: 'the stream stands still; the host dies in the middle of catching up, and delivers again',
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
  {
    name: 'slow-store',
    zh: '三成调用慢 0.8 秒',
    en: 'three of ten calls of the store take 0.8 s longer',
    run: underPlan(share(30, { kind: 'slow', ms: 800 })),
  },
  {
    name: 'lost-replies',
    zh: '两成调用做了却收不到答复',
    en: 'two of ten calls are carried out and not answered',
    run: underPlan(share(20, { kind: 'cut', done: true })),
  },
  {
    name: 'failing-store',
    zh: '四成调用连接中断',
    en: 'four of ten calls lose their connection',
    run: underPlan(share(40, { kind: 'cut', done: false })),
  },
  {
    name: 'throttled',
    zh: '四成调用被限流',
    en: 'four of ten calls are throttled',
    run: underPlan(share(40, { kind: 'refused', status: 400, type: 'ProvisionedThroughputExceededException' })),
  },
  {
    name: 'internal-errors',
    zh: '存储全部返回 500，四秒',
    en: 'the store answers everything with 500 for four seconds',
    run: underPlan(share(100, { kind: 'refused', status: 500, type: 'InternalServerError' })),
  },
  {
    name: 'credentials',
    zh: '函数的凭证过期四秒；人的令牌过期',
    en: 'the credentials of functions have expired for four seconds; a token of a person expires',
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
      if (status !== 401) fail(`an expired token is answered ${status}, not 401`);
      return done;
    },
  },
  {
    name: 'clock-jumps',
    zh: '时钟在提交中五次跳过 6 分钟到 1 天',
    en: 'the clock jumps five times while people file, by 6 minutes to a day',
    run: ({ system }) =>
      whileFiling(
        system,
        async () => {
          for (const jump of ['PT6M', 'PT1H', 'PT6M', 'P1D', 'PT10M']) {
            await system.control('clock', { advance: jump });
            await sleep(700);
          }
        },
        400,
      ),
  },
  {
    name: 'poison',
    zh: '每个队列各三条毒消息',
    en: 'three poisoned messages in each of four queues',
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
        patience,
      );
      return { ...done, dead: 3 * names.length };
    },
  },
  {
    name: 'dead-letters',
    zh: '通知写不进去，全部成为死信；移回时命令在半途被 SIGKILL，再移一次',
    en: 'notices cannot be written and all die; the command that moves them back dies halfway and is run again',
    run: async ({ system, dynamo }) => {
      const { url, deadLetterUrl } = queueOf(system, 'notices');
      dynamo.plan = (operation, body) =>
        operation === 'PutItem' && body.includes('"kind":{"S":"notice"}')
          ? { kind: 'refused', status: 500, type: 'InternalServerError' }
          : null;
      const done = await whileFiling(system, () => sleep(2_000), 50);
      await until(
        'every notice among the dead letters',
        async () => {
          await system.control('clock', { advance: 'PT4M' });
          return (await waiting(url)) === 0 && (await waiting(deadLetterUrl)) >= done.ledger.acknowledged()
            ? true
            : undefined;
        },
        patience,
      );
      dynamo.plan = () => null;
      const died = await waiting(deadLetterUrl);
      const first = spawn(process.execPath, ['bin/redrive.ts', 'notices', '--data', system.dataDir]);
      await until('the first dead letters moved', async () =>
        (await waiting(deadLetterUrl)) < died ? true : undefined,
      );
      first.kill('SIGKILL');
      await once(first, 'exit');
      // What was in its hands is shown again after its visibility timeout.
      await until(
        'no dead letter left',
        async () => {
          await command(system, 'redrive', 'notices');
          return (await waiting(deadLetterUrl)) === 0 ? true : undefined;
        },
        patience,
      );
      return done;
    },
  },
  {
    name: 'full-disk',
    zh: '数据所在的盘写满，再腾出空间',
    en: 'the disk under the data is full, then has room again',
    missing: () =>
      isRoot && spawnSync('mount', ['--version']).status === 0 ? undefined : 'needs root, to mount a small tmpfs',
    run: async () => {
      const dir = mkdtempSync(join(tmpdir(), 'yizhan-full-'));
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m', 'tmpfs', dir]);
      if (mounted.status !== 0) throw new Error(`no tmpfs here: ${String(mounted.stderr)}`);
      const system = await startLocalSystem({ dataDir: join(dir, 'data') });
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
