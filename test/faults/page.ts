/** docs/faults.md, as the command writes it. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Outcome } from './settle.ts';

export type Line = {
  name: string;
  zh: string;
  en: string;
  /** Of a backlog, how it was worked off. */
  more?: string;
} & ({ outcome: Outcome } | { failure: string } | { notRun: string });

const row = (line: Line, day: string): string => {
  const cells =
    'outcome' in line
      ? [
          line.outcome.asked,
          line.outcome.acknowledged,
          line.outcome.refused,
          line.outcome.first,
          line.outcome.all,
          line.outcome.arrived,
          line.outcome.heard,
          line.outcome.notices,
          line.outcome.alarms,
        ]
      : Array.from({ length: 9 }, () => '');
  const mark = 'outcome' in line ? '✓' : 'failure' in line ? '✗' : '–';
  return `| \`${line.name}\` | ${mark} ${line.zh} ${line.en} | ${cells.join(' | ')} | ${day} |`;
};

const remark = (line: Line): string[] => [
  ...(line.more === undefined ? [] : [`- \`${line.name}\`: ${line.more}`]),
  ...('failure' in line ? [`- \`${line.name}\`: ✗ ${line.failure}`] : []),
  ...('notRun' in line ? [`- \`${line.name}\`: 未执行 not run, ${line.notRun}`] : []),
];

/** What stands in the page of an earlier run, by the name of the fault. */
const earlier = (page: string, pattern: RegExp): Map<string, string> =>
  new Map([...page.matchAll(pattern)].map(([text, name = '']) => [name, text]));

/** The machine's processors, memory and Node, for whoever compares. */
export const machine = (): string =>
  `${availableParallelism()} × ${cpus()[0]?.model ?? process.arch}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;

/**
 * The page with what has just been run.
 *
 * @param names of all faults, in order
 * @param before the page as it is: rows of faults that were not run this time stay
 */
export const pageOf = (lines: readonly Line[], names: readonly string[], day: string, before: string): string => {
  const rows = earlier(before, /^\| `([\w-]+)` .*$/gm);
  const remarks = earlier(before, /^- `([\w-]+)`: .*$/gm);
  for (const line of lines) {
    rows.set(line.name, row(line, day));
    remarks.set(line.name, remark(line).join('\n'));
  }
  const inOrder = (map: ReadonlyMap<string, string>): string[] => names.flatMap((name) => map.get(name) || []);
  const all = inOrder(rows);
  const good = all.filter((text) => text.includes('| ✓ ')).length;
  const run = all.filter((text) => !text.includes('| – ')).length;
  const never = names.filter((name) => !rows.has(name));
  return `# 故障 Faults

## 中文

\`npm run faults -- --out docs/faults.md\` 的最后一次输出，由命令写成（\`--only\` 只换所跑的行）。每一项都启动一套自己的系统（本机引擎），
四个客户端不断提交，其间把它弄坏，再修好，然后核对：每个请求用原来的幂等键再问一遍，各只有一件；已答复的一件没有丢；每件到一个单位的
工作台，只送达一次；每条通知恰好一次；计数与重算相等（\`difference 0\`）；链完整（\`broken 0\`）；过期后每个警示只有一次；死信里只有毒消息。
秒数从故障结束算起：第一个、全部请求（含重问的）得到答复，全部到台，全部通知到人。宿主死亡时手里的
消息要等满三分钟的可见性超时，与云上相同；其余要等的，本机时钟每五秒跳过六分钟。

## English

The last output of \`npm run faults -- --out docs/faults.md\`, written by the command (\`--only\` replaces the rows of what it runs). Each
line starts a system of its own on this machine's engines; four clients file without a pause while it is broken and mended. Then it is
checked: every request, asked again with its own key, has one ticket; none that was acknowledged is lost; each lies on one board and was
delivered once; each notice came exactly once; counters equal a recount; chains are whole; when their time has passed each alarm is
raised once; nothing but poison is among the dead letters. Seconds count from the end of the fault: until the first and until all
requests (also those asked once more) were answered, until all lay on their boards, until everybody was told. What was in
the hands of a host that died waits out its visibility timeout of three minutes, as in the
cloud; whatever else waits for a time, local time jumps to it by six minutes every five seconds.

## ${good} of ${run} 如约 as promised${never.length > 0 ? `; 尚未执行 not run yet: ${never.join(', ')}` : ''}

${machine()}

| 名称 name | 故障 fault | 提交 asked | 已答复 acknowledged | 其间被拒 refused | 首个 first s | 全部 all s | 到台 on boards s | 告知 told s | 通知 notices | 警示 alarms | 日期 day |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${all.join('\n')}

${inOrder(remarks).join('\n')}
`;
};
