/** Catalogue, offices and limits over HTTP: proposed by one person, approved by another, in force from its day on. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays, dateOf } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Reply, type Ticket, until } from './client.ts';
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

type Item = { id: string; version: number; limits: { promisedWorkdays: number }; [part: string]: unknown };
type Managed = {
  newest: number;
  item: Item;
  versions: { version: number; inForce: boolean }[];
  proposal: Proposal | null;
};
type Proposal = {
  id: string;
  isMine: boolean;
  mayApprove: boolean;
  differences: { path: string; was: unknown; is: unknown }[];
};
type Problem = { type: string; errors?: { path: string; code: string }[] };

const managed = async (id: string) => (await api.get<Managed>(`/items/${id}`, 'administrator')).body;
const post = <Body = Record<string, unknown>>(as: string, path: string, body: object): Promise<Reply<Body>> =>
  api.call<Body>('POST', path, { as, body });
const approve = (as: string, kind: string, subject: string, id: string) =>
  post(as, `/proposals/${kind}/${subject}/approve`, { id });
const places = ({ body }: Reply<Problem>) => body.errors?.map(({ path, code }) => `${path} ${code}`);

/** What residents see, once what the functions remember is forgotten. */
const seenByAll = <Body>(path: string, fits: (body: Body) => boolean) =>
  until(
    `${path} to show the change`,
    async () => {
      const { body } = await api.call<Body>('GET', path);
      return fits(body) ? body : undefined;
    },
    120,
  );

