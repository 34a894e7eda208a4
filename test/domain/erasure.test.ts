import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { retentionOf } from '../../contract/retention.ts';
import {
  canTakeBack,
  closingEnds,
  erasureStates,
  type Erasure,
  givenBasis,
  isUnderWay,
  keptTickets,
  mayConfirmErasure,
  mayProposeErasure,
  maySeeErasures,
  openRequests,
  outlookOf,
  postponedTo,
  waitingEnds,
} from '../../domain/erasure.ts';
import { type Role, roles } from '../../domain/access.ts';
import { contentKeptUntil, isRecord, keptNames, retention } from '../../domain/retention.ts';
import { finalStates, states, type Ticket } from '../../domain/ticket/state.ts';
import { DAY, later } from '../../domain/time.ts';

const days = retentionOf({});
const now = '2026-11-27T10:00:00.000+08:00';
const ticket = (change: Partial<Ticket>): Ticket =>
  ({ id: 'T', state: 'closed', regime: 'service', filedAt: now, settledAt: now, ...change }) as Ticket;

describe('what has to be kept', () => {
  test.each([
    [ticket({}), true],
    [ticket({ state: 'refused', regime: 'licensing' }), true],
    [ticket({ state: 'merged' }), true],
    [ticket({ state: 'withdrawn' }), false],
    [ticket({ state: 'lapsed', regime: 'licensing' }), false],
    [ticket({ regime: 'hotline' }), false],
    [ticket({ state: 'resolved' }), null],
    [ticket({ state: 'in-progress', regime: 'hotline' }), null],
  ])('case %#', (each, record) => {
    expect(isRecord(each)).toBe(record);
    const kept = record ? days.decisions : days.requests;
    expect(contentKeptUntil(each, days)).toBe(record === null ? null : later(now, kept * DAY));
  });

  test('counts from the end; without one, from the filing', () => {
    const { settledAt: _, ...merged } = ticket({ state: 'merged' });
    expect(contentKeptUntil(merged, days)).toBe(later(now, days.decisions * DAY));
  });
});

describe('the outlook of a person', () => {
  const all = Object.keys(states) as Ticket['state'][];
  const tickets = fc.array(
    fc.record({
      state: fc.constantFrom(...all),
      regime: fc.constantFrom('service' as const, 'licensing' as const, 'hotline' as const),
      age: fc.nat(6_000),
    }),
    { maxLength: 12 },
  );

  test('whatever is open stands in the way, whatever is a record and young enough is kept, nothing else is', () => {
    fc.assert(
      fc.property(tickets, (given) => {
        const theirs = given.map(({ state, regime, age }, i) =>
          ticket({ id: `T${i}`, state, regime, settledAt: later(now, -age * DAY) }),
        );
        const { open, keptUntil } = outlookOf(theirs, days, now);
        const kept = keptTickets(theirs, days, now);
        expect(open).toBe(theirs.filter(({ state }) => !(finalStates as readonly string[]).includes(state)).length);
        expect(kept.length > 0).toBe(keptUntil !== null);
        expect(
          kept
            .map((each) => contentKeptUntil(each, days))
            .toSorted()
            .at(-1) ?? null,
        ).toBe(keptUntil);
        // When that time has come, nothing has to be kept any more.
        if (keptUntil !== null) expect(keptTickets(theirs, days, keptUntil)).toEqual([]);
      }),
    );
  });
});

describe('an erasure', () => {
  test('can be taken back until it begins, and is then under way for good', () => {
    const those = (is: (erasure: Erasure) => boolean) =>
      Object.keys(erasureStates).filter((state) => is({ state } as Erasure));
    expect(those(canTakeBack)).toEqual(['proposed', 'waiting']);
    expect(those(isUnderWay)).toEqual(['closing', 'restricted', 'erased']);
  });

  test('waits as many days as the installation says, ten minutes for what had begun, a day where something is open', () => {
    expect(waitingEnds({ ...days, 'erasure-wait': 3 }, now)).toBe('2026-11-30T10:00:00.000+08:00');
    expect(closingEnds(now)).toBe('2026-11-27T10:10:00.000+08:00');
    expect(postponedTo(now)).toBe('2026-11-28T10:00:00.000+08:00');
  });

  test('without the person is for their death or by order, and never while something goes on', () => {
    expect(['death', 'order', 'request', ''].map((basis) => givenBasis.safeParse(basis).success)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(openRequests(2)).toMatchObject({
      refused: 'wrong-state',
      params: { en: expect.stringContaining('2 requests') },
    });
  });

  test('of what is over today keeps nothing', () => {
    const over = ticket({ settledAt: later(now, -days.decisions * DAY) });
    expect(outlookOf([over], days, now)).toEqual({ open: 0, keptUntil: null });
    const younger = [ticket({ settledAt: later(now, -2 * DAY) }), ticket({ settledAt: later(now, -DAY) })];
    expect(outlookOf(younger, days, now).keptUntil).toBe(later(now, (days.decisions - 1) * DAY));
  });
});

test('who may propose, confirm and see: people of the city alone', () => {
  const caller = (role: Role, regionCode: string | null) =>
    ({ role, regionCode }) as Parameters<typeof maySeeErasures>[0];
  const those = (may: (who: Parameters<typeof maySeeErasures>[0]) => boolean) =>
    (Object.keys(roles) as Role[]).filter((role) => {
      for (const code of [null, '320613000000', '320613001000']) expect(may(caller(role, code))).toBe(false);
      return may(caller(role, '320600000000'));
    });
  expect(those(mayProposeErasure)).toEqual(['administrator']);
  expect(those(mayConfirmErasure)).toEqual(['supervisor', 'administrator']);
  expect(those(maySeeErasures)).toEqual(['supervisor', 'auditor', 'administrator']);
});

test('docs/operator.md has every number and its least', () => {
  const text = readFileSync(new URL('../../docs/operator.md', import.meta.url), 'utf8');
  const told = [...text.matchAll(/^\| `retention\.([a-z-]+)`\s+\| (\d+)\s+\| (\d+)\s+\|/gm)];
  expect(told.map(([, name, number, least]) => [name, Number(number), Number(least)])).toEqual(
    keptNames.map((name) => [name, retention[name].days, retention[name].least]),
  );
});
