/**
 * The numbers of a community and of every region above it, and of the unit that acted: what each event adds to them.
 * Only whole numbers that are added, so the order in which events arrive does not matter and a recount gives the same.
 *
 * A number is a fact in a cell: `filed` in the cell '' is all that was filed, in the cell `item.birth` what was filed
 * of that item. Written together the two are `filed@item.birth`.
 */
import { bucketOf } from './elapsed.ts';
import { ratingViaFact } from './rating.ts';
import { classOf, levelOf, lineageOf } from './region.ts';
import type { Collected, EndedClock, Subject, TicketEvent } from './ticket/event.ts';
import type { ClockName, Ticket } from './ticket/state.ts';
import { DAY, epochMs } from './time.ts';

export type Counts = Record<string, number>;

/** By what a number may be asked. `group`: special groups that the resident belonged to when filing;
 * `class`: urban or rural communities. */
export const dimensions = ['department', 'item', 'mode', 'channel', 'group', 'class'] as const;
export type Dimension = (typeof dimensions)[number];

/** All that was counted, and the part of it that concerned special groups. */
export const whole = '';
export const specialCell = 'special';

const valuesOf: Record<Dimension, (subject: Subject) => readonly string[]> = {
  department: ({ department }) => [department],
  item: ({ itemId }) => [itemId],
  mode: ({ mode }) => [mode],
  channel: ({ channel }) => [channel],
  group: ({ groups }) => groups,
  class: ({ communityCode }) => [classOf(communityCode)],
};

/** `police` among departments: `department.police`. */
export const cellOf = (dimension: Dimension, value: string): string => `${dimension}.${value}`;

/** Every cell beside the whole to which a matter belongs. */
export const cellsOf = (subject: Subject): string[] => [
  ...dimensions.flatMap((dimension) => valuesOf[dimension](subject).map((value) => cellOf(dimension, value))),
  ...(subject.special ? [specialCell] : []),
];

/** A fact in a cell under one name, and back. */
export const nameIn = (cell: string, fact: string): string => (cell === whole ? fact : `${fact}@${cell}`);
export const cellAndFact = (name: string): { cell: string; fact: string } => {
  const at = name.indexOf('@');
  return at === -1 ? { cell: whole, fact: name } : { cell: name.slice(at + 1), fact: name.slice(0, at) };
};

const lifeFacts = {
  Submitted: 'filed',
  Accepted: 'accepted',
  Resolved: 'resolved',
  Withdrawn: 'withdrawn',
  Lapsed: 'lapsed',
  Merged: 'merged',
  Refused: 'refused',
  Returned: 'returned',
  Reopened: 'reopened',
  Extended: 'extended',
  ResidentAsked: 'asked',
  SpecialStepBegun: 'specialStep',
} as const;
const isLifeFact = (type: string): type is keyof typeof lifeFacts => Object.hasOwn(lifeFacts, type);

const missed = (clock: ClockName): string => `missed.${clock}`;

/** A breach that was booked when its due passed is not booked again by the end of its clock. */
const clockFacts = (ended: readonly EndedClock[]): string[] =>
  ended.flatMap(({ name, outcome, booked }) => {
    if (outcome === 'met') return [`met.${name}`];
    return outcome === 'missed' && !booked ? [missed(name)] : [];
  });

/** Who had it, without saying which office: `office:police-320613001` → `office`. */
const kindOf = (holder: string): string => holder.split(':', 1)[0] ?? holder;

/** Name of the number of cases that one kind of holder (or `all` together) had for a duration of this bucket. */
export const elapsedFact = (kind: string, bucket: number): string => `elapsed.${kind}.${bucket}`;

const elapsedFacts = (elapsed: Ticket['elapsed']): string[] => {
  const byKind = new Map<string, number>();
  for (const [holder, ms] of Object.entries(elapsed))
    for (const kind of [kindOf(holder), 'all']) byKind.set(kind, (byKind.get(kind) ?? 0) + ms);
  return [...byKind].map(([kind, ms]) => elapsedFact(kind, bucketOf(ms)));
};

/** Cards, with the unit that each is about. */
export const cardFacts = (event: TicketEvent): { unit: string; fact: string }[] => {
  if (event.type === 'AlarmRaised' && event.card) return [{ unit: event.card.unit, fact: `card.${event.level}` }];
  return event.type === 'CardDecided' && event.decision === 'cancelled'
    ? [{ unit: event.unit, fact: `cardCancelled.${event.level}` }]
    : [];
};

/** Stopped when the last day of the limit had begun to run out: ordinary once, telling when it is a habit. */
const lastDay = DAY;
const stopsLate = (event: TicketEvent): boolean =>
  (event.type === 'ResidentAsked' || event.type === 'SpecialStepBegun') &&
  event.moved.some(({ was }) => was >= event.at && epochMs(was) - epochMs(event.at) <= lastDay);

