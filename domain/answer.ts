/** One answer against its field: each of the eight types, its shape, its limits and its normal form. */
import { hasOption, type Field, type FieldOf } from './field.ts';
import { idNumberFault, normaliseIdNumber } from './id-number.ts';
import { isPaperId, largest } from './paper.ts';
import type { FieldProblem } from './refusal.ts';
import { levelNames, levelOf, type RegionLevel } from './region.ts';
import { isCivilDate, type CivilDate } from './time.ts';

export type Address = { readonly regionCode: string; readonly detail: string };
export type Answer = string | number | readonly string[] | Address;
export type Checked = { readonly value: Answer } | FieldProblem[];

export type AnswerContext = {
  readonly today: CivilDate;
  /** Without it every Monday to Friday is a working day. */
  readonly isWorkday?: (date: CivilDate) => boolean;
  /** Level of a region that exists, undefined for one that does not. Without it the code's zeros tell the level. */
  readonly regionLevel?: (code: string) => RegionLevel | undefined;
};

/** The original is shown at the station or at the office. */
export const onPaper = 'on-paper';
/** Characters in a text without a limit of its own; above `lineLimit` a text is a paragraph and may have lines. */
const defaultLength = 200;
const lineLimit = 100;
const earliest = '1850-01-01';
const latest = '2199-12-31';

/** Control characters, halves of characters, and marks that turn the reading direction of what follows. */
const unwritable = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Values that are safe to repeat: short codes, small numbers and dates, never what could be somebody's number. */
const seenOf = (field: Field, raw: unknown): { seen?: string } => {
  const repeatable = field.type === 'select' || field.type === 'number' || field.type === 'date';
  if (field.sensitive === true || !repeatable || (typeof raw !== 'string' && typeof raw !== 'number')) return {};
  const text = String(raw);
  return /^[\w.+/-]{1,40}$/.test(text) && !/\d{9}/.test(text.replaceAll(/[^0-9a-z]/gi, '')) ? { seen: text } : {};
};

const fail = (
  field: Field,
  code: string,
  zh: string,
  en: string,
  more: { raw?: unknown; part?: string } = {},
): FieldProblem[] => [
  {
    path: more.part === undefined ? field.id : `${field.id}.${more.part}`,
    code,
    zh: `“${field.zh}”${zh}`,
    en: `${field.en}: ${en}`,
    ...seenOf(field, more.raw),
  },
];

const kindOf = (raw: unknown): { zh: string; en: string } => {
  if (Array.isArray(raw)) return { zh: '列表', en: 'a list' };
  if (typeof raw === 'string') return { zh: '文本', en: 'text' };
  if (typeof raw === 'number') return { zh: '数字', en: 'a number' };
  if (typeof raw === 'boolean') return { zh: '是否值', en: 'true or false' };
  return { zh: '对象', en: 'an object' };
};

const wrongType = (field: Field, raw: unknown, zh: string, en: string, part?: string): FieldProblem[] => {
  const kind = kindOf(raw);
  const more = part === undefined ? { raw } : { raw, part };
  return fail(field, 'type', `应为${zh}，收到的是${kind.zh}`, `should be ${en}, found ${kind.en}`, more);
};

/** A line or a paragraph of `max` characters. Trimmed and otherwise left as written: rare characters must survive. */
const checkWriting = (field: Field, raw: unknown, max: number, part?: string): Checked => {
  if (typeof raw !== 'string') return wrongType(field, raw, '文本', 'text', part);
  const more = part === undefined ? {} : { part };
  const value = raw.replaceAll('\r\n', '\n').trim();
  if (unwritable.test(max > lineLimit && part === undefined ? value.replaceAll(/[\n\t]/g, '') : value)) {
    return fail(
      field,
      'character',
      '含有控制字符，请删去后重填',
      'has control characters, write it without them',
      more,
    );
  }
  const length = [...value].length;
  if (length > max) {
    return fail(field, 'too-long', `最多${max}字，现有${length}字`, `at most ${max} characters, found ${length}`, more);
  }
  return { value };
};

const fits = (pattern: string | undefined, value: string): boolean =>
  pattern === undefined || new RegExp(pattern, 'u').test(value);

