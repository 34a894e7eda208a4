/** Somebody who asks too often, or in a way that no client does: a clear no, and nothing happens. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limits } from '../../contract/limits.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client } from './client.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

describe('asking too often', () => {
  const { perHour } = limits.registration;
  const register = (as: string, language = 'zh') =>
    api.call('POST', '/me/registration', { as, body: {}, headers: { 'accept-language': language } });
  /** So that the hour does not end under the test. */
  const toTheNextHour = async () => {
    const minutes = 61 - Number((await api.now()).slice(14, 16));
    await api.advance(`PT${minutes}M`);
  };

  test('ends in 429, which names the time; others, and what costs nothing, go on', async () => {
    await toTheNextHour();
    const replies = await Promise.all(Array.from({ length: perHour + 5 }, () => register('somebody-new')));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(perHour);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);

    const refused = await register('somebody-new', 'en');
    expect(refused).toMatchObject({
      status: 429,
      body: {
        type: '/problems/too-many-requests',
        title: 'Too many requests',
        zh: { detail: expect.stringMatching(/请在 \d\d:00 之后再来/) },
        en: { detail: expect.stringMatching(/Come back after \d\d:00/) },
      },
    });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3600);

    expect(await register('somebody-else')).toMatchObject({ status: 422 });
    expect(await api.call('GET', '/me', { as: 'somebody-new' })).toMatchObject({ status: 200 });
  });

  test('the budget is there again when it was said', async () => {
    await toTheNextHour();
    expect(await register('somebody-new')).toMatchObject({ status: 422 });
  });

  test('a clerk who reads out number after number is stopped, and only that', async () => {
    const search = () =>
      api.call('POST', '/residents/search', { as: 'clerk-lin', body: { by: 'phone', value: '19900009999' } });
    const found = await Promise.all(Array.from({ length: limits.searches.perHour }, search));
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await search()).toMatchObject({ status: 429 });
    expect(await api.call('GET', '/boards/station-320613001001', { as: 'clerk-lin' })).toMatchObject({ status: 200 });
  });
});
