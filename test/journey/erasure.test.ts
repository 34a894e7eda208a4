/**
 * A person is erased over HTTP: on their own request, after their death, and again after a restore. What was decided
 * stays provable, numbers stay the same, and nobody who still works with their requests runs into an error.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { type ActionName, actionNames } from '../../domain/ticket/actions.ts';
import type { Ticket as TicketState } from '../../domain/ticket/state.ts';
import { addDays, DAY, dateOf } from '../../domain/time.ts';
import { keyOf } from '../../store/keys.ts';
import { fromItem } from '../../store/table.ts';
import { bodyFor } from '../domain/ticket/bodies.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { files, uploader, variant } from '../support/papers.ts';
import { type Client, client, until } from './client.ts';
import { atOffice, file, finish, inState } from './steps.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf, residentNamed, staffOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
let dynamo: DynamoDBClient;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  dynamo = new DynamoDBClient({
    endpoint: system.system.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  dynamo.destroy();
  await system.stop();
});

type Item = Record<string, AttributeValue>;
const table = () => system.system.tableName;
const keyFor = ({ pk, sk }: { pk: string; sk: string }) => ({ pk: { S: pk }, sk: { S: sk } });
const rowOf = async (key: { pk: string; sk: string }) =>
  (await dynamo.send(new GetItemCommand({ TableName: table(), Key: keyFor(key), ConsistentRead: true }))).Item;
const rowsNaming = async (text: string): Promise<string[]> => {
  const found: string[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo.send(
      new ScanCommand({ TableName: table(), ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    for (const item of Items)
      if (JSON.stringify(fromItem(item)).includes(text)) found.push(`${item['pk']?.S} ${item['sk']?.S}`);
    start = LastEvaluatedKey;
  } while (start);
  return found;
};
const console_ = async (script: string, ...args: string[]) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', `bin/${script}.ts`, ...args, '--data', system.dataDir],
    { env: process.env },
  );
  return stdout.trim().split('\n').at(-1);
};

type Erasure = {
  state: string | null;
  dueAt: string | null;
  openRequests: number;
  keptUntil: string | null;
  waitDays: number;
};
const own = async (as: string) => (await api.get<Erasure>('/me/erasure', as)).body;
const ask = (as: string, body: object = { confirm: 'erase' }) =>
  api.call<Erasure & { type: string }>('POST', '/me/erasure', { as, body });
const takeBack = (as: string) => api.call<Erasure>('POST', '/me/erasure/withdraw', { as, body: {} });
const search = (by: string, value: string, as = 'clerk-lin') =>
  api.call<{ residents: { id: string }[] }>('POST', '/residents/search', { as, body: { by, value } });
/** Days go by; then the hours in which the schedule does its steps. */
const pass = async (duration: string) => {
  await api.advance(duration);
  await api.advance('PT1H');
  await api.advance('PT1H');
};

const chen = 'resident-chen';
const { resident: her } = residentNamed(chen);
let decided: string;
let withdrawn: string;
let paper: string;
let board: { officeId: string; staff: string };

test('while a request goes on nobody is erased, and the person is told how many do', async () => {
  const papers = uploader(api);
  const upload = await papers.upload({
    as: chen,
    itemId: 'residence-registration',
    material: 'residence-proof',
    file: variant('image/jpeg', 'lease'),
  });
  paper = upload.id;
  const request = await requestOf(api, { ...storyOf('police'), resident: chen, filer: chen });
  decided = (await api.file(chen, { ...request, papers: [paper] })).body.id;
  await papers.upload({ as: chen, itemId: 'residence-registration', material: 'id-card', file: files['image/jpeg'] });
  withdrawn = (await file(api, chen, 'school-enrolment-consult')).id;
  expect(await own(chen)).toMatchObject({ state: null, openRequests: 2, keptUntil: null, waitDays: 7 });
  expect(await ask(chen)).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } });
  expect((await ask(chen, {})).status).toBe(422);
  expect((await ask('clerk-320613002001')).status).toBe(403);

  const station = await onBoard(api, decided, chen);
  await api.act(station.staff, decided, 'accept');
  board = await atOffice(api, decided, chen);
  await api.act(board.staff, decided, 'sign');
  // Somebody looked at her number, and gave a reason in their own words.
  await api.must('POST', `/tickets/${decided}/personal-data`, {
    as: board.staff,
    body: { fields: ['applicantIdCard'], purpose: 'identity', reason: '核对租房合同上的姓名' },
  });
  await api.act(board.staff, decided, 'note', { text: '电话里已说明' });
  await finish(api, board.staff, chen, decided);
  await api.act(chen, withdrawn, 'withdraw');
  await pass('P40D');
  await inState(api, decided, chen, 'closed');
});

