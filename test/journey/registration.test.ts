/** Somebody new registers on the web, files what needs no ID card, and is verified at the counter; a stranger with a known number learns nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Item } from '../../domain/catalogue.ts';
import { checkCharacter } from '../../domain/id-number.ts';
import { dateOf } from '../../domain/time.ts';
import { answersFor } from '../support/answers.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket, until } from './client.ts';
import { residentNamed } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

const community = '320613001001';
const numberOf = (first17: string) => first17 + checkCharacter(first17);
const person = (first17: string, phone: string) => ({
  name: '演示新',
  idNumber: numberOf(first17),
  phone,
  communityCode: community,
  address: '演示路9号',
});
type Me = { role: string | null; registration: string; code: string | null; residentId: string | null };
const me = async (as: string) => (await api.call<Me>('GET', '/me', { as })).body;
const register = (as: string, body: object) => api.call<{ code: string }>('POST', '/me/registration', { as, body });
const verify = (body: object, as = 'clerk-lin') =>
  api.call<{ residentId: string; linked: boolean; detail: string }>('POST', '/residents/verify', { as, body });

const request = async (itemId: string, who: ReturnType<typeof person>) => {
  const { body: item } = await api.get<Item>(`/catalogue/items/${itemId}`);
  const file = { ...who, idCard: who.idNumber };
  return { itemId, communityCode: community, channel: 'web', form: answersFor(item, file, dateOf(await api.now())) };
};
const file = async (as: string, itemId: string, who: ReturnType<typeof person>) =>
  api.call<Ticket & { detail: string; en: { detail: string } }>('POST', '/tickets', {
    as,
    key: randomUUID(),
    body: await request(itemId, who),
  });
const listed = async (as: string, limit = 20) => {
  const ids: string[] = [];
  let cursor: string | null = '';
  do {
    const path: string = `/tickets?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
    const { body } = await api.get<{ tickets: { id: string }[]; cursor: string | null }>(path, as);
    ids.push(...body.tickets.map(({ id }) => id));
    ({ cursor } = body);
  } while (cursor);
  return ids;
};

test('new: registers, asks, is turned away from what needs a card, is verified, and then may', async () => {
  const who = person('32061319900101901', '19900000091');
  expect(await me('new-one')).toMatchObject({ role: null, registration: 'none' });
  expect((await api.call('GET', '/tickets', { as: 'new-one' })).status).toBe(403);
  const { status, body } = await register('new-one', who);
  expect(status).toBe(201);
  expect(await me('new-one')).toMatchObject({ role: 'resident', registration: 'unverified', code: body.code });
  expect((await register('new-one', who)).status).toBe(409);

  expect((await file('new-one', 'policy-consultation', who)).status).toBe(201);
  const no = await file('new-one', 'residence-registration', who);
  expect(no.status).toBe(403);
  expect(no.body.detail).toMatch(/身份证.*核验码.*服务站/);
  const mandate = { agentId: 'resident-gu', relation: 'other', items: 'all', validTo: dateOf(await api.now()) };
  expect((await api.call('POST', '/mandates', { as: 'new-one', body: mandate })).status).toBe(403);

  // Not by a neighbouring station, by the resident, or with somebody else's number.
  const proof = { idNumber: who.idNumber, code: body.code };
  expect((await verify(proof, 'clerk-320681100001')).status).toBe(404);
  expect((await verify(proof, 'new-one')).status).toBe(403);
  expect((await verify(proof, 'supervisor-city')).status).toBe(403);
  expect((await verify({ ...proof, idNumber: numberOf('32061319900101902') })).status).toBe(404);
  expect((await verify({ idNumber: who.idNumber })).status).toBe(404);
  const done = await verify({ ...proof, code: body.code.toLowerCase() });
  expect({ status: done.status, linked: done.body.linked }).toEqual({ status: 200, linked: true });
  expect((await verify(proof)).status).toBe(404);
  expect(await me('new-one')).toMatchObject({ registration: 'verified', code: null });
  const { body: told } = await api.get<{ notices: { zh: string; ticketId: string | null }[] }>('/notices', 'new-one');
  expect(told.notices.find(({ ticketId }) => ticketId === null)?.zh).toContain('已核验您的身份');
  expect((await file('new-one', 'residence-registration', who)).status).toBe(201);
});

test('who was known at the counter finds that, and keeps what they filed before', async () => {
  const who = person('32061319850505903', '19900000092');
  const { form, ...rest } = await request('residence-registration', who);
  const { applyAs: _, ...answers } = form as Record<string, unknown>;
  const atCounter = await api.file('clerk-lin', { ...rest, channel: 'counter', form: answers });
  const { body: registered } = await register('known-one', who);
  const asked = [];
  for (let i = 0; i < 3; i++) asked.push((await file('known-one', 'policy-consultation', who)).body.id);
  expect((await api.call('GET', `/tickets/${atCounter.body.id}`, { as: 'known-one' })).status).toBe(404);

  expect((await verify({ idNumber: who.idNumber, code: registered.code })).status).toBe(200);
  expect((await api.ticket(atCounter.body.id, 'known-one')).id).toBe(atCounter.body.id);
  await until('both in one list', async () => ((await listed('known-one')).length === 4 ? true : undefined));
  const all = [atCounter.body.id, ...asked.reverse()];
  for (const limit of [1, 2, 3, 4, 20]) expect(await listed('known-one', limit)).toEqual(all);
  const first = asked[0] ?? '';
  expect((await api.ticket(first, 'known-one')).actions).toContain('withdraw');
  expect((await api.events(first, 'known-one')).length).toBeGreaterThan(0);
});

test('a stranger who knows a number gets the same words as anybody, and never the file', async () => {
  const { idCard } = residentNamed('resident-chen').resident;
  const unknown = await register('nobody-a', person('32061319770707905', '19900000093'));
  const known = await register('nobody-b', { ...person('32061319770707905', '19900000094'), idNumber: idCard });
  const words = ({ status, body }: typeof known) => ({ status, ...body, code: body.code.length });
  expect(words(known)).toEqual(words(unknown));
  const shape = async (as: string) => ({ ...(await me(as)), id: '', residentId: '', code: '' });
  expect(await shape('nobody-b')).toEqual(await shape('nobody-a'));
  expect(await listed('nobody-b')).toEqual([]);
  // The real one is not disturbed, and her account is not given away without her saying so.
  expect(await me('resident-chen')).toMatchObject({ registration: 'verified', residentId: 'resident-chen' });
  const { code } = known.body;
  expect((await verify({ idNumber: idCard, code })).status).toBe(409);
  // She has lost the old account and stands at the counter with her card.
  expect((await verify({ idNumber: idCard, code, replaceAccount: true })).status).toBe(200);
  expect(await me('nobody-b')).toMatchObject({ registration: 'verified', residentId: 'resident-chen' });
  expect(await me('resident-chen')).toMatchObject({ role: null, registration: 'none' });
});

test('a dishonest clerk and an accomplice do not get at a file of another community', async () => {
  const chen = residentNamed('resident-chen').resident;
  const who = { ...person('32061319850505903', '19900000095'), communityCode: '320681100001' };
  const victim = numberOf('32061319760606906');
  const { form, ...rest } = await request('residence-registration', { ...person('32061319760606906', '19900000096') });
  const { applyAs: _, ...answers } = form as Record<string, unknown>;
  expect((await api.file('clerk-lin', { ...rest, channel: 'counter', form: answers })).status).toBe(201);
  for (const idNumber of [victim, chen.idCard]) {
    const account = `accomplice-${idNumber.slice(6, 10)}`;
    // The accomplice says to live where the clerk works; the file of the number belongs to clerk-lin's community.
    const { body } = await register(account, { ...who, idNumber });
    for (const replaceAccount of [false, true]) {
      const { status } = await verify({ idNumber, code: body.code, replaceAccount }, 'clerk-320681100001');
      expect(status).toBe(404);
    }
    expect(await me(account)).toMatchObject({ registration: 'unverified' });
    expect(await listed(account)).toEqual([]);
  }
});

test('a clerk verifies neither themselves nor whom they live with', async () => {
  const sun = residentNamed('resident-sun').resident;
  expect((await verify({ idNumber: sun.idCard }, 'clerk-sun')).status).toBe(403);
  expect((await verify({ idNumber: residentNamed('clerk-sun').resident.idCard }, 'clerk-sun')).status).toBe(403);
  expect((await verify({ idNumber: sun.idCard }, 'clerk-lin')).status).toBe(200);
});

test('what is wrong is said at once, and nothing personal comes back', async () => {
  const bad = {
    ...person('32061319900101901', '1234567'),
    idNumber: '320613199001019012',
    communityCode: '320600000000',
  };
  const { status, body } = await register('clumsy', bad);
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ path: 'idNumber' }, { path: 'phone' }, { path: 'communityCode' }] });
  expect(JSON.stringify(body)).not.toMatch(/1234567|320613199001019012/);
  expect((await register('clumsy', { ...person('32061320200101901', '19900000099') })).body).toMatchObject({
    errors: [{ path: 'idNumber', code: 'guardian' }],
  });
});
