/** Needs and coverage over HTTP: from a visit to the card at the quarter's end, and who may see what of it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { endOf, quarterOf } from '../../domain/care/quarter.ts';
import { dateOf } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Reply, until } from './client.ts';
import { storyClock } from './clock.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

type Person = {
  residentId: string;
  version: number;
  name: string | null;
  phone: string | null;
  covered: boolean;
  groups: { group: string; en: string }[];
  step: { id: string };
  needs: { id: string; late: boolean; ticketId: string | null }[];
  cards: { id: string; level: string; rung: string; unit: string; explained: boolean }[];
  history: { type: string; data: Record<string, unknown>; words?: Record<string, string> }[];
};
type CareList = { people: Person[]; cursor: string | null; quarter: string };

let system: LocalSystem;
let api: Client;
const community = '320613001001';
const station = `station-${community}`;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

const careOf = async (id: string, as = 'clerk-lin') => (await api.get<Person>(`/care/${id}`, as)).body;
const listOf = async (list = 'unreached', as = 'clerk-lin') =>
  (await api.get<CareList>(`/offices/${station}/care?list=${list}&limit=100`, as)).body;
const namesOn = async (list = 'unreached') => (await listOf(list)).people.map(({ residentId }) => residentId);
const record = async (
  what: string,
  id: string,
  body: Record<string, unknown>,
  as = 'clerk-lin',
): Promise<Reply<Person>> => {
  const { version } = (await api.call<Person>('GET', `/care/${id}`, { as })).body;
  return api.call<Person>('POST', `/care/${id}/${what}`, { as, body, ifMatch: version ?? 0 });
};
type Hardship = { value: { numerator: number | null; denominator: number | null } | null };
const hardshipOf = async (code: string, as = 'supervisor-city') => {
  const { targets } = (
    await api.get<{ targets: (Hardship & { target: { id: string } })[] }>(`/performance/${code}/targets`, as)
  ).body;
  const { value } = targets.find(({ target }) => target.id === 'hardship-reached') ?? { value: null };
  return value && [value.numerator, value.denominator];
};

describe('the register', () => {
  test('the demonstration has people on it, none reached; target, evaluation and numbers know both numbers', async () => {
    const people = await namesOn();
    expect(people).toEqual(expect.arrayContaining(['resident-shen', 'resident-ma', 'resident-tang']));
    expect(await hardshipOf(community)).toEqual([0, people.length]);
    const { people: listed } = await listOf('register');
    expect(listed.find(({ residentId }) => residentId === 'resident-shen')).toMatchObject({
      name: '演**',
      phone: '199****0002',
      covered: false,
      step: { id: 'call' },
    });
    type Evaluation = { parts: { indicators: { id: string; numerator: number; denominator: number }[] }[] };
    const { parts } = (await api.get<Evaluation>(`/performance/${community}/evaluation`, 'supervisor-street')).body;
    expect(parts.flatMap(({ indicators }) => indicators).find(({ id }) => id === 'hardship-reached')).toMatchObject({
      numerator: 0,
      denominator: people.length,
    });
  });

  test('a group is added with source, days and reason, moves the tags of the file, and ends with a reason', async () => {
    const today = dateOf(await api.now());
    const body = { group: 'low-income', from: today, source: 'certificate', reason: '演示：低保证' };
    const [reached, registered] = (await hardshipOf(community)) ?? [];
    const added = await record('groups', 'resident-chen', body);
    expect(added.body).toMatchObject({
      groups: [{ group: 'low-income', source: 'certificate', from: today, to: null }],
    });
    expect(added.body.history[0]).toMatchObject({ type: 'GroupAdded', words: { reason: '演示：低保证' } });
    expect(await hardshipOf(community)).toEqual([reached, Number(registered) + 1]);
    expect(await namesOn()).toContain('resident-chen');
    expect((await record('groups', 'resident-chen', { ...body, group: 'resident' })).status).toBe(422);
    expect((await record('groups', 'resident-chen', body)).status).toBe(422);
    const ended = await record('groups/end', 'resident-chen', { group: 'low-income', reason: '演示：已停发' });
    expect(ended.body.groups).toEqual([]);
    expect(await hardshipOf(community)).toEqual([reached, registered]);
    expect(await namesOn('register')).not.toContain('resident-chen');
  });
});

describe('contacts and needs', () => {
  test('three calls in vain: visit; the need found there is a contact, and whoever was reached is off the list', async () => {
    const now = await api.now();
    const call = { way: 'phone', outcome: 'no-answer', contactAt: now };
    for (const step of ['call', 'call', 'visit'])
      expect((await record('contacts', 'resident-shen', call)).body.step.id).toBe(step);
    const [reached = 0, registered] = (await hardshipOf(community)) ?? [];
    const visited = await record('needs', 'resident-shen', {
      way: 'visit',
      contactAt: now,
      kind: 'meals',
      words: '演示：中午没人做饭',
    });
    expect(visited.body).toMatchObject({
      covered: true,
      step: { id: 'call' },
      needs: [{ late: false, ticketId: null }],
    });
    expect(await namesOn()).not.toContain('resident-shen');
    expect(await namesOn('needs')).toEqual(['resident-shen']);
    expect(await hardshipOf(community)).toEqual([Number(reached) + 1, registered]);
    expect(await hardshipOf('320600000000')).toEqual([Number(reached) + 1, expect.any(Number)]);
  });

  test('a need becomes a request, linked both ways; resolved it is met, and told twice it counts once', async () => {
    const opened = await careOf('resident-shen');
    const needId = opened.needs[0]?.id ?? '';
    const story = storyOf('civil-affairs');
    const body = { ...(await requestOf(api, story)), channel: 'home-visit', needId };
    expect((await api.call('POST', '/tickets', { as: 'resident-shen', key: 'need-own-case', body })).status).toBe(422);
    const { id } = (await api.file('clerk-lin', body)).body;
    expect((await api.get<{ needId: string }>(`/tickets/${id}`, 'clerk-lin')).body.needId).toBe(needId);
    expect((await api.get<{ needId?: string }>(`/tickets/${id}`, 'resident-shen')).body.needId).toBeUndefined();
    await until('the need to know of the request', async () =>
      (await careOf('resident-shen')).needs[0]?.ticketId === id ? true : undefined,
    );
    const before = await hardshipOf(community);
    const desk = await onBoard(api, id, 'resident-shen');
    await api.act(desk.staff, id, 'accept');
    await until('to be routed', async () =>
      (await api.ticket(id, 'resident-shen')).state === 'routed' ? true : undefined,
    );
    const office = await onBoard(api, id, 'resident-shen');
    await api.act(office.staff, id, 'sign');
    await api.act(office.staff, id, 'resolve', { outcome: 'granted', answer: '演示' });
    await until('the need to be met', async () =>
      (await careOf('resident-shen')).needs.length === 0 ? true : undefined,
    );
    // She had been reached: nothing more is counted.
    expect(await hardshipOf(community)).toEqual(before);
    const closed = (await careOf('resident-shen')).history.find(({ type }) => type === 'NeedClosed');
    expect(closed?.data).toMatchObject({ needId, result: 'met', ticketId: id });
  });

  test('something resolved is a service: exactly one more is reached', async () => {
    const [reached = 0, registered] = (await hardshipOf(community)) ?? [];
    const story = { ...storyOf('health'), resident: 'resident-ma', filer: 'clerk-lin' };
    const { id } = (await api.file('clerk-lin', await requestOf(api, story))).body;
    const desk = await onBoard(api, id, 'resident-ma');
    await api.act(desk.staff, id, 'resolve', { outcome: 'done', answer: '演示' });
    await until('the service to count', async () => ((await careOf('resident-ma')).covered ? true : undefined));
    expect(await hardshipOf(community)).toEqual([Number(reached) + 1, registered]);
    expect((await careOf('resident-ma')).history.filter(({ type }) => type === 'Served')).toHaveLength(1);
  });

  test('names, phones and addresses for a visit are shown for a reason, and told to each of them', async () => {
    const path = `/offices/${station}/care/personal-data`;
    const ask = (as: string, residentIds: string[], reason = '演示：周三走访') =>
      api.call<{ people: { name: string; address: string }[] }>('POST', path, { as, body: { residentIds, reason } });
    expect((await ask('clerk-lin', ['resident-he', 'resident-tang'])).body.people).toMatchObject([
      { name: '演示何', phone: '19900000010', address: '演示路5号102室' },
      { name: '演示唐' },
    ]);
    expect((await ask('clerk-lin', ['resident-yu'])).status).toBe(404);
    expect((await ask('supervisor-street', ['resident-he'])).status).toBe(403);
    const { disclosures } = (
      await api.get<{ disclosures: { kind: string; reason?: string }[] }>('/me/disclosures', 'resident-he')
    ).body;
    expect(disclosures).toContainEqual(expect.objectContaining({ kind: 'reveal', reason: '演示：周三走访' }));
  });
});

describe('who is what to it', () => {
  test('the station of the community, and those over it; nobody else, and never one’s own or one’s household', async () => {
    const status = async (id: string, as: string) => (await api.call('GET', `/care/${id}`, { as })).status;
    for (const [id, as, expected] of [
      ['resident-he', 'clerk-lin', 200],
      ['resident-he', 'supervisor-street', 200],
      ['resident-he', 'auditor', 200],
      ['resident-he', 'clerk-320613002001', 404],
      ['resident-he', 'officer-police', 404],
      ['resident-he', 'administrator', 404],
      ['resident-he', 'resident-he', 404],
      // She lives with one of the station's clerks.
      ['resident-sun', 'clerk-lin', 200],
      ['resident-sun', 'clerk-sun', 404],
      ['nobody-there', 'clerk-lin', 404],
    ] as const)
      expect([id, as, await status(id, as)]).toEqual([id, as, expected]);
    for (const as of ['clerk-320613002001', 'supervisor-street', 'resident-chen'])
      expect((await api.call('GET', `/offices/${station}/care`, { as })).status).toBe(403);
  });

  test('supervisors and auditors see what happened, without names and words; they record nothing', async () => {
    const seen = await careOf('resident-shen', 'supervisor-street');
    expect(seen).toMatchObject({ name: null, phone: null });
    expect(seen.history.some(({ words }) => words)).toBe(false);
    const body = { way: 'phone', outcome: 'reached', contactAt: await api.now() };
    expect((await record('contacts', 'resident-he', body, 'supervisor-street')).status).toBe(403);
  });

  test('somebody hidden exists for cleared staff only, in no number of the community, and in those of the district', async () => {
    const before = [await hardshipOf(community), await hardshipOf('320613000000')] as [number[], number[]];
    const today = dateOf(await api.now());
    const body = { group: 'disabled', from: today, source: 'own', reason: '演示', restricted: true };
    expect((await record('groups', 'resident-sun', body, 'clerk-sun')).status).toBe(404);
    expect((await record('groups', 'resident-sun', body)).status).toBe(200);
    expect(await namesOn('register')).toContain('resident-sun');
    expect((await listOf('register', 'officer-station')).people.map(({ residentId }) => residentId)).not.toContain(
      'resident-sun',
    );
    expect((await api.call('GET', '/care/resident-sun', { as: 'supervisor-street' })).status).toBe(404);
    expect((await api.call('GET', '/care/resident-sun', { as: 'supervisor-district' })).status).toBe(200);
    expect(await hardshipOf(community)).toEqual(before[0]);
    expect(await hardshipOf('320613000000')).toEqual([before[1][0], Number(before[1][1]) + 1]);
  });

  test('two who write at once: the second is told to look again', async () => {
    const { version } = await careOf('resident-tang');
    const body = { way: 'phone', outcome: 'no-answer', contactAt: await api.now() };
    const ask = () => api.call('POST', '/care/resident-tang/contacts', { as: 'clerk-lin', body, ifMatch: version });
    expect([await ask(), await ask()].map(({ status }) => status)).toEqual([200, 412]);
    const without = await api.call('POST', '/care/resident-tang/contacts', { as: 'clerk-lin', body });
    expect(without.status).toBe(428);
  });
});

test('the quarter ends: a card for each who was not reached, to the street, explained, decided', async () => {
  const { passTo } = await storyClock(api);
  const quarter = quarterOf(dateOf(await api.now()));
  // Whoever comes onto the register within a month of the end is no card: the quarter after this one is asked of all.
  const next = endOf(quarter);
  await passTo(next);
  await passTo(endOf(quarterOf(dateOf(await api.now()))));
  const card = await until('a card', async () => (await careOf('resident-tang')).cards[0]);
  expect(card).toMatchObject({ unit: station, rung: expect.stringMatching(/street|district/), explained: false });
  type Listed = { tickets: unknown[]; people: { residentId: string; missed: string[]; cards: { id: string }[] }[] };
  const listed = async (as: string, region: string) =>
    (await api.get<Listed>(`/attention/${region}?kind=coverage&limit=100`, as)).body;
  const found = await until('the list of the street', async () =>
    (await listed('supervisor-street', '320613001000')).people.find(({ residentId }) => residentId === 'resident-tang'),
  );
  expect(found.cards.map(({ id }) => id)).toContain(card.id);
  expect(JSON.stringify(await listed('supervisor-district', '320613000000'))).not.toContain('演示唐');
  expect((await api.call('GET', '/attention/320613001000?kind=coverage', { as: 'clerk-lin' })).status).toBe(403);

  const explained = await record('explain-card', 'resident-tang', { card: card.id, explanation: '演示：住在儿子家' });
  expect(explained.status).toBe(200);
  const seen = await careOf('resident-tang', 'supervisor-district');
  expect(seen.history.find(({ type }) => type === 'CardExplained')?.words).toEqual({ explanation: '演示：住在儿子家' });
  const decision = { card: card.id, decision: 'cancelled', reason: '演示：属实' };
  expect((await record('decide-card', 'resident-tang', decision, 'clerk-lin')).status).toBe(403);
  expect((await record('decide-card', 'resident-tang', decision, 'supervisor-district')).status).toBe(200);
  const left = (await careOf('resident-tang')).cards.map(({ id }) => id);
  expect(left).not.toContain(card.id);
});

test('the numbers equal a recount, and every chain is whole', async () => {
  const console = async (command: string) =>
    (await promisify(execFile)(process.execPath, [`bin/${command}.ts`, '--data', system.dataDir])).stdout
      .trim()
      .split('\n')
      .at(-1);
  await until(
    'difference 0',
    async () => ((await console('recount').catch(() => '')) === 'difference 0' ? true : undefined),
    60,
  );
  expect(await console('verify')).toBe('broken 0');
  type Numbers = { exact: boolean; months: { counts: Record<string, number | null>; registered: number | null }[] };
  const numbers = (as: string) => api.get<Numbers>(`/performance/${community}/care`, as);
  expect((await numbers('clerk-lin')).body.exact).toBe(true);
  const published = (await numbers('resident-chen')).body;
  expect(published.exact).toBe(false);
  for (const { counts, registered } of published.months)
    for (const n of [registered, ...Object.values(counts)]) expect(n === null || n % 5 === 0).toBe(true);
});
