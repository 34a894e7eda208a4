/** Collect once (plan R3C-03): the second request asks neither what the file knows nor a paper that was given before. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, dateOf, monthsLater } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { uploader, variant } from '../support/papers.ts';
import { type Client, client, type Ticket, until } from './client.ts';
import { atOffice } from './steps.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
let papers: ReturnType<typeof uploader>;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  papers = uploader(api);
});
afterAll(() => system.stop());

const chen = 'resident-chen';
const first = 'residence-registration';
const second = 'residence-permit';
const community = '320613001001';

type Known = {
  answers: Record<string, unknown>;
  papers: {
    id: string;
    material: string;
    givenOn: string;
    lastDay: string | null;
    verified: { by: string; office: { zh: string }; on: string } | null;
    objection: { zh: string; en: string } | null;
  }[];
};
type Mine = {
  papers: (Known['papers'][number] & { isExpired: boolean; usedIn: { reference: string; itemId: string }[] })[];
};
type Filed = Ticket & { form?: Record<string, unknown>; errors?: { path: string; code: string }[] };
type Disclosed = { disclosures: { kind: string; by: { officeId?: string } }[] };

/** The body of a request without anything that the resident's file knows. */
const asked = async (itemId: string, resident = chen, channel: 'web' | 'counter' | 'hotline' = 'web') => {
  const body = await requestOf(api, { ...storyOf('police'), itemId, resident, filer: resident, channel });
  const form = Object.fromEntries(
    Object.entries(body['form'] as object).filter(([id]) => !/^(applicant|residenceAddress|applyAs)/.test(id)),
  );
  return { ...body, form };
};
const file = async (as: string, body: object) =>
  api.call<Filed>('POST', '/tickets', { as, key: `once-${Math.random().toString(36).slice(2)}`, body });
const codes = ({ body }: { body: Filed }) => body.errors?.map(({ path, code }) => `${path} ${code}`);
const known = async (itemId: string, as = chen, query = '') =>
  (await api.get<Known>(`/known/${itemId}${query}`, as)).body;
const upload = (text: string, more: object = {}) =>
  papers.upload({ as: chen, itemId: first, material: 'residence-proof', file: variant('image/jpeg', text), ...more });
/** A paper that a request has, so that it is in the file. */
const given = async (text: string): Promise<{ id: string; ticket: Filed }> => {
  const { id } = await upload(text);
  const { status, body } = await file(chen, { ...(await asked(first)), papers: [id] });
  expect(status).toBe(201);
  return { id, ticket: body };
};

test('handed in and checked with the first request, used again with consent in the second', async () => {
  expect((await known(second)).papers).toEqual([]);
  const { id, ticket } = await given('lease');
  expect(Object.keys((await known(second)).answers).sort()).toEqual([
    'applicantIdCard',
    'applicantName',
    'applicantPhone',
    'residenceAddress',
  ]);
  // In the file at once, but nobody has looked at it yet.
  expect((await known(second)).papers).toMatchObject([{ id, verified: null, objection: null }]);
  const { staff } = await onBoard(api, ticket.id, chen);
  await api.act(staff, ticket.id, 'accept');
  const [paper] = (await known(second)).papers;
  const today = dateOf(await api.now());
  expect(paper).toMatchObject({
    givenOn: today,
    verified: { by: 'request', office: { zh: '崇川区城东街道德民社区综合服务站' }, on: today },
  });
  expect(paper?.lastDay).toBe(monthsLater(today, 12));

  const body = await asked(second);
  const form = { ...body.form, proof: [id] };
  expect(codes(await file(chen, { ...body, form }))).toEqual(['form.proof consent']);
  const filed = await file(chen, { ...body, form, reuse: [id] });
  expect({ status: filed.status, wrong: codes(filed) }).toEqual({ status: 201, wrong: undefined });
  const [event] = await api.events(filed.body.id, chen);
  expect(event?.data).toMatchObject({
    papers: [{ id, material: 'residence-proof', reused: { consent: 'self', verified: true } }],
    collected: { fieldsKnown: 4, papersGiven: 0, papersReused: 1 },
  });

  // The desk of the second request sees what it is and where it comes from, and opens it there.
  const desk = await onBoard(api, filed.body.id, chen);
  const { body: list } = await api.get<{ papers: Known['papers'] }>(`/tickets/${filed.body.id}/papers`, desk.staff);
  expect(list.papers).toMatchObject([{ id, reused: { givenOn: today, verified: { by: 'request' } } }]);
  const { body: link } = await api.must<{ url: string }>('POST', `/tickets/${filed.body.id}/papers/${id}/open`, {
    as: desk.staff,
    body: {},
  });
  expect((await fetch(link.url)).status).toBe(200);

  const { body: mine } = await api.get<Mine>('/me/papers', chen);
  expect(mine.papers.find((each) => each.id === id)?.usedIn.map(({ itemId }) => itemId)).toEqual([first, second]);
});

