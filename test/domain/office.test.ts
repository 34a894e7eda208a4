import { describe, expect, test } from '@jest/globals';
import { answers, endsOn, office, officeId, officeSummary } from '../../domain/office.ts';
import { levelOf, shortCode } from '../../domain/region.ts';
import { offices, regionByCode } from '../data/content.ts';

describe('an office', () => {
  const [seed] = offices;
  test('answers on its first and its last day, for exactly its regions', () => {
    if (!seed) throw new Error('no offices');
    const answersFor = [{ regionCode: '320613001000', validFrom: '2026-01-01', validTo: '2026-06-30' }];
    const at = (region: string, on: string) => answers({ ...seed, answersFor }, region, on);
    expect([at('320613001000', '2026-01-01'), at('320613001000', '2026-06-30')]).toEqual([true, true]);
    expect([at('320613001000', '2025-12-31'), at('320613001000', '2026-07-01')]).toEqual([false, false]);
    expect(at('320613000000', '2026-02-14')).toBe(false);
  });

  test('ends with the last of its regions, and not while one is answered for until further notice', () => {
    if (!seed) throw new Error('no offices');
    const ends = (...last: (string | undefined)[]) =>
      endsOn({
        ...seed,
        answersFor: last.map((validTo) => ({
          regionCode: '320613001000',
          validFrom: '2026-01-01',
          ...(validTo ? { validTo } : {}),
        })),
      });
    expect(ends('2026-06-30')).toBe('2026-06-30');
    expect(ends('2026-06-30', '2026-12-31', '2026-07-31')).toBe('2026-12-31');
    expect([ends(undefined), ends('2026-06-30', undefined), ends(undefined, '2026-06-30')]).toEqual([null, null, null]);
    const { id, department, level, regionCode, kind, zh, en } = seed;
    expect(officeSummary(seed)).toEqual({ id, department, level, regionCode, kind, zh, en, endsOn: null });
  });

  test('may answer for a region on one day alone', () => {
    const answersFor = [{ regionCode: '320613001000', validFrom: '2026-06-30', validTo: '2026-06-30' }];
    expect(office.safeParse({ ...seed, answersFor }).success).toBe(true);
  });

  test('dates in the wrong order and unknown keys are refused', () => {
    const answersFor = [{ regionCode: '320613001000', validFrom: '2026-06-30', validTo: '2026-06-29' }];
    expect(office.safeParse({ ...seed, answersFor }).error?.message).toContain('is before validFrom');
    expect(office.safeParse({ ...seed, phone: '0513' }).success).toBe(false);
    expect(office.safeParse({ ...seed, answersFor: [] }).success).toBe(false);
    const day = { regionCode: '320613001000', validFrom: '2026-06-30' };
    expect(office.safeParse({ ...seed, answersFor: [day, day] }).success).toBe(true);
  });
});

test('an id is the department and the digits of the seat, and nothing else', () => {
  for (const id of ['police-320613', 'civil-affairs-3206', 'station-320613001001'])
    expect([id, officeId.safeParse(id).success]).toEqual([id, true]);
  for (const id of [
    '1police-320613',
    'Police-320613',
    'police-320613x',
    'police-320',
    'police320613',
    'police--320613',
  ])
    expect([id, officeId.safeParse(id).success]).toEqual([id, false]);
});

test('ids are unique, readable, and agree with seat and level', () => {
  expect(new Set(offices.map(({ id }) => id)).size).toBe(offices.length);
  for (const { id, department, level, regionCode } of offices) {
    expect(id).toBe(`${department}-${shortCode(regionCode)}`);
    expect(levelOf(regionCode)).toBe(level);
    expect(regionByCode.has(regionCode)).toBe(true);
  }
});
