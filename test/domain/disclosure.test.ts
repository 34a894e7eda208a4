import { expect, test } from '@jest/globals';
import { disclosed, disclosedCounts, disclosedRate } from '../../domain/disclosure.ts';

test('nobody, fewer than five, and multiples of five', () => {
  expect([0, 1, 4, 5, 7, 8, 12, 13].map(disclosed)).toEqual([0, null, null, 5, 5, 10, 10, 15]);
  expect(disclosedCounts({ filed: 3, resolved: 11 })).toEqual({ filed: null, resolved: 10 });
});

test('a difference of published numbers does not tell a withheld one', () => {
  // A street of two communities, one of which has 1 to 4 cases: all four give the same answers.
  const answers = [1, 2, 3, 4].map((few) => [disclosed(few), disclosed(40), disclosed(38 + 2)]);
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  const totals = [1, 2].map((few) => disclosed(40 + few));
  expect(new Set(totals).size).toBe(1);
});

test('rates of thirty cases and more, to the percent', () => {
  expect(disclosedRate(0.8765, 30)).toBe(0.88);
  expect(disclosedRate(0.8765, 29)).toBeNull();
  expect(disclosedRate(null, 100)).toBeNull();
});
