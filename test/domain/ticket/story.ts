/** Stories of tickets: real catalogue items, real calendar, real access rules; only names and days are made up. */
import { type Caller, relationsOf } from '../../../domain/access.ts';
import type { Channel, Item } from '../../../domain/catalogue.ts';
import { isRefusal, type Refusal } from '../../../domain/refusal.ts';
import { levelOf } from '../../../domain/region.ts';
import { standardHours } from '../../../domain/sla/hours.ts';
import type { ActionBody, ActionName } from '../../../domain/ticket/actions.ts';
import { apply, complete, completeFirst, type EventDraft } from '../../../domain/ticket/apply.ts';
import { receive, receiveStep, route, timePasses } from '../../../domain/ticket/automatic.ts';
import type { Context } from '../../../domain/ticket/context.ts';
import type { EventType, TicketEvent } from '../../../domain/ticket/event.ts';
import { allowedActions, perform } from '../../../domain/ticket/perform.ts';
import { defaultRules } from '../../../domain/ticket/rules.ts';
import type { Clock, ClockName, Ticket } from '../../../domain/ticket/state.ts';
import { submit } from '../../../domain/ticket/submit.ts';
import type { Instant } from '../../../domain/time.ts';
import { itemNamed } from '../../data/content.ts';
import { calendar } from '../sla/published.ts';
import type { AttachedPaper } from '../../../domain/paper.ts';

export const community = '320613001001';
export const station = `station-${community}`;
export const officeA = 'police-320613';
export const officeB = 'civil-affairs-320613';
export const officeC = 'health-320613';

const person = (id: string, role: Caller['role'], rest: Partial<Caller> = {}): Caller => ({
  id,
  role,
  officeId: null,
  deputyOf: null,
  regionCode: null,
  residentId: null,
  earlierFiles: [],
  verified: true,
  communityCode: null,
  mandates: [],
  cleared: false,
  household: [],
  ...rest,
});

export const people = {
  resident: person('li-fang', 'resident', { residentId: 'R1' }),
  stranger: person('wang-wei', 'resident', { residentId: 'R2' }),
  clerk: person('clerk', 'clerk', { officeId: station }),
  officerA: person('officer-a', 'officer', { officeId: officeA }),
  rivalA: person('rival-a', 'officer', { officeId: officeA }),
  officerB: person('officer-b', 'officer', { officeId: officeB }),
  officerC: person('officer-c', 'officer', { officeId: officeC }),
  supervisor: person('supervisor', 'supervisor', { regionCode: '320613000000' }),
  elsewhere: person('elsewhere', 'supervisor', { regionCode: '320612000000' }),
  arbiter: person('arbiter', 'arbiter', { regionCode: '320600000000' }),
  auditor: person('auditor', 'auditor', { regionCode: '320600000000' }),
  /** Last, so that walks let the clerk go first: somebody at the station without a part in it. */
  colleague: person('colleague', 'clerk', { officeId: station }),
} as const;
export type Name = keyof typeof people;

export const reckoning = { calendar, hours: standardHours, rules: defaultRules };

export const contextOf = (ticket: Ticket, item: Item, now: Instant, caller: Caller | null): Context => ({
  ...reckoning,
  now,
  item,
  relations: caller ? relationsOf(caller, ticket) : new Set(['system']),
  overLevel: caller?.role === 'supervisor' && caller.regionCode !== null ? levelOf(caller.regionCode) : null,
  actor: caller
    ? {
        kind: caller.role === 'resident' ? 'resident' : 'staff',
        id: caller.id,
        ...(caller.officeId ? { officeId: caller.officeId } : {}),
      }
    : { kind: 'system', id: 'system' },
  favoured: ticket.lane !== 'ordinary',
  officeKnown: true,
  lead: { itemId: item.id, state: 'in-progress', sequence: 1 },
  assigneeKnown: true,
  stepOffices: Object.fromEntries(
    item.steps
      .filter(({ department }) => department !== 'station')
      .map(({ id, department }) => [id, department === 'health' ? officeC : officeB]),
  ),
});

/** `2026-03-02 09:00`, with seconds or milliseconds: Beijing time. */
export const moment = (text: string): Instant => `${text.replace(' ', 'T')}${':00.000'.slice(text.length - 16)}+08:00`;

