/** The care for a resident: working days of March 2026 (no holidays), hand-computed quarters, cards and numbers. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Care,
  careAttention,
  applyCare,
  dueQuarter,
  newCare,
  nextCareMoment,
  nextStep,
} from '../../../domain/care/care.ts';
import {
  addGroup,
  type CareContext,
  careTimePasses,
  closeNeed,
  decideCard,
  endGroup,
  explainCard,
  fileNeed,
  isCovered,
  recordContact,
  quarterStart,
  recordNeed,
  serve,
} from '../../../domain/care/commands.ts';
import { needKind, type Outcome, outcome, source, type Way, way } from '../../../domain/care/contact.ts';
import type { CareBody, CareEvent } from '../../../domain/care/event.ts';
import { careClassOf, careFactsOf, careRegionsOf, coverageIn, inClass } from '../../../domain/care/numbers.ts';
import {
  endOf,
  firstDayOf,
  lastDayOf,
  monthsOf,
  nextQuarter,
  previousQuarter,
  quarterOf,
} from '../../../domain/care/quarter.ts';
import { type Counts, sum } from '../../../domain/performance.ts';
import { isRefusal, type Refusal } from '../../../domain/refusal.ts';
import { instantOf } from '../../../domain/time.ts';
import { moment, reckoning, station } from '../ticket/story.ts';

const subject = { residentId: 'R9', communityCode: '320613001001', stationId: station, restricted: false };
const clerk = { kind: 'staff' as const, id: 'clerk', officeId: station };

/** Records what is decided at a moment, and keeps the events. */
const diary = () => {
  let care = newCare(subject);
  const events: CareEvent[] = [];
  const contextAt = (now: string, overLevel: CareContext['overLevel'] = null): CareContext => ({
    ...reckoning,
    now,
    actor: clerk,
    overLevel,
  });
  const record = (now: string, decided: readonly CareBody[] | Refusal): Refusal | null => {
    if (isRefusal(decided)) return decided;
    for (const body of decided) {
      const event: CareEvent = { ...body, at: now, actor: clerk, subject, sequence: care.version + 1 };
      events.push(event);
      care = applyCare(care, event);
    }
    return null;
  };
  const sweepAt = (now: string): void => {
    for (let rounds = 0; rounds < 100; rounds += 1) {
      const bodies = careTimePasses(care, contextAt(now));
      if (bodies.length === 0) return;
      record(now, bodies);
    }
    throw new Error('time brings about no end of things');
  };
  return {
    get care(): Care {
      return care;
    },
    events,
    contextAt,
    record,
    register: (when: string, group = 'disabled', to: string | null = null) =>
      record(
        moment(when),
        addGroup(care, { group, from: when.slice(0, 10), to, source: 'visit' }, contextAt(moment(when))),
      ),
    contact: (
      when: string,
      outcome: Outcome,
      { way = 'phone' as Way, at = when, nextOn = null as string | null } = {},
    ) =>
      record(
        moment(when),
        recordContact(care, { way, outcome, contactAt: moment(at), nextOn }, contextAt(moment(when))),
      ),
    sweepAt,
    sweep: (when: string) => sweepAt(moment(when)),
    months: () => {
      const months = new Map<string, Counts>();
      for (const event of events)
        for (const [month, counts] of careFactsOf(event)) months.set(month, sum([months.get(month) ?? {}, counts]));
      return months;
    },
  };
};

describe('quarters', () => {
  test('by the day in Nantong', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-Q1',
      '2026-Q1',
      '2026-Q2',
      '2026-Q4',
    ]);
    // 16:00 in London on the last of March is the first of April here.
    expect(quarterOf(instantOf(Date.parse('2026-03-31T16:00:00Z')).slice(0, 10))).toBe('2026-Q2');
    expect(monthsOf('2026-Q4')).toEqual(['2026-10', '2026-11', '2026-12']);
    expect([firstDayOf('2028-Q1'), lastDayOf('2028-Q1'), lastDayOf('2026-Q4')]).toEqual([
      '2028-01-01',
      '2028-03-31',
      '2026-12-31',
    ]);
    expect(endOf('2026-Q4')).toBe('2027-01-01T00:00:00.000+08:00');
    expect([nextQuarter('2026-Q4'), previousQuarter('2026-Q1')]).toEqual(['2027-Q1', '2025-Q4']);
  });
});

