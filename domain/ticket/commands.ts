/**
 * What each action decides: one function per action, named as in actions.ts, from the ticket as it is to the drafts
 * of the events that follow, or a refusal. State and role were checked before (perform.ts); a function adds only what
 * is special to its action.
 */
import { promiseLimit, statutoryLimit } from '../catalogue.ts';
import type { RatingMode } from '../rating.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Limit } from '../sla/limit.ts';
import type { Stop } from '../sla/stop.ts';
import { type CivilDate, dateOf, later, MINUTE } from '../time.ts';
import type { ActionBody, ActionName } from './actions.ts';
import type { EventDraft } from './apply.ts';
import { mayDecide, mayExplain } from './card.ts';
import { clockOf, heldMs, moveClock, resumeClocks, startClock, stopClocks, openWindow, windowEnd } from './clocks.ts';
import type { ClockSet, EventBody } from './event.ts';
import { answerLimit, receipt } from './submit.ts';
import type { Context } from './context.ts';
import { readySteps } from './steps.ts';
import { type Card, type ClockName, type Outcome, type State, states, type Ticket } from './state.ts';
import { elapsedOf } from './view.ts';

export type Decision = EventDraft[] | Refusal;
type Command<Name extends ActionName> = (ticket: Ticket, body: ActionBody<Name>, context: Context) => Decision;

/** What an approver may extend: the promise, or after a bad rating the time to put it right (5 → 15 days). */
export const extendableClock = (ticket: Ticket): ClockName => (ticket.state === 'rectifying' ? 'RECTIFY' : 'PROMISE');

const today = ({ now }: Context): CivilDate => dateOf(now);
const handover = (ticket: Ticket, context: Context) => ({ heldMs: heldMs(ticket, context.now, context) });

export const waitingForResident: Stop['reason'] = { zh: '等待居民答复', en: 'waiting for the resident to answer' };
const specialStepReason = (step: string): Stop['reason'] => ({ zh: `特殊环节 ${step}`, en: `special step ${step}` });

/** The clocks of the word given: what the item promises and what the law allows, counted from the day of acceptance. */
const promiseClocks = (ticket: Ticket, acceptedOn: CivilDate, context: Context): ClockSet[] => {
  const { item, favoured } = context;
  const statutory = statutoryLimit(item);
  const start = (name: ClockName, from: CivilDate, limit: Limit) => startClock(ticket, name, from, limit, context);
  // The resident was told a latest date, counted from the day acceptance fell due: a late acceptance does not move it.
  const acceptDue = clockOf(ticket, 'ACCEPT')?.due;
  const promisedFrom = acceptDue && dateOf(acceptDue) < acceptedOn ? dateOf(acceptDue) : acceptedOn;
  return [
    // A question was given its word when it was received: ANSWER.
    ...(ticket.mode === 'consult' ? [] : [start('PROMISE', promisedFrom, promiseLimit(item, favoured))]),
    ...(statutory ? [start('STATUTORY', acceptedOn, statutory)] : []),
  ];
};

/**
 * Papers handed in later make a new day of receipt, and it is accepted from the day all are in (law). What is accepted
 * on the very evening of filing is accepted on the day it is received.
 */
const acceptanceDay = (ticket: Ticket, context: Context, deemed: boolean): CivilDate =>
  deemed || ticket.supplements > 0 || today(context) < ticket.receivedOn ? ticket.receivedOn : today(context);

const signClock = (ticket: Ticket, context: Context): ClockSet =>
  startClock(ticket, 'SIGN', context.now, context.rules.limits.sign, context);

/** Uploaded papers as an event carries them. */
const papersOf = ({ papers = [] }: Context) => (papers.length > 0 ? { papers: [...papers] } : {});

/** Papers that one decision finds good at most: each is a write of its transaction. */
const mostVerified = 60;

/**
 * Accepting says that the papers are complete and in order, granting rests on them: both find good what lies there and
 * was not asked for again. The law's own acceptance says nothing, and a reviewer or the clock looks at no papers.
 */
