/**
 * What the domain's tests import from `@jest/globals`, for a mutation run: jest's own `expect` and `each`, but tests are
 * only collected here, so that one process can run them a thousand times without loading anything again.
 */
import { createRequire } from 'node:module';

const require = createRequire(createRequire(import.meta.url).resolve('@jest/globals'));
const { jestExpect } = require('@jest/expect') as { jestExpect: unknown };
const { bind } = require('jest-each') as { bind: (define: unknown, hasDone?: boolean) => unknown };

export type Test = { readonly name: string; readonly body: () => unknown };

let tests: Test[] = [];
let path: readonly string[] = [];

/** The tests that were defined since the last call. */
export const collected = (): Test[] => {
  const defined = tests;
  [tests, path] = [[], []];
  return defined;
};

const define = (name: string, body: () => unknown): void => {
  tests.push({ name: [...path, name].join(' '), body });
};
const within = (name: string, body: () => void): void => {
  const outer = path;
  path = [...path, name];
  body();
  path = outer;
};

export const expect = jestExpect;
export const test = Object.assign(define, { each: bind(define) });
export const describe = Object.assign(within, { each: bind(within, false) });