describe('a catalogue item', () => {
  const id = 'old-age-allowance';
  const changed = async (change: object) => ({ ...(await managed(id)).item, ...change });

  test('is changed by two people, stays readable in every version, and is undone by proposing the former one again', async () => {
    const before = await managed(id);
    expect(before).toMatchObject({ newest: 1, versions: [{ version: 1, inForce: true }], proposal: null });
    const ticket = (
      await api.file(
        'resident-shen',
        await requestOf(api, { ...storyOf('police'), itemId: id, resident: 'resident-shen', filer: 'resident-shen' }),
      )
    ).body;
    const item = await changed({
      limits: { ...before.item.limits, promisedWorkdays: 2 },
      zh: '高龄津贴（新）',
      aliases: ['老人钱𠮷'],
    });
    const body = { item, validFrom: today, reason: '市政府2026年提速决定', ifVersion: 1 };

    const proposed = await post<Proposal>('administrator', `/items/${id}`, body);
    expect(proposed.status).toBe(201);
    expect(proposed.body).toMatchObject({ isMine: true, mayApprove: false });
    expect(proposed.body.differences.map(({ path }) => path).sort()).toEqual([
      'aliases',
      'limits.promisedWorkdays',
      'zh',
    ]);
    // Nothing holds yet.
    expect((await api.call<Item>('GET', `/catalogue/items/${id}`)).body.version).toBe(1);

    expect((await approve('administrator', 'item', id, proposed.body.id)).status).toBe(403);
    expect((await approve('administrator-district', 'item', id, proposed.body.id)).status).toBe(403);
    expect((await approve('clerk-lin', 'item', id, proposed.body.id)).status).toBe(403);
    expect((await approve('administrator-second', 'item', id, 'ANOTHER')).status).toBe(412);
    const approved = await approve('administrator-second', 'item', id, proposed.body.id);
    expect(approved).toMatchObject({ status: 200, body: { versions: { [id]: 2 }, validFrom: today } });
    expect((await approve('administrator-second', 'item', id, proposed.body.id)).status).toBe(404);

    const shown = await seenByAll<Item>(`/catalogue/items/${id}`, ({ version }) => version === 2);
    expect(shown).toMatchObject({ zh: '高龄津贴（新）', limits: { promisedWorkdays: 2 } });
    await seenByAll<{ items: Item[] }>('/catalogue/items?q=老人钱𠮷', ({ items }) =>
      items.some((each) => each.id === id),
    );
    // The ticket keeps the version it was filed under.
    const promise = (of: Ticket) => of.promisedAt;
    expect(promise(await api.ticket(ticket.id, 'resident-shen'))).toBe(promise(ticket));

    const after = await managed(id);
    expect(after.versions).toMatchObject([
      {
        version: 2,
        inForce: true,
        reason: '市政府2026年提速决定',
        proposedBy: { id: 'administrator' },
        approvedBy: { id: 'administrator-second' },
      },
      { version: 1, inForce: false },
    ]);
    const { body: second } = await api.get<{ differences: { path: string }[] }>(
      `/items/${id}/versions/2?against=1`,
      'auditor',
    );
    expect(second.differences).toHaveLength(3);
    // Undo.
    const { body: first } = await api.get<{ item: Item }>(`/items/${id}/versions/1`, 'administrator-second');
    const undone = await post<Proposal>('administrator-second', `/items/${id}`, {
      ...body,
      item: first.item,
      ifVersion: 2,
      reason: '恢复原版本',
    });
    expect(undone.body).toMatchObject({ isMine: true });
    expect((await approve('supervisor-city', 'item', id, undone.body.id)).status).toBe(200);
    expect((await managed(id)).item).toMatchObject({ version: 3, zh: before.item['zh'] });
    // Each step stands in the audit.
    const { body: audit } = await api.get<{ entries: object[] }>(
      `/audit?date=${today}&kind=content-changed&limit=500`,
      'auditor',
    );
    expect(audit.entries.length).toBeGreaterThanOrEqual(4);
  });

  test('is refused with each fault at its place, from an old version, over an open proposal, and to whoever may not', async () => {
    const { newest } = await managed(id);
    const item = await changed({
      materials: [
        {
          ...((await managed(id)).item['materials'] as object[]),
          ref: 'no-such-paper',
          zh: '无',
          en: 'none',
          required: true,
          reusableFromFile: false,
          waivable: 'no',
          shareSource: null,
        },
      ],
    });
    const materials = [
      {
        ref: 'no-such-paper',
        zh: '无',
        en: 'none',
        required: true,
        reusableFromFile: false,
        waivable: 'no',
        shareSource: null,
      },
    ];
    const body = { item: { ...item, materials }, validFrom: today, reason: '测试修改', ifVersion: newest };
    expect(places(await post('administrator', `/items/${id}`, body))).toEqual(['item.materials.0.ref unknown']);
    const broken = { ...(await changed({})), channels: [], zh: '' };
    expect(
      (await post<Problem>('administrator', `/items/${id}`, { ...body, item: broken })).body.errors
        ?.map(({ path }) => path)
        .sort(),
    ).toEqual(['item.channels', 'item.zh']);
    const good = { ...body, item: await changed({ note: '说明' }) };
    expect(places(await post('administrator', `/items/${id}`, { ...good, validFrom: addDays(today, -1) }))).toEqual([
      'validFrom past',
    ]);
    expect(places(await post('administrator', `/items/${id}`, { ...good, item: await changed({}) }))).toEqual([
      'item same',
    ]);
    expect((await post('administrator', `/items/${id}`, { ...good, ifVersion: newest - 1 })).status).toBe(412);
    for (const as of ['administrator-district', 'supervisor-city', 'clerk-lin', 'resident-chen', 'auditor'])
      expect((await post(as, `/items/${id}`, good)).status).toBe(403);

    const open = await post<Proposal>('administrator', `/items/${id}`, good);
    expect(open.status).toBe(201);
    expect((await post('administrator-second', `/items/${id}`, good)).status).toBe(412);
    const replaced = await post<Proposal>('administrator-second', `/items/${id}`, { ...good, replaces: open.body.id });
    expect(replaced.status).toBe(201);
    expect((await approve('administrator', 'item', id, open.body.id)).status).toBe(412);
    expect((await post('clerk-lin', `/proposals/item/${id}/withdraw`, { id: replaced.body.id })).status).toBe(403);
    expect(
      (await post('administrator-second', `/proposals/item/${id}/withdraw`, { id: replaced.body.id })).status,
    ).toBe(200);
    expect((await managed(id)).proposal).toBeNull();
  });

  test('the preview says what open requests would have seen, and changes nothing', async () => {
    const item = await changed({ limits: { ...(await managed(id)).item.limits, promisedWorkdays: 1 } });
    const { body } = await api.must<{
      previewed: { seen: number; tickets: number; earlier: number; communities: string[] };
      communities: number;
      cursor: string | null;
    }>('POST', `/items/${id}/preview`, { as: 'administrator-district', body: { item } });
    expect(body).toMatchObject({ communities: 2005, cursor: null });
    expect(body.previewed.seen).toBeGreaterThan(0);
    expect((await post('clerk-lin', `/items/${id}/preview`, { item })).status).toBe(403);
    expect((await managed(id)).proposal).toBeNull();
  });

  test('a new one can be filed from its day on; one that has ended cannot, and is still found', async () => {
    const item = {
      ...(await managed(id)).item,
      id: 'lift-subsidy',
      code: 'MZ-99',
      zh: '加装电梯补贴',
      en: 'Lift subsidy',
    };
    const begins = addDays(today, 2);
    const made = await post<Proposal>('administrator', '/items/lift-subsidy', {
      item,
      validFrom: begins,
      reason: '新增事项',
      ifVersion: 0,
    });
    expect(made.status).toBe(201);
    expect((await approve('administrator-second', 'item', 'lift-subsidy', made.body.id)).status).toBe(200);
    expect((await api.call('GET', '/catalogue/items/lift-subsidy')).status).toBe(404);
    const { body: lines } = await api.get<{ items: { id: string; next: unknown }[] }>(
      '/items?state=upcoming',
      'administrator',
    );
    expect(lines.items).toMatchObject([{ id: 'lift-subsidy', state: 'upcoming' }]);

    const ending = 'hukou-info-change';
    const now = await managed(ending);
    const end = await post<Proposal>('administrator', `/items/${ending}`, {
      item: { ...now.item, endsOn: today },
      validFrom: today,
      reason: '并入其他事项',
      ifVersion: 1,
    });
    expect((await approve('administrator-second', 'item', ending, end.body.id)).status).toBe(200);
    await api.advance('P2D');
    const filing = { ...storyOf('police'), resident: 'resident-chen', filer: 'resident-chen' };
    await seenByAll<{ items: Item[] }>(
      '/catalogue/items',
      ({ items }) => items.every((each) => each.id !== ending) && items.some((each) => each.id === 'lift-subsidy'),
    );
    expect((await api.call<Item>('GET', `/catalogue/items/${ending}`)).body).toMatchObject({ endsOn: today });
    const refused = await api.call<Problem>('POST', '/tickets', {
      as: 'resident-chen',
      key: 'ended-item-1',
      body: await requestOf(api, { ...filing, itemId: ending }),
    });
    expect(places(refused)).toEqual(['itemId ended']);
    today = dateOf(await api.now());
  });
});

