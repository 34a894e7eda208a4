/** npm run verify [-- --data .local]: are all histories whole? The last line counts the broken ones; exit 1 if any. */
import { parseArgs } from 'node:util';
import { instantOf } from '../domain/time.ts';
import type { ChainFault } from '../store/chain.ts';
import { verifyAll } from '../store/verify.ts';
import { enterSystem, run } from './system-environment.ts';

const faults: Readonly<Record<ChainFault['kind'], string>> = {
  changed: '被改动 changed',
  gap: '缺少 missing',
  truncated: '末尾被截去 cut off',
  surplus: '多出 not known to its head',
};

await run(async () => {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  enterSystem(values.data);
  const { chains, events, anchors, superseded, restores, broken } = await verifyAll(instantOf(Date.now()));
  for (const { chain, kind, sequence } of broken) console.log(`${chain} #${sequence}: ${faults[kind]}`);
  console.log(`${chains} 条链 chains, ${events} 个事件 events, ${anchors} 个存证 anchors`);
  for (const { source, at } of restores) console.log(`恢复自 restored from ${source}, ${at}`);
  if (restores.length > 0)
    console.log(`${superseded} 个存证属于其后，不比 anchors of what came after are not compared`);
  console.log(`broken ${broken.length}`);
  return broken.length === 0 ? 0 : 1;
});
