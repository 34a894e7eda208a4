import { describe, expect, test } from '@jest/globals';
import { type Grant, isInForce, type Mandate, objectionToGrant, objectionToUse } from '../../domain/mandate.ts';

const now = '2026-11-24T10:00:00.000+08:00';
const items = new Set(['old-age-allowance', 'residence-registration']);
const given: Grant = { agentId: 'resident-gu', relation: 'child', items: ['old-age-allowance'], validTo: '2027-11-24' };
const mandate: Mandate = { ...given, id: 'M', principalId: 'resident-shen', grantedAt: now };

const problem = (change: Partial<Grant>) =>
  objectionToGrant({ ...given, ...change }, 'resident-shen', items, now)?.errors?.map(
    ({ path, code }) => `${path}: ${code}`,
  );

describe('granting', () => {
  test('a mandate names agent, items and its last day', () => expect(problem({})).toBeUndefined());
  test('nobody mandates themselves', () => expect(problem({ agentId: 'resident-shen' })).toEqual(['agentId: self']));
  test('its last day is not past', () => {
    expect(problem({ validTo: '2026-11-24' })).toBeUndefined();
    expect(problem({ validTo: '2026-11-23' })).toEqual(['validTo: past']);
  });
  test('three years at most', () => {
    expect(problem({ validTo: '2029-11-24' })).toBeUndefined();
    expect(problem({ validTo: '2029-11-25' })).toEqual(['validTo: too-long']);
  });
  test('items exist', () => {
    expect(problem({ items: 'all' })).toBeUndefined();
    expect(problem({ items: ['old-age-allowance', 'nothing'] })).toEqual(['items: unknown']);
  });
});

describe('using', () => {
  const refusal = (change: Partial<Mandate>, item = 'old-age-allowance', on = now) =>
    objectionToUse({ ...mandate, ...change }, item, on)?.params['en'];
  test('within scope and term', () => expect(refusal({})).toBeUndefined());
  test('all items', () => expect(refusal({ items: 'all' }, 'residence-registration')).toBeUndefined());
  test('outside its scope', () => expect(refusal({}, 'residence-registration')).toContain('does not cover'));
  test('on its last day, and after it', () => {
    expect(refusal({}, 'old-age-allowance', '2027-11-24T23:59:59.999+08:00')).toBeUndefined();
    expect(refusal({}, 'old-age-allowance', '2027-11-25T00:00:00.000+08:00')).toContain('ended on 2027-11-24');
  });
  test('revoked', () => {
    expect(refusal({ revokedAt: now })).toContain('revoked');
    expect(isInForce({ ...mandate, revokedAt: now }, '2026-11-24')).toBe(false);
  });
});
