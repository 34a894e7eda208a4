import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { billOf, priceList, provisionedWrites, total, type Usage } from '../../bench/prices.ts';

const prices = priceList.parse(
  JSON.parse(readFileSync(new URL('../../bench/prices-us-east-1.json', import.meta.url), 'utf8')),
);
const none: Usage = {
  writeUnits: 0,
  readUnits: 0,
  requests: 0,
  invocations: 0,
  lambdaMs: 0,
  memoryMb: 512,
  sqsCalls: 0,
  kmsCalls: 0,
  logBytes: 0,
  objectPuts: 0,
  objectGets: 0,
};
const dollars = (usage: Partial<Usage>): number => total(billOf({ ...none, ...usage }, prices));

test('each service is charged by its own unit', () => {
  expect(dollars({})).toBe(0);
  expect(dollars({ writeUnits: 100 })).toBeCloseTo(0.0625, 10);
  expect(dollars({ readUnits: 100 })).toBeCloseTo(0.0125, 10);
  // One run of 100 ms at half a GB: 50 GB-s and a thousand runs for a thousand lifecycles.
  expect(dollars({ lambdaMs: 100, invocations: 1 })).toBeCloseTo(50 * 0.0000133334 + 0.0002, 10);
  expect(dollars({ sqsCalls: 10 })).toBeCloseTo(0.004, 10);
  expect(dollars({ kmsCalls: 1 })).toBeCloseTo(0.003, 10);
  expect(dollars({ logBytes: 1_000 })).toBeCloseTo(0.0005, 10);
  // A request costs itself and, one time in twenty, a trace.
  expect(dollars({ requests: 10 })).toBeCloseTo(0.01 + 0.0025, 10);
});

test('the largest line stands first', () => {
  const [first] = billOf({ ...none, writeUnits: 200, readUnits: 50, requests: 7 }, prices);
  expect(first).toMatchObject({ service: 'DynamoDB', unit: 'WRU', quantity: 200_000, dollars: 0.125 });
});

test('provisioned capacity that is used in full costs less than a third, half used more', () => {
  expect(provisionedWrites(1_000_000, 1, prices)).toBeCloseTo(0.1806, 4);
  expect(provisionedWrites(1_000_000, 0.5, prices)).toBeCloseTo(0.3611, 4);
});