const checkText = (field: FieldOf<'text'>, raw: unknown): Checked => {
  const checked = checkWriting(field, raw, field.maxLength ?? defaultLength);
  if (Array.isArray(checked) || fits(field.pattern, String(checked.value))) return checked;
  return fail(
    field,
    'pattern',
    '格式不符，请照证件或凭证原样填写',
    'does not have the right form, copy it from the paper',
  );
};

const checkNumber = (field: FieldOf<'number'>, raw: unknown): Checked => {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return wrongType(field, raw, '数字', 'a number');
  const { min, max } = field;
  if (min !== undefined && raw < min) return fail(field, 'too-small', `不能小于${min}`, `at least ${min}`, { raw });
  if (max !== undefined && raw > max) return fail(field, 'too-large', `不能大于${max}`, `at most ${max}`, { raw });
  return { value: raw };
};

const mondayToFriday = (date: CivilDate): boolean => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

const checkDate = (field: FieldOf<'date'>, raw: unknown, context: AnswerContext): Checked => {
  if (typeof raw !== 'string') return wrongType(field, raw, '日期文本', 'a date as text');
  const value = raw.trim();
  if (!isCivilDate(value)) {
    const [zh, en] = ['不是有效日期，请按“年-月-日”填写，如2026-02-14', 'not a date, write it as 2026-02-14'];
    return fail(field, 'date', zh, en, { raw: value });
  }
  const bound = (limit: string | undefined, otherwise: string) =>
    limit === 'today' ? context.today : (limit ?? otherwise);
  const [min, max] = [bound(field.min, earliest), bound(field.max, latest)];
  if (value < min) return fail(field, 'too-early', `不能早于${min}`, `not before ${min}`, { raw: value });
  if (value > max) return fail(field, 'too-late', `不能晚于${max}`, `not after ${max}`, { raw: value });
  if (field.workdayOnly === true && !(context.isWorkday ?? mondayToFriday)(value)) {
    return fail(field, 'not-a-workday', '须为工作日，请另选一天', 'must be a working day, choose another', {
      raw: value,
    });
  }
  return { value };
};

const checkSelect = (field: FieldOf<'select'>, raw: unknown): Checked => {
  const several = field.multiple === true;
  if (several !== Array.isArray(raw)) {
    return several
      ? wrongType(field, raw, '选项列表', 'a list of options')
      : wrongType(field, raw, '一个选项', 'one option');
  }
  const chosen: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  const offered = field.options.map(({ value }) => value).join(', ');
  for (const value of chosen) {
    if (typeof value === 'string' && hasOption(field, value)) continue;
    return fail(field, 'option', `没有这个选项，可选：${offered}`, `no such option, choose from: ${offered}`, {
      raw: value,
    });
  }
  if (new Set(chosen).size < chosen.length) return fail(field, 'repeated', '有重复的选项', 'an option is named twice');
  const values = field.options.map(({ value }) => value).filter((value) => chosen.includes(value));
  return { value: several ? values : (values[0] ?? '') };
};

const checkPhone = (field: FieldOf<'phone'>, raw: unknown): Checked => {
  if (typeof raw !== 'string') return wrongType(field, raw, '文本', 'text');
  const value = raw.slice(0, 64).normalize('NFKC').replaceAll(/\s/g, '');
  if (fits(field.pattern, value)) return { value };
  const en = 'not a phone number, give 11 digits of a mobile or a landline with its area code';
  return fail(field, 'phone', '不是有效电话，请填11位手机号或带区号的座机', en);
};

const idFaults = {
  shape: ['应为18位，末位是数字或X', 'must have 18 characters, the last a digit or X'],
  'birth-date': ['第7至14位不是有效的出生日期', 'digits 7 to 14 are not a possible birth date'],
  'check-digit': ['校验位不符，请核对是否输错', 'the check digit does not match, look for a typing error'],
} as const;

const checkIdCard = (field: FieldOf<'idcard'>, raw: unknown, today: CivilDate): Checked => {
  if (typeof raw !== 'string') return wrongType(field, raw, '文本', 'text');
  const value = normaliseIdNumber(raw.slice(0, 64));
  const fault = idNumberFault(value, today) ?? (fits(field.pattern, value) ? undefined : 'shape');
  if (fault === undefined) return { value };
  const [zh, en] = idFaults[fault];
  return fail(field, fault, zh, en);
};

