/**
 * Yellow and red cards (效能监察, requirements/calendar.md §6): issued by rule, explained by the unit, decided on by a
 * supervisor above it, and taken one rung up while nobody answers. They are kept on the ticket until they are decided
 * on; after that its events tell of them.
 */
import { levelOf, type RegionLevel } from '../region.ts';
import { dateOf, type Instant } from '../time.ts';
import { type Reckoning, windowEnd } from './clocks.ts';
import type { Actor, CardIssued, EventBody } from './event.ts';
import type { Rules } from './rules.ts';
import { type Card, type CardLevel, type Clock, type Rung, rungs, type Ticket } from './state.ts';
import { elapsedOf } from './view.ts';

const levelOfRung: Readonly<Record<Rung, RegionLevel>> = { street: 3, district: 2, city: 1 };

/** The rung whose supervisors are over an office: its id ends with the code of its region. */
const rungOver = (officeId: string): Rung => {
  const level = levelOf(officeId.slice(officeId.lastIndexOf('-') + 1).padEnd(12, '0'));
  return rungs.find((rung) => levelOfRung[rung] <= level) ?? 'city';
};

const higher = (a: Rung, b: Rung): Rung => (levelOfRung[a] < levelOfRung[b] ? a : b);

/** Where a card of this level to this unit starts: a street does not decide on an office of the district. */
export const firstRung = (unit: string, level: CardLevel, { startsAt }: Rules['cards']): Rung =>
  higher(startsAt[level], rungOver(unit));

/** What moves a card once it is there. */
export type CardMoved = Extract<EventBody, { type: 'CardExplained' | 'CardEscalated' | 'CardDecided' }>;

export const moveCard = (cards: readonly Card[], moved: CardMoved): Card[] => {
  const { card: id } = moved;
  if (moved.type === 'CardDecided') return cards.filter((card) => card.id !== id);
  const { answerBy } = moved;
  const change = moved.type === 'CardExplained' ? { explained: true, answerBy } : { rung: moved.to, answerBy };
  return cards.map((card) => (card.id === id ? { ...card, ...change } : card));
};

/**
 * The card for an alarm of a clock: to the office of a step, else to the desk that had the ticket when the due passed, at the rung where its level
 * starts, or higher where the unit itself is higher.
 */
export const issueCard = (
  ticket: Ticket,
  clock: Clock,
  level: CardLevel,
  context: Reckoning & { now: Instant },
): CardIssued => {
  const step = ticket.steps.find(({ id }) => id === clock.step);
  const unit = step?.officeId ?? clock.lateAt ?? ticket.officeId ?? ticket.stationId;
  return {
    id: `${clock.name}-${clock.generation}-${level}`,
    unit,
    rung: firstRung(unit, level, context.rules.cards),
    answerBy: windowEnd(dateOf(context.now), context.rules.cards.explanation, context),
    elapsed: elapsedOf(ticket, context.now, context),
  };
};

/** The next rung, or null at the top. */
export const rungAbove = ({ rung }: Pick<Card, 'rung'>): Rung | null => rungs[rungs.indexOf(rung) + 1] ?? null;

/** When it goes one rung up by itself; null at the top, where it waits until somebody decides. */
export const escalatesAt = (card: Card): Instant | null => (rungAbove(card) === null ? null : card.answerBy);

/** Cards that were not answered in their time go one rung up: each rung once, and each has its own time. */
export const escalationsOf = (
  cards: readonly Card[],
  context: Reckoning & { now: Instant },
): (CardMoved & { type: 'CardEscalated' })[] =>
  cards.flatMap((card) => {
    const moment = escalatesAt(card);
    const to = rungAbove(card);
    if (moment === null || to === null || moment >= context.now) return [];
    const answerBy = windowEnd(dateOf(context.now), context.rules.cards.review, context);
    return [{ type: 'CardEscalated' as const, card: card.id, to, answerBy }];
  });

/** The unit explains, once. */
export const mayExplain = ({ unit, explained }: Card, { officeId }: Pick<Actor, 'officeId'>): boolean =>
  !explained && unit === officeId;

/** A supervisor of the card's rung or above; which regions they are over was checked before (domain/access.ts). */
export const mayDecide = ({ rung }: Card, overLevel: RegionLevel | null): boolean =>
  overLevel !== null && overLevel <= levelOfRung[rung];
