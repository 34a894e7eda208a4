/**
 * npm run -s token                 lists whom one can sign in as: `<id> <role> <office, region or ->`
 * npm run -s token -- <id>         prints a token for that person, from the running local system
 * Options: --data <folder>; --expired, --audience <text>, --issuer <url> for trying what the API refuses.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { demoPeople } from './demo-people.ts';

const system = z.object({ url: z.string() });
const reply = z.object({ token: z.string() });

const fail = (zh: string, en: string): never => {
  console.error(`${zh}\n${en}`);
  process.exit(1);
};

const urlOf = (dataDir: string): string => {
  const file = join(dataDir, 'system.json');
  try {
    return system.parse(JSON.parse(readFileSync(file, 'utf8'))).url;
  } catch {
    return fail(
      `没有找到正在运行的本地系统（${file}）。请先运行 npm start，或用 --data <目录> 指明其数据目录。`,
      `No local system is running (${file}). Run npm start first, or name its data folder with --data <folder>.`,
    );
  }
};

const readOptions = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '.local' },
        expired: { type: 'boolean' },
        audience: { type: 'string' },
        issuer: { type: 'string' },
      },
    });
  } catch (error) {
    return fail(`选项有误：${String(error)}`, 'Usage: npm run -s token -- [<id>] [--data <folder>]');
  }
};

const { values, positionals } = readOptions();
const { data, ...wishes } = values;
const [id, ...others] = positionals;
const people = demoPeople();

if (id === undefined) {
  for (const person of people)
    console.log(`${person.id} ${person.role} ${person.officeId ?? person.regionCode ?? '-'}`);
} else {
  if (others.length > 0) fail(`一次只能为一人签发令牌。`, `One token at a time: ${positionals.join(' ')}`);
  if (!people.some((person) => person.id === id))
    fail(
      `没有名为“${id}”的演示人员。不带参数运行 npm run -s token 可列出全部人员。`,
      `There is no demo person "${id}". Run npm run -s token without a name to list them all.`,
    );
  const url = urlOf(data);
  const response = await fetch(`${url}/_local/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, ...wishes }),
  }).catch(() =>
    fail(
      `本地系统没有应答（${url}）。请用 npm start 启动它。`,
      `The local system does not answer (${url}). Start it with npm start.`,
    ),
  );
  if (!response.ok) fail(`签发失败：${response.status}`, `No token: ${response.status} ${await response.text()}`);
  console.log(reply.parse(await response.json()).token);
}
