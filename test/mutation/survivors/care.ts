import type { Rows } from './row.ts';

export const care: Rows = {
  'domain/care/care.ts': [
    { code: '.sort()[0] ?? null', why: 'equivalent', because: '加入时已有序 in order as they come' },
    {
      code: 'const laterOf',
      of: 'a !== null',
      to: 'true',
      why: 'equivalent',
      because: 'null 不晚于任何时刻；只为类型 null is after no moment: it is for the types',
    },
    { code: 'const laterOf', of: 'a > b', to: '>=', why: 'equivalent', because: '同一时刻 the same moment' },
    {
      code: 'const moments = [',
      why: 'equivalent',
      because: 'null 排在最后，没有时刻也是 null null sorts last, and no moment is null as well',
    },
    {
      code: '].filter((moment) => moment !== null)',
      to: 'true',
      why: 'equivalent',
      because: 'null 排在最后，没有时刻也是 null null sorts last, and no moment is null as well',
    },
  ],
  'domain/care/commands.ts': [
    {
      code: 'if (isRefusal(when)) return when;',
      why: 'second-line',
      because: '同一检查刚做过；只为类型 the same was just asked: it is for the types',
    },
    {
      code: '...(seen === undefined ? {} : { seen })',
      of: 'seen === undefined',
      to: 'false',
      why: 'equivalent',
      because: '发出去的 JSON 里没有 undefined what is undefined is left out of the JSON',
    },
    {
      code: 'registeredAt !== null && endOf(quarter) > registeredAt',
      of: 'registeredAt !== null',
      to: 'true',
      why: 'equivalent',
      because: '没有时刻晚于 null；只为类型 no moment is after null: it is for the types',
    },
    {
      code: 'to !== null && (to < from',
      of: 'to !== null',
      to: 'true',
      why: 'equivalent',
      because: 'null 不早于任何一天；只为类型 null is before no day: it is for the types',
    },
    {
      code: 'to !== null && (to < from',
      of: 'to < from',
      to: 'false',
      why: 'equivalent',
      because: '最晚今天开始，早于它的也已过去 it begins today at the latest: what is before that is past',
    },
    {
      code: 'nextOn !== null && isPast',
      of: 'nextOn !== null',
      to: 'true',
      why: 'equivalent',
      because: 'null 不早于任何一天；只为类型 null is before no day: it is for the types',
    },
    {
      code: 'if (isRefusal(contact)) return contact;',
      to: 'false',
      why: 'second-line',
      because: '下一行再查一次 the next line asks the same',
    },
    {
      code: '没有此牌，或不由您处理',
      why: 'wording',
      because: '提示的字句；英文的有测试 the message; the English one is tested',
    },
    {
      code: 'care.registeredAt !== null && epochMs',
      of: 'care.registeredAt !== null',
      to: 'true',
      why: 'equivalent',
      because: '不在册的没有到期的季度 nobody off the register has a quarter due',
    },
  ],
};
