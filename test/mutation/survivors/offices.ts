import type { Rows } from './row.ts';

export const offices: Rows = {
  'domain/dispatch.ts': [
    {
      code: "officeId.replace(/-\\d+$/, '')",
      to: '/-\\d+/',
      why: 'equivalent',
      because: '编号里只有一处数字 an id has digits at its end only',
    },
    {
      code: "'Submitted',",
      why: 'second-line',
      because: '提交总要告知，下面另有一条 a filing is told by a line of its own',
    },
    {
      code: "'Withdrawn',",
      why: 'second-line',
      because: '撤回总要告知，下面另有一条 a withdrawal is told by a line of its own',
    },
    { code: '[find(ticketId)] : [])]', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
  ],
  'domain/office-change.ts': [
    {
      code: "change.do !== 'rename' && change.on < today",
      why: 'equivalent',
      because: '改名没有日期；只为类型 a new name has no day: it is for the types',
    },
    {
      code: 'heirId === undefined ? undefined',
      of: 'heirId === undefined',
      to: 'false',
      why: 'equivalent',
      because: '没有编号的查无此单位；只为类型 without an id no office is found: it is for the types',
    },
    {
      code: "change.do === 'end' && change.heir !== undefined",
      of: "change.do === 'end'",
      to: 'true',
      why: 'equivalent',
      because: '只有撤销带着继承单位；只为类型 only an end has an heir: it is for the types',
    },
  ],
  'domain/office.ts': [
    {
      code: 'last === null || validTo === undefined',
      of: 'last === null',
      to: 'false',
      why: 'equivalent',
      because: '没有一天晚于 null；只为类型 no day is after null: it is for the types',
    },
    {
      code: 'validTo > last ? validTo : last',
      of: 'validTo > last',
      to: '>=',
      why: 'equivalent',
      because: '同一天 the same day',
    },
    {
      code: 'answersFor[0]?.validTo',
      of: 'answersFor[0]?.validTo',
      why: 'equivalent',
      because: 'schema 保证至少一个 the schema asks for one',
    },
  ],
  'domain/region.ts': [
    {
      code: 'region.successor === undefined ||',
      why: 'equivalent',
      because: '查无此码，同样没有 nothing is found under it either',
    },
    {
      code: 'const cities = new Set(',
      of: '[...regions.values()].filter(({ level }) => level === 1)',
      why: 'equivalent',
      because: '只有市的短码是四位 only a city has a short code of four digits',
    },
    {
      code: 'const cities = new Set(',
      of: 'level === 1',
      to: 'true',
      why: 'equivalent',
      because: '只有市的短码是四位 only a city has a short code of four digits',
    },
  ],
  'domain/routing-check.ts': [
    { code: 'byRegion.get(code) ?? []', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
    {
      code: 'found.set(level, known);',
      why: 'equivalent',
      because: '同样的答案再找一遍，只是慢 the same answer, looked for once more',
    },
    {
      code: 'days.filter((day) => day > on)',
      of: 'day > on',
      to: '>=',
      why: 'equivalent',
      because: '同一天只留一次 one day is kept once',
    },
  ],
};
