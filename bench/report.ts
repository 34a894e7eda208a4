/** The report of `npm run bench`: what is in its JSON, and the same as tables for people. */
import type { Bundle } from './bundles.ts';
import type { Loaded, Spikes } from './load.ts';
import type { KeyUnits } from './key-units.ts';
import { operations } from './lifecycle.ts';
import type { Latency, Spread } from './percentiles.ts';
import { type Line, type PriceList, provisionedWrites, type Usage } from './prices.ts';
import { kinds, others, type Singles } from './single-operations.ts';
import type { startWith } from './system.ts';

export type Measured = Awaited<ReturnType<typeof startWith>>;

export type Report = {
  at: string;
  machine: Record<string, string | number>;
  /** Seconds of load before anything is measured. */
  warmUp: number;
  /** How long the measurement took. */
  seconds: number;
  /** Of one lifecycle. */
  usage: Usage;
  byOperation: Record<string, { calls: number; units: number }>;
  /** Writes of one lifecycle by kind of partition. */
  keys: KeyUnits;
  bill: { prices: string; lines: Line[]; dollarsPer1000: number };
  /** Where each event is counted by itself, since little else happens at once. */
  alone?: { usage: Usage; keys: KeyUnits; dollarsPer1000: number };
  bundles: Bundle[];
  sizes: {
    tickets: number;
    rows: number;
    loadSeconds: number;
    loads: Loaded[];
    singles?: Singles;
    boardDelay?: Latency;
    ratio: { runs: { product: number; raw: number }[]; product: Spread; raw: Spread; ratio: Spread };
    memoryMb: { host: number; engine: number };
    cpuMsPerLifecycle: { host: number; engine: number };
    /** Processor time of one lifecycle by thread of the host. */
    threads: { name: string; cpuMs: number }[];
  }[];
  spikes?: Spikes;
};

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const dollars = (n: number): string => n.toFixed(5);
const spread = ({ median, least, most }: Spread): string => `${median} (${least}–${most})`;
const latency = ({ p50, p95, p99 }: Latency): string => `${p50} / ${p95} / ${p99}`;
const thousands = (n: number): string => n.toLocaleString('en-US');

const errorsOf = ({ errors }: Loaded): number => Object.values(errors).reduce((sum, each) => sum + each, 0);

type Price = { writeUnits: number; dollarsPer1000: number };
/** What a thousand cost where write units are bought by the hour, by the share (0–1) of them that is used. */
const boughtByTheHour = ({ writeUnits, dollarsPer1000 }: Price, prices: PriceList): ((used: number) => string) => {
  const others = dollarsPer1000 - (writeUnits / 1_000) * prices.dynamodb.writePerMillion;
  return (used) => dollars(others + provisionedWrites(writeUnits * 1_000, used, prices));
};

/** What the largest line is, and what the whole costs where its units are bought by the hour. */
const halving = ({ lines, dollarsPer1000 }: Report['bill'], { writeUnits }: Usage, prices: PriceList): string => {
  const [largest] = lines;
  if (largest?.service !== 'DynamoDB' || largest.unit !== 'WRU') return '';
  const at = boughtByTheHour({ writeUnits, dollarsPer1000 }, prices);
  return (
    `最大的一项是写入。改用预置容量，全部合计：利用率 70% 时为 ${at(0.7)}，50% 时为 ${at(0.5)}，30% 时为 ${at(0.3)}。\n` +
    `The largest line is writes. With provisioned write capacity all in all: ${at(0.7)} where it is used to 70 %, ${at(0.5)} where to 50 %, ${at(0.3)} where to 30 %.\n`
  );
};

/** The price where nobody shares a row with somebody else. */
const byItself = ({ alone, bill }: Report, prices: PriceList): string => {
  if (!alone) return '';
  const { usage, dollarsPer1000, keys } = alone;
  const at = boughtByTheHour({ writeUnits: usage.writeUnits, dollarsPer1000 }, prices);
  return (
    `\n以上是五个社区里许多人同时办理：计数的行由多件合写，居民当月都已服务过。若各件相隔，每个事件单独计数，则为 ${usage.writeUnits} 写单位，按需合计 ${dollars(dollarsPer1000)}，预置 70% 时 ${at(0.7)}，50% 时 ${at(0.5)}。两千个社区的城市白天更接近后者（计数的行按事件：单独 14.7，两千个社区的高峰 7.1，五个社区 0.7，见 \`test/store/bookings.test.ts\`）；当月第一次服务的居民另加约 16 单位。\n` +
    `This is where many are busy at once in five communities: they share the rows of the numbers, and each resident was served that month before. Where each event is counted by itself it is ${usage.writeUnits} write units: ${dollars(dollarsPer1000)} on demand against ${dollars(bill.dollarsPer1000)}; with provisioned capacity ${at(0.7)} where it is used to 70 %, ${at(0.5)} where to 50 %. A city of two thousand communities by day is nearer to the second (rows of numbers for an event: 14.7 alone, 7.1 in a burst over two thousand communities, 0.7 in five); a resident who is served for the first time in a month adds some 16 units. Units: ${unitsIn(keys)}\n`
  );
};

const unitsIn = (keys: KeyUnits): string =>
  Object.entries(keys)
    .map(([kind, { units }]) => `${kind} ${units}`)
    .join(', ');

