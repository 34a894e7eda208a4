import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TicketEvent } from '../../domain/ticket/event.ts';
import { countBatch } from '../../store/counters.ts';
import { putNotice, listNotices } from '../../store/notices.ts';
import { loadWatermark, markPublished, saveWatermark, unsettled, type Unsettled } from '../../store/published.ts';
import { readCells, readDays, readMonths, readOpen, readResidents } from '../../store/numbers.ts';
import { recount } from '../../store/recount.ts';
import { counterRow, keyOf, prefix } from '../../store/keys.ts';
import { putAll } from '../../store/batch.ts';
import { scan } from '../../store/scan.ts';
import { update, write } from '../../store/table.ts';
import { change, submit } from '../../store/tickets.ts';
import { startEngines } from '../support/engines.ts';
import { accepted, aResident, community, moment, newId, now, putRegions, stationId, submission } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
  await putRegions(Array.from({ length: 60 }, (_, n) => communityOf(n)));
});
afterAll(() => engines.stop());

const today = '2026-03-02';
const communityOf = (n: number): string => `3206130010${String(n + 1).padStart(2, '0')}`;
/** Tickets of as many communities, each filed and accepted. */
const stored = async (count: number): Promise<TicketEvent[]> => {
  const residentId = await aResident();
  const all: TicketEvent[] = [];
  for (let n = 0; n < count; n++) {
    const given = submission(residentId, { now: moment(n) });
    const communityCode = communityOf(n);
    const filed = await submit({ ...given, dimensions: { ...given.dimensions, communityCode } });
    if (!('ticket' in filed)) throw new Error('not stored');
    const after = await change(filed.ticket.id, () => [accepted], { now: moment(n) });
    if ('refused' in after) throw new Error(after.refused);
    all.push(...filed.events, ...after.events);
  }
  return all;
};
const count = async (scope: string, name: string) =>
  (await readDays(scope, today, today)).map(({ counts }) => counts[name]);

describe('counting', () => {
  test('each event once, under duplicates in a batch, repeated batches and rivals, in any order and split', async () => {
    // 120 events of 60 communities need more than one transaction of 100 items.
    const events = await stored(60);
    expect(await recount()).toMatchObject({ events: 120, pending: 120 });
    const shuffled = [...events, ...events.slice(0, 30)].reverse();
    const results = await Promise.all([countBatch(shuffled), countBatch(events), countBatch(events.slice(40, 60))]);
    expect(results.reduce((sum, each) => sum + each)).toBe(events.length);
    expect(await countBatch(events)).toBe(0);
    for (const scope of ['320600000000', '320613000000', '320613001000', stationId])
      expect(await count(scope, 'filed')).toEqual([60]);
    expect(await count(community, 'filed')).toEqual([1]);
    for (const scope of ['320613001000', '320613000000', stationId])
      expect((await readCells(scope, 'mode', '2026-03', '2026-03'))['proxy']).toMatchObject({ accepted: 60 });
    expect(await readMonths('320600000000', '2026-03', '2026-03')).toMatchObject([{ counts: { accepted: 60 } }]);
    expect(await readOpen('320613000000')).toMatchObject({ '': 60, 'channel.web': 60 });
    expect(await count('320613001000', 'met.ACCEPT')).toEqual([60]);
    expect(await recount()).toMatchObject({ events: 120, pending: 0, differences: [] });
  });

  test('a recount names what is wrong', async () => {
    await countBatch(await stored(1));
    const increment = { text: 'ADD #name :one', names: { '#name': 'n:filed' }, values: { ':one': 1 } };
    await write(update(keyOf.counters(community, 0, counterRow.day(today)), increment));
    const stands = (await count(community, 'filed'))[0] ?? 0;
    expect((await recount()).differences).toEqual([
      { scope: community, row: `day#${today}`, name: 'filed', stored: stands, recounted: stands - 1 },
    ]);
    await write(update(keyOf.counters(community, 0, counterRow.day(today)), { ...increment, values: { ':one': -1 } }));
  });

  test('nothing is read outside the days asked for', async () => {
    expect(await readDays('320600000000', '2026-03-03', '2026-03-09')).toEqual([]);
    expect(await readDays('320699000000', today, today)).toEqual([]);
  });
});