test('numbers: what was known and what was used again, over all that the forms needed', async () => {
  type Part = { of: number; all: number; rate: number };
  type Numbers = { collected: { papers: Part; fields: Part } };
  const numbers = async () => (await api.get<Numbers>(`/performance/${community}`, 'supervisor-street')).body.collected;
  const before = await until('the first ones to be counted', async () => {
    const now = await numbers();
    return now.papers.of === 1 ? now : undefined;
  });
  const { id } = await given('for numbers');
  const body = await asked(second);
  await file(chen, { ...body, form: { ...body.form, proof: [id] }, reuse: [id] });
  const brought = await file(chen, { ...body, form: { ...body.form, proof: 'on-paper' } });
  expect(brought.status).toBe(201);
  const after = await until('three more to be counted', async () => {
    const now = await numbers();
    return now.papers.all === before.papers.all + 3 ? now : undefined;
  });
  // Handed in, used again, shown on paper.
  expect(after.papers.of).toBe(before.papers.of + 1);
  expect(after.papers.rate).toBeCloseTo(after.papers.of / after.papers.all);
  expect(after.fields.of).toBe(before.fields.of + 12);
});

test('taken out of the file no request gets it, and those that have it keep it', async () => {
  const { id, ticket } = await given('to be removed');
  expect((await api.call('POST', `/me/papers/${id}/remove`, { as: 'resident-zhou', body: {} })).status).toBe(404);
  expect((await api.call('POST', `/me/papers/${id}/remove`, { as: chen, body: {} })).status).toBe(200);
  expect((await api.call('POST', `/me/papers/${id}/remove`, { as: chen, body: {} })).status).toBe(404);
  expect((await known(second)).papers.map((each) => each.id)).not.toContain(id);
  const body = await asked(second);
  expect(codes(await file(chen, { ...body, form: { ...body.form, proof: [id] }, reuse: [id] }))).toEqual([
    'form.proof not-kept',
  ]);
  const opened = await api.call('POST', `/tickets/${ticket.id}/papers/${id}/open`, { as: chen, body: {} });
  expect(opened.status).toBe(200);
  // Uploaded once more it is handed in once more.
  expect((await upload('to be removed')).id).toBe(id);
  expect((await file(chen, { ...(await asked(first)), papers: [id] })).status).toBe(201);
  expect((await known(second)).papers.map((each) => each.id)).toContain(id);
});

test("somebody else's paper is none, with consent or without", async () => {
  const { id } = await given('hers');
  const body = await asked(second, 'resident-zhou');
  const none = `pap_${'0'.repeat(26)}`;
  const tried = await file('resident-zhou', { ...body, reuse: [id, none] });
  expect(codes(tried)).toEqual(['reuse.0 unknown', 'reuse.1 unknown']);
  expect(new Set(tried.body.errors?.map((each) => JSON.stringify({ ...each, path: '' }))).size).toBe(1);
});

