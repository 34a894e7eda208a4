/** npm run budget: the script that a first visit loads, compressed. Fails above 150 KB. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes; what 256 kbit/s carries in five seconds. */
const most = 150 * 1024;
const dist = join(import.meta.dirname, '..', 'web', 'dist');

const bytesOf = (path: string): number => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].flatMap(([, path]) => path ?? []);
const styles = [...html.matchAll(/href="\/(assets\/[^"]+\.css)"/g)].flatMap(([, path]) => path ?? []);
if (first.length === 0) throw new Error('no script in web/dist/index.html');

const script = first.reduce((sum, path) => sum + bytesOf(path), 0);
for (const path of [...first, ...styles]) console.log(`${kilobytes(bytesOf(path)).padStart(9)}  ${path}`);
const later = globSync('assets/*.js', { cwd: dist }).filter((path) => !first.includes(path));
for (const path of later.sort()) console.log(`${kilobytes(bytesOf(path)).padStart(9)}  ${path} (later)`);
console.log(`首次访问的脚本 script of the first visit: ${kilobytes(script)} gzip, ${kilobytes(most)} at most`);
if (script > most) process.exitCode = 1;
