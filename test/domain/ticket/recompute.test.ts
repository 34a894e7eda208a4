/** A year's notice comes out: open clocks move in both directions, closed ones and alarms that were raised do not. */
import { describe, expect, test } from '@jest/globals';
import { workingCalendar } from '../../../domain/sla/calendar.ts';
import type { YearNotice } from '../../../domain/sla/publishing.ts';
import { noticeFor } from '../../../domain/notice.ts';
import { fold } from '../../../domain/ticket/apply.ts';
import { movesUnder, recompute } from '../../../domain/ticket/recompute.ts';
import { simulate, tally } from '../../../domain/ticket/simulate.ts';
import { dateOf } from '../../../domain/time.ts';
import { itemNamed } from '../../data/content.ts';
import { longNewYear2027, notice2027 } from '../sla/notice-2027.ts';
import { calendar, festivals, years } from '../sla/published.ts';
import { filed, moment, officeA, proxyInProgress, reckoning, resolved, type Story } from './story.ts';

const under = (notice: YearNotice, version = 1) => ({
  ...reckoning,
  calendar: workingCalendar(
    [...years, { year: 2027, version, status: 'published', source: 'test', ...notice }],
    festivals,
  ),
});

/** An item that promises so many working days, accepted by the office on a day. */
const acceptedOn = (date: string, promisedWorkdays: number): Story => {
  const item = itemNamed('hukou-migration-in');
  return filed('hukou-migration-in', `${date} 09:00`, {
    item: { ...item, limits: { ...item.limits, promisedWorkdays } },
  })
    .routed(officeA, `${date} 09:01`)
    .does('officerA', 'accept', {}, `${date} 09:30`);
};

const recomputed = (story: Story, notice: YearNotice, version = 1) =>
  story.record(recompute(story.ticket, under(notice, version)), moment('2026-12-31 09:00'));
const promise = (story: Story) => {
  const { due, provisional } = story.clock('PROMISE');
  return [dateOf(due), provisional];
};

