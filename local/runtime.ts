/**
 * Lambda on one machine: one worker thread per function, started on its first invocation. Memory is not limited.
 * Invocations share the thread, where AWS would run copies; a function that keeps state between them shows it sooner.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { logFile } from './log-file.ts';
import { region } from './template.ts';

export type FunctionSpec = {
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the module. */
  readonly entry: string;
  /** The name it exports. */
  readonly handler: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** Megabytes; told to the function, not enforced. */
  readonly memory: number;
  readonly environment: Readonly<Record<string, string>>;
};

export type WorkerInput = { entry: string; handler: string; shared: SharedArrayBuffer };
export type Ask = { id: number; requestId: string; event: string; deadline: number };
export type Reply = { id: number; result?: string; error?: { name: string; message: string; stack: string } };

/** A function threw, ran out of time, or could not be loaded. */
export class FunctionError extends Error {
  readonly requestId: string;

  constructor(name: string, message: string, requestId: string) {
    super(message);
    this.name = name;
    this.requestId = requestId;
  }
}

export type LocalFunction = {
  readonly spec: FunctionSpec;
  /**
   * @param event anything that JSON can carry
   * @throws FunctionError
   */
  readonly invoke: (event: unknown, requestId?: string) => Promise<unknown>;
  /** Ends its thread in the middle of whatever it does; the next invocation starts another. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The variables that Lambda itself sets, and endpoints and credentials that only work here. */
const environmentOf = (spec: FunctionSpec): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memory),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_FORMAT: 'JSON',
  AWS_LAMBDA_LOG_LEVEL: 'INFO',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: join(spec.entry, '..'),
  LOCAL_FUNCTION_ARN: spec.arn,
  _HANDLER: `index.${spec.handler}`,
  ...spec.environment,
});

type Pending = { requestId: string; resolve: (result: unknown) => void; reject: (error: Error) => void };

/** One thread and the invocations that it owes an answer. */
const startThread = (spec: FunctionSpec, shared: SharedArrayBuffer, log: NodeJS.WritableStream) => {
  const input: WorkerInput = { entry: spec.entry, handler: spec.handler, shared };
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    env: environmentOf(spec),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    workerData: input,
    stdout: true,
    stderr: true,
    name: spec.name,
  });
  for (const output of [worker.stdout, worker.stderr]) output.pipe(log, { end: false });
  const pending = new Map<number, Pending>();
  let ended = false;
  worker.on('message', ({ id, result, error }: Reply) => {
    const one = pending.get(id);
    pending.delete(id);
    if (error) {
      log.write(`${JSON.stringify({ level: 'ERROR', requestId: one?.requestId, ...error })}\n`);
      one?.reject(new FunctionError(error.name, error.message, one.requestId));
    } else one?.resolve(JSON.parse(result ?? 'null'));
  });
  const fail = (reason: string): void => {
    ended = true;
    for (const { reject, requestId } of pending.values())
      reject(new FunctionError('Runtime.ExitError', reason, requestId));
    pending.clear();
  };
  worker.on('error', (error) => {
    log.write(`${JSON.stringify({ level: 'ERROR', message: String(error) })}\n`);
    fail(String(error));
  });
  worker.on('exit', (code) => fail(`the function's thread ended with code ${code}`));
  return {
    get ended() {
      return ended;
    },
    get idle() {
      return pending.size === 0;
    },
    ask: (ask: Ask) =>
      new Promise<unknown>((resolve, reject) => {
        pending.set(ask.id, { requestId: ask.requestId, resolve, reject });
        worker.postMessage(ask);
      }),
    forget: (id: number) => pending.delete(id),
    terminate: () => worker.terminate(),
  };
};
type Thread = ReturnType<typeof startThread>;

/**
 * Makes a function ready to be invoked.
 *
 * @param options.logDir its output goes to `<logDir>/<name>.log`
 * @param options.shared see local/clock.ts
 * @param options.onError told of each failed invocation
 */
export const localFunction = (
  spec: FunctionSpec,
  options: { logDir: string; shared: SharedArrayBuffer; onError: (error: FunctionError) => void },
): LocalFunction => {
  mkdirSync(options.logDir, { recursive: true });
  const log = logFile(join(options.logDir, `${spec.name}.log`));
  let thread: Thread | undefined;
  const running = new Set<Thread>();
  let last = 0;

  const start = (): Thread => {
    const started = startThread(spec, options.shared, log);
    running.add(started);
    return started;
  };
  const end = (old: Thread): void => {
    running.delete(old);
    void old.terminate();
  };

  /** A thread in which something ran out of time gets no new work, and ends when the rest of its work is done. */
  const retire = (old: Thread): void => {
    if (thread === old) thread = undefined;
    if (old.idle) end(old);
  };

  const invoke = async (event: unknown, requestId: string = randomUUID()): Promise<unknown> => {
    if (!thread || thread.ended) thread = start();
    const mine = thread;
    const id = ++last;
    const deadline = Date.now() + spec.timeout;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      mine.forget(id);
      reject(new FunctionError('Sandbox.Timedout', `Task timed out after ${spec.timeout / 1000} seconds`, requestId));
      retire(mine);
    }, spec.timeout);
    try {
      return await Promise.race([mine.ask({ id, requestId, event: JSON.stringify(event), deadline }), late]);
    } catch (error) {
      if (error instanceof FunctionError) options.onError(error);
      throw error;
    } finally {
      clearTimeout(timer);
      if (thread !== mine && mine.idle) end(mine);
    }
  };

  return {
    spec,
    invoke,
    kill: async () => {
      await Promise.all([...running].map((one) => one.terminate()));
    },
    stop: async () => {
      await Promise.all([...running].map((one) => one.terminate()));
      log.end();
      await finished(log);
    },
  };
};
