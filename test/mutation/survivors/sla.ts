import type { Rows } from './row.ts';

export const sla: Rows = {
  'domain/sla/calendar.ts': [
    {
      code: 'let nth = n < 0 && !day.working',
      to: 'n <= 0',
      why: 'equivalent',
      because: '没有工作日要数时早已返回 no days: it has returned before',
    },
    {
      code: 'while (nth > yearIndex(year, date).workdays.length)',
      to: '>=',
      why: 'equivalent',
      because: '多走一年，下一个循环又走回来 a year too far is taken back by the next loop',
    },
    {
      code: "code: 'custom'",
      of: "'custom'",
      why: 'unimportant',
      because: '只读取提示的文字 only the message of it is read',
    },
    {
      code: 'if (known) return known;',
      to: 'false',
      why: 'equivalent',
      because: '同样的索引再算一遍，只是慢 the same index, worked out once more',
    },
  ],
  'domain/sla/deadline.ts': [
    {
      code: 'rolled.end === null ?',
      why: 'equivalent',
      because: 'left 只在停着的时钟上读取 what is left is read of a clock that stands',
    },
  ],
  'domain/sla/explain.ts': [
    {
      code: 'const to = date === finalDay',
      why: 'equivalent',
      because: '停着的那一天不计时 the day on which it stands counts nothing',
    },
    {
      code: 'const amount = from < to ?',
      why: 'equivalent',
      because: '一天的一段不会先结束后开始 no part of a day ends before it begins',
    },
    {
      code: '放假安排尚未公布',
      of: 'date.slice(0, 4)',
      why: 'wording',
      because: '年份在字句里 the year, in a sentence',
    },
  ],
  'domain/sla/hours.ts': [
    {
      code: 'hours.at(-1)?.to ??',
      why: 'equivalent',
      because: 'schema 保证至少一个时段 the schema asks for an interval',
    },
    { code: '.refine((intervals) =>', to: '{}', why: 'wording', because: '提示的字句 the message' },
  ],
  'domain/sla/limit.ts': [
    {
      code: '.exec(text) ?? []',
      of: '[]',
      why: 'equivalent',
      because: '没有匹配时读到的仍是 undefined where nothing matches, undefined is read either way',
    },
  ],
  'domain/sla/publishing.ts': [
    {
      code: '.exec(part) ?? []',
      of: '[]',
      why: 'equivalent',
      because: '没有匹配时读到的仍是 undefined where nothing matches, undefined is read either way',
    },
  ],
  'domain/sla/ruler.ts': [
    {
      code: 'span.from > from ? span.from : from',
      why: 'equivalent',
      because: '相等时两边是同一时刻 both are the same moment where they are equal',
    },
    { code: 'if (span.to <= begin) continue;', why: 'equivalent', because: '量到零 the amount is nothing' },
    {
      code: 'span.to && span.to < to',
      why: 'equivalent',
      because: '到期本身已避开停止 a due lies outside the stops that it was counted with',
    },
    { code: 'if (begin < end)', to: '<=', why: 'equivalent', because: '量到零 the amount is nothing' },
  ],
  'domain/sla/statutory.ts': [
    {
      code: 'a.date < b.date',
      to: '<=',
      why: 'equivalent',
      because: '同一天的先后不影响 the order of one day does not matter',
    },
  ],
  'domain/sla/stop.ts': [
    { code: 'a.from < b.from', why: 'equivalent', because: '合并后次序相同 the union is the same' },
    {
      code: 'next.from <= last.to',
      to: '<',
      why: 'equivalent',
      because: '首尾相接的两段与一段计得一样 two spans that touch count like one',
    },
    { code: 'last.to = next.to > last.to', to: '>=', why: 'equivalent', because: '同一时刻 the same moment' },
  ],
  'domain/time.ts': [
    {
      code: '$/.test(text)) return false;',
      of: '/^\\d{4}-\\d{2}-\\d{2}$/',
      why: 'equivalent',
      because: '下面要求正好十个字符 further down it has to be ten characters',
    },
  ],
};
