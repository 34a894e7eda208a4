/** What may be recorded of the care for a resident, each a function from it as it stands to what is recorded, or a refusal. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { RegionLevel } from '../region.ts';
import { escalationsOf, firstRung, mayDecide, mayExplain } from '../ticket/card.ts';
import { type Reckoning, windowEnd } from '../ticket/clocks.ts';
import type { Actor } from '../ticket/event.ts';
import { addDays, type CivilDate, DAY, dateOf, epochMs, type Instant } from '../time.ts';
import { type Care, dueQuarter, expired } from './care.ts';
import { leaving, type NeedKind, type Outcome, type Source, type Way } from './contact.ts';
import type { CareBody, Leaving, Recorded } from './event.ts';
import { endOf, previousQuarter, type Quarter, quarterOf, startOf } from './quarter.ts';

export type CareContext = Reckoning & {
  now: Instant;
  actor: Actor;
  /** Level of the region that a supervisor answers for; null for everybody else. */
  overLevel: RegionLevel | null;
};

export type CareDecision = readonly CareBody[] | Refusal;

const problem = (path: string, code: string, zh: string, en: string, seen?: string): Refusal =>
  refuse('invalid', {}, [{ path, code, zh, en, ...(seen === undefined ? {} : { seen }) }]);

/** Within so much time a contact or need is recorded (plan R3D-29: 及时). */
const recordingLimit = { n: 1, unit: 'wd' } as const;
/** Older contacts are history that nobody can check any more. */
const oldestDays = 180;
/** Whoever came onto the register later than this before a quarter's end is counted, but nobody is blamed for them. */
const graceDays = 30;
/** In hospital: asked again after so many days, where no other day was agreed. */
const hospitalDays = 14;

const recorded = (contactAt: Instant, context: CareContext): Recorded | Refusal => {
  const { now } = context;
  if (contactAt > now)
    return problem('contactAt', 'future', '联系时间不能晚于现在', 'the contact cannot lie ahead', contactAt);
  if (epochMs(now) - epochMs(contactAt) > oldestDays * DAY)
    return problem('contactAt', 'old', `最多补录 ${oldestDays} 天`, `at most ${oldestDays} days ago`, contactAt);
  const dueBy = windowEnd(dateOf(contactAt), recordingLimit, context);
  return { contactAt, dueBy, late: now > dueBy };
};

/** The quarter of the moment, where they were on the register then and nothing has covered it yet. */
const covers = ({ registeredAt, reached }: Care, moment: Instant): Quarter | null => {
  const quarter = quarterOf(dateOf(moment));
  return registeredAt !== null && endOf(quarter) > registeredAt && !reached.includes(quarter) ? quarter : null;
};

const leaves = (care: Care, now: Instant): Leaving => {
  const quarter = quarterOf(dateOf(now));
  return care.registeredAt === null
    ? { leaves: false, uncovers: null }
    : { leaves: true, uncovers: care.reached.includes(quarter) ? quarter : null };
};
const stays: Leaving = { leaves: false, uncovers: null };

const isPast = (date: CivilDate, now: Instant): boolean => date < dateOf(now);

export const addGroup = (
  care: Care,
  {
    group,
    from,
    to,
    source,
  }: {
    group: string;
    from: CivilDate;
    to: CivilDate | null;
    source: Source;
  },
  { now }: CareContext,
): CareDecision => {
  if (care.groups.some((entry) => entry.group === group))
    return problem('group', 'taken', '已在此群体中', 'is in this group already', group);
  if (from > dateOf(now)) return problem('from', 'future', '开始日不能晚于今天', 'cannot begin after today', from);
  if (to !== null && (to < from || isPast(to, now)))
    return problem('to', 'past', '结束日不能早于开始日或今天', 'cannot end before it begins, or before today', to);
  const enters = care.registeredAt === null;
  const quarter = quarterOf(dateOf(now));
  const wasReached = enters && care.lastReachedAt !== null && quarterOf(dateOf(care.lastReachedAt)) === quarter;
  return [{ type: 'GroupAdded', group, from, to, source, enters, covers: wasReached ? quarter : null }];
};

export const endGroup = (care: Care, group: string, { now }: CareContext): CareDecision => {
  if (!care.groups.some((entry) => entry.group === group))
    return problem('group', 'unknown', '不在此群体中', 'is not in this group', group);
  const isLast = care.groups.length === 1;
  return [{ type: 'GroupEnded', group, why: 'removed', ...(isLast ? leaves(care, now) : stays) }];
};

export const recordContact = (
  care: Care,
  {
    way,
    outcome,
    contactAt,
    nextOn,
  }: {
    way: Way;
    outcome: Outcome;
    contactAt: Instant;
    nextOn: CivilDate | null;
  },
  context: CareContext,
): CareDecision => {
  const { now } = context;
  const when = recorded(contactAt, context);
  if (isRefusal(when)) return when;
  if (nextOn !== null && isPast(nextOn, now))
    return problem('nextOn', 'past', '下次联系日期已过', 'the next contact lies behind', nextOn);
  const ends = leaving.has(outcome);
  if (ends && nextOn !== null)
    return problem('nextOn', 'ends', '已搬走或去世的不再联系', 'nobody contacts them any more', nextOn);
  const next = nextOn ?? (outcome === 'hospital' ? addDays(dateOf(now), hospitalDays) : null);
  return [
    {
      type: 'ContactRecorded',
      way,
      outcome,
      ...when,
      covers: outcome === 'reached' ? covers(care, contactAt) : null,
      next,
      ...(ends ? leaves(care, now) : stays),
    },
  ];
};

