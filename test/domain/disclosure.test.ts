import { expect, test } from '@jest/globals';
import { disclosed, disclosedCounts, disclosedMonths, disclosedRate } from '../../domain/disclosure.ts';

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

test('one month that is over, or twelve: nobody chooses spans whose differences tell', () => {
  expect(disclosedMonths('2026-09', '2026-09', '2026-11')).toEqual({ first: '2026-09', last: '2026-09' });
  expect(disclosedMonths('2026-08', '2026-09', '2026-11')).toEqual({ first: '2025-10', last: '2026-09' });
  // The month that is not over changes with each case: the one before is answered.
  expect(disclosedMonths('2026-11', '2026-11', '2026-11')).toEqual({ first: '2026-10', last: '2026-10' });
  expect(disclosedMonths('2026-10', '2026-11', '2026-11')).toEqual({ first: '2026-10', last: '2026-10' });
  expect(disclosedMonths('2026-09', '2026-11', '2026-11')).toEqual({ first: '2025-11', last: '2026-10' });
});
