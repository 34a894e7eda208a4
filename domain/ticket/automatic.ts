/** What happens without a person: routing, delivery, and time passing. */
import { epochMs } from '../time.ts';
import { actions } from './actions.ts';
import { apply, complete, type EventDraft } from './apply.ts';
import { escalationsOf, issueCard } from './card.ts';
import { heldMs, resumeClocks, runs, stands } from './clocks.ts';
import { accepted, routed, waitingForResident } from './commands.ts';
import type { Context } from './context.ts';
import type { Actor } from './event.ts';
import { alarmLevels, awaitsRouting, type State, type Ticket } from './state.ts';
import { dateOf } from '../time.ts';

const system = (id: string): Actor => ({ kind: 'system', id });

/** The rule's answer: the office, or none. Nothing when it was routed in the meantime: a second message changes nothing. */
export const route = (ticket: Ticket, officeId: string | null, rule: string, context: Context): EventDraft[] => {
  if (!awaitsRouting(ticket)) return [];
  const actor = system('routing');
  if (officeId !== null) return [{ actor, body: routed(ticket, officeId, rule, context) }];
  return [{ actor, body: { type: 'NoRuleMatched', rule } }];
};

export type Delivery = { officeId: string; routing?: number | undefined; messageId: string };

/** The queue brought it to a desk. Only the newest routing counts, and only once. */
export const receive = (ticket: Ticket, delivery: Delivery): EventDraft[] =>
  !ticket.delivered &&
  // It waits for the rule: a late second delivery of the filing brings it nowhere.
  !awaitsRouting(ticket) &&
  'id' in ticket.holder &&
  ticket.holder.id === delivery.officeId &&
  (delivery.routing ?? ticket.routing) === ticket.routing
    ? [{ actor: system('delivery'), body: { type: 'Delivered', ...delivery, routing: ticket.routing } }]
    : [];

/** The queue brought a ready step to its office. */
export const receiveStep = (ticket: Ticket, step: string, officeId: string): EventDraft[] =>
  (actions['complete-step'].from as readonly State[]).includes(ticket.state) &&
  ticket.steps.some(({ id, status, officeId: own }) => id === step && status === 'ready' && own === officeId)
    ? [{ actor: system('delivery'), body: { type: 'StepDelivered', step, officeId } }]
    : [];

const alarms = (ticket: Ticket, context: Context): EventDraft[] => {
  const { now } = context;
  return ticket.clocks
    .filter((clock) => runs(clock) && !stands(clock))
    .flatMap((clock) =>
      alarmLevels
        .filter((level) => !clock.raised.includes(level))
        .flatMap((level) => {
          const moment = clock.alarms[level];
          // At the due moment itself it is still in time.
          return moment !== undefined && moment < now ? [{ level, moment }] : [];
        })
        .map(({ level, moment }): EventDraft => ({
          actor: system('clock'),
          body: {
            type: 'AlarmRaised',
            clock: clock.name,
            clockGeneration: clock.generation,
            level,
            due: clock.due,
            lateByMs: epochMs(now) - epochMs(moment),
            ...(level === 'yellow' || level === 'red' ? { card: issueCard(ticket, clock, level, context) } : {}),
          },
        })),
    );
};

const escalations = (ticket: Ticket, context: Context): EventDraft[] =>
  escalationsOf(ticket.cards, context).map((body) => ({ actor: system('clock'), body }));

/** The state's own end, when it has one and it has come. */
const expiry = (ticket: Ticket, context: Context): EventDraft[] => {
  if (ticket.window === undefined || context.now <= ticket.window.endsAt) return [];
  const actor = system('clock');
  const held = { heldMs: heldMs(ticket, context.now, context) };
  switch (ticket.state) {
    case 'submitted':
    case 'returned':
    case 'in-arbitration':
      return [{ actor, body: accepted(ticket, context, true) }];
    case 'awaiting-supplement':
      return [{ actor, body: { type: 'Lapsed', ...held } }];
    case 'awaiting-resident': {
      // The waiting ended when the question expired, however late the sweep comes by.
      const moved = resumeClocks(ticket, dateOf(ticket.window.endsAt), waitingForResident, context);
      return [{ actor, body: { type: 'QuestionExpired', moved, ...held } }];
    }
    case 'resolved':
      return [{ actor, body: { type: 'Closed', heldMs: 0 } }];
    default:
      return [];
  }
};

/**
 * What is due by now, and what that makes due in turn (the law accepts, and the promise has passed already). Asked
 * again after its events were applied, it answers with nothing: each alarm is raised once per clock, generation and
 * level, each card goes up once per rung, however often the sweeper comes by.
 */
export const timePasses = (ticket: Ticket, context: Context): EventDraft[] => {
  const drafts = [...alarms(ticket, context), ...escalations(ticket, context), ...expiry(ticket, context)];
  if (drafts.length === 0) return [];
  const next = drafts.reduce((before, draft) => apply(before, complete(before, draft, context.now)), ticket);
  return [...drafts, ...timePasses(next, context)];
};
