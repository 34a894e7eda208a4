/**
 * Staff as a file: what is read from a CSV of whatever program, line by line, and what is written into one. Columns are
 * found by their names, in any order; the file that is written can be read again.
 */
import Papa from 'papaparse';
import { csvOf, type Table } from '../../../../domain/table.ts';
import { membershipGiven, type MembershipGiven, staffRoles } from '../../../../domain/staff.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { sentenceOf } from '../parts/use-contract-form.ts';
import { oneOf } from '../words.ts';
import type { Member } from './member.ts';
import { en, zh } from './words.ts';

/** Names of the columns as people write them: the one of the template first. */
const columns = {
  id: ['账号 id', '账号', '登录账号', 'account'],
  zh: ['姓名与岗位 zh', '姓名与岗位', '姓名', '中文姓名', 'name'],
  en: ['英文姓名 en', '英文姓名', 'name in english'],
  role: ['角色 role', '角色'],
  officeId: ['单位编号 officeId', '单位编号', '单位', 'office'],
  regionCode: ['区划代码 regionCode', '区划代码', '区划', 'region'],
  cleared: ['可办保密件 cleared', '可办保密件', '保密'],
  validFrom: ['起始日 validFrom', '起始日', '起', 'from'],
  validTo: ['最后一天 validTo', '最后一天', '止', 'to'],
  endedAt: ['免职时间 endedAt', '免职时间'],
} as const;
type Column = keyof typeof columns;
const names = Object.keys(columns) as Column[];
const needed: readonly Column[] = ['id', 'zh', 'en', 'role', 'validFrom'];

/** Without spaces and letters' size, by which nobody tells columns apart. */
const plain = (text: string): string => text.replace(/\s/gu, '').toLowerCase();
const columnNamed = (heading: string): Column | undefined =>
  names.find((name) => [name, ...columns[name]].some((each) => plain(each) === plain(heading)));

type Given = Omit<MembershipGiven, 'ifVersion'>;
/** `line`: where it begins in the file, counted from 1. `skipped`: somebody who was ended, as the exported list has them. */
export type FileLine = { readonly line: number; readonly id: string; readonly name: string } & (
  { readonly given: Given } | { readonly problems: readonly FieldProblem[] } | { readonly skipped: true }
);
export type Encoding = 'UTF-8' | 'UTF-16' | 'GB18030';
export type StaffFile =
  | { readonly encoding: Encoding; readonly lines: readonly FileLine[] }
  | { readonly wrong: { readonly zh: string; readonly en: string } };

const decoded = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** UTF-8 with or without its mark, UTF-16 with it, else what Chinese programs write without a word: GB18030. */
export const textOf = (bytes: Uint8Array): { text: string; encoding: Encoding } | undefined => {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  if (marked !== null) {
    const text = decoded(bytes, marked);
    return text === undefined ? undefined : { text, encoding: 'UTF-16' };
  }
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: 'UTF-8' };
  const gb = decoded(bytes, 'gb18030');
  return gb === undefined ? undefined : { text: gb, encoding: 'GB18030' };
};

/** A spreadsheet's text mark in front of what it would take for a formula (domain/table.ts). */
const unmarked = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

const problem = (path: Column, code: string, chinese: string, english: string, seen?: string): FieldProblem => ({
  path,
  code,
  zh: chinese,
  en: english,
  ...(seen === undefined ? {} : { seen }),
});

const yes = new Set(['是', '有', 'yes', 'y', 'true', '1']);
const no = new Set(['', '否', '无', 'no', 'n', 'false', '0']);
const roleNamed = (text: string): string | undefined =>
  staffRoles.find((role) => [role, zh.roles[role], en.roles[role]].some((name) => plain(name) === plain(text)));

