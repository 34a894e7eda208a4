/**
 * The care for one resident as it stands: in which special groups they are, which quarters are covered, how often nobody
 * answered, which needs and cards are open. A fold of its events, which consults nothing else.
 */
import { addDays, at, type CivilDate, dateOf, type Instant } from '../time.ts';
import { escalatesAt, moveCard } from '../ticket/card.ts';
import type { Card } from '../ticket/state.ts';
import type { NeedKind, Outcome, Source, Way } from './contact.ts';
import type { CareEvent, CareSubject, Leaving } from './event.ts';
import { endOf, nextQuarter, type Quarter, quarterOf } from './quarter.ts';

export type GroupEntry = { group: string; from: CivilDate; to: CivilDate | null; source: Source };
/** An open need. `ticketId`: the request that was filed for it. */
export type Need = {
  id: string;
  kind: NeedKind;
  way: Way;
  contactAt: Instant;
  recordedAt: Instant;
  late: boolean;
  ticketId: string | null;
};

export type Care = CareSubject & {
  /** Number of events; what a change names as seen. */
  version: number;
  groups: GroupEntry[];
  /** Since when on the register without a break; null: in no special group. */
  registeredAt: Instant | null;
  /** Quarters in which they were reached, did not want to be, or were missed; a quarter is in one list at most. */
  reached: Quarter[];
  declined: Quarter[];
  missed: Quarter[];
  lastReachedAt: Instant | null;
  lastContact: { at: Instant; way: Way; outcome: Outcome } | null;
  /** Calls, and visits, to which nobody answered since somebody last did. */
  callsInVain: number;
  visitsInVain: number;
  /** The day of the next contact, where one was agreed or is due. */
  nextOn: CivilDate | null;
  needs: Need[];
  /** Cards that nobody has decided on yet. */
  cards: Card[];
};

/** Nothing recorded yet. */
export const newCare = (subject: CareSubject): Care => ({
  ...subject,
  version: 0,
  groups: [],
  registeredAt: null,
  reached: [],
  declined: [],
  missed: [],
  lastReachedAt: null,
  lastContact: null,
  callsInVain: 0,
  visitsInVain: 0,
  nextOn: null,
  needs: [],
  cards: [],
});

const without = (quarters: readonly Quarter[], quarter: Quarter | null): Quarter[] =>
  quarters.filter((each) => each !== quarter);
const withQuarter = (quarters: readonly Quarter[], quarter: Quarter): Quarter[] =>
  [...new Set([...quarters, quarter])].sort();

const laterOf = (a: Instant | null, b: Instant): Instant => (a !== null && a > b ? a : b);

const covered = (care: Care, quarter: Quarter | null, moment: Instant): Partial<Care> =>
  quarter === null
    ? {}
    : {
        reached: withQuarter(care.reached, quarter),
        declined: without(care.declined, quarter),
        missed: without(care.missed, quarter),
        lastReachedAt: laterOf(care.lastReachedAt, moment),
      };

const left = (care: Care, { leaves, uncovers }: Leaving): Partial<Care> =>
  leaves ? { registeredAt: null, nextOn: null, reached: without(care.reached, uncovers) } : {};

const afterContact = (care: Care, event: CareEvent & { type: 'ContactRecorded' }): Partial<Care> => {
  const { way, outcome, contactAt, covers, next } = event;
  const isNewest = contactAt >= (care.lastContact?.at ?? '');
  const inVain = outcome === 'no-answer';
  const calls = inVain && way === 'phone' ? 1 : 0;
  const last = {
    lastContact: { at: contactAt, way, outcome },
    nextOn: next,
    callsInVain: inVain ? care.callsInVain + calls : 0,
    visitsInVain: inVain ? care.visitsInVain + 1 - calls : 0,
  };
  const quarter = quarterOf(dateOf(contactAt));
  const isSettled = [care.reached, care.missed].some((quarters) => quarters.includes(quarter));
  return {
    ...(isNewest ? last : {}),
    ...(outcome === 'reached' ? { lastReachedAt: laterOf(care.lastReachedAt, contactAt) } : {}),
    ...(outcome === 'refused' && !isSettled ? { declined: withQuarter(care.declined, quarter) } : {}),
    ...covered(care, covers, contactAt),
    ...(event.leaves ? { ...left(care, event), groups: [] } : {}),
  };
};

