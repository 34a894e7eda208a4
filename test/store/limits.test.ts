/** Budgets of callers, on the real engine. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { query } from '../../store/query.ts';
import { type Budget, spend, spender } from '../../store/limits.ts';
import { partition } from '../../store/keys.ts';
import { startEngines } from '../support/engines.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const now = '2026-03-02T10:20:30.000+08:00';
const budget: Budget = { name: 'searches', perHour: 3 };
const times = async (count: number, who: string, at = now, of = budget) => {
  const replies = await Promise.all(Array.from({ length: count }, () => spend(who, of, at)));
  return replies.filter((each) => each === null).length;
};
const rowsOf = async (who: string) => {
  const rows: Record<string, unknown>[] = [];
  for await (const row of query<Record<string, unknown>>({ partition: partition.limits(who) })) rows.push(row);
  return rows;
};

describe('a budget', () => {
  test('is kept to the last one, however many ask at the same moment', async () => {
    const who = spender.account('many-at-once');
    expect(await times(40, who)).toBe(3);
    expect(await times(5, who)).toBe(0);
    expect(await rowsOf(who)).toEqual([expect.objectContaining({ spent: 3 })]);
  });

  test('says when to come back, in both languages and in seconds', async () => {
    const who = spender.account('told');
    await times(3, who);
    expect(await spend(who, budget, now)).toEqual({
      refused: 'too-many-requests',
      params: {
        zh: '“按身份证号或手机号查找”每小时最多 3 次，请在 11:00 之后再来。',
        en: 'Finding by ID number or phone: at most 3 times an hour. Come back after 11:00.',
        retryAfterSeconds: String(39 * 60 + 30),
      },
    });
  });

  test('is there again with the next hour, also over midnight', async () => {
    const who = spender.account('hours');
    for (const at of [now, '2026-03-02T11:00:00.000+08:00', '2026-03-02T23:59:59.999+08:00']) {
      expect(await times(4, who, at)).toBe(3);
      const seconds = Number((await spend(who, budget, at))?.params['retryAfterSeconds']);
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(3600);
    }
    expect(await times(4, who, '2026-03-03T00:00:00.000+08:00')).toBe(3);
  });

  test('is one for each caller and each thing they do', async () => {
    const [one, other] = [spender.account('one'), spender.account('other')];
    expect(await times(4, one)).toBe(3);
    expect(await times(4, other)).toBe(3);
    expect(await times(4, spender.target('one'))).toBe(3);
    expect(await times(4, one, now, { name: 'filing', perHour: 2 })).toBe(2);
  });

  test('leaves a row that ends with its hour', async () => {
    const who = spender.account('leaving');
    await times(1, who);
    const [row] = await rowsOf(who);
    expect(row).toMatchObject({ expiresAt: Date.parse('2026-03-02T11:00:00+08:00') / 1000 });
  });
});

describe('who spends without a token', () => {
  const network = '203.0.113.7';

  test('is a digest: the same all day, another the day after, and never the address', async () => {
    const [first, second, other] = await Promise.all(
      [network, network, '203.0.113.8'].map((each) => spender.network(each, now)),
    );
    expect(first).toBe(second);
    expect(first).not.toBe(other);
    expect(first).not.toContain('203');
    expect(await spender.network(network, '2026-03-03T10:00:00.000+08:00')).not.toBe(first);
  });
});
