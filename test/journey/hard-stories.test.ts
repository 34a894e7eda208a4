/** The hard journeys on a system of their own, since they move its time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LocalSystem, startLocalSystem } from '../support/local-system.ts';
import { type Client, client } from './client.ts';
import { hardStories, tellHard } from './hard-stories.ts';

let system: LocalSystem;
let api: Client;
beforeAll(async () => {
  system = await startLocalSystem();
  api = client(system.url);
});
afterAll(() => system.stop());

test.each(hardStories)(
  '$en',
  async (story) => {
    const said: string[] = [];
    await tellHard(api, story, (text) => said.push(text));
    expect(said).not.toEqual([]);
  },
  120_000,
);