export type Story = {
  readonly item: Item;
  readonly ticket: Ticket;
  readonly events: readonly TicketEvent[];
  /** The types of the events, deliveries left out. */
  readonly types: EventType[];
  /** Records what was decided; a refusal stops the story. */
  record(drafts: readonly EventDraft[] | Refusal, now: Instant): Story;
  /** Somebody does something, and it is allowed. */
  does<Action extends ActionName>(who: Name, action: Action, body: ActionBody<Action>, when: string): Story;
  /** Somebody tries: the refusal, or null if it would be allowed. Nothing is recorded. */
  tries<Action extends ActionName>(who: Name, action: Action, body: ActionBody<Action>, when: string): Refusal | null;
  allowed(who: Name, when: string): ActionName[];
  /** The rule's answer, then the delivery. */
  routed(officeId: string | null, when: string): Story;
  delivered(when: string): Story;
  stepDelivered(step: string, officeId: string, when: string): Story;
  /** The sweeper comes by. */
  sweptAt(when: string): Story;
  /** The newest clock of the name. */
  clock(name: ClockName): Clock;
};

/** Files a request and follows it. The times are Beijing time, `2026-03-02 09:00`. */
export const filed = (
  itemId: string,
  when: string,
  options: {
    channel?: Channel;
    lane?: Ticket['lane'];
    item?: Item;
    restricted?: boolean;
    papers?: AttachedPaper[];
  } = {},
): Story => {
  const item = options.item ?? itemNamed(itemId);
  const now = moment(when);
  const filing = {
    reference: '34679ACD',
    item,
    channel: options.channel ?? 'web',
    residentId: 'R1',
    filedBy: { kind: 'resident' as const, id: 'li-fang' },
    stationId: station,
    lane: options.lane ?? 'ordinary',
    tags: [],
    papers: options.papers ?? [],
  };
  const draft = submit(filing, {}, { ...reckoning, now, actor: { kind: 'resident', id: 'li-fang' } });
  const first = completeFirst(draft, '01KAR5Z4VJ9M6YQ3X7T8N2B1CD', now, {
    communityCode: community,
    department: item.department,
    channel: filing.channel,
    special: false,
    restricted: options.restricted ?? false,
    groups: [],
  });
  const events: TicketEvent[] = [first];
  let ticket = apply(null, first);

  const story: Story = {
    item,
    get ticket() {
      return ticket;
    },
    events,
    get types() {
      return events.map(({ type }) => type).filter((type) => type !== 'Delivered');
    },
    record: (drafts, now) => {
      if (isRefusal(drafts)) throw new Error(`refused: ${JSON.stringify(drafts)}`);
      for (const draft of drafts) {
        const event = complete(ticket, draft, now);
        events.push(event);
        ticket = apply(ticket, event);
      }
      return story;
    },
    does: (who, action, body, when) => {
      const now = moment(when);
      return story.record(perform(ticket, action, body, contextOf(ticket, item, now, people[who])), now);
    },
    tries: (who, action, body, when) => {
      const decision = perform(ticket, action, body, contextOf(ticket, item, moment(when), people[who]));
      return isRefusal(decision) ? decision : null;
    },
    allowed: (who, when) => allowedActions(ticket, contextOf(ticket, item, moment(when), people[who])),
    routed: (officeId, when) => {
      const now = moment(when);
      return story.record(route(ticket, officeId, 'rule', contextOf(ticket, item, now, null)), now).delivered(when);
    },
    delivered: (when) => {
      const officeId = 'id' in ticket.holder ? ticket.holder.id : '';
      return story.record(receive(ticket, { officeId, routing: ticket.routing, messageId: 'm' }), moment(when));
    },
    stepDelivered: (step, officeId, when) => story.record(receiveStep(ticket, step, officeId), moment(when)),
    sweptAt: (when) => {
      const now = moment(when);
      return story.record(timePasses(ticket, contextOf(ticket, item, now, null)), now);
    },
    clock: (name) => {
      const clock = ticket.clocks.findLast((clock) => clock.name === name);
      if (!clock) throw new Error(`no clock ${name}: ${ticket.clocks.map(({ name }) => name).join(', ')}`);
      return clock;
    },
  };
  return story;
};

/** Ready-made beginnings. All on Monday 2026-03-02, nine to ten; `old-age-allowance` promises five working days. */
export const proxyInProgress = (itemId = 'old-age-allowance'): Story =>
  filed(itemId, '2026-03-02 09:00')
    .delivered('2026-03-02 09:01')
    .does('clerk', 'accept', {}, '2026-03-02 09:30')
    .routed(officeA, '2026-03-02 09:31')
    .does('officerA', 'sign', {}, '2026-03-02 10:00');

export const transferAtOffice = (itemId = 'hukou-migration-in'): Story =>
  filed(itemId, '2026-03-02 09:00').routed(officeA, '2026-03-02 09:01');

export const resolved = (): Story =>
  proxyInProgress().does('officerA', 'resolve', { outcome: 'granted', answer: '已办好' }, '2026-03-04 10:00');
