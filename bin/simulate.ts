/**
 * npm run simulate -- --limit <itemId>=<n>wd … | --calendar <file.json> [--at <moment>] [--data .local]
 * Which dates and breaches would move under another limit or calendar. Reads the whole table and writes nothing.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Item } from '../domain/catalogue.ts';
import { type CalendarYear, workingCalendar } from '../domain/sla/calendar.ts';
import { standardHours } from '../domain/sla/hours.ts';
import { parseLimit } from '../domain/sla/limit.ts';
import { noticeProblems } from '../domain/sla/publishing.ts';
import { type MovingFestivals, namedDay } from '../domain/sla/statutory.ts';
import { defaultRules } from '../domain/ticket/rules.ts';
import { type Shift, simulate, type WhatIf } from '../domain/ticket/simulate.ts';
import { type CivilDate, dateOf, epochMs, type Instant, instantOf } from '../domain/time.ts';
import { calendarYears, item } from '../store/content.ts';
import { festivals as storedFestivals } from '../store/reference.ts';
import { scan } from '../store/scan.ts';
import type { SnapshotRow } from '../store/ticket-rows.ts';
import { enterSystem, run, UsageError } from './system-environment.ts';

const usage = `用法 Usage: npm run simulate -- --limit <itemId>=<n>wd [--limit …] | --calendar <file.json> [--at <moment>] [--data .local]
  --limit     事项的承诺期限改为 n 个工作日，可重复；优先群体自己的期限不变
              the promise of an item would be n working days; may repeat; that of its priority groups stays
  --calendar  放假安排 a notice of days off: {"year": 2027, "off": [{"date", "zh", "en"}], "makeUp": []}，或其数组 or a list of them
  --at        按此刻判断是否超期，默认现在 judges breaches at this moment, now unless given, e.g. 2027-01-05T09:00+08:00
只读，不改动任何数据。 It only reads; nothing is changed.`;

const wrong = (zh: string, en: string): never => {
  throw new UsageError(`${zh}\n${en}\n${usage}`);
};

/** The items as they would be with the promises given. */
const readLimits = async (given: readonly string[], today: CivilDate): Promise<Map<string, Item>> => {
  const changed = given.map(async (text): Promise<[string, Item]> => {
    const [, id = '', amount = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    const limit = parseLimit(amount);
    if (limit?.unit !== 'wd')
      return wrong(
        `--limit 应为 事项=天数，如 old-age-allowance=3wd，而不是 ${text}。`,
        `--limit is written <itemId>=<n>wd, like old-age-allowance=3wd, not ${text}.`,
      );
    const found =
      (await item(id, today)) ?? wrong(`没有事项 ${id}。`, `There is no item ${id}, see GET /catalogue/items.`);
    return [id, { ...found, limits: { ...found.limits, promisedWorkdays: limit.n } }];
  });
  return new Map(await Promise.all(changed));
};

const notice = z.object({ year: z.int().min(2000).max(2100), off: z.array(namedDay), makeUp: z.array(namedDay) });
const notices = z.union([notice.transform((one) => [one]), z.array(notice)]);

const parseNotices = (file: string): z.output<typeof notices> => {
  try {
    return notices.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return wrong(`读不了放假安排 ${file}：${why}`, `The notice ${file} cannot be read: ${why}`);
  }
};

/** The years as they would be: each notice in the place of its year. */
const readCalendar = (
  file: string | undefined,
  years: readonly CalendarYear[],
  festivals: readonly MovingFestivals[],
): CalendarYear[] => {
  if (file === undefined) return [...years];
  const changed = parseNotices(file).map(({ year, off, makeUp }): CalendarYear => {
    const moving = festivals.find((each) => each.year === year);
    const [problem] = noticeProblems(year, { off, makeUp }, moving);
    if (problem)
      wrong(`${year} ${problem.path} ${problem.seen ?? ''}：${problem.zh}`, `${problem.seen ?? ''} ${problem.en}`);
    const version = (years.find((each) => each.year === year)?.version ?? 0) + 1;
    return { year, version, status: 'published', source: file, off, makeUp };
  });
  return [...years, ...changed];
};

const readMoment = (text: string): Instant => {
  const ms = /[Z+-]\d{0,2}:?\d{0,2}$/.test(text) ? epochMs(text) : Number.NaN;
  return Number.isNaN(ms)
    ? wrong(`--at 不是带时区的时间：${text}。`, `--at is no moment with its offset: ${text}.`)
    : instantOf(ms);
};

const yesNo = (breached: boolean): string => (breached ? '超期 late' : '未超期 in time');
const short = (moment: Instant): string => moment.slice(0, 16).replace('T', ' ');

const lineOf = ({ reference, clock, generation, due, breached }: Shift): string =>
  `${reference} ${clock}#${generation}  ${short(due.old)} → ${short(due.new)}  ${yesNo(breached.old)} → ${yesNo(breached.new)}`;

const moves = ({ due, breached }: Shift): boolean => due.old !== due.new || breached.old !== breached.new;

const printAll = async (whatIf: WhatIf): Promise<void> => {
  const total = { tickets: 0, clocks: 0, earlier: 0, later: 0, breaches: 0, wouldBe: 0 };
  const filter = { text: '#kind = :ticket', names: { '#kind': 'kind' }, values: { ':ticket': 'ticket' } };
  for await (const { ticket } of scan<SnapshotRow>(filter)) {
    total.tickets += 1;
    for (const shift of simulate(ticket, whatIf)) {
      total.clocks += 1;
      if (shift.due.new < shift.due.old) total.earlier += 1;
      if (shift.due.new > shift.due.old) total.later += 1;
      if (shift.breached.old) total.breaches += 1;
      if (shift.breached.new) total.wouldBe += 1;
      if (moves(shift)) console.log(lineOf(shift));
    }
  }
  console.log(
    `工单 tickets ${total.tickets}, 时限 clocks ${total.clocks}; 提前 earlier ${total.earlier}, 推后 later ${total.later}; ` +
      `超期 breaches ${total.breaches} → ${total.wouldBe}`,
  );
};

await run(async () => {
  const { values } = parseArgs({
    options: {
      limit: { type: 'string', multiple: true, default: [] },
      calendar: { type: 'string' },
      at: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (values.limit.length === 0 && values.calendar === undefined)
    wrong('请给出 --limit 或 --calendar。', 'Give a --limit or a --calendar.');
  const now = values.at === undefined ? instantOf(Date.now()) : readMoment(values.at);
  enterSystem(values.data);
  const [years, festivals] = await Promise.all([calendarYears(), storedFestivals()]);
  const items = await readLimits(values.limit, dateOf(now));
  const calendar = workingCalendar(readCalendar(values.calendar, years, festivals), festivals);
  await printAll({ items, reckoning: { calendar, hours: standardHours, rules: defaultRules }, now });
  return 0;
});
