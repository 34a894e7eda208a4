/**
 * npm run erase [-- --replay] [--data .local]: does at once what the schedule does each hour: erases whose time has come.
 * `--replay`: after a restore, everybody again who was ever erased. Last line `open 0` when nothing is due.
 */
import { parseArgs } from 'node:util';
import { addDays, dateOf, instantOf } from '../domain/time.ts';
import { chosenRetention } from '../store/client.ts';
import { advanceDue, eraseAgain } from '../store/erase.ts';
import { dueErasures } from '../store/erasures.ts';
import { enterSystem, run } from './system-environment.ts';

await run(async () => {
  const { values } = parseArgs({ options: { replay: { type: 'boolean' }, data: { type: 'string' } } });
  enterSystem(values.data);
  const now = instantOf(Date.now());
  if (values.replay) {
    const again = await eraseAgain(addDays(dateOf(now), -36_500), chosenRetention(), now);
    console.log(`重新删除 erased again ${again}`);
  }
  for (const [state, count] of Object.entries(await advanceDue(chosenRetention(), now)))
    console.log(`${state} ${count}`);
  let open = 0;
  for await (const _ of dueErasures(now)) open += 1;
  console.log(`open ${open}`);
  return open === 0 ? 0 : 1;
});
