/** npm run redrive -- <queue> [--dry-run] [--max n] [--data .local]: dead letters back into their queue. */
import { parseArgs } from 'node:util';
import { pairOf, type QueuePair, redrive, waiting } from '../store/queues.ts';
import { enterSystem, run, type System, UsageError } from './system-environment.ts';

const usage = '用法 Usage: npm run redrive -- <queue> [--dry-run] [--max n] [--data .local]';

const pair = async (queue: string, system: System | null): Promise<QueuePair> => {
  if (!system) return pairOf(queue);
  const found = system.queues[queue];
  if (found?.deadLetterUrl) return { url: found.url, deadLetterUrl: found.deadLetterUrl };
  const known = Object.keys(system.queues).filter((name) => system.queues[name]?.deadLetterUrl);
  throw new UsageError(
    `没有带死信队列的队列 ${queue}，可选：${known.join('、')}\n` +
      `No queue ${queue} with dead letters; there are: ${known.join(', ')}`,
  );
};

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, max: { type: 'string' }, data: { type: 'string' } },
  });
  const [queue, ...others] = positionals;
  if (!queue || others.length > 0) throw new UsageError(usage);
  if (values.max !== undefined && !/^[1-9]\d*$/.test(values.max))
    throw new UsageError(
      `--max 应为正整数，而不是 ${values.max}。 --max takes a whole number above 0, not ${values.max}.\n${usage}`,
    );
  const queues = await pair(queue, enterSystem(values.data));
  const dead = await waiting(queues.deadLetterUrl);
  if (values['dry-run']) {
    console.log(`${queue}：${dead} 条死信，未移动。 ${dead} dead letters, none moved (--dry-run).`);
    return 0;
  }
  // No more than lay there at the start: what dies again at once must not go round for ever.
  const moved = await redrive(queues, { max: Math.min(dead, Number(values.max ?? dead)) });
  if (moved < dead && values.max === undefined)
    console.log(
      `${queue}：其余的正由另一条命令移动，或由中断的命令占着，半分钟后再执行一次。` +
        ` The rest is in the hands of another command, or of one that died: run this again in half a minute.`,
    );
  console.log(`${queue}：已移回 ${moved} 条。 Moved ${moved} of ${dead} dead letters back.`);
  return 0;
});
