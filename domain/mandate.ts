/**
 * Acting for another: written, naming agent, matters, scope and term (民法典 165), revocable at any time, ended by its
 * term. Every use stands in the ticket's events, and the principal is told of it.
 */
import * as z from 'zod';
import { type Refusal, refuse } from './refusal.ts';
import { type CivilDate, civilDate, dateOf, type Instant } from './time.ts';

export const relations = ['spouse', 'child', 'parent', 'guardian', 'neighbour', 'other'] as const;

/** What the principal gives. */
export const grant = z.strictObject({
  agentId: z.string().min(1).max(64).meta({ description: "The agent's `residentId`, as GET /me tells it to them." }),
  relation: z.enum(relations),
  items: z
    .union([z.literal('all'), z.array(z.string().min(1).max(64)).min(1).max(75)])
    .meta({ description: 'Catalogue items, or all.' }),
  validTo: civilDate.meta({ description: 'Last day on which it may be used.' }),
});
export type Grant = z.output<typeof grant>;

export type Mandate = Grant & {
  id: string;
  principalId: string;
  grantedAt: Instant;
  revokedAt?: Instant;
};

/** Longest term: nobody should forget that somebody else may act for them. */
const longestYears = 3;

/** Why this grant cannot be made, or null. */
export const objectionToGrant = (
  { agentId, validTo, items }: Grant,
  principalId: string,
  knownItems: ReadonlySet<string>,
  now: Instant,
): Refusal | null => {
  const today = dateOf(now);
  const problem = (path: string, code: string, zh: string, en: string, seen?: string): Refusal =>
    refuse('invalid', {}, [{ path, code, zh, en, ...(seen === undefined ? {} : { seen }) }]);
  if (agentId === principalId) return problem('agentId', 'self', '不能委托自己', 'nobody acts for themselves');
  if (validTo < today) return problem('validTo', 'past', '截止日期已过', 'is in the past', validTo);
  const last = `${Number(today.slice(0, 4)) + longestYears}${today.slice(4)}`;
  if (validTo > last)
    return problem(
      'validTo',
      'too-long',
      `最长 ${longestYears} 年，至 ${last}`,
      `at most ${longestYears} years, to ${last}`,
      validTo,
    );
  const unknown = items === 'all' ? undefined : items.find((id) => !knownItems.has(id));
  return unknown === undefined ? null : problem('items', 'unknown', '没有这个事项', 'no such item', unknown);
};

/** May it be used on this day? */
export const isInForce = ({ validTo, revokedAt }: Mandate, on: CivilDate): boolean =>
  revokedAt === undefined && on <= validTo;

/** May it be used for this item on this day? The refusal says which of its limits stands against it. */
export const objectionToUse = (mandate: Mandate, itemId: string, now: Instant): Refusal | null => {
  if (mandate.revokedAt !== undefined)
    return refuse('not-allowed', { zh: '委托已被撤销。', en: 'The mandate was revoked.' });
  if (!isInForce(mandate, dateOf(now)))
    return refuse('not-allowed', {
      zh: `委托已于 ${mandate.validTo} 到期。`,
      en: `The mandate ended on ${mandate.validTo}.`,
    });
  return mandate.items === 'all' || mandate.items.includes(itemId)
    ? null
    : refuse('not-allowed', { zh: '委托不包括此事项。', en: 'The mandate does not cover this item.' });
};
