import type { Rows } from './row.ts';

export const people: Rows = {
  'domain/access.ts': [
    {
      code: 'ticket.residentId !== null &&',
      why: 'equivalent',
      because: '没有人的家庭里有 null；只为类型 nobody’s household has null in it: it is for the types',
    },
    {
      code: "relation !== 'applicant' && relation !== 'bearer'",
      why: 'equivalent',
      because: '没有角色带有它们；只为类型 no role has them: it is for the types',
    },
  ],
  'domain/disclosure.ts': [
    { code: 'to < over ? to : over', to: '<=', why: 'equivalent', because: '同一个月 the same month' },
  ],
  'domain/id-number.ts': [
    {
      code: 'checkCharacter(id.slice(0, 17))',
      why: 'equivalent',
      because: '只加权前 17 位 only the first 17 are weighed',
    },
    { code: '% 11] ??', why: 'equivalent', because: '余数总在表内 a remainder is always in the table' },
  ],
  'domain/ids.ts': [{ code: "?? ''", why: 'equivalent', because: '余数总在表内 a remainder is always in the table' }],
  'domain/mandate.ts': [
    {
      code: "born.slice(4) === '-02-29'",
      why: 'equivalent',
      because: 'V8 把 2 月 29 日顺延为 3 月 1 日，别的引擎不一定 V8 takes 29 February for 1 March; others need not',
    },
  ],
  'domain/registration.ts': [
    { code: "pattern: '^[1-9]", why: 'second-line', because: '号码另查 the number is checked by itself' },
    {
      code: "checksum: 'GB11643'",
      why: 'equivalent',
      because: '是目录的标记，这里没有人读 a mark of the catalogue that nobody reads here',
    },
  ],
  'domain/staff.ts': [
    {
      code: 'given.validTo !== undefined && given.validTo',
      of: 'given.validTo !== undefined',
      to: 'true',
      why: 'equivalent',
      because: 'undefined 不早于任何一天；只为类型 undefined is before no day: it is for the types',
    },
  ],
};
