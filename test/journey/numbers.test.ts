/** The numbers over HTTP: who sees them exactly, by what, and beside which target. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addMonths } from '../../domain/served.ts';
import { at, epochMs } from '../../domain/time.ts';
import { type LocalSystem, newDataDir, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, until } from './client.ts';
import { storyOf } from './stories.ts';
import { requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
const community = '320613001001';
const district = '320613000000';

type Numbers = {
  exact: boolean;
  from: string;
  to: string;
  open: number | null;
  counts: Record<string, number | null>;
  by?: { values: { value: string; counts: Record<string, number | null>; open: number | null }[] };
};
const numbers = async (path: string, as: string) => (await api.get<Numbers>(`/performance/${path}`, as)).body;

beforeAll(async () => {
  // The last day of a month, in a week that ends in the next one.
  system = await startLocalSystem({ dataDir: await newDataDir('2026-11-30T09:00+08:00') });
  api = client(system.url);
  const story = storyOf('police');
  const body = { ...(await requestOf(api, story)), communityCode: community };
  for (let n = 0; n < 3; n++) await api.file(story.filer, body, `numbers-${n}`);
  await until('three filings to be counted', async () =>
    (await numbers(community, 'supervisor-street')).counts['filed'] === 3 ? true : undefined,
  );
});
afterAll(() => system.stop());

describe('who sees what', () => {
  test('the region’s supervisors and its own station see the last case; everybody else what is published', async () => {
    for (const as of ['supervisor-street', 'supervisor-district', 'supervisor-city', 'clerk-lin'])
      expect(await numbers(community, as)).toMatchObject({ exact: true, open: 3, counts: { filed: 3 } });
    for (const as of ['resident-chen', 'officer-police']) {
      expect(await numbers(`${community}?from=2026-09-10&to=2026-09-12`, as)).toMatchObject({
        exact: false,
        from: '2026-09-01',
        to: '2026-09-30',
        open: null,
      });
      const seen = await numbers(`${community}?from=2026-08-10&to=2026-09-12`, as);
      expect(seen).toMatchObject({ from: '2025-10-01', to: '2026-09-30' });
      expect(Object.values(seen.counts).every((n) => n === null || n % 5 === 0)).toBe(true);
      expect((await numbers(`${community}?by=item`, as)).by?.values).toEqual([]);
    }
  });

  test('by a dimension, at every level the same', async () => {
    const of = async (code: string, by: string) =>
      (await numbers(`${code}?by=${by}`, 'supervisor-city')).by?.values.map(({ value, counts, open }) => [
        value,
        counts['filed'],
        open,
      ]);
    for (const code of [community, '320613001000', district, '320600000000']) {
      expect(await of(code, 'department')).toEqual([['police', 3, 3]]);
      expect(await of(code, 'class')).toEqual([['urban', 3, 3]]);
      expect(await of(code, 'group')).toHaveLength((await of(community, 'group'))?.length ?? 0);
    }
  });
});

describe('one office', () => {
  type OfficeNumbers = { counts: Record<string, number>; clocks: object; elapsed: object; by?: { values: object[] } };
  type Cases = { tickets: { id: string; countedFor: string }[]; cursor: string | null };
  const office = `station-${community}`;

  test('its own people and those over it see its numbers, by day and by item, and the tickets behind each', async () => {
    for (const as of ['clerk-lin', 'supervisor-street', 'auditor']) {
      const { counts } = (await api.get<OfficeNumbers>(`/offices/${office}/performance`, as)).body;
      expect(counts).toMatchObject({ filed: 3 });
    }
    const { by } = (await api.get<OfficeNumbers>(`/offices/${office}/performance?by=item`, 'clerk-lin')).body;
    expect(by?.values).toMatchObject([{ value: storyOf('police').itemId, counts: { filed: 3 } }]);

    const first = (await api.get<Cases>(`/offices/${office}/performance/tickets?fact=filed&limit=2`, 'clerk-lin')).body;
    expect(first.tickets.map(({ countedFor }) => countedFor)).toEqual([office, office]);
    const rest = `/offices/${office}/performance/tickets?fact=filed&limit=2&cursor=${first.cursor}`;
    const last = (await api.get<Cases>(rest, 'clerk-lin')).body;
    expect(last).toMatchObject({ cursor: null });
    expect(new Set([...first.tickets, ...last.tickets].map(({ id }) => id)).size).toBe(3);
    // A cursor of this office is none of the community's list, which is longer.
    const other = `/performance/${community}/tickets?fact=filed&limit=2&cursor=${first.cursor}`;
    expect((await api.call('GET', other, { as: 'supervisor-street' })).status).toBe(422);
  });

  test('nobody else does, and its people do not look up who rated', async () => {
    for (const as of ['resident-chen', 'officer-police', 'clerk-320613002001', 'administrator-second'])
      expect([as, (await api.call('GET', `/offices/${office}/performance`, { as })).status]).toEqual([
        as,
        as === 'administrator-second' ? 200 : 403,
      ]);
    const rated = `/offices/${office}/performance/tickets?fact=rating.1`;
    expect((await api.call('GET', rated, { as: 'clerk-lin' })).status).toBe(403);
    expect((await api.call('GET', rated, { as: 'supervisor-street' })).status).toBe(200);
    expect((await api.call('GET', '/offices/police-3206/performance', { as: 'resident-chen' })).status).toBe(403);
  });
});

type Targets = {
  exact: boolean;
  targets: {
    target: { id: string; version: number; goal: { urban: number } };
    goals: object;
    value: { numerator: number | null; denominator: number | null; rate: number | null } | null;
    met: object;
    trend: { month: string }[];
    missing: { en: string } | null;
  }[];
};
const targetsOf = async (code: string, as: string) =>
  new Map(
    (await api.get<Targets>(`/performance/${code}/targets`, as)).body.targets.map((each) => [each.target.id, each]),
  );

describe('targets', () => {
  test('every target with its value, or what is not known; the trend of twelve months', async () => {
    const seen = await targetsOf(community, 'supervisor-street');
    expect(seen.size).toBe(7);
    expect(seen.get('satisfaction')).toMatchObject({
      goals: { urban: 0.8 },
      value: { numerator: 0, rate: null },
      met: { urban: null },
    });
    expect(seen.get('satisfaction')?.trend).toHaveLength(12);
    expect(seen.get('participation')?.missing?.en).toMatch(/inhabitants/);
    expect(seen.get('hardship-reached')).toMatchObject({
      value: { numerator: 0, denominator: 6 },
      met: { urban: false },
    });
    expect(seen.get('hardship-reached')?.trend).toHaveLength(12);
    expect(seen.get('stations-active')).toMatchObject({
      value: { numerator: 1, denominator: 1, rate: 1 },
      met: { urban: true },
    });
    const above = await targetsOf(district, 'supervisor-district');
    expect(above.get('participation')).toMatchObject({ value: { denominator: 1_183_740 } });
    expect(above.get('stations-active')?.value).toMatchObject({ numerator: 1 });
    expect((await targetsOf('320600000000', 'supervisor-city')).get('stations-active')?.value?.denominator).toBe(1_973);
  });

  test('what no source has is entered by an administrator over the region, and by nobody else', async () => {
    const facts = { households: 600, workers: 2, asOf: '2026-01-01', source: '演示台账' };
    const enter = (as: string, body: object) => api.call('POST', `/performance/${community}/facts`, { as, body });
    expect((await enter('supervisor-street', facts)).status).toBe(403);
    expect((await enter('administrator', { ...facts, asOf: '2999-01-01' })).status).toBe(422);
    expect((await enter('administrator', facts)).status).toBe(200);
    for (const code of [community, district, '320600000000']) {
      const seen = await targetsOf(code, 'supervisor-city');
      expect(seen.get('households-per-worker-minimum')).toMatchObject({ value: { rate: 300 }, met: { urban: true } });
      expect(seen.get('households-per-worker')).toMatchObject({ met: { urban: false } });
    }
  });

  test('a target is changed by two people, once, on the version that was read', async () => {
    const propose = (as: string, body: object = {}) =>
      api.call('POST', '/targets/satisfaction', {
        as,
        body: { goal: { urban: 0.85, rural: 0.8 }, dueOn: '2027-12-31', source: '演示决定', ifVersion: 1, ...body },
      });
    expect((await propose('supervisor-city')).status).toBe(403);
    expect((await propose('administrator', { ifVersion: 2 })).status).toBe(412);
    expect((await propose('administrator', { goal: { urban: 85, rural: 80 } })).status).toBe(422);
    const proposed = await propose('administrator');
    expect(proposed.status).toBe(201);
    const { proposedAt } = (proposed.body as { draft: { proposedAt: string } }).draft;
    const approve = (as: string, body: object = {}) =>
      api.call('POST', '/targets/satisfaction/approve', { as, body: { ifVersion: 1, proposedAt, ...body } });
    expect((await approve('administrator')).status).toBe(403);
    expect((await approve('supervisor-street')).status).toBe(403);
    expect((await approve('supervisor-city', { ifVersion: 3 })).status).toBe(412);
    expect(await approve('supervisor-city')).toMatchObject({
      status: 200,
      body: { target: { version: 2, goal: { urban: 0.85 } }, draft: null },
    });
    expect((await approve('supervisor-city')).status).toBe(404);
    expect((await targetsOf(community, 'supervisor-street')).get('satisfaction')?.goals).toEqual({ urban: 0.85 });
  });
});

type Cases = { tickets: { id: string; at: string; countedFor: string }[]; cursor: string | null };
const casesOf = async (code: string, query: string, as: string) =>
  (await api.get<Cases>(`/performance/${code}/tickets?${query}`, as)).body;
const statusOf = async (path: string, as: string) => (await api.call('GET', path, { as })).status;

describe('the tickets behind a number', () => {
  test('as many as the number says, at every level, page by page, each once', async () => {
    for (const code of [community, '320613001000', district, '320600000000']) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Cases = await casesOf(
          code,
          `fact=filed&limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
          'supervisor-city',
        );
        expect(page.tickets.length).toBeLessThanOrEqual(2);
        seen.push(...page.tickets.map(({ id }) => id));
        ({ cursor } = page);
      } while (cursor !== null);
      expect(seen).toHaveLength(3);
      expect(new Set(seen).size).toBe(3);
    }
    expect((await casesOf(district, 'fact=filed&cell=department.police', 'supervisor-district')).tickets).toHaveLength(
      3,
    );
    expect((await casesOf(district, 'fact=filed&cell=department.housing', 'supervisor-district')).tickets).toEqual([]);
    expect(
      (await casesOf(district, 'fact=filed&from=2026-01-01&to=2026-01-31', 'supervisor-district')).tickets,
    ).toEqual([]);
  });

  test('for those over the region, and its station; who rated is not for who was rated', async () => {
    const tickets = `/performance/${community}/tickets?fact=`;
    expect(await statusOf(`${tickets}filed`, 'clerk-lin')).toBe(200);
    expect(await statusOf(`${tickets}rating.1`, 'clerk-lin')).toBe(403);
    expect(await statusOf(`${tickets}rating.1`, 'supervisor-street')).toBe(200);
    for (const as of ['resident-chen', 'officer-police']) expect(await statusOf(`${tickets}filed`, as)).toBe(403);
    expect(await statusOf(`/performance/320682000000/tickets?fact=filed`, 'supervisor-district')).toBe(403);
    expect(await statusOf(`${tickets}filed&cursor=nonsense`, 'supervisor-street')).toBe(422);
    // A cursor belongs to its list.
    const { cursor } = await casesOf(community, 'fact=filed&limit=1', 'supervisor-street');
    expect(await statusOf(`/performance/320613001000/tickets?fact=filed&cursor=${cursor}`, 'supervisor-street')).toBe(
      422,
    );
  });
});

describe('for those who oversee', () => {
  test('the score with its four parts, and where each number’s tickets are', async () => {
    type Evaluation = { parts: { part: string; indicators: { id: string; numerator: number; tickets: string[] }[] }[] };
    const { body } = await api.get<Evaluation>(`/performance/${district}/evaluation`, 'supervisor-district');
    expect(body.parts.map(({ part }) => part)).toEqual(['facilities', 'management', 'needs', 'satisfaction']);
    for (const { indicators } of body.parts)
      for (const { tickets } of indicators)
        for (const path of tickets) expect(await statusOf(path, 'supervisor-district')).toBe(200);
    expect(await statusOf(`/performance/${district}/evaluation`, 'clerk-lin')).toBe(403);
  });

  test('communities of a street beside each other; a city is too many for one page', async () => {
    type Comparison = { classes: { class: string; stations: { code: string; filed: number }[] }[] };
    const { body } = await api.get<Comparison>('/performance/320613001000/comparison', 'supervisor-street');
    expect(body.classes[0]?.stations.find(({ code }) => code === community)?.filed).toBe(3);
    expect(await statusOf('/performance/320600000000/comparison', 'supervisor-city')).toBe(422);
    expect(await statusOf('/performance/320613001000/comparison', 'officer-police')).toBe(403);
  });

  test('patterns with their rules and other explanations, none found; what cannot be said', async () => {
    type Patterns = { patterns: { pattern: string; found: object[]; orElse: string }[]; notDetected: object[] };
    const { body } = await api.get<Patterns>(`/performance/${community}/patterns`, 'supervisor-street');
    expect(body.patterns.map(({ pattern, found }) => [pattern, found])).toEqual([
      ['closed-and-reopened', []],
      ['stopped-late', []],
      ['many-ratings', []],
      ['one-device', []],
    ]);
    expect(body.notDetected).toHaveLength(1);
  });
});

const fileOf = async (path: string, as: string) => {
  const headers = { authorization: `Bearer ${await api.tokenOf(as)}` };
  const response = await fetch(api.url + path, { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe('reports', () => {
  test('numbers and tickets as CSV that Excel reads, with nobody’s name', async () => {
    const ledger = await fileOf(`/reports/${community}/numbers?by=item`, 'clerk-lin');
    expect(ledger.response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(ledger.response.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    expect(ledger.bytes.subarray(0, 3)).toEqual(Buffer.from('\uFEFF'));
    const [heading = '', line = ''] = ledger.bytes.toString().split('\r\n');
    expect(heading.split(',')[2]).toBe('提交 filed');
    expect(line.split(',')[2]).toBe('3');
    const tickets = (await fileOf(`/reports/${district}/tickets`, 'supervisor-district')).bytes.toString();
    expect(tickets.trim().split('\r\n')).toHaveLength(4);
    expect(tickets).not.toMatch(/演示|resident-/);
  });

  test('the same as a workbook', async () => {
    const { response, bytes } = await fileOf(
      `/reports/${district}/numbers?by=department&format=xlsx`,
      'supervisor-district',
    );
    expect(response.headers.get('content-type')).toMatch(/spreadsheetml/);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });

  test('for those over the region, and each is in the audit', async () => {
    expect(await statusOf(`/reports/${community}/tickets`, 'clerk-lin')).toBe(403);
    expect(await statusOf(`/reports/${community}/numbers`, 'resident-chen')).toBe(403);
    expect(await statusOf(`/reports/320682000000/numbers`, 'supervisor-district')).toBe(403);
    const today = (await api.now()).slice(0, 10);
    const { body } = await api.get<{ entries?: object[]; events?: object[] }>(`/audit?date=${today}`, 'auditor');
    expect(JSON.stringify(body)).toContain('numbers 320613001001');
  });

  test('the weekly brief of a district: this week and the one before, street by street', async () => {
    type Brief = {
      week: { counts: Record<string, number> };
      before: object;
      streets: { code: string; filed: number }[];
      month: string;
      items: { filed: number }[];
    };
    const { body } = await api.get<Brief>(`/reports/${district}/brief`, 'supervisor-district');
    expect(body.week.counts['filed']).toBe(3);
    expect(body.streets.find(({ code }) => code === '320613001000')?.filed).toBe(3);
    expect(body).toMatchObject({ month: '2026-11', items: [{ filed: 3 }] });
    expect(await statusOf(`/reports/${community}/brief`, 'supervisor-street')).toBe(422);
  });
});

describe('the public page of a community', () => {
  type Page = { filed: number | null; items: object[]; trend: { month: string; filed: number | null }[] };

  test('months that are over, without a token, for anybody to keep; three cases are withheld', async () => {
    const path = `/public/communities/${community}`;
    const before = await fetch(api.url + path);
    expect(before.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(((await before.json()) as Page).filed).toBe(0);
    // Into the next month, not beyond.
    const now = await api.now();
    const next = at(`${addMonths(now.slice(0, 7), 1)}-02`, '10:00');
    await api.advance(`PT${Math.ceil((epochMs(next) - epochMs(now)) / 1000)}S`);
    const after = (await (await fetch(api.url + path)).json()) as Page;
    expect(after).toMatchObject({ filed: null, items: [] });
    expect(after.trend).toHaveLength(12);
    expect(after.trend.at(-1)?.filed).toBeNull();
    expect(await (await fetch(`${api.url}/public/communities/320613000000`)).status).toBe(404);
  });
});

test('a trend begins no earlier than the first month that can be asked for', async () => {
  const { body } = await api.get<{ months: { month: string }[] }>(
    `/performance/${district}/trend?to=2000-07`,
    'supervisor-city',
  );
  expect(body.months.map(({ month }) => month)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `2000-0${n}`));
});