describe('offices', () => {
  const office = 'police-320613001';
  const region = '320613001000';

  test('are listed page by page for everybody who works here, by region, department and name', async () => {
    type List = { offices: { id: string; regionCode: string }[]; cursor: string | null };
    const { body: page } = await api.get<List>(
      '/offices?region=320613000000&department=police&limit=5',
      'officer-police',
    );
    expect(page.offices).toHaveLength(5);
    expect(page.offices.every(({ id }) => id.startsWith('police-320613'))).toBe(true);
    const { body: next } = await api.get<List>(
      `/offices?region=320613000000&department=police&limit=5&cursor=${page.cursor}`,
      'officer-police',
    );
    expect(next.offices.some(({ id }) => page.offices.some((each) => each.id === id))).toBe(false);
    const { body: named } = await api.get<List>(`/offices?q=${encodeURIComponent('城东街道派出所')}`, 'arbiter');
    expect(named.offices.map(({ id }) => id)).toContain(office);
    expect((await api.call('GET', '/offices', { as: 'resident-chen' })).status).toBe(403);
    expect((await api.call('GET', `/offices?cursor=nonsense`, { as: 'clerk-lin' })).status).toBe(422);
  });

  test('a region moves between two of them on its day, by an administrator of the district and a second person', async () => {
    const change = { do: 'move', officeId: office, regionCode: region, to: 'police-320613002', on: today };
    const { body: shown } = await api.must<{ pairs: number; moved: number; unrouted: number; communities: number }>(
      'POST',
      `/offices/${office}/preview`,
      { as: 'administrator-district', body: { change } },
    );
    expect(shown).toMatchObject({ unrouted: 0 });
    expect(shown.moved).toBeGreaterThan(0);
    const body = { change, reason: '两所合署办公', ifVersion: 1 };
    expect((await post('supervisor-street', `/offices/${office}`, body)).status).toBe(403);
    expect((await post('clerk-lin', `/offices/${office}`, body)).status).toBe(403);
    expect((await post('administrator-district', `/offices/${office}`, { ...body, ifVersion: 2 })).status).toBe(412);
    const made = await post<Proposal>('administrator-district', `/offices/${office}`, body);
    expect(made).toMatchObject({ status: 201, body: { isMine: true } });
    // A supervisor of one street does not stand over both.
    expect((await approve('supervisor-street', 'office', office, made.body.id)).status).toBe(403);
    expect((await approve('administrator-district', 'office', office, made.body.id)).status).toBe(403);
    expect((await approve('supervisor-district', 'office', office, made.body.id)).status).toBe(200);

    const { body: after } = await api.get<{ version: number; answersFor: object[]; versions: object[]; staff: number }>(
      `/offices/${office}`,
      'administrator-district',
    );
    expect(after).toMatchObject({
      version: 2,
      answersFor: [{ regionCode: region, validTo: addDays(today, -1) }],
      versions: [{ version: 2 }, { version: 1 }],
    });
    // What is filed now goes to the other one.
    const filing = {
      ...storyOf('police'),
      itemId: 'residence-registration',
      resident: 'resident-chen',
      filer: 'resident-chen',
    };
    await api.advance('PT2M');
    const ticket = await until(
      'the new office to be found',
      async () => {
        const { body } = await api.file('resident-chen', await requestOf(api, filing));
        if (body.office.id === 'police-320613002') return body;
        await api.act('resident-chen', body.id, 'withdraw');
        return undefined;
      },
      120,
    );
    expect(ticket.office.id).toBe('police-320613002');
    await onBoard(api, ticket.id, 'resident-chen');
  });

  test('no change leaves a matter without its one office', async () => {
    const second = {
      do: 'open',
      officeId: 'police-b-320613002',
      department: 'police',
      regionCode: '320613002000',
      kind: 'department',
      zh: '二所',
      en: 'Second',
      answersFor: ['320613002000'],
      on: today,
    };
    const refused = await post<Problem>('administrator-district', '/offices/police-b-320613002', {
      change: second,
      reason: '新设派出所',
      ifVersion: 0,
    });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.[0]?.code).toBe('ambiguous');
    // Not even the people who route by hand choose between two that both answer.
    expect(
      (
        await post('administrator-district', '/offices/police-b-320613002', {
          change: second,
          reason: '新设派出所',
          ifVersion: 0,
          unrouted: 'human-queue',
        })
      ).status,
    ).toBe(422);
  });

  test('a new name is seen by everybody', async () => {
    const change = {
      do: 'rename',
      officeId: 'health-320613001',
      zh: '城东街道健康服务中心',
      en: 'Chengdong Health Service Centre',
    };
    const made = await post<Proposal>('administrator', '/offices/health-320613001', {
      change,
      reason: '机构更名',
      ifVersion: 1,
    });
    expect((await approve('administrator-second', 'office', 'health-320613001', made.body.id)).status).toBe(200);
    const { body } = await api.get<{ offices: { zh: string }[] }>(
      `/offices?q=${encodeURIComponent('健康服务中心')}`,
      'clerk-lin',
    );
    expect(body.offices).toMatchObject([{ id: 'health-320613001', zh: '城东街道健康服务中心' }]);
  });
});

