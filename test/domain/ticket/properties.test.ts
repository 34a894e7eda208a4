/**
 * Any sequence of actions by anybody, routing, delivery and passing time, on the real calendar: what must hold after
 * each step. Every walk starts with a filing; each step picks among what is allowed, so the walks reach deep.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, openedBy, sum } from '../../../domain/performance.ts';
import { isRefusal } from '../../../domain/refusal.ts';
import { workingTime } from '../../../domain/sla/hours.ts';
import {
  type Action,
  type ActionBody,
  type ActionName,
  actionNames,
  actions,
  automatic,
  leadsTo,
} from '../../../domain/ticket/actions.ts';
import { apply, fold, isFinal } from '../../../domain/ticket/apply.ts';
import { timePasses } from '../../../domain/ticket/automatic.ts';
import { boardsOf, isUndelivered, nextMoment } from '../../../domain/ticket/board.ts';
import { quietEvents, type TicketEvent } from '../../../domain/ticket/event.ts';
import { perform } from '../../../domain/ticket/perform.ts';
import { awaitsRouting, clockNames, finalStates, type State, type Ticket } from '../../../domain/ticket/state.ts';
import { elapsedOf } from '../../../domain/ticket/view.ts';
import { DAY, epochMs, HOUR, type Instant, instantOf, later, MINUTE } from '../../../domain/time.ts';
import { itemNamed } from '../../data/content.ts';
import { calendar } from '../sla/published.ts';
import { bodyFor, choicesOf } from './bodies.ts';
import { contextOf, filed, type Name, officeA, officeB, people, type Story } from './story.ts';

const items = [
  'old-age-allowance',
  'temporary-relief',
  'disability-certificate',
  'hukou-migration-in',
  'id-card-renewal',
  'environment-report',
  'insurance-record-print',
  'volunteer-registration',
  'policy-consultation',
  'suggestion-complaint',
  'school-enrolment-consult',
];
const names = Object.keys(people) as Name[];

type Step =
  | { kind: 'act'; who: number; pick: number; choice: number }
  | { kind: 'wait'; ms: number; swept: boolean }
  | { kind: 'route'; found: boolean }
  | { kind: 'deliver' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      who: fc.nat(1000),
      pick: fc.nat(1000),
      choice: fc.nat(choicesOf - 1),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(
        fc.constantFrom(1, MINUTE, HOUR, 4 * HOUR, DAY, 2 * DAY, 8 * DAY, 33 * DAY),
        fc.integer({ min: 0, max: 3 * DAY }),
      ),
      swept: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('route' as const),
      found: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('deliver' as const) }) },
);

const anyWalk = fc.record({
  item: fc.constantFrom(...items),
  channel: fc.constantFrom('web' as const, 'counter' as const),
  start: fc
    .integer({ min: 0, max: 400 * 24 * 60 })
    .map((minutes) => instantOf(epochMs('2026-01-02T00:00:00.000+08:00') + minutes * MINUTE)),
  steps: fc.array(anyStep, { minLength: 15, maxLength: 60, size: 'max' }),
});

type Walk = typeof anyWalk extends fc.Arbitrary<infer Given> ? Given : never;

const textOf = (now: Instant): string => now.slice(0, 23).replace('T', ' ');

/** Takes one step; null when nothing came of it. */
const take = (story: Story, step: Exclude<Step, { kind: 'wait' }>, now: Instant): ActionName | null => {
  const { ticket, item } = story;
  switch (step.kind) {
    case 'route':
      story.routed(step.found ? officeA : null, textOf(now));
      return null;
    case 'deliver': {
      story.delivered(textOf(now));
      const ready = story.ticket.steps.find(({ status }) => status === 'ready');
      if (ready) story.stepDelivered(ready.id, ready.officeId, textOf(now));
      return null;
    }
    case 'act': {
      // First one of the actions that anybody may do, then somebody who may: rare ones are as likely as common ones.
      const able = names.flatMap((who) => story.allowed(who, textOf(now)).map((name) => ({ who, name })));
      const possible = [...new Set(able.map(({ name }) => name))];
      const name = possible[step.pick % Math.max(1, possible.length)];
      const [chosen] = able.filter((each) => each.name === name).slice(step.who % 2);
      if (!chosen) return null;
      const body = bodyFor(chosen.name, ticket, step.choice, officeB, people[chosen.who].officeId);
      const context = contextOf(ticket, item, now, people[chosen.who]);
      const decision = perform(ticket, chosen.name, body as ActionBody<typeof chosen.name>, context);
      if (isRefusal(decision)) {
        expect(['invalid']).toContain(decision.refused);
        return null;
      }
      story.record(decision, now);
      return chosen.name;
    }
  }
};

/** What is so after every step of a walk. */
type Check = (
  story: Story,
  seen: {
    before: Ticket;
    after: Ticket;
    fresh: readonly TicketEvent[];
    now: Instant;
    by: ActionName | null;
    swept: boolean;
  },
) => void;

