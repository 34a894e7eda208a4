import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fold } from '../../domain/ticket/apply.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { keyOf } from '../../store/keys.ts';
import { get, put, remove, write } from '../../store/table.ts';
import { board, due, events, mine, ofCommunity, verify } from '../../store/ticket-lists.ts';
import { change, idOfReference, load, replay, submit } from '../../store/tickets.ts';
import type { EventRow, SnapshotRow } from '../../store/ticket-rows.ts';
import { startEngines } from '../support/engines.ts';
import {
  accepted,
  aResident,
  aTicket,
  claimed,
  delivered,
  moment,
  newId,
  note,
  now,
  stationId,
  submission,
} from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const boardOf = async (officeId = stationId) => {
  const page = await board(officeId, { limit: 100 }, () => true);
  if (isRefusal(page)) throw new Error(page.refused);
  return page.rows;
};
const placesOf = async (id: string) => (await boardOf()).filter(({ ticket }) => ticket.id === id);

describe('submit', () => {
  test('stores a ticket that is found by id, reference and resident', async () => {
    const residentId = await aResident();
    const { id, reference } = await aTicket({ childName: '王𠮷·㛃' }, residentId);
    expect(await load(id)).toMatchObject({ id, state: 'submitted', sequence: 1 });
    expect(await load(id, { consistent: false })).toMatchObject({ id });
    expect(await idOfReference(reference)).toBe(id);
    expect(await idOfReference('77777777')).toBeUndefined();
    expect(await mine([residentId], { limit: 10 })).toMatchObject({ rows: [{ id }], cursor: null });
    expect(await load(newId())).toBeUndefined();
  });

  test('the same request ten times at once is one ticket', async () => {
    const residentId = await aResident();
    const same = Array.from({ length: 10 }, () => submission(residentId, { key: 'k', words: { a: 1 } }));
    const results = await Promise.all(same.map((each) => submit(each)));
    const ids = results.map((result) =>
      'ticket' in result ? result.ticket.id : 'replayed' in result && result.replayed.id,
    );
    expect(new Set(ids).size).toBe(1);
    expect(results.filter((result) => 'ticket' in result)).toHaveLength(1);
    expect(await mine([residentId], { limit: 10 })).toMatchObject({ rows: [{ id: ids[0] }] });
    expect(await replay({ callerId: residentId, key: 'k', bodyHash: 'one' }, now)).toMatchObject({
      replayed: { id: ids[0] },
    });
  });

  test('a key used for another body is refused, an expired one is free again', async () => {
    const residentId = await aResident();
    await submit(submission(residentId, { key: 'k' }));
    const other = { callerId: residentId, key: 'k', bodyHash: 'two' };
    expect(await submit(submission(residentId, { idempotency: other }))).toMatchObject({ refused: 'key-reused' });
    expect(await replay(other, now)).toMatchObject({ refused: 'key-reused' });
    expect(await replay({ ...other, key: 'never' }, now)).toBeUndefined();
    const afterwards = '2026-04-02T10:00:00.000+08:00';
    expect(await replay(other, afterwards)).toBeUndefined();
    expect(await submit(submission(residentId, { idempotency: other, now: afterwards }))).toHaveProperty('ticket');
  });

  test('a reference that is taken is said, and nothing of the attempt is stored', async () => {
    const residentId = await aResident();
    const { reference } = await aTicket();
    const second = submission(residentId, { words: { a: 1 } });
    second.first.body.reference = reference;
    expect(await submit(second)).toEqual({ referenceTaken: reference });
    expect(await load(second.ticketId)).toBeUndefined();
    expect(await events(second.ticketId)).toEqual([]);
    expect(await get(keyOf.sealed(second.ticketId, 1))).toBeUndefined();
    expect(await replay(second.idempotency, now)).toBeUndefined();
  });

  test('what follows at once is in the same transaction', async () => {
    const result = await submit({ ...submission(await aResident()), following: () => [delivered, claimed('clerk-a')] });
    if (!('ticket' in result)) throw new Error('not stored');
    expect(result.events.map(({ type }) => type)).toEqual(['Submitted', 'Delivered', 'Claimed']);
    expect(await verify(result.ticket.id)).toBeNull();
    expect(await placesOf(result.ticket.id)).toHaveLength(1);
  });
});

