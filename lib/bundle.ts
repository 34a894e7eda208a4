/** One esbuild call for every function; ten calls would read the SDK and zod ten times. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { functionEntries } from './functions.ts';

const root = join(import.meta.dirname, '..');

/** CommonJS packages inside an ES module still call require. */
const requireForCommonJs = "import{createRequire as __cr}from'module';const require=__cr(import.meta.url);";

/**
 * Bundles every function into `<outdir>/<function>/index.mjs` with its source map, SDK included: the version is then
 * pinned, and a cold start loads one file. `<outdir>/meta.json` says what each bundle is made of.
 *
 * @throws when an entry file is missing or does not compile; the message names the file.
 */
export const bundle = async (outdir: string): Promise<void> => {
  const missing = Object.values(functionEntries).filter((entry) => !existsSync(join(root, entry)));
  if (missing.length > 0)
    throw new Error(
      `没有函数入口文件 ${missing.join('、')}，请补上或从 lib/functions.ts 删去。` +
        ` Function entry files missing: ${missing.join(', ')}; write them or take them out of lib/functions.ts.`,
    );
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(functionEntries).map(([name, entry]) => ({ in: entry, out: `${name}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: requireForCommonJs },
    metafile: true,
    logLevel: 'silent',
  });
  writeFileSync(join(outdir, 'meta.json'), JSON.stringify(metafile));
};