const walk = ({ item, channel, start, steps }: Walk, check: Check): Story => {
  const story = filed(item, textOf(start), { channel: itemNamed(item).channels.includes(channel) ? channel : 'web' });
  let now = start;
  for (const step of steps) {
    const [before, count] = [story.ticket, story.events.length];
    let by: ActionName | null = null;
    if (step.kind === 'wait') {
      now = later(now, step.ms);
      if (step.swept) story.sweptAt(textOf(now));
    } else by = take(story, step, now);
    const swept = step.kind === 'wait' && step.swept;
    check(story, { before, after: story.ticket, fresh: story.events.slice(count), now, by, swept });
  }
  return story;
};

const holds = (check: Check, numRuns = 150) =>
  fc.assert(
    fc.property(anyWalk, (given) => {
      walk(given, check);
    }),
    { numRuns },
  );

describe('whatever happens, in whatever order', () => {
  test('the snapshot is the fold of an unbroken sequence of events', () => {
    holds(({ events, ticket }) => {
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
      expect(ticket.sequence).toBe(events.length);
      expect(fold(events)).toEqual(ticket);
      expect(JSON.parse(JSON.stringify(ticket))).toEqual(ticket);
    }, 60);
  });

  test('no open ticket is without an owner, and an ended one has none', () => {
    holds((_, { after: { holder, state } }) => {
      const isOver = isFinal(state) || state === 'resolved';
      expect(holder.kind === 'none').toBe(isOver);
      if ('id' in holder) expect(holder.id).not.toBe('');
    });
  });

  test('opened less closed is what is open; each round of a clock is counted met or missed at most once', () => {
    const done: ReadonlySet<State> = new Set<State>([
      ...finalStates,
      'resolved',
      'rectifying',
      'calling-back',
      'reopen-requested',
    ]);
    holds(({ ticket, events }) => {
      expect(events.reduce((open, event) => open + openedBy(event), 0)).toBe(done.has(ticket.state) ? 0 : 1);
      const counts = sum(events.map((event) => factsOf(event).region));
      for (const name of clockNames) {
        const rounds = new Set(
          events.flatMap((event) =>
            'clocks' in event
              ? event.clocks.filter((clock) => clock.name === name).map((clock) => clock.generation)
              : [],
          ),
        );
        expect((counts[`met.${name}`] ?? 0) + (counts[`missed.${name}`] ?? 0)).toBeLessThanOrEqual(rounds.size);
      }
    });
  });

  test('working time belongs to exactly one holder, to the millisecond', () => {
    fc.assert(
      fc.property(anyWalk, (given) => {
        let [owned, since, held] = [0, '', true];
        walk(given, (story, { fresh, now, before }) => {
          if (since === '') since = story.ticket.filedAt;
          let ticket = before;
          for (const event of fresh) {
            if (held) owned += workingTime(since, event.at, calendar);
            ticket = apply(ticket, event);
            [since, held] = [event.at, ticket.holder.kind !== 'none'];
          }
          const running = held ? workingTime(since, now, calendar) : 0;
          const booked = elapsedOf(story.ticket, now, contextOf(story.ticket, story.item, now, null));
          expect(Object.values(booked).reduce((sum, ms) => sum + ms, 0)).toBe(owned + running);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('state changes only as the table says, from where the table says', () => {
    holds((_, { before, after, by, fresh }) => {
      if (by) {
        const { from, emits }: Action = actions[by];
        expect(from).toContain(before.state);
        expect(leadsTo(actions[by], before.state)).toContain(after.state);
        for (const { type } of fresh) expect(emits).toContain(type);
      } else if (isFinal(before.state)) expect(after.state).toBe(before.state);
    });
  });

  test('what time does by itself is in its own table', () => {
    holds((_, { before, fresh, swept }) => {
      if (!swept) return;
      let ticket = before;
      for (const event of fresh) {
        const row = Object.values(automatic).find(({ emits }) => (emits as readonly string[]).includes(event.type));
        expect(row !== undefined).toBe(event.type !== 'AlarmRaised');
        const from = ticket.state;
        ticket = apply(ticket, event);
        if (!row) expect(ticket.state).toBe(from);
        else {
          expect(row.from as readonly State[]).toContain(from);
          expect(leadsTo(row, from)).toContain(ticket.state);
        }
      }
    });
  });

  test('a promise never moves later but by a stop, an extension or a new generation', () => {
    const may = new Set(['ResidentAnswered', 'QuestionExpired', 'SpecialStepEnded', 'Extended']);
    holds((_, { before, fresh }) => {
      let ticket = before;
      for (const event of fresh) {
        const next = apply(ticket, event);
        for (const clock of ticket.clocks.filter(({ name }) => name === 'PROMISE' || name === 'STATUTORY')) {
          const then = next.clocks.find(
            ({ name, generation }) => name === clock.name && generation === clock.generation,
          );
          expect(then).toBeDefined();
          if (then && then.due !== clock.due) expect(may).toContain(event.type);
          if (then) expect(then.due >= clock.due).toBe(true);
        }
        ticket = next;
      }
    });
  });

  test('comments, notes and urging move no clock, and quiet events no version', () => {
    holds((_, { before, fresh }) => {
      let ticket = before;
      for (const event of fresh) {
        const next = apply(ticket, event);
        if (['Commented', 'Noted', 'Urged'].includes(event.type))
          expect([next.clocks, next.state, next.holder, next.heldSince, next.elapsed]).toEqual([
            ticket.clocks,
            ticket.state,
            ticket.holder,
            ticket.heldSince,
            ticket.elapsed,
          ]);
        expect(next.version - ticket.version).toBe(quietEvents.has(event.type) ? 0 : 1);
        ticket = next;
      }
    });
  });

  test('each alarm of a clock at most once, and one open round of a clock at a time', () => {
    holds(({ events, ticket }) => {
      const alarms = events.flatMap((event) =>
        event.type === 'AlarmRaised' ? [`${event.clock} ${event.clockGeneration} ${event.level}`] : [],
      );
      expect(new Set(alarms).size).toBe(alarms.length);
      const open = ticket.clocks.flatMap(({ name, endedAt }) => (endedAt === undefined ? [name] : []));
      expect(new Set(open).size).toBe(open.length);
    });
  });

  test('a breach is booked once: by the alarm or by the end of the clock', () => {
    holds(({ events }) => {
      const breaches = events.flatMap((event) => [
        ...(event.type === 'AlarmRaised' && event.level === 'missed'
          ? [`${event.clock} ${event.clockGeneration}`]
          : []),
        ...event.ended.flatMap(({ name, generation, outcome, booked }) =>
          outcome === 'missed' && !booked ? [`${name} ${generation}`] : [],
        ),
      ]);
      expect(new Set(breaches).size).toBe(breaches.length);
    }, 80);
  });

  test('after the sweeper nothing is left to do, and the next moment lies ahead', () => {
    holds((story, { after, now, swept }) => {
      if (!swept) return;
      expect(timePasses(after, contextOf(after, story.item, now, null))).toEqual([]);
      const next = nextMoment({ ...after, delivered: true }, 5);
      expect(next === null || next >= now).toBe(true);
    });
  });

  test('a ticket is on the board of its desk exactly when it is that desk’s turn and it was delivered', () => {
    holds((_, { after }) => {
      const all = boardsOf(after);
      const [boards, cards] = [all.filter(({ lane }) => lane !== 'card'), all.filter(({ lane }) => lane === 'card')];
      for (const { officeId } of cards) expect(after.cards.some(({ unit }) => unit === officeId)).toBe(true);
      const turn = 'id' in after.holder && !awaitsRouting(after) ? after.holder.id : null;
      const shown = boards.some(({ officeId, lane }) => officeId === turn && lane !== 'waiting');
      if (turn !== null) {
        const hasStep = after.steps.some(({ officeId, status }) => officeId === turn && status === 'delivered');
        expect(shown).toBe(after.delivered || hasStep);
        expect(isUndelivered(after)).toBe(!after.delivered);
      } else if ('id' in after.holder) expect(isUndelivered(after)).toBe(true);
      if (isFinal(after.state)) expect(boards).toEqual([]);
      expect(new Set(all.map(({ officeId }) => officeId)).size).toBe(all.length);
    });
  });

  test('what is listed can be done, and what is not listed is refused', () => {
    holds((story, { after, now, by }) => {
      if (by === null) return;
      for (const who of names) {
        const context = contextOf(after, story.item, now, people[who]);
        const listed = new Set(story.allowed(who, textOf(now)));
        for (const name of actionNames) {
          const body = bodyFor(name, after, 0, officeB, people[who].officeId) as ActionBody<typeof name>;
          const decision = perform(after, name, body, context);
          expect({ who, name, done: !isRefusal(decision) }).toEqual({ who, name, done: listed.has(name) });
        }
      }
    }, 30);
  });
});

test('the walks go everywhere: every action, every automatic act, every state, every way the table shows', () => {
  const ways = new Set<string>();
  const count = (from: State, name: string, to: State) => ways.add(`${name}: ${from} → ${to}`);
  fc.assert(
    fc.property(anyWalk, (given) => {
      walk(given, (_, { before, after, by, fresh, swept }) => {
        if (by) count(before.state, by, after.state);
        if (!swept) return;
        let ticket = before;
        for (const event of fresh) {
          const next = apply(ticket, event);
          count(ticket.state, event.type, next.state);
          ticket = next;
        }
      });
    }),
    { numRuns: 2000, seed: 20260303 },
  );
  const done = new Set([...ways].map((way) => way.split(':')[0]));
  expect(actionNames.filter((name) => !done.has(name))).toEqual([]);
  for (const { emits } of Object.values(automatic)) expect(done).toContain(emits[0]);
  const missing = actionNames.flatMap((name) => {
    const moving = actions[name].from.flatMap((from) => leadsTo(actions[name], from).filter((to) => to !== from));
    const shown = new Set<string>(moving);
    const gone = new Set([...ways].filter((way) => way.startsWith(`${name}:`)).map((way) => way.split(' → ')[1]));
    return [...shown].filter((to) => !gone.has(to)).map((to) => `${name} → ${to}`);
  });
  expect(missing).toEqual([]);
});
