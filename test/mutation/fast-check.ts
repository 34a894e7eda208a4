/**
 * fast-check for a mutation run: fewer values, of each test always the same, and no search for the smallest
 * counterexample. What survives because of it counts against us.
 */
import real, { type Parameters } from 'fast-check';

export * from 'fast-check';

/** The runs of a property are at most these. */
const most = 5;

let seed = 0;
/** From here on the values are those of this test. */
export const seedWith = (name: string): void => {
  seed = [...name].reduce((hash, character) => (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003, 7);
};

const assert = (property: never, given: Parameters<never> = {}): unknown =>
  real.assert(property, { seed, ...given, numRuns: Math.min(given.numRuns ?? most, most), endOnFailure: true });

export default { ...real, assert };
