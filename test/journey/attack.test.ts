/** What an attacker, a rival or a doubled message tried once and found open: it must stay shut. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, dateOf } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket, until } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

type Event = { type: string; data: Record<string, unknown>; words?: Record<string, unknown> };
const historyOf = async (id: string, as: string) =>
  (await api.get<{ events: Event[] }>(`/tickets/${id}/events`, as)).body.events;
const own = { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' };
const file = async (as = 'resident-chen', story = own) => (await api.file(as, await requestOf(api, story))).body;
const shen = { ...storyOf('civil-affairs'), filer: 'resident-shen', channel: 'web' as const };
const withoutApplicant = (form: unknown) =>
  Object.fromEntries(
    Object.entries(form as Record<string, unknown>).filter(([id]) => !/^(applyAs|applicant|residence)/.test(id)),
  );

test('two tickets merged into each other at the same moment: one stays open and leads', async () => {
  for (let round = 0; round < 4; round += 1) {
    const [a, b] = [await file(), await file()];
    await onBoard(api, a.id, 'resident-chen');
    await onBoard(api, b.id, 'resident-chen');
    const merge = (from: Ticket, into: Ticket) =>
      api.call('POST', `/tickets/${from.id}/merge`, {
        as: 'clerk-lin',
        ifMatch: 1,
        body: { into: into.id, reason: '同一件事' },
      });
    const replies = await Promise.all([merge(a, b), merge(b, a)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 422]);
    const states = await Promise.all([a, b].map(async ({ id }) => (await api.ticket(id, 'resident-chen')).state));
    expect(states.sort()).toEqual(['merged', 'submitted']);
  }
});

test('who joins is counted once, however often the message comes', async () => {
  const [lead, follower] = [await file(), await file()];
  const record = (n: number) => ({
    messageId: `m${n}`,
    body: JSON.stringify({ ticketId: lead.id, follower: follower.id }),
  });
  await system.control('invoke/Yizhan-raise-card', { Records: [1, 2, 3].map(record) });
  const types = (await historyOf(lead.id, 'resident-chen')).map(({ type }) => type);
  expect(types.filter((type) => type === 'FollowerJoined')).toHaveLength(1);
});

test('notes are for colleagues: not for an anonymous asker, not for an agent, but for staff', async () => {
  const request = await requestOf(api, { ...own, itemId: 'policy-consultation' });
  const body = { ...request, anonymous: true, form: withoutApplicant(request['form']) };
  const { id } = (await api.file('resident-chen', body)).body;
  await api.must('POST', `/tickets/${id}/note`, { as: 'clerk-lin', body: { text: '内部备注' } });
  expect((await historyOf(id, 'resident-chen')).map(({ type }) => type)).not.toContain('Noted');
  const noted = (await historyOf(id, 'clerk-lin')).find(({ type }) => type === 'Noted');
  expect(noted?.words).toEqual({ text: '内部备注' });

  const { body: mandate } = await api.must<{ id: string }>('POST', '/mandates', {
    as: 'resident-shen',
    body: {
      agentId: 'resident-gu',
      relation: 'child',
      items: 'all',
      validTo: addDays(dateOf(await api.now()), 9),
    },
  });
  const { form, ...rest } = await requestOf(api, shen);
  const key = 'agent-filing-once';
  const filing = { ...rest, mandateId: mandate.id, form: withoutApplicant(form) };
  const filed = (await api.file('resident-gu', filing, key)).body;
  await api.must('POST', `/tickets/${filed.id}/note`, { as: 'clerk-lin', body: { text: '内部备注二' } });
  expect((await historyOf(filed.id, 'resident-gu')).map(({ type }) => type)).not.toContain('Noted');

  // Once the mandate is gone, repeating the filing tells nothing either.
  await api.must('POST', `/mandates/${mandate.id}/revoke`, { as: 'resident-shen', body: {} });
  const again = await api.call('POST', '/tickets', { as: 'resident-gu', key, body: filing });
  expect(again).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
});

test('nobody files for somebody else on the web without a mandate, so nothing is learnt about them', async () => {
  const { form, ...rest } = await requestOf(api, shen);
  for (const applyAs of ['agent', 'guardian']) {
    const body = { ...rest, form: { ...(form as object), applyAs, agentName: '演示', powerOfAttorney: 'on-paper' } };
    const reply = await api.call('POST', '/tickets', { as: 'resident-gu', key: `no-mandate-${applyAs}`, body });
    expect(reply).toMatchObject({ status: 403, body: { type: '/problems/not-allowed' } });
    expect(reply.body).not.toHaveProperty('lane');
  }
});

test('staff file for the communities of their office, and read back what they may see', async () => {
  const zhou = { ...storyOf('police'), filer: 'clerk-lin', channel: 'counter' as const };
  const reply = await api.call('POST', '/tickets', {
    as: 'clerk-lin',
    key: 'another-station',
    body: await requestOf(api, zhou),
  });
  expect(reply).toMatchObject({ status: 403, body: { type: '/problems/not-allowed' } });
});

test('what staff type stands sealed, also the legal basis, and is read by the resident', async () => {
  const { id } = await file();
  await onBoard(api, id, 'resident-chen');
  const legalBasis = '演示条例甲乙丙丁第七条';
  await api.act('clerk-lin', id, 'refuse', { legalBasis, reason: '演示理由', remedy: '可申请复议' });
  const refused = (await historyOf(id, 'resident-chen')).find(({ type }) => type === 'Refused');
  expect(refused?.words).toMatchObject({ legalBasis });
  expect(JSON.stringify(refused?.data)).not.toContain(legalBasis);
  // Stopped: while it runs files come and go.
  await system.pause();
  const files = readdirSync(system.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  for (const each of files)
    expect(readFileSync(join(each.parentPath, each.name)).includes(Buffer.from(legalBasis))).toBe(false);
  await system.restart();
  api = client(system.url);
});

test('residents see offices, not the accounts of people; work goes only to who works there', async () => {
  const { id } = await file();
  await onBoard(api, id, 'resident-chen');
  const claimed = await api.act('clerk-lin', id, 'claim');
  expect(claimed.body).toMatchObject({ handlerId: 'clerk-lin' });
  expect(await api.ticket(id, 'resident-chen')).toMatchObject({ handlerId: null });
  expect(JSON.stringify(await historyOf(id, 'resident-chen'))).not.toContain('clerk-lin');
  const assign = async (personId: string) => {
    const { version } = await api.ticket(id, 'clerk-lin');
    return api.call('POST', `/tickets/${id}/assign`, { as: 'clerk-lin', ifMatch: version, body: { personId } });
  };
  for (const nobody of ['320613199202290019', 'officer-police', 'resident-liu'])
    expect(await assign(nobody)).toMatchObject({ status: 422, body: { errors: [{ path: 'personId' }] } });
  expect((await assign('clerk-sun')).status).toBe(200);
});

test('while papers are awaited no date is promised', async () => {
  const { id, reference } = await file();
  await onBoard(api, id, 'resident-chen');
  const asked = await api.act('clerk-lin', id, 'request-supplement', { materials: ['id-card'], explanation: '缺一份' });
  expect(asked.body).toMatchObject({ suspended: true });
  const heard = await until('a message about the papers', async () => {
    const { body } = await api.get<{ notices: { reference: string; zh: string }[] }>('/notices', 'resident-chen');
    return body.notices.find((each) => each.reference === reference && each.zh.includes('补正'));
  });
  expect(heard.zh).not.toMatch(/\d{4}-\d{2}-\d{2}/);
});

test('bodies that are too long or too deep are refused, whatever they hold', async () => {
  const request = await requestOf(api, own);
  const send = (body: unknown, n: number) =>
    api.call('POST', '/tickets', { as: 'resident-chen', key: `too-much-${n}`, body });
  const deep = `{"itemId":"x","communityCode":"320613001001","form":{"a":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`;
  expect(await send(deep, 1)).toMatchObject({ status: 422, body: { type: '/problems/invalid' } });
  expect(await send({ ...request, itemId: '汉'.repeat(80_000) }, 2)).toMatchObject({ status: 413 });
});

test('a clock that was ahead for a while hides nothing from the reconciler', async () => {
  await system.control('clock', { advance: 'PT2H' });
  await system.stop({ keep: true });
  rmSync(join(system.dataDir, 'clock.json'));
  await system.restart();
  api = client(system.url);
  await system.control('streams', { enabled: false });
  const { id } = await file();
  await system.control('streams', { enabled: true, drop: true });
  await until('the dropped filing to be told to the resident', async () => {
    await system.control('clock', { advance: 'PT6M' });
    const { body } = await api.get<{ notices: { id: string }[] }>('/notices', 'resident-chen');
    return body.notices.some((each) => each.id === `${id}-1`) ? true : undefined;
  });
});