describe('distinct residents', () => {
  const resolved = (residentId: string, at: string, place = community): TicketEvent[] => {
    const resident = residentId;
    return [
      {
        type: 'Resolved',
        outcome: 'done',
        window: { from: '2026-03-02', limit: { n: 30, unit: 'd' }, endsAt: at, provisional: false, calendar: 'c' },
        elapsed: {},
        heldMs: 0,
        ticketId: newId(),
        sequence: 1,
        at,
        actor: { kind: 'system', id: 'system' },
        ended: [],
        subject: {
          communityCode: place,
          itemId: 'birth',
          department: 'police',
          mode: 'proxy',
          channel: 'web',
          special: false,
          restricted: false,
          groups: [],
          residentId: resident,
          generation: 1,
          stationId,
          officeId: stationId,
        },
      },
    ];
  };
  const store = (events: readonly TicketEvent[]) =>
    putAll(events.map((event) => ({ ...keyOf.event(event.ticketId, event.sequence), kind: 'event', event })));
  const noon = (date: string) => `${date}T12:00:00.000+08:00`;

  test('exactly, in each month and over twelve, at every level, out of order and by rivals', async () => {
    const [a, b] = ['320613009001', '320613009002'];
    // Anna: January and March in a, March in b. Bo: March in a. Two communities, one street.
    const events = [
      resolved('bo', noon('2025-03-10'), a),
      resolved('anna', noon('2025-03-09'), a),
      resolved('anna', noon('2025-03-20'), b),
      resolved('anna', noon('2025-01-05'), a),
      resolved('anna', noon('2025-03-08'), a),
    ].flat();
    await store(events);
    await Promise.all(events.map((event) => countBatch([event, ...events.slice(2)])));
    const span = async (scope: string, month: string) => {
      const [found] = await readResidents(scope, month, month);
      return [found?.inMonth, found?.inSpan];
    };
    // In the month; in the twelve months up to it. January 2025 leaves the span after December 2025.
    const expected = {
      [a]: {
        '2024-12': [0, 0],
        '2025-01': [1, 1],
        '2025-02': [0, 1],
        '2025-03': [2, 2],
        '2026-02': [0, 2],
        '2026-03': [0, 0],
      },
      [b]: { '2025-01': [0, 0], '2025-02': [0, 0], '2025-03': [1, 1], '2026-02': [0, 1], '2026-03': [0, 0] },
      '320613009000': { '2025-01': [1, 1], '2025-03': [2, 2], '2026-02': [0, 2], '2026-03': [0, 0] },
      '320613000000': { '2025-01': [1, 1], '2025-03': [2, 2], '2026-02': [0, 2] },
      '320600000000': { '2025-01': [1, 1], '2025-03': [2, 2], '2026-02': [0, 2] },
    };
    for (const [scope, months] of Object.entries(expected))
      for (const [month, values] of Object.entries(months))
        expect([scope, month, await span(scope, month)]).toEqual([scope, month, values]);
    expect((await recount()).differences).toEqual([]);
  });

  test('the resident is known to the numbers by a pseudonym only', async () => {
    const events = resolved('somebody-known', noon('2025-06-01'));
    await store(events);
    await countBatch(events);
    for await (const row of scan<Record<string, unknown>>({
      text: 'begins_with(#pk, :served) OR begins_with(#pk, :numbers)',
      names: { '#pk': 'pk' },
      values: { ':served': prefix.served, ':numbers': prefix.counters },
    }))
      expect(JSON.stringify(row)).not.toContain('somebody-known');
  });
});

describe('reconciling', () => {
  test('finds what is not published or not counted, and nothing else', async () => {
    const events = await stored(2);
    const found = async () => {
      const all: Unsettled[] = [];
      for await (const batch of unsettled(now, moment(600))) all.push(...batch);
      const ids = new Set(events.map(({ ticketId }) => ticketId));
      return all.filter(({ event }) => ids.has(event.ticketId));
    };
    expect(await found()).toHaveLength(4);
    await markPublished(events);
    expect((await found()).map(({ published, counted }) => ({ published, counted }))).toEqual(
      events.map(() => ({ published: true, counted: false })),
    );
    await countBatch(events);
    expect(await found()).toEqual([]);
  });

  test('of two runs that began at the same watermark one moves it; it may also move back', async () => {
    expect(await loadWatermark()).toBeUndefined();
    await saveWatermark(moment(60), undefined, now);
    await saveWatermark(moment(0), undefined, now);
    expect(await loadWatermark()).toBe(moment(60));
    await saveWatermark(moment(30), moment(60), now);
    await saveWatermark(moment(90), moment(60), now);
    expect(await loadWatermark()).toBe(moment(30));
  });
});

test('one event gives one notice, newest first', async () => {
  const notice = { residentId: 'r', ticketId: 't', sequence: 1, at: moment(0), reference: 'x', zh: '甲', en: 'A' };
  expect(await putNotice(notice)).toBe(true);
  expect(await putNotice(notice)).toBe(false);
  expect(await putNotice({ ...notice, sequence: 2, at: moment(1) })).toBe(true);
  expect(await listNotices(['r'], { limit: 10 })).toMatchObject({
    rows: [{ sequence: 2 }, { sequence: 1 }],
    cursor: null,
  });
});
