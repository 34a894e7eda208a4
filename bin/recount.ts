/** npm run recount [-- --data .local]: counts every event again and compares. Last line `difference 0` when equal. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { recount } from '../store/recount.ts';
import { enterSystem, run } from './system-environment.ts';

/** Events that were stored a moment ago are still on their way to the counters. */
const [patience, pauseMs] = [10, 1_000];

await run(async () => {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  enterSystem(values.data);
  let result = await recount();
  for (let tried = 1; result.pending > 0 && tried < patience; tried++) {
    await pause(pauseMs);
    result = await recount();
  }
  console.log(`${result.events} 个事件 events, ${result.counters} 个计数 counters`);
  if (result.pending > 0) console.log(`${result.pending} 个事件尚未计入 events not counted yet`);
  for (const { scope, row, name, stored, recounted } of result.differences)
    console.log(`${scope} ${row} ${name}: 存储值 stored ${stored}, 重算值 recounted ${recounted}`);
  console.log(`difference ${result.differences.length}`);
  return result.differences.length === 0 ? 0 : 1;
});
