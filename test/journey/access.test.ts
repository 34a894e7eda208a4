/**
 * The whole matrix over HTTP: demo people × tickets × everything that can be read or done, allowed and denied. What is
 * expected stands here as a table of its own, not taken from the one that decides.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ActionName, actionNames } from '../../domain/ticket/actions.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { bodyFor } from '../domain/ticket/bodies.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Happened, type Ticket } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
const ids = new Map<string, string>();
const idOf = (name: string) => ids.get(name) ?? '';

const own = (resident: string, itemId: string) => ({ ...storyOf('police'), itemId, resident, filer: resident });
const file = async (resident: string, itemId: string) =>
  (await api.file(resident, await requestOf(api, own(resident, itemId)))).body.id;

beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
  // At the police station of the street, signed for; the station has left a note.
  const atOffice = await file('resident-chen', 'residence-registration');
  await onBoard(api, atOffice, 'resident-chen');
  await api.act('clerk-lin', atOffice, 'note', { text: '已电话核实' });
  await api.act('clerk-lin', atOffice, 'accept');
  await onBoard(api, atOffice, 'resident-chen');
  await api.act('officer-police', atOffice, 'sign');
  await api.act('officer-police', atOffice, 'claim');
  ids.set('at an office', atOffice);
  // A dispute: restricted by its item.
  ids.set('restricted', await file('resident-chen', 'dispute-mediation'));
  await onBoard(api, idOf('restricted'), 'resident-chen');
  // Somebody who lives with a clerk of the station, and the clerk herself.
  ids.set('of a household', await file('resident-sun', 'residence-registration'));
  await onBoard(api, idOf('of a household'), 'resident-sun');
  ids.set("a clerk's own", await file('clerk-sun', 'residence-registration'));
  await onBoard(api, idOf("a clerk's own"), 'clerk-sun');
  // A granddaughter files for her grandmother.
  const validTo = addDays(dateOf(await api.now()), 30);
  const { body: mandate } = await api.must<{ id: string }>('POST', '/mandates', {
    as: 'resident-shen',
    body: { agentId: 'resident-gu', relation: 'other', items: 'all', validTo },
  });
  const { form, ...request } = await requestOf(api, own('resident-shen', 'old-age-allowance'));
  const answers = Object.entries(form as object).filter(([id]) => !/^(applyAs|applicant|residence)/.test(id));
  ids.set(
    'by an agent',
    (await api.file('resident-gu', { ...request, mandateId: mandate.id, form: Object.fromEntries(answers) })).body.id,
  );
  await onBoard(api, idOf('by an agent'), 'resident-shen');
});
afterAll(() => system.stop());

type Sight = {
  /** Fields: f form, w words of the filing, n that there are notes, h handler. */
  sees: string;
  may: readonly ActionName[];
};
const nothing = null;
const resident = (...may: ActionName[]): Sight => ({ sees: 'fw', may: [...may, 'urge', 'comment'] });
const desk = (...may: ActionName[]): Sight => ({ sees: 'fwnh', may });
const above = (...may: ActionName[]): Sight => ({ sees: 'nh', may });

/** Who sees what of which ticket, and may do what; everybody who is not named sees nothing. */
const matrix: Readonly<Record<string, Readonly<Record<string, Sight>>>> = {
  'at an office': {
    'resident-chen': resident('withdraw'),
    'clerk-lin': desk('note'),
    'clerk-sun': desk('note'),
    'officer-police': desk(
      'release',
      'assign',
      'merge',
      'return-to-station',
      'ask-resident',
      'begin-special-step',
      'resolve',
      'note',
    ),
    'supervisor-street': above('release', 'assign', 'extend', 'note'),
    'supervisor-district': above('release', 'assign', 'extend', 'note'),
    'supervisor-city': above('release', 'assign', 'extend', 'note'),
    auditor: above(),
  },
  restricted: {
    'resident-chen': resident('withdraw'),
    'clerk-lin': desk('claim', 'assign', 'accept', 'request-supplement', 'refuse', 'merge', 'note'),
    'supervisor-district': above('assign', 'request-supplement', 'note'),
    'supervisor-city': above('assign', 'request-supplement', 'note'),
    auditor: above(),
  },
  'of a household': {
    'resident-sun': resident('withdraw'),
    'clerk-lin': desk('claim', 'assign', 'accept', 'request-supplement', 'refuse', 'merge', 'note'),
    'supervisor-street': above('assign', 'request-supplement', 'note'),
    'supervisor-district': above('assign', 'request-supplement', 'note'),
    'supervisor-city': above('assign', 'request-supplement', 'note'),
    auditor: above(),
  },
  "a clerk's own": {
    'clerk-sun': resident('withdraw'),
    'clerk-lin': desk('claim', 'assign', 'accept', 'request-supplement', 'refuse', 'merge', 'note'),
    'supervisor-street': above('assign', 'request-supplement', 'note'),
    'supervisor-district': above('assign', 'request-supplement', 'note'),
    'supervisor-city': above('assign', 'request-supplement', 'note'),
    auditor: above(),
  },
  'by an agent': {
    'resident-shen': resident('withdraw'),
    'resident-gu': resident('withdraw'),
    'clerk-lin': desk('claim', 'assign', 'accept', 'request-supplement', 'refuse', 'merge', 'note'),
    'clerk-sun': desk('claim', 'assign', 'accept', 'request-supplement', 'refuse', 'merge', 'note'),
    'supervisor-street': above('assign', 'request-supplement', 'note'),
    'supervisor-district': above('assign', 'request-supplement', 'note'),
    'supervisor-city': above('assign', 'request-supplement', 'note'),
    auditor: above(),
  },
};
const people = [
  'resident-chen',
  'resident-shen',
  'resident-sun',
  'resident-gu',
  'resident-liu',
  'clerk-lin',
  'clerk-sun',
  'clerk-320613002001',
  'officer-police',
  'officer-judicial',
  'officer-health',
  'supervisor-street',
  'supervisor-district',
  'supervisor-city',
  'arbiter',
  'auditor',
  'administrator',
];
const cells = Object.entries(matrix).flatMap(([name, row]) =>
  people.map((who) => ({ name, who, sight: row[who] ?? nothing })),
);
const unknownId = '01KAR5Z4VJ9M6YQ3X7T8N2B1CD';
/** Replies about two tickets, alike but for the ticket's id and the number of the request. */
const withoutId = (body: object, id: string) =>
  JSON.stringify(body)
    .replaceAll(id, 'ID')
    .replace(/"requestId":"[^"]+"/, '');