export const tableOf = (report: Report, prices: PriceList): string => {
  const { machine, sizes, bill, usage } = report;
  const parts = [
    '# 测量结果 What was measured\n',
    `\`npm run bench\`，${report.at}，${report.seconds} s。由命令写成，不手工修改。Written by the command, never by hand.\n`,
    `机器 Machine: ${Object.entries(machine)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}\n`,
    '## 全程 Lifecycles\n',
    `提交、受理、分派、签收、办结、评价；毫秒为 p50 / p95 / p99。先热身 ${report.warmUp} 秒。File, accept, route, sign, resolve, rate; milliseconds are p50 / p95 / p99. After a warm-up of ${report.warmUp} seconds.\n`,
    table(
      ['件 tickets', '客户端 clients', '全程每秒 a second', '出错 errors', ...operations],
      sizes.flatMap(({ tickets, loads }) =>
        loads.map((load) => [
          thousands(tickets),
          load.clients,
          load.perSecond,
          `${errorsOf(load)} / ${load.calls}`,
          ...operations.map((each) => latency(load.operations[each])),
        ]),
      ),
    ),
    '\n## 与引擎之比 Ratio to the engine alone\n',
    '同样的写入不经我们的代码、不带条件地直接重放，轮流各五次：中位数（最小–最大）。产品每次最后几秒的计数落在计时之外（约占处理器时间的百分之二）。The same writes replayed without our code and without conditions, five times by turns: median (least–most). Of each turn of the product the counting of its last seconds falls after the clock (some 2 % of its processor time).\n',
    table(
      [
        '件 tickets',
        '产品 product/s',
        '引擎 engine/s',
        '比 ratio',
        '处理器 CPU ms/lifecycle host + engine',
        '内存 MB host + engine',
      ],
      sizes.map(({ tickets, ratio, cpuMsPerLifecycle: cpu, memoryMb }) => [
        thousands(tickets),
        spread(ratio.product),
        spread(ratio.raw),
        spread(ratio.ratio),
        `${cpu.host} + ${cpu.engine}`,
        `${memoryMb.host} + ${memoryMb.engine}`,
      ]),
    ),
  ];
  parts.push(
    '\n## 处理器时间花在哪里 Where the processor time goes\n',
    '一次全程的毫秒数；每个函数一个线程，MainThread 是网关、流与队列的读取和队列本身，dynoxide 是引擎（带读取）。Milliseconds of one lifecycle; a function is a thread, MainThread is the gateway, the pollers and the queues, dynoxide the engine with its reads.\n',
    table(
      ['件 tickets', 'dynoxide', ...(sizes[0]?.threads.map(({ name }) => name) ?? [])],
      sizes.map(({ tickets, cpuMsPerLifecycle: { engine }, threads }) => [
        thousands(tickets),
        engine,
        ...(sizes[0]?.threads.map(({ name }) => threads.find((each) => each.name === name)?.cpuMs ?? 0) ?? []),
      ]),
    ),
  );
  const withSingles = sizes.flatMap(({ tickets, singles, boardDelay }) =>
    singles ? [{ tickets, singles, boardDelay }] : [],
  );
  if (withSingles.length > 0)
    parts.push(
      '\n## 单项 One kind of request alone, 8 clients\n',
      '每秒次数（毫秒）。Redmine 与 RT 为议题给出的数字，非本次测得。A second (milliseconds); those of Redmine and RT are given figures, not measured here.\n',
      table(
        [
          '',
          '新建 create',
          '读取 read',
          '二十行 list of 20: board',
          'list of 20: mine',
          '更新：备注 update: a note',
          '更新：受理 update: accept, after which it is routed and told',
          '入台 to board, ms',
        ],
        [
          ...withSingles.map(({ tickets, singles, boardDelay }) => [
            `Yizhan, ${thousands(tickets)}`,
            ...kinds.map((each) => `${singles[each].perSecond} (${latency(singles[each].latency)})`),
            boardDelay ? latency(boardDelay) : '',
          ]),
          ...Object.entries(others).map(([name, { create, read, list, update }]) => [
            name,
            create,
            read,
            list,
            list,
            update,
            update,
            '',
          ]),
        ],
      ),
    );
  if (report.spikes)
    parts.push(
      '\n## 高峰与低谷 Spikes and valleys\n',
      table(
        ['每秒开始 begun a second', '开始 begun', '完成 ended', '出错 errors', '出错率 rate', '提交 file ms'],
        report.spikes.phases.map(({ rate, begun, ended, errors, errorRate, file }) => [
          rate,
          begun,
          ended,
          errors,
          errorRate,
          latency(file),
        ]),
      ),
      `\n恢复 recovery: ${report.spikes.recoverySeconds} s; 之前 alone before ${latency(report.spikes.before)}, 之后 after ${latency(report.spikes.after)} ms`,
    );
  parts.push(
    '\n## 一千次全程的费用 The price of 1,000 lifecycles on AWS\n',
    `${bill.prices}，合计 in all **US$ ${bill.dollarsPer1000}**。单位数由引擎按次报告，函数时间按本机实测。Units as the engine reports them for each call, function time as it took here.\n`,
    table(
      ['服务 service', '', '数量 quantity', '单位 unit', 'US$'],
      bill.lines.map((line) => [
        line.service,
        line.what,
        Number(line.quantity.toPrecision(4)),
        line.unit,
        dollars(line.dollars),
      ]),
    ),
    `\n${halving(bill, usage, prices)}\n`,
    '每次全程的调用 Calls of one lifecycle: ' +
      Object.entries(report.byOperation)
        .map(([name, { calls, units }]) => `${name} ${calls} (${units})`)
        .join(', '),
    `\n写到哪里 Where the writes go, units: ${unitsIn(report.keys)}`,
    byItself(report, prices),
    '\n## 冷启动 Cold start\n',
    table(
      ['函数 function', 'HTTP', '字节 bytes', '新进程装入 loaded in a fresh process, ms'],
      report.bundles.map(({ name, http, bytes, initMs }) => [name, http ? '✓' : '', thousands(bytes), initMs]),
    ),
  );
  return `${parts.join('\n')}\n`;
};
