/** The care for residents on the engines: rivals, repeats, lists, tags, and numbers that equal a recount. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Care } from '../../domain/care/care.ts';
import {
  addGroup,
  type CareContext,
  careTimePasses,
  endGroup,
  isCovered,
  quarterStart,
  recordContact,
  recordNeed,
  serve,
} from '../../domain/care/commands.ts';
import type { CareBody } from '../../domain/care/event.ts';
import { coverageIn } from '../../domain/care/numbers.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { addDays, at, type Instant } from '../../domain/time.ts';
import { coverageList } from '../../store/attention.ts';
import { careHistory, type CareEventRow, careList, changeCare, loadCare } from '../../store/care.ts';
import { retentionOf } from '../../contract/retention.ts';
import { closeFile, erasePerson } from '../../store/erase.ts';
import { keyOf } from '../../store/keys.ts';
import { readCare } from '../../store/numbers.ts';
import { resident } from '../../store/people.ts';
import { recount } from '../../store/recount.ts';
import { get, put, write } from '../../store/table.ts';
import { due } from '../../store/ticket-lists.ts';
import { reckoning } from '../domain/ticket/story.ts';
import { chance, seed } from '../support/chance.ts';
import { startEngines } from '../support/engines.ts';
import { aResident, clerk, community, newId, putRegions, stationId } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const subjectOf = (residentId: string, communityCode = community, restricted = false) => ({
  residentId,
  communityCode,
  stationId: `station-${communityCode}`,
  restricted,
});
type Decide = (care: Care, context: CareContext) => readonly CareBody[] | Refusal;
const record = (
  residentId: string,
  now: Instant,
  decide: Decide,
  more: { words?: Record<string, string>; ifVersion?: number; restricted?: boolean; communityCode?: string } = {},
) =>
  changeCare(
    residentId,
    subjectOf(residentId, more.communityCode, more.restricted),
    (care) => decide(care, { ...reckoning, now, actor: clerk, overLevel: null }),
    { now, actor: clerk, ...more },
  );
const morning = (date: string): Instant => at(date, '09:00');
const register: Decide = (care, context) =>
  addGroup(care, { group: 'disabled', from: context.now.slice(0, 10), to: null, source: 'visit' }, context);
const reached: Decide = (care, context) =>
  recordContact(care, { way: 'phone', outcome: 'reached', contactAt: context.now, nextOn: null }, context);

test('what was typed is sealed under the resident’s key, and in no event; the tags of the file follow the register', async () => {
  const id = await aResident();
  await record(id, morning('2026-03-02'), register, { words: { reason: '演示𠮷㛃·证件' } });
  expect((await resident(id))?.tags).toEqual(['disabled']);
  const row = await get<CareEventRow>(keyOf.careEvent(id, 1));
  expect(JSON.stringify(row?.event)).not.toContain('证件');
  expect(Buffer.from(row?.words ?? []).toString('utf8')).not.toContain('证件');
  expect(row?.event.sealed).toMatch(/^[\w-]{43}$/);
  const [first] = await careHistory(id, { withWords: true });
  expect(first?.words).toEqual({ reason: '演示𠮷㛃·证件' });
  expect((await careHistory(id))[0]?.words).toBeUndefined();
  await record(id, morning('2026-03-03'), (care, context) => endGroup(care, 'disabled', context));
  expect((await resident(id))?.tags).toEqual([]);
  // The key destroyed, the words are gone and the history stays.
  const file = await resident(id);
  await write(put({ ...keyOf.residentFile(id), ...file, wrappedKey: undefined }));
  expect((await careHistory(id, { withWords: true }))[0]).toMatchObject({ event: { type: 'GroupAdded' } });
  expect((await careHistory(id, { withWords: true }))[0]?.words).toBeUndefined();
});

test('two at once are put in order; who saw an older version is told', async () => {
  const id = await aResident();
  await record(id, morning('2026-03-02'), register);
  const all = await Promise.all(Array.from({ length: 4 }, (_, n) => record(id, at('2026-03-02', `10:0${n}`), reached)));
  expect(all.filter(isRefusal)).toEqual([]);
  expect((await loadCare(id))?.version).toBe(5);
  const stale = await record(id, morning('2026-03-03'), reached, { ifVersion: 4 });
  expect(stale).toMatchObject({ refused: 'stale-version', params: { seen: '4', current: '5' } });
  // Only one of the four was the first of the quarter.
  const covering = (await careHistory(id)).filter(({ event }) => event.type === 'ContactRecorded' && event.covers);
  expect(covering).toHaveLength(1);
});

test('the list of a station: never reached first, then longest ago, paged; reached in the quarter is off it', async () => {
  const communityCode = '320613001002';
  const station = `station-${communityCode}`;
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    const id = await aResident();
    ids.push(id);
    await record(id, morning(addDays('2026-01-05', n)), register, { communityCode });
  }
  const [a = '', b = '', c = '', d = '', e = ''] = ids;
  await record(b, morning('2026-02-03'), reached);
  await record(a, morning('2026-02-20'), reached);
  await record(c, morning('2026-04-07'), reached);
  const now = morning('2026-04-08');
  const unreached = async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof careList>> = await careList(
        station,
        { of: 'unreached', before: quarterStart(now) },
        { limit: 2, cursor: cursor ?? undefined },
        (care) => !isCovered(care, now),
      );
      if (isRefusal(page)) throw new Error(page.refused);
      seen.push(...page.rows.map(({ residentId }) => residentId));
      cursor = page.cursor;
    } while (cursor !== null);
    return seen;
  };
  expect(await unreached()).toEqual([d, e, b, a]);
  await record(e, now, (care, context) =>
    recordContact(care, { way: 'phone', outcome: 'refused', contactAt: now, nextOn: null }, context),
  );
  await record(d, now, (care, context) =>
    recordContact(care, { way: 'phone', outcome: 'deceased', contactAt: now, nextOn: null }, context),
  );
  expect(await unreached()).toEqual([b, a]);
  const needs = await careList(station, { of: 'needs' }, { limit: 10 }, () => true);
  expect(needs).toMatchObject({ rows: [] });
});

test('the sweep finds whose quarter is over; the supervisor finds the card, street by street, until it is decided', async () => {
  const id = await aResident();
  await record(id, morning('2026-01-05'), register);
  const dueAt = async (now: Instant) => {
    const found: string[] = [];
    for await (const { kind, id: each } of due(now)) if (kind === 'care') found.push(each);
    return found;
  };
  expect(await dueAt('2026-03-31T23:59:59.999+08:00')).not.toContain(id);
  expect(await dueAt('2026-04-01T00:01:00.000+08:00')).toContain(id);
  await record(id, '2026-04-01T00:01:00.000+08:00', careTimePasses);
  const list = async (street: string) => {
    const page = await coverageList([street], { limit: 100 }, () => true);
    if (isRefusal(page)) throw new Error(page.refused);
    return page.rows.map(({ residentId }) => residentId);
  };
  expect(await list('320613001000')).toContain(id);
  expect(await list('320613002000')).not.toContain(id);
});

test(`a random quarter of many people, by rivals, told twice: numbers equal a recount and the people themselves; SEED=${seed}`, async () => {
  const communities = ['320613001001', '320613001002', '320614103201'];
  await putRegions(communities);
  const people = await Promise.all(
    Array.from({ length: 24 }, async (_, n) => ({
      id: await aResident(),
      communityCode: communities[n % 3] ?? community,
      restricted: n % 8 === 7,
    })),
  );
  const days = Array.from({ length: 40 }, (_, n) => addDays('2026-07-02', n * 2));
  const lives = people.map((person) => ({
    ...person,
    steps: days
      .filter(() => chance(3) === 0)
      .map((day) => ({ day, what: chance(7), outcome: chance(4), daysAgo: chance(3) })),
  }));
  const life = async ({ id, communityCode, restricted, steps }: (typeof lives)[number]) => {
    for (const { day, what, outcome, daysAgo } of steps) {
      const now = morning(day);
      const more = { communityCode, restricted };
      const decide: Decide =
        what < 2
          ? register
          : what < 4
            ? (care, context) =>
                recordContact(
                  care,
                  {
                    way: 'visit',
                    outcome: (['reached', 'no-answer', 'moved', 'refused'] as const)[outcome] ?? 'reached',
                    contactAt: morning(addDays(day, -daysAgo)),
                    nextOn: null,
                  },
                  context,
                )
            : what === 4
              ? (care, context) =>
                  recordNeed(care, { needId: newId(), kind: 'meals', way: 'phone', contactAt: now }, context)
              : what === 5
                ? (care) => serve(care, { ticketId: 'T', servedAt: now })
                : (care, context) => endGroup(care, 'disabled', context);
      // The message came twice, at the same time.
      await Promise.all([record(id, now, decide, more), ...(what === 5 ? [record(id, now, decide, more)] : [])]);
    }
  };
  await Promise.all(lives.map(life));
  const result = await recount();
  expect(result.differences).toEqual([]);
  const cares = await Promise.all(people.map(({ id }) => loadCare(id)));
  const expected = (fits: (care: Care) => boolean) => {
    const registered = cares.filter((care) => care !== undefined && care.registeredAt !== null && fits(care));
    return {
      registered: registered.length,
      reached: registered.filter((care) => care?.reached.includes('2026-Q3')).length,
    };
  };
  const numbersOf = async (code: string, of?: (name: string) => string) =>
    coverageIn(await readCare(code, '2026-09'), '2026-09', of);
  const rural = communities[2] ?? '';
  expect(await numbersOf(rural)).toEqual(expected((care) => care.communityCode === rural && !care.restricted));
  expect(await numbersOf('320614000000')).toEqual(expected((care) => care.communityCode === rural));
  expect(await numbersOf('320600000000', (name) => `${name}@rural`)).toEqual(
    expected((care) => care.communityCode === rural),
  );
  expect(stationId).toBe(`station-${community}`);
});

test('who was erased is in no list and no alarm of the station; the chain and the numbers stay as they were', async () => {
  const id = await aResident();
  const now = morning('2026-03-02');
  await record(id, now, register, { words: { reason: '演示理由' } });
  const before = await recount();
  const listed = async () => {
    const found = await careList(stationId, { of: 'register' }, { limit: 100 }, () => true);
    return isRefusal(found) ? [] : found.rows.map(({ residentId }) => residentId);
  };
  expect(await listed()).toContain(id);
  await write(closeFile(id, now));
  const person = {
    residentId: id,
    files: [id],
    basis: 'death',
    state: 'closing',
    revision: 1,
    by: 'a',
    at: now,
    dueAt: now,
  } as const;
  await erasePerson(person, retentionOf({}), now);
  await erasePerson(person, retentionOf({}), now);
  expect(await listed()).not.toContain(id);
  expect(await get(keyOf.care(id))).not.toHaveProperty('alarmPk');
  expect(await get(keyOf.careEvent(id, 1))).not.toHaveProperty('words');
  expect(await careHistory(id, { withWords: true })).toHaveLength(1);
  expect(await resident(id)).toBeUndefined();
  expect(await recount()).toEqual(before);
});