const bodyOf = (name: ActionName) =>
  bodyFor(name, { specialSteps: [], steps: [], cards: [] } as never, 0, 'police-320613001', null);

describe.each(cells.filter(({ sight }) => sight === nothing))(
  '$who is nothing to the ticket $name',
  ({ name, who }) => {
    test('every read and every action answers as if there were no such ticket', async () => {
      const asks: [string, string, object?][] = [
        ['GET', ''],
        ['GET', '/events'],
        ['GET', '/clocks'],
        ...actionNames.map((action): [string, string, object] => ['POST', `/${action}`, bodyOf(action)]),
      ];
      for (const [method, path, body] of asks) {
        const ask = { as: who, ifMatch: 1, ...(body ? { body } : {}) };
        const [real, made] = [
          await api.call(method, `/tickets/${idOf(name)}${path}`, ask),
          await api.call(method, `/tickets/${unknownId}${path}`, ask),
        ];
        expect({ path, status: real.status }).toEqual({ path, status: 404 });
        expect(withoutId(real.body, idOf(name))).toBe(withoutId(made.body, unknownId));
      }
    });

    test('it is in none of their lists', async () => {
      for (const path of lists) {
        const { status, body } = await api.call<{ tickets?: { id: string }[] }>('GET', path, { as: who });
        expect([200, 403]).toContain(status);
        expect(JSON.stringify(body)).not.toContain(idOf(name));
      }
    });
  },
);

const lists = [
  '/tickets?limit=100',
  '/notices?limit=100',
  ...['station-320613001001', 'police-320613001', 'judicial-320613001', 'civil-affairs-320613001'].map(
    (officeId) => `/boards/${officeId}?limit=100`,
  ),
  ...['due-today', 'unassigned', 'arbitration', 'yellow'].flatMap((kind) =>
    ['320613001000', '320613000000', '320600000000'].map((code) => `/attention/${code}?kind=${kind}&limit=100`),
  ),
];

describe.each(cells.flatMap(({ sight, ...cell }) => (sight ? [{ ...cell, sight }] : [])))(
  '$who and the ticket $name',
  ({ name, who, sight }) => {
    test(`sees ${sight.sees}`, async () => {
      const { body: ticket } = await api.must<Ticket & { form?: object; handlerId: string | null }>(
        'GET',
        `/tickets/${idOf(name)}`,
        { as: who },
      );
      const { body: history } = await api.must<{ events: Happened[] }>('GET', `/tickets/${idOf(name)}/events`, {
        as: who,
      });
      const hasNote = name === 'at an office';
      expect({
        form: ticket.form !== undefined,
        words: history.events[0]?.words !== undefined,
        notes: history.events.some(({ type }) => type === 'Noted'),
        handler: ticket.handlerId !== null,
      }).toEqual({
        form: sight.sees.includes('f'),
        words: sight.sees.includes('w'),
        notes: hasNote && sight.sees.includes('n'),
        handler: hasNote && sight.sees.includes('h'),
      });
      expect([...ticket.actions].sort()).toEqual([...sight.may].sort());
    });

    test('what is not listed for them is refused, whoever asks', async () => {
      const { body: before } = await api.must<Ticket>('GET', `/tickets/${idOf(name)}`, { as: who });
      for (const action of actionNames.filter((each) => !sight.may.includes(each))) {
        const { status } = await api.call('POST', `/tickets/${idOf(name)}/${action}`, {
          as: who,
          ifMatch: before.version,
          body: bodyOf(action),
        });
        expect({ action, refused: status === 403 || status === 409 }).toEqual({ action, refused: true });
      }
      expect((await api.ticket(idOf(name), who)).version).toBe(before.version);
    });
  },
);

