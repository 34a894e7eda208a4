/** Load of two kinds: so many people who each wait for their answers, or so many requests a second whoever waits. */
import { setTimeout as sleep } from 'node:timers/promises';
import { caller, type Call } from './http.ts';
import { type Cast, live, type Operation, operations, type Tokens } from './lifecycle.ts';
import { type Latency, latencyOf } from './percentiles.ts';

export type Stage = { url: string; casts: readonly Cast[]; tokens: Tokens };
export type Loaded = {
  clients: number;
  seconds: number;
  lifecycles: number;
  perSecond: number;
  calls: number;
  /** Answers that were not as they should be, by operation and status. */
  errors: Record<string, number>;
  operations: Record<Operation, Latency>;
};

const round = (n: number, digits = 2): number => Number(n.toFixed(digits));

const tally = () => {
  const times = Object.fromEntries(operations.map((each) => [each, [] as number[]])) as Record<Operation, number[]>;
  const errors: Record<string, number> = {};
  let calls = 0;
  return {
    times,
    errors,
    calls: () => calls,
    told: (operation: Operation, ms: number, answer: { status: number } | null): void => {
      times[operation].push(ms);
      if (answer) calls += 1;
      if (answer && answer.status !== 200 && answer.status !== 201) {
        const name = `${operation} ${answer.status}`;
        errors[name] = (errors[name] ?? 0) + 1;
      }
    },
  };
};

/**
 * Each client lives one request after the other for so many seconds; what has begun is brought to its end. `pause`:
 * milliseconds between what people do.
 */
export const closedLoop = async (
  { url, casts, tokens }: Stage,
  clients: number,
  seconds: number,
  pause = 0,
): Promise<Loaded> => {
  const { call, close } = caller(url, clients);
  const { times, errors, calls, told } = tally();
  let [lifecycles, turn] = [0, 0];
  const started = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - started < seconds * 1_000) {
      const cast = casts[turn++ % casts.length];
      if (cast && (await live(call, cast, tokens, told, pause))) lifecycles += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - started) / 1_000;
  close();
  return {
    clients,
    seconds: round(took),
    lifecycles,
    perSecond: round(lifecycles / took),
    calls: calls(),
    errors,
    operations: Object.fromEntries(operations.map((each) => [each, latencyOf(times[each])])) as Loaded['operations'],
  };
};

/** Seconds. */
export const warmUp = 15;
/** A service runs for days: what it has compiled by then is not what is measured. */
export const warm = (stage: Stage): Promise<Loaded> => closedLoop(stage, 8, warmUp);

export type Phase = {
  /** Lifecycles a second that begin. */
  rate: number;
  begun: number;
  ended: number;
  calls: number;
  errors: number;
  /** Of all calls. */
  errorRate: number;
  file: Latency;
};

/** Lifecycles begin at a rate, whether those before have ended or not. */
const openLoop = async (stage: Stage, call: Call, rate: number, seconds: number) => {
  const { times, errors, calls, told } = tally();
  const running: Promise<boolean>[] = [];
  const started = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const ahead = (n / rate) * 1_000 - (performance.now() - started);
    if (ahead > 0) await sleep(ahead);
    const cast = stage.casts[n % stage.casts.length];
    if (cast) running.push(live(call, cast, stage.tokens, told));
  }
  return {
    whole: Promise.all(running).then((all): Phase => {
      const failed = Object.values(errors).reduce((sum, each) => sum + each, 0);
      return {
        rate,
        begun: running.length,
        ended: all.filter(Boolean).length,
        calls: calls(),
        errors: failed,
        errorRate: round(failed / Math.max(1, calls()), 5),
        file: latencyOf(times.file),
      };
    }),
  };
};

export type Spikes = { phases: Phase[]; before: Latency; after: Latency; recoverySeconds: number };

/** Spikes with valleys between them; then the time until somebody alone is answered as before. */
export const spikes = async (stage: Stage, rates: readonly number[], seconds: number): Promise<Spikes> => {
  const alone = async () => (await closedLoop(stage, 1, 3)).operations.file;
  const before = await alone();
  const { call, close } = caller(stage.url, 4_096);
  const phases: Promise<Phase>[] = [];
  for (const rate of rates) {
    phases.push((await openLoop(stage, call, rate, seconds)).whole);
    phases.push((await openLoop(stage, call, 1, seconds / 2)).whole);
  }
  const ended = performance.now();
  const all = await Promise.all(phases);
  const recoverySeconds = round((performance.now() - ended) / 1_000);
  close();
  return { phases: all, before, after: await alone(), recoverySeconds };
};
