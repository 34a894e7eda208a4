/** Keeps the budget that a row names, before anything is read or changed for the caller. */
import type { Route } from '../../contract/route.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Instant } from '../../domain/time.ts';
import { cdnMark } from '../../store/client.ts';
import { budgetOf, spend, spender } from '../../store/limits.ts';
import { addressOf, networkOf, type Origin } from './address.ts';

/** The network that a request comes from; only functions that keep budgets can tell it behind the CDN. */
export const networkFrom = (from: Origin): string => networkOf(addressOf(from, cdnMark()) ?? '');

/** Null: the row has no limit, or the caller has not reached it. `subject` is the token's, where there is one. */
export const overLimit = async (
  { limit }: Route,
  { subject, from }: { subject: unknown; from: Origin },
  now: Instant,
): Promise<Refusal | null> => {
  if (limit === null) return null;
  const isAccount = typeof subject === 'string' && subject.length > 0;
  const who = isAccount ? spender.account(subject) : await spender.network(networkFrom(from), now);
  return spend(who, budgetOf(limit), now);
};
