import type { Rows } from './row.ts';

export const numbers: Rows = {
  'domain/evaluation.ts': [
    {
      code: 'n === null || of === null',
      why: 'equivalent',
      because: 'null 不大于零，且两者同时未知 null is not above nothing, and both are unknown together',
    },
    {
      code: 'value?.',
      why: 'equivalent',
      because: '满意率总有值；只为类型 satisfaction has a value always: it is for the types',
    },
    {
      code: 'yardsticks.participation * 100',
      to: '/',
      why: 'wording',
      because: '写在说明里的数 a number in the explanation',
    },
  ],
  'domain/measures.ts': [
    {
      code: 'return n > 0 ? [[bucket, n]',
      why: 'equivalent',
      because: '没有件的一格不改变分位数 a bucket without a case changes no quantile',
    },
  ],
  'domain/patterns.ts': [
    {
      code: 'a.group < b.group',
      of: 'a.group < b.group',
      to: '<=',
      why: 'equivalent',
      because: '组名不重复 no group comes twice',
    },
    {
      code: 'a.group < b.group',
      of: 'a.group < b.group',
      to: 'true',
      why: 'unimportant',
      because: '件数相同的次序 the order of those with as many cases',
    },
  ],
  'domain/performance.ts': [
    {
      code: "event.type === 'CardDecided' && event.decision",
      why: 'equivalent',
      because: '只有这种事件有裁定；只为类型 only these events have a decision: it is for the types',
    },
    {
      code: "event.type !== 'Submitted' || !event.collected",
      why: 'equivalent',
      because: '只有提交带有它；只为类型 only a filing has it: it is for the types',
    },
  ],
  'domain/served.ts': [
    { code: ".padStart(4, '0')", why: 'unimportant', because: '公元 1000 年以前 before the year 1000' },
    {
      code: '.sort()',
      why: 'equivalent',
      because: '集合按加入的次序已有序，只供比较 in order as they come; sorted for comparing',
    },
  ],
  'domain/target.ts': [
    {
      code: 'population === null',
      to: 'false',
      why: 'equivalent',
      because: '除以 null 同样没有比率 there is no rate of null either',
    },
  ],
};
