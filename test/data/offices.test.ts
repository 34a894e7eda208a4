import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { deriveOffices } from '../../data/derive-offices.ts';
import { items, offices, regions } from './content.ts';

test('offices.json is what the rule derives, one office a line', () => {
  expect(offices).toEqual(deriveOffices(items, regions));
  const lines = readFileSync(new URL('../../data/offices.json', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(offices.length + 2);
});

const named = (id: string) => offices.find((office) => office.id === id)?.zh;

test('names read naturally and differ', () => {
  expect(named('police-320613001')).toBe('崇川区城东街道派出所');
  expect(named('station-320613001001')).toBe('崇川区城东街道德民社区综合服务站');
  expect(named('education-320682404')).toBe('如皋市良种场教育窗口');
  expect(named('civil-affairs-3206')).toBe('南通市民政局');
  expect(new Set(offices.map(({ zh }) => zh)).size).toBe(offices.length);
});
