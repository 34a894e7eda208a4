/** The last output of each verification, as a section of docs/verified.md: written by the commands, with `--record`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const path = join(import.meta.dirname, '..', '..', 'docs', 'verified.md');
const head = `# 检验的最后结果 What was verified last

由命令写成：\`npm run verify:<名称> -- --record\`，每段是一条命令最后一次的输出。
Written by the commands: \`npm run verify:<name> -- --record\`; each section is the last output of one.
`;

/** Puts the output of a command in the place of its last one. */
export const record = (command: string, output: string): void => {
  const before = existsSync(path) ? readFileSync(path, 'utf8').split(/^## /m).slice(1) : [];
  const others = before.filter((section) => !section.startsWith(`npm run ${command}\n`));
  const where = `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim() ?? '?'}, ${cpus().length} cores, Node ${process.version}`;
  const mine = `npm run ${command}\n\n${where}\n\n\`\`\`text\n${output.replaceAll(/[ \t]+$/gm, '').trim()}\n\`\`\`\n`;
  const sections = [...others.map((each) => `${each.trim()}\n`), mine].sort();
  writeFileSync(path, [head, ...sections.map((section) => `## ${section}`)].join('\n'));
};
