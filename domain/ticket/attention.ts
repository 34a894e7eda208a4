/**
 * What a supervisor must look at. A ticket is in one list at a time, that of the most severe reason, and in none when
 * all is well.
 */
import type { Instant } from '../time.ts';
import { runs, stands } from './clocks.ts';
import type { CardLevel, ClockName, Ticket } from './state.ts';

/** Most severe first: what waits for the arbiter or a reviewer cannot go on without them, card or no card. */
export const attentionKinds = [
  'arbitration',
  'reopen',
  'red',
  'yellow',
  'bad-rating',
  'unassigned',
  'due-today',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** The lists of supervisors: of tickets, and of people who were not reached in their quarter (domain/care). */
export const attentionLists = [...attentionKinds, 'coverage'] as const;
export type AttentionList = (typeof attentionLists)[number];

/** What each list is called on screens. */
export const attentionNames: Readonly<Record<AttentionList, { zh: string; en: string }>> = {
  arbitration: { zh: '待裁定', en: 'For the arbiter' },
  reopen: { zh: '申请重办', en: 'Reopening asked for' },
  red: { zh: '红牌', en: 'Red cards' },
  yellow: { zh: '黄牌', en: 'Yellow cards' },
  'bad-rating': { zh: '差评待核实、回访', en: 'Bad ratings to follow up' },
  unassigned: { zh: '无单位承办', en: 'Without an office' },
  'due-today': { zh: '今天到期', en: 'Due today' },
  coverage: { zh: '本季度没联系到的人', en: 'Not reached in their quarter' },
};

/** `since`: the moment the list is in order of; for `due-today` it is the due itself. */
export type Attention = { kind: AttentionKind; since: Instant };

/** Rights that run out, and the counter's ten minutes: nobody has to be reminded of them. */
const silent: ReadonlySet<ClockName> = new Set(['RETURN', 'APPEAL', 'COUNTER']);

const oldestCard = ({ cards }: Ticket, level: CardLevel): Instant | undefined =>
  cards
    .filter((card) => card.level === level)
    .map(({ at }) => at)
    .sort()[0];

/** The earliest due of a running clock that has warned already. A warning comes a working day before, or at 80 %. */
const warnedDue = ({ clocks }: Ticket): Instant | undefined =>
  clocks
    .filter((clock) => runs(clock) && !stands(clock) && !silent.has(clock.name) && clock.raised.includes('warning'))
    .map(({ due }) => due)
    .sort()[0];

/** Since when each reason holds; undefined: it does not. */
const reasons: Record<AttentionKind, (ticket: Ticket) => Instant | undefined> = {
  red: (ticket) => oldestCard(ticket, 'red'),
  yellow: (ticket) => oldestCard(ticket, 'yellow'),
  arbitration: ({ state, heldSince }) => (state === 'in-arbitration' ? heldSince : undefined),
  reopen: ({ state, heldSince }) => (state === 'reopen-requested' ? heldSince : undefined),
  'bad-rating': ({ state, rating }) => (state === 'rectifying' || state === 'calling-back' ? rating?.at : undefined),
  // No office has it: the rule found none, or one sent it back. Who at an office works on it is the office's own matter.
  unassigned: ({ state, unmatched, holder, heldSince }) =>
    state === 'returned' || (unmatched && holder.kind === 'station') ? heldSince : undefined,
  // Until it is done it stays in this list, so what is late and has no card yet is not lost from sight.
  'due-today': warnedDue,
};

/** Why a supervisor should look at it, or null. What has warned but is due on a later day waits in the list for that day. */
export const attentionOf = (ticket: Ticket): Attention | null => {
  for (const kind of attentionKinds) {
    const since = reasons[kind](ticket);
    if (since !== undefined) return { kind, since };
  }
  return null;
};
