import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvOf, type Table, type Value } from '../../domain/table.ts';

const table = (...rows: Value[][]): Table => ({
  name: 't',
  columns: (rows[0] ?? []).map((_, i) => ({ zh: `列${i}`, en: `c${i}` })),
  rows,
});
const lines = (csv: string) => csv.slice(1).split('\r\n').slice(1, -1);

describe('CSV', () => {
  test('with its byte order mark, two languages in the heading, CRLF after each record', () => {
    expect(csvOf(table(['a', 1]))).toBe('\uFEFF列0 c0,列1 c1\r\na,1\r\n');
  });

  test('RFC 4180: commas, quotes and line breaks are quoted, quotes doubled', () => {
    expect(lines(csvOf(table(['a,b', 'say "x"', null, 0])))).toEqual(['"a,b","say ""x""",,0']);
    expect(csvOf(table(['a\nb']))).toContain('"a\nb"');
  });

  test('text that a spreadsheet would run becomes text again; our own negative numbers stay numbers', () => {
    const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'];
    for (const text of evil) {
      const [line = ''] = csvOf(table([text]))
        .slice(1)
        .split('\r\n')
        .slice(1);
      expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
    }
    expect(lines(csvOf(table([-5, -0.5])))).toEqual(['-5,-0.5']);
    expect(lines(csvOf(table(['1+1=2', 'a@b'])))).toEqual(['1+1=2,a@b']);
  });

  test('whatever is written, a reader gets back cell by cell, and none begins a formula', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=x', '-', 'a"b', 'a,b', '\r\n', '@'),
      fc.integer(),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }), (rows) => {
        const read = parse(csvOf(table(...rows)).slice(1)).slice(1);
        expect(read).toHaveLength(rows.length);
        for (const [i, row] of rows.entries())
          for (const [j, value] of row.entries()) {
            const text = read[i]?.[j] ?? 'missing';
            expect(text === String(value) || text === `'${value}`).toBe(true);
            if (typeof value === 'string') expect(text).not.toMatch(/^[=+\-@\t\r]/);
          }
      }),
    );
  });
});

/** A reader as RFC 4180 describes it. */
const parse = (csv: string): string[][] => {
  const records: string[][] = [];
  let record: string[] = [];
  let [text, isQuoted] = ['', false];
  for (let i = 0; i < csv.length; i++) {
    const each = csv[i] ?? '';
    if (isQuoted && each === '"' && csv[i + 1] === '"') [text, i] = [`${text}"`, i + 1];
    else if (each === '"') isQuoted = !isQuoted;
    else if (!isQuoted && each === ',') [record, text] = [[...record, text], ''];
    else if (!isQuoted && each === '\r' && csv[i + 1] === '\n') {
      records.push([...record, text]);
      [record, text, i] = [[], '', i + 1];
    } else text += each;
  }
  return records;
};
