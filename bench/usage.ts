/** What a lifecycle uses: units, calls, runs and their time, as the engines and the host report them. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { measureBundles } from './bundles.ts';
import { measured } from './engine-proxy.ts';
import { keyUnitsOf } from './key-units.ts';
import { closedLoop, type Loaded } from './load.ts';
import type { Usage } from './prices.ts';
import { isWrite, type Written } from './replay.ts';
import { sizesIn, startProxied } from './system.ts';

const round = (n: number): number => Number(n.toFixed(2));

type Runs = Record<string, { runs: number; ms: number }>;
const runsOf = async (url: string): Promise<Runs> => {
  const reply = await fetch(`${url}/_local/health`);
  return ((await reply.json()) as { functions: Runs }).functions;
};
const sumOf = (runs: Runs, what: 'runs' | 'ms'): number =>
  Object.values(runs).reduce((sum, each) => sum + each[what], 0);

/** Runs of what answers and what follows, not of what comes with each minute. */
const workOf = (runs: Runs): number =>
  sumOf(Object.fromEntries(Object.entries(runs).filter(([name]) => !/sweep|reconcile/.test(name))), 'runs');

/** Until the last event has been counted and the last message worked off: nothing has run for two seconds, far longer than local mode waits for more. */
const settled = async (url: string): Promise<void> => {
  for (let before = -1, now = workOf(await runsOf(url)); now !== before; now = workOf(await runsOf(url))) {
    before = now;
    await sleep(2_000);
  }
};

type Proxied = Awaited<ReturnType<typeof startProxied>>;

/** How much of everything one lifecycle of a load uses, and what was written meanwhile. */
const usageOf = async (proxied: Proxied, load: () => Promise<Loaded>) => {
  const { dynamo, sqs, kms, stage, system } = proxied;
  const written: Written[] = [];
  for (const proxy of [dynamo, sqs, kms]) proxy.reset();
  dynamo.measures = true;
  dynamo.hear = (operation, body) => void (isWrite(operation) && written.push({ operation, body }));
  const before = await runsOf(stage.url);
  const { lifecycles, calls } = await load();
  await settled(stage.url);
  const after = await runsOf(stage.url);
  dynamo.measures = false;
  dynamo.hear = () => {};
  const each = (n: number): number => round(n / lifecycles);
  const units = [...dynamo.consumed.values()];
  const sent = (names: readonly string[], proxy: typeof sqs): number =>
    names.reduce((sum, name) => sum + (proxy.consumed.get(name)?.calls ?? 0), 0);
  // A look at an empty queue is the price of waiting, not of a lifecycle: of receives only those that brought something.
  const brought = sent(['DeleteMessageBatch'], sqs);
  const used: Usage = {
    writeUnits: each(units.reduce((sum, { writes }) => sum + writes, 0)),
    readUnits: each(units.reduce((sum, { reads }) => sum + reads, 0)),
    requests: each(calls),
    invocations: each(sumOf(after, 'runs') - sumOf(before, 'runs')),
    lambdaMs: each(sumOf(after, 'ms') - sumOf(before, 'ms')),
    memoryMb: 512,
    sqsCalls: each(sent(['SendMessage', 'SendMessageBatch'], sqs) + 2 * brought),
    kmsCalls: each([...kms.consumed.values()].reduce((sum, { calls }) => sum + calls, 0)),
    // A line of 160 bytes for each request, as the edge writes it, and Lambda's own report of each run.
    logBytes: each(calls * 160 + (sumOf(after, 'runs') - sumOf(before, 'runs')) * 300),
    objectPuts: 0,
    objectGets: 0,
  };
  const byOperation = Object.fromEntries(
    [...dynamo.consumed]
      .filter(([name]) => measured.test(name))
      .map(([name, { calls, reads, writes }]) => [name, { calls: each(calls), units: each(reads + writes) }]),
  );
  const keys = keyUnitsOf(written, lifecycles, sizesIn(proxied.dir, system.system.tableName));
  return { used, byOperation, keys, written, lifecycles };
};

/**
 * Between what people do so much time passes that each event is counted by itself, and shares its rows with nobody:
 * the price where little happens at once. Milliseconds; and seconds of it.
 */
const unhurried = { pause: 1_800, seconds: 90 };

/** What one lifecycle uses where many are lived at once, and where each is lived by itself. */
export const measureUse = async (quick: boolean) => {
  const proxied = await startProxied();
  await settled(proxied.stage.url);
  const together = await usageOf(proxied, () => closedLoop(proxied.stage, 8, quick ? 3 : 10));
  const alone = quick
    ? undefined
    : await usageOf(proxied, () => closedLoop(proxied.stage, 1, unhurried.seconds, unhurried.pause));
  const bundles = await measureBundles(join(proxied.system.dataDir, 'assembly'), quick ? 1 : 9, quick);
  await proxied.stop();
  return { together, alone, bundles };
};
