/**
 * Cursors that a caller made up, kept from another list, or took from another person: each list of the API says that
 * they are none of its own. It neither breaks nor shows anything.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, until } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
/** Of the day on which the test runs. */
let today: string;
let mandate: string;

const story = { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' };
const community = '320613001001';

beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  today = dateOf(await api.now());
  const body = { agentId: 'resident-gu', relation: 'child', items: 'all', validTo: addDays(today, 9) };
  const granted = await api.must<{ id: string }>('POST', '/mandates', { as: 'resident-shen', body });
  mandate = granted.body.id;
  const shen = { ...storyOf('civil-affairs'), filer: 'resident-shen', channel: 'web' as const };
  const forShen = await requestOf(api, shen);
  const form = Object.fromEntries(
    Object.entries(forShen['form'] as object).filter(([id]) => !/^(applyAs|applicant|residence)/.test(id)),
  );
  for (let n = 0; n < 2; n += 1) await api.file('resident-gu', { ...forShen, form, mandateId: mandate });

  for (let n = 0; n < 2; n += 1) {
    const { id } = (await api.file('resident-chen', await requestOf(api, story))).body;
    await onBoard(api, id, 'resident-chen');
    await api.must('POST', `/tickets/${id}/personal-data`, {
      as: 'clerk-lin',
      body: { fields: ['applicantIdCard'], purpose: 'identity', reason: '窗口核对证件' },
    });
    const again = (await api.file('resident-chen', await requestOf(api, story))).body;
    await api.act('resident-chen', again.id, 'withdraw', {});
    await api.act('resident-chen', again.id, 'request-reopen', { reason: '演示' });
  }
});
afterAll(() => system.stop());

type Address = { as: string; path: () => string };
const wholeMonth = () => {
  const [from, month] = [`${today.slice(0, 7)}-01`, today.slice(0, 7)];
  const next = dateOf(new Date(Date.parse(`${from}T00:00:00Z`) + 32 * 86_400_000).toISOString()).slice(0, 7);
  return { month, from, to: addDays(`${next}-01`, -1) };
};
const casesPath = () => `/performance/${community}/tickets?fact=filed&from=${wholeMonth().from}&to=${wholeMonth().to}`;

/** Every list of the API, as somebody who has two things on it. */
const lists: Record<string, Address> = {
  'listTickets, own': { as: 'resident-chen', path: () => '/tickets?' },
  'listTickets, of a mandate': { as: 'resident-gu', path: () => `/tickets?mandateId=${mandate}` },
  listNotices: { as: 'resident-chen', path: () => '/notices?' },
  getBoard: { as: 'clerk-lin', path: () => `/boards/station-${community}?` },
  listStaff: { as: 'administrator-district', path: () => `/staff?officeId=station-${community}` },
  listAttention: { as: 'supervisor-district', path: () => '/attention/320613001000?kind=reopen' },
  'listAttention, of the district': { as: 'supervisor-district', path: () => '/attention/320613000000?kind=reopen' },
  listCases: { as: 'supervisor-district', path: casesPath },
  'listCases, of the street': {
    as: 'supervisor-district',
    path: () => casesPath().replace(community, '320613001000'),
  },
  listDisclosures: { as: 'resident-chen', path: () => '/me/disclosures?' },
  listOffices: { as: 'clerk-lin', path: () => '/offices?region=320613000000&department=police' },
  listCare: { as: 'clerk-lin', path: () => `/offices/station-${community}/care?list=unreached` },
  listOfficeCases: {
    as: 'supervisor-district',
    path: () => casesPath().replace(`/performance/${community}/`, `/offices/station-${community}/performance/`),
  },
};

const ask = ({ as, path }: Address, more: string) =>
  api.call<{ cursor: string | null; errors?: { path: string }[] }>('GET', path() + more, { as });
