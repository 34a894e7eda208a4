/**
 * npm run faults [-- --full --only kill-host,poison --backlog 50000]: breaks a local system of its own in every way that
 * is known, and checks after each what must be true. --full loads a backlog of a million.
 */
import { parseArgs } from 'node:util';
import { startProxied } from '../../bench/system.ts';
import { startLocalSystem } from '../support/local-system.ts';
import { workOffBacklog } from './backlog.ts';
import { openLedger, type Outcome, settle } from './ledger.ts';
import { arrived, type Scenario, scenarios, type World } from './scenarios.ts';

const usage = 'npm run faults [-- --full --only kill-host,poison --backlog 50000]';
const names = [...scenarios.map(({ name }) => name), 'backlog'];
const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: { full: { type: 'boolean', default: false }, only: { type: 'string' }, backlog: { type: 'string' } },
    });
    const only = values.only?.split(',') ?? names;
    const unknown = only.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`没有 no “${unknown}”；可用 there are: ${names.join(', ')}`);
    const backlog = Number(values.backlog ?? (values.full ? 1_000_000 : 50_000));
    if (!Number.isInteger(backlog) || backlog < 1) throw new Error(`--backlog: ${values.backlog}`);
    return { only: new Set(only), full: values.full, backlog };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n用法 Usage: ${usage}`);
    process.exit(2);
  }
};
const options = readOptions();

const say = (text: string): void => console.log(text);
let failures = 0;

const told = ({ asked, acknowledged, refused, recovery, alarms }: Outcome): string =>
  `${asked} asked, ${acknowledged} acknowledged, ${refused} refused meanwhile; recovery: ${recovery}; ${alarms} alarms, each once; difference 0, broken 0`;

const attempt = async ({ name, zh, missing, run }: Scenario): Promise<void> => {
  const why = missing?.();
  if (why !== undefined) return say(`–  ${name} ${zh}: 未执行 not run, ${why}`);
  let world: World | undefined;
  try {
    world = await startProxied();
    const { system, ledger, stop } = await run(world);
    say(`✓  ${name} ${zh}\n   ${told(await settle(system, ledger))}`);
    await stop?.();
  } catch (error) {
    failures += 1;
    say(`✗  ${name} ${zh}\n   ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await world?.stop();
  }
};

const backlog = async (): Promise<void> => {
  const system = await startLocalSystem({ timeout: 300_000 });
  try {
    const ledger = await openLedger(system);
    await ledger.load(() => ledger.asked.size >= 12);
    const given = { messages: options.backlog, longest: options.full ? 180 : 900 };
    const { messages, left, seconds, perSecond, ages } = await workOffBacklog(
      system,
      await arrived(system, ledger),
      given,
    );
    const tenths = ages.filter((_, i) => i % Math.max(1, Math.floor(ages.length / 10)) === 0);
    say(
      `✓  backlog 积压 ${messages} 条消息\n   ${messages - left} worked off in ${seconds} s, ${perSecond} a second, ${left} left; oldest age in s: ${tenths.join(' → ')}`,
    );
    say(`   ${told(await settle(system, ledger))}`);
  } catch (error) {
    failures += 1;
    say(`✗  backlog\n   ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await system.stop();
  }
};

const started = performance.now();
for (const scenario of scenarios) if (options.only.has(scenario.name)) await attempt(scenario);
if (options.only.has('backlog')) await backlog();
say(
  `${options.only.size - failures} of ${options.only.size} 如约 as promised, ${Math.round((performance.now() - started) / 1_000)} s`,
);
process.exit(failures > 0 ? 1 : 0);
