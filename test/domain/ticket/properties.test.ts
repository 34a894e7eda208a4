/** What must hold after each step of any walk through a ticket's life (walk.ts). */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, openedBy, sum } from '../../../domain/performance.ts';
import { isRefusal } from '../../../domain/refusal.ts';
import { workingTime } from '../../../domain/sla/hours.ts';
import {
  type Action,
  type ActionBody,
  actionNames,
  actions,
  automatic,
  leadsTo,
} from '../../../domain/ticket/actions.ts';
import { apply, fold, isFinal } from '../../../domain/ticket/apply.ts';
import { timePasses } from '../../../domain/ticket/automatic.ts';
import { boardsOf, isUndelivered, nextMoment } from '../../../domain/ticket/board.ts';
import { quietEvents } from '../../../domain/ticket/event.ts';
import { perform } from '../../../domain/ticket/perform.ts';
import { awaitsRouting, clockNames, finalStates, type State } from '../../../domain/ticket/state.ts';
import { elapsedOf } from '../../../domain/ticket/view.ts';
import { calendar } from '../sla/published.ts';
import { bodyFor } from './bodies.ts';
import { contextOf, officeB, people } from './story.ts';
import { anyWalk, type Check, names, textOf, walk } from './walk.ts';

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
        // A step of the office that has the ticket shows it too, while a step can be completed: not when it is put right.
        const hasStep =
          (actions['complete-step'].from as readonly State[]).includes(after.state) &&
          after.steps.some(({ officeId, status }) => officeId === turn && status === 'delivered');
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