describe('recording in time', () => {
  test('a need is in time until the end of the next working day, later it is late and counted so', () => {
    const need = (found: string, recorded: string) => {
      const { record, care, contextAt, events } = diary();
      record(
        moment(recorded),
        recordNeed(
          care,
          { needId: 'N1', kind: 'meals', way: 'visit', contactAt: moment(found) },
          contextAt(moment(recorded)),
        ),
      );
      return events[0];
    };
    // Found on Friday evening: until Monday 17:30.
    expect(need('2026-03-06 19:00', '2026-03-09 17:30')).toMatchObject({
      type: 'NeedRecorded',
      contactAt: '2026-03-06T19:00:00.000+08:00',
      dueBy: '2026-03-09T17:30:00.000+08:00',
      late: false,
    });
    const late = need('2026-03-06 19:00', '2026-03-09 17:31');
    expect(late).toMatchObject({ late: true });
    expect(late && careFactsOf(late)).toEqual(new Map([['2026-03', { needs: 1, needsLate: 1 }]]));
  });

  test('the future, and what nobody can check any more, is refused with the value seen', () => {
    const { contact, register } = diary();
    register('2026-03-02 09:00');
    expect(contact('2026-03-02 09:00', 'reached', { at: '2026-03-02 09:01' })).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'contactAt', code: 'future', seen: '2026-03-02T09:01:00.000+08:00' }],
    });
    expect(contact('2026-03-02 09:00', 'reached', { at: '2025-08-01 09:00' })).toMatchObject({
      errors: [{ path: 'contactAt', code: 'old' }],
    });
  });
});

