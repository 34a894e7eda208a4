/**
 * npm run scale [-- --bench docs/bench.json --out docs/scale.md]: which key is hottest at the load of a city, a province and a nation, how
 * many cities one installation carries, and which quotas have to be raised. Units as `npm run bench` measured them;
 * with --out the page of docs is written anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { citiesOfOneCell, hotKeys, limits } from './hot-keys.ts';
import model from './load-model.json' with { type: 'json' };
import type { Report } from './report.ts';

const { values } = parseArgs({
  options: { bench: { type: 'string', default: 'docs/bench.json' }, out: { type: 'string' } },
});
/** As if nobody shared a row of the numbers with anybody: at a burst it is less. */
const read = (): Pick<Report, 'keys' | 'usage' | 'at'> => {
  try {
    const report = JSON.parse(readFileSync(values.bench, 'utf8')) as Report;
    const { keys, usage } = report.alone ?? report;
    return { at: report.at, keys, usage };
  } catch {
    console.error(
      `${values.bench} 读不出：先执行 npm run bench。Cannot read ${values.bench}: npm run bench writes it.`,
    );
    process.exit(2);
  }
};
const { keys, usage, at } = read();
const shares = {
  district: model.districts.busiestShare,
  street: model.streets.busiestShare,
  community: model.communities.busiestShare,
  office: model.offices.busiestShare,
};
const { burst, hotItem } = model.createsASecond;
const lines: string[] = [];
const say = (text: string): void => {
  lines.push(text);
  console.log(text);
};
const percent = (n: number): string => `${(n * 100).toFixed(n < 0.1 ? 1 : 0)} %`;
const whole = (n: number): string => Math.round(n).toLocaleString('en-US');

say(`每次全程 ${usage.writeUnits} 写单位、${usage.readUnits} 读单位（${values.bench}，${at}）`);
say(`A lifecycle takes ${usage.writeUnits} write units and ${usage.readUnits} read units (${values.bench}, ${at}).`);
say(`分区上限 limits of a partition: ${whole(limits.writeUnits)} WCU, ${whole(limits.readUnits)} RCU`);
for (const [name, factor] of Object.entries(model.scales)) {
  say(`\n${name} ×${factor}，全部在一张表里 all in one table:`);
  for (const [what, rate] of [
    ['突发 burst', burst],
    ['热点事项 hot item', hotItem],
  ] as const) {
    const hot = hotKeys(keys, rate, factor, shares);
    say(`  ${what}, ${whole(rate * factor)} 件每秒 a second:`);
    for (const { kind, scope, unitsASecond, ofLimit } of hot.slice(0, 5))
      say(
        `    ${kind.padEnd(16)} ${scope.padEnd(13)} ${whole(unitsASecond).padStart(7)} WCU/s  ${percent(ofLimit)}${ofLimit > 1 ? '  超限 over the limit' : ''}`,
      );
  }
}

const cell = citiesOfOneCell(keys, hotItem, shares);
say(`\n单元 cells: 一套系统最多容纳 ${cell} 个城市（热点时），取一市一套。`);
say(`One installation carries up to ${cell} cities at the hot item's rate; the plan is one for each city:`);
say('  没有一个键跨城市，没有全局序号、锁或连接；省和国家只读各市的计数行再相加。');
say(
  '  no key spans cities, there is no sequence, lock or join above one; a province and a nation add up the counters of their cities.',
);
for (const [name, factor] of Object.entries(model.scales))
  say(
    `  ${name}: ${factor} 套 installations, ${whole(factor * burst * usage.writeUnits)} WCU/s 合计 in all at the burst`,
  );

const perSecond = model.callsASecond.peakBurst + model.callsASecond.anonymous;
const seconds = usage.lambdaMs / 1_000 / usage.invocations;
const events = burst * model.eventsOfATicket.value;
say('\n每套要提高的配额 quotas of one installation (city), at its burst:');
const quota = (name: string, need: number, given: number): void =>
  say(
    `  ${name.padEnd(56)} ${whole(need).padStart(8)} / ${whole(given).padStart(8)}  ${need > given ? '提高 raise' : '够用 enough'}`,
  );
quota('Lambda 并发 concurrent executions', perSecond * seconds + events * 0.1, 1_000);
quota('HTTP API 每秒 requests a second', perSecond, 10_000);
quota('DynamoDB 表写 write units of a table', hotItem * usage.writeUnits, 40_000);
quota('DynamoDB 表读 read units of a table', hotItem * usage.readUnits * 3, 40_000);
quota('DynamoDB 新表起始写 first write units of a new on-demand table', hotItem * usage.writeUnits, 4_000);
quota('KMS 每秒 requests a second', hotItem * usage.kmsCalls + perSecond * 0.1, 10_000);
quota('SQS 在途 messages in flight of a queue', model.timersInTheBusiestMinute.value, 120_000);

const page = `# 规模 Scale

\`npm run scale\` 的输出，由命令写成；数字来自同目录的 \`bench.json\` 和 \`bench/load-model.json\`。键按“谁的”分：一张票、一个人、
一个社区、一个街道、一个区县、一个市、整套系统。只有属于整套系统的键（按日、按时刻、未了钟表三个索引的分片）会感到第二个城市，
所以单元是一市一套。计数按小负载下写入的计；突发时成批合并，实际更低。

The output of \`npm run scale\`, written by the command from \`bench.json\` beside this page and \`bench/load-model.json\`. A key
belongs to a ticket, a person, a community, a street, a district, a city, or the whole installation. Only keys of the
installation (the shards of three indexes: by day, by moment, by open clock) feel a second city, so a cell is one city.
Counters are reckoned as a small load wrote them; a burst folds them into larger batches, and the real figure is lower.

\`\`\`text
${lines.join('\n')}
\`\`\`
`;
if (values.out !== undefined) writeFileSync(values.out, page);
