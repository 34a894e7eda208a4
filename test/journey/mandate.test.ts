/** A daughter files for her mother: what the mandate allows, what it does not, and what is left once it is revoked. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, dateOf } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket, until } from './client.ts';
import { storyOf } from './stories.ts';
import { requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

const [mother, daughter] = ['resident-shen', 'resident-gu'];
type Mandate = { id: string; inForce: boolean; principalId: string };

const grant = async (body: object, as = mother) => {
  const validTo = addDays(dateOf(await api.now()), 30);
  return api.call<Mandate>('POST', '/mandates', {
    as,
    body: { agentId: daughter, relation: 'child', items: ['old-age-allowance'], validTo, ...body },
  });
};

const request = async (itemId: string, mandateId: string) => {
  const { form, ...rest } = await requestOf(api, {
    ...storyOf('civil-affairs'),
    itemId,
    filer: mother,
    channel: 'web',
  });
  const own = Object.entries(form as Record<string, unknown>).filter(
    ([id]) => !/^(applyAs|applicant|residence)/.test(id),
  );
  return { ...rest, mandateId, form: Object.fromEntries(own) };
};
const file = async (itemId: string, mandateId: string, as = daughter) =>
  api.call<Ticket>('POST', '/tickets', {
    as,
    key: `mandate-${Math.random().toString(36).slice(2)}`,
    body: await request(itemId, mandateId),
  });

test('she files for her mother, both follow it, and after the revocation only the mother does', async () => {
  const { body: mandate, status } = await grant({});
  expect({ status, inForce: mandate.inForce }).toEqual({ status: 201, inForce: true });
  const lists = await api.get<{ held: Mandate[]; granted: Mandate[] }>('/mandates', daughter);
  expect(lists.body.held.map(({ id }) => id)).toContain(mandate.id);

  const filed = await file('old-age-allowance', mandate.id);
  expect({ status: filed.status, body: filed.body }).toMatchObject({ status: 201, body: { state: 'submitted' } });
  const { id, reference } = filed.body;
  // It is the mother's: in her list, and she is told of it.
  const mine = await api.get<{ tickets: { id: string }[] }>('/tickets', mother);
  expect(mine.body.tickets.map((each) => each.id)).toContain(id);
  await until('the mother to hear of it', async () => {
    const { body } = await api.get<{ notices: { reference: string }[] }>('/notices', mother);
    return body.notices.find((notice) => notice.reference === reference);
  });
  const { body: form } = await api.get<{ form: Record<string, unknown> }>(`/tickets/${id}`, mother);
  expect(form.form).toMatchObject({ applyAs: 'agent', agentRelation: 'child' });
  expect((await api.ticket(id, daughter)).actions).toContain('urge');

  // The daughter's own list has it under the mandate only, and nothing else of the mother's.
  const own = await api.call<Ticket>('POST', '/tickets', {
    as: mother,
    key: 'the-mother-herself',
    body: await requestOf(api, { ...storyOf('civil-affairs'), filer: mother, channel: 'web' }),
  });
  expect(own.status).toBe(201);
  const under = (query: string, as = daughter) =>
    api.get<{ tickets: { id: string }[]; cursor: string | null }>(`/tickets${query}`, as);
  await until('the index to have both', async () => (await under('', mother)).body.tickets[0]?.id === own.body.id);
  expect((await under(`?mandateId=${mandate.id}&limit=1`)).body).toMatchObject({ tickets: [{ id }], cursor: null });
  expect((await under('')).body.tickets.map((each) => each.id)).not.toContain(id);
  const stranger = await api.call('GET', `/tickets?mandateId=${mandate.id}`, { as: 'resident-chen' });
  expect(stranger.status).toBe(404);

  expect((await file('residence-registration', mandate.id)).status).toBe(403);
  expect((await file('old-age-allowance', mandate.id, 'resident-chen')).status).toBe(403);
  expect((await api.call('POST', `/mandates/${mandate.id}/revoke`, { as: daughter, body: {} })).status).toBe(404);

  const revoked = await api.call<Mandate>('POST', `/mandates/${mandate.id}/revoke`, { as: mother, body: {} });
  expect(revoked.body.inForce).toBe(false);
  expect((await file('old-age-allowance', mandate.id)).status).toBe(403);
  expect((await api.call('GET', `/tickets/${id}`, { as: daughter })).status).toBe(404);
  expect((await api.ticket(id, mother)).id).toBe(id);
});

test('wrong grants are refused by name', async () => {
  for (const [body, path] of [
    [{ agentId: mother }, 'agentId'],
    [{ agentId: 'nobody-at-all' }, 'agentId'],
    [{ validTo: '2020-01-01' }, 'validTo'],
    [{ items: ['nothing'] }, 'items'],
    [{ scope: 'everything' }, ''],
  ] as const) {
    const reply = await grant(body);
    expect(reply).toMatchObject({ status: 422, body: { type: '/problems/invalid', errors: [{ path }] } });
  }
  expect((await grant({}, 'clerk-lin')).status).toBe(403);
});

test('a mandate that ended by its term is no mandate', async () => {
  const { body: mandate } = await grant({ validTo: dateOf(await api.now()) });
  await system.control('clock', { advance: 'P2D' });
  // Two days later everybody signs in again.
  api = client(system.url);
  expect((await file('old-age-allowance', mandate.id)).status).toBe(403);
});