describe('reached in a quarter', () => {
  test('once, however often; the first contact covers it, by phone, visit or a service', () => {
    const person = diary();
    person.register('2026-01-15 09:00');
    expect(nextCareMoment(person.care)).toBe('2026-04-01T00:00:00.000+08:00');
    person.contact('2026-02-03 09:00', 'reached');
    person.contact('2026-03-03 09:00', 'reached', { way: 'visit' });
    person.record(
      moment('2026-03-04 09:00'),
      serve(person.care, { ticketId: 'T1', servedAt: moment('2026-03-04 09:00') }),
    );
    expect(person.care.reached).toEqual(['2026-Q1']);
    expect(coverageIn(person.months(), '2026-03')).toEqual({ reached: 1, registered: 1 });
    // Not before it happened, and not in the next quarter.
    expect(coverageIn(person.months(), '2026-01')).toEqual({ reached: 0, registered: 1 });
    expect(coverageIn(person.months(), '2026-04')).toEqual({ reached: 0, registered: 1 });
    expect(nextCareMoment(person.care)).toBe('2026-07-01T00:00:00.000+08:00');
  });

  test('a service told late counts for its own quarter, told twice it counts once, and a missed one is taken back', () => {
    const person = diary();
    person.register('2026-01-15 09:00');
    person.sweep('2026-04-01 00:01');
    expect(person.care.missed).toEqual(['2026-Q1']);
    const served = { ticketId: 'T1', servedAt: moment('2026-03-30 09:00') };
    person.record(moment('2026-04-02 09:00'), serve(person.care, served));
    expect(serve(person.care, served)).toEqual([]);
    expect(person.care).toMatchObject({ reached: ['2026-Q1'], missed: [] });
    expect(coverageIn(person.months(), '2026-03')).toEqual({ reached: 1, registered: 1 });
    // The card stays until somebody decides on it.
    expect(person.care.cards).toHaveLength(1);
  });

  test('whoever was reached and comes onto the register in the same quarter is reached', () => {
    const person = diary();
    person.contact('2026-02-03 09:00', 'reached');
    expect(person.care.reached).toEqual([]);
    expect(coverageIn(person.months(), '2026-03')).toEqual({ reached: 0, registered: 0 });
    person.register('2026-02-04 09:00');
    expect(coverageIn(person.months(), '2026-03')).toEqual({ reached: 1, registered: 1 });
    expect(person.care.lastReachedAt).toBe(moment('2026-02-03 09:00'));
  });

  test('moved or deceased: off the register and out of both numbers from then on, and nothing is due', () => {
    for (const outcome of ['moved', 'deceased'] as const) {
      const person = diary();
      person.register('2026-01-15 09:00');
      person.register('2026-01-15 09:05', 'low-income');
      person.contact('2026-02-03 09:00', 'reached');
      person.contact('2026-05-03 09:00', 'reached');
      person.contact('2026-05-20 09:00', outcome);
      // The quarters before stay covered.
      expect(person.care).toMatchObject({ groups: [], registeredAt: null, nextOn: null, reached: ['2026-Q1'] });
      expect(nextCareMoment(person.care)).toBeNull();
      expect(coverageIn(person.months(), '2026-03')).toEqual({ reached: 1, registered: 1 });
      expect(coverageIn(person.months(), '2026-04').registered).toBe(1);
      expect(coverageIn(person.months(), '2026-06')).toEqual({ reached: 0, registered: 0 });
      expect(coverageIn(person.months(), '2025-12').registered).toBe(0);
    }
  });

  test('three calls in vain: visit; nobody opens: the family; a contact begins anew', () => {
    const person = diary();
    person.register('2026-01-15 09:00');
    const seen: string[] = [];
    for (const [day, way] of [
      ['01-16', 'phone'],
      ['01-17', 'phone'],
      ['01-18', 'phone'],
      ['01-19', 'visit'],
    ] as const) {
      person.contact(`2026-${day} 10:00`, 'no-answer', { way });
      seen.push(nextStep(person.care));
    }
    expect(seen).toEqual(['call', 'call', 'visit', 'alarm']);
    person.contact('2026-01-20 10:00', 'hospital', { way: 'visit' });
    expect([nextStep(person.care), person.care.nextOn]).toEqual(['call', '2026-02-03']);
    // Nobody was spoken to, and nobody said that they want no contact.
    expect(person.care).toMatchObject({ reached: [], declined: [] });
  });

  test('who does not want contact is off the list for the quarter, is not reached, and is no card', () => {
    const person = diary();
    person.register('2026-01-05 09:00');
    person.contact('2026-02-03 09:00', 'refused');
    expect(isCovered(person.care, moment('2026-03-31 23:00'))).toBe(true);
    expect(isCovered(person.care, moment('2026-04-01 00:00'))).toBe(false);
    person.sweep('2026-04-02 09:00');
    expect(person.care.cards).toEqual([]);
    expect(coverageIn(person.months(), '2026-03')).toEqual({ reached: 0, registered: 1 });
  });
});

describe('groups', () => {
  test('with source and days; the last day over, it ends by itself, and with the last one the register', () => {
    const person = diary();
    person.register('2026-03-02 09:00', 'disabled', '2026-03-20');
    expect(nextCareMoment(person.care)).toBe('2026-03-21T00:00:00.000+08:00');
    person.sweep('2026-03-20 23:59');
    expect(person.care.groups).toHaveLength(1);
    person.sweep('2026-03-21 00:01');
    expect(person.events.at(-1)).toMatchObject({ type: 'GroupEnded', why: 'expired', leaves: true });
    expect(coverageIn(person.months(), '2026-03').registered).toBe(0);
  });

  test('the last day of one of two over: still on the register, with all that was covered', () => {
    const person = diary();
    person.register('2026-03-02 09:00', 'disabled', '2026-03-20');
    person.register('2026-03-02 09:00', 'low-income');
    person.contact('2026-03-03 09:00', 'reached');
    person.sweep('2026-03-21 00:01');
    expect(person.events.at(-1)).toMatchObject({ type: 'GroupEnded', why: 'expired', leaves: false, uncovers: null });
    expect(person.care).toMatchObject({ groups: [{ group: 'low-income' }], reached: ['2026-Q1'] });
    expect(coverageIn(person.months(), '2026-03')).toEqual({ reached: 1, registered: 1 });
  });

  test('whoever is on no register and has moved leaves none', () => {
    const person = diary();
    person.contact('2026-03-02 09:00', 'moved');
    expect(person.events).toMatchObject([{ type: 'ContactRecorded', leaves: false, uncovers: null }]);
    expect(person.months().get('2026-03')).not.toHaveProperty('left');
  });

  test('one of two ends: still on the register; a group twice, or from tomorrow, is refused', () => {
    const person = diary();
    person.register('2026-03-02 09:00', 'disabled');
    person.register('2026-03-02 09:00', 'low-income');
    expect(person.register('2026-03-03 09:00', 'disabled')).toMatchObject({
      errors: [{ path: 'group', code: 'taken', seen: 'disabled' }],
    });
    const now = person.contextAt(moment('2026-03-03 09:00'));
    const tomorrow = { group: 'preferential', from: '2026-03-04', to: null, source: 'visit' as const };
    expect(addGroup(person.care, tomorrow, now)).toMatchObject({ errors: [{ path: 'from', code: 'future' }] });
    person.record(now.now, endGroup(person.care, 'disabled', now));
    expect(person.care.registeredAt).not.toBeNull();
    expect(coverageIn(person.months(), '2026-03').registered).toBe(1);
    expect(endGroup(person.care, 'disabled', now)).toMatchObject({ errors: [{ code: 'unknown' }] });
  });
});

