/** npm run -s decompress -- <base64>: a compressed attribute of a row, as the console of the table shows it, as JSON. */
import { decompress } from '../store/compression.ts';
import { run, UsageError } from './system-environment.ts';

const usage =
  '用法 Usage: npm run -s decompress -- <base64>   （行中 ticket 或 event 的值 the value of ticket or event in a row）';

const shown = (value: string): object => {
  try {
    return decompress(Buffer.from(value, 'base64'));
  } catch (error) {
    throw new UsageError(
      `不是本系统压缩的值 This is no compressed value: ${error instanceof Error ? error.message : String(error)}\n${usage}`,
    );
  }
};

await run(async () => {
  const [value, ...others] = process.argv.slice(2);
  if (!value || others.length > 0) throw new UsageError(usage);
  console.log(JSON.stringify(shown(value), null, 2));
  return 0;
});
