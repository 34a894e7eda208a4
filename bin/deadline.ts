/**
 * Computes a deadline and accounts for every day of it: `npm run -s deadline -- --help`.
 * The first line of the answer is the due moment alone, for machines; the account for people follows.
 */
import calendarJson from '../data/calendar.json' with { type: 'json' };
import { calendarData, workingCalendar } from '../domain/sla/calendar.ts';
import type { ClosedTerm } from '../domain/sla/deadline.ts';
import { type Explanation, explainDeadline, explainReceipt, weekdayName } from '../domain/sla/explain.ts';
import { standardHours } from '../domain/sla/hours.ts';
import { countsDays, type Limit, parseLimit } from '../domain/sla/limit.ts';
import type { ClosedStop } from '../domain/sla/stop.ts';
import { at, type CivilDate, dateOf, type Instant, instantOf, isCivilDate } from '../domain/time.ts';

const usage = `计算期限并逐日说明 Computes a deadline and accounts for every day of it.

  npm run -s deadline -- --start 2026-02-14T17:45+08:00 --limit 5wd [--stop 2026-02-24..2026-02-25] [--extend 2wd] [--filing]

  --start   起算时间或日期；不写时区即北京时间。按日计的期限取其日期，起算日不计入
            start moment or date, Beijing time unless an offset is given; day limits use its date, which is not counted
  --limit   期限 the limit: 5wd 个工作日 working days · 4wh 工作小时 working hours · 15d 日 calendar days · 24h 小时 hours
  --stop    停止计时的首日..末日（含），可重复 first..last stopped day, both included; may repeat
  --extend  延长，与期限同一单位，可重复 extension in the unit of the limit; may repeat
  --filing  起算时间是提交时间：下班后或休息日提交，下一工作日收件
            the start is a filing: after close of business or on a day off it is received the next working day
            （按小时计的期限从该时刻起 hour limits run from the moment itself）
  --help    本说明 this text
`;

/** An argument that cannot be used; the message names it. */
class WrongArgument extends Error {}

const wrong = (zh: string, en: string): never => {
  throw new WrongArgument(`${zh}\n${en}`);
};

const valued = ['start', 'limit', 'stop', 'extend'] as const;
const flags = ['filing', 'help'] as const;
type Name = (typeof valued)[number] | (typeof flags)[number];
const isValued = (name: string): boolean => (valued as readonly string[]).includes(name);
const isName = (name: string): name is Name => isValued(name) || (flags as readonly string[]).includes(name);

/** `--name value` and `--name=value` → the values of each name, in order. */
const readArguments = (argv: readonly string[]): Record<Name, string[]> => {
  const read: Record<Name, string[]> = { start: [], limit: [], stop: [], extend: [], filing: [], help: [] };
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i] ?? '';
    const [, name = '', inline] = /^--([a-z]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (!isName(name))
      return wrong(`不认识的参数：${argument}，见 --help。`, `Unknown argument: ${argument}, see --help.`);
    if (isValued(name)) {
      const value = inline ?? argv[(i += 1)];
      if (value === undefined || value === '') return wrong(`--${name} 缺少值。`, `--${name} needs a value.`);
      read[name].push(value);
    } else {
      if (inline !== undefined) wrong(`--${name} 不带值：${argument}。`, `--${name} takes no value: ${argument}.`);
      read[name].push('');
    }
  }
  return read;
};

const only = (name: string, values: readonly string[]): string => {
  const [value] = values;
  if (value === undefined) return wrong(`缺少 --${name}，见 --help。`, `--${name} is missing, see --help.`);
  if (values.length > 1) {
    wrong(`--${name} 只能写一次，现有：${values.join('、')}。`, `--${name} goes once, got: ${values.join(', ')}.`);
  }
  return value;
};

const momentPattern =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/;

const readStart = (text: string): Instant | CivilDate => {
  if (isCivilDate(text)) return text;
  const [, date = '', , , , offset] = momentPattern.exec(text) ?? [];
  if (isCivilDate(date)) return instantOf(Date.parse(offset ? text : `${text}+08:00`));
  return wrong(
    `--start 不是有效的日期或时间：${text}。应如 2026-02-14 或 2026-02-14T17:45+08:00。`,
    `--start is no valid date or moment: ${text}. Write it like 2026-02-14 or 2026-02-14T17:45+08:00.`,
  );
};

const readLimit = (name: string, text: string): Limit =>
  parseLimit(text) ??
  wrong(
    `--${name} 不是有效的期限：${text}。应为 0 至 10000 的整数加单位 wd、wh、d 或 h，如 5wd。`,
    `--${name} is no valid limit: ${text}. Write a whole number from 0 to 10000 and a unit wd, wh, d or h, like 5wd.`,
  );

const readStop = (text: string): ClosedStop => {
  const [, from = '', to = ''] = /^(.+?)\.\.(.+)$/.exec(text) ?? [];
  if (isCivilDate(from) && isCivilDate(to) && from <= to) {
    return { from, to, reason: { zh: '指定停止', en: 'as given' } };
  }
  return wrong(
    `--stop 不是有效的停止时段：${text}。应为 首日..末日，如 2026-02-24..2026-02-25。`,
    `--stop is no valid span: ${text}. Write first..last stopped day, like 2026-02-24..2026-02-25.`,
  );
};

/** `2026-02-28T17:30:00+08:00`: seconds always, milliseconds only where there are any. */
const isoOf = (instant: Instant): string => instant.replace('.000', '');

const accountOf = ({ lines, zh, en }: Explanation): string[] => [
  zh,
  en,
  ...lines.map((line) => {
    const day = weekdayName(line.date);
    const running = line.counted ? String(Math.round(line.running * 100) / 100) : '-';
    return `${line.date} ${day.zh} ${day.en} ${running.padStart(6)}  ${line.zh} · ${line.en}`;
  }),
];

const answer = (argv: readonly string[]): string => {
  const given = readArguments(argv);
  if (given.help.length > 0) return usage;
  const start = readStart(only('start', given.start));
  const limit = readLimit('limit', only('limit', given.limit));
  const { years, festivals } = calendarData.parse(calendarJson);
  const calendar = workingCalendar(years, festivals);

  // A date alone is filed within office hours.
  const filedAt = start.length === 10 ? at(start, standardHours[0]?.from ?? '00:00') : start;
  const receipt = given.filing.length > 0 && countsDays(limit) ? explainReceipt(filedAt, calendar) : undefined;
  const term: ClosedTerm = {
    start: receipt?.receivedOn ?? start,
    limit,
    stops: given.stop.map(readStop),
    extensions: given.extend.map((text) => readLimit('extend', text)),
    calendar,
  };
  const explanation = explainDeadline(term);
  if (explanation.due === null) throw new Error(`A term without open stops stands: ${dateOf(start)}`);
  const account = accountOf(explanation);
  return [isoOf(explanation.due), ...(receipt ? [receipt.zh, receipt.en] : []), ...account, ''].join('\n');
};

// Whoever reads only the first line closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.stdout.write(answer(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof WrongArgument || error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