const verified = ({ papers = [] }: Ticket, { actor }: Context): { papersVerified?: string[] } => {
  const ids = papers.filter((paper) => !paper.outdone && !paper.verified).map(({ id }) => id);
  return actor.kind === 'staff' && actor.officeId !== undefined && ids.length > 0
    ? { papersVerified: ids.slice(-mostVerified) }
    : {};
};

const granting: ReadonlySet<Outcome> = new Set<Outcome>(['granted', 'done']);

/** After the time to name missing papers the law has accepted, whether or not the sweep has come by yet. */
export const noticeIsOver = (ticket: Ticket, { now }: Pick<Context, 'now'>): boolean =>
  ticket.state === 'submitted' && ticket.window !== undefined && now > ticket.window.endsAt;

/** Acceptance; `deemed` when the law accepts because nobody said in time what was missing. */
export const accepted = (ticket: Ticket, context: Context, deemed: boolean): EventBody => {
  const byLaw = deemed || noticeIsOver(ticket, context);
  const acceptedOn = acceptanceDay(ticket, context, byLaw);
  // The office that accepts has it in hand; the one for which the law accepts still has to sign.
  const sign = deemed && ticket.officeId !== null ? [signClock(ticket, context)] : [];
  const ready = readySteps(ticket, context, acceptedOn, []);
  return {
    type: 'Accepted',
    acceptedOn,
    deemed: byLaw,
    steps: ready.steps,
    clocks: [...promiseClocks(ticket, acceptedOn, context), ...sign, ...ready.clocks],
    ...(byLaw ? {} : verified(ticket, context)),
    ...handover(ticket, context),
  };
};

const signAndReturnClocks = (ticket: Ticket, context: Context): ClockSet[] => {
  const back = startClock(ticket, 'RETURN', context.now, context.rules.limits.return, context);
  // Before acceptance the office accepts instead of signing: ACCEPT runs already.
  return ticket.acceptedOn ? [signClock(ticket, context), back] : [back];
};

/** Sends it to an office: by rule, by a person, or by the arbiter's word. */
export const routed = (ticket: Ticket, officeId: string, rule: string, context: Context): EventBody => ({
  type: 'Routed',
  officeId,
  routing: ticket.routing + 1,
  rule,
  clocks: signAndReturnClocks(ticket, context),
  ...handover(ticket, context),
});

/** Steps that lie with the office of whoever acts. */
export const openStepsOf = (ticket: Ticket, { actor }: Pick<Context, 'actor'>): string[] =>
  ticket.steps
    .filter(({ status, officeId }) => status === 'delivered' && officeId === actor.officeId)
    .map(({ id }) => id);

/** Where nothing will be decided any more, no result can be promised to those who join. */
const decidesNothing: ReadonlySet<State> = new Set(['merged', 'withdrawn', 'refused', 'lapsed']);

/** Why the ticket cannot be joined to this lead, or null. Whoever joins is told the lead's result: it must have one. */
const objectionToLead = (ticket: Ticket, into: string, { lead }: Context): Refusal | null => {
  const no = (code: string, zh: string, en: string) =>
    refuse('invalid', {}, [{ path: 'into', code, zh, en, seen: into }]);
  if (into === ticket.id) return no('self', '不能与自己合并', 'cannot be merged into itself');
  if (!lead) return no('unknown', '没有这件申请', 'no such ticket');
  if (lead.itemId !== ticket.itemId) return no('other-item', '不是同一事项', 'is about another item');
  if (decidesNothing.has(lead.state))
    return no('ended', `该件${states[lead.state].zh}，不会再有结果`, 'has ended without a result');
  return ticket.followers > 0
    ? no('leads', '已有其他申请并入本件，请将对方并入本件', 'others were joined to this one: join the other one to it')
    : null;
};

