/** One esbuild call for every function; ten calls would read the SDK and zod ten times. */
import { existsSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { functionEntries, functionParts } from './functions.ts';

const root = join(import.meta.dirname, '..');

/** CommonJS packages inside an ES module still call require. */
const requireForCommonJs = "const require=process.getBuiltinModule('module').createRequire(import.meta.url);";

/**
 * Node's own modules are required, also where a source imports them. An import reads every export at once, of `node:http`
 * also `WebSocket`, and with it all of undici, which nobody here uses: a tenth of each cold start.
 */
const builtinsRequired: Plugin = {
  name: 'builtins-required',
  setup: ({ onResolve, onLoad }) => {
    const namespace = 'builtin';
    onResolve({ filter: new RegExp(`^(node:)?(${builtinModules.join('|')})$`) }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace },
    );
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
    }));
  },
};

/**
 * What is imported only when reached. Ours is a part of the function. A package's stays out: the SDK looks for credentials
 * anywhere but in the environment, where a function has them, and reads streams of events, which nobody here asks for.
 * Put into the same file, esbuild would make everything that they import lazy too: most of the SDK.
 */
const loadedLater: Plugin = {
  name: 'loaded-later',
  setup: ({ onResolve }) => {
    onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind !== 'dynamic-import') return undefined;
      return { path: path.startsWith('.') ? `./${basename(path, '.ts')}.mjs` : path, external: true };
    });
  },
};

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
    entryPoints: [
      ...Object.entries(functionEntries).map(([name, entry]) => ({ in: entry, out: `${name}/index` })),
      ...Object.entries(functionParts).map(([name, part]) => ({ in: part, out: `${name}/${basename(part, '.ts')}` })),
    ],
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
    plugins: [builtinsRequired, loadedLater],
    logLevel: 'silent',
  });
  writeFileSync(join(outdir, 'meta.json'), JSON.stringify(metafile));
};
