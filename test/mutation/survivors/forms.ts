import type { Rows } from './row.ts';

export const forms: Rows = {
  'domain/answer.ts': [
    { code: 'const [zh, en] = [', to: '[]', why: 'wording', because: '提示的字句 the message' },
    { code: 'const levelsZh', to: '{}', why: 'wording', because: '级别的名称 the names of the levels' },
    {
      code: 'const more = part === undefined ?',
      of: 'part === undefined',
      to: 'false',
      why: 'equivalent',
      because: '没有与 undefined 一样 none is as good as undefined',
    },
    {
      code: "value.replaceAll(/[\\n\\t]/g, '')",
      of: "''",
      why: 'equivalent',
      because: '只看有没有写不得的字符 only what cannot be written is looked for',
    },
    {
      code: 'pattern === undefined || new RegExp',
      of: 'pattern === undefined',
      to: 'false',
      why: 'equivalent',
      because: '没有式样的表达式什么都合 an expression of nothing fits all',
    },
    {
      code: "typeof raw !== 'number' || !Number.isFinite(raw)",
      of: "typeof raw !== 'number'",
      to: 'false',
      why: 'equivalent',
      because: 'isFinite 只认数字；只为类型 isFinite takes numbers only: it is for the types',
    },
    {
      code: 'min !== undefined && raw < min',
      of: 'min !== undefined',
      to: 'true',
      why: 'equivalent',
      because: '没有数小于 undefined no number is below undefined',
    },
    {
      code: 'max !== undefined && raw > max',
      of: 'max !== undefined',
      to: 'true',
      why: 'equivalent',
      because: '没有数大于 undefined no number is above undefined',
    },
    {
      code: "typeof value === 'string' && hasOption",
      of: "typeof value === 'string'",
      to: 'true',
      why: 'equivalent',
      because: '选项都是文字；只为类型 options are texts: it is for the types',
    },
    {
      code: 'raw.slice(0, 64)',
      of: 'raw.slice(0, 64)',
      why: 'unimportant',
      because: '只限制要看多长 it only bounds how much is looked at',
    },
    {
      code: "several ? values : (values[0] ?? '')",
      of: "''",
      why: 'ill-typed',
      because: '选中的总有一个；只为类型 one is chosen: it is for the types',
    },
    {
      code: 'idNumberFault(value, today) ?? (fits(',
      of: "'shape'",
      why: 'second-line',
      because: '号码已查过，式样要求的一样 the number was checked, the pattern asks for the same',
    },
  ],
  'domain/attaching.ts': [
    {
      code: '...(seen === undefined ? {} : { seen })',
      of: 'seen === undefined',
      to: 'false',
      why: 'equivalent',
      because: '发出去的 JSON 里没有 undefined what is undefined is left out of the JSON',
    },
    {
      code: "if (paper.state === 'refused' && paper.fault)",
      why: 'equivalent',
      because: '只有被拒的材料有 fault，而且总有 what was refused has a fault, and nothing else has',
    },
    {
      code: 'else if (paper?.file) attached.set',
      why: 'equivalent',
      because: '检查过的材料都有文件；只为类型 what was checked has a file: it is for the types',
    },
    {
      code: 'limitsOf(item, material)?.files',
      of: 'limitsOf(item, material)?.files',
      why: 'second-line',
      because: '没有限制的材料前面已拒绝 a material without limits was refused before',
    },
  ],
  'domain/field.ts': [
    {
      code: "new RegExp(source, 'u').source !== ''",
      of: "''",
      why: 'equivalent',
      because: '空表达式写作 (?:) an empty expression is written (?:)',
    },
    {
      code: '} catch {',
      to: '{}',
      why: 'equivalent',
      because: 'undefined 与 false 一样拒绝 undefined refuses like false',
    },
    {
      code: "field.type === 'select' && field.default !== undefined",
      of: "field.type === 'select'",
      to: 'true',
      why: 'equivalent',
      because: '只有选择项有默认值；只为类型 only selects have defaults: it is for the types',
    },
  ],
  'domain/form.ts': [
    {
      code: "if (field.type !== 'select') return field;",
      to: 'false',
      why: 'equivalent',
      because: '叫这些名称的都是选择项；只为类型 only selects have these names: it is for the types',
    },
    {
      code: 'return out.size === 0 ?',
      to: 'false',
      why: 'equivalent',
      because: '没有要去掉的：抄一份一样的 nothing to take out: a copy of the same',
    },
    {
      code: "asked?.type === 'select' ? asked.options",
      of: "asked?.type === 'select'",
      to: 'true',
      why: 'second-line',
      because: 'formFields 只留下挂在选择项上的字段 formFields keeps only what hangs on a select',
    },
    {
      code: "asked?.type === 'select' ? asked.options",
      of: 'asked?.type',
      why: 'second-line',
      because: 'formFields 只留下挂在选择项上的字段 formFields keeps only what hangs on a select',
    },
    {
      code: 'asked?.zh ?? id',
      of: 'asked?.zh',
      why: 'second-line',
      because: 'formFields 只留下挂在选择项上的字段 formFields keeps only what hangs on a select',
    },
    {
      code: 'asked?.en ?? id',
      of: 'asked?.en',
      why: 'second-line',
      because: 'formFields 只留下挂在选择项上的字段 formFields keeps only what hangs on a select',
    },
    { code: 'const [zh, en] = [', to: '[]', why: 'wording', because: '提示的字句 the message' },
    {
      code: "asked?.type === 'select' ? asked.options",
      of: '[]',
      why: 'second-line',
      because: 'formFields 只留下挂在选择项上的字段 formFields keeps only what hangs on a select',
    },
  ],
  'domain/kept-paper.ts': [
    {
      code: 'ticketId !== undefined && paper.attachedTo',
      of: 'ticketId !== undefined',
      to: 'true',
      why: 'equivalent',
      because: '名单里没有 undefined；只为类型 the list has no undefined: it is for the types',
    },
    {
      code: 'last !== null && last < today',
      of: 'last !== null',
      to: 'true',
      why: 'equivalent',
      because: 'null 不早于任何一天；只为类型 null is before no day: it is for the types',
    },
  ],
  'domain/known.ts': [
    {
      code: 'name === undefined',
      of: 'name === undefined',
      to: 'false',
      why: 'equivalent',
      because: '没有名称的在档案里也没有；只为类型 without a name nothing is found: it is for the types',
    },
    { code: 'isBlank(value) ? []', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
  ],
  'domain/paper.ts': [
    {
      code: 'Object.keys(paperTypes).filter(isPaperType)',
      why: 'equivalent',
      because: '键都是；只为类型 all keys are: it is for the types',
    },
  ],
};
