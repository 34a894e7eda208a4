/**
 * How Chinese characters are read, for searching in pinyin: `{ "zhu": "住主助…" }`. Who types 居主证 for 居住证 is found
 * by it as well. It holds the characters of level 1 of GB/T 2312 (3,755) and all that the first data use, each under
 * every reading it has.
 */
import { readFileSync } from 'node:fs';
import { polyphonic } from 'pinyin-pro';

const levelOne = (): string => {
  const decoder = new TextDecoder('gbk');
  const rows = Array.from({ length: 0xd8 - 0xb0 }, (_, row) =>
    decoder.decode(Uint8Array.from({ length: 94 * 2 }, (_, i) => (i % 2 === 0 ? 0xb0 + row : 0xa1 + (i - 1) / 2))),
  );
  return rows.join('');
};

const data = ['service-catalogue', 'regions'].map((name) =>
  readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'),
);

/** The table as JSON, in a fixed order. */
export const pinyinTable = (): string => {
  const characters = [...new Set([levelOne(), ...data].join(''))].filter((c) => /\p{Script=Han}/u.test(c)).sort();
  const readings = polyphonic(characters.join(''), { toneType: 'none', type: 'array', v: true });
  const table = new Map<string, string>();
  for (const [i, character] of characters.entries())
    for (const reading of new Set(readings[i])) {
      if (/^[a-z]+$/.test(reading)) table.set(reading, (table.get(reading) ?? '') + character);
    }
  return `${JSON.stringify(Object.fromEntries([...table].sort(([a], [b]) => (a < b ? -1 : 1))), null, 0)}\n`;
};
