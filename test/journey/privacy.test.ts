/**
 * Personal data over HTTP: masked for staff, shown in full for a purpose, told to the resident, written to the audit;
 * and whoever touches what was written is found out.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dateOf } from '../../domain/time.ts';
import { keyOf } from '../../store/keys.ts';
import { fromItem, toItem } from '../../store/table.ts';
import type { EventRow } from '../../store/ticket-rows.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket, until } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf, residentNamed } from './travel.ts';

let system: LocalSystem;
let api: Client;
let ticketId: string;
const chen = residentNamed('resident-chen').resident;

beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  const request = await requestOf(api, { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' });
  ticketId = (await api.file('resident-chen', request)).body.id;
  await onBoard(api, ticketId, 'resident-chen');
});
afterAll(() => system.stop());

type Form = { form: Record<string, unknown> };
const formFor = async (as: string) => (await api.must<Ticket & Form>('GET', `/tickets/${ticketId}`, { as })).body.form;
const reveal = (as: string, body: object = {}) =>
  api.call<{ values: Record<string, unknown> }>('POST', `/tickets/${ticketId}/personal-data`, {
    as,
    body: { fields: ['applicantIdCard'], purpose: 'identity', reason: '窗口核对证件', ...body },
  });
type Seen = { kind: string; fields?: string[]; reason?: string; by: { officeId?: string }; purpose?: { zh: string } };
const seenBy = async (as: string) => (await api.get<{ disclosures: Seen[] }>('/me/disclosures', as)).body.disclosures;
type Entry = { kind: string; chain: string; actor: { id: string }; data: Record<string, unknown> };
const auditOf = async (kind?: string) => {
  const date = dateOf(await api.now());
  const path = `/audit?date=${date}&limit=500${kind ? `&kind=${kind}` : ''}`;
  return (await api.get<{ entries: Entry[] }>(path, 'auditor')).body.entries;
};

describe('personal values', () => {
  test('are masked for staff and whole for the resident', async () => {
    expect(await formFor('resident-chen')).toMatchObject({ applicantIdCard: chen.idCard, applicantPhone: chen.phone });
    const masked = await formFor('clerk-lin');
    expect(masked).toMatchObject({
      applicantIdCard: `${chen.idCard.slice(0, 3)}***********${chen.idCard.slice(-4)}`,
      applicantPhone: '199****0001',
      residenceAddress: { regionCode: chen.communityCode, detail: '***' },
    });
    for (const secret of [chen.idCard, chen.phone, chen.address]) expect(JSON.stringify(masked)).not.toContain(secret);
  });

  test('are shown for a purpose, and the resident reads who looked, when and why', async () => {
    const { status, body } = await reveal('clerk-lin');
    expect({ status, body }).toEqual({ status: 200, body: { values: { applicantIdCard: chen.idCard } } });
    expect((await seenBy('resident-chen'))[0]).toMatchObject({
      kind: 'reveal',
      fields: ['applicantIdCard'],
      reason: '窗口核对证件',
      purpose: { zh: '核对身份' },
      by: { officeId: 'station-320613001001' },
    });
    expect(await auditOf('reveal')).toMatchObject([
      { actor: { id: 'clerk-lin' }, data: { ticketId, residentId: 'resident-chen' } },
    ]);
    expect(JSON.stringify(await auditOf())).not.toContain('窗口核对证件');
  });

  test('are shown to nobody else, not without a purpose, and not if they were never answered', async () => {
    for (const [who, status] of [
      ['supervisor-street', 403],
      ['auditor', 403],
      ['resident-chen', 403],
      ['resident-liu', 404],
      ['officer-health', 404],
    ] as const)
      expect({ who, status: (await reveal(who)).status }).toEqual({ who, status });
    for (const body of [{ purpose: 'curiosity' }, { reason: '' }, { fields: [] }, { fields: ['salary'] }])
      expect((await reveal('clerk-lin', body)).status).toBe(422);
    expect(await auditOf('reveal')).toHaveLength(1);
  });

  test('find a resident by the whole number, of the own communities only', async () => {
    const search = async (as: string, by: string, value: string) =>
      (
        await api.must<{ residents: { id: string; name: string }[] }>('POST', '/residents/search', {
          as,
          body: { by, value },
        })
      ).body.residents;
    const spaced = `${chen.idCard.slice(0, 6)} ${chen.idCard.slice(6).toLowerCase()}`;
    const expected = [expect.objectContaining({ id: 'resident-chen', name: '演**', phone: '199****0001' })];
    expect(await search('clerk-lin', 'id-card', spaced)).toEqual(expected);
    expect(await search('clerk-lin', 'phone', `+86 ${chen.phone}`)).toEqual(expected);
    expect(await search('clerk-320613002001', 'id-card', chen.idCard)).toEqual([]);
    expect(await search('clerk-lin', 'id-card', '320613199202290010')).toEqual([]);
    // The clerk who lives with her does not look her up.
    expect(await search('clerk-sun', 'phone', residentNamed('resident-sun').resident.phone)).toEqual([]);
    expect(
      (await api.call('POST', '/residents/search', { as: 'resident-liu', body: { by: 'phone', value: chen.phone } }))
        .status,
    ).toBe(403);
    expect((await auditOf('search')).map(({ data }) => data['residentId'])).toEqual(
      expect.arrayContaining(['resident-chen', 'resident-chen', null, null, null]),
    );
    expect(JSON.stringify(await auditOf('search'))).not.toContain(chen.phone);
  });
});

describe('the audit', () => {
  test('has every denied attempt, and a flood does not become one of writes', async () => {
    // What is written down is counted by the minute: they all come within one.
    await api.advance(`PT${60 - Number((await api.now()).slice(17, 19))}S`);
    for (let i = 0; i < 15; i += 1) await api.call('GET', `/tickets/${ticketId}`, { as: 'resident-zhou' });
    const denied = (await auditOf('denied')).filter(({ actor }) => actor.id === 'resident-zhou');
    expect(denied[0]?.data).toMatchObject({ operation: 'GET /tickets/{id}', target: ticketId, refused: 'not-found' });
    expect(denied.length).toBeGreaterThanOrEqual(10);
    expect(denied.length).toBeLessThan(15);
  });

  test('is read by auditors of the city, which is audited, too', async () => {
    const date = dateOf(await api.now());
    for (const who of ['administrator', 'supervisor-city', 'clerk-lin', 'resident-chen'])
      expect((await api.call('GET', `/audit?date=${date}`, { as: who })).status).toBe(403);
    expect((await auditOf('audit-read')).length).toBeGreaterThan(0);
    const page = await api.get<{ entries: Entry[]; more: boolean }>(`/audit?date=${date}&limit=2&after=1`, 'auditor');
    expect(page.body).toMatchObject({ more: true });
    expect(page.body.entries).toEqual((await auditOf()).slice(1, 3));
  });
});

test('a resident takes everything along that is held about them', async () => {
  const { body } = await api.get<{
    file: Record<string, unknown>;
    tickets: { id: string; form: { question: { zh: string }; answer: unknown }[]; events: { type: string }[] }[];
    papers: unknown[];
    names: Record<string, string>;
    disclosures: { reason?: string }[];
  }>('/me/export', 'resident-chen');
  expect(body.file).toMatchObject({ name: chen.name, idCard: chen.idCard, phone: chen.phone });
  expect(body.tickets[0]?.id).toBe(ticketId);
  expect(body.tickets[0]?.form.map(({ answer }) => answer)).toContain(chen.idCard);
  expect(body.tickets[0]?.form.every(({ question }) => /\p{Script=Han}/u.test(question.zh))).toBe(true);
  expect(body.tickets[0]?.events[0]).toMatchObject({ type: 'Submitted' });
  expect(Object.keys(body)).toEqual([
    'exportedAt',
    'file',
    'account',
    'tickets',
    'papers',
    'notices',
    'mandates',
    'care',
    'disclosures',
    'erasure',
    'names',
  ]);
  for (const name of ['exportedAt', 'file', 'tickets', 'form', 'question', 'answer', 'care', 'disclosures'])
    expect(body.names[name]).toMatch(/\p{Script=Han}.*[a-z]/u);
  expect(body.disclosures.map(({ reason }) => reason)).toContain('窗口核对证件');
  expect((await api.call('GET', '/me/export', { as: 'officer-police' })).status).toBe(403);
  expect((await auditOf('export')).at(-1)).toMatchObject({ actor: { id: 'resident-chen' }, data: { what: 'me' } });
});

type Row = Record<string, AttributeValue>;

describe('npm run verify', () => {
  const verify = async () => {
    const { stdout, code } = await promisify(execFile)(process.execPath, ['bin/verify.ts', '--data', system.dataDir])
      .then(({ stdout }) => ({ stdout, code: 0 }))
      .catch(({ stdout, code }: { stdout: string; code: number }) => ({ stdout, code }));
    return { lines: stdout.trim().split('\n'), code };
  };
  const table = () => {
    const { environment, tableName } = system.system;
    const dynamo = new DynamoDBClient({
      endpoint: environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const key = ({ pk, sk }: { pk: string; sk: string }) => ({
      TableName: tableName,
      Key: { pk: { S: pk }, sk: { S: sk } },
    });
    return {
      get: async (of: { pk: string; sk: string }) =>
        ((await dynamo.send(new GetItemCommand(key(of)))).Item ?? {}) as Row,
      put: (Item: Row) => dynamo.send(new PutItemCommand({ TableName: tableName, Item })),
      remove: (of: { pk: string; sk: string }) => dynamo.send(new DeleteItemCommand(key(of))),
    };
  };

  let chain = '';

  test('finds nothing in a system that nobody touched, anchored an hour later', async () => {
    // Before the clock is moved, which late in the evening begins another day of the audit.
    chain = (await auditOf('reveal'))[0]?.chain ?? '';
    expect(chain).not.toBe('');
    await system.control('clock', { advance: 'PT61M' });
    api = client(system.url);
    const { lines, code } = await until('the anchors to be written', async () => {
      const found = await verify();
      return / [1-9]\d* 个存证/.test(found.lines.join()) ? found : undefined;
    });
    expect({ last: lines.at(-1), code }).toEqual({ last: 'broken 0', code: 0 });
  });

  test('names what was changed, taken out, cut off, or rewritten as a whole', async () => {
    const { get, put, remove } = table();
    const places = {
      changed: keyOf.event(ticketId, 1),
      missing: keyOf.audit(chain, 1),
      'cut off': keyOf.ticket(ticketId),
    };
    const kept = {
      ticket: await get(places['cut off']),
      event: await get(places.changed),
      audit: await get(places.missing),
    };

    const row = fromItem<EventRow>(kept.event);
    await put(toItem({ ...row, event: { ...row.event, at: '2020-01-01T09:00:00.000+08:00' } }));
    expect(await verify()).toMatchObject({
      code: 1,
      lines: expect.arrayContaining([`ticket ${ticketId} #1: 被改动 changed`]),
    });
    await put(kept.event);

    await remove(places.missing);
    const gap = await verify();
    expect(gap.lines.join('\n')).toMatch(new RegExp(`audit ${chain} #1: (缺少 missing|末尾被截去 cut off)`));
    await put(kept.audit);

    // The last event and the head together: by itself the chain is whole again, the anchor knows better.
    await remove(keyOf.audit(chain, 1));
    await remove(keyOf.auditHead(chain));
    for (let sequence = 2; sequence < 40; sequence += 1) await remove(keyOf.audit(chain, sequence));
    const cut = await verify();
    expect(cut.code).toBe(1);
    expect(cut.lines.join('\n')).toContain(`audit ${chain} #1: 末尾被截去 cut off`);
  });
});

test('of a bad rating: who looks into it gets the number and no more, and no longer than it is theirs to do', async () => {
  const form = { kind: 'live', recipient: '城东小学', purpose: '孩子入学' };
  const { body: rated } = await api.file('resident-chen', {
    itemId: 'community-certificate',
    communityCode: '320613001001',
    form,
  });
  const look = (as: string, fields: string[], purpose = 'contact') =>
    api.call<{ values: Record<string, unknown> }>('POST', `/tickets/${rated.id}/personal-data`, {
      as,
      body: { fields, purpose, reason: '核实评价' },
    });
  await onBoard(api, rated.id, 'resident-chen');
  await api.act('clerk-lin', rated.id, 'resolve', { outcome: 'done', answer: '已开具。' });
  expect((await look('supervisor-street', ['applicantPhone'])).status).toBe(403);
  await api.act('resident-chen', rated.id, 'rate', { level: 1 });
  for (const [fields, purpose] of [
    [['applicantIdCard'], 'contact'],
    [['applicantPhone', 'applicantName'], 'contact'],
    [['applicantPhone'], 'decision'],
  ] as const)
    expect((await look('supervisor-street', [...fields], purpose)).status).toBe(403);
  expect((await look('auditor', ['applicantPhone'])).status).toBe(403);
  const { status, body } = await look('supervisor-street', ['applicantPhone']);
  expect({ status, body }).toEqual({ status: 200, body: { values: { applicantPhone: chen.phone } } });
  expect((await seenBy('resident-chen'))[0]).toMatchObject({ kind: 'reveal', fields: ['applicantPhone'] });
  await api.act('supervisor-street', rated.id, 'verify-rating', { finding: '属实' });
  await api.act('clerk-sun', rated.id, 'rectify', { how: 'explained', explanation: '已当面说明。' });
  expect((await look('supervisor-street', ['applicantPhone'])).status).toBe(200);
  await api.act('supervisor-street', rated.id, 'record-call-back', { level: 4, note: '满意' });
  expect((await look('supervisor-street', ['applicantPhone'])).status).toBe(403);
});
