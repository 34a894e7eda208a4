/** What comes a moment after the act that it follows from: an address, a row of a list, a counter. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again until what is expected holds; after a minute, what was wrong the last time is the failure. */
export const soon = async (expected: () => Promise<void>): Promise<void> => {
  const end = performance.now() + 60_000;
  for (;;) {
    try {
      return await expected();
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(100);
    }
  }
};
