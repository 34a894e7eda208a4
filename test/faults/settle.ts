/**
 * What must be true after a fault: no acknowledged request lost, none handled twice in effect, each notice once, counters
 * equal a recount, chains whole, alarms raised once.
 */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { LocalSystem } from '../support/local-system.ts';
import { type Client, client, type Happened, inTurns, type Reply, until } from '../journey/client.ts';
import { onBoard } from '../journey/travel.ts';
import { fail, type Ledger, patience } from './ledger.ts';
import { waiting } from './queues.ts';

type Told = { id: string; ticketId: string };
type Page = { notices: Told[]; cursor: string | null };
type Filed = { as: string; id: string };

/** The last line that a command prints. */
export const command = async (system: LocalSystem, script: string, ...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `bin/${script}.ts`, ...args, '--data', system.dataDir],
    { timeout: patience * 1_000 },
  ).catch((error: unknown) => error as { stdout: string });
  return stdout.trim().split('\n').at(-1) ?? '';
};

export const recounted = (system: LocalSystem): Promise<true> =>
  until(
    'the counters to equal a recount',
    async () => ((await command(system, 'recount')) === 'difference 0' ? true : undefined),
    patience,
  );

const repeated = (names: readonly string[]): string | undefined => {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
};

const checkHistory = (id: string, events: readonly Happened[]): void => {
  events.forEach(({ sequence }, i) => sequence === i + 1 || fail(`history of ${id} has a gap before ${sequence}`));
  const of = (type: string) => events.filter((event) => event.type === type);
  if (of('Submitted').length !== 1) fail(`${id} was filed ${of('Submitted').length} times`);
  if (of('Delivered').length !== 1) fail(`${id} was delivered ${of('Delivered').length} times`);
  if (of('Routed').length > 1) fail(`${id} was routed ${of('Routed').length} times`);
  const alarms = of('AlarmRaised').map(({ data }) =>
    JSON.stringify([data['clock'], data['generation'], data['level']]),
  );
  const twice = repeated(alarms);
  if (twice !== undefined) fail(`${id} raised the alarm ${twice} twice`);
};

/** Ten at once; a machine that is busy may answer 503, which says to ask again. */
const historiesOf = (api: Client, tickets: readonly Filed[]): Promise<Happened[][]> =>
  inTurns(tickets.length, (i) => {
    const { id, as } = tickets[i] ?? fail('no such ticket');
    const ask = () =>
      api.events(id, as).catch((error: unknown) => {
        if (String(error).includes(': 503 ')) return undefined;
        throw error;
      });
    return until(`the history of ${id}`, ask, 60);
  });

/** Every notice that somebody has, to the last page. */
const noticesOf = async (api: Client, as: string): Promise<Told[]> => {
  const all: Told[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body }: Reply<Page> = await api.get<Page>(`/notices?limit=100${next}`, as);
    all.push(...body.notices);
    cursor = body.cursor;
  } while (cursor !== null);
  return all;
};

/** Of what happens to the mix while nobody works on it, these are told. */
const told = new Set(['Submitted', 'Routed']);

/** Notices that ought to be there and are not, by id. @throws when one came twice, or tells of nothing */
export const missingNotices = async (
  api: Client,
  tickets: readonly Filed[],
  histories: readonly (readonly Happened[])[],
): Promise<string[]> => {
  const ids = new Set(tickets.map(({ id }) => id));
  const people = [...new Set(tickets.map(({ as }) => as))];
  const all = (await Promise.all(people.map((as) => noticesOf(api, as)))).flat();
  const mine = all.filter(({ ticketId }) => ids.has(ticketId)).map(({ id }) => id);
  const twice = repeated(mine);
  if (twice !== undefined) fail(`the notice ${twice} came twice`);
  const due = tickets.flatMap(({ id }, i) =>
    (histories[i] ?? []).filter(({ type }) => told.has(type)).map(({ sequence }) => `${id}-${sequence}`),
  );
  const extra = mine.find((id) => !due.includes(id));
  if (extra !== undefined) fail(`the notice ${extra} tells of nothing`);
  return due.filter((id) => !mine.includes(id));
};