describe('a quarter without a contact', () => {
  const missed = () => {
    const person = diary();
    person.register('2026-01-05 09:00');
    person.sweep('2026-03-31 23:59');
    expect(person.care.cards).toEqual([]);
    person.sweep('2026-04-01 00:01');
    return person;
  };

  test('is a yellow card to the station, once; unanswered it goes up street, district, city', () => {
    const person = missed();
    person.sweep('2026-04-01 00:02');
    expect(person.care.cards).toEqual([
      {
        id: '2026-Q1-yellow',
        level: 'yellow',
        at: '2026-04-01T00:01:00.000+08:00',
        unit: station,
        rung: 'street',
        explained: false,
        answerBy: '2026-04-02T17:30:00.000+08:00',
      },
    ]);
    expect(careAttention(person.care)).toBe('2026-04-01T00:01:00.000+08:00');
    person.sweep('2026-04-02 17:31');
    expect(person.care.cards[0]).toMatchObject({ rung: 'district' });
    person.sweep('2026-04-30 09:00');
    expect(person.care.cards[0]).toMatchObject({ rung: 'city' });
  });

  test('the station explains once, the rung decides, the one below no longer; decided it is gone', () => {
    const person = missed();
    const later = moment('2026-04-01 10:00');
    const asStation = person.contextAt(later);
    person.record(later, explainCard(person.care, '2026-Q1-yellow', asStation));
    expect(explainCard(person.care, '2026-Q1-yellow', asStation)).toMatchObject({ errors: [{ code: 'unknown' }] });
    expect(decideCard(person.care, { card: '2026-Q1-yellow', decision: 'upheld' }, asStation)).toMatchObject({
      refused: 'invalid',
    });
    person.sweep('2026-05-01 09:00');
    const street = person.contextAt(later, 3);
    expect(decideCard(person.care, { card: '2026-Q1-yellow', decision: 'cancelled' }, street)).toMatchObject({
      errors: [{ code: 'unknown' }],
    });
    person.record(
      later,
      decideCard(person.care, { card: '2026-Q1-yellow', decision: 'cancelled' }, person.contextAt(later, 1)),
    );
    expect(person.care.cards).toEqual([]);
    expect(person.months().get('2026-04')).toEqual({ missed: 1, 'card.yellow': 1, 'cardCancelled.yellow': 1 });
  });

  test('the second in a row is red and starts at the district; nobody is blamed for whoever had just come', () => {
    const person = missed();
    person.sweep('2026-07-01 00:01');
    expect(person.care.cards.map(({ id, rung }) => [id, rung])).toContainEqual(['2026-Q2-red', 'district']);
    const newcomer = diary();
    newcomer.register('2026-03-10 09:00');
    newcomer.sweep('2026-04-01 00:01');
    expect(newcomer.care).toMatchObject({ missed: ['2026-Q1'], cards: [] });
    expect(dueQuarter(newcomer.care)).toBe('2026-Q2');
  });
});

