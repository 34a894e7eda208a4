/** Publishing a calendar year over HTTP, by two people; open clocks follow exactly once, whatever dies on the way. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dateOf } from '../../domain/time.ts';
import { longNewYear2027, notice2027 } from '../domain/sla/notice-2027.ts';
import { type LocalSystem, newDataDir, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket, until } from './client.ts';
import { type Story, storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  // Monday morning: five working days from here reach into 2027.
  system = await startLocalSystem({ dataDir: await newDataDir('2026-12-28T10:00+08:00') });
  api = client(system.url);
});
afterAll(() => system.stop());

const path = '/calendar/years/2027';
const body = { ...longNewYear2027, source: '国务院办公厅通知（演示）', ifVersion: 0 };
const propose = (as: string, change: object = {}) => api.call('POST', path, { as, body: { ...body, ...change } });
const approve = (as: string, answer: object) => api.call('POST', `${path}/approve`, { as, body: answer });

type Account = {
  name: string;
  due: string;
  provisional: boolean;
  zh: string;
  lines: { date: string; holders: { id: string | null; zh: string }[] }[];
  alarms: { level: string }[];
};
const clocksOf = async (id: string, as: string) =>
  (await api.get<{ clocks: Account[] }>(`/tickets/${id}/clocks`, as)).body.clocks;
const promiseOf = async (id: string) => (await clocksOf(id, 'resident-chen')).find(({ name }) => name === 'PROMISE');
type Event = { type: string; data: { moved: { name: string; was: string; due: string }[] } };
const recomputations = async (id: string) =>
  (await api.get<{ events: Event[] }>(`/tickets/${id}/events`, 'resident-chen')).body.events.filter(
    ({ type }) => type === 'ClockRecomputed',
  );

const story: Story = {
  ...storyOf('police'),
  itemId: 'hukou-info-change',
  mode: 'transfer',
  resident: 'resident-chen',
  filer: 'resident-chen',
};

/** Filed, delivered and accepted by the office: its promise runs. */
const accepted = async (): Promise<Ticket> => {
  const { id } = (await api.file('resident-chen', await requestOf(api, story))).body;
  const { staff } = await onBoard(api, id, 'resident-chen');
  return (await api.act(staff, id, 'accept')).body;
};

type Progress = { recomputation: { finishedAt: string | null; tickets: number } | null };
/** Lets the minutes pass until the recomputation has ended; returns how many tickets it moved. */
const finished = () =>
  until(
    'the recomputation to end',
    async () => {
      await system.control('clock', { advance: 'PT4M' });
      const { recomputation } = (await api.get<Progress>(`${path}/draft`, 'supervisor-city')).body;
      return recomputation?.finishedAt ? recomputation.tickets : undefined;
    },
    60,
  );

const command = async (name: string, ...more: string[]): Promise<string> => {
  const script = ['--disable-warning=ExperimentalWarning', `bin/${name}.ts`, '--data', system.dataDir];
  return (await promisify(execFile)(process.execPath, [...script, ...more])).stdout;
};
const simulate = (...more: string[]) => command('simulate', ...more);
/** Everything that is stored is counted, and equal to its events: what the recount prints then. */
const counted = () =>
  until('the counters to equal a recount', async () => {
    const printed = await command('recount').catch(() => '');
    return printed.endsWith('difference 0\n') && !printed.includes('not counted') ? printed : undefined;
  });

/** Has the system died by itself? */
const died = () =>
  Promise.race([
    system.ended().then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 30_000).unref()),
  ]);

