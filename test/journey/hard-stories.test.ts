/** The hard journeys on a system of their own, since they move its time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventNames } from '../../domain/ticket/event-names.ts';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client } from './client.ts';
import { hardStories, tellHard } from './hard-stories.ts';
import { file, told } from './steps.ts';
import { onBoard } from './travel.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

test.each(hardStories)('$en', async (story) => {
  const said: string[] = [];
  await tellHard(api, story, (text) => said.push(text));
  expect(said).not.toEqual([]);
});

test('who is joined to a request that is done already is told its result', async () => {
  const lead = await file(api, 'resident-chen', 'property-complaint');
  const same = await file(api, 'resident-shen', 'property-complaint');
  const { staff } = await onBoard(api, lead.id, 'resident-chen');
  await onBoard(api, same.id, 'resident-shen');
  await api.act(staff, lead.id, 'accept');
  await api.act(staff, lead.id, 'resolve', { outcome: 'done', answer: '演示：已修好' });
  await told(api, 'resident-chen', lead.reference, eventNames.Resolved.zh);
  await api.act(staff, same.id, 'merge', { into: lead.id, reason: '演示：同一件事' });
  expect(await told(api, 'resident-shen', same.reference, eventNames.Resolved.zh)).toContain(same.reference);
});
