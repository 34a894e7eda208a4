/** Papers over HTTP, with real files sent straight to object storage: the way of a resident, a clerk, an agent, an attacker. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { files, type FileType, type Paper, sendForm, sha256Of, uploader, variant } from '../support/papers.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { type Client, client, type Ticket, until } from './client.ts';
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
const itemId = 'residence-registration';
const own = { ...storyOf('police'), resident: chen, filer: chen };
const request = async (more: object = {}) => ({ ...(await requestOf(api, own)), ...more });
const tried = async (body: object, as = chen) =>
  api.call<Ticket & { errors?: { path: string; code: string }[] }>('POST', '/tickets', {
    as,
    key: `papers-${Math.random().toString(36).slice(2)}`,
    body,
  });
const proof = (text: string, more: object = {}) =>
  papers.upload({ as: chen, itemId, material: 'residence-proof', file: variant('image/jpeg', text), ...more });

type Attached = { id: string; material: string; contentType: string; sha256: string; sequence: number };
const listOf = (id: string, as: string) => api.call<{ papers: Attached[] }>('GET', `/tickets/${id}/papers`, { as });
const opened = (id: string, paperId: string, as: string) =>
  api.call<{ url: string; expiresAt: string }>('POST', `/tickets/${id}/papers/${paperId}/open`, { as, body: {} });

test.each(Object.keys(files).map((type) => ({ type })))('a small $type is taken', async ({ type }) => {
  const file = files[type as FileType];
  const paper = await papers.upload({ as: chen, itemId, material: 'id-card', file, type });
  expect(paper).toMatchObject({ state: 'checked', fault: null, sha256: sha256Of(file) });
});

test('a request brings papers; desk and resident open them, others do not', async () => {
  const file = variant('image/jpeg', 'lease');
  const paper = await papers.upload({ as: chen, itemId, material: 'residence-proof', file });
  const filed = await tried(await request({ papers: [paper.id] }));
  expect({ status: filed.status, body: filed.body }).toMatchObject({ status: 201, body: { state: 'submitted' } });
  const { id, reference } = filed.body;
  const { staff } = await onBoard(api, id, chen);
  for (const as of [chen, staff]) {
    const { body } = await listOf(id, as);
    expect(body.papers).toMatchObject([
      { id: paper.id, material: 'residence-proof', sequence: 1, sha256: sha256Of(file) },
    ]);
    const { body: link } = await opened(id, paper.id, as);
    const reply = await fetch(link.url);
    expect(Buffer.from(await reply.arrayBuffer()).equals(file)).toBe(true);
    expect(reply.headers.get('content-type')).toBe('image/jpeg');
    expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="${reference}-residence-proof.jpg"`);
  }
  const [event] = await api.events(id, chen);
  expect(event?.data['papers']).toEqual([{ id: paper.id, material: 'residence-proof', sha256: sha256Of(file) }]);

  // She can see who opened it, and that is the desk; her own look is nobody's business.
  type Disclosures = { disclosures: { kind: string }[] };
  const { body: told } = await api.get<Disclosures>('/me/disclosures', chen);
  expect(told.disclosures.filter(({ kind }) => kind === 'paper-opened')).toHaveLength(1);

  // A supervisor sees the request and not its form; another resident sees nothing; strangers to the paper neither.
  expect((await listOf(id, 'supervisor-city')).status).toBe(403);
  expect((await opened(id, paper.id, 'supervisor-city')).status).toBe(403);
  const [seen] = await api.events(id, 'supervisor-city');
  expect(seen?.data).not.toHaveProperty('papers');
  expect((await listOf(id, 'resident-zhou')).status).toBe(404);
  expect((await opened(id, paper.id, 'resident-zhou')).status).toBe(404);
  expect((await api.call('GET', `/papers/${paper.id}`, { as: 'resident-zhou' })).status).toBe(404);
  const loose = await proof('loose');
  expect((await opened(id, loose.id, chen)).status).toBe(404);
});

test('what was asked for is handed in as an upload, or on paper', async () => {
  const { body: ticket } = await api.file(chen, await request());
  const { staff } = await onBoard(api, ticket.id, chen);
  await api.act(staff, ticket.id, 'request-supplement', { materials: ['residence-proof'], explanation: '请补交' });
  const paper = await proof('supplement');
  const { body: after } = await api.act(chen, ticket.id, 'supplement', { papers: [paper.id, 'id-card'] });
  expect(after.state).toBe('submitted');
  const { body } = await listOf(ticket.id, staff);
  expect(body.papers.map((each) => each.id)).toEqual([paper.id]);
});

test('the form has a field for it: the upload stands there', async () => {
  const item = 'residence-permit';
  const paper = await papers.upload({
    as: chen,
    itemId: item,
    material: 'residence-proof',
    file: files['image/png'],
    type: 'image/png',
  });
  const other = await papers.upload({
    as: chen,
    itemId: item,
    material: 'photo',
    file: files['image/png'],
    type: 'image/png',
  });
  const { form, ...rest } = await requestOf(api, { ...own, itemId: item });
  const wrong = await tried({ ...rest, form: { ...(form as object), proof: [other.id] } });
  expect(wrong.body.errors).toMatchObject([{ path: 'form.proof', code: 'other-material' }]);
  const { status, body } = await tried({
    ...rest,
    form: { ...(form as object), proof: [paper.id] },
    papers: [other.id],
  });
  expect(status).toBe(201);
  expect((await listOf(body.id, chen)).body.papers.map(({ material }) => material).sort()).toEqual([
    'photo',
    'residence-proof',
  ]);
});

test('on a weak network everything may be sent twice', async () => {
  const what = { as: chen, itemId, material: 'residence-proof', file: variant('image/jpeg', 'twice') };
  const [first, again] = await Promise.all([papers.announce(what), papers.announce(what)]);
  expect(again.body.id).toBe(first.body.id);
  const { upload } = first.body;
  if (!upload) throw new Error('no form');
  expect([(await sendForm(upload, what.file)).status, (await sendForm(upload, what.file)).status]).toEqual([204, 204]);
  await papers.settled(first.body.id, chen);
  // Later, too: it is there, nothing has to be sent, and a late copy changes nothing.
  expect((await papers.announce(what)).body).toMatchObject({ id: first.body.id, state: 'checked', upload: null });
  expect((await sendForm(upload, what.file)).status).toBe(204);
  const { status, body } = await tried(await request({ papers: [first.body.id] }));
  expect(status).toBe(201);
  expect((await fetch((await opened(body.id, first.body.id, chen)).body.url)).status).toBe(200);
});

test('what is not what it says is refused, and can be sent anew', async () => {
  const html = Buffer.from('<html><script>alert(1)</script></html>');
  const page = await papers.upload({ as: chen, itemId, material: 'id-card', file: html });
  expect(page).toMatchObject({ state: 'refused', fault: { code: 'type' } });
  const png = await papers.upload({
    as: chen,
    itemId,
    material: 'id-card',
    file: variant('image/png', '2'),
    type: 'image/jpeg',
  });
  expect(png).toMatchObject({ state: 'refused', fault: { code: 'type' } });
  const { body: announced } = await papers.announce({
    as: chen,
    itemId,
    material: 'id-card',
    file: variant('image/jpeg', '甲'),
  });
  if (announced.upload) await sendForm(announced.upload, variant('image/jpeg', '乙'));
  expect(await papers.settled(announced.id, chen)).toMatchObject({ state: 'refused', fault: { code: 'digest' } });
  const anew = await papers.upload({ as: chen, itemId, material: 'id-card', file: variant('image/jpeg', '甲') });
  expect(anew).toMatchObject({ state: 'checked' });
  expect(anew.id).not.toBe(announced.id);
  const { body } = await tried(await request({ papers: [page.id] }));
  expect(body.errors).toMatchObject([{ path: 'papers.0', code: 'refused' }]);
});

test('limits are told before anything is sent, and held when it is', async () => {
  const asked = async (more: object) => (await papers.announce({ as: chen, itemId, material: 'id-card', more })).body;
  expect(await asked({ bytes: 10 * 1024 * 1024 + 1 })).toMatchObject({
    errors: [{ path: 'bytes', code: 'too-large' }],
  });
  expect(await asked({ contentType: 'image/svg+xml' })).toMatchObject({ errors: [{ path: 'contentType' }] });
  expect(await asked({ material: 'birth-certificate' })).toMatchObject({ errors: [{ path: 'material' }] });
  const { body } = await papers.announce({
    as: chen,
    itemId,
    material: 'id-card',
    file: variant('image/jpeg', 'size'),
  });
  if (!body.upload) throw new Error('no form');
  const larger = await sendForm(body.upload, variant('image/jpeg', 'size and more'));
  expect(larger).toMatchObject({ status: 400, text: expect.stringContaining('EntityTooLarge') });
  const elsewhere = await sendForm(body.upload, variant('image/jpeg', 'size'), { key: 'checked/mine' });
  expect(elsewhere.status).toBe(403);
  const { body: awaited } = await tried(await request({ papers: [body.id] }));
  expect(awaited.errors).toMatchObject([{ path: 'papers.0', code: 'not-checked' }]);
});

test("somebody else's paper is none", async () => {
  const theirs = await papers.upload({
    as: 'resident-zhou',
    itemId,
    material: 'residence-proof',
    file: variant('image/jpeg', 'zhou'),
  });
  const { body } = await tried(await request({ papers: [theirs.id, `pap_${'0'.repeat(26)}`] }));
  expect(body.errors?.map(({ path, code }) => [path, code])).toEqual([
    ['papers.0', 'unknown'],
    ['papers.1', 'unknown'],
  ]);
  expect(new Set(body.errors?.map((each) => JSON.stringify({ ...each, path: '' }))).size).toBe(1);
});

test('a clerk uploads for residents of their community, an agent under a mandate', async () => {
  const forShen = { itemId: 'old-age-allowance', material: 'id-card' };
  const byClerk = await papers.upload({ as: 'clerk-lin', ...forShen, more: { residentId: 'resident-shen' } });
  expect(byClerk.state).toBe('checked');
  const elsewhere = await papers.announce({
    as: 'clerk-320613002001',
    ...forShen,
    more: { residentId: 'resident-shen' },
  });
  const nobody = await papers.announce({ as: 'clerk-lin', ...forShen, more: { residentId: 'resident-nobody' } });
  expect([elsewhere.status, nobody.status]).toEqual([422, 422]);
  expect((await papers.announce({ as: chen, ...forShen, more: { residentId: 'resident-shen' } })).status).toBe(403);

  const soon = addDays(dateOf(await api.now()), 30);
  const { body: mandate } = await api.call<{ id: string }>('POST', '/mandates', {
    as: 'resident-shen',
    body: { agentId: 'resident-gu', relation: 'child', items: ['old-age-allowance'], validTo: soon },
  });
  const under = {
    as: 'resident-gu',
    ...forShen,
    file: files['image/png'],
    type: 'image/png',
    more: { mandateId: mandate.id },
  };
  const byAgent = await papers.upload(under);
  expect(byAgent.state).toBe('checked');
  expect((await papers.announce({ ...under, itemId })).status).toBe(403);
  expect((await papers.announce({ ...under, as: chen })).status).toBe(403);
  await api.must('POST', `/mandates/${mandate.id}/revoke`, { as: 'resident-shen', body: {} });
  expect((await papers.announce(under)).status).toBe(403);
  expect((await api.call('GET', `/papers/${byAgent.id}`, { as: 'resident-gu' })).status).toBe(404);
});

test('who reports without a name can show a photograph, and nothing leads from it to another request', async () => {
  const item = 'environment-report';
  const photo = await papers.upload({
    as: chen,
    itemId: item,
    material: 'house-photo',
    file: variant('image/jpeg', 'smoke'),
  });
  const story = { ...own, itemId: item };
  const { form, ...rest } = await requestOf(api, story);
  const fields = Object.fromEntries(Object.entries(form as object).filter(([id]) => !/^(applyAs|applicant)/.test(id)));
  const { status, body } = await tried({ ...rest, anonymous: true, form: { ...fields, photos: [photo.id] } });
  expect({ status, errors: body.errors }).toEqual({ status: 201, errors: undefined });
  const { staff } = await onBoard(api, body.id, chen);
  expect((await listOf(body.id, staff)).body.papers).toHaveLength(1);
  const named = await tried({ ...rest, form: { ...(form as object), photos: [photo.id] } });
  expect(named.body.errors).toMatchObject([{ code: 'other-request' }]);
});

test('a crash between upload and check loses nothing', async () => {
  const file = variant('image/jpeg', 'crash');
  const { body } = await papers.announce({ as: chen, itemId, material: 'id-card', file });
  if (!body.upload) throw new Error('no form');
  await system.control('crash', { at: 'before-queue-delivery' });
  expect((await sendForm(body.upload, file)).status).toBe(204);
  await system.ended();
  await system.restart();
  api = client(system.url);
  papers = uploader(api);
  expect(await papers.settled(body.id, chen)).toMatchObject({ state: 'checked' } satisfies Partial<Paper>);
});

test('links and forms end, and what no request uses is gone after a week', async () => {
  const file = variant('image/jpeg', 'kept');
  const kept = await papers.upload({ as: chen, itemId, material: 'residence-proof', file });
  const loose = await proof('never used');
  const { body: ticket } = await tried(await request({ papers: [kept.id] }));
  const { body: link } = await opened(ticket.id, kept.id, chen);
  const { body: announced } = await papers.announce({
    as: chen,
    itemId,
    material: 'id-card',
    file: variant('image/jpeg', 'late'),
  });
  await api.advance('PT16M');
  expect((await fetch(link.url)).status).toBe(403);
  if (announced.upload) expect((await sendForm(announced.upload, variant('image/jpeg', 'late'))).status).toBe(403);

  await api.advance('P8D');
  await until('the clean-up to have come by', async () =>
    (await api.call('GET', `/papers/${loose.id}`, { as: chen })).status === 404 ? true : undefined,
  );
  const { body: again } = await opened(ticket.id, kept.id, chen);
  expect(Buffer.from(await (await fetch(again.url)).arrayBuffer()).equals(file)).toBe(true);
  expect((await tried(await request({ papers: [loose.id] }))).body.errors).toMatchObject([{ code: 'unknown' }]);
});