/** A need, found by visit or phone: which is a contact, too. */
export const recordNeed = (
  care: Care,
  {
    needId,
    kind,
    way,
    contactAt,
  }: {
    needId: string;
    kind: NeedKind;
    way: Way;
    contactAt: Instant;
  },
  context: CareContext,
): CareDecision => {
  const contact = recordContact(care, { way, outcome: 'reached', contactAt, nextOn: null }, context);
  if (isRefusal(contact)) return contact;
  const when = recorded(contactAt, context);
  if (isRefusal(when)) return when;
  return [{ type: 'NeedRecorded', needId, kind, way, ...when }, ...contact];
};

const openNeed = (care: Care, needId: string) => care.needs.find(({ id }) => id === needId);

export const closeNeed = (care: Care, needId: string, result: 'met' | 'dropped'): CareDecision => {
  const need = openNeed(care, needId);
  if (!need) return problem('needId', 'unknown', '没有这项待办需求', 'no open need of this id', needId);
  return [{ type: 'NeedClosed', needId, result, ...(need.ticketId === null ? {} : { ticketId: need.ticketId }) }];
};

/** A request was filed for a need. Nothing when this is known: the message may come twice, or after the need was closed. */
export const fileNeed = (care: Care, needId: string, ticketId: string): CareBody[] =>
  openNeed(care, needId)?.ticketId === null ? [{ type: 'NeedFiled', needId, ticketId }] : [];

/**
 * Something of theirs was resolved. It covers the quarter of that moment once, however often and in whatever order it is
 * told; the need for which it was filed is met.
 */
export const serve = (care: Care, { ticketId, servedAt }: { ticketId: string; servedAt: Instant }): CareBody[] => {
  const quarter = covers(care, servedAt);
  const met = care.needs.filter((need) => need.ticketId === ticketId);
  return [
    ...(quarter === null ? [] : [{ type: 'Served' as const, ticketId, servedAt, covers: quarter }]),
    ...met.map(({ id }) => ({ type: 'NeedClosed' as const, needId: id, result: 'met' as const, ticketId })),
  ];
};

const unknownCard = (id: string, open: readonly { id: string }[]): Refusal =>
  problem(
    'card',
    'unknown',
    `没有此牌，或不由您处理；可处理的：${open.map((each) => each.id).join('、') || '无'}`,
    `no such card, or not yours; yours: ${open.map((each) => each.id).join(', ') || 'none'}`,
    id,
  );

export const explainCard = (care: Care, id: string, context: CareContext): CareDecision => {
  const open = care.cards.filter((card) => mayExplain(card, context.actor));
  if (!open.some((card) => card.id === id)) return unknownCard(id, open);
  const answerBy = windowEnd(dateOf(context.now), context.rules.cards.review, context);
  return [{ type: 'CardExplained', card: id, answerBy }];
};

export const decideCard = (
  care: Care,
  { card: id, decision }: { card: string; decision: 'upheld' | 'cancelled' },
  { overLevel }: CareContext,
): CareDecision => {
  const open = care.cards.filter((card) => mayDecide(card, overLevel));
  const card = open.find((each) => each.id === id);
  if (!card) return unknownCard(id, open);
  return [{ type: 'CardDecided', card: id, level: card.level, unit: card.unit, decision }];
};

/**
 * Yellow when a quarter went by without a contact or service, red when the one before was missed as well (the second
 * time on one ticket is red, too). None for whoever had just come onto the register.
 */
const missedCard = (care: Care, quarter: Quarter, context: CareContext) => {
  const { cards: rules } = context.rules;
  if (care.registeredAt !== null && epochMs(endOf(quarter)) - epochMs(care.registeredAt) < graceDays * DAY) return null;
  const level = care.missed.includes(previousQuarter(quarter)) ? 'red' : 'yellow';
  return {
    id: `${quarter}-${level}`,
    level,
    unit: care.stationId,
    rung: firstRung(care.stationId, level, rules),
    answerBy: windowEnd(dateOf(context.now), rules.explanation, context),
  } as const;
};

/** The next thing that time has brought about by now, and nothing more: asked again after it, the one after that. */
export const careTimePasses = (care: Care, context: CareContext): CareBody[] => {
  const { now } = context;
  const [over] = expired(care, now);
  if (over) {
    const last = care.groups.length === 1 ? leaves(care, now) : stays;
    return [{ type: 'GroupEnded', group: over.group, why: 'expired', ...last }];
  }
  const quarter = dueQuarter(care);
  if (quarter !== null && endOf(quarter) < now)
    return [{ type: 'QuarterMissed', quarter, card: missedCard(care, quarter, context) }];
  return escalationsOf(care.cards, context).slice(0, 1);
};

/** Was this quarter, or one after it, covered or declined at this moment? Then they are not on the list of whom to reach. */
export const isCovered = ({ reached, declined }: Care, now: Instant): boolean => {
  const quarter = quarterOf(dateOf(now));
  return reached.includes(quarter) || declined.includes(quarter);
};

/** When the present quarter began. */
export const quarterStart = (now: Instant): Instant => startOf(quarterOf(dateOf(now)));
