/** What a row says of a mutant that lives. */
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
  /** Part of the line. */
  readonly code: string;
  /** All that was changed; without it, any part of the line. */
  readonly of?: string;
  /** Part of what it was changed to; without it, every change. */
  readonly to?: string;
  readonly why: Why;
  readonly because: string;
};

/** By file of the domain. The first row that fits holds. */
export type Rows = Readonly<Record<string, readonly Row[]>>;
