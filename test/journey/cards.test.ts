/** A breach over HTTP: cards, explanation, decision, escalation, the lists of supervisors. Time is moved, not the limits. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { epochMs } from '../../domain/time.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Ticket as Seen, until } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

type Card = { id: string; level: string; at: string; unit: string; rung: string; explained: boolean; answerBy: string };
type Ticket = Seen & { cards: Card[] };
type List = { tickets: { id: string; since: string; cards: Card[] }[]; cursor: string | null };
type Events = { events: { type: string; data: Record<string, unknown>; words?: Record<string, unknown> }[] };

const street = '320613001000';
const district = '320613000000';
const station = 'station-320613001001';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

/** Lets local time pass until two minutes after a moment. */
const passTo = async (moment: string): Promise<void> => {
  const { now } = (await (await fetch(`${system.url}/_local/clock`)).json()) as { now: string };
  const seconds = Math.ceil((epochMs(moment) + 120_000 - Date.parse(now)) / 1000);
  if (seconds <= 0) return;
  await system.control('clock', { advance: `PT${seconds}S` });
  // Tokens have expired meanwhile.
  api = client(system.url);
};
const ticketOf = async (id: string, as = 'supervisor-city') => (await api.get<Ticket>(`/tickets/${id}`, as)).body;
const cardOf = (id: string, cardId: string, is: (card: Card) => boolean = () => true): Promise<Card> =>
  until(`card ${cardId}`, async () => {
    const card = (await ticketOf(id)).cards.find((each) => each.id === cardId);
    return card && is(card) ? card : undefined;
  });
const listOf = async (region: string, kind: string, as: string) =>
  (await api.get<List>(`/attention/${region}?kind=${kind}`, as)).body.tickets.map(({ id }) => id);
const listed = (id: string, region: string, kind: string, as: string, is = true) =>
  until(`${id} ${is ? 'in' : 'not in'} the list ${kind} of ${region}`, async () =>
    (await listOf(region, kind, as)).includes(id) === is ? true : undefined,
  );
const asked = async (resident: string): Promise<string> => {
  const story = { ...storyOf('education'), itemId: 'policy-consultation', resident, filer: resident };
  const { body } = await api.file(resident, await requestOf(api, story));
  await onBoard(api, body.id, resident);
  return body.id;
};

test('a question that nobody answers: yellow, explained, cancelled; red; up to district and city', async () => {
  const [id, elsewhere] = [await asked('resident-chen'), await asked('resident-liu')];
  const filed = await ticketOf(id);
  const due = filed.clocks.find(({ name }) => name === 'ANSWER')?.due ?? '';
  expect(filed.cards).toEqual([]);

  // The promised time passes.
  await passTo(due);
  const yellow = await cardOf(id, 'ANSWER-1-yellow');
  expect(yellow).toMatchObject({ level: 'yellow', unit: station, rung: 'street', explained: false });
  await cardOf(elsewhere, 'ANSWER-1-yellow');
  await listed(id, street, 'yellow', 'supervisor-street');
  await listed(id, district, 'yellow', 'supervisor-district');
  await listed(elsewhere, district, 'yellow', 'supervisor-district');
  await listed(id, '320600000000', 'yellow', 'supervisor-city');

  // Another street's matters are nothing to this one's supervisor.
  expect(await listOf(street, 'yellow', 'supervisor-street')).not.toContain(elsewhere);
  expect((await api.call('GET', `/tickets/${elsewhere}`, { as: 'supervisor-street' })).status).toBe(404);
  for (const [region, as, status] of [
    ['320613002000', 'supervisor-street', 403],
    [district, 'supervisor-street', 403],
    [street, 'clerk-lin', 403],
    [street, 'resident-chen', 403],
    ['320613001001', 'supervisor-street', 422],
  ] as const)
    expect((await api.call('GET', `/attention/${region}?kind=yellow`, { as })).status).toBe(status);
  expect((await api.call('GET', `/attention/${street}?kind=green`, { as: 'supervisor-street' })).status).toBe(422);

  // The unit explains; the supervisor reads it, the resident does not; the card is cancelled.
  const offered = await ticketOf(id, 'clerk-lin');
  expect(offered.actions).toContain('explain-card');
  expect(offered.actions).not.toContain('decide-card');
  await api.act('clerk-lin', id, 'explain-card', { card: yellow.id, explanation: '演示：停电一天' });
  const words = async (as: string) =>
    (await api.get<Events>(`/tickets/${id}/events`, as)).body.events.find(({ type }) => type === 'CardExplained')
      ?.words;
  expect(await words('supervisor-street')).toEqual({ explanation: '演示：停电一天' });
  expect(await words('resident-chen')).toBeUndefined();
  const decided = await api.act('supervisor-street', id, 'decide-card', {
    card: yellow.id,
    decision: 'cancelled',
    reason: '演示：属实',
  });
  expect((decided.body as Ticket).cards.map((card) => card.id)).not.toContain(yellow.id);
  await listed(id, street, 'yellow', 'supervisor-street', false);

  // Nobody answers for the other one: it goes up, and the street may no longer decide.
  const first = await cardOf(elsewhere, 'ANSWER-1-yellow');
  await passTo(first.answerBy);
  const second = await cardOf(elsewhere, first.id, ({ rung }) => rung === 'district');
  await passTo(second.answerBy);
  await cardOf(elsewhere, first.id, ({ rung }) => rung === 'city');
  const refused = await api.call('POST', `/tickets/${elsewhere}/decide-card`, {
    as: 'supervisor-district',
    ifMatch: (await ticketOf(elsewhere)).version,
    body: { card: first.id, decision: 'upheld', reason: '演示' },
  });
  expect([403, 422]).toContain(refused.status);
  await api.act('supervisor-city', elsewhere, 'decide-card', { card: first.id, decision: 'upheld', reason: '演示' });

  // Five working days after yellow, red: at the district, and first in its list.
  const alarms = await api.get<{ clocks: { name: string; alarms: { level: string; due: string }[] }[] }>(
    `/tickets/${id}/clocks`,
    'supervisor-city',
  );
  const redAt = alarms.body.clocks
    .find(({ name }) => name === 'ANSWER')
    ?.alarms.find(({ level }) => level === 'red')?.due;
  await passTo(redAt ?? '');
  expect(await cardOf(id, 'ANSWER-1-red')).toMatchObject({ rung: 'district', unit: station });
  await listed(id, street, 'red', 'supervisor-street');
  expect(await listOf(district, 'yellow', 'supervisor-district')).not.toContain(id);

  // Every alarm and every step up is in the history once.
  const { events } = (await api.get<Events>(`/tickets/${elsewhere}/events`, 'supervisor-city')).body;
  const once = events.flatMap(({ type, data }) =>
    type === 'AlarmRaised'
      ? [`${String(data['clock'])} ${String(data['clockGeneration'])} ${String(data['level'])}`]
      : type === 'CardEscalated'
        ? [`${String(data['card'])} ${String(data['to'])}`]
        : [],
  );
  expect(new Set(once).size).toBe(once.length);
  expect(once).toEqual(expect.arrayContaining(['ANSWER-1-yellow district', 'ANSWER-1-yellow city']));
});
