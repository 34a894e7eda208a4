/** A batch of stream records into a function: retries, bisection, partial failures, and what is put aside. */
import { setTimeout as sleep } from 'node:timers/promises';
import { failedItems } from './partial-failure.ts';
import { FunctionError } from './runtime.ts';

/** A record as the function sees it. `at`: milliseconds since 1970. */
export type StreamRecord = {
  readonly sequence: string;
  readonly at: number;
  readonly event: Readonly<Record<string, unknown>>;
};

export type Delivery = {
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly reportsFailures: boolean;
  readonly bisects: boolean;
  /** Retries after the first attempt; -1 for ever. */
  readonly maximumRetries: number;
  /** Seconds; -1 for ever. */
  readonly maximumAge: number;
  /** Called when the function is done with everything up to and including this record, whichever way. */
  readonly done: (record: StreamRecord) => void;
  /** Called with records that are given up, before `done`. */
  readonly putAside: (records: readonly StreamRecord[], failure: Failure) => Promise<void>;
  readonly signal: AbortSignal;
};

export type Failure = {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly requestId: string;
  readonly invocations: number;
};

type Outcome = { readonly good: number; readonly requestId: string };

/** How many records from the beginning are done: all, none, or up to the first that the function reports. */
const attempt = async (records: readonly StreamRecord[], delivery: Delivery): Promise<Outcome> => {
  try {
    const result = await delivery.invoke({ Records: records.map(({ event }) => event) });
    if (!delivery.reportsFailures) return { good: records.length, requestId: '' };
    const failed = failedItems(
      result,
      records.map(({ sequence }) => sequence),
    );
    if (failed === 'all') return { good: 0, requestId: '' };
    const first = records.findIndex(({ sequence }) => failed.has(sequence));
    return { good: first === -1 ? records.length : first, requestId: '' };
  } catch (error) {
    return { good: 0, requestId: error instanceof FunctionError ? error.requestId : '' };
  }
};

/**
 * Delivers records of one shard in order, and returns when each is done or put aside. A batch that fails is halved
 * first, if the mapping wants that (which costs no retry), and then tried again with growing pauses of up to 5 s.
 *
 * @throws AbortError when stopped meanwhile; what is not done then is delivered again by the next start
 */
export const deliver = async (records: readonly StreamRecord[], delivery: Delivery, invocations = 0): Promise<void> => {
  let rest = records;
  for (let failures = invocations; rest.length > 0;) {
    delivery.signal.throwIfAborted();
    const { good, requestId } = await attempt(rest, delivery);
    delivery.signal.throwIfAborted();
    const last = rest[good - 1];
    if (last) delivery.done(last);
    rest = rest.slice(good);
    const [first] = rest;
    if (!first) return;
    if (delivery.bisects && rest.length > 1) {
      const half = Math.ceil(rest.length / 2);
      await deliver(rest.slice(0, half), delivery, failures);
      await deliver(rest.slice(half), delivery, failures);
      return;
    }
    // Progress is a new batch with retries of its own.
    failures = good > 0 ? 1 : failures + 1;
    const tooOld = delivery.maximumAge >= 0 && Date.now() - first.at > delivery.maximumAge * 1000;
    const tooOften = delivery.maximumRetries >= 0 && failures > delivery.maximumRetries;
    if (tooOld || tooOften) {
      const condition = tooOften ? 'RetryAttemptsExhausted' : 'RecordAgeExceeded';
      await delivery.putAside(rest, { condition, requestId, invocations: failures });
      delivery.done(rest.at(-1) ?? first);
      return;
    }
    await sleep(Math.min(5000, 100 * 2 ** (failures - 1)), undefined, { signal: delivery.signal });
  }
};