describe('limits', () => {
  type RulesReply = {
    newest: number;
    rules: { limits: Record<string, { n: number; unit: string }> };
    versions: { version: number; inForce: boolean }[];
  };

  test('are changed by two people for what starts from then on', async () => {
    const { body: before } = await api.get<RulesReply>('/rules', 'administrator');
    expect(before).toMatchObject({ newest: 1, versions: [{ version: 1, inForce: true }] });
    const rules = { ...before.rules, limits: { ...before.rules.limits, sign: { n: 2, unit: 'wh' } } };
    const body = { rules, validFrom: today, reason: '签收提速', ifVersion: 1 };
    const { body: shown } = await api.must<{ differences: object[]; previewed: { seen: number } }>(
      'POST',
      '/rules/preview',
      { as: 'administrator', body: { rules } },
    );
    expect(shown).toMatchObject({ differences: [{ path: 'limits.sign.n', was: 4, is: 2 }] });
    expect(shown.previewed.seen).toBeGreaterThan(0);

    const illegal = { ...rules, limits: { ...rules.limits, supplementNotice: { n: 6, unit: 'wd' } } };
    expect(places(await post('administrator', '/rules', { ...body, rules: illegal }))).toEqual([
      'rules.limits.supplementNotice.n law',
    ]);
    expect((await post('administrator-district', '/rules', body)).status).toBe(403);
    expect((await post('clerk-lin', '/rules', body)).status).toBe(403);
    const made = await post<Proposal>('administrator', '/rules', body);
    expect((await approve('administrator', 'rules', 'city', made.body.id)).status).toBe(403);
    expect((await approve('supervisor-city', 'rules', 'city', made.body.id)).status).toBe(200);
    expect((await post('administrator', '/rules', body)).status).toBe(412);

    // A clock that starts now has the new limit and says under which rules.
    const filing = {
      ...storyOf('police'),
      itemId: 'residence-registration',
      resident: 'resident-chen',
      filer: 'resident-chen',
    };
    const sign = await until(
      'a clock under the new rules',
      async () => {
        const { body: ticket } = await api.file('resident-chen', await requestOf(api, filing));
        await onBoard(api, ticket.id, 'resident-chen');
        await api.act('clerk-lin', ticket.id, 'accept');
        const routed = await until('it to be routed', async () => {
          const { clocks } = await api.ticket(ticket.id, 'resident-chen');
          return clocks.find(({ name }) => name === 'SIGN');
        });
        await api.act('resident-chen', ticket.id, 'withdraw');
        return (routed as unknown as { limit: { n: number } }).limit.n === 2 ? routed : undefined;
      },
      120,
    );
    expect(sign).toMatchObject({ limit: { n: 2, unit: 'wh' } });
    expect((await api.get<RulesReply>('/rules', 'auditor')).body.versions).toMatchObject([
      { version: 2, inForce: true },
      { version: 1, inForce: false },
    ]);
  });
});