describe('publishing 2027', () => {
  test('T10 and T11: provisional dates are confirmed where the law alone gave the same', () => {
    const [t10, t11] = [acceptedOn('2026-12-28', 5), acceptedOn('2026-12-21', 20)];
    expect([promise(t10), promise(t11)]).toEqual([
      ['2027-01-05', true],
      ['2027-01-19', true],
    ]);
    expect([promise(recomputed(t10, notice2027)), promise(recomputed(t11, notice2027))]).toEqual([
      ['2027-01-05', false],
      ['2027-01-19', false],
    ]);
  });

  test('a right that runs out moves too, though it raises no alarm', () => {
    const story = filed('hukou-migration-in', '2026-12-31 09:00').routed(officeA, '2026-12-31 09:01');
    recomputed(story, notice2027);
    const before = story.clock('RETURN');
    recomputed(story, longNewYear2027, 2);
    const after = story.clock('RETURN');
    expect([before.provisional, after.provisional, before.alarms]).toEqual([false, false, {}]);
    expect(after.due > before.due).toBe(true);
  });

  test('windows move too; what a resident was told is never shortened', () => {
    const asked = acceptedOn('2026-12-28', 20).does('officerA', 'ask-resident', { question: '?' }, '2026-12-30 09:00');
    const ends = () => [dateOf(asked.ticket.window?.endsAt ?? ''), asked.ticket.window?.provisional];
    expect(ends()).toEqual(['2027-01-07', true]);
    recomputed(asked, longNewYear2027);
    expect(asked.events.at(-1)).toMatchObject({ type: 'ClockRecomputed', window: { was: expect.any(String) } });
    expect(ends()).toEqual(['2027-01-08', false]);
    const [event] = asked.events.slice(-1);
    if (!event) throw new Error('no event');
    const told = noticeFor(event, asked.ticket, asked.item, {
      promisedAt: asked.clock('PROMISE').due,
      latest: false,
      provisional: false,
      suspended: true,
    });
    expect(told.zh).toContain('您的办理截止日由 2027-01-07 延至 2027-01-08。');
    // The notice is corrected, and the day is worked after all: the resident keeps the time.
    recomputed(asked, notice2027, 2);
    expect(ends()).toEqual(['2027-01-08', false]);
    expect(recompute(asked.ticket, under(notice2027, 2))).toEqual([]);
  });

  test.each(['awaiting-supplement', 'awaiting-resident', 'resolved'] as const)(
    'what is the resident’s is never moved forward: %s',
    (state) => {
      const asked = acceptedOn('2026-12-28', 20).does(
        'officerA',
        'ask-resident',
        { question: '?' },
        '2026-12-30 09:00',
      );
      recomputed(asked, longNewYear2027);
      expect(recompute({ ...asked.ticket, state, clocks: [] }, under(notice2027, 2))).toEqual([]);
    },
  );

  test('the time to name missing papers follows the calendar in both directions', () => {
    const waiting = filed('hukou-migration-in', '2026-12-29 09:00').routed(officeA, '2026-12-29 09:01');
    const ends = () => dateOf(waiting.ticket.window?.endsAt ?? '');
    expect(ends()).toBe('2027-01-06');
    expect([recomputed(waiting, longNewYear2027) && ends(), recomputed(waiting, notice2027, 2) && ends()]).toEqual([
      '2027-01-07',
      '2027-01-06',
    ]);
  });

  test.each([
    ['later: days around New Year turn out to be off', '2026-12-28', 5, longNewYear2027, '2027-01-05', '2027-01-06'],
    ['later: Spring Festival is longer than the law', '2026-12-28', 30, notice2027, '2027-02-15', '2027-02-16'],
    ['earlier: a Sunday is worked', '2026-12-28', 24, notice2027, '2027-02-01', '2027-01-31'],
  ])('a date moves %s', (_how, date, promised, notice, before, after) => {
    const story = acceptedOn(date, promised);
    expect(promise(story)).toEqual([before, true]);
    recomputed(story, notice);
    expect(promise(story)).toEqual([after, false]);
    const event = story.events.findLast(({ type }) => type === 'ClockRecomputed');
    expect(event).toMatchObject({
      moved: expect.arrayContaining([
        expect.objectContaining({ name: 'PROMISE', was: expect.stringContaining(before) }),
      ]),
    });
    expect(fold(story.events)).toEqual(story.ticket);
  });

  test('tells the resident old and new, and why', () => {
    const story = recomputed(acceptedOn('2026-12-28', 5), longNewYear2027);
    const event = story.events.at(-1);
    if (!event) throw new Error('nothing happened');
    const told = noticeFor(event, story.ticket, story.item, {
      promisedAt: story.clock('PROMISE').due,
      latest: false,
      provisional: false,
      suspended: false,
    });
    for (const text of [told.zh, told.en]) expect(text).toMatch(/2027-01-05.*2027-01-06/);
  });

  test('happens once: asked again, nothing is left to do; a correction moves it again', () => {
    const story = recomputed(acceptedOn('2026-12-28', 5), longNewYear2027);
    expect(recompute(story.ticket, under(longNewYear2027))).toEqual([]);
    expect(promise(recomputed(story, notice2027, 2))).toEqual(['2027-01-05', false]);
  });

  test('changes nothing under the calendar that a clock was computed with', () => {
    for (const story of [proxyInProgress(), resolved(), acceptedOn('2026-12-28', 30)])
      expect(recompute(story.ticket, { ...reckoning, calendar })).toEqual([]);
  });

  test('leaves a ticket alone that was settled in between', () => {
    const story = acceptedOn('2026-12-28', 5).does(
      'officerA',
      'resolve',
      { outcome: 'done', answer: '已办好' },
      '2026-12-29 10:00',
    );
    const open = story.ticket.clocks.filter(({ endedAt }) => endedAt === undefined);
    expect(open.map(({ name }) => name)).not.toContain('PROMISE');
    // Its promise is kept for good; only the time to rate it is confirmed.
    const [confirmed] = recompute(story.ticket, under(longNewYear2027));
    expect(confirmed?.body).toMatchObject({ moved: [], window: { is: { provisional: false } } });
  });

  test('what was raised stays raised, what was booked stays booked', () => {
    const story = acceptedOn('2026-12-28', 5).sweptAt('2027-01-05 17:31');
    const { raised, status } = story.clock('PROMISE');
    expect([status, raised]).toEqual(['missed', expect.arrayContaining(['notice', 'warning', 'missed', 'yellow'])]);
    recomputed(story, longNewYear2027);
    expect(promise(story)).toEqual(['2027-01-06', false]);
    expect(story.clock('PROMISE')).toMatchObject({ raised, status });
  });

  test('passes over a clock that stands; it is reckoned when work resumes', () => {
    const story = acceptedOn('2026-12-28', 5).does(
      'officerA',
      'ask-resident',
      { question: '请确认地址' },
      '2026-12-29 10:00',
    );
    const standing = story.ticket.clocks.filter(({ status }) => status === 'stopped').map(({ name }) => name);
    expect(standing).toContain('PROMISE');
    const moved = recompute(story.ticket, under(longNewYear2027)).flatMap(({ body }) =>
      body.type === 'ClockRecomputed' ? body.moved.map(({ name }) => name) : [],
    );
    expect(moved).not.toContain('PROMISE');
  });
});

