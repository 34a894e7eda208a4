/** npm start [-- --port 3000 --data .local --fresh --host 127.0.0.1]: the whole system on this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { assemble } from './assembly.ts';
import { banner } from './banner.ts';
import { openClock } from './clock.ts';
import { type DataDir, openDataDir } from './data-dir.ts';
import { demoPeople } from './demo-people.ts';
import { type Engine, freePort, isFree, startDynamo, startObjectStore, startSqs } from './engines.ts';
import { startHost } from './host.ts';
import { installation } from './installation.ts';
import { openIssuer } from './issuer.ts';
import { startKms } from './kms.ts';
import type { System } from './system.ts';
import { UsageError } from './usage-error.ts';
import { webPages } from './web-pages.ts';

/** Milliseconds that everything has for ending in good order. */
const patience = 1_800;
const audience = 'yizhan';
/** Not the audience: the API takes no ID token for an access token. */
const clientId = 'yizhan-web';

/** A hundred demo people stand for a city: what they file and do is measured, tested and shown by the thousand. */
const demoBudget = 1_000_000;
const limits = {
  filing: demoBudget,
  'resident-actions': demoBudget,
  'desk-actions': demoBudget,
  uploads: demoBudget,
};

const stops: (() => Promise<void> | void)[] = [];
let stopping = false;
const exit = (code: number): void => {
  if (stopping) process.exit(code);
  stopping = true;
  setTimeout(() => process.exit(code), patience);
  void (async () => {
    // The last that was started ends first.
    for (const stop of stops.reverse()) await Promise.resolve(stop()).catch(() => {});
    process.exit(code);
  })();
};

const say = (zh: string, en: string): void => {
  console.log(`· ${zh} ${en} …`);
};

const usage = 'npm start [-- --port 3000 --data .local --fresh --host 127.0.0.1]';
const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: process.env['PORT'] ?? '3000' },
        data: { type: 'string', default: '.local' },
        host: { type: 'string', default: '127.0.0.1' },
        fresh: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n用法 Usage: ${usage}`);
  }
};

/** The port to listen on. 0 is a free choice, and the same again next time if it can be. */
const choosePort = async (given: string, host: string, dataDir: DataDir): Promise<number> => {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535)
    throw new UsageError(
      `--port takes a number from 0 to 65535, not "${given}". --port 应为 0 到 65535 之间的数字，而不是“${given}”。`,
    );
  if (port === 0) {
    const last = dataDir.port();
    const chosen = last !== undefined && (await isFree(last, host)) ? last : await freePort();
    dataDir.keepPort(chosen);
    return chosen;
  }
  if (await isFree(port, host)) return port;
  throw new UsageError(
    `Port ${port} on ${host} is taken. Choose another with --port, for example: npm start -- --port ${await freePort()}\n` +
      `${host} 的端口 ${port} 已被占用。请用 --port 换一个，例如：npm start -- --port ${await freePort()}`,
  );
};

/** Loads the first data, once per data directory, by the command that does so in the cloud. */
const seed = async (system: System, dataDir: DataDir): Promise<void> => {
  const script = fileURLToPath(new URL('../bin/seed.ts', import.meta.url));
  if (dataDir.isSeeded() || !existsSync(script)) return;
  say('首次启动，载入数据', 'First start, loading data');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, '--demo'], {
    env: { ...process.env, ...system.environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  stops.push(() => void child.kill());
  const [code]: unknown[] = await once(child, 'exit');
  if (code !== 0)
    throw new UsageError(`载入初始数据失败，原因见上。Loading the first data failed, see above (${String(code)}).`);
  dataDir.markSeeded();
};

/** Builds the web pages if a source of them has changed. The API is of use without them, so a failure ends nothing. */
const buildPages = async (): Promise<void> => {
  const script = fileURLToPath(new URL('../bin/build-web.ts', import.meta.url));
  if (!existsSync(script)) return;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, '--if-stale'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  stops.push(() => void child.kill());
  const [code]: unknown[] = await once(child, 'exit');
  if (code !== 0)
    console.error('✗ 网页构建失败，原因见上；接口照常。The pages were not built, see above; the API runs.');
};

const started = async <E extends Engine>(starting: Promise<E>): Promise<E> => {
  const engine = await starting;
  stops.push(engine.stop);
  return engine;
};

const main = async (): Promise<void> => {
  // As in Lambda; whoever needs local time names the zone.
  process.env['TZ'] = 'UTC';
  const { port: givenPort, data, host, fresh } = readOptions();
  const dataDir = openDataDir(data, fresh);
  stops.push(dataDir.release);
  const { path } = dataDir;
  const port = await choosePort(givenPort, host, dataDir);
  const url = `http://127.0.0.1:${port}`;
  const issuerUrl = `${url}/_local/oidc`;

  say(
    '启动数据引擎，打包函数，生成云模板',
    'Starting the engines, bundling the functions, synthesizing the cloud template',
  );
  const [{ template, assetsDir }, dynamo, sqs, kms, s3] = await Promise.all([
    assemble(path, { ...installation(), identity: { issuer: issuerUrl, audience, clientId }, limits }),
    started(startDynamo({ dir: path })),
    started(startSqs({ dir: path, release: true })),
    started(startKms({ dir: path })),
    started(startObjectStore({ dir: path })),
    buildPages(),
  ]);

  say('建表、建队列，启动函数', 'Making tables and queues, starting functions');
  const clock = openClock(path);
  const people = demoPeople();
  const issuer = await openIssuer({ dir: path, url: issuerUrl, audience, clientId, people, now: clock.now });
  const running = await startHost({
    template,
    assetsDir,
    dataDir: path,
    engines: { dynamo, sqs, kms, s3 },
    clock,
    issuer: { url: issuerUrl, open: issuer },
    url,
    address: host,
    port,
    seed: (system) => seed(system, dataDir),
    pages: (reachable) => webPages(fileURLToPath(new URL('../web/dist', import.meta.url)), reachable),
    onFunctionError: (name, { name: kind, message }) => console.error(`✗ ${name}: ${kind}: ${message}`),
  });
  stops.push(running.stop);
  dataDir.publish(running.system);
  console.log(
    banner(running.system, {
      dataDir: path,
      people,
      functions: running.functions,
      tokenOptions: data === '.local' ? '' : ` --data ${data}`,
    }),
  );
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => exit(0));
try {
  await main();
} catch (error) {
  const known = error instanceof UsageError;
  if (!stopping) console.error(known ? error.message : error);
  exit(1);
}
