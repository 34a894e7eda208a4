/**
 * npm run restore -- --at <moment>|latest [--to <name>]: makes a table beside the one in use, as that was at the
 * moment, and sets it up like it. Nothing uses it yet: docs/deploy.md says how it is checked and put in service.
 */
import { parseArgs } from 'node:util';
import { epochMs, instantOf } from '../domain/time.ts';
import { tableName } from '../store/client.ts';
import { happenedSince, restorable, restoreTable } from '../store/restores.ts';
import { enterSystem, run, UsageError } from './system-environment.ts';

const usage = '用法 Usage: npm run restore -- --at 2026-11-27T09:00+08:00|latest [--to <name>]';

/** Whole seconds, as continuous backups have them. */
const momentOf = (text: string | undefined): string => {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)$/.test(text ?? '') ? epochMs(text ?? '') : NaN;
  if (Number.isNaN(ms))
    throw new UsageError(
      `--at 应为带时区的时刻，而不是 ${text ?? '空'}。 --at takes a moment with its offset, not ${text ?? 'nothing'}.\n${usage}`,
    );
  return instantOf(ms);
};

/** `Yizhan-Table-1A2B` at a moment → `Yizhan-Table-1A2B-20261127T010000Z`; of a restored one, its first name. */
const nameFor = (source: string, at: string): string => {
  const stamp = new Date(epochMs(at)).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `${source.replace(/-\d{8}T\d{6}Z$/, '')}-${stamp}`;
};

await run(async () => {
  const { values } = parseArgs({
    options: { at: { type: 'string' }, to: { type: 'string' }, data: { type: 'string' } },
  });
  const asked = values.at === 'latest' ? undefined : momentOf(values.at);
  enterSystem(values.data);
  const source = tableName();
  const window = await restorable(source);
  if (!window)
    throw new UsageError(`表 ${source} 没有开启时间点恢复。 Point-in-time recovery of the table ${source} is off.`);
  const { from, until } = window;
  const at = asked ?? until;
  const table = values.to ?? nameFor(source, at);
  if (!/^[\w.-]{3,255}$/.test(table))
    throw new UsageError(`--to 不是表名：${table}。 --to is no name of a table: ${table}.\n${usage}`);
  // The engine says whole seconds.
  if (at < from.slice(0, 19) || epochMs(at) > epochMs(until) + 999)
    throw new UsageError(
      `${source} 只能恢复到 ${from} 与 ${until} 之间。 ${source} can be restored to a moment between ${from} and ${until}.`,
    );
  console.log(`${source} → ${table}, ${at}`);
  let said = 0;
  const isThere = await restoreTable({ table, source, at }, (status) => {
    if (Date.now() - said < 30_000) return;
    said = Date.now();
    console.log(`… ${status}`);
  });
  if (!isThere)
    throw new UsageError(
      `${table} 已是另一次恢复，请用 --to 换个名字。 ${table} is another restore; choose another name with --to.`,
    );
  const since = await happenedSince(at);
  for (const { reference, types, isNew } of since)
    console.log(`${reference} ${isNew ? '新 new' : '变 changed'}: ${types.join(' ')}`);
  const fresh = since.filter(({ isNew }) => isNew).length;
  console.log(
    `此后提交 filed since: ${fresh}；此后变动 changed since: ${since.length - fresh}。都不在其中 None of it is in the table.`,
  );
  console.log(
    `已恢复，尚未启用。核对与启用见 docs/deploy.md。Restored, not in service yet; checks and switch: docs/deploy.md.`,
  );
  console.log(table);
  return 0;
});