test('asked for, it can be taken back for a week; the law keeps what was decided, and says until when', async () => {
  const seen = await own(chen);
  expect(seen).toMatchObject({ openRequests: 0, state: null });
  const resolved = (await api.events(decided, chen)).find(({ type }) => type === 'Resolved')?.at ?? '';
  expect(Date.parse(seen.keptUntil ?? '') - Date.parse(resolved)).toBe(3_650 * DAY);
  expect(await ask(chen)).toMatchObject({ status: 200, body: { state: 'waiting' } });
  expect(await ask(chen)).toMatchObject({ status: 200, body: { state: 'waiting' } });
  const { body } = await api.get<{ notices: { zh: string }[] }>('/notices', chen);
  expect(body.notices.filter(({ zh }) => zh.includes('申请了删除个人资料'))).toHaveLength(1);
  expect(await takeBack(chen)).toMatchObject({ status: 200, body: { state: 'withdrawn', dueAt: null } });
  expect((await takeBack(chen)).status).toBe(409);
  await pass('P8D');
  expect((await search('id-card', her.idCard)).body.residents).toHaveLength(1);
});

/** What she wrote, and what is hers: nothing of it may be found by anybody. */
const asked = async () => {
  const { body: mine } = await api.call('GET', '/me', { as: chen });
  const found = [await search('id-card', her.idCard), await search('phone', her.phone)];
  return { role: mine['role'], residents: found.flatMap(({ body }) => body.residents.map(({ id }) => id)) };
};

