/** npm run build:web [-- --if-stale]: builds the pages into web/dist. With --if-stale only when a source has changed. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const mark = join(root, 'web', 'dist', '.sources');
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

const hash = sourcesHash();
const isFresh = existsSync(mark) && readFileSync(mark, 'utf8') === hash;
if (!process.argv.includes('--if-stale') || !isFresh) {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn' });
  writeFileSync(mark, hash);
}
