/**
 * Stands between the system and one of its engines, speaks for the engine, and can misbehave in its name. It counts what
 * is asked and, of DynamoDB, what each call consumes.
 */
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** What becomes of a call before the engine hears of it, or (`lost`) after it has done what was asked. */
export type Fault =
  | { kind: 'slow'; ms: number }
  /** The engine's refusal, by the name of its exception. */
  | { kind: 'refused'; status: number; type: string }
  /** The connection breaks; with `done` the engine has carried it out before. */
  | { kind: 'cut'; done: boolean };

/** Asked for each call, by its name and what it says; null: it goes its way. */
export type Plan = (operation: string, body: Buffer) => Fault | null;

export type Consumed = { calls: number; reads: number; writes: number };
export type Proxy = {
  readonly endpoint: string;
  plan: Plan;
  /** Address of the engine; another one can take its place. */
  engine: string;
  /** By operation, since the start or the last `reset`. Capacity only while `measures`. */
  readonly consumed: ReadonlyMap<string, Consumed>;
  /** Whether DynamoDB is asked for what each call consumes; it costs a parse of each call. */
  measures: boolean;
  /** Told of each call that the engine has carried out. */
  hear: (operation: string, body: string) => void;
  readonly reset: () => void;
  readonly stop: () => Promise<void>;
};

const healthy: Plan = () => null;

/** `DynamoDB_20120810.GetItem` → GetItem. */
const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1) ?? '';

/** Operations that say what they consumed. */
export const measured =
  /^(GetItem|BatchGetItem|Query|PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/;

type Capacity = { CapacityUnits?: number; ReadCapacityUnits?: number; WriteCapacityUnits?: number };

const unitsIn = (body: Buffer): number => {
  const { ConsumedCapacity } = JSON.parse(body.toString()) as { ConsumedCapacity?: Capacity | Capacity[] };
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
};

export const startProxy = async (engine: string): Promise<Proxy> => {
  const agent = new Agent({ keepAlive: true });
  const consumed = new Map<string, Consumed>();

  const forward = (asked: IncomingMessage, body: Buffer): Promise<{ answer: IncomingMessage; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(proxy.engine);
      const headers = { ...asked.headers, 'content-length': String(body.length) };
      const out = request({ agent, hostname, port, method: asked.method, path: asked.url, headers });
      out.on('error', reject);
      out.on('response', (answer) => void buffer(answer).then((all) => resolve({ answer, body: all }), reject));
      out.end(body);
    });

  const answer = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const operation = operationOf(asked);
    let body = await buffer(asked);
    const fault = proxy.plan(operation, body);
    if (fault?.kind === 'slow') await sleep(fault.ms);
    if (fault?.kind === 'refused') {
      response.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${fault.type}`, message: 'injected' }));
      return;
    }
    if (fault?.kind === 'cut' && !fault.done) return void asked.socket.destroy();
    const counts = proxy.measures && measured.test(operation);
    if (counts) body = Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ReturnConsumedCapacity: 'TOTAL' }));
    const got = await forward(asked, body);
    const before = consumed.get(operation) ?? { calls: 0, reads: 0, writes: 0 };
    const units = counts && got.answer.statusCode === 200 ? unitsIn(got.body) : 0;
    const isRead = /^(GetItem|BatchGetItem|Query)$/.test(operation);
    consumed.set(operation, {
      calls: before.calls + 1,
      reads: before.reads + (isRead ? units : 0),
      writes: before.writes + (isRead ? 0 : units),
    });
    if (got.answer.statusCode === 200) proxy.hear(operation, body.toString());
    if (fault?.kind === 'cut') return void asked.socket.destroy();
    // The checksum is that of the engine's own words, which are not changed.
    response.writeHead(got.answer.statusCode ?? 502, got.answer.headers);
    response.end(got.body);
  };

  const server = createServer((asked, response) => {
    // The engine is gone, or whoever asked: the connection says so.
    answer(asked, response).catch(() => asked.socket.destroy());
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
  const proxy: Proxy = {
    endpoint: `http://127.0.0.1:${address.port}`,
    plan: healthy,
    engine,
    consumed,
    measures: false,
    hear: () => {},
    reset: () => consumed.clear(),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await once(server, 'close');
    },
  };
  return proxy;
};