describe('proposing a year', () => {
  test('anybody sees what holds; before the notice it is the law alone', async () => {
    const { body } = await api.get(path);
    expect(body).toMatchObject({ year: 2027, version: 0, status: 'fallback', publishedAt: null });
    expect((await api.get('/calendar/years/2026')).body).toMatchObject({ version: 1, status: 'published' });
    expect((await api.call('GET', '/calendar/years/1999')).status).toBe(404);
  });

  test.each([
    'resident-chen',
    'clerk-lin',
    'officer-police',
    'supervisor-city',
    'auditor',
    'arbiter',
    'administrator-district',
  ])('%s may not', async (as) => {
    expect(await propose(as)).toMatchObject({ status: 403, body: { type: '/problems/not-allowed' } });
  });

  test.each([
    [
      'a date of another year',
      { off: [...body.off, { date: '2028-01-01', zh: '元旦', en: 'x' }] },
      `off.${body.off.length}.date`,
    ],
    ['a make-up day in the week', { makeUp: [{ date: '2027-03-03', zh: '春节', en: 'x' }] }, 'makeUp.0.date'],
    ['a day twice', { off: [...body.off, body.off[0]] }, `off.${body.off.length}.date`],
    ['no days off', { off: [] }, 'off'],
    ['no source', { source: '' }, 'source'],
    ['no version', { ifVersion: undefined }, 'ifVersion'],
  ])('with %s is refused by its place', async (_what, change, where) => {
    const { status, body } = await propose('administrator', change);
    expect(status).toBe(422);
    expect((body['errors'] as { path: string }[]).map(({ path }) => path)).toContain(where);
  });

  test('with another version than the current one is refused', async () => {
    expect((await propose('administrator', { ifVersion: 1 })).status).toBe(412);
  });

  test('changes nothing yet; only the newest proposal can be confirmed, and by somebody else only', async () => {
    expect((await approve('supervisor-city', { ifVersion: 0, revision: 1 })).status).toBe(404);
    expect(await propose('administrator')).toMatchObject({ status: 201, body: { draft: { revision: 1 } } });
    expect(await propose('administrator')).toMatchObject({ status: 201, body: { draft: { revision: 2 } } });
    expect((await api.get(path)).body).toMatchObject({ version: 0 });
    expect((await api.call('GET', `${path}/draft`, { as: 'clerk-lin' })).status).toBe(403);
    expect((await approve('administrator', { ifVersion: 0, revision: 2 })).body).toMatchObject({
      type: '/problems/own-case',
    });
    expect((await approve('supervisor-district', { ifVersion: 0, revision: 2 })).status).toBe(403);
    expect((await approve('supervisor-city', { ifVersion: 0, revision: 1 })).status).toBe(412);
    expect((await approve('supervisor-city', { ifVersion: 1, revision: 2 })).status).toBe(412);
    expect((await api.get(path)).body).toMatchObject({ version: 0 });
  });
});