test('an agent uses what the mandate is for, nothing sensitive, and the principal sees it', async () => {
  const { id } = await given('for the agent');
  const soon = addDays(dateOf(await api.now()), 30);
  const { body: mandate } = await api.must<{ id: string }>('POST', '/mandates', {
    as: chen,
    body: { agentId: 'resident-gu', relation: 'child', items: [second], validTo: soon },
  });
  const card = await papers.upload({
    as: chen,
    itemId: first,
    material: 'id-card',
    file: variant('image/jpeg', 'card'),
  });
  expect((await file(chen, { ...(await asked(first)), papers: [card.id] })).status).toBe(201);

  const query = `?mandateId=${mandate.id}`;
  const { answers, papers: offered } = await known(second, 'resident-gu', query);
  expect(JSON.stringify(answers)).toContain('****');
  expect(answers['applicantName']).toMatch(/^演\*+$/);
  expect(offered.find((each) => each.id === id)?.objection).toBeNull();
  expect(offered.find((each) => each.id === card.id)?.objection?.en).toContain('sensitive');
  expect((await api.call('GET', `/known/${first}${query}`, { as: 'resident-gu' })).status).toBe(403);

  const body = await asked(second);
  const filed = { ...body, mandateId: mandate.id, form: { ...body.form, proof: [id] } };
  expect(codes(await file('resident-gu', { ...filed, reuse: [id, card.id] }))).toEqual(['reuse.1 sensitive']);
  expect((await file('resident-gu', { ...filed, reuse: [id] })).status).toBe(201);
  expect(codes(await file('resident-gu', { ...filed, keep: ['applicantPhone'], reuse: [id] }))).toEqual([
    'keep.applicantPhone not-kept',
  ]);
  const { body: told } = await api.get<Disclosed>('/me/disclosures', chen);
  expect(told.disclosures.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['file-read', 'paper-reused', 'mandate-used']),
  );
  await api.must('POST', `/mandates/${mandate.id}/revoke`, { as: chen, body: {} });
  expect((await api.call('GET', `/known/${second}${query}`, { as: 'resident-gu' })).status).toBe(403);
  expect((await file('resident-gu', { ...filed, reuse: [id] })).status).toBe(403);
});

test('a supplement takes from the file what another request has, not what was found wanting, and asks who agrees', async () => {
  const lease = await given('a lease that is good');
  const card = await papers.upload({
    as: chen,
    itemId: first,
    material: 'id-card',
    file: variant('image/jpeg', 'a card for supplements'),
  });
  expect((await file(chen, { ...(await asked(first)), papers: [card.id] })).status).toBe(201);
  const blurred = await upload('too dark to read');
  const { body: ticket } = await file(chen, { ...(await asked(first)), papers: [blurred.id] });
  const clerk = (await onBoard(api, ticket.id, chen)).staff;
  const kept = (as: string, query = '') => api.call<Known>('GET', `/tickets/${ticket.id}/kept-papers${query}`, { as });
  // Nothing is told of a file while nothing is waited for.
  expect((await kept(chen)).status).toBe(403);
  const materials = ['residence-proof', 'id-card'];
  await api.act(clerk, ticket.id, 'request-supplement', { materials, explanation: '看不清，请另交' });
  const mine = (await kept(chen)).body.papers;
  expect(mine.map((each) => each.id)).toEqual(expect.arrayContaining([lease.id, card.id]));
  expect(mine.map((each) => each.id)).not.toContain(blurred.id);
  expect((await kept('resident-zhou')).status).toBe(404);

  // On the telephone nobody knows who agrees to the sensitive one; before them a clerk does.
  const objectionTo = (id: string, { body }: { body: Known }) => body.papers.find((each) => each.id === id)?.objection;
  expect(objectionTo(card.id, await kept(clerk))?.en).toContain('in person');
  expect(objectionTo(lease.id, await kept(clerk))).toBeNull();
  expect(objectionTo(card.id, await kept(clerk, '?channel=counter'))).toBeNull();

  const supplement = (as: string, body: object) =>
    api.call<Filed>('POST', `/tickets/${ticket.id}/supplement`, { as, body });
  expect(codes(await supplement(chen, { papers: [lease.id] }))).toEqual(['papers.0 consent']);
  expect(codes(await supplement(chen, { reuse: [blurred.id] }))).toEqual(['reuse.0 has-it']);
  expect(codes(await supplement(clerk, { reuse: [lease.id, card.id] }))).toEqual(['reuse.1 sensitive']);
  const done = await supplement(clerk, { reuse: [lease.id, card.id], channel: 'counter' });
  expect({ status: done.status, state: done.body.state }).toEqual({ status: 200, state: 'submitted' });
  const event = (await api.events(ticket.id, chen)).find(({ type }) => type === 'Supplemented');
  expect(event?.data['papers']).toEqual([
    expect.objectContaining({ id: lease.id, reused: { consent: 'staff', verified: false } }),
    expect.objectContaining({ id: card.id, reused: { consent: 'staff', verified: false } }),
  ]);
  expect((await kept(chen)).status).toBe(403);
  const { body: told } = await api.get<Disclosed>('/me/disclosures', chen);
  expect(told.disclosures.map(({ kind }) => kind)).toContain('paper-reused');
  const { body: list } = await api.get<Mine>('/me/papers', chen);
  expect(list.papers.find((each) => each.id === lease.id)?.usedIn.at(-1)?.reference).toBe(ticket.reference);
});

