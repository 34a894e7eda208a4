/**
 * npm run journey [-- --url http://… --short]: real requests through a running system, from filing to the numbers of
 * their communities, before and after.
 * The hard stories come last and move local time forward; --short leaves them out.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { client } from './client.ts';
import { communityPages } from './community-page.ts';
import { hardStories, tellHard } from './hard-stories.ts';
import { stories } from './stories.ts';
import { residentNamed, type Say, travel } from './travel.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    data: { type: 'string', default: '.local' },
    short: { type: 'boolean', default: false },
  },
});

const runningUrl = (): string => {
  try {
    return (JSON.parse(readFileSync(`${values.data}/system.json`, 'utf8')) as { url: string }).url;
  } catch {
    console.error('没有正在运行的系统：请先在另一个终端执行 npm start。');
    console.error('Nothing is running: start it with npm start in another terminal.');
    process.exit(1);
  }
};

const api = client(values.url ?? runningUrl());
const started = performance.now();
const elapsed = (): number => Math.round(performance.now() - started);
const say: Say = (text) => console.log(`  ${elapsed().toString().padStart(6)} ms  ${text}`);
let told = 0;
let failures = 0;

const tell = async (title: string, story: () => Promise<unknown>): Promise<void> => {
  console.log(`\n${title}`);
  told += 1;
  try {
    await story();
  } catch (error) {
    failures += 1;
    console.error(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
  }
};

const communities = [...new Set(stories.map(({ resident }) => residentNamed(resident).resident.communityCode))];
const pages = await communityPages(api);
console.log('\n各社区的数字 · the numbers of the communities');
const before = await pages.before(communities, say);

for (const story of stories) {
  const { department, itemId, mode, channel, filer, resident } = story;
  await tell(`${department} · ${itemId} · ${mode} · ${channel} · ${filer} → ${resident}`, () =>
    travel(api, story, say),
  );
}

if (!values.short) {
  console.log('\n以下会把本地时间向前拨（期限不变）；--short 可跳过。');
  console.log('The next stories move local time forward, not the limits; --short leaves them out.');
  for (const story of hardStories) await tell(`${story.zh} · ${story.en}`, () => tellHard(api, story, say));
  console.log(`\n本地时间现为 local time is now ${await api.now()}`);
}

await tell('数字的变化正是这些件 · the numbers changed by what these stories did', () => pages.after(before, say));

console.log(`\n${told - failures} of ${told} journeys as promised, ${elapsed()} ms`);
process.exitCode = failures > 0 ? 1 : 0;
