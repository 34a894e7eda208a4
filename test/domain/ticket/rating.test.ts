/** Rating without signing in: by the code of the notice, on a screen turned round, on the telephone. Never by a party. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, sum } from '../../../domain/performance.ts';
import { noticeFor } from '../../../domain/notice.ts';
import { ratedByMode, ratingModeNames } from '../../../domain/rating.ts';
import { isRefusal } from '../../../domain/refusal.ts';
import { perform } from '../../../domain/ticket/perform.ts';
import type { Context } from '../../../domain/ticket/context.ts';
import { defaultRules } from '../../../domain/ticket/rules.ts';
import { contextOf, filed, moment, type Name, people, proxyInProgress, resolved, type Story } from './story.ts';

const bearer = (story: Story, when: string, ratedVia: NonNullable<Context['ratedVia']>): Context => ({
  ...contextOf(story.ticket, story.item, moment(when), null),
  relations: new Set(['bearer']),
  actor: { kind: 'resident', id: 'rating-code' },
  ratedVia,
});
const ratedWithCode = (story: Story, level: number, when: string, via: NonNullable<Context['ratedVia']>) =>
  perform(story.ticket, 'rate', { level }, bearer(story, when, via));
const day = '2026-03-05';

describe('the screen turned round', () => {
  test('by somebody at the station or office who had no part in it, for ten minutes', () => {
    const story = resolved();
    expect(story.ticket.actedBy).toEqual(['clerk', 'officer-a']);
    for (const party of ['clerk', 'officerA'] as const)
      expect(story.tries(party, 'open-rating', {}, `${day} 10:00`)).toMatchObject({
        refused: 'not-allowed',
        params: { zh: expect.stringContaining('经办过') },
      });
    expect(story.tries('colleague', 'open-rating', {}, `${day} 10:00`)).toBeNull();
    for (const nobody of ['resident', 'supervisor', 'auditor', 'officerB'] as const)
      expect(story.tries(nobody, 'open-rating', {}, `${day} 10:00`)?.refused).toBe('not-allowed');
    const { version } = story.ticket;
    story.does('rivalA', 'open-rating', {}, `${day} 10:00`);
    expect(story.ticket).toMatchObject({
      state: 'resolved',
      version,
      ratingScreen: { sequence: story.ticket.sequence, openedBy: 'rival-a', endsAt: moment(`${day} 10:10`) },
    });
    // Opening it made nobody a party: the next visitor's screen is theirs to open as well.
    expect(story.tries('rivalA', 'open-rating', {}, `${day} 10:01`)).toBeNull();
  });

  test('what the visitor presses is kept with who opened it, and counts as coming from a counter', () => {
    const story = resolved().does('rivalA', 'open-rating', {}, `${day} 10:00`);
    story.record(
      ratedWithCode(story, 2, `${day} 10:02`, { mode: 'counter', openedBy: 'rival-a' }),
      moment(`${day} 10:02`),
    );
    expect(story.events.at(-1)).toMatchObject({
      type: 'Rated',
      level: 2,
      mode: 'counter',
      openedBy: 'rival-a',
      actor: { kind: 'resident', id: 'rating-code' },
    });
    expect(story.ticket).toMatchObject({ state: 'rectifying', rating: { level: 2 } });
    expect(ratedWithCode(story, 5, `${day} 10:03`, { mode: 'counter', openedBy: 'rival-a' })).toMatchObject({
      refused: 'wrong-state',
    });
  });

  test('never for a restricted case', () => {
    const story = filed('volunteer-registration', '2026-03-02 09:00', { restricted: true }).delivered(
      '2026-03-02 09:01',
    );
    const cleared = { ...people.clerk, cleared: true };
    const at = (when: string) => contextOf(story.ticket, story.item, moment(when), cleared);
    story.record(
      perform(story.ticket, 'resolve', { outcome: 'done', answer: '已办' }, at('2026-03-02 10:00')),
      moment('2026-03-02 10:00'),
    );
    const colleague = { ...at('2026-03-02 11:00'), actor: { kind: 'staff' as const, id: 'colleague' } };
    expect(perform(story.ticket, 'open-rating', {}, colleague)).toMatchObject({
      refused: 'not-allowed',
      params: { zh: expect.stringContaining('保密') },
    });
  });

  test('a deputy of somebody who had a part in it has one too', () => {
    const story = resolved();
    const context = contextOf(story.ticket, story.item, moment(`${day} 10:00`), people.rivalA);
    const deputy = { ...context, actor: { ...context.actor, deputyOf: 'officer-a' } };
    expect(perform(story.ticket, 'open-rating', {}, deputy)).toMatchObject({ refused: 'not-allowed' });
  });
});

describe('the telephone', () => {
  test('somebody without a part in it writes down what the resident says, and no level is put into their mouth', () => {
    const story = resolved();
    for (const party of ['clerk', 'officerA', 'rivalA'] as const)
      expect(story.tries(party, 'rate-by-phone', { reached: true, level: 5 }, `${day} 10:00`)?.refused).toBe(
        'not-allowed',
      );
    expect(story.tries('supervisor', 'rate-by-phone', { reached: true }, `${day} 10:00`)).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'level' }],
    });
    expect(story.tries('supervisor', 'rate-by-phone', { reached: false, level: 5 }, `${day} 10:00`)?.refused).toBe(
      'invalid',
    );
    story.does('supervisor', 'rate-by-phone', { reached: true, level: 1, text: '没人接电话' }, `${day} 10:00`);
    expect(story.events.at(-1)).toMatchObject({
      type: 'Rated',
      mode: 'phone',
      actor: { kind: 'staff', id: 'supervisor' },
    });
    expect(story.ticket.state).toBe('rectifying');
  });

  test('three calls in vain, each written down, then nobody calls any more; a reopening begins anew', () => {
    const story = resolved();
    for (const minute of ['00', '10', '20'])
      story.does('supervisor', 'rate-by-phone', { reached: false }, `${day} 10:${minute}`);
    expect(story.ticket).toMatchObject({ state: 'resolved', ratingCalls: defaultRules.ratingCalls });
    expect(story.ticket.rating).toBeUndefined();
    expect(story.tries('supervisor', 'rate-by-phone', { reached: true, level: 5 }, `${day} 10:30`)?.refused).toBe(
      'wrong-state',
    );
    // The resident still can.
    expect(story.tries('resident', 'rate', { level: 4 }, `${day} 10:30`)).toBeNull();
    story.does('resident', 'request-reopen', { reason: '没有解决' }, `${day} 11:00`);
    story.does('supervisor', 'approve-reopen', {}, `${day} 12:00`);
    expect(story.ticket.ratingCalls).toBe(0);
    expect(sum(story.events.map((event) => factsOf(event).region))['ratingUnreached']).toBe(3);
  });
});

test('after thirty days no way is open any more', () => {
  const story = resolved();
  const late = '2026-04-03 17:31';
  expect(ratedWithCode(story, 5, late, { mode: 'link' })).toMatchObject({ refused: 'outside-window' });
  expect(story.tries('rivalA', 'open-rating', {}, late)?.refused).toBe('outside-window');
  expect(story.tries('supervisor', 'rate-by-phone', { reached: true, level: 5 }, late)?.refused).toBe('outside-window');
});

test('the code does nothing but rate, and only what is done and unrated', () => {
  const context = (story: Story) => bearer(story, `${day} 10:00`, { mode: 'link' });
  const open = proxyInProgress();
  expect(perform(open.ticket, 'rate', { level: 5 }, context(open))).toMatchObject({ refused: 'wrong-state' });
  const done = resolved();
  expect(perform(done.ticket, 'comment', { text: '好' }, context(done))).toMatchObject({ refused: 'not-allowed' });
  expect(perform(done.ticket, 'request-reopen', { reason: '没有' }, context(done))).toMatchObject({
    refused: 'not-allowed',
  });
});

test('whoever did not rate signed in is told that somebody rated, and by which way, but not how', () => {
  const story = resolved();
  story.record(ratedWithCode(story, 1, `${day} 10:00`, { mode: 'link' }), moment(`${day} 10:00`));
  const event = story.events.at(-1);
  if (!event) throw new Error('nothing was recorded');
  const promised = { promisedAt: moment('2026-03-09 17:30'), latest: false, provisional: false, suspended: true };
  const { zh, en } = noticeFor(event, story.ticket, story.item, promised);
  expect(zh).toContain('方式：评价链接。如不是您本人所评');
  expect(en).toContain('If it was not you');
  expect(zh + en).not.toMatch(/不满意|level|[1-5] ?分/);
});

test('whichever way they come, ratings are one number, and each way is seen by itself', () => {
  const rating = fc.record({ mode: fc.constantFrom(...ratingModeNames), level: fc.integer({ min: 1, max: 5 }) });
  const rateAs = (story: Story, mode: (typeof ratingModeNames)[number], level: number): Story => {
    const at = moment(`${day} 10:05`);
    const by: Name = mode === 'phone' ? 'supervisor' : 'resident';
    if (mode === 'app') return story.does(by, 'rate', { level }, `${day} 10:05`);
    if (mode === 'phone') return story.does(by, 'rate-by-phone', { reached: true, level }, `${day} 10:05`);
    const via = mode === 'link' ? { mode } : { mode, openedBy: 'rival-a' };
    return story.record(ratedWithCode(story, level, `${day} 10:05`, via), at);
  };
  fc.assert(
    fc.property(fc.array(rating, { maxLength: 8 }), (ratings) => {
      const counts = sum(
        ratings.map(({ mode, level }) => {
          const event = rateAs(resolved(), mode, level).events.at(-1);
          return event ? factsOf(event).region : {};
        }),
      );
      const byMode = ratedByMode(counts);
      for (const mode of ratingModeNames) {
        const own = ratings.filter((each) => each.mode === mode);
        expect(byMode[mode]).toEqual({ rated: own.length, satisfied: own.filter(({ level }) => level >= 3).length });
      }
      for (const level of [1, 2, 3, 4, 5])
        expect(counts[`rating.${level}`] ?? 0).toBe(ratings.filter((each) => each.level === level).length);
    }),
    { numRuns: 40 },
  );
});

test('whoever did anything to it, in whatever order, opens no rating and writes none down', () => {
  const doings = [
    (story: Story) => story.does('supervisor', 'note', { text: '看过' }, '2026-03-02 10:30'),
    (story: Story) => story.does('rivalA', 'claim', {}, '2026-03-02 10:31'),
    (story: Story) =>
      story.does('supervisor', 'extend', { by: { n: 1, unit: 'wd' }, reason: '复杂' }, '2026-03-02 10:32'),
  ];
  fc.assert(
    fc.property(fc.subarray(doings), (done) => {
      const story = proxyInProgress();
      for (const doing of done) doing(story);
      story.does('officerA', 'resolve', { outcome: 'granted', answer: '已办好' }, '2026-03-04 10:00');
      const parties = new Set(story.events.flatMap(({ actor }) => (actor.kind === 'staff' ? [actor.id] : [])));
      for (const who of Object.keys(people) as Name[])
        for (const action of ['open-rating', 'rate-by-phone'] as const) {
          const context = contextOf(story.ticket, story.item, moment(`${day} 10:00`), people[who]);
          const decision = perform(story.ticket, action, { reached: true, level: 5 }, context);
          if (parties.has(people[who].id))
            expect({ who, action, refused: isRefusal(decision) }).toEqual({ who, action, refused: true });
        }
    }),
  );
});
