/**
 * May this person do this now? One check for the API's decision and for the `actions` that a reply lists, so a
 * button that is shown works and one that is not shown does not.
 */
import { type Refusal, refuse } from '../refusal.ts';
import { type Action, type ActionBody, type ActionName, actionNames, actions, type Relation } from './actions.ts';
import { mayDecide, mayExplain } from './card.ts';
import { clockOf, hasPassed, windowEnd } from './clocks.ts';
import { commands, extendableClock, noticeIsOver, type Decision, openStepsOf } from './commands.ts';
import { rulesWithin } from './district-rules.ts';
import type { Context } from './context.ts';
import { needsRouting, states, type Ticket } from './state.ts';
import { dateOf } from '../time.ts';

type Guard = (ticket: Ticket, context: Context) => Refusal | null;

const no = (zh: string, en: string): Refusal => refuse('wrong-state', { zh, en });

/** It goes to an office: until routing has found one, there is nothing for the station to decide. */
const routingFirst: Guard = (ticket) =>
  needsRouting(ticket) && ticket.mode !== 'proxy' && ticket.officeId === null
    ? no('正在派往承办单位，尚不能受理。', 'It is on its way to the office; it cannot be decided on yet.')
    : null;

const afterWindow = (zh: string, en: string, until: string): Refusal => refuse('outside-window', { zh, en, until });

const acceptedByLaw: Guard = (ticket, context) =>
  noticeIsOver(ticket, context)
    ? refuse('limit-passed', {
        zh: '一次性告知期限已过，依法视为受理。',
        en: 'The time to name missing papers is over: by law it counts as accepted.',
        until: ticket.window?.endsAt ?? '',
      })
    : null;

const ratable: Guard = (ticket, { now }) =>
  ticket.rating?.generation === ticket.generation
    ? no('已经评价过。', 'It has been rated already.')
    : ticket.window !== undefined && now > ticket.window.endsAt
      ? afterWindow('评价期已过。', 'The time to rate is over.', ticket.window.endsAt)
      : null;

/** Whoever had a part in it asks nobody what it was worth, nor does the deputy of somebody who had. */
const noPart: Guard = ({ actedBy = [] }, { actor }) =>
  actedBy.includes(actor.id) || (actor.deputyOf !== undefined && actedBy.includes(actor.deputyOf))
    ? refuse('not-allowed', {
        zh: '您经办过此件，评价须由没有经办的同事打开或记录。',
        en: 'You had a part in this: a colleague who had none must open or write down its rating.',
      })
    : null;

/** A code on a screen is shown to whoever stands there: of a restricted case nothing is shown. */
const notRestricted: Guard = ({ restricted }) =>
  restricted
    ? refuse('not-allowed', {
        zh: '保密件只能由申请人登录后评价，或电话评价。',
        en: 'A confidential request is rated by the applicant signed in, or by telephone.',
      })
    : null;

