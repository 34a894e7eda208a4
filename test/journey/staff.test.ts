/** Administrators enter, move and end staff over HTTP; each change holds with the next request and is written down. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dateOf } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
let today: string;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  today = dateOf(await api.now());
});
afterAll(() => system.stop());

type Member = { id: string; officeId: string | null; role: string; version: number; inForce: boolean };
const station = 'station-320613001001';
const other = 'station-320613002001';
const save = (change: object, as = 'administrator-district') =>
  api.call<Member & { type: string }>('POST', '/staff', {
    as,
    body: {
      id: 'clerk-new',
      role: 'clerk',
      officeId: station,
      zh: '演示新站员',
      en: 'Demo new clerk',
      validFrom: today,
      ifVersion: 0,
      ...change,
    },
  });
const end = (id: string, as = 'administrator-district') =>
  api.call<Member & { type: string }>('POST', `/staff/${id}/end`, { as, body: {} });
const chens = {
  ...storyOf('police'),
  itemId: 'residence-registration',
  resident: 'resident-chen',
  filer: 'resident-chen',
};
const board = async (officeId: string) => (await api.call('GET', `/boards/${officeId}`, { as: 'clerk-new' })).status;
const list = async (place: string, as = 'administrator-district') =>
  (await api.get<{ staff: Member[]; cursor: string | null }>(`/staff?${place}`, as)).body;

test('entered, moved and ended: each holds with the next request', async () => {
  expect(await board(station)).toBe(403);
  expect(await save({})).toMatchObject({ status: 201, body: { version: 1, inForce: true } });
  expect([await board(station), await board(other)]).toEqual([200, 403]);
  expect((await list(`officeId=${station}`)).staff.map(({ id }) => id)).toContain('clerk-new');

  // On what somebody else has changed, nobody writes.
  expect((await save({ officeId: other })).status).toBe(412);
  expect((await save({ officeId: other, ifVersion: 1 })).status).toBe(201);
  expect([await board(station), await board(other)]).toEqual([403, 200]);
  expect((await list(`officeId=${station}`)).staff.map(({ id }) => id)).not.toContain('clerk-new');

  expect(await end('clerk-new')).toMatchObject({ status: 200, body: { inForce: false } });
  expect(await board(other)).toBe(403);
  expect((await api.call('GET', '/me', { as: 'clerk-new' })).body).toMatchObject({ role: null });
  expect((await list(`officeId=${other}`)).staff.find(({ id }) => id === 'clerk-new')).toMatchObject({
    inForce: false,
  });
});

test('of many who save at once one does, and the audit has no change that did not happen', async () => {
  const saved = await Promise.all(Array.from({ length: 8 }, () => save({ id: 'clerk-contested' })));
  expect(saved.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 412)]);
  const { body } = await api.get<{ entries: { data: { personId: string } }[] }>(
    `/audit?date=${today}&kind=staff-changed`,
    'auditor',
  );
  expect(body.entries.filter(({ data }) => data.personId === 'clerk-contested')).toHaveLength(1);
});

test('the list goes page by page', async () => {
  const all = (await list(`officeId=${station}&limit=100`)).staff.map(({ id }) => id);
  const first = await list(`officeId=${station}&limit=1`);
  const rest = await list(`officeId=${station}&limit=100&cursor=${first.cursor}`);
  expect([...first.staff, ...rest.staff].map(({ id }) => id)).toEqual(all);
  expect((await list('regionCode=320613000000')).staff.map(({ id }) => id)).toEqual([
    'administrator-district',
    'supervisor-district',
  ]);
});

test('a deputy acts as the colleague’s office, only by saying so, only for the term, and both are named', async () => {
  const [away, deputy] = ['officer-police', 'clerk-lin'];
  const office = 'police-320613001';
  const standIn = (change: object = {}, as = 'administrator-district') =>
    api.call('POST', '/deputies', {
      as,
      body: { personId: away, deputyId: deputy, validFrom: today, validTo: today, ifVersion: 0, ...change },
    });
  const boardFor = async (person?: string) =>
    (
      await api.call('GET', `/boards/${office}`, {
        as: deputy,
        ...(person === undefined ? {} : { headers: { 'acting-for': person } }),
      })
    ).status;
  expect([await boardFor(), await boardFor(away)]).toEqual([403, 403]);
  expect((await standIn({}, 'supervisor-city')).status).toBe(403);
  expect((await standIn({ deputyId: 'clerk-320681100001' })).status).toBe(403);
  expect((await standIn({ deputyId: 'administrator-district' })).body).toMatchObject({ type: '/problems/own-case' });
  expect((await standIn({ deputyId: 'supervisor-street' })).status).toBe(422);
  expect((await standIn({ validFrom: '2099-01-01', validTo: '2099-01-31' })).status).toBe(201);
  expect(await boardFor(away)).toBe(403);
  // On what somebody else has entered or changed, nobody writes; of two at once, one.
  expect((await standIn()).status).toBe(412);
  const both = await Promise.all([standIn({ ifVersion: 1 }), standIn({ ifVersion: 1 }, 'administrator')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 412]);
  expect(both.map(({ body }) => body['version'] ?? null).toSorted()).toEqual([2, null]);
  expect([await boardFor(), await boardFor(away), await boardFor('officer-health')]).toEqual([403, 200, 403]);
  expect((await api.call('GET', '/me', { as: deputy })).body).toMatchObject({
    standsInFor: [{ personId: away, officeId: office }],
  });

  // In the colleague's place, the own desk is not at hand: one request is one capacity.
  const own = { as: deputy, headers: { 'acting-for': away } };
  expect((await api.call('GET', `/boards/${station}`, own)).status).toBe(403);
  expect(
    (await api.call('POST', '/residents/search', { ...own, body: { by: 'phone', value: '19900000001' } })).status,
  ).toBe(200);
  const { body } = await api.get<{ entries: { actor: { id: string; deputyOf?: string; officeId: string } }[] }>(
    `/audit?date=${today}&kind=search`,
    'auditor',
  );
  expect(body.entries.at(-1)?.actor).toMatchObject({ id: deputy, deputyOf: away, officeId: office });

  // On a ticket, too: the police station signs for it by the clerk's hand.
  const { id } = (await api.file('resident-chen', await requestOf(api, chens))).body;
  await onBoard(api, id, 'resident-chen');
  await api.act(deputy, id, 'accept');
  await onBoard(api, id, 'resident-chen');
  const { version } = await api.ticket(id, away);
  expect((await api.call('POST', `/tickets/${id}/sign`, { as: deputy, body: {}, ifMatch: version })).status).toBe(403);
  expect((await api.call('POST', `/tickets/${id}/sign`, { ...own, body: {}, ifMatch: version })).status).toBe(200);
  const signed = (await api.events(id, 'resident-chen')).find(({ type }) => type === 'Signed');
  expect(signed).toMatchObject({ actor: { kind: 'staff', officeId: office } });

  const endIt = { as: 'administrator-district', body: { personId: away, deputyId: deputy } };
  expect((await api.call('POST', '/deputies/end', endIt)).status).toBe(200);
  expect(await boardFor(away)).toBe(403);
});

test('who has no clearance gives none, neither to somebody new nor to somebody who stays', async () => {
  const change = { id: 'clerk-cleared', cleared: true };
  expect((await save(change)).body).toMatchObject({ type: '/problems/not-allowed' });
  expect((await save({ ...change, cleared: false }, 'administrator')).status).toBe(201);
  expect((await save({ ...change, ifVersion: 1 })).status).toBe(403);
  const cleared = await save({ ...change, ifVersion: 1 }, 'administrator');
  expect(cleared).toMatchObject({ status: 201, body: { cleared: true } });
  // Who is cleared already is moved or given a longer term only by somebody cleared; anybody may take it away.
  expect((await save({ ...change, officeId: other, ifVersion: 2 })).status).toBe(403);
  expect(await save({ ...change, cleared: false, ifVersion: 2 })).toMatchObject({ status: 201 });
});

test('many at once: tried line by line first, entered only when none is wrong, and as strictly as one', async () => {
  type Lines = { lines: { id: string; outcome: string; version: number; errors: { path: string; code: string }[] }[] };
  const line = (id: string, change: object = {}) => ({
    id,
    role: 'clerk',
    officeId: station,
    zh: `批量${id}`,
    en: `Many ${id}`,
    validFrom: today,
    cleared: false,
    ...change,
  });
  const ask = (path: '' | '/preview', lines: object[], as = 'administrator-district') =>
    api.call<Lines>('POST', `/staff/import${path}`, { as, body: { lines } });
  const said = ({ lines }: Lines) =>
    lines.map(({ id, outcome, errors }) => [id, outcome, ...errors.map(({ path, code }) => path || code)].join(' '));
  const sent = (lines: object[], { lines: found }: Lines) =>
    lines.map((each, i) => ({ ...each, ifVersion: found[i]?.version ?? 0 }));

  const mixed = [
    line('many-a'),
    line('many-b', { role: 'supervisor' }),
    line('many-c', { officeId: 'station-320681100001' }),
    line('many-d', { cleared: true }),
    line('many-a'),
    line('administrator-district', { role: 'administrator', officeId: undefined, regionCode: '320613000000' }),
    line('many-e', { officeId: 'station-320613999999' }),
  ];
  const tried = await ask('/preview', mixed);
  const wrong = [
    'many-b refused officeId',
    'many-c refused not-allowed',
    'many-d refused not-allowed',
    'many-a refused id',
    'administrator-district refused own-case',
    'many-e refused officeId',
  ];
  expect(said(tried.body)).toEqual(['many-a new', ...wrong]);
  // Nothing of a file with a fault in it is entered.
  expect(said((await ask('', sent(mixed, tried.body))).body)).toEqual(['many-a not-done', ...wrong]);
  expect((await list(`id=many-a`)).staff).toEqual([]);

  const lines = [line('many-a'), line('many-b'), line('clerk-lin')];
  const clean = await ask('/preview', lines);
  expect(said(clean.body)).toEqual(['many-a new', 'many-b new', 'clerk-lin changed']);
  expect(said((await ask('', sent(lines, clean.body))).body)).toEqual([
    'many-a new',
    'many-b new',
    'clerk-lin changed',
  ]);
  expect((await api.call('GET', `/boards/${station}`, { as: 'many-a' })).status).toBe(200);
  // Once more, it is nothing new; what was ended comes back only under its own name.
  await end('many-b');
  const again = await ask('/preview', lines);
  expect(said(again.body)).toEqual(['many-a unchanged', 'many-b again', 'clerk-lin unchanged']);
  // Somebody was quicker: that file is stale, and nothing of it is entered.
  const stale = [
    { ...line('many-a', { zh: '新名' }), ifVersion: 0 },
    { ...line('many-f'), ifVersion: 0 },
  ];
  expect(said((await ask('', stale)).body)).toEqual(['many-a refused stale-version', 'many-f not-done']);
  for (const as of ['clerk-lin', 'supervisor-district', 'auditor'])
    expect((await ask('/preview', [line('x')], as)).status).toBe(403);
});

test('only within the own region, only by administrators, and nobody for themselves', async () => {
  const elsewhere = { officeId: 'station-320681100001' };
  expect((await save(elsewhere)).status).toBe(403);
  expect(
    (await api.call('GET', `/staff?officeId=${elsewhere.officeId}`, { as: 'administrator-district' })).status,
  ).toBe(403);
  // Who works elsewhere is not taken away, and does not exist for the end.
  expect((await save({ id: 'clerk-320681100001' })).status).toBe(403);
  expect((await end('clerk-320681100001')).status).toBe(404);
  expect((await save({ role: 'administrator', officeId: undefined, regionCode: '320600000000' })).status).toBe(403);
  for (const as of ['clerk-lin', 'officer-police', 'supervisor-city', 'auditor', 'arbiter', 'resident-chen']) {
    expect((await save({}, as)).status).toBe(403);
    expect((await end('clerk-lin', as)).status).toBe(404);
    expect((await api.call('GET', `/staff?officeId=${station}`, { as })).status).toBe(403);
  }
  expect((await save({ id: 'administrator-district', officeId: station })).body.type).toBe('/problems/own-case');
  expect((await end('administrator-district')).body.type).toBe('/problems/own-case');
  expect((await end('administrator-district', 'administrator')).status).toBe(200);
  expect((await save(elsewhere)).status).toBe(403);
  expect((await api.call('GET', `/staff?officeId=${station}`, { as: 'administrator-district' })).status).toBe(403);
});

test('what does not fit is named', async () => {
  const pathOf = async (change: object) => {
    const { status, body } = await save(change, 'administrator');
    return [status, (body as unknown as { errors: { path: string }[] }).errors[0]?.path];
  };
  expect(await pathOf({ officeId: undefined })).toEqual([422, 'officeId']);
  expect(await pathOf({ regionCode: '320613000000' })).toEqual([422, 'regionCode']);
  expect(await pathOf({ officeId: 'station-999999999999' })).toEqual([422, 'officeId']);
  expect(await pathOf({ validTo: '2020-01-01' })).toEqual([422, 'validTo']);
});

test('every change stands in the audit: who, when, from what to what', async () => {
  type Change = { personId: string; was: Member | null; is: Member };
  const { body } = await api.get<{ entries: { actor: { id: string }; data: Change }[] }>(
    `/audit?date=${today}&kind=staff-changed`,
    'auditor',
  );
  const changes = body.entries.filter(({ data }) => data.personId === 'clerk-new');
  expect(changes.map(({ actor, data: { was, is } }) => [was?.officeId ?? null, is.officeId, actor.id])).toEqual(
    expect.arrayContaining([
      [null, station, 'administrator-district'],
      [station, other, 'administrator-district'],
    ]),
  );
});