test('ways, outcomes, needs and sources are chosen from their lists', () => {
  for (const [list, known] of [
    [way, 'visit'],
    [outcome, 'deceased'],
    [needKind, 'meals'],
    [source, 'certificate'],
  ] as const)
    expect([known, 'telegram', ''].map((word) => list.safeParse(word).success)).toEqual([true, false, false]);
});

describe('a need', () => {
  test('is linked to the request filed for it, in whatever order that is told, and met when that is resolved', () => {
    const person = diary();
    const now = moment('2026-03-02 09:00');
    const need = { needId: 'N1', kind: 'housing' as const, way: 'phone' as const, contactAt: now };
    person.record(now, recordNeed(person.care, need, person.contextAt(now)));
    expect(person.care.needs).toMatchObject([{ id: 'N1', kind: 'housing', ticketId: null, late: false }]);
    person.record(now, fileNeed(person.care, 'N1', 'T1'));
    expect(fileNeed(person.care, 'N1', 'T2')).toEqual([]);
    expect(serve(person.care, { ticketId: 'T2', servedAt: now })).toEqual([]);
    person.record(now, serve(person.care, { ticketId: 'T1', servedAt: now }));
    expect(person.care.needs).toEqual([]);
    expect(person.months().get('2026-03')).toMatchObject({ needs: 1, needsInTime: 1, needsFiled: 1, needsMet: 1 });
    expect(closeNeed(person.care, 'N1', 'met')).toMatchObject({ errors: [{ path: 'needId', code: 'unknown' }] });
  });
});