const unknownOffice = (officeId: string): Refusal =>
  refuse('invalid', {}, [
    {
      path: 'officeId',
      code: 'unknown',
      zh: '没有这个单位，或今天已不承办',
      en: 'no such office, or not valid today',
      seen: officeId,
    },
  ]);

const unknownCard = (id: string, open: readonly Card[]): Refusal =>
  refuse('invalid', {}, [
    {
      path: 'card',
      code: 'unknown',
      zh: `没有等您处理的此牌；可处理：${open.map((card) => card.id).join('、')}`,
      en: `no such card waits for you; these do: ${open.map((card) => card.id).join(', ')}`,
      seen: id,
    },
  ]);

const notFitting = (path: string, zh: string, en: string): Refusal =>
  refuse('invalid', {}, [{ path, code: 'not-fitting', zh, en }]);

/** A rating, by whichever way it came. */
const rated = (
  ticket: Ticket,
  { level, reasons }: { level: number; reasons: string[] },
  via: { mode: RatingMode; openedBy?: string },
  context: Context,
): EventBody => {
  const { verify, appeal } = context.rules.limits;
  const start = (name: ClockName, limit: Limit) => startClock(ticket, name, today(context), limit, context);
  const clocks = level <= 2 ? [start('VERIFY', verify), start('APPEAL', appeal)] : [];
  return { type: 'Rated', level, reasons, onBehalf: context.actor.kind === 'agent', ...via, clocks, heldMs: 0 };
};

