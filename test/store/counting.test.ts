/** Counting under faults: whatever is delivered, by whomever and in whatever order, is counted once. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Counts, factsOf, openedBy, regionsOf, sum } from '../../domain/performance.ts';
import { addMonths } from '../../domain/served.ts';
import type { EventBody, TicketEvent } from '../../domain/ticket/event.ts';
import { lineageOf } from '../../domain/region.ts';
import { countBatch } from '../../store/counters.ts';
import { keyOf } from '../../store/keys.ts';
import { readDays, readOpen, readResidents } from '../../store/numbers.ts';
import { recount } from '../../store/recount.ts';
import { putAll } from '../../store/batch.ts';
import { chance, seed } from '../support/chance.ts';
import { startEngines } from '../support/engines.ts';
import { newId, putRegions } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
  await putRegions(communities);
});
afterAll(() => engines.stop());

const pick = <Value>(values: readonly [Value, ...Value[]]): Value => values[chance(values.length)] ?? values[0];
const months = Array.from({ length: 15 }, (_, n) => addMonths('2025-01', n)) as [string, ...string[]];
const held = { heldMs: 0 };
const window = {
  from: '2025-01-01',
  limit: { n: 30, unit: 'd' as const },
  endsAt: '',
  provisional: false,
  calendar: '',
};

const communities = ['320613001001', '320613001002', '320613002001', '320682001001'] as const;

const body = (): EventBody =>
  pick<() => EventBody>([
    () => ({ type: 'Resolved', outcome: 'done', window, elapsed: { resident: chance(9e6) }, ...held }),
    () => ({ type: 'Resolved', outcome: 'granted', window, elapsed: { 'office:a-1': chance(9e8) }, ...held }),
    () => ({ type: 'Rated', level: 1 + chance(5), reasons: [], onBehalf: false, clocks: [], ...held }),
    () => ({ type: 'RatingAppealDecided', upheld: chance(2) === 0, level: 1 + chance(2) }),
    () => ({ type: 'Withdrawn', ...held }),
    () => ({ type: 'Reopened', routing: 1, clocks: [], ...held }),
    () => ({ type: 'Noted' }),
    () => ({ type: 'CardDecided', card: 'c', level: 'red', unit: 'station-320613001001', decision: 'cancelled' }),
  ])();

const event = (): TicketEvent => {
  const communityCode = pick(communities);
  const special = chance(3) === 0;
  return {
    ...body(),
    ticketId: newId(),
    sequence: 2,
    at: `${pick(months)}-${String(1 + chance(28)).padStart(2, '0')}T10:00:00.000+08:00`,
    actor: { kind: 'system', id: 'system' },
    ended: chance(2) ? [] : [{ name: 'PROMISE', generation: 1, outcome: pick(['met', 'missed']), booked: false }],
    subject: {
      communityCode,
      itemId: pick(['birth', 'housing', 'pension']),
      department: pick(['police', 'housing']),
      mode: 'proxy',
      channel: pick(['web', 'counter']),
      special,
      restricted: chance(5) === 0,
      groups: special ? [pick(['elderly-80', 'disabled'])] : [],
      residentId: pick([null, 'a', 'b', 'c', 'd', 'e']),
      generation: 1,
      stationId: `station-${communityCode}`,
      officeId: pick([`station-${communityCode}`, 'police-320613']),
    },
  };
};

const shuffled = <Value>(values: readonly Value[]): Value[] =>
  values
    .map((value) => ({ value, at: chance(2 ** 32) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

describe('a random life of a city', () => {
  test(`counted by four rivals, in any order, with duplicates and batches that broke off, equals a recount and a plain sum; SEED=${seed}`, async () => {
    const events = Array.from({ length: 250 }, event);
    await putAll(events.map((each) => ({ ...keyOf.event(each.ticketId, each.sequence), kind: 'event', event: each })));
    const rival = (): TicketEvent[][] => {
      const mine = shuffled(events);
      const batches: TicketEvent[][] = [];
      while (mine.length > 0) {
        const batch = mine.splice(0, 1 + chance(100));
        // A rival that died: its batch was never counted here; somebody else has it too.
        if (chance(4) > 0) batches.push([...batch, ...batch.slice(0, chance(batch.length + 1))]);
      }
      return batches;
    };
    const count = async (batches: readonly TicketEvent[][]) => {
      for (const batch of batches) await countBatch(batch);
    };
    await Promise.all([rival(), rival(), rival(), rival()].map(count));
    await countBatch(events);
    const result = await recount();
    expect(result).toMatchObject({ events: 250, pending: 0, differences: [] });

    // The same once more, without rows, shards or folding.
    const city = '320600000000';
    const days = await readDays(city, '2025-01-01', '2026-12-31');
    const plain = sum(events.map((each): Counts => factsOf(each).region));
    const read = Object.fromEntries(
      Object.entries(sum(days.map(({ counts }) => counts))).filter(([name]) => !name.includes('@')),
    );
    expect(read).toEqual(plain);
    expect((await readOpen(city))['']).toBe(events.reduce((n, each) => n + openedBy(each), 0));
    for (const scope of lineageOf('320613001001'))
      for (const { month, inMonth, inSpan } of await readResidents(scope, '2025-01', '2026-03')) {
        const served = (from: string) =>
          new Set(
            events
              .filter(
                (each) =>
                  each.type === 'Resolved' &&
                  each.subject.residentId !== null &&
                  regionsOf(each).includes(scope) &&
                  each.at.slice(0, 7) >= from &&
                  each.at.slice(0, 7) <= month,
              )
              .map(({ subject }) => subject.residentId),
          ).size;
        expect([scope, month, inMonth, inSpan]).toEqual([scope, month, served(month), served(addMonths(month, -11))]);
      }
  });
});
