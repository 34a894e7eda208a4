/**
 * npm run bench:profile [-- --seconds 10 --out docs/profile.md]: where the processor time of lifecycles goes, thread by
 * thread and package by package. Eight clients; sampled by Node's own profiler, read through the source maps.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startLocalSystem } from '../test/support/local-system.ts';
import { inspectorOf, type Profile } from './inspector.ts';
import { closedLoop, warm } from './load.ts';
import { stageOf } from './system.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, out: { type: 'string' } } });

const maps = new Map<string, SourceMap | null>();
const mapOf = (url: string): SourceMap | null => {
  const known = maps.get(url);
  if (known !== undefined) return known;
  const file = url.startsWith('file:') ? `${fileURLToPath(url)}.map` : '';
  const map = file && existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null;
  maps.set(url, map);
  return map;
};

/** `@aws-sdk/client-dynamodb` of a path below node_modules, the room of one of ours, or what the engine itself does. */
const partOf = ({ functionName, url, lineNumber, columnNumber }: Profile['nodes'][number]['callFrame']): string => {
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (url === '' || url.startsWith('node:')) return 'Node';
  const found = mapOf(url)?.findEntry(lineNumber, columnNumber);
  const source = found && 'originalSource' in found ? String(found.originalSource) : url;
  const [, scope = '', name = ''] = /.*node_modules\/(?:(@[^/]+)\/)?([^/]+)/.exec(source) ?? [];
  if (name) return scope === '@aws-sdk' || scope === '@smithy' || scope === '@aws-crypto' ? 'AWS SDK' : name;
  return /(domain|contract|store|lambdas|local)\//.exec(source)?.[1] ?? 'Node';
};

const idle = new Set(['(idle)', '(program)', '(root)']);

/** Milliseconds by part, the largest first; what waits is left out. */
const partsOf = ({ nodes, samples, timeDeltas }: Profile): [string, number][] => {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parts = new Map<string, number>();
  for (const [i, id] of samples.entries()) {
    const frame = frames.get(id);
    if (!frame || idle.has(frame.functionName)) continue;
    const part = partOf(frame);
    parts.set(part, (parts.get(part) ?? 0) + Math.max(0, timeDeltas[i] ?? 0) / 1_000);
  }
  return [...parts].sort(([, a], [, b]) => b - a);
};

const system = await startLocalSystem({ timeout: 300_000, env: { NODE_OPTIONS: '--inspect=127.0.0.1:0' } });
const stage = await stageOf(system);
await warm(stage);
const inspector = await inspectorOf(system.log());
await inspector.start();
const { lifecycles, perSecond } = await closedLoop(stage, 8, Number(values.seconds));
const threads = (await inspector.stop())
  .map(({ name, profile }) => ({ name, parts: partsOf(profile) }))
  .map(({ name, parts }) => ({ name, parts, ms: parts.reduce((sum, [, ms]) => sum + ms, 0) / lifecycles }))
  .filter(({ ms }) => ms > 0.5)
  .sort((a, b) => b.ms - a.ms);
await system.stop();

const rows = threads.map(({ name, parts, ms }) => {
  const shares = parts.map(([part, all]) => [part, all / lifecycles / ms] as const).filter(([, share]) => share > 0.02);
  return `| ${name} | ${ms.toFixed(1)} | ${shares.map(([part, share]) => `${part} ${Math.round(share * 100)} %`).join(', ')} |`;
});
const page = `# 处理器时间 Where the processor time goes

\`npm run bench:profile\`，${new Date().toISOString()}，${cpus().length} × ${cpus()[0]?.model}，Node ${process.version}，8 个客户端 clients，${perSecond} 次全程每秒 lifecycles a second。由命令写成，不手工修改。Written by the command, never by hand.

每次全程的毫秒数，按线程，含等处理器的时间和取样本身；其中各部分的份额（少于 2% 的不列）。引擎是另一个进程，不在其中；只算处理器的见[测量结果](bench.md)。
Milliseconds of one lifecycle by thread, with the waiting for a processor and the sampling itself, and whose code they are spent in (below 2 % left
out). The engine is a process of its own and not in here; processor time alone: see [what was measured](bench.md). \`AWS SDK\`: its clients, signing, and values from and to the wire; \`Node\`: sockets,
HTTP, crypto, JSON; \`local\`: what stands in for AWS on this machine; the rooms by their names.

| 线程 thread | ms | 其中 of it |
| --- | --- | --- |
${rows.join('\n')}
`;
console.log(page);
if (values.out) writeFileSync(values.out, page);
process.exit(0);
