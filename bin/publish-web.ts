/**
 * npm run publish:web -- --bucket <output WebBucketName> [--from web/dist]: puts the built pages where the CDN reads them.
 * What pages load comes first and the pages last, so that nobody gets a page whose parts are not there; what open pages
 * of the earlier build still load stays.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheControl, contentType } from '../lib/web-files.ts';
import { putPageFile } from '../store/site.ts';
import { UsageError, run } from './system-environment.ts';

/** The worker keeps the shell on the device: it comes when everything else is there. */
const order = (path: string): number =>
  path.startsWith('assets/') ? 0 : path === 'sw.js' ? 3 : path === 'index.html' ? 2 : 1;

await run(async () => {
  const { values } = parseArgs({
    options: {
      bucket: { type: 'string' },
      from: { type: 'string', default: join(import.meta.dirname, '../web/dist') },
    },
  });
  const { bucket, from } = values;
  if (bucket === undefined)
    throw new UsageError(
      '请用 --bucket 指明存放网页的桶（部署输出 WebBucketName）。Name the bucket of the pages with --bucket (output WebBucketName).',
    );
  if (!existsSync(join(from, 'index.html')))
    throw new UsageError(
      `${from} 中没有构建好的网页，请先运行 npm run build:web。There are no built pages in ${from}: run npm run build:web first.`,
    );
  const files = globSync('**/*.*', { cwd: from, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(from, sep).length).replaceAll(sep, '/'))
    .sort((a, b) => order(a) - order(b) || a.localeCompare(b));
  for (const path of files)
    await putPageFile(bucket, {
      path,
      body: readFileSync(join(from, path)),
      contentType: contentType(path),
      cacheControl: cacheControl(path),
    });
  console.log(`${files.length} 个文件已发布 files published: ${bucket}`);
  return 0;
});
