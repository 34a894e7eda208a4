/** Finding an item by what people type. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readingsOf, search } from '../../web/src/search/match.ts';

type Entry = { id: string; zh: string; en: string; code: string; aliases: string[] };
const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const { items }: { items: Entry[] } = read('data/service-catalogue.json');
const readings = readingsOf(read('web/src/search/pinyin.json'));
const idsFor = (typed: string) => search(items, typed, readings).map(({ id }) => id);

describe('the first three hold what is meant', () => {
  test.each([
    { typed: '居住证', id: 'residence-permit' },
    { typed: 'jzz', id: 'residence-permit' },
    { typed: 'juzhuzheng', id: 'residence-permit' },
    { typed: 'juzhu zheng', id: 'residence-permit' },
    { typed: 'ＪＺＺ', id: 'residence-permit' },
    { typed: '居主证', id: 'residence-permit' },
    { typed: '暂住证', id: 'residence-permit' },
    { typed: '上户口', id: 'hukou-birth-registration' },
    { typed: '我要给孩子上户口', id: 'hukou-birth-registration' },
    { typed: '身份证丢了怎么办', id: 'id-card-renewal' },
    { typed: '低保', id: 'min-living-allowance' },
    { typed: 'dibao', id: 'min-living-allowance' },
    { typed: '楼上太吵', id: 'environment-report' },
    { typed: '看病报销', id: 'medical-reimbursement' },
    { typed: '失业金', id: 'unemployment-benefit' },
    { typed: '装电梯', id: 'lift-addition' },
    { typed: '领养老金', id: 'resident-pension-claim' },
    { typed: '老人八十岁补贴', id: 'old-age-allowance' },
    { typed: 'chongzhi', id: 'top-up-card' },
    { typed: 'residence permit', id: 'residence-permit' },
    { typed: 'GA-06', id: 'residence-registration' },
  ])('$typed', ({ typed, id }) => {
    expect(idsFor(typed).slice(0, 3)).toContain(id);
  });
});

test('every item is found by its name, first, and by each of its everyday words', () => {
  for (const { id, zh, aliases } of items) {
    expect({ zh, first: idsFor(zh)[0] }).toEqual({ zh, first: id });
    for (const alias of aliases) expect({ alias, found: idsFor(alias).includes(id) }).toEqual({ alias, found: true });
  }
});

test('nonsense finds nothing, nothing finds everything', () => {
  expect(idsFor('qqqqxxvv')).toEqual([]);
  expect(idsFor('龘靐齉')).toEqual([]);
  expect(idsFor('  ，')).toHaveLength(items.length);
});

test('whatever is typed, no item comes twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
      const found = idsFor(typed);
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});
