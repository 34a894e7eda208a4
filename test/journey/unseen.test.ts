/**
 * What nobody may know of changes nothing for them: everything that a caller can list, page by page, is the same before
 * and after a ticket was filed that GET /tickets/{id} refuses them.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attentionKinds } from '../../domain/ticket/attention.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client, type Reply, until } from './client.ts';
import { storyOf } from './stories.ts';
import { onBoard, requestOf } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

const offices = ['station-320613001001', 'police-320613001', 'judicial-320613001', 'civil-affairs-320613001'];
const regions = ['320613001000', '320613000000', '320600000000'];
const paths = [
  '/me',
  '/mandates',
  '/notices',
  '/tickets',
  ...offices.map((officeId) => `/boards/${officeId}`),
  ...attentionKinds.flatMap((kind) => regions.map((code) => `/attention/${code}?kind=${kind}`)),
];
const paged = /notices|tickets|boards|attention/;

type Listed = { cursor?: string | null };
const withParameter = (path: string, name: string, value: string) =>
  `${path}${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;

/** Everything that can be listed, with pages of this size, to the end. */
const everything = async (who: string, limit: number): Promise<string> => {
  const replies: unknown[] = [];
  for (const path of paths) {
    const first = paged.test(path) ? withParameter(path, 'limit', String(limit)) : path;
    for (let next: string | null = first; next !== null;) {
      const reply: Reply<Listed> = await api.call<Listed>('GET', next, { as: who });
      replies.push([next, reply.status, reply.status === 200 ? reply.body : null]);
      next = reply.body.cursor ? withParameter(first, 'cursor', reply.body.cursor) : null;
    }
  }
  return JSON.stringify(replies);
};

const filing = fc.record({
  resident: fc.constantFrom('resident-chen', 'resident-sun', 'resident-shen', 'clerk-sun'),
  itemId: fc.constantFrom('residence-registration', 'dispute-mediation', 'old-age-allowance'),
});
const caller = fc.constantFrom(
  'clerk-sun',
  'supervisor-street',
  'resident-chen',
  'resident-gu',
  'clerk-320613002001',
  'officer-police',
  'officer-judicial',
  'arbiter',
  'administrator',
);

test('no list, page or cursor tells of a ticket that its reader may not see', async () => {
  let hidden = 0;
  await fc.assert(
    fc.asyncProperty(filing, caller, fc.constantFrom(1, 2, 3, 100), async ({ resident, itemId }, who, limit) => {
      const request = await requestOf(api, { ...storyOf('police'), itemId, resident, filer: resident });
      const before = await everything(who, limit);
      const { body: ticket } = await api.file(resident, request);
      await onBoard(api, ticket.id, resident);
      // Told late, it would look like news to whoever is asked next.
      await until('the notice of it', async () => {
        const { body } = await api.get<{ notices: { ticketId: string }[] }>('/notices', resident);
        return body.notices.some(({ ticketId }) => ticketId === ticket.id) ? true : undefined;
      });
      const { status } = await api.call('GET', `/tickets/${ticket.id}`, { as: who });
      fc.pre(status === 404);
      hidden += 1;
      expect(await everything(who, limit)).toBe(before);
    }),
    { numRuns: 25 },
  );
  expect(hidden).toBeGreaterThanOrEqual(25);
});
