/**
 * npm run verify:engines: the suites of test/conformance against the embedded engines, and those of the table and its
 * stream against the official DynamoDB Local (its jar as a package of npm carries it; needs Java 17). With REMOTE=1
 * against AWS instead. Differences that are known stand in docs/engines.md.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../local/engines.ts';
import { output, root, ToolError, verify, verifyDir } from './tools.ts';

const simulator = 'amplify-dynamodb-simulator@2.9.30';

/** The jar without the 280 packages that the simulator would bring along. @throws ToolError when it cannot be had */
const dynamoDbLocal = (): string => {
  if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0)
    throw new ToolError(
      '没有找到 Java（17 或更新）：DynamoDB Local 需要它；npm start 和 npm test 不需要。\n' +
        'There is no Java (17 or newer): DynamoDB Local needs it; npm start and npm test do not.',
    );
  const dir = join(verifyDir, 'dynamodb-local');
  const emulator = join(dir, 'package', 'emulator');
  if (existsSync(join(emulator, 'DynamoDBLocal.jar'))) return emulator;
  console.error(`· 取 DynamoDB Local，仅需一次 Fetching DynamoDB Local, once: ${simulator} …`);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const packed = spawnSync('npm', ['pack', '--silent', simulator], { cwd: dir, encoding: 'utf8' });
  const tarball = packed.stdout.trim().split('\n').at(-1) ?? '';
  const unpacked = packed.status === 0 ? spawnSync('tar', ['-xzf', tarball], { cwd: dir, encoding: 'utf8' }) : packed;
  if (unpacked.status !== 0)
    throw new ToolError(
      `没有取到 ${simulator}，需要能访问 npm 的包索引。 It was not fetched; the npm registry must be reachable. ${unpacked.stderr}`,
    );
  rmSync(join(dir, tarball));
  return emulator;
};

/** Starts it in memory. */
const startDynamoDbLocal = async (dir: string): Promise<{ endpoint: string; stop: () => void }> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(
    'java',
    [
      '-Djava.library.path=./DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const log = createWriteStream(join(verifyDir, 'dynamodb-local.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    try {
      await fetch(endpoint);
      return { endpoint, stop };
    } catch {
      await sleep(200);
    }
  }
  stop();
  throw new Error(`DynamoDB Local does not answer, see ${join(verifyDir, 'dynamodb-local.log')}`);
};

/** Runs suites of test/conformance and prints what jest says of each test. */
const suites = async (title: string, names: readonly string[], env: Record<string, string>): Promise<boolean> => {
  console.log(`\n${title}`);
  const { code, text } = await output(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--experimental-vm-modules',
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--runInBand',
      '--verbose',
      ...names.map((name) => `test/conformance/${name}.test.ts`),
    ],
    { env },
  );
  const told = text.split('\n').filter((line) => /^\s*[✓✕○]|^Tests:/.test(line));
  console.log(code === 0 ? told.join('\n') : text);
  return code === 0;
};

await verify('verify:engines', async () => {
  if (process.env['REMOTE'] === '1') return suites('AWS', ['dynamo', 'streams', 'sqs', 's3'], { REMOTE: '1' });
  const embedded = await suites('dynoxide · fauxqs', ['dynamo', 'streams', 'sqs', 's3'], {});
  const { endpoint, stop } = await startDynamoDbLocal(dynamoDbLocal());
  try {
    const official = await suites('DynamoDB Local', ['dynamo', 'streams'], { AWS_ENDPOINT_URL_DYNAMODB: endpoint });
    return embedded && official;
  } finally {
    stop();
  }
});