describe('change', () => {
  test('of many rivals each is stored once, in an unbroken chain, or told that it is busy', async () => {
    const { id } = await aTicket();
    const results = await Promise.all(
      Array.from({ length: 24 }, (_, n) => change(id, () => [claimed(`clerk-${n}`)], { now: moment(n) })),
    );
    const done = results.filter((result) => !isRefusal(result));
    for (const result of results) if (isRefusal(result)) expect(result.refused).toBe('busy');
    const history = await events(id);
    expect(history).toHaveLength(1 + done.length);
    expect(history.map(({ event }) => event.sequence)).toEqual(history.map((_, i) => i + 1));
    expect(await verify(id)).toBeNull();
    expect(fold(history.map(({ event }) => event))).toEqual(await load(id));
  });

  test('of many who want to be the only one, one is', async () => {
    const { id } = await aTicket();
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        change(id, ({ handlerId }) => (handlerId ? refuse('taken') : [claimed(`clerk-${n}`)]), { now }),
      ),
    );
    expect(results.filter((result) => !isRefusal(result))).toHaveLength(1);
  });

  test('a version that was not the newest is refused; quiet events do not stale it', async () => {
    const { id } = await aTicket();
    await change(id, () => [note()], { now });
    expect(await change(id, () => [claimed('a')], { now, ifVersion: 1 })).toMatchObject({ ticket: { version: 2 } });
    expect(await change(id, () => [claimed('b')], { now, ifVersion: 1 })).toEqual(
      refuse('stale-version', { seen: '1', current: '2' }),
    );
  });

  test('deciding nothing writes nothing; an unknown ticket and a refusal are handed back', async () => {
    const ticket = await aTicket();
    expect(await change(ticket.id, () => [], { now })).toEqual({ ticket, events: [] });
    expect(await change(ticket.id, () => refuse('own-case'), { now })).toEqual(refuse('own-case'));
    expect(await change(newId(), () => [note()], { now })).toMatchObject({ refused: 'not-found' });
    expect(await events(ticket.id)).toHaveLength(1);
  });

  test('the ticket takes and leaves its places on the boards', async () => {
    const { id } = await aTicket();
    expect(await placesOf(id)).toEqual([]);
    await change(id, () => [delivered], { now });
    const [place] = await placesOf(id);
    expect(place).toMatchObject({ entry: { lane: 'ordinary', officeId: stationId }, ticket: { id, delivered: true } });
    await change(id, () => [accepted], { now });
    expect(await placesOf(id)).toEqual([]);
  });

  test('one transaction: when one part cannot be written, none is', async () => {
    const { id } = await aTicket();
    await write(put({ ...keyOf.event(id, 2), kind: 'intruder' }));
    expect(await change(id, () => [delivered], { now })).toMatchObject({ refused: 'busy' });
    expect(await load(id)).toMatchObject({ sequence: 1, delivered: false });
    expect(await placesOf(id)).toEqual([]);
    await write(remove(keyOf.event(id, 2)));
  });

  test('the sweeper finds what is due, to the moment', async () => {
    const { id } = await aTicket();
    await change(id, () => [delivered], { now });
    const found = async (at: string) => {
      const ids: string[] = [];
      for await (const { id } of due(at)) ids.push(id);
      return ids.includes(id);
    };
    expect(await found('2026-03-02T10:59:59.999+08:00')).toBe(false);
    expect(await found('2026-03-02T11:00:00.000+08:00')).toBe(true);
  });
});

