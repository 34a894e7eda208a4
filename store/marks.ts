/**
 * Which events of a ticket have had an effect, by their sequence numbers: a small row for each ticket and effect. The
 * events themselves never change.
 */
import { type Key, keyOf } from './keys.ts';
import { update, type Write } from './table.ts';

export type Effect = 'counted' | 'published';
/** `kind` names the effect. */
export type MarkRow = Key & { kind: Effect; ticketId: string; done: Set<number> };

/** Notes that these events of a ticket have had the effect; `once`: on condition that none of them had it. */
export const mark = (effect: Effect, ticketId: string, sequences: readonly number[], { once = false } = {}): Write => {
  const each = sequences.map((sequence, i) => [`:${i}`, sequence] as const);
  return update(
    keyOf[effect](ticketId),
    {
      text: 'SET #kind = :kind, #ticketId = :ticketId ADD #done :done',
      names: { '#kind': 'kind', '#ticketId': 'ticketId', '#done': 'done' },
      values: { ':kind': effect, ':ticketId': ticketId, ':done': new Set(sequences) },
    },
    once
      ? {
          text: each.map(([name]) => `NOT contains(#done, ${name})`).join(' AND '),
          values: Object.fromEntries(each),
        }
      : undefined,
  );
};
