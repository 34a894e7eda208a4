/** Runs inside a worker thread: one function, its own environment and modules, any number of invocations at once. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Ask, Reply, WorkerInput } from './runtime.ts';

const { entry, handler, shared }: WorkerInput = workerData;
const port = parentPort;
if (!port) throw new Error('local/worker.ts runs in a worker thread only');

/** Local mode can move time: whatever asks this thread for the date gets the moved one. */
const offset = new Float64Array(shared);
const RealDate = Date;
const now = (): number => RealDate.now() + (offset[0] ?? 0);
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
RealDate.prototype.constructor = globalThis.Date;

const load = async (): Promise<(event: unknown, context: object) => unknown> => {
  const module: Record<string, unknown> = await import(pathToFileURL(entry).href);
  const found = module[handler];
  if (typeof found !== 'function') throw new Error(`${entry} does not export the function ${handler}`);
  return (event, context) => found(event, context);
};
const loading = load();
// Whoever invokes learns of it; without this line the rejection would end the thread first.
loading.catch(() => {});

const contextOf = ({ requestId, deadline }: Ask): object => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: true,
  functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
  functionVersion: '$LATEST',
  invokedFunctionArn: process.env['LOCAL_FUNCTION_ARN'],
  logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'],
  logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'],
  memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
  getRemainingTimeInMillis: () => Math.max(0, deadline - RealDate.now()),
});

const answer = async (ask: Ask): Promise<Reply> => {
  try {
    const run = await loading;
    const result = await run(JSON.parse(ask.event), contextOf(ask));
    return { id: ask.id, result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { id: ask.id, error: { name, message, stack: stack ?? message } };
  }
};

port.on('message', (ask: Ask) => {
  void answer(ask).then((reply) => port.postMessage(reply));
});
