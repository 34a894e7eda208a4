/** The cloud assembly that local mode boots: the builder's, kept until a source file changes. */
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalConfiguration, Synthesized, SynthesizeInput } from './synthesize-worker.ts';
import { UsageError } from './usage-error.ts';

const root = join(import.meta.dirname, '..');
/** Everything that a function, the template or the first data are made of. */
const sources = ['{bin,contract,data,domain,lambdas,lib,store}/**/*.{ts,json}', 'package-lock.json', 'cdk.json'];

/** Stands in the kept template for the issuer, whose address changes with the port. */
const issuerHere = 'https://issuer.invalid';

/** Changes when any source of the program changes. */
export const sourcesHash = (): string => {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: root }).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  return hash.digest('hex');
};

/** In a process of its own: what the CDK needs, some 400 MB, is given back when it ends, and Ctrl-C works meanwhile. */
const synthesize = async (input: SynthesizeInput): Promise<Synthesized> => {
  const child = fork(new URL('synthesize-worker.ts', import.meta.url), [JSON.stringify(input)]);
  const kill = (): boolean => child.kill();
  process.once('exit', kill);
  const { promise, resolve, reject } = Promise.withResolvers<Synthesized>();
  // It sends one message, and only this.
  child.once('message', (message) => resolve(message as Synthesized));
  child.once('error', reject);
  child.once('exit', () => {
    process.off('exit', kill);
    reject(new UsageError('合成云模板失败，原因见上。No cloud template, for the reason above.'));
  });
  return promise;
};

const kept = (file: string, key: string): Synthesized['template'] | undefined => {
  try {
    const found: { key: string; template: Synthesized['template'] } = JSON.parse(readFileSync(file, 'utf8'));
    return found.key === key ? found.template : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Returns the template and the folder of its assets, under `dir`.
 *
 * @throws UsageError when the program does not compile or its stack does not synthesize; the reason is on stderr
 */
export const assemble = async (
  dir: string,
  { identity: { issuer, ...identity }, ...configuration }: LocalConfiguration,
): Promise<Synthesized> => {
  const assetsDir = join(dir, 'assembly');
  const file = join(assetsDir, 'kept.json');
  const given = { ...configuration, identity: { issuer: issuerHere, ...identity } };
  const key = `${sourcesHash()} ${JSON.stringify(given)}`;
  let template = kept(file, key);
  if (!template) {
    ({ template } = await synthesize({ outdir: assetsDir, ...given }));
    writeFileSync(file, JSON.stringify({ key, template }));
  }
  return { template: JSON.parse(JSON.stringify(template).replaceAll(issuerHere, issuer)), assetsDir };
};