describe('before it is published', () => {
  test('one can see which dates it would move, and that is what it then moves', () => {
    const story = acceptedOn('2026-12-28', 5);
    const moves = movesUnder(story.ticket, under(longNewYear2027));
    expect(moves).toContainEqual({ name: 'PROMISE', was: moment('2027-01-05 17:30'), due: moment('2027-01-06 17:30') });
    expect(moves.every(({ was, due }) => was !== due)).toBe(true);
    expect(movesUnder(story.ticket, { ...reckoning, calendar })).toEqual([]);
    const over = { ...story.ticket, clocks: story.ticket.clocks.map((clock) => ({ ...clock, endedAt: clock.due })) };
    expect(movesUnder(over, under(longNewYear2027))).toEqual([]);
  });

  test('the ten minutes at a counter are no working time: no calendar touches them', () => {
    const story = filed('insurance-record-print', '2026-12-31 17:25', { channel: 'counter' });
    const names = (moves: { name: string }[]) => moves.map(({ name }) => name);
    expect(names(movesUnder(story.ticket, under(longNewYear2027)))).not.toContain('COUNTER');
    const [draft] = recompute(story.ticket, under(longNewYear2027));
    expect(draft?.actor).toEqual({ kind: 'system', id: 'calendar' });
    expect(names((draft?.body as unknown as { moved: { name: string }[] } | undefined)?.moved ?? [])).not.toContain(
      'COUNTER',
    );
  });

  test('also an alarm alone that moves is recorded, unless it was raised', () => {
    const story = acceptedOn('2026-12-28', 5);
    recomputed(story, notice2027);
    const early = (raised: 'warning'[]) => {
      const clocks = story.ticket.clocks.map((clock) =>
        clock.name === 'PROMISE' ? { ...clock, raised, alarms: { ...clock.alarms, warning: clock.start } } : clock,
      );
      return recompute({ ...story.ticket, clocks }, under(notice2027)).flatMap(({ body }) =>
        body.type === 'ClockRecomputed' ? body.moved.map(({ name }) => name) : [],
      );
    };
    expect(early([])).toEqual(['PROMISE']);
    expect(early(['warning'])).toEqual([]);
  });
});