/** Messages that died, in all queues that have dead letters. */
const deadLetters = async (system: LocalSystem): Promise<number> => {
  const urls = Object.values(system.system.queues).flatMap(({ deadLetterUrl }) => deadLetterUrl ?? []);
  return (await Promise.all(urls.map(waiting))).reduce((sum, count) => sum + count, 0);
};

/**
 * What failed comes again after its visibility timeout, what was lost after the delivery limit: local time jumps over
 * both, a few times. What died in the hands of a host that is gone waits out the real timeout of three minutes.
 */
const pusher = (system: LocalSystem) => {
  let [asked, pushes] = [0, 0];
  return async (): Promise<undefined> => {
    await sleep(200);
    asked += 1;
    if (asked % 25 !== 0 || pushes >= 20) return;
    pushes += 1;
    await system.control('clock', { advance: 'PT6M' }).catch(() => {});
  };
};

/** What came of a scenario. Seconds of recovery count from the end of the fault. */
export type Outcome = {
  asked: number;
  acknowledged: number;
  refused: number;
  /** Until the first request that had been refused or cut off was answered, until all were. */
  first: number;
  all: number;
  /** Until every one lay on its board, until everybody had been told. */
  arrived: number;
  heard: number;
  notices: number;
  alarms: number;
};

/**
 * Everything comes right by itself: asked again, each request has one ticket, it lies on one board, its notices came
 * once, numbers equal a recount, chains are whole; when its time has passed it is alarmed once.
 *
 * @param dead messages that were poison, and lie among the dead letters; others must not
 * @throws with the promise that was not kept
 */
export const settle = async (system: LocalSystem, ledger: Ledger, dead = 0): Promise<Outcome> => {
  const [acknowledged, refused] = [ledger.acknowledged(), ledger.refused()];
  const started = performance.now();
  const seconds = (): number => Number(((performance.now() - started) / 1_000).toFixed(1));
  const again = await ledger.askAgain();
  const tickets = [...ledger.asked.values()].map(({ as, id }) => ({ as, id: String(id) }));
  if (new Set(tickets.map(({ id }) => id)).size !== tickets.length) fail('two requests have one ticket');
  const api = client(system.url);
  const histories = () => historiesOf(api, tickets);
  const haveArrived = async (): Promise<boolean> =>
    (await histories().catch(() => [[]])).every((events) => events.some(({ type }) => type === 'Delivered'));
  const pushed = pusher(system);
  await until('every ticket on its board', async () => ((await haveArrived()) ? true : pushed()), patience);
  const arrived = seconds();
  for (const { id, as } of tickets.slice(0, 6)) await onBoard(api, id, as);
  let missing: string[] = [];
  const haveHeard = async (): Promise<boolean> => {
    missing = await missingNotices(api, tickets, await histories());
    return missing.length === 0;
  };
  await until('every notice', async () => ((await haveHeard()) ? true : pushed()), patience).catch((error: unknown) =>
    fail(`${String(error)}: ${missing.slice(0, 3).join(', ')} of ${missing.length}`),
  );
  const heard = seconds();
  await recounted(system);
  // The clocks of all of them run out: warnings, then cards.
  for (let day = 0; day < 3; day++) await system.control('clock', { advance: 'P2D' });
  const later = client(system.url);
  const eventsLater = () => historiesOf(later, tickets);
  await until(
    'alarms of what is late',
    async () =>
      (await eventsLater()).every((events) => events.some(({ type }) => type === 'AlarmRaised')) ? true : undefined,
    patience,
  );
  // The same moments again, from the sweeper and from late messages.
  await system.control('clock', { advance: 'PT1M' });
  const last = await eventsLater();
  tickets.forEach(({ id }, i) => checkHistory(id, last[i] ?? []));
  const lost = await missingNotices(later, tickets, last);
  if (lost.length > 0) fail(`the notice ${lost[0]} is gone`);
  await recounted(system);
  const verified = await command(system, 'verify');
  if (verified !== 'broken 0') fail(`verify says ${verified}`);
  const died = await deadLetters(system);
  if (died !== dead) fail(`${died} dead letters, ${dead} of them were poison`);
  const of = (types: ReadonlySet<string>): number => last.flat().filter(({ type }) => types.has(type)).length;
  return {
    asked: tickets.length,
    acknowledged,
    refused,
    ...again,
    arrived,
    heard,
    notices: of(told),
    alarms: of(new Set(['AlarmRaised'])),
  };
};