const cursors = new Map<string, string>();
/** Where the list's first page of one ends. The lists behind events come a moment later. */
const cursorOf = async (name: string, address: Address): Promise<string> => {
  const known = cursors.get(name);
  if (known !== undefined) return known;
  const found = await until(`two things on ${name}`, async () => {
    const reply = await ask(address, '&limit=1');
    if (reply.status !== 200) throw new Error(`${name}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body.cursor ?? undefined;
  });
  cursors.set(name, found);
  return found;
};
const written = (parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const partsOf = (cursor: string): unknown[] => JSON.parse(Buffer.from(cursor, 'base64url').toString());

/** Positions that lie nowhere in a list, or are none; `mark` is the list's own. */
const forgeries = ([mark, ...position]: unknown[]): string[] => {
  const texts = position.map((part) => (typeof part === 'string' ? part : null));
  const wrong = ['', '\0', '~'.repeat(400), '9'.repeat(2_000), 7, null, { $gt: '' }, ['T#1'], true];
  const misplaced = ['FILE', 'STAFF', 'ACCOUNT', 'A', '~', '\u{10FFFF}', 'N#', '0', '__proto__'];
  const inPlace = (value: unknown) => texts.map((_, at) => position.map((part, i) => (i === at ? value : part)));
  return [
    ...wrong.flatMap(inPlace),
    ...misplaced.flatMap(inPlace),
    position.map((part) => (typeof part === 'number' ? 1e9 : part)),
    position.map((part) => (typeof part === 'number' ? -1 : part)),
    position.map((part) => (typeof part === 'string' ? `${part}~~` : part)),
    [...position, 'x'],
    position.slice(1),
    [],
  ]
    .filter((each) => JSON.stringify(each) !== JSON.stringify(position))
    .map((each) => written([mark, ...each]));
};

test('no list is forgotten here', () => {
  const paged = (Object.entries(routes) as [string, Route][]).filter(([, { query }]) => 'cursor' in query.shape);
  const known = new Set(Object.keys(lists).map((name) => name.split(',')[0]));
  expect(paged.map(([name]) => name).filter((name) => !known.has(name))).toEqual(['exportTickets']);
});

const names = Object.keys(lists).map((name) => ({ name }));

describe('a list', () => {
  test.each(names)('$name: its own cursor goes on, and every other is refused', async ({ name }) => {
    const own = lists[name];
    if (!own) throw new Error(name);
    expect(await ask(own, `&limit=1&cursor=${await cursorOf(name, own)}`)).toMatchObject({ status: 200 });
    for (const [other, address] of Object.entries(lists)) {
      if (other === name) continue;
      const reply = await ask(own, `&cursor=${await cursorOf(other, address)}`);
      expect({ other, status: reply.status, errors: reply.body.errors?.map(({ path }) => path) }).toEqual({
        other,
        status: 422,
        errors: ['cursor'],
      });
    }
  });

  test.each(names)('$name: with its own mark, a position outside is refused, and none breaks it', async ({ name }) => {
    const own = lists[name];
    if (!own) throw new Error(name);
    const seen = new Set<number>();
    for (const cursor of forgeries(partsOf(await cursorOf(name, own)))) {
      const { status, body } = await ask(own, `&cursor=${encodeURIComponent(cursor)}`);
      // Elsewhere in one's own list is no harm; anything else is told.
      expect({ cursor, status, ok: status === 200 || status === 422 }).toMatchObject({ ok: true });
      if (status === 422) expect(body.errors?.map(({ path }) => path)).toEqual(['cursor']);
      seen.add(status);
    }
    expect(seen.has(422)).toBe(true);
  });

  test('of the messages of a person begins and ends with them: their file is no message', async () => {
    const own = lists['listNotices'];
    if (!own) throw new Error('no list of messages');
    const [mark] = partsOf(await cursorOf('listNotices', own));
    for (const sk of ['FILE', 'SEEN#2026', 'ACCOUNT', 'M', 'O'])
      expect(await ask(own, `&cursor=${written([mark, sk])}`)).toMatchObject({ status: 422 });
  });
});

test('an export takes the cursors of its own list only', async () => {
  const path = (cursor: string) =>
    `/reports/${community}/tickets?fact=filed&month=${wholeMonth().month}&cursor=${encodeURIComponent(cursor)}`;
  const statusOf = async (cursor: string) =>
    (
      await fetch(system.url + path(cursor), {
        headers: { authorization: `Bearer ${await api.tokenOf('supervisor-district')}` },
      })
    ).status;
  const [cases, street] = ['listCases', 'listCases, of the street'];
  // The same tickets as the list of cases, so its cursors are the same.
  const own = cursors.get(cases) ?? '';
  expect(await statusOf(own)).toBe(200);
  expect(await statusOf(cursors.get(street) ?? '')).toBe(422);
  for (const cursor of forgeries(partsOf(own))) expect([200, 422]).toContain(await statusOf(cursor));
});