test('then she is gone: nobody finds her, numbers and chains are as before, what is kept is locked', async () => {
  // Of the same days before and after.
  const today = dateOf(await api.now());
  const path = `/performance/${her.communityCode}?by=item&from=${addDays(today, -90)}&to=${addDays(today, 30)}`;
  const numbers = (await api.get(path, 'supervisor-city')).body;
  const objects = () => readdirSync(join(system.dataDir, 's3'), { recursive: true }).length;
  expect(objects()).toBeGreaterThan(0);
  await api.must('POST', '/mandates', {
    as: chen,
    body: { agentId: 'resident-zhou', relation: 'neighbour', items: 'all', validTo: addDays(today, 300) },
  });
  expect(await ask(chen)).toMatchObject({ status: 200 });
  await pass('P8D');
  await until('the erasure', async () =>
    (await rowOf(keyOf.erasure(chen)))?.['erasure']?.M?.['state']?.S === 'restricted' ? true : undefined,
  );

  expect(await asked()).toEqual({ role: null, residents: [] });
  expect((await api.get('/mandates', 'resident-zhou')).body).toMatchObject({ held: [] });
  expect((await api.call('GET', '/me/export', { as: chen })).status).toBe(403);
  const row = await rowOf(keyOf.residentFile(chen));
  // The key stays, locked, for what was decided; of the file itself nothing does.
  expect(row).toHaveProperty('wrappedKey');
  expect(row?.['sealed']).toEqual({ M: {} });
  expect(row).not.toHaveProperty('household');
  const left = await rowsNaming(`"${chen}"`);
  expect(left.filter((each) => /^(X#|H#|IDEM#|CODE#)/.test(each))).toEqual([]);
  // Her own partition: that she was erased, and the emptied file.
  const theirs = left.filter((each) => each.startsWith(`P#${chen} `)).map((each) => each.split(' ')[1]);
  expect(theirs.toSorted()).toEqual(['ERASURE', 'FILE']);
  // The words of what nobody has to keep are gone, those of what was decided are there, and locked.
  expect(await rowOf(keyOf.sealed(withdrawn, 1))).toBeUndefined();
  expect(await rowOf(keyOf.sealed(decided, 1))).toBeDefined();
  // The paper of what was decided stays with it; the one that was used for nothing is gone.
  expect((await rowOf(keyOf.paper(paper)))?.['paper']?.M?.['state']?.S).toBe('checked');

  expect((await api.get(path, 'supervisor-city')).body).toEqual(numbers);
  expect(await console_('recount')).toBe('difference 0');
  expect(await console_('verify')).toBe('broken 0');
});

const rows = Object.values(routes) as Route[];
const filled = (path: string) => path.replace('{id}', decided).replace('{paperId}', paper);

test('no route about her request answers with an error of ours: it says that it is erased', async () => {
  type Seen = { form?: object; erased?: boolean; version: number; actions: string[]; state: string };
  const { body } = await api.get<Seen>(`/tickets/${decided}`, board.staff);
  expect(body).toMatchObject({ erased: true, state: 'closed' });
  expect(body).not.toHaveProperty('form');
  const events = await api.events(decided, board.staff);
  expect(events.length).toBeGreaterThan(5);
  expect(events.filter(({ words }) => words)).toEqual([]);
  const staff = [board.staff, staffOf(`station-${her.communityCode}`), 'supervisor-city', 'arbiter', 'auditor', chen];
  const others: Record<string, object> = {
    '/tickets/{id}/personal-data': { fields: ['applicantIdCard'], purpose: 'identity', reason: '核对' },
    '/tickets/{id}/papers/{paperId}/open': {},
  };
  const state = { specialSteps: [], steps: [], cards: [] } as unknown as TicketState;
  const bodyOf = (path: string) => {
    const action = path.slice('/tickets/{id}/'.length);
    return (actionNames as readonly string[]).includes(action)
      ? bodyFor(action as ActionName, state, 0, board.officeId, board.officeId)
      : (others[path] ?? {});
  };
  const asked = rows.filter(({ path }) => path.startsWith('/tickets/{id}'));
  expect(asked.length).toBeGreaterThan(35);
  const broken: string[] = [];
  for (const { method, path } of asked)
    for (const as of staff) {
      const body = method === 'POST' ? { body: bodyOf(path), ifMatch: 99 } : {};
      const { status } = await api.call(method, filled(path), { as, ...body });
      if (status >= 500) broken.push(`${method} ${path} as ${as}: ${status}`);
    }
  expect(broken).toEqual([]);
  const revealed = await api.call('POST', `/tickets/${decided}/personal-data`, {
    as: board.staff,
    body: others['/tickets/{id}/personal-data'],
  });
  expect(revealed).toMatchObject({ status: 409, body: { zh: { detail: expect.stringContaining('删除') } } });
  // What needs words that nobody could read any more is refused in words.
  const noted = await api.call('POST', `/tickets/${decided}/note`, {
    as: board.staff,
    body: { text: '演示' },
    ifMatch: body.version,
  });
  expect(noted.status).toBe(409);
  // Board, search, lists of supervisors, the audit, the receipt in her hand: as ever.
  for (const [path, as] of [
    [`/boards/${board.officeId}`, board.staff],
    [`/attention/${her.communityCode}`, 'supervisor-city'],
    [`/audit?date=${dateOf(await api.now())}`, 'auditor'],
  ] as const)
    expect((await api.call('GET', path, { as })).status).toBeLessThan(500);
});

test('she may register anew, as somebody who was never here', async () => {
  const body = {
    name: her.name,
    idNumber: her.idCard,
    phone: her.phone,
    communityCode: her.communityCode,
    address: her.address,
  };
  expect((await api.call('POST', '/me/registration', { as: chen, body })).status).toBe(201);
  expect(await own(chen)).toMatchObject({ state: null, keptUntil: null, openRequests: 0 });
  expect((await api.get<{ tickets: [] }>('/tickets', chen)).body.tickets).toEqual([]);
});

const propose = (as: string, change: object = {}) =>
  api.call<{ residentId: string; revision: number; type: string; name: string; document: string }>(
    'POST',
    '/erasures',
    {
      as,
      body: {
        idNumber: residentNamed('resident-gu').resident.idCard,
        basis: 'death',
        document: '死亡证明 2026-118 号',
        ...change,
      },
    },
  );
const listed = async (as: string) =>
  (await api.get<{ erasures: { residentId: string; document: string | null; state: string }[] }>('/erasures', as)).body
    .erasures;
const say = (what: 'confirm' | 'reject', revision: number, as: string) =>
  api.call<{ state: string; type: string }>('POST', `/erasures/resident-gu/${what}`, { as, body: { revision } });

test('after a death it takes two people of the city; auditors see it, and nobody else does', async () => {
  for (const as of ['clerk-lin', 'officer-police', 'administrator-district', 'supervisor-city', 'auditor', chen])
    expect((await propose(as)).status).toBe(403);
  expect((await propose('administrator', { idNumber: '320613190001010000' })).status).toBe(422);
  const { status, body } = await propose('administrator');
  expect({ status, body }).toMatchObject({
    status: 201,
    body: { residentId: 'resident-gu', document: '死亡证明 2026-118 号' },
  });
  expect((await propose('administrator')).status).toBe(409);
  for (const as of ['administrator', 'supervisor-city', 'auditor'])
    expect(await listed(as)).toMatchObject([
      { residentId: 'resident-gu', state: 'proposed', document: '死亡证明 2026-118 号' },
    ]);
  expect((await api.call('GET', '/erasures', { as: 'clerk-lin' })).status).toBe(403);
  expect((await say('confirm', body.revision, 'administrator')).body.type).toBe('/problems/own-case');
  expect((await say('confirm', body.revision, 'auditor')).status).toBe(403);
  expect((await say('confirm', body.revision + 1, 'supervisor-city')).status).toBe(412);
  expect(await say('reject', body.revision, 'supervisor-city')).toMatchObject({ body: { state: 'withdrawn' } });

  const again = await propose('administrator');
  expect(again).toMatchObject({ status: 201 });
  expect(await say('confirm', again.body.revision, 'supervisor-city')).toMatchObject({ body: { state: 'waiting' } });
  // Nobody but the two can stop it, least of all somebody in possession of the account.
  expect((await takeBack('resident-gu')).status).toBe(409);
  await pass('P8D');
  expect(await listed('auditor')).toEqual([]);
  const row = await rowOf(keyOf.residentFile('resident-gu'));
  expect(row).not.toHaveProperty('wrappedKey');
  expect(row).toHaveProperty('erasedAt');
  const { entries } = (
    await api.get<{ entries: { data: { residentId: string; step: string; basis: string } }[] }>(
      `/audit?date=${dateOf(await api.now())}&kind=erasure`,
      'auditor',
    )
  ).body;
  expect(entries.filter(({ data }) => data.residentId === 'resident-gu').map(({ data }) => data.step)).toContain(
    'erased',
  );
});

test('a table that was restored has them again, and they are erased again', async () => {
  const wang = 'resident-wang';
  const restored = await Promise.all([rowOf(keyOf.residentFile(wang)), rowOf(keyOf.account(wang))]);
  expect(await ask(wang)).toMatchObject({ status: 200 });
  await pass('P8D');
  expect(await rowOf(keyOf.residentFile(wang))).not.toHaveProperty('wrappedKey');
  const restore = async () => {
    for (const Item of restored) if (Item) await dynamo.send(new PutItemCommand({ TableName: table(), Item }));
    await dynamo.send(new DeleteItemCommand({ TableName: table(), Key: keyFor(keyOf.erasure(wang)) }));
    expect((await api.get<{ residentId: string }>('/me', wang)).body.residentId).toBe(wang);
  };
  await restore();
  // Somebody pulls the plug, wherever it is, and starts it again.
  for (const ms of [600, 900, 1_200]) {
    const child = spawn(process.execPath, ['bin/erase.ts', '--replay', '--data', system.dataDir]);
    setTimeout(() => child.kill('SIGKILL'), ms);
    await once(child, 'exit');
  }
  expect(await console_('erase', '--replay')).toBe('open 0');
  expect(await rowOf(keyOf.residentFile(wang))).not.toHaveProperty('wrappedKey');
  expect((await api.get<{ residentId: string | null }>('/me', wang)).body.residentId).toBeNull();
  // Nobody has to think of it: the schedule looks, too.
  await restore();
  await api.advance('PT1H');
  expect(await rowOf(keyOf.residentFile(wang))).not.toHaveProperty('wrappedKey');
  expect(await console_('verify')).toBe('broken 0');
});

test('nothing of it is in the logs', () => {
  const log = readdirSync(system.system.logs)
    .map((name) => readFileSync(join(system.system.logs, name), 'utf8'))
    .join('');
  for (const secret of [her.idCard, her.phone, '死亡证明']) expect(log).not.toContain(secret);
});