test('an answer takes a paper of the file, and a paper that was taken out of it is none', async () => {
  const lease = await given('a lease for an answer');
  const gone = await given('a lease that is taken out');
  const { body: ticket } = await file(chen, await asked(first));
  const clerk = (await onBoard(api, ticket.id, chen)).staff;
  await api.act(clerk, ticket.id, 'accept');
  const { staff } = await atOffice(api, ticket.id, chen);
  await api.act(staff, ticket.id, 'sign');
  await api.act(staff, ticket.id, 'ask-resident', { question: '租到什么时候？' });
  await api.must('POST', `/me/papers/${gone.id}/remove`, { as: chen, body: {} });
  const answer = (reuse: string[]) =>
    api.call<Filed>('POST', `/tickets/${ticket.id}/answer`, { as: chen, body: { answer: '见合同', reuse } });
  expect(codes(await answer([gone.id]))).toEqual(['reuse.0 not-kept']);
  expect((await answer([lease.id])).status).toBe(200);
  const { body: list } = await api.get<{ papers: Known['papers'] }>(`/tickets/${ticket.id}/papers`, staff);
  expect(list.papers.map((each) => each.id)).toEqual([lease.id]);
});

test('at the counter: the clerk who saw the original, the last day on it, the next request without it', async () => {
  const clerk = 'clerk-lin';
  const shen = 'resident-shen';
  const today = dateOf(await api.now());
  const scan = (more: object, as = clerk) =>
    papers.announce({
      as,
      itemId: 'old-age-allowance',
      material: 'id-card',
      file: variant('image/png', 'card of shen'),
      type: 'image/png',
      more,
    });
  expect((await scan({ originalSeen: true }, shen)).status).toBe(422);
  expect((await scan({ residentId: shen, validTo: today })).status).toBe(422);
  const card = await papers.upload({
    as: clerk,
    itemId: 'old-age-allowance',
    material: 'id-card',
    file: variant('image/png', 'card of shen'),
    type: 'image/png',
    more: { residentId: shen, originalSeen: true, validTo: addDays(today, 2) },
  });
  const body = { ...(await asked('old-age-allowance', shen, 'counter')), residentId: shen };
  const filed = await file(clerk, { ...body, papers: [card.id], keep: ['bankAccount'] });
  expect({ status: filed.status, wrong: codes(filed) }).toEqual({ status: 201, wrong: undefined });

  const seen = await known('old-age-allowance', clerk, `?residentId=${shen}`);
  expect(seen.papers).toMatchObject([
    { id: card.id, verified: { by: 'original' }, lastDay: addDays(today, 2), objection: null },
  ]);
  // Known now, and no more of it is shown than needed.
  expect(seen.answers).toHaveProperty('bankAccount');
  expect(JSON.stringify(seen.answers)).not.toContain('6222000000000000');
  const stranger = await api.call('GET', `/known/old-age-allowance?residentId=${shen}`, { as: 'clerk-320613002001' });
  const nobody = await api.call('GET', '/known/old-age-allowance?residentId=nobody', { as: clerk });
  expect([stranger.status, nobody.status]).toEqual([422, 422]);
  expect(stranger.body['errors']).toEqual(nobody.body['errors']);
  expect((await api.call('GET', `/known/old-age-allowance?residentId=${shen}`, { as: chen })).status).toBe(403);

  const { bankAccount: _known, ...left } = body.form as Record<string, unknown>;
  expect(codes(await file(clerk, { ...body, channel: 'hotline', form: left, reuse: [card.id] }))).toEqual([
    'reuse.0 sensitive',
  ]);
  const again = await file(clerk, { ...body, form: left, reuse: [card.id] });
  expect({ status: again.status, wrong: codes(again) }).toEqual({ status: 201, wrong: undefined });
  expect((await api.get<Filed>(`/tickets/${again.body.id}`, shen)).body.form).toMatchObject({
    bankAccount: '6222000000000000',
  });
  const { body: told } = await api.get<Disclosed>('/me/disclosures', shen);
  for (const kind of ['file-read', 'paper-reused', 'file-changed'])
    expect(told.disclosures.find((each) => each.kind === kind)?.by.officeId).toBe(`station-${community}`);

  await api.advance('P3D');
  expect(codes(await file(clerk, { ...body, form: left, reuse: [card.id] }))).toEqual(['reuse.0 expired']);
  expect((await known('old-age-allowance', clerk, `?residentId=${shen}`)).papers).toMatchObject([
    { id: card.id, objection: { en: expect.stringContaining('expired') } },
  ]);
});