const checkAddress = (field: FieldOf<'address'>, raw: unknown, context: AnswerContext): Checked => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return wrongType(field, raw, '地址 {regionCode, detail}', 'an address {regionCode, detail}');
  }
  const { regionCode, detail, ...others } = raw as Record<string, unknown>;
  const problems: FieldProblem[] = [];
  if (Object.keys(others).length > 0) {
    problems.push(...fail(field, 'unknown', '只能有 regionCode 和 detail', 'has only regionCode and detail'));
  }
  problems.push(...regionProblems(field, regionCode, context));
  const written = checkWriting(field, detail ?? '', defaultLength, 'detail');
  if (Array.isArray(written)) problems.push(...written);
  else if (written.value === '') {
    problems.push(
      ...fail(field, 'required', '缺少门牌等详细地址', 'street, number and door are missing', { part: 'detail' }),
    );
  } else if (problems.length === 0) return { value: { regionCode: String(regionCode), detail: String(written.value) } };
  return problems;
};

const levelsZh: Readonly<Record<RegionLevel, string>> = { 1: '市', 2: '县(市、区)', 3: '街道(乡镇)', 4: '社区(村)' };

const regionProblems = (field: FieldOf<'address'>, code: unknown, { regionLevel }: AnswerContext): FieldProblem[] => {
  const part = 'regionCode';
  if (typeof code !== 'string' || !/^[1-9]\d(?!00)\d{10}$/.test(code)) {
    return fail(field, 'region', '的区划代码应为12位数字', 'the region code has 12 digits', { part });
  }
  const level = (regionLevel ?? levelOf)(code);
  if (level === undefined) {
    return fail(field, 'region', '的区划代码不存在，请重新选择', 'no such region, choose again', { part });
  }
  const wanted = field.regionLevel ?? 1;
  if (level >= wanted) return [];
  const [zh, en] = [`请选到${levelsZh[wanted]}一级`, `choose down to the ${levelNames[wanted]}`];
  return fail(field, 'region-level', zh, en, { part });
};

const checkFile = (field: FieldOf<'file'>, raw: unknown): Checked => {
  if (raw === onPaper) return { value: onPaper };
  if (!Array.isArray(raw))
    return wrongType(field, raw, '“on-paper”或已上传材料的列表', '"on-paper" or a list of uploads');
  const papers: readonly unknown[] = raw;
  if (!papers.every((id): id is string => typeof id === 'string' && isPaperId(id))) {
    return fail(field, 'paper', '含有无效的材料编号，请重新上传', 'names a paper that is none, upload it again');
  }
  if (new Set(papers).size < papers.length)
    return fail(field, 'repeated', '同一材料列了两次', 'a paper is named twice');
  const most = field.multiple === true ? largest.files : 1;
  if (papers.length > most) {
    const [zh, en] = most > 1 ? [`最多${most}份`, `at most ${most} papers`] : ['只能有一份', 'only one paper'];
    return fail(field, 'too-many', `${zh}，现有${papers.length}份`, `${en}, found ${papers.length}`);
  }
  return { value: papers };
};

/** Nothing was answered: empty, blank, an empty list, an address without content. */
export const isBlank = (raw: unknown): boolean => {
  if (raw === undefined || raw === null) return true;
  if (typeof raw === 'string') return raw.trim() === '';
  if (Array.isArray(raw)) return raw.length === 0;
  return (
    typeof raw === 'object' && Object.values(raw).every((part) => part === '' || part === null || part === undefined)
  );
};

/** The answer in its normal form, or everything that is wrong with it. Personal values are never repeated. */
export const checkAnswer = (field: Field, raw: unknown, context: AnswerContext): Checked => {
  switch (field.type) {
    case 'text':
      return checkText(field, raw);
    case 'number':
      return checkNumber(field, raw);
    case 'date':
      return checkDate(field, raw, context);
    case 'select':
      return checkSelect(field, raw);
    case 'phone':
      return checkPhone(field, raw);
    case 'idcard':
      return checkIdCard(field, raw, context.today);
    case 'address':
      return checkAddress(field, raw, context);
    case 'file':
      return checkFile(field, raw);
  }
};
