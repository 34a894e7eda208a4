/**
 * Writes what is derived from the code: `npm run generate`. `npm run generated` (--check) writes nothing and fails when
 * a file is not what the code says.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { openApi } from '../contract/openapi.ts';
import { accessTable } from './access-table.ts';
import { pinyinTable } from './pinyin-table.ts';
import { ticketLife } from './ticket-life.ts';

const files: Readonly<Record<string, () => string>> = {
  'docs/access.md': accessTable,
  'docs/openapi.json': () => `${JSON.stringify(openApi(), null, 2)}\n`,
  'docs/ticket-life.md': ticketLife,
  'web/src/search/pinyin.json': pinyinTable,
};

const placeOf = (path: string) => new URL(`../${path}`, import.meta.url);

const contentOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(placeOf(path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** The first line in which two texts differ, counted from 1. */
const firstDifference = (a: string, b: string): number => {
  const [left, right] = [a.split('\n'), b.split('\n')];
  return left.findIndex((line, i) => line !== right[i]) + 1 || left.length + 1;
};

const [option, ...more] = process.argv.slice(2);
if (more.length > 0 || (option !== undefined && option !== '--check')) {
  process.stderr.write(
    `不认识的参数：${process.argv.slice(2).join(' ')}，只有 --check。 Unknown argument; there is only --check.\n`,
  );
  process.exit(2);
}

for (const [path, generate] of Object.entries(files)) {
  const [old, fresh] = [await contentOf(path), generate()];
  if (old === fresh) continue;
  if (option === '--check') {
    const where =
      old === undefined
        ? { zh: '不存在', en: 'is not there' }
        : {
            zh: `自第 ${firstDifference(old, fresh)} 行起与代码不符`,
            en: `differs from the code from line ${firstDifference(old, fresh)} on`,
          };
    process.stderr.write(
      `${path} ${where.zh}，请运行 npm run generate 并提交。\n${path} ${where.en}: run npm run generate and commit it.\n`,
    );
    process.exitCode = 1;
  } else {
    await mkdir(new URL('.', placeOf(path)), { recursive: true });
    await writeFile(placeOf(path), fresh);
    process.stdout.write(`${path}\n`);
  }
}
