/**
 * npm run verify:contract [-- --seconds 45]: is what docs/openapi.json says what the running system does? The document
 * is linted, every person of the demonstration sends what a fuzzer thinks of (about `--seconds` each), and a client
 * generated from the document lives through a request. Starts a system of its own; needs Python.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { client, type Client } from '../journey/client.ts';
import { file, inState } from '../journey/steps.ts';
import { stories } from '../journey/stories.ts';
import { onBoard, travel } from '../journey/travel.ts';
import { startLocalSystem } from '../support/local-system.ts';
import { fuzz, fuzzTable, type Known, type Role } from './fuzz.ts';
import { npmPackages, output, pythonPrograms, root, verify, verifyDir } from './tools.ts';

const document = join(root, 'docs', 'openapi.json');

/** One person for each role, and nobody. */
const roles: readonly Role[] = [
  { role: 'nobody', person: null },
  { role: 'resident', person: 'resident-chen' },
  { role: 'clerk', person: 'clerk-lin' },
  { role: 'officer', person: 'officer-police' },
  { role: 'supervisor', person: 'supervisor-district' },
  { role: 'administrator', person: 'administrator' },
];

const lint = async (programs: string, clientDir: string): Promise<boolean> => {
  const sound = await output(join(programs, 'openapi-spec-validator'), [document]);
  console.log(sound.text.trim());
  cpSync(join(import.meta.dirname, 'generated-client', 'lint.mjs'), join(clientDir, 'lint.mjs'));
  const linted = await output(process.execPath, ['lint.mjs', document], { cwd: clientDir });
  console.log(linted.text.trim());
  return sound.code === 0 && linted.code === 0;
};

/** Requests in many states, most of them where the fuzzing people have something to do. */
const populate = async (api: Client): Promise<Known> => {
  const tickets: string[] = [];
  for (const story of stories) tickets.push(await travel(api, story, () => {}));
  for (let i = 0; i < 24; i += 1) {
    const { id } = await file(api, 'resident-chen', 'residence-registration');
    tickets.push(id);
    if (i % 4 === 0) continue;
    await onBoard(api, id, 'resident-chen');
    await api.act('clerk-lin', id, 'accept');
    if (i % 4 === 1) continue;
    await inState(api, id, 'resident-chen', 'routed');
    await onBoard(api, id, 'resident-chen');
    await api.act('officer-police', id, 'sign');
    if (i % 4 === 2) continue;
    await api.act('officer-police', id, 'resolve', { outcome: 'granted', answer: '演示：已登记。' });
    if (i % 8 === 7) await api.act('resident-chen', id, 'rate', { level: 1, reasons: ['slow'], text: '演示' });
  }
  return { tickets };
};

/** A client made from the document alone: its types hold, and a request lives through it. */
const generatedClient = async (clientDir: string, url: string, api: Client): Promise<boolean> => {
  cpSync(join(import.meta.dirname, 'generated-client', 'lifecycle.mts'), join(clientDir, 'lifecycle.mts'));
  const program = (name: string) => join(clientDir, 'node_modules', '.bin', name);
  const generated = await output(
    program('openapi-typescript'),
    [document, '--output', 'api.ts', '--default-non-nullable=false'],
    {
      // What has a default may be left out.
      cwd: clientDir,
    },
  );
  const options = '--noEmit --strict --module nodenext --target es2022 --lib es2022,dom --allowImportingTsExtensions';
  const typed = await output(program('tsc'), [...options.split(' '), '--skipLibCheck', 'lifecycle.mts'], {
    cwd: clientDir,
  });
  const [resident, clerk, officer] = await Promise.all(
    ['resident-chen', 'clerk-lin', 'officer-police'].map((id) => api.tokenOf(id)),
  );
  const lived = await output(process.execPath, ['--disable-warning=ExperimentalWarning', 'lifecycle.mts'], {
    cwd: clientDir,
    env: { API_URL: url, RESIDENT: resident ?? '', CLERK: clerk ?? '', OFFICER: officer ?? '' },
  });
  for (const { code, text } of [generated, typed, lived]) if (code !== 0) console.log(text);
  if (lived.code === 0) console.log(lived.text.trim());
  return [generated, typed, lived].every(({ code }) => code === 0);
};

await verify('verify:contract', async () => {
  const { values } = parseArgs({ options: { seconds: { type: 'string', default: '45' } } });
  const seconds = Number(values.seconds);
  if (!Number.isInteger(seconds) || seconds < 4)
    throw new Error(`--seconds: 4 or more for each role, not "${values.seconds}" 每个角色的秒数，至少 4`);
  const programs = pythonPrograms();
  const clientDir = npmPackages('client', ['openapi-typescript@7.13.0', 'openapi-fetch@0.17.0', 'typescript@5.9.3']);
  const isClean = await lint(programs, clientDir);

  const system = await startLocalSystem();
  try {
    const api = client(system.url);
    const lives = await generatedClient(clientDir, system.url, api);
    const known = await populate(api);
    const dir = join(verifyDir, 'contract');
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'system.log'), system.log());
    const outcomes = [];
    for (const role of roles) {
      const token = role.person === null ? null : await api.tokenOf(role.person);
      outcomes.push(
        await fuzz({
          programs,
          dir,
          document: readFileSync(document, 'utf8'),
          url: system.url,
          seconds,
          known,
          role,
          token,
        }),
      );
    }
    console.log(fuzzTable(outcomes));
    return isClean && lives && outcomes.every(({ findings }) => findings === 0);
  } finally {
    await system.stop();
  }
});
