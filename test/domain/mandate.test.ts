import { describe, expect, test } from '@jest/globals';
import { checkCharacter } from '../../domain/id-number.ts';
import {
  type Grant,
  grant,
  isInForce,
  type Mandate,
  objectionToGrant,
  objectionToRecord,
  objectionToUse,
  record,
  type Recorded,
} from '../../domain/mandate.ts';

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

describe('as it is written', () => {
  const wrong = (change: object) => grant.safeParse({ ...given, ...change }).success;
  test('an agent, a relation, items by name or all, a last day', () => {
    expect(grant.parse(given)).toEqual(given);
    expect(grant.parse({ ...given, items: 'all' }).items).toBe('all');
  });
  test.each([
    ['nobody', { agentId: '' }],
    ['an endless name', { agentId: 'x'.repeat(65) }],
    ['no item', { items: [] }],
    ['an item without a name', { items: [''] }],
    ['an endless item', { items: ['x'.repeat(65)] }],
    ['more items than there are', { items: Array.from({ length: 76 }, (_, i) => `item-${i}`) }],
    ['another word than all', { items: 'some' }],
    ['a day that does not exist', { validTo: '2027-02-29' }],
    ['something more', { scope: 'all' }],
  ])('%s is refused', (_, change) => expect(wrong(change)).toBe(false));

  test('at the counter the agent is named by their ID card, and the papers were compared', () => {
    const { agentId: _agent, ...rest } = given;
    const recorded = { ...rest, agentIdNumber: '11010519491231002X', basis: 'power-of-attorney', compared: true };
    expect(record.parse(recorded)).toEqual(recorded);
    for (const change of [{ compared: false }, { agentId: 'x' }, { agentIdNumber: 'x'.repeat(65) }, { basis: 'oral' }])
      expect(record.safeParse({ ...recorded, ...change }).success).toBe(false);
  });

  test('a refusal shows the value that was seen, where there is one', () => {
    const errors = (change: Partial<Grant>) =>
      objectionToGrant({ ...given, ...change }, 'resident-shen', items, now)?.errors;
    expect(errors({ validTo: '2026-11-23' })).toMatchObject([{ seen: '2026-11-23' }]);
    expect(errors({ items: ['nothing'] })).toMatchObject([{ seen: 'nothing' }]);
    expect(errors({ agentId: 'resident-shen' })?.[0]).not.toHaveProperty('seen');
  });
});

describe('using', () => {
  const refusal = (change: Partial<Mandate>, item = 'old-age-allowance', on = now) =>
    objectionToUse({ ...mandate, ...change }, item, on)?.params['en'];
  test('within scope and term', () => expect(refusal({})).toBeUndefined());
  test('all items', () => expect(refusal({ items: 'all' }, 'residence-registration')).toBeUndefined());
  test('against its term or scope is not allowed', () => {
    for (const [item, on] of [
      ['old-age-allowance', '2027-11-25T00:00:00.000+08:00'],
      ['residence-registration', now],
    ] as const)
      expect(objectionToUse(mandate, item, on)?.refused).toBe('not-allowed');
    expect(objectionToGrant({ ...given, validTo: '2026-11-23' }, 'resident-shen', items, now)?.refused).toBe('invalid');
  });
  test('outside its scope', () => expect(refusal({}, 'residence-registration')).toContain('does not cover'));
  test('on its last day, and after it', () => {
    expect(refusal({}, 'old-age-allowance', '2027-11-24T23:59:59.999+08:00')).toBeUndefined();
    expect(refusal({}, 'old-age-allowance', '2027-11-25T00:00:00.000+08:00')).toContain('ended on 2027-11-24');
  });
  test('revoked', () => {
    expect(objectionToUse({ ...mandate, revokedAt: now }, 'old-age-allowance', now)?.refused).toBe('not-allowed');
    expect(refusal({ revokedAt: now })).toContain('revoked');
    expect(isInForce({ ...mandate, revokedAt: now }, '2026-11-24')).toBe(false);
  });
});

describe('recording at the counter', () => {
  const born = (date: string) => {
    const digits = `320602${date.replaceAll('-', '')}001`;
    return digits + checkCharacter(digits);
  };
  const [adult, child] = [born('1948-05-01'), born('2012-11-25')];
  const fault = (
    basis: Recorded['basis'],
    idNumber: string | undefined,
    { relation, validTo }: Partial<Recorded> = {},
    at = now,
  ) =>
    objectionToRecord(
      {
        basis,
        relation: relation ?? (basis === 'power-of-attorney' ? 'child' : 'guardian'),
        validTo: validTo ?? '2027-11-24',
      },
      idNumber,
      at,
    )?.errors?.map(({ path, code }) => `${path}: ${code}`);

  test('a power of attorney is given by who is of age', () => {
    expect(fault('power-of-attorney', adult)).toBeUndefined();
    expect(fault('power-of-attorney', child)).toEqual(['basis: child']);
    // The eighteenth birthday itself, and the day before.
    expect(fault('power-of-attorney', born('2008-11-24'))).toBeUndefined();
    expect(fault('power-of-attorney', born('2008-11-25'))).toEqual(['basis: child']);
  });
  test('a child has a guardian, until the day before the eighteenth birthday', () => {
    expect(fault('guardian-of-child', child)).toBeUndefined();
    expect(fault('guardian-of-child', adult)).toEqual(['basis: of-age']);
    expect(fault('guardian-of-child', child, { validTo: '2030-11-24' })).toBeUndefined();
    expect(fault('guardian-of-child', child, { validTo: '2030-11-25' })).toEqual(['validTo: of-age']);
    expect(fault('guardian-of-child', born('2012-02-29'), { validTo: '2030-02-28' })).toBeUndefined();
    expect(fault('guardian-of-child', born('2012-02-29'), { validTo: '2030-03-01' })).toEqual(['validTo: of-age']);
  });
  test('an adult has one by decision only', () => {
    expect(fault('guardian-by-decision', adult)).toBeUndefined();
    expect(fault('guardian-by-decision', undefined)).toBeUndefined();
  });
  test('whose age is not known must be verified first', () => {
    expect(fault('power-of-attorney', undefined)).toEqual(['basis: age-unknown']);
    expect(fault('guardian-of-child', undefined)).toEqual(['basis: age-unknown']);
  });
  test('the relation and the paper go together', () => {
    expect(fault('power-of-attorney', adult, { relation: 'guardian' })).toEqual(['relation: basis']);
    expect(fault('guardian-by-decision', adult, { relation: 'child' })).toEqual(['relation: basis']);
  });
});