describe('what if', () => {
  test('every limit of the item is tried: acceptance, promise by lane, the law’s, the answer', () => {
    const dueOf = (story: Story, limits: object, clock: string, ticket = story.ticket) => {
      const other = { ...story.item, limits: { ...story.item.limits, ...limits } };
      const shifts = simulate(ticket, {
        items: new Map([[other.id, other]]),
        reckoning,
        now: moment('2026-03-04 10:00'),
      });
      return shifts.find((shift) => shift.clock === clock)?.due.new;
    };
    const story = acceptedOn('2026-03-02', 5);
    expect(dueOf(story, { acceptWithinWorkdays: 3 }, 'ACCEPT')).toBe(moment('2026-03-05 17:30'));
    const licence = proxyInProgress('resident-pension-claim');
    const lawful = { statutoryWorkdays: 3, statutoryOriginal: { value: 3, unit: 'workday' } };
    expect(dueOf(licence, lawful, 'STATUTORY')).toBe(moment('2026-03-05 17:30'));
    const question = filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    expect(dueOf(question, { promisedWorkdays: 3 }, 'ANSWER')).toBe(moment('2026-03-05 17:30'));
    expect(dueOf(question, { promisedWorkdays: 0 }, 'ANSWER')).toBe(moment('2026-03-03 17:30'));
  });

  test('the ten minutes at a counter are not among them, and clocks of the rules move with the rules alone', () => {
    const story = filed('insurance-record-print', '2026-03-02 09:00', { channel: 'counter' });
    const whatIf = { items: new Map(), reckoning, now: moment('2026-03-04 10:00') };
    expect(simulate(story.ticket, whatIf).map(({ clock }) => clock)).not.toContain('COUNTER');
    const rules = { ...reckoning.rules, limits: { ...reckoning.rules.limits, sign: { n: 1, unit: 'wh' as const } } };
    const moved = simulate(proxyInProgress().ticket, { ...whatIf, rules }).filter(({ due }) => due.old !== due.new);
    expect(moved.map(({ clock }) => clock)).toEqual(['SIGN']);
  });

  test('ended at the very due was in time', () => {
    const story = acceptedOn('2026-03-02', 5);
    const ended = (endedAt: string) => {
      const clocks = story.ticket.clocks.map((clock) => ({ ...clock, endedAt }));
      const shifts = simulate(
        { ...story.ticket, clocks },
        { items: new Map(), reckoning, now: moment('2026-03-20 10:00') },
      );
      return shifts.find(({ clock }) => clock === 'PROMISE')?.breached.old;
    };
    expect([ended('2026-03-09T17:30:00.000+08:00'), ended('2026-03-09T17:30:00.001+08:00')]).toEqual([false, true]);
  });

  test('the tally tells earlier from later, and breaches as they are from those that there would be', () => {
    const shift = (old: number, fresh: number, breached: [boolean, boolean]) => ({
      ticketId: 'T',
      reference: 'R',
      clock: 'PROMISE' as const,
      generation: 1,
      due: { old: moment(`2026-03-1${old} 17:30`), new: moment(`2026-03-1${fresh} 17:30`) },
      breached: { old: breached[0], new: breached[1] },
    });
    const later = [shift(1, 2, [true, false]), shift(1, 3, [true, true])];
    expect(tally([later, [shift(3, 1, [false, true]), shift(4, 4, [false, false])], []])).toEqual({
      tickets: 2,
      clocks: 4,
      earlier: 1,
      later: 2,
      breaches: { old: 2, new: 2 },
    });
  });

  test('another limit moves the promise and its breach, and the ticket stays as it is', () => {
    const story = acceptedOn('2026-03-02', 5);
    const before = structuredClone(story.ticket);
    const shorter = { ...story.item, limits: { ...story.item.limits, promisedWorkdays: 3 } };
    const items = new Map([[shorter.id, shorter]]);
    const shifts = simulate(story.ticket, { items, reckoning, now: moment('2026-03-06 10:00') });
    expect(shifts.find(({ clock }) => clock === 'PROMISE')).toMatchObject({
      due: { old: moment('2026-03-09 17:30'), new: moment('2026-03-05 17:30') },
      breached: { old: false, new: true },
    });
    expect(shifts.filter(({ due }) => due.old !== due.new)).toHaveLength(1);
    expect(story.ticket).toEqual(before);
  });

  test('another calendar moves what has ended, too', () => {
    const story = acceptedOn('2026-12-28', 5).does(
      'officerA',
      'resolve',
      { outcome: 'done', answer: '已办好' },
      '2027-01-06 10:00',
    );
    const whatIf = { items: new Map(), reckoning: under(longNewYear2027), now: moment('2027-03-01 10:00') };
    expect(simulate(story.ticket, whatIf).find(({ clock }) => clock === 'PROMISE')?.breached).toEqual({
      old: true,
      new: false,
    });
  });
});
