/** The boundary check is run on small trees that break a rule each, since a check that reads nothing passes everything. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'yizhan-tree-'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
});
afterEach(() => rmSync(tree, { recursive: true }));

const write = (files: Record<string, string>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
};

const check = (): { status: number | null; output: string } => {
  const script = join(root, 'bin', 'boundaries.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    cwd: tree,
    encoding: 'utf8',
    timeout: 240_000,
  });
  return { status, output: stdout + stderr };
};

/** A tree in order: each room imports what it may. */
const house = {
  'domain/time.ts': `import * as z from 'zod';\nexport const day = z.string();\n`,
  'contract/routes.ts': `import { day } from '../domain/time.ts';\nexport const routes = { day };\n`,
  'store/keys.ts': `export const keys = 1;\n`,
  'store/table.ts': [
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';`,
    `import { keys } from './keys.ts';`,
    `export const table = [DynamoDBClient, keys];\n`,
  ].join('\n'),
  'lambdas/edge/http.ts': `import middy from '@middy/core';\nexport const http = middy;\n`,
  'lambdas/public.ts': [
    `import type { Handler } from 'aws-lambda';`,
    `import { routes } from '../contract/routes.ts';`,
    `import { table } from '../store/table.ts';`,
    `import { http } from './edge/http.ts';`,
    `export const handler: Handler = () => [routes, table, http];\n`,
  ].join('\n'),
  'lib/cloud-app.ts': [
    `import { join } from 'node:path';`,
    `import { App } from 'aws-cdk-lib';`,
    `import { routes } from '../contract/routes.ts';`,
    `import { keys } from '../store/keys.ts';`,
    `export const synthesize = () => [App, routes, keys, join];\n`,
  ].join('\n'),
  'bin/app.ts': `import { synthesize } from '../lib/cloud-app.ts';\nsynthesize();\n`,
  'local/main.ts': [
    `import { SQSClient } from '@aws-sdk/client-sqs';`,
    `import { synthesize } from '../lib/cloud-app.ts';`,
    `export const main = [SQSClient, synthesize];\n`,
  ].join('\n'),
  'web/src/api.ts': `import type { routes } from '../../contract/routes.ts';\nexport type Routes = typeof routes;\n`,
  'web/src/main.tsx': `import type { Routes } from './api.ts';\nexport const start = (routes: Routes) => <p>{routes}</p>;\n`,
  'web/src/workbench/main.tsx': `import { routes } from '../../../contract/routes.ts';\nexport const bench = <p>{routes}</p>;\n`,
  'test/public.test.ts': `import { handler } from '../lambdas/public.ts';\nexport const tested = handler;\n`,
};

test('a house in order passes, and says how much was read', () => {
  write(house);
  expect(check()).toEqual({
    status: 0,
    output: expect.stringMatching(/^13 files, \d\d imports, no boundary crossed\n$/),
  });
});

describe('an import across a boundary is caught', () => {
  test.each([
    ['domain-is-pure', 'domain/bad.ts', `import { readFileSync } from 'node:fs';`],
    ['domain-is-pure', 'domain/bad.ts', `import type { routes } from '../contract/routes.ts';`],
    ['contract-describes', 'contract/bad.ts', `import { keys } from '../store/keys.ts';`],
    ['lib-builds', 'lib/bad.ts', `import { table } from '../store/table.ts';`],
    ['lib-builds', 'lib/bad.ts', `import { day } from '../domain/time.ts';`],
    ['app-calls-the-builder', 'bin/app.ts', `import { keys } from '../store/keys.ts';`],
    ['store-stands-below', 'store/bad.ts', `import { http } from '../lambdas/edge/http.ts';`],
    ['store-owns-the-sdk', 'lambdas/bad.ts', `import { SQSClient } from '@aws-sdk/client-sqs';`],
    ['store-owns-the-sdk', 'lambdas/bad.ts', `const sdk = await import('@aws-sdk/client-sqs');`],
    ['edge-owns-middy', 'lambdas/bad.ts', `import middy from '@middy/core';`],
    ['lambdas-know-no-cloud', 'lambdas/bad.ts', `export { synthesize } from '../lib/cloud-app.ts';`],
    ['local-knows-the-template', 'local/bad.ts', `import { handler } from '../lambdas/public.ts';`],
    ['local-builds-resources', 'local/bad.ts', `import { KMSClient } from '@aws-sdk/client-kms';`],
    ['web-sees-the-contract', 'web/bad.ts', `import { keys } from '../store/keys.ts';`],
    ['web-sees-the-contract', 'web/bad.tsx', `import { handler } from '../lambdas/public.ts';`],
    ['residents-carry-no-schemas', 'web/src/bad.tsx', `import { routes } from '../../contract/routes.ts';`],
    ['residents-load-no-workbench', 'web/src/bad.tsx', `import { bench } from './workbench/main.tsx';`],
    ['product-is-not-tested-by-import', 'store/bad.ts', `import { tested } from '../test/public.test.ts';`],
    ['nobody-imports-it', 'domain/bad.ts', `export const unused = 1;`],
    ['resolvable', 'domain/bad.ts', `import { gone } from './gone.ts';`],
    ['no-cycles', 'store/keys.ts', `import { table } from './table.ts';`],
  ])('%s: %s %s', (rule, path, line) => {
    write({ ...house, [path]: `${line}\n` });
    const { status, output } = check();
    expect(status).toBe(1);
    expect(output).toMatch(new RegExp(`^${rule}: .*${path}`, 'm'));
  });
});

test('an empty folder is no success', () => {
  const { status, output } = check();
  expect(status).toBe(1);
  expect(output).toMatch(/没有找到源文件.*No source files/);
});
