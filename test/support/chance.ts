/** Chance that can be had again: SEED=<number> in the environment. A test that draws names the seed in its title. */
import { randomInt } from 'node:crypto';

export const seed = Number(process.env['SEED'] ?? randomInt(2 ** 32));

let state = seed;
/** A whole number from 0 to below `n`; the same seed draws the same ones in the same order (mulberry32). */
export const chance = (n: number): number => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
};
