/**
 * Checks that every room of the tree in the current folder imports only what it may (.dependency-cruiser.cjs).
 * It fails, too, when files were not read: rules that see no imports are never broken.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractConfiguration from 'dependency-cruiser/config-utl/extract-depcruise-config';

const rooms = ['bin', 'bench', 'contract', 'data', 'domain', 'lambdas', 'lib', 'local', 'store', 'test', 'web'];

const fail = (lines: readonly string[]): never => {
  console.error(lines.join('\n'));
  process.exit(1);
};

/** Does the text import anything? Only a hint, to catch a parser that reads nothing. */
const imports = (file: string): boolean =>
  /^(import|export)\b[^;'"]*\bfrom\s+['"]|^import\s+['"]/m.test(readFileSync(file, 'utf8'));

const files = globSync(rooms.map((room) => `${room}/**/*.{ts,tsx}`)).filter((file) => !file.includes('node_modules'));
if (files.length === 0)
  fail(['没有找到源文件，请在项目根目录运行。No source files here: run it in the root of the project.']);

const { forbidden, options } = await extractConfiguration(join(import.meta.dirname, '..', '.dependency-cruiser.cjs'));
const cruised = await cruise(files, { ...options, validate: true, ruleSet: { forbidden } } as ICruiseOptions);
const { modules, summary } = cruised.output as ICruiseResult;

const read = new Map(modules.map(({ source, dependencies }) => [source, dependencies.length]));
const unread = files.filter((file) => !read.has(file) || (read.get(file) === 0 && imports(file)));
if (unread.length > 0) fail([`这些文件没有被读到，检查无效。The check is void: these files were not read.`, ...unread]);

const broken = summary.violations.map(({ rule, from, to, cycle }) => {
  const way = cycle ? [from, ...cycle.map(({ name }) => name)] : from === to ? [from] : [from, to];
  return `${rule.name}: ${way.join(' → ')}`;
});
if (broken.length > 0)
  fail([`越界的引用 ${broken.length} 处，规则见 .dependency-cruiser.cjs。Imports across a boundary:`, ...broken]);

const total = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
console.log(`${files.length} files, ${total} imports, no boundary crossed`);
