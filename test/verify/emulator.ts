/** ministack, an AWS API emulator that this project did not write, on a free port with empty state. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../local/engines.ts';
import { root } from './tools.ts';

export type Emulator = {
  /** What everybody calls. */
  readonly url: string;
  /** Of the emulator itself. */
  readonly port: number;
  /** For the AWS SDK, the CDK CLI and the commands of the product. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => void;
};

export const region = 'us-east-1';
export const account = '000000000000';

/**
 * Says of each request that it came by TLS, as a load balancer does that ends it: the buckets refuse whatever did not,
 * and a certificate of this machine would have to be trusted by every program that takes part.
 */
const endTls = async (port: number): Promise<{ url: string; stop: () => void }> => {
  const server = createServer((incoming, response) => {
    const { method, url: path, headers } = incoming;
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, 'x-forwarded-proto': 'https' } },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    outgoing.on('error', (error) => response.writeHead(502).end(String(error)));
    incoming.pipe(outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/**
 * @param programs folder of the Python programs
 * @param dir folder of its state and its log; emptied
 */
export const startEmulator = async (programs: string, dir: string): Promise<Emulator> => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const port = await freePort();
  const { url, stop: stopTls } = await endTls(port);
  const env = {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
  const child = spawn(join(programs, 'hypercorn'), ['ministack.app:app', '--bind', `127.0.0.1:${port}`], {
    cwd: dir,
    env: {
      ...process.env,
      ...env,
      // Functions run on the Node that the product runs on.
      PATH: `${join(root, 'node_modules', '.bin')}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      // The address in what it hands out, such as URLs of queues.
      GATEWAY_PORT: new URL(url).port,
      STATE_DIR: join(dir, 'state'),
      S3_DATA_DIR: join(dir, 's3'),
      LAMBDA_EXECUTOR: 'local',
      // Policies hold: each function may do what its role says, and nothing else.
      AUTH: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = createWriteStream(join(dir, 'emulator.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  // Its functions are processes below it: the whole group ends.
  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    stopTls();
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', stop);
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break;
    try {
      if ((await fetch(`${url}/_ministack/health`)).ok) return { url, port, env, stop };
    } catch {
      // Not yet.
    }
    await sleep(200);
  }
  stop();
  throw new Error(`the emulator does not answer, see ${join(dir, 'emulator.log')}`);
};
