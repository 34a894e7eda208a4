/** Why the mutants live that live: each was read. A row that fits nothing any more is deleted. */

export type Why = 'equivalent' | 'ill-typed' | 'wording' | 'second-line' | 'unimportant';

export const reasons: Readonly<Record<Why | 'uncovered' | 'unexplained', string>> = {
  equivalent: '等价：无论怎么改，结果都一样 equivalent: nothing can come out different',
  'ill-typed': '类型不允许的值：编译器不会放过 a value that the types rule out: the compiler stops it',
  wording: '文字：提示、名称、出处的字句 wording of messages, names and sources',
  'second-line': '第二道防线：前面已经挡住 a second line: something before it stops the same',
  unimportant: '不重要：见下表 unimportant, see below',
  uncovered: '领域测试没有走到 not reached by the domain’s tests',
  unexplained: '尚未解释，应有测试 not explained: a test is missing',
};

type Row = {
  readonly file: string;
  /** Part of the line. */
  readonly code: string;
  /** Part of what it was changed to; without it, every change of the line. */
  readonly to?: string;
  readonly why: Why;
  readonly because: string;
};

export const explained: readonly Row[] = [
  {
    file: 'domain/sla/calendar.ts',
    code: 'let nth = n < 0 && !day.working',
    to: 'n <= 0',
    why: 'equivalent',
    because: '没有工作日要数时早已返回 no days: it has returned before',
  },
  {
    file: 'domain/sla/calendar.ts',
    code: 'while (nth > yearIndex(year, date).workdays.length)',
    to: '>=',
    why: 'equivalent',
    because: '多走一年，下一个循环又走回来 a year too far is taken back by the next loop',
  },
  {
    file: 'domain/sla/deadline.ts',
    code: 'rolled.end === null ?',
    why: 'equivalent',
    because: 'left 只在停着的时钟上读取 what is left is read of a clock that stands',
  },
  {
    file: 'domain/sla/explain.ts',
    code: 'const to = date === finalDay',
    why: 'equivalent',
    because: '停着的那一天不计时 the day on which it stands counts nothing',
  },
  {
    file: 'domain/sla/explain.ts',
    code: 'const amount = from < to ?',
    why: 'equivalent',
    because: '一天的一段不会先结束后开始 no part of a day ends before it begins',
  },
  {
    file: 'domain/sla/hours.ts',
    code: 'hours.at(-1)?.to ??',
    why: 'equivalent',
    because: 'schema 保证至少一个时段 the schema asks for an interval',
  },
  {
    file: 'domain/sla/ruler.ts',
    code: 'span.from > from ? span.from : from',
    why: 'equivalent',
    because: '相等时两边是同一时刻 both are the same moment where they are equal',
  },
  {
    file: 'domain/sla/ruler.ts',
    code: 'if (span.to <= begin) continue;',
    why: 'equivalent',
    because: '量到零 the amount is nothing',
  },
  {
    file: 'domain/sla/ruler.ts',
    code: 'span.to && span.to < to',
    why: 'equivalent',
    because: '到期本身已避开停止 a due lies outside the stops that it was counted with',
  },
  {
    file: 'domain/sla/ruler.ts',
    code: 'if (begin < end)',
    to: '<=',
    why: 'equivalent',
    because: '量到零 the amount is nothing',
  },
  {
    file: 'domain/sla/statutory.ts',
    code: 'a.date < b.date',
    to: '<=',
    why: 'equivalent',
    because: '同一天的先后不影响 the order of one day does not matter',
  },
  {
    file: 'domain/sla/stop.ts',
    code: 'a.from < b.from',
    why: 'equivalent',
    because: '合并后次序相同 the union is the same',
  },
  {
    file: 'domain/sla/stop.ts',
    code: 'next.from <= last.to',
    to: '<',
    why: 'equivalent',
    because: '首尾相接的两段与一段计得一样 two spans that touch count like one',
  },
  {
    file: 'domain/sla/stop.ts',
    code: 'last.to = next.to > last.to',
    to: '>=',
    why: 'equivalent',
    because: '同一时刻 the same moment',
  },
  {
    file: 'domain/id-number.ts',
    code: 'checkCharacter(id.slice(0, 17))',
    why: 'equivalent',
    because: '只加权前 17 位 only the first 17 are weighed',
  },
  {
    file: 'domain/id-number.ts',
    code: '% 11] ??',
    why: 'equivalent',
    because: '余数总在表内 a remainder is always in the table',
  },
  {
    file: 'domain/ticket/clocks.ts',
    code: "at(from, '00:00') < moment",
    to: '<=',
    why: 'equivalent',
    because: '同一时刻 the same moment',
  },
  {
    file: 'domain/ticket/commands.ts',
    code: 'dateOf(acceptDue) < acceptedOn',
    to: '<=',
    why: 'equivalent',
    because: '同一天 the same day',
  },
  {
    file: 'domain/ticket/commands.ts',
    code: 'today(context) < ticket.receivedOn',
    to: '<=',
    why: 'equivalent',
    because: '同一天 the same day',
  },
  {
    file: 'domain/access.ts',
    code: 'ticket.residentId !== null &&',
    why: 'equivalent',
    because: '没有人的家庭里有 null；只为类型 nobody’s household has null in it: it is for the types',
  },
  {
    file: 'domain/access.ts',
    code: "relation !== 'applicant' && relation !== 'bearer'",
    why: 'equivalent',
    because: '没有角色带有它们；只为类型 no role has them: it is for the types',
  },
  {
    file: 'domain/disclosure.ts',
    code: 'to < over ? to : over',
    to: '<=',
    why: 'equivalent',
    because: '同一个月 the same month',
  },
  {
    file: 'domain/evaluation.ts',
    code: 'n === null || of === null',
    why: 'equivalent',
    because: 'null 不大于零，且两者同时未知 null is not above nothing, and both are unknown together',
  },
  {
    file: 'domain/evaluation.ts',
    code: 'value?.',
    why: 'equivalent',
    because: '满意率总有值；只为类型 satisfaction has a value always: it is for the types',
  },
  {
    file: 'domain/performance.ts',
    code: "event.type === 'CardDecided' && event.decision",
    why: 'equivalent',
    because: '只有这种事件有裁定；只为类型 only these events have a decision: it is for the types',
  },
  {
    file: 'domain/performance.ts',
    code: "event.type !== 'Submitted' || !event.collected",
    why: 'equivalent',
    because: '只有提交带有它；只为类型 only a filing has it: it is for the types',
  },
  {
    file: 'domain/mandate.ts',
    code: "born.slice(4) === '-02-29'",
    why: 'equivalent',
    because: 'V8 把 2 月 29 日顺延为 3 月 1 日，别的引擎不一定 V8 takes 29 February for 1 March; others need not',
  },
  {
    file: 'domain/served.ts',
    code: ".padStart(4, '0')",
    why: 'unimportant',
    because: '公元 1000 年以前 before the year 1000',
  },
  {
    file: 'domain/served.ts',
    code: '.sort()',
    why: 'equivalent',
    because: '集合按加入的次序已有序，只供比较 in order as they come; sorted for comparing',
  },
  {
    file: 'domain/ticket/perform.ts',
    code: 'ticket.rating?.generation === ticket.generation',
    why: 'second-line',
    because: '评价后状态已变 after a rating the state is another one',
  },
  {
    file: 'domain/ticket/perform.ts',
    code: 'ticket.window !== undefined && now >',
    why: 'equivalent',
    because: '办结时总有评价期 a result has its window always',
  },
  {
    file: 'domain/ticket/perform.ts',
    code: 'ticket.rating?.verified',
    why: 'equivalent',
    because: '整改中的件总有评价 what is put right was rated',
  },
  {
    file: 'domain/ticket/perform.ts',
    code: 'ticket.window?.endsAt',
    why: 'equivalent',
    because: '期限已过才到这里 it comes here only after its end',
  },
  {
    file: 'domain/ticket/perform.ts',
    code: 'ticket.officeId === null',
    why: 'second-line',
    because: '没有单位就没有退回的时钟 without an office there is no clock to send it back',
  },
  {
    file: 'domain/ticket/automatic.ts',
    code: 'moment !== undefined && moment < now',
    why: 'equivalent',
    because: 'undefined 不小于任何时刻 undefined is before no moment',
  },
  {
    file: 'domain/ticket/card.ts',
    code: 'levelOfRung[a] < levelOfRung[b]',
    to: '<=',
    why: 'equivalent',
    because: '同一级 the same rung',
  },
  {
    file: 'domain/region.ts',
    code: 'region.successor === undefined ||',
    why: 'equivalent',
    because: '查无此码，同样没有 nothing is found under it either',
  },
  { file: 'domain/table.ts', code: 'value === null ?', why: 'wording', because: '空格写成 null an empty cell' },
  {
    file: 'domain/care/care.ts',
    code: '.sort()[0] ?? null',
    why: 'equivalent',
    because: '加入时已有序 in order as they come',
  },
  {
    file: 'domain/care/commands.ts',
    code: 'if (isRefusal(when)) return when;',
    why: 'second-line',
    because: '同一检查刚做过；只为类型 the same was just asked: it is for the types',
  },
  {
    file: 'domain/ids.ts',
    code: "?? ''",
    why: 'equivalent',
    because: '余数总在表内 a remainder is always in the table',
  },
];
