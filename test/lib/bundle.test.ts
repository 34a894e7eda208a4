/** What the functions are made of. They lie outside of the tree, as in the cloud: what was not bundled is not there. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { functions } from '../../contract/route.ts';
import { functionEntries, functionParts } from '../../lib/functions.ts';

type Output = {
  exports: string[];
  inputs: Record<string, unknown>;
  imports: { path: string; kind: string; external?: boolean }[];
};

const names = Object.keys(functionEntries);
let folder: string;
let outputs: [string, Output][];

/** What a program of its own says, in which `bundle` is the folder. */
const run = (program: string): string => {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
};
const fileOf = (name: string, part = 'index') => JSON.stringify(join(folder, name, `${part}.mjs`));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-bundles-'));
  const bundler = JSON.stringify(join(import.meta.dirname, '..', '..', 'lib', 'bundle.ts'));
  run(`const { bundle } = await import(${bundler}); await bundle(${JSON.stringify(folder)});`);
  const meta: { outputs: Record<string, Output> } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));
  outputs = Object.entries(meta.outputs).filter(([path]) => path.endsWith('.mjs'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const outputOf = (name: string, part = 'index'): Output => {
  const found = outputs.find(([path]) => path.endsWith(`/${name}/${part}.mjs`));
  if (!found) throw new Error(`no bundle ${name}/${part}.mjs`);
  return found[1];
};
const inputsOf = (name: string, of: RegExp) => Object.keys(outputOf(name).inputs).filter((input) => of.test(input));

test.each(names)('%s is made of product code alone, and exports handler', (name) => {
  expect(outputOf(name).exports).toContain('handler');
  expect(inputsOf(name, /^(lib|local|test|bin|bench|web)\/|node_modules\/(aws-cdk-lib|esbuild|fauxqs)\//)).toEqual([]);
});

test.each([...functions])('%s is below a megabyte', (name) => {
  const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.mjs'));
  const bytes = files.map((file) => statSync(join(folder, name, file)).size);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(1_000_000);
});

describe('a start loads nothing that it does not need', () => {
  test.each(names)('%s: of Node', (name) => {
    const loaded = `process.moduleLoadList.filter((each) => each.includes('undici')).join()`;
    expect(run(`await import(${fileOf(name)}); console.log(${loaded});`)).toBe('');
  });

  test.each(names)('%s: of the contract, the rows of other functions', (name) => {
    expect(inputsOf(name, /^contract\/(routes|openapi)\.ts$/)).toEqual([]);
  });

  test.each(names)('%s: of the SDK, credentials from elsewhere than the environment', (name) => {
    expect(inputsOf(name, /nested-clients|credential-provider-(?!node|env)/)).toEqual([]);
  });

  test.each([...functions])('%s: clients of other services', (name) => {
    const clients = inputsOf(name, /@aws-sdk\/client-[\w-]+\/dist-es\/\w+Client\.js$/);
    const expected = ['client-dynamodb', 'client-kms', ...(name === 'papers' ? ['client-s3'] : [])];
    expect(clients.map((path) => path.split('/')[2])).toEqual(expected);
  });

  test('supervision: the library of workbooks', () => {
    expect(inputsOf('supervision', /write-excel-file/)).toEqual([]);
  });
});

/** A new version of a package may import something else later: whether functions ever come there is to be looked at. */
test('what stays out because it is never reached is known', () => {
  const later = outputs.flatMap(([, { imports }]) =>
    imports.filter(({ kind, external }) => kind === 'dynamic-import' && external),
  );
  const parts = Object.values(functionParts).map((part) => part.replace(/^.*\//, './').replace(/\.ts$/, '.mjs'));
  expect([...new Set(later.map(({ path }) => path))].toSorted()).toEqual(
    [
      ...parts,
      '@aws-sdk/credential-provider-http',
      '@aws-sdk/credential-provider-ini',
      '@aws-sdk/credential-provider-process',
      '@aws-sdk/credential-provider-sso',
      '@aws-sdk/credential-provider-web-identity',
      '@smithy/core/event-streams',
      '@smithy/credential-provider-imds',
    ].toSorted(),
  );
});

describe('what is loaded later', () => {
  test('lies beside the function that imports it', () => {
    const imported = names.flatMap((name) =>
      outputOf(name).imports.flatMap(({ path }) => (path.startsWith('./') ? [join(folder, name, path)] : [])),
    );
    expect(imported).toHaveLength(Object.keys(functionParts).length);
    expect(imported.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('public answers with the description of the API', () => {
    const event = `{ routeKey: 'GET /openapi.json', headers: {}, requestContext: {} }`;
    const program = `console.info = () => {};
      const { handler } = await import(${fileOf('public')});
      const { statusCode, body } = await handler(${event}, {});
      console.log(statusCode, body);`;
    const [, status, body] = /^(\d+) (.*)$/s.exec(run(program)) ?? [];
    const kept = join(import.meta.dirname, '..', '..', 'docs', 'openapi.json');
    expect(status).toBe('200');
    expect(JSON.parse(body ?? '')).toEqual(JSON.parse(readFileSync(kept, 'utf8')));
  });

  test('supervision writes a workbook', () => {
    const table = `{ name: '表', columns: [{ zh: '数', en: 'Number' }], rows: [[1], [null]] }`;
    const program = `const { workbookOf } = await import(${fileOf('supervision', 'workbook')});
      console.log((await workbookOf([${table}])).toString('latin1', 0, 2));`;
    expect(run(program)).toBe('PK');
  });
});