/** What an action needs besides its row: state and role are checked by then. */
const guards: Partial<Record<ActionName, Guard>> = {
  claim: (ticket, { actor }) =>
    ticket.handlerId === null
      ? null
      : ticket.handlerId === actor.id
        ? no('您已领取。', 'You have claimed it already.')
        : refuse('taken', {}),
  release: (ticket, { actor, relations }) =>
    ticket.handlerId === null
      ? no('无人领取。', 'Nobody has claimed it.')
      : ticket.handlerId === actor.id || relations.has('supervisor')
        ? null
        : refuse('not-allowed', {
            zh: '只有领取人或督导人员可以放回。',
            en: 'Only the person who claimed it, or a supervisor, can release it.',
          }),
  accept: routingFirst,
  refuse: (ticket, context) => routingFirst(ticket, context) ?? acceptedByLaw(ticket, context),
  'request-supplement': (ticket, context) =>
    routingFirst(ticket, context) ??
    acceptedByLaw(ticket, context) ??
    (ticket.supplements > 0 && !context.relations.has('supervisor')
      ? refuse('not-allowed', {
          zh: '材料只能一次告知；第二次须由督导人员说明理由。',
          en: 'Papers are asked for once; a second list needs a supervisor, with a reason.',
        })
      : null),
  resolve: (ticket) =>
    ticket.state === 'in-progress' || !needsRouting(ticket)
      ? null
      : no('此事项须先受理。', 'This must be accepted before it can be resolved.'),
  route: (ticket) =>
    ticket.state === 'returned' || ticket.unmatched ? null : no('由系统自动派单。', 'It is routed automatically.'),
  'return-to-station': (ticket, { now }) => {
    if (ticket.officeId === null) return no('尚未派往单位。', 'It is not with an office.');
    if (ticket.arbitrated)
      return no('裁定的承办单位不得退回。', 'An office named by the arbiter may not send it back.');
    const limit = clockOf(ticket, 'RETURN');
    // It ended with the first resolution: an office that has decided once cannot say that it is the wrong one.
    if (!limit) return no('本单位已办理过，不得退回。', 'Your office has handled it before; it cannot be sent back.');
    return now > limit.due
      ? refuse('limit-passed', { zh: '退回期限已过。', en: 'The time to send it back is over.', until: limit.due })
      : null;
  },
  extend: (ticket, { now }) => {
    const running = clockOf(ticket, extendableClock(ticket));
    if (!running) return no('没有可延长的期限。', 'There is no limit to extend.');
    if (running.extension) return no('只能延长一次。', 'It can be extended once only.');
    return hasPassed(running, now)
      ? refuse('limit-passed', {
          zh: '期限届满后不得延长。',
          en: 'A limit that has passed cannot be extended.',
          until: running.due,
        })
      : null;
  },
  'complete-step': (ticket, context) =>
    openStepsOf(ticket, context).length > 0 ? null : no('本单位没有待办环节。', 'No step is waiting for your office.'),
  rate: ratable,
  'open-rating': (ticket, context) =>
    ratable(ticket, context) ?? notRestricted(ticket, context) ?? noPart(ticket, context),
  'rate-by-phone': (ticket, context) =>
    ratable(ticket, context) ??
    noPart(ticket, context) ??
    ((ticket.ratingCalls ?? 0) >= context.rules.ratingCalls
      ? no('已多次未联系上，不再打扰。', 'Called in vain often enough: leave them in peace.')
      : null),
  'verify-rating': (ticket) => (ticket.rating?.verified ? no('已核实。', 'It has been verified already.') : null),
  rectify: (ticket) =>
    ticket.rating?.verified ? null : no('须先由他人核实。', 'Somebody else must verify the rating first.'),
  'appeal-rating': (ticket, { now }) => {
    if (!ticket.rating || ticket.rating.level > 2 || ticket.rating.generation !== ticket.generation)
      return no('没有可申诉的差评。', 'There is no bad rating to object to.');
    if (ticket.rating.appeal) return no('已经申诉过。', 'An objection has been made already.');
    const window = clockOf(ticket, 'APPEAL');
    return window && now > window.due ? afterWindow('申诉期已过。', 'The time to object is over.', window.due) : null;
  },
  'decide-rating-appeal': (ticket) =>
    ticket.rating?.appeal === 'open' ? null : no('没有待裁定的申诉。', 'No objection is open.'),
  'request-reopen': (ticket, context) => {
    // The days that were promised when it was settled, whatever holds today.
    const settledOn = dateOf(ticket.settledAt ?? ticket.heldSince);
    const { limits } = context.versions
      ? rulesWithin(context.versions, context.district ?? [], settledOn)
      : context.rules;
    const end = windowEnd(settledOn, limits.reopen, context);
    return context.now > end
      ? afterWindow('申请重办的期限已过。', 'The time to ask for a reopening is over.', end)
      : null;
  },
  'explain-card': (ticket, { actor }) =>
    ticket.cards.some((card) => mayExplain(card, actor))
      ? null
      : no('本单位没有待说明的黄牌或红牌。', 'No card waits for an explanation of your office.'),
  'decide-card': (ticket, { overLevel }) =>
    ticket.cards.length === 0
      ? no('没有待裁定的黄牌或红牌。', 'No card waits for a decision.')
      : ticket.cards.some((card) => mayDecide(card, overLevel))
        ? null
        : refuse('not-allowed', {
            zh: '已由上一级督导人员裁定。',
            en: 'It is with a supervisor of the level above.',
          }),
  urge: (ticket, { now }) =>
    ticket.urgedOn === dateOf(now) ? no('今天已催办过。', 'It has been urged today already.') : null,
};

/** Why this action is refused now, or null when it may be done. */
export const objection = (ticket: Ticket, name: ActionName, context: Context): Refusal | null => {
  const action: Action = actions[name];
  if (!action.by.some((relation: Relation) => context.relations.has(relation)))
    return refuse('not-allowed', {
      zh: `“${action.zh}”不在您的权限内。`,
      en: `You may not do this here: ${action.en}.`,
    });
  if (!action.from.includes(ticket.state)) {
    const names = (language: 'zh' | 'en') =>
      action.from.map((state) => states[state][language]).join(language === 'zh' ? '、' : ', ');
    return refuse('wrong-state', {
      zh: `当前状态为“${states[ticket.state].zh}”，“${action.zh}”只能在以下状态进行：${names('zh')}。`,
      en: `It is “${states[ticket.state].en}”; “${action.en}” is possible only from: ${names('en')}.`,
      state: ticket.state,
    });
  }
  return guards[name]?.(ticket, context) ?? null;
};

/** What this person may do now, in the order of the table. */
export const allowedActions = (ticket: Ticket, context: Context): ActionName[] =>
  actionNames.filter((name) => objection(ticket, name, context) === null);

/** Checks and decides. */
export const perform = <Name extends ActionName>(
  ticket: Ticket,
  name: Name,
  body: ActionBody<Name>,
  context: Context,
): Decision => objection(ticket, name, context) ?? commands[name](ticket, body, context);
