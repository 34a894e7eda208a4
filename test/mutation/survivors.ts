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

export const explained: readonly Row[] = [];
