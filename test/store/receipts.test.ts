/** Secrets that nobody stores, and what is kept of a device: on the real engines. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isSecret } from '../../domain/ids.ts';
import { epochMs, type Instant } from '../../domain/time.ts';
import { dynamo, tableName } from '../../store/client.ts';
import { keyOf } from '../../store/keys.ts';
import { keptDays, noteSource, sourcesOf } from '../../store/rating-sources.ts';
import { counterCodeOf, ratesBy, ratingSecretOf, trackingSecretOf, tracks } from '../../store/receipts.ts';
import { fromItem, toItem } from '../../store/table.ts';
import { startEngines } from '../support/engines.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const id = '01KAR5Z4VJ9M6YQ3X7T8N2B1CD';
const other = '01KAR5Z4VJ9M6YQ3X7T8N2B1CE';
const now = '2026-03-05T10:00:00.000+08:00' satisfies Instant;
const screen = { sequence: 9, openedBy: 'clerk', endsAt: now };

describe('receipts', () => {
  test('every purpose, ticket, generation and screen has a secret of its own, and always the same', async () => {
    const all = () =>
      Promise.all([
        trackingSecretOf({ id, restricted: false }),
        trackingSecretOf({ id: other, restricted: false }),
        ratingSecretOf({ id, generation: 1 }),
        ratingSecretOf({ id, generation: 2 }),
        ratingSecretOf({ id: other, generation: 1 }),
        counterCodeOf({ id, generation: 1 }, 9),
        counterCodeOf({ id, generation: 1 }, 10),
        counterCodeOf({ id, generation: 2 }, 9),
      ]);
    const secrets = await all();
    expect(new Set(secrets).size).toBe(secrets.length);
    expect(secrets.every((secret) => secret !== null && isSecret(secret))).toBe(true);
    expect(await all()).toEqual(secrets);
  });

  test('a restricted ticket has none to track with', async () => {
    expect(await trackingSecretOf({ id, restricted: true })).toBeNull();
  });

  test('each opens what it is for and nothing else', async () => {
    const tracking = (await trackingSecretOf({ id, restricted: false })) ?? '';
    const rating = await ratingSecretOf({ id, generation: 1 });
    const code = await counterCodeOf({ id, generation: 1 }, 9);
    expect(await Promise.all([tracking, rating, code].map((secret) => tracks(secret, id)))).toEqual([
      true,
      false,
      false,
    ]);
    expect(await tracks(tracking, other)).toBe(false);
    const ticket = { id, generation: 1, ratingScreen: screen };
    expect(await Promise.all([tracking, rating, code].map((secret) => ratesBy(secret, ticket)))).toEqual([
      null,
      'link',
      'counter',
    ]);
    // After a reopening, after another opening, and where no screen was turned.
    expect(await ratesBy(rating, { ...ticket, generation: 2 })).toBeNull();
    expect(await ratesBy(code, { ...ticket, ratingScreen: { ...screen, sequence: 10 } })).toBeNull();
    expect(await ratesBy(code, { id, generation: 1 })).toBeNull();
    expect(await ratesBy(await counterCodeOf({ id, generation: 1 }, 0), { id, generation: 1 })).toBeNull();
  });
});

describe('devices of ratings', () => {
  const phone = { network: '203.0.113.7', agent: 'Mozilla/5.0 (a phone)' };

  test('the same one is known again, another network or browser is another one; what is not known is left out', async () => {
    await noteSource({ ticketId: id, sequence: 7 }, phone, now);
    await noteSource({ ticketId: other, sequence: 7 }, phone, now);
    await noteSource({ ticketId: other, sequence: 12 }, { ...phone, agent: 'another' }, now);
    await noteSource({ ticketId: id, sequence: 12 }, { ...phone, network: '203.0.113.8' }, now);
    const asked = [7, 12, 13].flatMap((sequence) => [id, other].map((ticketId) => ({ ticketId, sequence })));
    const found = await sourcesOf(asked);
    expect(found.size).toBe(4);
    expect(found.get(`${id} 7`)).toBe(found.get(`${other} 7`));
    expect(new Set(found.values()).size).toBe(3);
  });

  test('neither the address nor the browser is in the row, and it ends by itself', async () => {
    await noteSource({ ticketId: id, sequence: 7 }, phone, now);
    const { Item = {} } = await dynamo().send(
      new GetItemCommand({ TableName: tableName(), Key: toItem(keyOf.ratingSource(id, 7)) }),
    );
    const row = fromItem<{ expiresAt: number }>(Item);
    expect(JSON.stringify(row)).not.toMatch(/203|Mozilla|phone/);
    expect(row.expiresAt).toBe(epochMs(now) / 1000 + keptDays * 24 * 3600);
  });
});