/** `2026/1/5`, as spreadsheets write days, and 2026年1月5日 → 2026-01-05; anything else stays as it is. */
const dayOf = (text: string): string => {
  const [, year, month = '', day = ''] = /^(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?$/u.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** What the numbers of places look like, for who wrote something else. */
const shapes: Partial<Record<Column, { zh: string; en: string }>> = {
  officeId: {
    zh: '应为单位编号，如 station-320613001001，见“单位”页',
    en: 'is the id of an office, such as station-320613001001; the page Offices has them',
  },
  regionCode: {
    zh: '应为 12 位区划代码，如 320613001000',
    en: 'is a region code of 12 digits, such as 320613001000',
  },
};

/** Cells → what the service takes, or what is wrong with each of them. */
const lineFrom = (cells: Readonly<Partial<Record<Column, string>>>): Given | FieldProblem[] => {
  const of = (name: Column): string | undefined => cells[name] || undefined;
  const found: FieldProblem[] = [];
  for (const name of ['id', 'officeId', 'regionCode'] as const)
    if (/^\d(\.\d+)?E\+\d+$/i.test(cells[name] ?? ''))
      found.push(
        problem(
          name,
          'spreadsheet',
          '被表格软件改成了科学计数，请把这一列的格式设为“文本”再填',
          'was turned into a rounded number by the spreadsheet: make the column text and fill it in again',
          cells[name],
        ),
      );
  const role = roleNamed(cells.role ?? '');
  if (cells.role && role === undefined)
    found.push(
      problem(
        'role',
        'unknown',
        `没有这个角色，请写：${staffRoles.map((each) => zh.roles[each]).join('、')}`,
        `no such role; write one of ${staffRoles.join(', ')}`,
        cells.role,
      ),
    );
  const cleared = plain(cells.cleared ?? '');
  if (!yes.has(cleared) && !no.has(cleared))
    found.push(problem('cleared', 'word', '请写“是”或“否”', 'write yes or no', cells.cleared));
  const parsed = membershipGiven.omit({ ifVersion: true }).safeParse(
    {
      id: of('id'),
      role: role ?? (cells.role ? staffRoles[0] : undefined),
      officeId: of('officeId'),
      regionCode: of('regionCode'),
      cleared: yes.has(cleared),
      zh: of('zh'),
      en: of('en'),
      validFrom: of('validFrom') && dayOf(cells.validFrom ?? ''),
      validTo: of('validTo') && dayOf(cells.validTo ?? ''),
    },
    { error: sentenceOf, reportInput: true },
  );
  const said = new Set<string>(found.map(({ path }) => path));
  const others = (parsed.error?.issues ?? []).flatMap((issue) => {
    const path = String(issue.path[0] ?? 'id') as Column;
    if (said.has(path)) return [];
    const shape = cells[path] ? shapes[path] : undefined;
    const both = shape ?? { zh: oneOf(issue.message, 'zh'), en: oneOf(issue.message, 'en') };
    return [problem(path, 'format', both.zh, both.en, cells[path])];
  });
  return parsed.success && found.length === 0 ? parsed.data : [...found, ...others];
};

const wrong = (chinese: string, english: string): StaffFile => ({ wrong: { zh: chinese, en: english } });

/** Reads a file of staff; what cannot be read at all says why, what is wrong in a line is told with it. */
export const readStaffFile = (bytes: Uint8Array): StaffFile => {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return wrong(
      '这是 Excel 工作簿，不是 CSV。请在 Excel 里“另存为”CSV（逗号分隔）再选。',
      'This is a workbook, not CSV: save it as CSV (comma separated) in Excel and choose that file.',
    );
  const read = textOf(bytes);
  if (!read)
    return wrong(
      '认不出文件的编码。请另存为 CSV UTF-8 再选。',
      'The encoding of the file was not recognised: save it as CSV UTF-8 and choose it again.',
    );
  const rows: { line: number; cells: string[] }[] = [];
  let [at, line] = [0, 1];
  Papa.parse<string[]>(read.text, {
    delimitersToGuess: [',', '\t', ';', '，'],
    step: ({ data, meta }) => {
      if (data.some((cell) => cell.trim() !== ''))
        rows.push({ line, cells: data.map((cell) => unmarked(cell.trim())) });
      line += read.text.slice(at, meta.cursor).split('\n').length - 1;
      at = meta.cursor;
    },
  });
  const [heading, ...body] = rows;
  const order = (heading?.cells ?? []).map(columnNamed);
  const missing = needed.filter((name) => !order.includes(name));
  if (!heading || missing.length > 0)
    return wrong(
      `第一行须是列名，缺少：${missing.map((name) => columns[name][0]).join('、')}。可下载模板对照。`,
      `The first line must name the columns; missing: ${missing.map((name) => columns[name][0]).join(', ')}. The template has them.`,
    );
  const lines = body.map(({ line: number, cells }): FileLine => {
    const named: Partial<Record<Column, string>> = {};
    for (const [i, name] of order.entries()) if (name) named[name] = cells[i] ?? '';
    const common = { line: number, id: named.id ?? '', name: named.zh ?? '' };
    if (named.endedAt) return { ...common, skipped: true };
    const found = lineFrom(named);
    return Array.isArray(found) ? { ...common, problems: found } : { ...common, given: found };
  });
  return { encoding: read.encoding, lines };
};

const table = (rows: Table['rows']): Table => ({
  name: 'staff',
  // Both languages stand in one name already.
  columns: names.map((name) => {
    const [chinese = '', english = ''] = columns[name][0].split(' ');
    return { zh: chinese, en: english };
  }),
  rows,
});

/** The list of staff as a file; formulas stay text. */
export const staffCsv = (members: readonly Member[]): string =>
  csvOf(
    table(
      members.map((member) =>
        names.map((name) => (name === 'cleared' ? (member.cleared ? '是' : '否') : (member[name] ?? null))),
      ),
    ),
  );

/** An empty file with two lines to write over. */
export const templateCsv = (today: string): string =>
  csvOf(
    table([
      ['account-1', '王站员', 'Clerk Wang', '站员', 'station-320613001001', null, '否', today, null, null],
      ['account-2', '李督办员', 'Supervisor Li', '督办员', null, '320613001000', '否', today, null, null],
    ]),
  );
