/**
 * What was asked while something broke, and what must be true of it afterwards: no acknowledged request lost, none
 * handled twice in effect, counters equal a recount, chains whole, alarms raised once.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { LocalSystem } from '../support/local-system.ts';
import { client, type Happened, until } from '../journey/client.ts';
import { type Story, storyOf } from '../journey/stories.ts';
import { onBoard, requestOf } from '../journey/travel.ts';

/** Straight to a department, to a station, and a question to a department. */
export const mix: readonly Story[] = [storyOf('housing'), storyOf('police'), storyOf('education')].map((story) => ({
  ...story,
  filer: story.resident,
  channel: 'web',
}));

type Entry = { as: string; body: Record<string, unknown>; id?: string };

/** Seconds in which everything must have come right after the fault has ended. */
const patience = 240;

const fail = (what: string): never => {
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
        const left: typeof pending = [];
        for (const each of pending)
          if (await fileOnce(...each)) first ??= seconds();
          else left.push(each);
        pending = left;
        if (seconds() > patience) fail(`${pending.length} requests are still refused after ${patience} s`);
        if (pending.length > 0) await sleep(200);
      }
      return { first: first ?? 0, all: seconds() };
    },
  };
};
export type Ledger = Awaited<ReturnType<typeof openLedger>>;

const command = async (system: LocalSystem, script: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [`bin/${script}.ts`, '--data', system.dataDir]).catch(
    (error: unknown) => error as { stdout: string },
  );
  return stdout.trim().split('\n').at(-1) ?? '';
};

const repeated = (names: readonly string[]): string[] => names.filter((name, i) => names.indexOf(name) !== i);

const checkHistory = (id: string, events: readonly Happened[]): void => {
  events.forEach(({ sequence }, i) => sequence === i + 1 || fail(`history of ${id} has a gap before ${sequence}`));
  const of = (type: string) => events.filter((event) => event.type === type);
  if (of('Submitted').length !== 1) fail(`${id} was filed ${of('Submitted').length} times`);
  if (of('Delivered').length !== 1) fail(`${id} was delivered ${of('Delivered').length} times`);
  if (of('Routed').length > 1) fail(`${id} was routed ${of('Routed').length} times`);
  const alarms = of('AlarmRaised').map(({ data }) =>
    JSON.stringify([data['clock'], data['generation'], data['level']]),
  );
  const [twice] = repeated(alarms);
  if (twice !== undefined) fail(`${id} raised the alarm ${twice} twice`);
};

export type Outcome = { asked: number; acknowledged: number; refused: number; recovery: string; alarms: number };

/**
 * Everything comes right by itself: asked again, each request has one ticket, it lies on one board, its notices came
 * once, numbers equal a recount, chains are whole; when its time has passed it is alarmed once.
 *
 * @throws with the promise that was not kept
 */
export const settle = async (system: LocalSystem, ledger: Ledger): Promise<Outcome> => {
  const [acknowledged, refused] = [ledger.acknowledged(), ledger.refused()];
  const again = await ledger.askAgain();
  const started = performance.now();
  // Messages that died in a consumer's hands come again after the delivery limit.
  await system.control('clock', { advance: 'PT6M' });
  const tickets = [...ledger.asked.values()].map(({ as, id }) => ({ as, id: String(id) }));
  if (new Set(tickets.map(({ id }) => id)).size !== tickets.length) fail('two requests have one ticket');
  const api = client(system.url);
  await until(
    'every ticket on its board',
    async () => {
      const all = await Promise.all(tickets.map(async ({ id, as }) => api.events(id, as).catch(() => [])));
      const arrived = all.every((events) => events.some(({ type }) => type === 'Delivered'));
      if (!arrived) await system.control('clock', { advance: 'PT6M' }).catch(() => {});
      return arrived ? true : undefined;
    },
    patience,
  );
  const arrival = (performance.now() - started) / 1_000;
  for (const { id, as } of tickets.slice(0, 6)) await onBoard(api, id, as);
  await until(
    'the counters to equal a recount',
    async () => ((await command(system, 'recount')) === 'difference 0' ? true : undefined),
    patience,
  );
  // The clocks of all of them run out: warnings, then cards.
  for (let day = 0; day < 3; day++) await system.control('clock', { advance: 'P2D' });
  const later = client(system.url);
  const alarmed = await until(
    'alarms of what is late',
    async () => {
      const all = await Promise.all(tickets.map(async ({ id, as }) => later.events(id, as)));
      return all.every((events) => events.some(({ type }) => type === 'AlarmRaised')) ? all : undefined;
    },
    patience,
  );
  // The same moments again, from the sweeper and from late messages.
  await system.control('clock', { advance: 'PT1M' });
  for (const { id, as } of tickets) checkHistory(id, await later.events(id, as));
  const mine = await Promise.all(
    [...new Set(tickets.map(({ as }) => as))].map(async (as) => {
      const { body } = await later.get<{ notices: { id: string }[] }>('/notices?limit=100', as);
      return body.notices.map(({ id }) => id);
    }),
  );
  if (repeated(mine.flat()).length > 0) fail('a notice came twice');
  await until(
    'the counters to equal a recount after the alarms',
    async () => ((await command(system, 'recount')) === 'difference 0' ? true : undefined),
    patience,
  );
  const verified = await command(system, 'verify');
  if (verified !== 'broken 0') fail(`verify says ${verified}`);
  return {
    asked: tickets.length,
    acknowledged,
    refused,
    recovery: `${again.first} s first answer, ${again.all} s all answered, ${arrival.toFixed(1)} s all on their boards`,
    alarms: alarmed.flat().filter(({ type }) => type === 'AlarmRaised').length,
  };
};
