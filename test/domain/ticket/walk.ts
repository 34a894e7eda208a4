/**
 * Walks: any sequence of actions by anybody, routing, delivery and passing time, on the real calendar. Every walk starts
 * with a filing; each step picks among what is allowed, so the walks reach deep.
 */
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../../domain/refusal.ts';
import type { ActionBody, ActionName } from '../../../domain/ticket/actions.ts';
import type { TicketEvent } from '../../../domain/ticket/event.ts';
import { perform } from '../../../domain/ticket/perform.ts';
import type { Ticket } from '../../../domain/ticket/state.ts';
import { DAY, epochMs, HOUR, type Instant, instantOf, later, MINUTE } from '../../../domain/time.ts';
import { itemNamed } from '../../data/content.ts';
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
export const names = Object.keys(people) as Name[];

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

export const anyWalk = fc.record({
  item: fc.constantFrom(...items),
  channel: fc.constantFrom('web' as const, 'counter' as const),
  start: fc
    .integer({ min: 0, max: 400 * 24 * 60 })
    .map((minutes) => instantOf(epochMs('2026-01-02T00:00:00.000+08:00') + minutes * MINUTE)),
  steps: fc.array(anyStep, { minLength: 15, maxLength: 60, size: 'max' }),
});

export type Walk = typeof anyWalk extends fc.Arbitrary<infer Given> ? Given : never;

export const textOf = (now: Instant): string => now.slice(0, 23).replace('T', ' ');

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
export type Check = (
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

export const walk = ({ item, channel, start, steps }: Walk, check: Check): Story => {
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