export const commands: { [Name in ActionName]: Command<Name> } = {
  claim: (_ticket, _body, { actor }) => [{ actor, body: { type: 'Claimed', handlerId: actor.id } }],
  release: (ticket, _body, { actor }) => [
    { actor, body: { type: 'Released', handlerId: ticket.handlerId ?? actor.id } },
  ],
  assign: (_ticket, { personId }, { actor, assigneeKnown }) =>
    assigneeKnown
      ? [{ actor, body: { type: 'Assigned', handlerId: personId } }]
      : refuse('invalid', {}, [
          { path: 'personId', code: 'unknown', zh: '此人不在现承办单位', en: 'does not work at the desk that has it' },
        ]),

  accept: (ticket, words, context) => {
    const { actor } = context;
    const acceptance: EventDraft = { actor, words, body: accepted(ticket, context, false) };
    // The office that accepts has it in hand: no second signature.
    return ticket.officeId === null ? [acceptance] : [acceptance, { actor, body: { type: 'Signed' } }];
  },

  'request-supplement': (ticket, { materials, ...words }, context) => {
    const second = ticket.supplements > 0;
    if (second && words.secondReason === undefined)
      return refuse('invalid', {}, [
        {
          path: 'secondReason',
          code: 'required',
          zh: '第二次要求补正须说明理由',
          en: 'a second list needs a reason',
        },
      ]);
    const window = openWindow(today(context), context.rules.limits.supplement, context);
    return [
      {
        actor: context.actor,
        words,
        body: { type: 'SupplementRequested', materials, window, second, ...handover(ticket, context) },
      },
    ];
  },

  supplement: (ticket, { reuse: _reuse, channel: _channel, ...words }, context) => {
    const { on, window, clocks } = receipt(ticket, context);
    return [
      {
        actor: context.actor,
        words,
        body: {
          type: 'Supplemented',
          receivedOn: on,
          ...window,
          clocks,
          ...papersOf(context),
          ...handover(ticket, context),
        },
      },
    ];
  },

  refuse: (ticket, words, context) => [
    { actor: context.actor, words, body: { type: 'Refused', ...handover(ticket, context) } },
  ],
  withdraw: (ticket, words, context) => [
    { actor: context.actor, words, body: { type: 'Withdrawn', ...handover(ticket, context) } },
  ],
  merge: (ticket, { into, ...words }, context) =>
    objectionToLead(ticket, into, context) ?? [
      {
        actor: context.actor,
        words,
        body: { type: 'Merged', into, ...handover(ticket, context) },
        ...(context.lead ? { rests: { ticketId: into, sequence: context.lead.sequence } } : {}),
      },
    ],

  route: (ticket, { officeId, ...words }, context) =>
    context.officeKnown
      ? [{ actor: context.actor, words, body: routed(ticket, officeId, 'person', context) }]
      : unknownOffice(officeId),

  sign: (_ticket, _body, { actor }) => [{ actor, body: { type: 'Signed' } }],

  'return-to-station': (ticket, { proposedOfficeId, ...words }, context) => {
    const { actor, rules } = context;
    const returned: EventBody = {
      type: 'Returned',
      ...(proposedOfficeId === undefined ? {} : { proposedOfficeId }),
      rule: `${ticket.itemId}@${ticket.communityCode}`,
      ...handover(ticket, context),
    };
    const isDispute = ticket.returnedBy.length + 1 >= rules.returnsBeforeArbiter;
    return [
      { actor, words, body: returned },
      ...(isDispute
        ? [
            {
              actor: { kind: 'system' as const, id: 'routing' },
              body: { type: 'ReferredToArbiter' as const, heldMs: 0 },
            },
          ]
        : []),
    ];
  },
  'refer-to-arbiter': (ticket, words, context) => [
    { actor: context.actor, words, body: { type: 'ReferredToArbiter', ...handover(ticket, context) } },
  ],
  'assign-office': (ticket, { officeId, ...words }, context) =>
    context.officeKnown
      ? [
          {
            actor: context.actor,
            words,
            body: {
              type: 'OfficeAssigned',
              officeId,
              routing: ticket.routing + 1,
              clocks: signAndReturnClocks(ticket, context).filter(({ name }) => name !== 'RETURN'),
              ...handover(ticket, context),
            },
          },
        ]
      : unknownOffice(officeId),

  'ask-resident': (ticket, words, context) => {
    const window = openWindow(today(context), context.rules.limits.question, context);
    // Waiting for the resident stops the promise under regime `service` only.
    const names: ClockName[] = ticket.regime === 'service' ? ['PROMISE'] : [];
    const moved = stopClocks(ticket, names, today(context), waitingForResident, context);
    return [
      { actor: context.actor, words, body: { type: 'ResidentAsked', window, moved, ...handover(ticket, context) } },
    ];
  },
  answer: (ticket, { reuse: _reuse, channel: _channel, ...words }, context) => [
    {
      actor: context.actor,
      words,
      body: {
        type: 'ResidentAnswered',
        moved: resumeClocks(ticket, today(context), waitingForResident, context),
        ...papersOf(context),
        ...handover(ticket, context),
      },
    },
  ],

  'begin-special-step': (ticket, { kind, ...words }, context) => {
    const step = `${kind}-${ticket.sequence + 1}`;
    const moved = stopClocks(ticket, ['PROMISE', 'STATUTORY'], today(context), specialStepReason(step), context);
    return [
      {
        actor: context.actor,
        words,
        body: { type: 'SpecialStepBegun', step, kind, moved, ...handover(ticket, context) },
      },
    ];
  },
  'end-special-step': (ticket, { step, ...words }, context) =>
    ticket.specialSteps.includes(step)
      ? [
          {
            actor: context.actor,
            words,
            body: {
              type: 'SpecialStepEnded',
              step,
              moved: resumeClocks(ticket, today(context), specialStepReason(step), context),
              ...handover(ticket, context),
            },
          },
        ]
      : refuse('invalid', {}, [
          {
            path: 'step',
            code: 'unknown',
            zh: `没有进行中的环节；进行中：${ticket.specialSteps.join('、')}`,
            en: `no such open step; open: ${ticket.specialSteps.join(', ')}`,
            seen: step,
          },
        ]),

  extend: (ticket, { by, ...words }, context) => {
    const most = context.rules.limits.extension;
    if (by.unit !== most.unit || by.n < 1 || by.n > most.n)
      return refuse('invalid', {}, [
        {
          path: 'by',
          code: 'range',
          zh: `可延长 1 至 ${most.n} 个工作日`,
          en: `1 to ${most.n} working days`,
          seen: `${by.n}${by.unit}`,
        },
      ]);
    // The law lets a licence take longer, once; any other promise moves alone, and so does putting right.
    const name = extendableClock(ticket);
    const names: ClockName[] = name === 'PROMISE' && ticket.regime === 'licensing' ? [name, 'STATUTORY'] : [name];
    const moved = names
      .flatMap((name) => clockOf(ticket, name) ?? [])
      .filter(({ limit }) => limit.unit === by.unit)
      .map((clock) => moveClock(clock, { extension: by }, context));
    const dueOf = (clock: ClockName) => (moved.find((move) => move.name === clock) ?? clockOf(ticket, clock))?.due;
    const [promised, lawful] = [dueOf('PROMISE'), dueOf('STATUTORY')];
    if (name === 'PROMISE' && promised && lawful && promised > lawful)
      return refuse('invalid', {}, [
        {
          path: 'by',
          code: 'statutory',
          zh: `延长后将晚于法定期限 ${dateOf(lawful)}`,
          en: `the promise would pass the legal limit of ${dateOf(lawful)}`,
          seen: `${by.n}${by.unit}`,
        },
      ]);
    return [{ actor: context.actor, words, body: { type: 'Extended', by, moved } }];
  },

  'complete-step': (ticket, { step, ...words }, context) => {
    const done = ticket.steps.filter(({ status }) => status === 'done').map(({ id }) => id);
    const ready = readySteps(ticket, context, today(context), [...done, step]);
    return openStepsOf(ticket, context).includes(step)
      ? [
          {
            actor: context.actor,
            words,
            body: { type: 'StepCompleted', step, ready: ready.steps, clocks: ready.clocks },
          },
        ]
      : refuse('invalid', {}, [
          {
            path: 'step',
            code: 'unknown',
            zh: `本单位没有待办的此环节；待办：${openStepsOf(ticket, context).join('、')}`,
            en: `your office has no such step open; open: ${openStepsOf(ticket, context).join(', ')}`,
            seen: step,
          },
        ]);
  },

  resolve: (ticket, { outcome, ...words }, context) => {
    const { actor } = context;
    const missing = [
      ...(words.legalBasis === undefined ? (['legalBasis'] as const) : []),
      ...(words.appealPath === undefined ? (['appealPath'] as const) : []),
    ];
    if (outcome === 'denied' && missing.length > 0)
      return refuse(
        'invalid',
        {},
        missing.map((path) => ({
          path,
          code: 'required',
          zh: '不予办理须写明依据和救济途径',
          en: 'a denial needs its legal basis and the way to appeal',
        })),
      );
    const resolution: EventBody = {
      type: 'Resolved',
      outcome,
      window: openWindow(today(context), context.rules.limits.rating, context),
      elapsed: elapsedOf(ticket, context.now, context),
      // What is accepted and done in one go was held until now, once.
      heldMs: ticket.acceptedOn ? heldMs(ticket, context.now, context) : 0,
      // Accepted in the same moment, that says it already.
      ...(ticket.acceptedOn && granting.has(outcome) ? verified(ticket, context) : {}),
    };
    const drafts: EventDraft[] = ticket.acceptedOn ? [] : [{ actor, body: accepted(ticket, context, false) }];
    return [...drafts, { actor, words, body: resolution }];
  },

  rate: (ticket, { level, reasons = [], ...words }, context) => [
    {
      actor: context.actor,
      words,
      body: rated(ticket, { level, reasons }, context.ratedVia ?? { mode: 'app' }, context),
    },
  ],
  'open-rating': (_ticket, _body, { actor, now, rules }) => [
    { actor, body: { type: 'RatingOpened', endsAt: later(now, rules.ratingScreenMinutes * MINUTE) } },
  ],
  'rate-by-phone': (ticket, { reached, level, reasons = [], ...words }, context) => {
    const { actor } = context;
    if (!reached)
      return level === undefined && reasons.length === 0 && words.text === undefined
        ? [{ actor, body: { type: 'RatingCallMissed' } }]
        : notFitting('level', '没有联系上，不能填写评价', 'nobody was reached: there is no rating to write down');
    return level === undefined
      ? notFitting('level', '请填写居民所说的等级', 'say which level the resident gave')
      : [{ actor, words, body: rated(ticket, { level, reasons }, { mode: 'phone' }, context) }];
  },
  'verify-rating': (ticket, words, context) => [
    {
      actor: context.actor,
      words,
      body: {
        type: 'RatingVerified',
        clocks: [startClock(ticket, 'RECTIFY', today(context), context.rules.limits.rectify, context)],
      },
    },
  ],
  rectify: (ticket, { how, ...words }, context) => [
    {
      actor: context.actor,
      words,
      body: {
        type: 'Rectified',
        how,
        clocks: [startClock(ticket, 'CALLBACK', today(context), context.rules.limits.callBack, context)],
        ...handover(ticket, context),
      },
    },
  ],
  'record-call-back': (ticket, { level, ...words }, context) => [
    {
      actor: context.actor,
      words,
      body: { type: 'CalledBack', ...(level === undefined ? {} : { level }), ...handover(ticket, context) },
    },
  ],
  'appeal-rating': (ticket, words, context) => [
    {
      actor: context.actor,
      words,
      body: {
        type: 'RatingAppealed',
        clocks: [startClock(ticket, 'REVIEW', today(context), context.rules.limits.review, context)],
      },
    },
  ],
  'decide-rating-appeal': ({ rating }, { upheld, ...words }, { actor }) =>
    rating ? [{ actor, words, body: { type: 'RatingAppealDecided', upheld, level: rating.level } }] : [],

  'request-reopen': (_ticket, words, { actor }) => [{ actor, words, body: { type: 'ReopenRequested', heldMs: 0 } }],
  'approve-reopen': (ticket, words, context) => {
    const next = { ...ticket, generation: ticket.generation + 1 };
    const base = { type: 'Reopened' as const, routing: ticket.routing + 1, ...handover(ticket, context) };
    if (ticket.acceptedOn === undefined) {
      const { on, window, clocks } = receipt(next, context);
      return [{ actor: context.actor, words, body: { ...base, receivedOn: on, ...window, clocks } }];
    }
    const answer = answerLimit(context.item, context.rules.limits);
    const clocks = [
      ...(ticket.mode === 'consult' ? [startClock(next, 'ANSWER', today(context), answer, context)] : []),
      ...promiseClocks(next, today(context), context),
    ];
    return [{ actor: context.actor, words, body: { ...base, clocks } }];
  },
  'decline-reopen': (ticket, words, context) => [
    { actor: context.actor, words, body: { type: 'ReopenDeclined', ...handover(ticket, context) } },
  ],

  'explain-card': (ticket, { card: id, ...words }, context) => {
    const open = ticket.cards.filter((card) => mayExplain(card, context.actor));
    if (!open.some((card) => card.id === id)) return unknownCard(id, open);
    const answerBy = windowEnd(today(context), context.rules.cards.review, context);
    return [{ actor: context.actor, words, body: { type: 'CardExplained', card: id, answerBy } }];
  },
  'decide-card': (ticket, { card: id, decision, ...words }, context) => {
    const open = ticket.cards.filter((card) => mayDecide(card, context.overLevel));
    const card = open.find((each) => each.id === id);
    if (!card) return unknownCard(id, open);
    const { level, unit } = card;
    return [{ actor: context.actor, words, body: { type: 'CardDecided', card: id, level, unit, decision } }];
  },

  urge: (_ticket, words, context) => [{ actor: context.actor, words, body: { type: 'Urged', on: today(context) } }],
  comment: (_ticket, words, { actor }) => [{ actor, words, body: { type: 'Commented' } }],
  note: (_ticket, words, { actor }) => [{ actor, words, body: { type: 'Noted' } }],
};
