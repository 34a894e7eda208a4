/**
 * npm run rotate -- index|data-keys [--dry-run] [--data .local]: moves everything to the newest version of a key, beside
 * the running system. Ended anywhere, it is started again. Last line `left 0` when nothing is left.
 */
import { parseArgs } from 'node:util';
import { dataKeys, indexKeys } from '../store/client.ts';
import { leftToRotate, rotateDataKeys, rotateIndex } from '../store/rotation.ts';
import { enterSystem, run, UsageError } from './system-environment.ts';

const usage = '用法 Usage: npm run rotate -- index|data-keys [--dry-run] [--data .local]';
const whys = {
  'no-value': '档案里已没有这项内容，旧密钥停用后即删除 its file no longer has the value: goes with the old key',
  taken: '新索引已属于另一份档案，请人工核对 another file has the new index: look at both',
} as const;

/** What is true, and what comes next, once nothing is left. */
const next = {
  index: () =>
    indexKeys().length > 1
      ? '新旧索引并存，两把密钥都能查到。下一步：从配置 indexKey 去掉 previous，重新部署（本机：重启），再运行一次本命令。\n' +
        'Both versions stand side by side. Next: take `previous` out of indexKey, deploy (locally: restart), run this again.'
      : '只剩当前版本的索引，旧密钥可以停用。 Only the current version is left: the old key is no longer needed.',
  'data-keys': () =>
    dataKeys().length > 1
      ? '所有数据密钥已由新密钥保护。下一步：从配置 dataKey 去掉 previous 并重新部署（本机：重启）。\n' +
        'Every data key is wrapped under the new key. Next: take `previous` out of dataKey and deploy (locally: restart).'
      : '所有数据密钥都由当前密钥保护。 Every data key is wrapped under the current key.',
};
const jobs = { index: rotateIndex, 'data-keys': rotateDataKeys } as const;
const isJob = (name: string | undefined): name is keyof typeof jobs => name !== undefined && Object.hasOwn(jobs, name);

/** Rows between two lines of progress. */
const every = 200;

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, data: { type: 'string' } },
  });
  const [job, ...others] = positionals;
  if (!isJob(job) || others.length > 0) throw new UsageError(usage);
  enterSystem(values.data);
  const used = (job === 'index' ? indexKeys() : dataKeys()).map(({ version }) => version);
  console.log(`${job}：配置的密钥版本 key versions configured: ${used.join(', ')}`);
  if (!values['dry-run']) {
    let told = 0;
    const { moved, gone, left } = await jobs[job]((done) => {
      if (done < told + every) return;
      told = done;
      console.log(`已处理 done ${done} …`);
    });
    console.log(`已移到当前版本 moved ${moved}${gone > 0 ? `，已删除无主的 orphans removed ${gone}` : ''}`);
    for (const { what, why } of left) console.log(`${what}: ${whys[why]}`);
  }
  const left = await leftToRotate[job]();
  if (left === 0) console.log(next[job]());
  console.log(`left ${left}`);
  return left === 0 || values['dry-run'] ? 0 : 1;
});
