/** The functions of a template, ready to be invoked. */
import { join } from 'node:path';
import type { Model } from './resources.ts';
import { type LocalFunction, localFunction } from './runtime.ts';
import { turnsOf } from './turns.ts';

/** What all names of an installation begin with, such as `Yizhan-`; people need not type it. */
export const commonPrefix = (names: readonly string[]): string => {
  const [first = '', ...others] = names;
  const prefix = first.slice(0, first.indexOf('-') + 1);
  return others.length > 0 && others.every((name) => name.startsWith(prefix)) ? prefix : '';
};

/**
 * Invocations of one function at once. In the cloud each has a copy to itself; here they share a thread, and beyond this
 * each would only wait inside for the others until its calls to the store run out of time.
 */
const atOnce = 32;

/** How often a function has run since the start, and for how long in all; milliseconds. */
export type Used = { runs: number; ms: number };

export type Functions = {
  readonly all: readonly LocalFunction[];
  readonly usage: Readonly<Record<string, Used>>;
  /** By name, with or without the prefix common to all. */
  readonly named: (name: string) => LocalFunction | undefined;
  /** By what the template writes where it means a function: its name, its ARN, or an ARN around its ARN. */
  readonly behind: (reference: string) => LocalFunction;
  readonly stop: () => Promise<void>;
};

export const functionsOf = (
  model: Model,
  options: {
    endpoints: Readonly<Record<string, string>>;
    logDir: string;
    shared: SharedArrayBuffer;
    onError: (name: string, error: Error) => void;
    onSettled: () => void;
  },
): Functions => {
  const usage: Record<string, Used> = {};
  const all = model.of('AWS::Lambda::Function').map(({ id, names, properties }): LocalFunction => {
    const [file = '', handler = ''] = properties.Handler.split('.');
    const spec = {
      name: names.ref,
      arn: names.attributes['Arn'] ?? names.ref,
      entry: join(model.codeOf(id), `${file}.mjs`),
      handler,
      timeout: properties.Timeout * 1000,
      memory: properties.MemorySize,
      environment: Object.assign({}, options.endpoints, properties.Environment?.Variables),
    };
    const { logDir, shared } = options;
    const fn = localFunction(spec, { logDir, shared, onError: (error) => options.onError(spec.name, error) });
    const used: Used = { runs: 0, ms: 0 };
    usage[spec.name] = used;
    const inTurn = turnsOf(atOnce);
    const invoke: LocalFunction['invoke'] = (event, requestId) =>
      inTurn(() => {
        const started = performance.now();
        return fn.invoke(event, requestId).finally(() => {
          used.runs += 1;
          used.ms += performance.now() - started;
          options.onSettled();
        });
      });
    return { spec, invoke, kill: fn.kill, stop: fn.stop };
  });
  const prefix = commonPrefix(all.map(({ spec }) => spec.name));
  return {
    all,
    usage,
    named: (name) => all.find(({ spec }) => spec.name === name || spec.name === prefix + name),
    behind: (reference) => {
      const found = all.find(
        ({ spec }) => reference === spec.name || reference === spec.arn || reference.includes(`${spec.arn}/`),
      );
      if (!found)
        throw new Error(`The template names a function that it does not have: ${reference} 模板引用了不存在的函数`);
      return found;
    },
    stop: async () => {
      await Promise.all(all.map((fn) => fn.stop()));
    },
  };
};