/** Facts beside those of the ticket's life, its clocks and its cards. */
const otherFacts = (event: TicketEvent): string[] => {
  switch (event.type) {
    case 'AlarmRaised':
      return event.level === 'missed' ? [missed(event.clock)] : [];
    case 'Resolved':
      return [`outcome.${event.outcome}`, ...elapsedFacts(event.elapsed)];
    case 'Rated':
      return [`rating.${event.level}`, ...(event.mode ? [ratingViaFact(event.mode, event.level)] : [])];
    case 'RatingCallMissed':
      return ['ratingUnreached'];
    case 'CalledBack':
      return event.level === undefined ? [] : [`secondRating.${event.level}`];
    case 'RatingAppealDecided':
      return event.upheld ? [`ratingExcluded.${event.level}`] : [];
    case 'SupplementRequested':
      return event.second ? ['supplemented', 'supplementedAgain'] : ['supplemented'];
    default:
      return [];
  }
};

/** What is counted by amounts, of one filing as many as there were; it is no case by itself. */
export const collectFacts = {
  fieldsKnown: 'collect.fieldKnown',
  fieldsAsked: 'collect.fieldAsked',
  papersGiven: 'collect.paperGiven',
  papersReused: 'collect.paperReused',
} as const satisfies Record<keyof Collected, string>;

const collectedIn = (event: TicketEvent): Counts => {
  if (event.type !== 'Submitted' || !event.collected) return {};
  const amounts = Object.entries(event.collected) as [keyof Collected, number][];
  return Object.fromEntries(amounts.flatMap(([name, by]) => (by > 0 ? [[collectFacts[name], by]] : [])));
};

const counted = (facts: readonly string[]): Counts => {
  const counts: Counts = {};
  for (const fact of facts) counts[fact] = (counts[fact] ?? 0) + 1;
  return counts;
};

const opens: ReadonlySet<string> = new Set(['Submitted', 'Reopened']);
const closes: ReadonlySet<string> = new Set(['Resolved', 'Refused', 'Withdrawn', 'Lapsed', 'Merged']);

/** How many more tickets are open after the event: opened less closed is what is open, whenever one asks. */
export const openedBy = ({ type }: TicketEvent): -1 | 0 | 1 => (opens.has(type) ? 1 : closes.has(type) ? -1 : 0);

/** The same of what was counted in some time: by how much the number of open tickets changed in it. */
export const openedIn = (counts: Readonly<Counts>): number => {
  const of = (type: keyof typeof lifeFacts): number => counts[lifeFacts[type]] ?? 0;
  return (
    of('Submitted') + of('Reopened') - of('Resolved') - of('Refused') - of('Withdrawn') - of('Lapsed') - of('Merged')
  );
};

/**
 * What the event adds. `region`: to the community of the applicant and every region above it. `offices`: to the office
 * that acted, unless the case is restricted; a card is the unit's whose lateness it is about. Empty for most events.
 */
export const factsOf = (event: TicketEvent): { region: Counts; offices: { officeId: string; counts: Counts }[] } => {
  const cards = cardFacts(event);
  const facts = [
    ...(isLifeFact(event.type) ? [lifeFacts[event.type]] : []),
    ...otherFacts(event),
    ...(stopsLate(event) ? ['lateStop'] : []),
    ...clockFacts(event.ended),
  ];
  const collected = collectedIn(event);
  return {
    region: { ...counted([...facts, ...cards.map(({ fact }) => fact)]), ...collected },
    offices: event.subject.restricted
      ? []
      : [
          ...(facts.length > 0
            ? [{ officeId: event.subject.officeId, counts: { ...counted(facts), ...collected } }]
            : []),
          ...cards.map(({ unit, fact }) => ({ officeId: unit, counts: counted([fact]) })),
        ],
  };
};

/** The resident who was served by the event; null for most events and for those who filed without a name. */
export const servedIn = ({ type, subject }: TicketEvent): string | null =>
  type === 'Resolved' ? subject.residentId : null;

/**
 * The community of the applicant, then the street, district and city above it. A restricted case is one of many in a
 * district only: in its community a number would tell that it exists.
 */
export const regionsOf = ({ subject }: TicketEvent): readonly string[] =>
  lineageOf(subject.communityCode).filter((code) => !subject.restricted || levelOf(code) <= 2);

/** Adds counts up, name by name. */
export const sum = (parts: readonly Counts[]): Counts => {
  const total: Counts = {};
  for (const part of parts) for (const [name, by] of Object.entries(part)) total[name] = (total[name] ?? 0) + by;
  return total;
};