test('boards and lists are for those whose they are', async () => {
  const may: Record<string, readonly string[]> = {
    '/boards/station-320613001001': [
      'clerk-lin',
      'clerk-sun',
      'supervisor-street',
      'supervisor-district',
      'supervisor-city',
    ],
    '/boards/police-320613001': ['officer-police', 'supervisor-street', 'supervisor-district', 'supervisor-city'],
    '/attention/320613001000?kind=yellow': ['supervisor-street', 'supervisor-district', 'supervisor-city'],
    '/attention/320613000000?kind=yellow': ['supervisor-district', 'supervisor-city'],
    '/attention/320600000000?kind=arbitration': ['supervisor-city', 'arbiter'],
    '/calendar/years/2027/draft': ['supervisor-city', 'auditor', 'administrator'],
    ...Object.fromEntries(
      [
        '/items',
        '/items/old-age-allowance',
        '/items/old-age-allowance/versions/1',
        '/rules',
        '/rules/districts',
        '/rules/districts/320613000000',
        '/proposals',
      ].map((path) => [
        path,
        ['supervisor-street', 'supervisor-district', 'supervisor-city', 'auditor', 'administrator'],
      ]),
    ),
    ...Object.fromEntries(
      ['/offices', '/offices/police-320613001'].map((path) => [
        path,
        people.filter((who) => !who.startsWith('resident')),
      ]),
    ),
  };
  for (const [path, allowed] of Object.entries(may))
    for (const who of people) {
      const { status } = await api.call('GET', path, { as: who });
      expect({ path, who, status }).toEqual({ path, who, status: allowed.includes(who) ? 200 : 403 });
    }
});

test('nobody without a clearance can restrict a ticket, and a clerk with one can', async () => {
  const byStaff = await requestOf(api, storyOf('civil-affairs'));
  const herself = await requestOf(api, own('resident-shen', 'old-age-allowance'));
  for (const [as, status] of [
    ['resident-shen', 422],
    ['clerk-sun', 422],
    ['clerk-lin', 201],
  ] as const) {
    const body = { ...(as === 'resident-shen' ? herself : byStaff), restricted: true };
    const filed = await api.call<Ticket>('POST', '/tickets', { as, body, key: `restricted-${as}` });
    expect({ as, status: filed.status }).toEqual({ as, status });
    if (status === 201)
      expect((await api.call('GET', `/tickets/${filed.body.id}`, { as: 'clerk-sun' })).status).toBe(404);
  }
});

test('catalogue, offices and limits are changed by administrators of where they hold, and by nobody else', async () => {
  const { body: item } = await api.get<{ item: object }>('/items/old-age-allowance', 'administrator');
  const { body: limits } = await api.get<{ rules: object }>('/rules', 'administrator');
  const common = { reason: '权限测试', ifVersion: 99, validFrom: '2099-01-01' };
  const changes: [string, object, readonly string[]][] = [
    ['/items/old-age-allowance', { ...common, item: item.item }, ['administrator']],
    ['/rules', { ...common, rules: limits.rules }, ['administrator']],
    [
      '/rules/districts/320613000000',
      { ...common, limits: { verify: { n: 2, unit: 'wd' } } },
      ['administrator', 'administrator-district'],
    ],
    [
      '/offices/police-320613001',
      {
        reason: '权限测试',
        ifVersion: 99,
        change: { do: 'rename', officeId: 'police-320613001', zh: '新名', en: 'New name' },
      },
      ['administrator', 'administrator-district'],
    ],
  ];
  for (const [path, body, allowed] of changes)
    for (const who of [...people, 'administrator-district']) {
      const { status } = await api.call('POST', path, { as: who, body });
      // Whoever may is told that the version is old.
      expect({ path, who, status }).toEqual({ path, who, status: allowed.includes(who) ? 412 : 403 });
    }
  for (const who of people.filter((each) => !/^(supervisor|auditor|administrator)/.test(each)))
    for (const path of ['/items/old-age-allowance/preview', '/rules/preview', '/proposals/rules/city/approve']) {
      const body = path.includes('approve')
        ? { id: 'x' }
        : path.startsWith('/items')
          ? { item: item.item }
          : { rules: limits.rules };
      expect((await api.call('POST', path, { as: who, body })).status).toBe(403);
    }
});
