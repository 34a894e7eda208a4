import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, until } from './client.ts';
import { communityPages } from './community-page.ts';
import { stories, storyOf } from './stories.ts';
import { onBoard, people, requestOf, residentNamed, travel } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

describe('a request travels the whole way', () => {
  test('and the numbers of its community change by what was done, exactly', async () => {
    const story = storyOf('housing');
    const said: string[] = [];
    const pages = await communityPages(api);
    const before = await pages.before([residentNamed(story.resident).resident.communityCode], (text) =>
      said.push(text),
    );
    await travel(api, story, () => {});
    await pages.after(before, (text) => said.push(text));
    expect(said.at(-1)).toMatch(/accepted 1, filed 1, outcome\.done 1, rating\.3 1, resolved 1$/);
    // A number that no story made is noticed.
    const wrong = new Map([...before].map(([code, counts]) => [code, { ...counts, filed: -1 }]));
    await expect(pages.after(wrong, () => {}, 1)).rejects.toThrow(/what the stories did/);
  });

  test.each(stories)('$mode: $itemId by $channel', async (story) => {
    const said: string[] = [];
    const id = await travel(api, story, (text) => said.push(text));
    expect(id).toMatch(/^[0-9A-Z]{26}$/);
    expect(said.at(-1)).toMatch(/numbers/);
  });

  test('rivals for one ticket: one clerk wins the claim, the other is told', async () => {
    const story = { ...storyOf('civil-affairs'), filer: 'resident-shen', channel: 'web' as const };
    const filed = await api.file('resident-shen', await requestOf(api, story));
    const { id } = filed.body;
    await onBoard(api, id, 'resident-shen');
    const { version } = await api.ticket(id, 'clerk-lin');
    const claims = await Promise.all(
      ['clerk-lin', 'clerk-sun', 'clerk-lin', 'clerk-sun'].map((as) =>
        api.call('POST', `/tickets/${id}/claim`, { as, body: {}, ifMatch: version }),
      ),
    );
    expect(claims.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status } of claims.filter((each) => each.status !== 200)) expect([409, 412]).toContain(status);
  });

  test('an idempotency key gives the same ticket, also to rivals; another body is refused', async () => {
    const body = await requestOf(api, storyOf('police'));
    const key = `journey-${Date.now()}`;
    const replies = await Promise.all([1, 2, 3].map(() => api.file('resident-zhou', body, key)));
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    const other = await api.call('POST', '/tickets', {
      as: 'resident-zhou',
      key,
      body: { ...body, channel: 'web', itemId: 'policy-consultation' },
    });
    expect(other).toMatchObject({ status: 422, body: { type: '/problems/key-reused' } });
  });

  test('a question without a name is answered at the station, and only its asker can follow it', async () => {
    const { communityCode } = residentNamed('resident-chen').resident;
    const request = await requestOf(api, {
      ...storyOf('education'),
      itemId: 'policy-consultation',
      resident: 'resident-chen',
      filer: 'resident-chen',
    });
    const anonymous = Object.fromEntries(
      Object.entries(request['form'] as object).filter(([id]) => !/^(applyAs|applicant|residence)/.test(id)),
    );
    const filed = await api.file('resident-chen', { ...request, communityCode, anonymous: true, form: anonymous });
    const { staff } = await onBoard(api, filed.body.id, 'resident-chen');
    await api.act(staff, filed.body.id, 'resolve', { outcome: 'answered', answer: '演示答复' });
    expect((await api.ticket(filed.body.id, 'resident-chen')).state).toBe('resolved');
    expect((await api.call('GET', `/tickets/${filed.body.id}`, { as: 'resident-liu' })).status).toBe(404);
  });

  test('the resident hears of it in their messages', async () => {
    const filed = await api.file(
      'resident-gu',
      await requestOf(api, { ...storyOf('police'), resident: 'resident-gu', filer: 'resident-gu' }),
    );
    const heard = await until('a message about it', async () => {
      const { body } = await api.get<{ notices: { reference: string; zh: string; en: string }[] }>(
        '/notices',
        'resident-gu',
      );
      return body.notices.find(({ reference }) => reference === filed.body.reference);
    });
    expect(heard.zh).toContain('已提交');
    expect(heard.en).toContain('Filed');
  });

  test('every demo person can sign in, and is who the list says', async () => {
    const seen = await Promise.all(
      people.slice(0, 40).map(async ({ id }) => (await api.get<{ id: string; role: string }>('/me', id)).body),
    );
    expect(seen.map(({ id, role }) => ({ id, role }))).toEqual(
      people.slice(0, 40).map(({ id, role }) => ({ id, role })),
    );
  });
});
