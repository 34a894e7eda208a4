/**
 * The sweeper over many open clocks, on the real engines: reads in proportion to what is due, oldest first, to the end,
 * each alarm once whatever happens twice. `npm run bench:sweep` measures the same with 100,000.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fold } from '../../domain/ticket/apply.ts';
import { shards } from '../../store/keys.ts';
import { sendAll } from '../../store/queues.ts';
import { due, events, verify } from '../../store/ticket-lists.ts';
import { load } from '../../store/tickets.ts';
import { createQueuePair, startEngines } from '../support/engines.ts';
import { countReads, sweep, work, writeContent, writeTickets } from '../support/open-clocks.ts';

const [open, late] = [5_000, 100];
let engines: Awaited<ReturnType<typeof startEngines>>;
let queue: string;
let dueIds: string[];
beforeAll(async () => {
  engines = await startEngines();
  ({ url: queue } = await createQueuePair('clocks'));
  await writeContent();
  // To be answered by Tuesday 17:30, and by Thursday 17:30.
  dueIds = await writeTickets(late, '2026-03-02T09:00:00.000+08:00', { withEvents: true });
  await writeTickets(open - late, '2026-03-03T17:31:00.000+08:00');
});
afterAll(() => engines.stop());

/** Tuesday: both halves of the day are over, the answer is not due yet. */
const now = '2026-03-03T17:00:00.000+08:00';
const collect = async (moment: string) => {
  const found = [];
  for await (const each of due(moment)) found.push(each);
  return found;
};
const alarmsOf = async (id: string): Promise<string[]> =>
  (await events(id)).flatMap(({ event }) =>
    event.type === 'AlarmRaised' ? [`${event.clock} ${event.clockGeneration} ${event.level}`] : [],
  );

test('what is read grows with what is due, not with what is open; all of it, oldest first', async () => {
  let found: Awaited<ReturnType<typeof collect>> = [];
  const reads = await countReads(async () => {
    found = await collect(now);
  });
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set(dueIds));
  expect(found.map(({ moment }) => moment)).toEqual(found.map(({ moment }) => moment).toSorted());
  expect(reads.items).toBe(late);
  expect(reads.queries).toBe(shards.alarm);
  // An empty query costs half a unit, an entry of the index about a twentieth.
  expect(reads.units).toBeLessThan(shards.alarm + late / 10);
});

test('a sweep reaches everything and says in one line how late it was', async () => {
  const line = await sweep(now);
  expect(line.tickets).toBe(late);
  expect(line.lateMaxMs).toBeGreaterThanOrEqual(line.lateP95Ms);
  expect(line.lateP95Ms).toBeGreaterThan(0);
});

test('doubled sweeps, a sweep that broke off, a worker that died before it deleted: every alarm once', async () => {
  // The sweep before stands in the queue already; one more comes, and one that ended halfway.
  await sweep(now);
  await sweep(now);
  const half = (await collect(now)).slice(0, late / 2);
  await sendAll(half.map(({ id }) => ({ queue: 'clocks', body: { ticketId: id } })));
  expect(await work(queue, now, { crashes: true })).toBe(3.5 * late);
  expect(await collect(now)).toEqual([]);
  expect((await sweep(now)).tickets).toBe(0);
  for (const id of dueIds) {
    const alarms = await alarmsOf(id);
    expect(new Set(alarms).size).toBe(alarms.length);
    expect(alarms).toContain('ANSWER 1 warning');
    expect(alarms).not.toContain('ANSWER 1 yellow');
  }
});

test('a schedule that is late, an hour ahead or an hour behind raises nothing twice', async () => {
  const [ahead, behind, right, veryLate] = [
    '2026-03-03T18:00:00.000+08:00',
    '2026-03-03T16:00:00.000+08:00',
    '2026-03-03T17:31:00.000+08:00',
    '2026-03-03T19:30:00.000+08:00',
  ];
  // The schedule is ahead, the worker is not: it finds nothing to do.
  expect((await sweep(ahead)).tickets).toBe(late);
  await work(queue, now);
  expect(await alarmsOf(dueIds[0] ?? '')).not.toContain('ANSWER 1 yellow');
  // Both are ahead, then behind, then right, then very late.
  for (const moment of [ahead, behind, right, veryLate]) {
    await sweep(moment);
    await work(queue, moment);
  }
  for (const id of dueIds) {
    const history = (await events(id)).map(({ event }) => event);
    const raised = history.flatMap((event) =>
      event.type === 'AlarmRaised' ? [`${event.clock} ${event.clockGeneration} ${event.level}`] : [],
    );
    expect(raised.filter((each) => each === 'ANSWER 1 yellow')).toHaveLength(1);
    expect(new Set(raised).size).toBe(raised.length);
    expect(fold(history).cards).toEqual((await load(id))?.cards);
  }
  for (const id of dueIds.slice(0, 20)) expect(await verify(id)).toBeNull();
});

test('from November on a sweep says that next year’s notice is missing', async () => {
  expect(await sweep('2026-10-30T09:00:00.000+08:00')).not.toHaveProperty('noticeMissing');
  expect(await sweep('2026-11-02T09:00:00.000+08:00')).toMatchObject({ noticeMissing: 2027 });
});