describe('words', () => {
  const words = { text: '王𠮷㛃·阿依古丽 “quoted” \u{2A6D6}', nested: { a: [1, null, true] } };

  test.each(['resident', 'anonymous'])(
    'of a %s ticket come back as they were, for those who open them',
    async (who) => {
      const ticket = await aTicket(words, who === 'anonymous' ? null : undefined);
      await change(ticket.id, () => [note({ note: '备注' })], { now });
      expect((await events(ticket.id)).some((entry) => 'words' in entry)).toBe(false);
      const opened = await events(ticket.id, ticket);
      expect(opened.map((entry) => entry.words)).toEqual([words, { note: '备注' }]);
      expect(JSON.stringify(opened.map(({ event }) => event))).not.toContain('𠮷');
      expect(opened[0]?.event.sealed).toMatch(/^[\w-]{43}$/);
    },
  );

  test('are gone when the key is, and the chain still holds', async () => {
    const ticket = await aTicket(words, null);
    await write(remove(keyOf.ticketKey(ticket.id)));
    expect((await events(ticket.id, ticket)).map((entry) => entry.words)).toEqual([undefined]);
    expect(await verify(ticket.id)).toBeNull();
  });

  test('without a data key nothing is stored in the clear', async () => {
    expect(await submit(submission('resident-without-file', { words }))).toMatchObject({ refused: 'wrong-state' });
    expect(await submit(submission('resident-without-file'))).toMatchObject({ refused: 'wrong-state' });
  });
});

const broken = async (spoil: (id: string) => Promise<unknown>) => {
  const { id } = await aTicket();
  for (let n = 0; n < 3; n++) await change(id, () => [note()], { now: moment(n) });
  expect(await verify(id)).toBeNull();
  await spoil(id);
  return verify(id);
};
const row = async (id: string, sequence: number) => {
  const found = await get<EventRow>(keyOf.event(id, sequence));
  if (!found) throw new Error('no event');
  return found;
};

const changed = async (id: string) => {
  const found = await row(id, 2);
  await write(put({ ...found, event: { ...found.event, at: moment(99) } }));
};
const added = async (id: string) => write(put({ ...(await row(id, 4)), ...keyOf.event(id, 5) }));
const beheaded = async (id: string) => write(put({ ...(await get<SnapshotRow>(keyOf.ticket(id))), head: 'x' }));

describe('the chain', () => {
  test('notices a change, a gap, a cut-off end, an added event and another head', async () => {
    expect(await broken(changed)).toEqual({ kind: 'changed', sequence: 2 });
    expect(await broken((id) => write(remove(keyOf.event(id, 3))))).toEqual({ kind: 'gap', sequence: 3 });
    expect(await broken((id) => write(remove(keyOf.event(id, 4))))).toEqual({ kind: 'truncated', sequence: 4 });
    expect(await broken(added)).toEqual({ kind: 'surplus', sequence: 5 });
    expect(await broken(beheaded)).toEqual({ kind: 'changed', sequence: 4 });
    expect(await verify(newId())).toBeUndefined();
  });
});

describe('pages', () => {
  test('give every ticket once, newest first, and refuse cursors of other lists', async () => {
    const [residentId, otherId] = [await aResident(), await aResident()];
    for (let n = 0; n < 5; n++) await submit(submission(residentId, { now: moment(n) }));
    await submit(submission(otherId));
    const seen: string[] = [];
    let cursor: string | undefined;
    let last = '';
    do {
      const page = await mine([residentId], { limit: 2, cursor });
      if (isRefusal(page)) throw new Error(page.refused);
      seen.push(...page.rows.map(({ filedAt }) => filedAt));
      last = page.cursor ?? last;
      cursor = page.cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual([4, 3, 2, 1, 0].map(moment));

    const forged = ['', 'x', '%%%', 'W10', Buffer.from('["a","b","c","d"]').toString('base64url'), last.slice(0, -3)];
    for (const bad of forged)
      expect(await mine([residentId], { limit: 2, cursor: bad })).toMatchObject({ refused: 'invalid' });
    expect(await mine([otherId], { limit: 2, cursor: last })).toMatchObject({ refused: 'invalid' });
    expect(await ofCommunity('320613001001', { limit: 2, cursor: last })).toMatchObject({ refused: 'invalid' });
    expect(await board(stationId, { limit: 2, cursor: last }, () => true)).toMatchObject({ refused: 'invalid' });
  });
});
