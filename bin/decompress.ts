/** npm run -s decompress -- <base64>: a compressed attribute of a row, as the console of the table shows it, as JSON. */
import { decompress } from '../store/compression.ts';

const [compressed, ...others] = process.argv.slice(2);
if (!compressed || others.length > 0) {
  console.error(
    '用法 Usage: npm run -s decompress -- <base64>   （行中 ticket 或 event 的值 the value of ticket or event in a row）',
  );
  process.exit(2);
}
try {
  console.log(JSON.stringify(decompress(Buffer.from(compressed, 'base64')), null, 2));
} catch (error) {
  console.error(
    `不是本系统压缩的值 This is no compressed value: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
