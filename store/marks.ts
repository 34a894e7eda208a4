/** Which events of a ticket have been counted, by their sequence numbers: a small row. The events themselves never change. */
import { type Key, keyOf } from './keys.ts';
import { update, type Write } from './table.ts';

export type MarkRow = Key & { kind: 'counted'; ticketId: string; done: Set<number> };

/** Notes that these events of a ticket have been counted, on condition that none of them was. */
export const markCounted = (ticketId: string, sequences: readonly number[]): Write => {
  const each = sequences.map((sequence, i) => [`:${i}`, sequence] as const);
  return update(
    keyOf.counted(ticketId),
    {
      text: 'SET #kind = :kind, #ticketId = :ticketId ADD #done :done',
      names: { '#kind': 'kind', '#ticketId': 'ticketId', '#done': 'done' },
      values: { ':kind': 'counted', ':ticketId': ticketId, ':done': new Set(sequences) },
    },
    {
      text: each.map(([name]) => `NOT contains(#done, ${name})`).join(' AND '),
      values: Object.fromEntries(each),
    },
  );
};
