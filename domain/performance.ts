/**
 * The numbers of a community and of every region above it, and of the office: what each event adds to them. Only
 * whole numbers that are added, so the order in which events arrive does not matter and a recount gives the same.
 *
 * A name is the fact, then the dimension: `filed`, `filed.mode.proxy`, `missed.PROMISE.department.police`, `rating.5.special`.
 */
import { lineageOf } from './region.ts';
import type { EndedClock, Subject, TicketEvent } from './ticket/event.ts';
import type { ClockName } from './ticket/state.ts';

export type Counter = { name: string; by: number };
export type Counts = Record<string, number>;

type Dimension = 'department' | 'item' | 'mode' | 'channel' | 'special';
const everyDimension: readonly Dimension[] = ['department', 'item', 'mode', 'channel', 'special'];
/** What a matter's own dimensions say little about is asked by department and for special groups only. */
const fewDimensions: readonly Dimension[] = ['department', 'special'];

const suffixes: Record<Dimension, (subject: Subject) => string[]> = {
  department: ({ department }) => [`department.${department}`],
  item: ({ itemId }) => [`item.${itemId}`],
  mode: ({ mode }) => [`mode.${mode}`],
  channel: ({ channel }) => [`channel.${channel}`],
  special: ({ special }) => (special ? ['special'] : []),
};

const counted = (fact: string, subject: Subject, dimensions: readonly Dimension[]): string[] => [
  fact,
  ...dimensions.flatMap((dimension) => suffixes[dimension](subject)).map((suffix) => `${fact}.${suffix}`),
];

const lifeFacts = {
  Submitted: 'filed',
  Accepted: 'accepted',
  Resolved: 'resolved',
  Withdrawn: 'withdrawn',
  Lapsed: 'lapsed',
  Merged: 'merged',
  Refused: 'refused',
} as const;
const isLifeFact = (type: string): type is keyof typeof lifeFacts => Object.hasOwn(lifeFacts, type);

const missed = (clock: ClockName): string => `missed.${clock}`;

/** A breach that was booked when its due passed is not booked again by the end of its clock. */
const clockFacts = (ended: readonly EndedClock[]): string[] =>
  ended.flatMap(({ name, outcome, booked }) => {
    if (outcome === 'met') return [`met.${name}`];
    return outcome === 'missed' && !booked ? [missed(name)] : [];
  });

/** Facts beside those of the ticket's life. */
const otherFacts = (event: TicketEvent): string[] => {
  switch (event.type) {
    case 'AlarmRaised':
      if (event.level === 'missed') return [missed(event.clock)];
      return event.level === 'yellow' || event.level === 'red' ? [`card.${event.level}`] : [];
    case 'Resolved':
      return [`outcome.${event.outcome}`];
    case 'Rated':
      return [`rating.${event.level}`];
    case 'CalledBack':
      return event.level === undefined ? [] : [`secondRating.${event.level}`];
    case 'Returned':
      return ['returned'];
    case 'SupplementRequested':
      return event.second ? ['supplemented', 'supplementedAgain'] : ['supplemented'];
    case 'Reopened':
      return ['reopened'];
    default:
      return [];
  }
};

/** What the event adds, each name once. Empty for most events. */
export const countersFor = (event: TicketEvent): Counter[] => {
  const { subject } = event;
  const names = [
    ...(isLifeFact(event.type) ? counted(lifeFacts[event.type], subject, everyDimension) : []),
    ...[...otherFacts(event), ...clockFacts(event.ended)].flatMap((fact) => counted(fact, subject, fewDimensions)),
  ];
  return names.map((name) => ({ name, by: 1 }));
};

/** For whom it is booked: the community of the applicant, the street, district and city above it, and the office. */
export const scopesOf = ({ subject }: TicketEvent): string[] => [...lineageOf(subject.communityCode), subject.officeId];

/** Adds counts up, name by name. */
export const sum = (parts: readonly Counts[]): Counts => {
  const total: Counts = {};
  for (const part of parts) for (const [name, by] of Object.entries(part)) total[name] = (total[name] ?? 0) + by;
  return total;
};
