/** npm run journey [-- --url http://…]: real requests through a running system, from filing to the numbers. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { client } from './client.ts';
import { stories } from './stories.ts';
import { travel } from './travel.ts';

const { values } = parseArgs({ options: { url: { type: 'string' }, data: { type: 'string', default: '.local' } } });

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
let failures = 0;
for (const story of stories) {
  console.log(
    `\n${story.department} · ${story.itemId} · ${story.mode} · ${story.channel} · ${story.filer} → ${story.resident}`,
  );
  try {
    await travel(api, story, (text) =>
      console.log(
        `  ${Math.round(performance.now() - started)
          .toString()
          .padStart(6)} ms  ${text}`,
      ),
    );
  } catch (error) {
    failures += 1;
    console.error(`  ✗ ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(
  `\n${stories.length - failures} of ${stories.length} journeys as promised, ${Math.round(performance.now() - started)} ms`,
);
process.exitCode = failures > 0 ? 1 : 0;
