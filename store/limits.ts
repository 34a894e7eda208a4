/**
 * What callers have spent of their budgets: one counter for each caller, budget and hour, taken away by its time to
 * live soon after. A refused call writes nothing.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type LimitName, limits } from '../contract/limits.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { type CivilDate, dateOf, epochMs, HOUR, type Instant, later } from '../domain/time.ts';
import { cache } from './cache.ts';
import { chosenBudgets, dynamo, tableName } from './client.ts';
import { expiryOf } from './expiry.ts';
import { keyOf } from './keys.ts';
import { fromItem, substitutes, toItem, update, write } from './table.ts';

export type Budget = { name: LimitName; perHour: number };

/** The installation's budget of this name. */
export const budgetOf = (name: LimitName): Budget => ({ name, perHour: chosenBudgets()[name] });

const salts = cache<string>({ lifeMs: HOUR, limit: 4 });

/**
 * The salt of a day, drawn by whoever asks first. When it has expired, a day later, the table no longer tells which
 * address was behind a digest.
 */
const saltOf = (date: CivilDate, now: Instant): Promise<string> =>
  salts(date, async () => {
    const change = {
      text: 'SET salt = if_not_exists(salt, :fresh), expiresAt = if_not_exists(expiresAt, :end)',
      values: { ':fresh': randomBytes(24).toString('base64url'), ':end': expiryOf(later(now, 25 * HOUR)) },
    };
    const { Attributes = {} } = await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName(),
        Key: toItem(keyOf.spendersSalt(date)),
        UpdateExpression: change.text,
        ReturnValues: 'ALL_NEW',
        ...substitutes(change),
      }),
    );
    return fromItem<{ salt: string }>(Attributes).salt;
  });

/** Who spends. None of these names can be read back to a person without the table of accounts. */
export const spender = {
  account: (id: string): string => `ACCOUNT#${id}`,
  /** Somebody without a token, by the network they come from: a digest that is another one each day. */
  network: async (network: string, now: Instant): Promise<string> => {
    const salt = await saltOf(dateOf(now), now);
    return `NETWORK#${createHmac('sha256', salt).update(network).digest('base64url').slice(0, 22)}`;
  },
  /** What strangers try to guess, whoever they are and wherever they come from; never a secret itself. */
  target: (id: string): string => `TARGET#${id}`,
} as const;

/** Budgets that are known to be spent, so that a flood does not become a flood of writes. Names of counters. */
const exhausted = new Set<string>();
const remembered = 10_000;

const refusal = ({ name, perHour }: Budget, now: Instant, end: Instant): Refusal => {
  const time = end.slice(11, 16);
  return refuse('too-many-requests', {
    zh: `“${limits[name].zh}”每小时最多 ${perHour} 次，请在 ${time} 之后再来。`,
    en: `${limits[name].en}: at most ${perHour} times an hour. Come back after ${time}.`,
    retryAfterSeconds: String(Math.max(1, Math.ceil((epochMs(end) - epochMs(now)) / 1000))),
  });
};

/**
 * Takes one from the caller's budget of this hour; null when there was one left. Hours are those of the clock on the
 * wall: around the full hour somebody can have two budgets within minutes, and the answer can name the time at which
 * to come back. One write, with its condition, whoever calls at the same moment.
 */
export const spend = async (who: string, budget: Budget, now: Instant): Promise<Refusal | null> => {
  const hour = now.slice(0, 13);
  const end = later(`${hour}:00:00.000+08:00`, HOUR);
  const counter = keyOf.spent(who, budget.name, hour);
  const id = `${counter.pk} ${counter.sk}`;
  if (exhausted.has(id)) return refusal(budget, now, end);
  const had = await write(
    update(
      counter,
      { text: 'ADD spent :one SET expiresAt = :end', values: { ':one': 1, ':end': expiryOf(end) } },
      { text: 'attribute_not_exists(spent) OR spent < :most', values: { ':most': budget.perHour } },
    ),
  );
  if (had) return null;
  if (exhausted.size >= remembered) exhausted.clear();
  exhausted.add(id);
  return refusal(budget, now, end);
};