test('the whole way: simulated, published, recomputed under SIGKILL, told, corrected', async () => {
  const tickets: Ticket[] = [];
  for (let i = 0; i < 6; i += 1) tickets.push(await accepted());
  const [settled, ...open] = tickets;
  if (!settled) throw new Error('nothing was accepted');
  for (const { promisedAt, provisional } of tickets)
    expect([dateOf(promisedAt), provisional]).toEqual(['2027-01-05', true]);

  // Simulation tells what is going to happen, and changes nothing.
  const file = join(system.dataDir, 'notice.json');
  writeFileSync(file, JSON.stringify({ year: 2027, ...longNewYear2027 }));
  const books = await counted();
  const seen = await Promise.all(tickets.map(({ id }) => clocksOf(id, 'resident-chen')));
  const told = await simulate('--calendar', file, '--at', '2026-12-28T12:00+08:00');
  for (const { reference } of tickets)
    expect(told).toMatch(new RegExp(`${reference} PROMISE#1 +2027-01-05 17:30 → 2027-01-06 17:30`));
  expect(told).toContain('tickets 6');
  const shorter = await simulate('--limit', 'hukou-info-change=3wd', '--at', '2027-01-04T12:00+08:00');
  expect(shorter.match(/→ 超期 late/g)).toHaveLength(6);
  expect(await Promise.all(tickets.map(({ id }) => clocksOf(id, 'resident-chen')))).toEqual(seen);
  expect(await counted()).toBe(books);
  expect((await api.get(path)).body).toMatchObject({ version: 0 });

  const published = await approve('supervisor-city', { ifVersion: 0, revision: 2 });
  expect(published).toMatchObject({ status: 200, body: { version: 1, status: 'published' } });
  expect((await approve('supervisor-city', { ifVersion: 0, revision: 2 })).status).toBe(404);

  // One is settled before its turn comes.
  const desk = await onBoard(api, settled.id, 'resident-chen');
  await api.act(desk.staff, settled.id, 'resolve', { outcome: 'done', answer: '演示：已办理。' });

  let deaths = 0;
  for (const at of ['before-queue-delivery', 'after-queue-delivery', 'before-queue-delivery', null]) {
    if (at !== null) await system.control('crash', { at });
    // The call that makes it die is not answered.
    const minutes = system.control('clock', { advance: 'PT4M' }).catch(() => undefined);
    if (at === null) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
      await system.kill9();
    }
    if (await died()) deaths += 1;
    await minutes;
    await system.restart();
    api = client(system.url);
  }
  expect(deaths).toBeGreaterThan(2);
  await finished();

  for (const { id } of open) {
    expect(await promiseOf(id)).toMatchObject({ due: '2027-01-06T17:30:00.000+08:00', provisional: false });
    const events = await recomputations(id);
    const moved = events.flatMap(({ data }) => data.moved.filter(({ name }) => name === 'PROMISE'));
    expect(moved).toMatchObject([{ was: '2027-01-05T17:30:00.000+08:00', due: '2027-01-06T17:30:00.000+08:00' }]);
    expect(events).toHaveLength(1);
  }
  // Its promise is history; only the time to rate it is confirmed.
  expect((await recomputations(settled.id)).flatMap(({ data }) => data.moved)).toEqual([]);
  expect(await promiseOf(settled.id)).toMatchObject({ due: settled.promisedAt });

  const references = open.map(({ reference }) => reference);
  await until('everybody to be told', async () => {
    const { body } = await api.get<{ notices: { reference: string; zh: string }[] }>(
      '/notices?limit=100',
      'resident-chen',
    );
    const said = body.notices.filter(({ zh }) => zh.includes('期限重新计算')).map(({ reference }) => reference);
    return references.every((reference) => said.includes(reference)) ? said : undefined;
  });

  // A correction is a new version, and moves the dates back.
  expect((await propose('administrator', { ...notice2027, ifVersion: 0 })).status).toBe(412);
  const corrected = await propose('administrator', { ...notice2027, ifVersion: 1 });
  expect(corrected).toMatchObject({ status: 201, body: { version: 1, draft: { revision: 3 } } });
  // One administrator proposed it, the second confirms it; one of a district cannot.
  expect((await approve('administrator-district', { ifVersion: 1, revision: 3 })).status).toBe(403);
  expect((await approve('administrator', { ifVersion: 1, revision: 3 })).body).toMatchObject({
    type: '/problems/own-case',
  });
  expect((await approve('administrator-second', { ifVersion: 1, revision: 3 })).body).toMatchObject({ version: 2 });
  expect(await finished()).toBe(open.length);
  for (const { id } of open) expect(await promiseOf(id)).toMatchObject({ due: '2027-01-05T17:30:00.000+08:00' });
});

test('every clock is accounted for, to whoever may see the ticket', async () => {
  const { id } = await accepted();
  const clocks = await clocksOf(id, 'resident-chen');
  const promise = clocks.find(({ name }) => name === 'PROMISE');
  expect(promise?.lines.at(-1)?.date).toBe(dateOf(promise?.due ?? ''));
  expect(promise?.lines[0]?.holders.at(-1)?.zh).toContain('派出所');
  expect(promise?.alarms.map(({ level }) => level)).toContain('red');
  expect((await api.call('GET', `/tickets/${id}/clocks`, { as: 'resident-liu' })).status).toBe(404);
});
