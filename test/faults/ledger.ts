/** What was asked while something broke, which of it was acknowledged, and the same asked again with the same keys. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalSystem } from '../support/local-system.ts';
import { client, inTurns, until } from '../journey/client.ts';
import { type Story, storyOf } from '../journey/stories.ts';
import { requestOf } from '../journey/travel.ts';

/** Straight to a department, to a station, and a question to a department. */
export const mix: readonly Story[] = [storyOf('housing'), storyOf('police'), storyOf('education')].map((story) => ({
  ...story,
  filer: story.resident,
  channel: 'web',
}));

type Entry = { as: string; body: Record<string, unknown>; id?: string };

/** Seconds in which everything must have come right after the fault has ended. */
export const patience = 240;

export const fail = (what: string): never => {
  throw new Error(`not as promised: ${what}`);
};

/** What the mix asks for. Cold functions of a busy machine may not answer in their time: then again. */
const bodiesFor = (system: LocalSystem) =>
  until(
    'a system that answers',
    () =>
      Promise.all(
        mix.map(async (story) => ({ as: story.resident, body: await requestOf(client(system.url), story) })),
      ).catch(() => undefined),
    patience,
  );

export const openLedger = async (system: LocalSystem) => {
  const bodies = await bodiesFor(system);
  const asked = new Map<string, Entry>();
  let refused = 0;
  const run = randomUUID().slice(0, 8);

  const fileOnce = async (key: string, entry: Entry): Promise<boolean> => {
    try {
      const { body } = await client(system.url).file(entry.as, entry.body, key);
      if (entry.id !== undefined && entry.id !== body.id) fail(`key ${key} has ticket ${entry.id} and ${body.id}`);
      entry.id = body.id;
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('not as promised')) throw error;
      refused += 1;
      return false;
    }
  };

  return {
    asked,
    /** Files with four clients until it is over; who is refused or cut off goes on with the next. */
    load: async (isOver: () => boolean, pauseMs = 0): Promise<void> => {
      const one = async (): Promise<void> => {
        while (!isOver()) {
          const next = bodies[asked.size % bodies.length];
          if (!next) return;
          const key = `${run}-${String(asked.size).padStart(6, '0')}`;
          const entry: Entry = { ...next };
          asked.set(key, entry);
          if (!(await fileOnce(key, entry))) await sleep(50);
          if (pauseMs > 0) await sleep(pauseMs);
        }
      };
      await Promise.all([1, 2, 3, 4].map(one));
    },
    acknowledged: () => [...asked.values()].filter(({ id }) => id !== undefined).length,
    refused: () => refused,
    /** Asks again, each with its own key, until all have their ticket; seconds until the first and the last answer. */
    askAgain: async (): Promise<{ first: number; all: number }> => {
      const started = performance.now();
      const seconds = (): number => Number(((performance.now() - started) / 1_000).toFixed(1));
      let first: number | undefined;
      let pending = [...asked];
      while (pending.length > 0) {
        const answered = await inTurns(pending.length, async (i) => {
          const [key, entry] = pending[i] ?? fail('nothing to ask');
          const answer = await fileOnce(key, entry);
          if (answer) first ??= seconds();
          return answer;
        });
        pending = pending.filter((_, i) => !answered[i]);
        if (seconds() > patience) fail(`${pending.length} requests are still refused after ${patience} s`);
        if (pending.length > 0) await sleep(200);
      }
      return { first: first ?? 0, all: seconds() };
    },
  };
};
export type Ledger = Awaited<ReturnType<typeof openLedger>>;
