/** Keeps the budget that a row names, before anything is read or changed for the caller. */
import type { Route } from '../../contract/route.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Instant } from '../../domain/time.ts';
import { budgetOf, spend, spender } from '../../store/limits.ts';

/**
 * The network of an address. Of IPv6 the first half: a subscriber is given the whole second half, to change at will.
 */
export const networkOf = (address: string): string => {
  if (!address.includes(':') || address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [head = '', tail] = address.toLowerCase().split('::');
  const parts = (text: string) => text.split(':').filter((part) => part !== '');
  const [left, right] = [parts(head), parts(tail ?? '')];
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};

/** Null: the row has no limit, or the caller has not reached it. `subject` is the token's, where there is one. */
export const overLimit = async (
  { limit }: Route,
  { subject, address }: { subject: unknown; address: string | undefined },
  now: Instant,
): Promise<Refusal | null> => {
  if (limit === null) return null;
  const isAccount = typeof subject === 'string' && subject.length > 0;
  const who = isAccount ? spender.account(subject) : await spender.network(networkOf(address ?? ''), now);
  return spend(who, budgetOf(limit), now);
};
