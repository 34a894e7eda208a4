/**
 * A test runner for Stryker: the domain's tests in one process, without jest around them. The domain keeps nothing
 * between two calls, so a mutant in a function needs no new process and no new modules; one in a table or a schema
 * needs its modules anew, which an unused query on their address gives.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { seedWith } from './fast-check.ts';
import { collected, type Test } from './globals.ts';

/** The part of `@stryker-mutator/api` that is used here; the package itself is in `.verify/stryker`. */
type Coverage = Readonly<Record<string, number>>;
type Instrumented = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: { static: Coverage; perTest: Readonly<Record<string, Coverage>> };
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
};
type MutantRun = {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly disableBail: boolean;
  /** The mutated file, in the sandbox. */
  readonly sandboxFileName: string;
  /** A static mutant must be active while the modules load. */
  readonly mutantActivation: 'runtime' | 'static';
};
type Loaded = Test & { readonly id: string; readonly fileName: string };

const instrumented = ((globalThis as { __stryker__?: Instrumented }).__stryker__ ??= {});
const replaced: Readonly<Record<string, string>> = {
  '@jest/globals': new URL('globals.ts', import.meta.url).href,
  'fast-check': new URL('fast-check.ts', import.meta.url).href,
};

/** Whether the walks reach every action needs 2,000 of them, and is about the walks. */
const leftOut: ReadonlySet<string> = new Set(['ticket/walks.test.ts']);

/** A calendar indexes a year once and for all; what it was built with must not outlive a mutant. */
const remembers = ['domain', 'sla', 'calendar.ts'];

const withoutQuery = (url: string): string => url.split('?')[0] ?? url;

/** Which files each file imports, noted while they load. */
const imports = new Map<string, Set<string>>();
const stripped = new Map<string, string>();

const sourceOf = (path: string): string => {
  const known = stripped.get(path);
  if (known !== undefined) return known;
  const source = stripTypeScriptTypes(readFileSync(path, 'utf8'), { mode: 'strip' });
  stripped.set(path, source);
  return source;
};

const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(imports.get(from) ?? [])].some((path) => reaches(path, to, seen));
};

/** Only what reaches the mutated file is loaded anew, and nothing at all for a mutant that is active at run time only. */
const freshness = {
  generation: 0,
  mutated: null as string | null,
  of: (path: string): number =>
    freshness.mutated !== null && reaches(path, freshness.mutated) ? freshness.generation : 0,
};

/** Packages and this folder are loaded once. */
const hook = (root: string): void => {
  const sandbox = pathToFileURL(root + sep).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      const parent = context.parentURL ?? '';
      if (!parent.startsWith(sandbox) || parent.includes('/node_modules/')) return next(specifier, context);
      const url = replaced[specifier];
      if (url && url !== parent) return { url, shortCircuit: true };
      const found = next(specifier, context);
      if (!found.url.startsWith(sandbox) || !found.url.endsWith('.ts')) return found;
      const [from, to] = [fileURLToPath(withoutQuery(parent)), fileURLToPath(found.url)];
      imports.set(from, (imports.get(from) ?? new Set()).add(to));
      return { ...found, url: `${found.url}?${freshness.of(to)}` };
    },
    load: (url, context, next) => {
      if (!url.startsWith(sandbox) || !withoutQuery(url).endsWith('.ts')) return next(url, context);
      return { format: 'module', source: sourceOf(fileURLToPath(withoutQuery(url))), shortCircuit: true };
    },
  });
};

class InProcessRunner {
  readonly root = process.cwd();
  readonly files = readdirSync(join(this.root, 'test', 'domain'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !leftOut.has(name.split(sep).join('/')))
    .sort()
    .map((name) => join(this.root, 'test', 'domain', name));
  /** How long each test took when it last ran: the quick ones go first. */
  readonly took = new Map<string, number>();
  loaded: readonly Loaded[] = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    hook(this.root);
  }

  async load(fileName: string): Promise<Loaded[]> {
    collected();
    await import(`${pathToFileURL(fileName).href}?${freshness.of(fileName)}`);
    const seen = new Map<string, number>();
    return collected().map(({ name, body }) => {
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      const id = `${relative(this.root, fileName)} ${name}${times > 1 ? ` (${times})` : ''}`;
      return { id, name, body, fileName };
    });
  }

  async loadAll() {
    if (this.loaded.length > 0) return;
    const loaded: Loaded[] = [];
    for (const file of this.files) loaded.push(...(await this.load(file)));
    this.loaded = loaded;
  }

  /** The message of the failure, or null. */
  async fails({ id, body }: Loaded): Promise<string | null> {
    const began = performance.now();
    seedWith(id);
    try {
      await body();
      return null;
    } catch (error) {
      return String(error instanceof Error ? error.message : error) || 'failed';
    } finally {
      this.took.set(id, performance.now() - began);
    }
  }

  async dryRun() {
    await this.loadAll();
    const tests = [];
    for (const test of this.loaded) {
      instrumented.currentTestId = test.id;
      const failureMessage = await this.fails(test);
      instrumented.currentTestId = undefined;
      const { id, name, fileName } = test;
      const result = { id, name, fileName, timeSpentMs: this.took.get(id) ?? 0 };
      tests.push(failureMessage === null ? { ...result, status: 0 } : { ...result, status: 1, failureMessage });
    }
    return { status: 'complete', tests, mutantCoverage: instrumented.mutantCoverage };
  }

  /** Runs tests until one fails. */
  async firstFailure(tests: readonly Loaded[]) {
    const quickFirst = [...tests].sort((a, b) => (this.took.get(a.id) ?? 0) - (this.took.get(b.id) ?? 0));
    for (const test of quickFirst) {
      const failureMessage = await this.fails(test);
      if (failureMessage !== null) return { killedBy: [test.id], failureMessage };
    }
    return null;
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName, mutantActivation }: MutantRun) {
    await this.loadAll();
    Object.assign(instrumented, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      let failure = null;
      let nrOfTests = 0;
      const wanted = new Set(testFilter);
      const isCovered = ({ id }: Loaded) => testFilter === undefined || wanted.has(id);
      if (mutantActivation === 'runtime' && !reaches(join(this.root, ...remembers), sandboxFileName)) {
        const tests = this.loaded.filter(isCovered);
        nrOfTests = tests.length;
        failure = await this.firstFailure(tests);
      } else {
        freshness.generation += 1;
        freshness.mutated = sandboxFileName;
        const files = new Set(this.loaded.filter(isCovered).map(({ fileName }) => fileName));
        for (const file of [...files].filter((file) => reaches(file, sandboxFileName))) {
          try {
            const tests = (await this.load(file)).filter(isCovered);
            nrOfTests += tests.length;
            failure = await this.firstFailure(tests);
          } catch (error) {
            failure = {
              killedBy: [this.loaded.find(({ fileName }) => fileName === file)?.id ?? file],
              failureMessage: String(error),
            };
          }
          if (failure) break;
        }
      }
      if (hitLimit !== undefined && (instrumented.hitCount ?? 0) > hitLimit)
        return { status: 'timeout', reason: `run more than ${hitLimit} times` };
      return failure ? { status: 'killed', ...failure, nrOfTests } : { status: 'survived', nrOfTests };
    } finally {
      freshness.mutated = null;
      Object.assign(instrumented, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    }
  }
}

const create = () => new InProcessRunner();
create.inject = [] as const;

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: create }];