describe('what is recorded, to the day', () => {
  const entered = { group: 'disabled', from: '2026-03-02', to: null, source: 'visit' as const };
  const code = (refusal: unknown) =>
    (refusal as Refusal | null)?.errors?.map(({ path, code }) => `${path}: ${code}`) ?? null;

  test('a group ends no earlier than it begins, and not before today', () => {
    const person = diary();
    const now = person.contextAt(moment('2026-03-10 09:00'));
    const add = (from: string, to: string | null) => code(addGroup(person.care, { ...entered, from, to }, now));
    expect([add('2026-03-02', null), add('2026-03-10', '2026-03-10'), add('2026-03-02', '2026-03-10')]).toEqual([
      null,
      null,
      null,
    ]);
    expect([add('2026-03-02', '2026-03-09'), add('2026-03-10', '2026-03-09')]).toEqual([['to: past'], ['to: past']]);
  });

  test('ending one of two leaves the person on the register; ending the last one takes the covered quarter along', () => {
    const person = diary();
    person.register('2026-03-02 09:00', 'disabled');
    const now = person.contextAt(moment('2026-03-10 09:00'));
    expect(endGroup(person.care, 'disabled', now)).toEqual([
      { type: 'GroupEnded', group: 'disabled', why: 'removed', leaves: true, uncovers: null },
    ]);
    person.contact('2026-03-03 09:00', 'reached');
    expect(endGroup(person.care, 'disabled', now)).toMatchObject([{ leaves: true, uncovers: '2026-Q1' }]);
    person.register('2026-03-02 09:00', 'low-income');
    expect(endGroup(person.care, 'disabled', now)).toMatchObject([{ leaves: false, uncovers: null }]);
    expect(code(endGroup(person.care, 'preferential', now))).toEqual(['group: unknown']);
    person.record(now.now, endGroup(person.care, 'disabled', now));
    expect(person.care.groups.map(({ group }) => group)).toEqual(['low-income']);
  });

  test('who comes back onto the register is reached if they were in this quarter, not if it was an earlier one', () => {
    const covers = (reachedOn: string) => {
      const person = diary();
      person.contact(reachedOn, 'reached');
      return addGroup(person.care, entered, person.contextAt(moment('2026-04-10 09:00')));
    };
    expect(covers('2026-04-02 09:00')).toMatchObject([{ enters: true, covers: '2026-Q2' }]);
    expect(covers('2026-03-31 09:00')).toMatchObject([{ enters: true, covers: null }]);
  });

  test('the next contact is agreed for today or later, and with nobody who has moved or died', () => {
    const person = diary();
    person.register('2026-03-02 09:00');
    const contact = (outcome: Outcome, nextOn: string | null) =>
      code(person.contact('2026-03-10 09:00', outcome, { nextOn }));
    expect(contact('reached', '2026-03-09')).toEqual(['nextOn: past']);
    expect(contact('reached', '2026-03-10')).toBeNull();
    expect(person.care.nextOn).toBe('2026-03-10');
    for (const outcome of ['moved', 'deceased'] as const)
      expect(contact(outcome, '2026-03-20')).toEqual(['nextOn: ends']);
    expect(contact('hospital', '2026-03-12')).toBeNull();
    expect(person.care.nextOn).toBe('2026-03-12');
    expect([contact('reached', null), person.care.nextOn]).toEqual([null, null]);
  });

  test('contacts are written down for half a year, to the day', () => {
    const person = diary();
    const at = (when: string) => code(person.contact('2026-08-31 09:00', 'reached', { at: when }));
    expect([at('2026-03-04 09:00'), at('2026-03-04 08:59')]).toEqual([null, ['contactAt: old']]);
  });

  test('a contact covers the quarter in which they were on the register, however late it is told', () => {
    const person = diary();
    person.register('2026-04-01 09:00');
    person.contact('2026-04-02 09:00', 'reached', { at: '2026-03-30 09:00' });
    expect(person.care.reached).toEqual([]);
    person.contact('2026-04-03 09:00', 'reached');
    expect(person.care.reached).toEqual(['2026-Q2']);
    const midnight = diary();
    midnight.register('2026-04-01 00:00');
    midnight.contact('2026-04-02 09:00', 'reached', { at: '2026-03-31 09:00' });
    expect(midnight.care.reached).toEqual([]);
  });

  test('an older contact told later is no newer one; the newest stays', () => {
    const person = diary();
    person.register('2026-03-02 09:00');
    person.contact('2026-03-10 09:00', 'no-answer');
    person.contact('2026-03-11 09:00', 'reached', { at: '2026-03-05 09:00', nextOn: '2026-03-20' });
    expect(person.care).toMatchObject({
      lastContact: { at: moment('2026-03-10 09:00'), way: 'phone', outcome: 'no-answer' },
      callsInVain: 1,
      nextOn: null,
      lastReachedAt: moment('2026-03-05 09:00'),
    });
    person.contact('2026-03-12 09:00', 'reached', { at: '2026-03-04 09:00' });
    expect(person.care.lastReachedAt).toBe(moment('2026-03-05 09:00'));
    person.contact('2026-03-12 09:30', 'reached', { at: '2026-03-06 09:00' });
    expect(person.care.lastReachedAt).toBe(moment('2026-03-06 09:00'));
    person.contact('2026-03-12 10:00', 'refused', { at: '2026-03-10 09:00' });
    expect(person.care.lastContact?.outcome).toBe('refused');
    expect(person.care.declined).toEqual([]);
    expect(diary().care.lastReachedAt).toBeNull();
  });

  test('what was declined counts only where nothing was settled: not in a quarter that was reached or missed', () => {
    const person = diary();
    person.register('2026-01-05 09:00');
    person.sweep('2026-04-01 00:01');
    person.contact('2026-04-02 09:00', 'refused', { at: '2026-03-30 09:00' });
    expect(person.care).toMatchObject({ missed: ['2026-Q1'], declined: [] });
    person.contact('2026-04-03 09:00', 'refused');
    expect(person.care.declined).toEqual(['2026-Q2']);
    person.contact('2026-04-04 09:00', 'reached');
    expect(person.care).toMatchObject({ reached: ['2026-Q2'], declined: [] });
    person.contact('2026-04-05 09:00', 'no-answer');
    expect(person.care.declined).toEqual([]);
  });

  test('quarters are kept in order, and one that begins later is due first where the earlier are settled', () => {
    const person = diary();
    person.register('2026-01-05 09:00');
    person.contact('2026-04-03 09:00', 'reached');
    person.record(
      moment('2026-04-04 09:00'),
      serve(person.care, { ticketId: 'T', servedAt: moment('2026-03-30 09:00') }),
    );
    expect([person.care.reached, dueQuarter(person.care)]).toEqual([['2026-Q1', '2026-Q2'], '2026-Q3']);
    expect(quarterStart(moment('2026-05-20 09:00'))).toBe('2026-04-01T00:00:00.000+08:00');
  });

  test('a need is one of several: filed, closed and met by its own id', () => {
    const person = diary();
    const now = moment('2026-03-02 09:00');
    for (const needId of ['N1', 'N2'])
      person.record(
        now,
        recordNeed(person.care, { needId, kind: 'meals', way: 'visit', contactAt: now }, person.contextAt(now)),
      );
    expect(person.care.needs.map(({ id, way, recordedAt }) => [id, way, recordedAt])).toEqual([
      ['N1', 'visit', now],
      ['N2', 'visit', now],
    ]);
    expect(person.care.lastContact?.outcome).toBe('reached');
    person.record(now, fileNeed(person.care, 'N2', 'T2'));
    expect(person.care.needs.map(({ ticketId }) => ticketId)).toEqual([null, 'T2']);
    expect(fileNeed(person.care, 'N9', 'T')).toEqual([]);
    expect(closeNeed(person.care, 'N2', 'met')).toEqual([
      { type: 'NeedClosed', needId: 'N2', result: 'met', ticketId: 'T2' },
    ]);
    expect(closeNeed(person.care, 'N1', 'dropped')).toEqual([{ type: 'NeedClosed', needId: 'N1', result: 'dropped' }]);
    person.record(now, closeNeed(person.care, 'N1', 'dropped'));
    expect(person.care.needs.map(({ id }) => id)).toEqual(['N2']);
    expect(person.months().get('2026-03')).toMatchObject({ needsDropped: 1 });
    const future = {
      needId: 'N3',
      kind: 'meals' as const,
      way: 'visit' as const,
      contactAt: moment('2026-03-03 09:00'),
    };
    expect(code(recordNeed(person.care, future, person.contextAt(now)))).toEqual(['contactAt: future']);
  });

  test('of two cards each is explained and decided by its own id; a wrong one is told which there are', () => {
    const person = diary();
    person.register('2026-01-05 09:00');
    person.sweep('2026-07-01 00:01');
    const now = person.contextAt(moment('2026-07-01 10:00'));
    const [yellow, red] = person.care.cards.map(({ id }) => id);
    expect([yellow, red]).toEqual(['2026-Q1-yellow', '2026-Q2-red']);
    const wrong = explainCard(person.care, 'x', now);
    expect(code(wrong)).toEqual(['card: unknown']);
    expect((wrong as Refusal).errors?.[0]).toMatchObject({
      seen: 'x',
      en: expect.stringContaining('2026-Q1-yellow, 2026-Q2-red'),
    });
    expect((explainCard(diary().care, 'x', now) as Refusal).errors?.[0]?.en).toContain('yours: none');
    expect(explainCard(person.care, '2026-Q2-red', now)).toMatchObject([
      { type: 'CardExplained', card: '2026-Q2-red' },
    ]);
    const top = person.contextAt(now.now, 1);
    for (const card of ['2026-Q1-yellow', '2026-Q2-red'])
      expect(decideCard(person.care, { card, decision: 'upheld' }, top)).toMatchObject([
        { type: 'CardDecided', card, level: card.split('-')[2], unit: station, decision: 'upheld' },
      ]);
    const other = { ...now, actor: { ...clerk, officeId: 'station-x' } };
    expect(code(explainCard(person.care, '2026-Q2-red', other))).toEqual(['card: unknown']);
    expect(careAttention(person.care)).toBe(person.care.cards.map(({ at }) => at).sort()[0]);
  });

  test('whoever came thirty days before the quarter’s end or earlier could have been reached', () => {
    const cards = (registered: string) => {
      const person = diary();
      person.register(registered);
      person.sweep('2026-04-01 00:01');
      return person.care.cards.length;
    };
    expect([cards('2026-03-02 00:00'), cards('2026-03-02 00:01')]).toEqual([1, 0]);
  });

  test('a quarter is missed after its end, not at it, and cards go up one by one', () => {
    const person = diary();
    person.register('2026-01-05 09:00');
    expect(careTimePasses(person.care, person.contextAt(endOf('2026-Q1')))).toEqual([]);
    person.sweep('2026-07-01 00:01');
    expect(careTimePasses(person.care, person.contextAt(moment('2026-07-20 09:00')))).toHaveLength(1);
  });

  test('who came onto the register, was covered and left counts in both directions', () => {
    const person = diary();
    person.register('2026-03-02 09:00');
    person.contact('2026-03-05 09:00', 'reached', { at: '2026-03-03 09:00' });
    expect(person.months().get('2026-03')).toEqual({
      entered: 1,
      contacts: 1,
      'contacts.reached': 1,
      contactsLate: 1,
      reached: 1,
    });
    const now = moment('2026-03-10 09:00');
    person.record(now, endGroup(person.care, 'disabled', person.contextAt(now)));
    expect(person.months().get('2026-03')).toMatchObject({ left: 1, reached: 0 });
  });
});

