import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { workbookOf } from '../../lambdas/workbook.ts';

/** Entries of a ZIP file, by its central directory (PKWARE APPNOTE 4.3.12). */
const entriesOf = (zip: Buffer): Map<string, string> => {
  const entries = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size, nameLength] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + size);
    entries.set(
      zip.toString('utf8', at + 46, at + 46 + nameLength),
      (method === 8 ? inflateRawSync(data) : data).toString(),
    );
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
};

test('a workbook with text as text and numbers as numbers; no cell is a formula', async () => {
  const file = await workbookOf([
    {
      name: '2026-11',
      columns: [
        { zh: '名称', en: 'name' },
        { zh: '件数', en: 'cases' },
      ],
      rows: [
        ['=HYPERLINK("http://x")', -3],
        ['<德民社区> & "x"', null],
      ],
    },
  ]);
  const entries = entriesOf(file);
  const all = [...entries.values()].join('\n');
  expect(entries.has('[Content_Types].xml')).toBe(true);
  expect(all).toContain('名称 name');
  expect(all).toContain('=HYPERLINK');
  expect(all).toContain('&lt;德民社区&gt; &amp;');
  expect(all).toMatch(/<v>-3<\/v>/);
  expect(all).not.toMatch(/<f[ >]/);
});
