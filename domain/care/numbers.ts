/**
 * The numbers of care. Each event carries what it adds, each fact is booked in one month, and all of them are only added:
 * on the register at the end of a month is all that entered less all that left up to it; reached in a quarter is the sum
 * of its months, since an event covers a quarter only where no other has.
 */
import type { Counts } from '../performance.ts';
import { classOf, type CommunityClass, levelOf, lineageOf } from '../region.ts';
import { type Month, monthOf } from '../served.ts';
import { dateOf, type Instant } from '../time.ts';
import type { CareEvent } from './event.ts';
import { monthsOf, quarterOf } from './quarter.ts';

type Fact = { at: Instant; name: string; by: number };

const leavingFacts = (at: Instant, { leaves, uncovers }: { leaves: boolean; uncovers: string | null }): Fact[] =>
  leaves ? [{ at, name: 'left', by: 1 }, ...(uncovers === null ? [] : [{ at, name: 'reached', by: -1 }])] : [];

const factsIn = (event: CareEvent): Fact[] => {
  const { at } = event;
  const one = (name: string, moment: Instant = at): Fact => ({ at: moment, name, by: 1 });
  switch (event.type) {
    case 'GroupAdded':
      return event.enters ? [one('entered'), ...(event.covers === null ? [] : [one('reached')])] : [];
    case 'GroupEnded':
      return leavingFacts(at, event);
    case 'ContactRecorded':
      return [
        one('contacts'),
        one(`contacts.${event.outcome}`),
        ...(event.late ? [one('contactsLate')] : []),
        ...(event.covers === null ? [] : [one('reached', event.contactAt)]),
        ...leavingFacts(at, event),
      ];
    case 'NeedRecorded':
      return [one('needs'), one(event.late ? 'needsLate' : 'needsInTime')];
    case 'NeedFiled':
      return [one('needsFiled')];
    case 'NeedClosed':
      return [one(event.result === 'met' ? 'needsMet' : 'needsDropped')];
    case 'Served':
      return [one('reached', event.servedAt)];
    case 'QuarterMissed':
      return [one('missed'), ...(event.card ? [one(`card.${event.card.level}`)] : [])];
    case 'CardDecided':
      return event.decision === 'cancelled' ? [one(`cardCancelled.${event.level}`)] : [];
    default:
      return [];
  }
};

/** What an event adds, month by month. */
export const careFactsOf = (event: CareEvent): Map<Month, Counts> => {
  const months = new Map<Month, Counts>();
  for (const { at, name, by } of factsIn(event)) {
    const month = monthOf(dateOf(at));
    const counts = months.get(month) ?? {};
    counts[name] = (counts[name] ?? 0) + by;
    months.set(month, counts);
  }
  return months;
};

/** The community, and every region above it; of somebody hidden only where they are one of many. */
export const careRegionsOf = ({ subject }: CareEvent): readonly string[] =>
  lineageOf(subject.communityCode).filter((code) => !subject.restricted || levelOf(code) <= 2);

/** `reached@urban`: of the urban communities of a region. */
export const inClass = (name: string, each: CommunityClass): string => `${name}@${each}`;
export const careClassOf = ({ subject }: CareEvent): CommunityClass => classOf(subject.communityCode);

export type Coverage = { reached: number; registered: number };

/**
 * Reached in the quarter of this month up to its end, of those who are on the register then. `of` names the counter,
 * plain or of a class.
 */
export const coverageIn = (
  months: ReadonlyMap<Month, Readonly<Counts>>,
  month: Month,
  of: (name: string) => string = (name) => name,
): Coverage => {
  const total = (name: string, fits: (each: Month) => boolean): number =>
    [...months].reduce((sum, [each, counts]) => (fits(each) ? sum + (counts[of(name)] ?? 0) : sum), 0);
  const quarter = new Set(monthsOf(quarterOf(month)).filter((each) => each <= month));
  return {
    reached: total('reached', (each) => quarter.has(each)),
    registered: total('entered', (each) => each <= month) - total('left', (each) => each <= month),
  };
};
