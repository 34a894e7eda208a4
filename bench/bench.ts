/**
 * npm run bench [-- --quick --sizes 0,100000,1000000 --clients 1,8,32 --seconds 8 --spikes 15,25,35 --out docs/bench]: what the local
 * system does on this machine. Writes <out>.json and <out>.md; --quick gives the main figures in under a minute, writes
 * nothing and prints one line of JSON last.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { client } from '../test/journey/client.ts';
import { caller } from './http.ts';
import { closedLoop, type Loaded, spikes, type Spikes, type Stage, warm, warmUp } from './load.ts';
import { latencyOf, spreadOf } from './percentiles.ts';
import { billOf, priceList, total } from './prices.ts';
import { replayOf, type Written } from './replay.ts';
import { type Measured, type Report, tableOf } from './report.ts';
import { singleOperations } from './single-operations.ts';
import { processesOf, startWith } from './system.ts';
import { measureUse } from './usage.ts';

const usage =
  'npm run bench [-- --quick --sizes 0,100000,1000000 --clients 1,8,32 --seconds 8 --spikes 15,25,35 --out docs/bench]';
const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        sizes: { type: 'string' },
        clients: { type: 'string' },
        seconds: { type: 'string' },
        spikes: { type: 'string' },
        out: { type: 'string' },
      },
    });
    const numbers = (text: string): number[] =>
      text.split(',').map((each) => {
        if (!/^\d+$/.test(each)) throw new Error(`“${each}” 不是整数 is no whole number`);
        return Number(each);
      });
    const { quick } = values;
    return {
      quick,
      sizes: numbers(values.sizes ?? (quick ? '0' : '0,100000,1000000')),
      clients: numbers(values.clients ?? (quick ? '8' : '1,8,32')),
      seconds: numbers(values.seconds ?? (quick ? '4' : '8'))[0] ?? 8,
      /** Lifecycles that begin a second, spike by spike; 0: none. */
      spikes: numbers(values.spikes ?? (quick ? '0' : '15,25,35')).filter((rate) => rate > 0),
      out: values.out ?? (quick ? undefined : 'docs/bench'),
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n用法 Usage: ${usage}`);
    process.exit(2);
  }
};
const options = readOptions();

const started = performance.now();
const say = (text: string): void =>
  console.error(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${text}`);
const round = (n: number, digits = 2): number => Number(n.toFixed(digits));

/** The ratio to the engine alone at the same size, run by run, the two by turns. */
const ratios = async (measured: Measured, written: readonly Written[], lifecycles: number, seconds: number) => {
  const { system, stage } = measured;
  const raw = replayOf(written);
  const { call, close } = caller(system.system.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '', 8);
  const runs: { product: number; raw: number }[] = [];
  for (let n = 0; n < 5; n++) {
    const product = (await closedLoop(stage, 8, seconds)).perSecond;
    await sleep(1_500);
    // The consumers of the stream have no part in what the engine can do alone.
    await system.control('streams', { enabled: false });
    const took = await raw.run(call, 8);
    await system.control('streams', { enabled: true, drop: true });
    runs.push({ product, raw: round(lifecycles / took) });
  }
  close();
  return {
    runs,
    product: spreadOf(runs.map((each) => each.product)),
    raw: spreadOf(runs.map((each) => each.raw)),
    ratio: spreadOf(runs.map((each) => round(each.product / each.raw, 3))),
  };
};

/** From the moment at which an event is stored to that at which the ticket lies on the board; milliseconds. */
const boardDelay = async ({ url, casts }: Stage) => {
  const api = client(url);
  const filed: { id: string; resident: string }[] = [];
  for (let n = 0; n < 20; n++) {
    const cast = casts[n % casts.length];
    if (!cast) continue;
    filed.push({ id: (await api.file(cast.resident, JSON.parse(cast.body))).body.id, resident: cast.resident });
    await sleep(100);
  }
  await sleep(2_000);
  const delays = await Promise.all(
    filed.map(async ({ id, resident }) => {
      const events = await api.events(id, resident);
      const at = (type: string): number => Date.parse(events.find((event) => event.type === type)?.at ?? '');
      return at('Delivered') - at('Submitted');
    }),
  );
  return latencyOf(delays.filter((ms) => !Number.isNaN(ms)));
};

const machine = () => ({
  cpu: cpus()[0]?.model ?? '?',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  loadAverage: readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' '),
});