test('care is counted for the community and all above it; of somebody hidden in the district and the city only', () => {
  const event = (restricted: boolean) => ({ subject: { ...subject, restricted } }) as CareEvent;
  expect(careRegionsOf(event(false))).toEqual(['320613001001', '320613001000', '320613000000', '320600000000']);
  expect(careRegionsOf(event(true))).toEqual(['320613000000', '320600000000']);
  expect([careClassOf(event(false)), inClass('reached', 'urban')]).toEqual(['urban', 'reached@urban']);
  const months = new Map([['2026-03', { 'entered@urban': 2, 'reached@urban': 1, entered: 9 }]]);
  expect(coverageIn(months, '2026-03', (name) => inClass(name, 'urban'))).toEqual({ reached: 1, registered: 2 });
  expect(coverageIn(new Map([['2026-05', { reached: 1 }]]), '2026-04').reached).toBe(0);
  const decided = { type: 'CardDecided', decision: 'upheld', level: 'yellow', at: '2026-03-02T09:00:00.000+08:00' };
  expect(careFactsOf(decided as unknown as CareEvent)).toEqual(new Map());
});

test('whatever happens: one quarter in one list, nobody reached who is not registered, numbers are the state', () => {
  const step = fc.record({
    days: fc.integer({ min: 0, max: 60 }),
    what: fc.constantFrom('register', 'register-second', 'end', 'contact', 'late', 'serve', 'sweep'),
    outcome: fc.constantFrom<Outcome>('reached', 'no-answer', 'hospital', 'refused', 'moved', 'deceased'),
    way: fc.constantFrom<Way>('phone', 'visit'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const person = diary();
      let day = Date.parse('2024-01-10T02:00:00Z');
      for (const { days, what, outcome, way } of steps) {
        day += days * 86_400_000;
        const now = instantOf(day);
        const before = instantOf(day - 40 * 86_400_000);
        const context = person.contextAt(now);
        person.sweepAt(now);
        const group = { from: now.slice(0, 10), to: null, source: 'visit' as const };
        if (what === 'register') person.record(now, addGroup(person.care, { ...group, group: 'disabled' }, context));
        if (what === 'register-second')
          person.record(now, addGroup(person.care, { ...group, group: 'low-income' }, context));
        if (what === 'end') person.record(now, endGroup(person.care, 'disabled', context));
        if (what === 'contact' || what === 'late') {
          const contactAt = what === 'late' ? before : now;
          person.record(now, recordContact(person.care, { way, outcome, contactAt, nextOn: null }, context));
        }
        if (what === 'serve') person.record(now, serve(person.care, { ticketId: 'T', servedAt: before }));
        const { reached, declined, missed, registeredAt } = person.care;
        const lists = [...reached, ...declined, ...missed];
        expect(new Set(lists).size).toBe(lists.length);
        const month = now.slice(0, 7);
        const coverage = coverageIn(person.months(), month);
        expect(coverage.registered).toBe(registeredAt === null ? 0 : 1);
        const isReached = registeredAt !== null && reached.includes(quarterOf(month));
        expect(coverage.reached).toBe(isReached ? 1 : 0);
      }
      // The same events in another order add up to the same.
      const months = person.months();
      person.events.reverse();
      expect(person.months()).toEqual(new Map(months));
    }),
    { numRuns: 300 },
  );
});