const change = (care: Care, event: CareEvent): Partial<Care> => {
  switch (event.type) {
    case 'GroupAdded': {
      const { group, from, to, source } = event;
      return {
        groups: [...care.groups, { group, from, to, source }],
        ...(event.enters ? { registeredAt: event.at } : {}),
        ...covered(care, event.covers, care.lastReachedAt ?? event.at),
      };
    }
    case 'GroupEnded':
      return { groups: care.groups.filter(({ group }) => group !== event.group), ...left(care, event) };
    case 'ContactRecorded':
      return afterContact(care, event);
    case 'NeedRecorded': {
      const { needId: id, kind, way, contactAt, late, at: recordedAt } = event;
      const need = { id, kind, way, contactAt, recordedAt, late, ticketId: null };
      return { needs: [...care.needs, need] };
    }
    case 'NeedFiled':
      return {
        needs: care.needs.map((need) => (need.id === event.needId ? { ...need, ticketId: event.ticketId } : need)),
      };
    case 'NeedClosed':
      return { needs: care.needs.filter(({ id }) => id !== event.needId) };
    case 'Served':
      // Whoever was served was met with: nobody calls in vain any more.
      return { ...covered(care, event.covers, event.servedAt), callsInVain: 0, visitsInVain: 0 };
    case 'QuarterMissed':
      return {
        missed: withQuarter(care.missed, event.quarter),
        cards: event.card ? [...care.cards, { ...event.card, at: event.at, explained: false }] : care.cards,
      };
    case 'CardExplained':
    case 'CardEscalated':
    case 'CardDecided':
      return { cards: moveCard(care.cards, event) };
  }
};

export const applyCare = (care: Care, event: CareEvent): Care => ({
  ...care,
  ...change(care, event),
  version: event.sequence,
});

/** The first quarter since they came onto the register of which nothing was decided yet; null: not on it. */
export const dueQuarter = ({ registeredAt, reached, declined, missed }: Care): Quarter | null => {
  if (registeredAt === null) return null;
  const settled = new Set([...reached, ...declined, ...missed]);
  let quarter = quarterOf(dateOf(registeredAt));
  while (settled.has(quarter)) quarter = nextQuarter(quarter);
  return quarter;
};

/** So often a call is tried before somebody goes there (journey J2). */
export const callsBeforeVisit = 3;

export const steps = {
  call: { zh: '打电话', en: 'Call' },
  visit: { zh: '三次电话无人接：上门', en: 'Three calls in vain: visit' },
  alarm: {
    zh: '上门也无人应：联系家属和邻居，担心安全的打110',
    en: 'Nobody opened either: ask family and neighbours; call 110 if you fear for them',
  },
} as const;

/** What to do next to reach them. */
export const nextStep = ({ callsInVain, visitsInVain }: Care): keyof typeof steps =>
  visitsInVain > 0 ? 'alarm' : callsInVain >= callsBeforeVisit ? 'visit' : 'call';

/** The end of the last day on which somebody is in a group. */
const expiryOf = ({ to }: GroupEntry): Instant | null => (to === null ? null : at(addDays(to, 1), '00:00'));

/** Groups whose last day is over. */
export const expired = ({ groups }: Care, now: Instant): GroupEntry[] =>
  groups.filter((entry) => (expiryOf(entry) ?? now) < now);

/** The next moment at which time does something to it, or null. */
export const nextCareMoment = (care: Care): Instant | null => {
  const quarter = dueQuarter(care);
  const moments = [
    quarter === null ? null : endOf(quarter),
    ...care.groups.map(expiryOf),
    ...care.cards.map(escalatesAt),
  ].filter((moment) => moment !== null);
  return moments.sort()[0] ?? null;
};

/** Why a supervisor looks at it: the oldest card that nobody has decided on. */
export const careAttention = ({ cards }: Care): Instant | null => cards.map(({ at }) => at).sort()[0] ?? null;