const main = async (): Promise<void> => {
  const { quick, seconds, clients } = options;
  const atStart = machine();
  say('一次办理用多少 what one lifecycle uses');
  const { together, alone, bundles } = await measureUse(quick);
  const prices = priceList.parse(JSON.parse(readFileSync(new URL('prices-us-east-1.json', import.meta.url), 'utf8')));
  const bill = billOf(together.used, prices);
  const sizes: Report['sizes'] = [];
  let spiked: Spikes | undefined;
  const reportSoFar = (): Report => ({
    at: new Date().toISOString(),
    machine: { ...atStart, loadAverageAtEnd: machine().loadAverage },
    warmUp: quick ? 0 : warmUp,
    seconds: Math.round((performance.now() - started) / 1_000),
    usage: together.used,
    byOperation: together.byOperation,
    keys: together.keys,
    bill: { prices: `${prices.region} ${prices.date}`, lines: bill, dollarsPer1000: round(total(bill), 4) },
    ...(alone
      ? { alone: { usage: alone.used, keys: alone.keys, dollarsPer1000: round(total(billOf(alone.used, prices)), 4) } }
      : {}),
    bundles,
    sizes,
    ...(spiked ? { spikes: spiked } : {}),
  });
  /** After each size: what was measured is kept whatever becomes of the next. */
  const save = (): void => {
    if (!options.out) return;
    const report = reportSoFar();
    writeFileSync(`${options.out}.json`, `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(`${options.out}.md`, tableOf(report, prices));
  };
  for (const tickets of options.sizes) {
    say(`${tickets} 件 tickets: 启动并装入 starting and loading`);
    const measured = await startWith(tickets);
    const { system, stage } = measured;
    say(`${tickets} 件 tickets: ${measured.rows} 行 rows, ${measured.loadSeconds} s`);
    if (!quick) await warm(stage);
    const before = processesOf(system.system.pid);
    const loads: Loaded[] = [];
    for (const each of clients) {
      say(`${each} 个客户端 clients`);
      loads.push(await closedLoop(stage, each, seconds));
    }
    const after = processesOf(system.system.pid);
    const lived = loads.reduce((sum, { lifecycles }) => sum + lifecycles, 0);
    const singles = quick ? undefined : await singleOperations(stage, 3);
    const delay = quick ? undefined : await boardDelay(stage);
    say('与引擎之比 the ratio to the engine, five times by turns');
    const ratio = await ratios(measured, together.written, together.lifecycles, quick ? 1.2 : seconds);
    if (options.spikes.length > 0 && tickets === options.sizes[0]) {
      say('高峰与低谷 spikes and valleys');
      spiked = await spikes(stage, options.spikes, 10);
    }
    sizes.push({
      tickets,
      rows: measured.rows,
      loadSeconds: measured.loadSeconds,
      loads,
      ...(singles ? { singles } : {}),
      ...(delay ? { boardDelay: delay } : {}),
      ratio,
      memoryMb: { host: after.host.mb, engine: after.engine.mb },
      cpuMsPerLifecycle: {
        host: round((after.host.ms - before.host.ms) / lived, 1),
        engine: round((after.engine.ms - before.engine.ms) / lived, 1),
      },
      threads: Object.entries(after.threads)
        .map(([name, ms]) => ({ name, cpuMs: round((ms - (before.threads[name] ?? 0)) / lived, 1) }))
        .filter(({ cpuMs }) => cpuMs > 0)
        .sort((a, b) => b.cpuMs - a.cpuMs),
    });
    save();
    await system.stop();
  }
  const report = reportSoFar();
  console.log(tableOf(report, prices));
  const first = sizes[0];
  const eight = first?.loads.find((each) => each.clients === 8) ?? first?.loads[0];
  console.log(
    JSON.stringify({
      lifecyclesPerSecond: Math.max(...(first?.loads.map(({ perSecond }) => perSecond) ?? [0])),
      ratioToEngine: first?.ratio.ratio,
      filedP99Ms: eight?.operations.file.p99,
      errors: first?.loads.reduce((sum, { errors }) => sum + Object.values(errors).reduce((a, b) => a + b, 0), 0),
      dollarsPer1000: report.bill.dollarsPer1000,
      writeUnits: report.usage.writeUnits,
      readUnits: report.usage.readUnits,
      largestHttpBundleBytes: Math.max(...bundles.filter(({ http }) => http).map(({ bytes }) => bytes)),
      slowestHttpInitMs: Math.max(...bundles.filter(({ http }) => http).map(({ initMs }) => initMs)),
      cpuMsPerLifecycle: first?.cpuMsPerLifecycle,
      loadAverage: report.machine.loadAverage,
    }),
  );
};

await main();
process.exit(0);
