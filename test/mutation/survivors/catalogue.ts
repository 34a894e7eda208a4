import type { Rows } from './row.ts';

export const catalogue: Rows = {
  'domain/bundle.ts': [
    { code: 'evidence: z.enum(', why: 'unimportant', because: '没有一件事用到的值 values that no bundle has' },
  ],
  'domain/catalogue.ts': [
    {
      code: "code: 'custom'",
      of: "'custom'",
      why: 'unimportant',
      because: '只读取提示的文字 only the message of it is read',
    },
    {
      code: 'known?.has(ref)',
      of: 'known?.has',
      why: 'equivalent',
      because: '三张表都在；只为类型 all three are there: it is for the types',
    },
    {
      code: 'ids?.size !== items.length',
      of: 'ids?.size',
      why: 'equivalent',
      because: '三张表都在；只为类型 all three are there: it is for the types',
    },
  ],
  'domain/consequences.ts': [
    { code: 'was ? demandsOf(was) : []', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
  ],
  'domain/difference.ts': [
    {
      code: 'was.length + is.length > 0',
      why: 'equivalent',
      because: '两个空的没有差别 two empty lists do not differ',
    },
    {
      code: "names[i] ?? ''",
      of: "''",
      why: 'ill-typed',
      because: '每项都有名称；只为类型 each has its name: it is for the types',
    },
  ],
  'domain/table.ts': [{ code: 'value === null ?', why: 'wording', because: '空格写成 null an empty cell' }],
  'domain/version.ts': [
    {
      code: 'each.version > newest.version',
      of: 'each.version > newest.version',
      to: '>=',
      why: 'equivalent',
      because: '版本号不重复 no number comes twice',
    },
    { code: '.sort((a, b) => ((a.validFrom', to: '<=', why: 'equivalent', because: '每天只有一版 one version a day' },
    {
      code: '.sort((a, b) => ((a.validFrom',
      of: "''",
      why: 'ill-typed',
      because: '将来的都有日期；只为类型 what is to come has its day: it is for the types',
    },
  ],
};
