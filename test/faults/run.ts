/**
 * npm run faults [-- --full --only kill-host,poison --backlog 50000 --out docs/faults.md]: breaks a local system of its own
 * in every way that is known, and checks after each what must be true. --full loads a backlog of a million; --out writes
 * what was run into the page.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { startProxied } from '../../bench/system.ts';
import { startLocalSystem } from '../support/local-system.ts';
import { workOffBacklog } from './backlog.ts';
import { openLedger } from './ledger.ts';
import { type Line, pageOf } from './page.ts';
import { arrived, type Scenario, scenarios, type World } from './scenarios.ts';
import { type Outcome, settle } from './settle.ts';

const usage = 'npm run faults [-- --full --only kill-host,poison --backlog 50000 --out docs/faults.md]';
const names = [...scenarios.map(({ name }) => name), 'backlog'];
const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        full: { type: 'boolean', default: false },
        only: { type: 'string' },
        backlog: { type: 'string' },
        out: { type: 'string' },
      },
    });
    const only = values.only?.split(',') ?? names;
    const unknown = only.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`没有 no “${unknown}”；可用 there are: ${names.join(', ')}`);
    const backlog = Number(values.backlog ?? (values.full ? 1_000_000 : 50_000));
    if (!Number.isInteger(backlog) || backlog < 1) throw new Error(`--backlog: ${values.backlog}`);
    return { only: new Set(only), full: values.full, backlog, out: values.out };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n用法 Usage: ${usage}`);
    process.exit(2);
  }
};
const options = readOptions();

/** Seconds after which a scenario has failed, whatever it waits for. */
const longest = { scenario: 600, backlog: options.full ? 3_600 : 1_500 };

const say = (text: string): void => console.log(text);

const within = async <Result>(seconds: number, work: Promise<Result>): Promise<Result> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`not over after ${seconds} s`)), seconds * 1_000);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const told = ({ asked, acknowledged, refused, first, all, arrived: boards, heard, notices, alarms }: Outcome): string =>
  `${asked} asked, ${acknowledged} acknowledged, none lost, none twice; ${refused} refused meanwhile
   recovery: first answer ${first} s, all answered ${all} s, all on their boards ${boards} s, all told ${heard} s
   ${notices} notices and ${alarms} alarms, each once; difference 0, broken 0`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Breaks it and says what came of it. Never throws: what cannot be ended, ends with this process. */
const attempt = async ({ name, zh, en, missing, run }: Scenario): Promise<Line> => {
  const why = missing?.();
  if (why !== undefined) return { name, zh, en, notRun: why };
  let world: World | undefined;
  let after: (() => Promise<void>) | undefined;
  const play = async (): Promise<Outcome> => {
    world = await startProxied();
    const { system, ledger, dead, stop } = await run(world);
    after = stop;
    return settle(system, ledger, dead);
  };
  try {
    return { name, zh, en, outcome: await within(longest.scenario, play()) };
  } catch (error) {
    return { name, zh, en, failure: messageOf(error) };
  } finally {
    for (const end of [after, world?.stop]) if (end) await within(60, end()).catch((error) => say(messageOf(error)));
  }
};

const backlog = async (): Promise<Line> => {
  const line = {
    name: 'backlog',
    zh: `积压 ${options.backlog} 条消息`,
    en: `a backlog of ${options.backlog} messages`,
  };
  const system = await startLocalSystem();
  const play = async () => {
    const ledger = await openLedger(system);
    await ledger.load(() => ledger.asked.size >= 12);
    const given = { messages: options.backlog, longest: options.full ? 300 : 1_000, say };
    const { left, seconds, perSecond, ages } = await workOffBacklog(system, await arrived(system, ledger), given);
    const more = `${options.backlog - left} worked off in ${seconds} s, ${perSecond} a second, ${left} left; the oldest had waited, in s: ${ages.join(' → ')}`;
    say(`   ${more}`);
    return { more, outcome: await settle(system, ledger) };
  };
  try {
    return { ...line, ...(await within(longest.backlog, play())) };
  } catch (error) {
    return { ...line, failure: messageOf(error) };
  } finally {
    await within(60, system.stop()).catch((error) => say(messageOf(error)));
  }
};

const lines: Line[] = [];
const add = (line: Line): void => {
  lines.push(line);
  const { name, zh, en } = line;
  if ('outcome' in line) say(`✓  ${name} ${zh} ${en}\n   ${told(line.outcome)}`);
  else if ('failure' in line) say(`✗  ${name} ${zh} ${en}\n   ${line.failure}`);
  else say(`–  ${name} ${zh} ${en}\n   未执行 not run: ${line.notRun}`);
};

const started = performance.now();
for (const scenario of scenarios) if (options.only.has(scenario.name)) add(await attempt(scenario));
if (options.only.has('backlog')) add(await backlog());

const run = lines.filter((line) => !('notRun' in line));
const good = run.filter((line) => 'outcome' in line);
const last = `${good.length} of ${run.length} 如约 as promised`;
if (options.out !== undefined) {
  const before = existsSync(options.out) ? readFileSync(options.out, 'utf8') : '';
  const page = pageOf(lines, names, new Date().toISOString().slice(0, 10), before);
  writeFileSync(options.out, await format(page, { parser: 'markdown', printWidth: 120 }));
}
say(`${last}, ${Math.round((performance.now() - started) / 1_000)} s`);
process.exit(good.length === run.length && run.length > 0 ? 0 : 1);
