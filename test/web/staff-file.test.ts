/** Staff as a file: encodings, line numbers, what is wrong said at its line, and that what was written can be read. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readStaffFile, staffCsv, templateCsv, textOf } from '../../web/src/administration/staff/staff-file.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const heading = '账号,姓名与岗位,英文姓名,角色,单位编号,区划代码,可办保密件,起始日,最后一天';
const good = 'clerk-a,王站员,Clerk Wang,站员,station-320613001001,,否,2026/1/5,';
const read = (text: string) => {
  const found = readStaffFile(bytes(text));
  if ('wrong' in found) throw new Error(found.wrong.en);
  return found.lines;
};
/** 王站员 and 𠮷 as GB18030 writes them. */
const gb18030 = Uint8Array.from([0xcd, 0xf5, 0xd5, 0xbe, 0xd4, 0xb1, 0x95, 0x32, 0x90, 0x31]);

describe('a file of staff', () => {
  test('is read whatever program wrote it', () => {
    expect(textOf(gb18030)?.encoding).toBe('GB18030');
    expect(textOf(gb18030)?.text.slice(0, 3)).toBe('王站员');
    expect(textOf(bytes('\uFEFF王'))).toEqual({ text: '王', encoding: 'UTF-8' });
    expect(textOf(Uint8Array.from([0xff, 0xfe, 0x8b, 0x73]))).toEqual({ text: '王', encoding: 'UTF-16' });
    expect(readStaffFile(Uint8Array.from([0xff, 0xff, 0xff]))).toMatchObject({ wrong: { en: expect.any(String) } });
    expect(readStaffFile(bytes('PK\u0003\u0004'))).toMatchObject({ wrong: { zh: expect.stringContaining('CSV') } });
  });

  test('columns are found by their names in any order, with any delimiter; days and words as people write them', () => {
    const given = { id: 'clerk-a', zh: '王站员', en: 'Clerk Wang', role: 'clerk', officeId: 'station-320613001001' };
    for (const text of [`${heading}\r\n${good}\r\n`, `${heading}\n${good}`.replaceAll(',', '\t')])
      expect(read(text)).toMatchObject([{ line: 2, given: { ...given, cleared: false, validFrom: '2026-01-05' } }]);
    const english = 'validFrom,role,zh,en,id,regionCode,cleared\n2026-01-05,Supervisor,李,Li,s,320613001000,yes';
    expect(read(english)).toMatchObject([{ given: { role: 'supervisor', regionCode: '320613001000', cleared: true } }]);
    expect(readStaffFile(bytes('账号,角色\na,站员'))).toMatchObject({
      wrong: { zh: expect.stringContaining('起始日') },
    });
  });

  test('what is wrong is told at its own line of the file, each with what to do', () => {
    const text = [
      heading,
      '"clerk-a","王站员\n副站长",Clerk Wang,站员,station-320613001001,,否,2026-01-05,',
      '',
      'clerk-b,,B,站长,station-320613001001,,也许,2026-02-30,',
      's,李,Li,督办员,,3.20613E+11,否,2026-01-05,',
    ].join('\n');
    const lines = read(text);
    expect(lines.map(({ line }) => line)).toEqual([2, 5, 6]);
    const places = lines.map((line) => ('problems' in line ? line.problems.map(({ path }) => path).sort() : []));
    expect(places).toEqual([[], ['cleared', 'role', 'validFrom', 'zh'], ['regionCode']]);
    for (const line of lines)
      if ('problems' in line)
        for (const { zh, en } of line.problems) {
          expect(zh).toMatch(/\p{Script=Han}/u);
          expect(en).not.toMatch(/\p{Script=Han}/u);
        }
  });

  test('whoever was ended is skipped, and nobody else', () => {
    const lines = read(`${heading},免职时间\n${good},2026-03-01T09:00:00.000+08:00\n${good},`);
    expect(lines.map((line) => 'skipped' in line)).toEqual([true, false]);
  });

  test('the template can be read, and so can any list that was written, formulas and all', () => {
    const template = read(templateCsv('2026-11-27'));
    expect(template.every((line) => 'given' in line)).toBe(true);
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() === text && text.length <= 40);
    const formula = fc.constantFrom('=1+1', '+86', '@x', '-2', '"quoted", 李', '𠮷');
    fc.assert(
      fc.property(fc.oneof(formula, name), fc.boolean(), (zh, cleared) => {
        const member = {
          id: 'a',
          role: 'clerk' as const,
          officeId: 'station-320613001001',
          regionCode: null,
          zh,
          en: 'x',
          cleared,
          validFrom: '2026-01-05',
          validTo: null,
          endedAt: null,
          version: 1,
          inForce: true,
          standsInFor: [],
        };
        const csv = staffCsv([member]);
        // A spreadsheet finds no formula in it.
        expect(csv.split('\r\n')[1]?.split(',')[1]).not.toMatch(/^[=+\-@]/);
        expect(read(csv)).toMatchObject([{ given: { zh, cleared } }]);
      }),
    );
  });
});