describe('limits of one district', () => {
  type Own = {
    newest: number;
    limits: Record<string, { n: number; unit: string }>;
    city: Record<string, { n: number; unit: string }>;
    versions: { version: number; inForce: boolean }[];
    mayPropose: boolean;
  };
  const [haimen, chongchuan] = ['320614000000', '320613000000'];
  const of = (district: string) => `/rules/districts/${district}`;
  const asked = (limits: object, ifVersion = 0) => ({ limits, validFrom: today, reason: '本区另定', ifVersion });

  test('hold there for what starts from then on, and nowhere else', async () => {
    const limits = { sign: { n: 7, unit: 'wh' } };
    const { body: shown } = await api.must<{ differences: object[] }>('POST', `${of(haimen)}/preview`, {
      as: 'administrator',
      body: { limits },
    });
    expect(shown.differences).toMatchObject([{ path: 'sign.n', is: 7 }]);
    const made = await post<Proposal>('administrator', of(haimen), asked(limits));
    expect(made).toMatchObject({ status: 201, body: { zh: '海门区的时限', differences: [{ path: 'sign.n', is: 7 }] } });
    // Nobody over another district sees it among what waits, or approves it.
    const listed = async (as: string) =>
      (await api.get<{ proposals: { subject: string }[] }>('/proposals?kind=district-rules', as)).body.proposals.length;
    expect(await Promise.all(['administrator-second', 'administrator-district'].map(listed))).toEqual([1, 0]);
    for (const as of ['administrator', 'administrator-district', 'supervisor-district'])
      expect((await approve(as, 'district-rules', haimen, made.body.id)).status).toBe(403);
    expect((await approve('supervisor-city', 'district-rules', haimen, made.body.id)).status).toBe(200);

    const signOf = async (resident: string) => {
      const story = { ...storyOf('police'), resident, filer: resident };
      const { body: ticket } = await api.file(story.filer, await requestOf(api, story));
      const board = await onBoard(api, ticket.id, story.filer);
      await api.act(board.staff, ticket.id, 'accept');
      const found = await until('it to be routed', async () => {
        const { clocks } = await api.ticket(ticket.id, board.staff);
        return clocks.find(({ name }) => name === 'SIGN');
      });
      return (found as unknown as { limit: object }).limit;
    };
    // Elsewhere the district has none, whatever this one has.
    expect(await signOf('resident-wang')).toEqual({ n: 7, unit: 'wh' });
    expect(await signOf('resident-zhou')).not.toEqual({ n: 7, unit: 'wh' });
  });

  test('are proposed and approved by people of the district, refused at their place, and undone', async () => {
    const limits = { verify: { n: 2, unit: 'wd' }, extension: { n: 11, unit: 'wd' } };
    const propose = (as: string, body: object) => post<Problem>(as, of(chongchuan), body);
    expect(places(await propose('administrator-district', asked(limits)))).toEqual(['limits.extension.n law']);
    expect(places(await propose('administrator-district', asked({})))).toEqual(['limits same']);
    const lawful = { ...limits, extension: { n: 8, unit: 'wd' } };
    expect((await propose('supervisor-district', asked(lawful))).status).toBe(403);
    expect((await post('administrator-district', of(haimen), asked(lawful, 1))).status).toBe(403);
    expect((await post('administrator', of('320613001000'), asked(lawful))).status).toBe(404);
    const made = await post<Proposal>('administrator-district', of(chongchuan), asked(lawful));
    expect(made.status).toBe(201);
    const decide = (as: string, id = made.body.id) => approve(as, 'district-rules', chongchuan, id);
    for (const as of ['administrator-district', 'supervisor-street']) expect((await decide(as)).status).toBe(403);
    expect((await decide('supervisor-district')).status).toBe(200);
    expect((await propose('administrator-district', asked(lawful))).status).toBe(412);

    const { body: held } = await api.get<Own>(of(chongchuan), 'administrator-district');
    expect(held).toMatchObject({ newest: 1, limits: lawful, mayPropose: true, versions: [{ inForce: true }] });
    expect((await api.get<Own>(of(chongchuan), 'auditor')).body.mayPropose).toBe(false);
    const { body: first } = await api.get<{ differences: object[] }>(`${of(chongchuan)}/versions/1`, 'auditor');
    expect(first.differences).toHaveLength(2);
    const all = await api.get<{ districts: { code: string; limits: object }[] }>(
      '/rules/districts',
      'supervisor-street',
    );
    expect(all.body.districts).toMatchObject([{ code: chongchuan, limits: lawful }]);

    const undone = await post<Proposal>('administrator-district', of(chongchuan), asked({}, 1));
    expect(undone.body.differences).toHaveLength(2);
    expect((await decide('administrator-second', undone.body.id)).status).toBe(200);
    expect((await api.get<Own>(of(chongchuan), 'auditor')).body).toMatchObject({ newest: 2, limits: {} });
  });
});
