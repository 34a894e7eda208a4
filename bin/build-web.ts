/** npm run build:web [-- --if-stale --out <folder>]: builds the pages into web/dist; with --if-stale only when a source has changed. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');
/** Everything that the pages are made of: their own files, and what they import of the contract and the domain. */
const sources = ['web/*.*', 'web/{src,sw,public}/**/*', '{contract,domain}/**/*.ts', 'package-lock.json'];

const sourcesHash = (): string => {
  const hash = createHash('sha256');
  for (const entry of globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort())
    hash.update(entry).update('\0').update(readFileSync(entry));
  return hash.digest('hex');
};

const { values } = parseArgs({ options: { 'if-stale': { type: 'boolean', default: false }, out: { type: 'string' } } });
const out = values.out ?? join(root, 'web', 'dist');
const mark = join(out, '.sources');
const hash = sourcesHash();
const isFresh = existsSync(mark) && readFileSync(mark, 'utf8') === hash;
if (!values['if-stale'] || !isFresh) {
  // Whoever calls it, a test for example, may have set another; then vite would build what developers want.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  // Built beside and put in place whole: a system that runs goes on sending the pages meanwhile.
  const beside = `${out}.${process.pid}`;
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn', build: { outDir: beside } });
  writeFileSync(join(beside, '.sources'), hash);
  rmSync(out, { recursive: true, force: true });
  renameSync(beside, out);
}
