/** Limits of one district: in the place of the city's, from their day on, and only those that it names. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { moveClock, startClock } from '../../../domain/ticket/clocks.ts';
import {
  districtLimits,
  districtProblems,
  type DistrictVersion,
  rulesWithin,
} from '../../../domain/ticket/district-rules.ts';
import { defaultRules, firstRules, rulesNamed, rulesVersion } from '../../../domain/ticket/rules.ts';
import { proxyInProgress, reckoning } from './story.ts';

const { version: _version, deliveryMinutes: _minutes, ...changeable } = defaultRules;
const wd = (n: number) => ({ n, unit: 'wd' as const });
const own = (version: number, validFrom: string, limits: DistrictVersion['limits']): DistrictVersion => ({
  version,
  validFrom,
  limits,
});

describe('the rules within a district', () => {
  const second = rulesVersion(2, '2027-02-01', {
    ...changeable,
    limits: { ...changeable.limits, verify: wd(3), rectify: wd(4) },
  });
  const city = [firstRules, second];
  const district = [own(1, '2027-01-01', { verify: wd(2) }), own(2, '2027-03-01', {})];

  test('are those of the city but for what it has otherwise, from day to day', () => {
    const on = (day: string) => {
      const { version, limits } = rulesWithin(city, district, day);
      return [version, limits.verify.n, limits.rectify.n];
    };
    expect(on('2026-12-31')).toEqual(['R1', 1, 5]);
    expect(on('2027-01-01')).toEqual(['R1/1', 2, 5]);
    // A change for the whole city reaches it in what it left as it was.
    expect(on('2027-02-01')).toEqual(['R2/1', 2, 4]);
    expect(on('2027-03-01')).toEqual(['R2', 3, 4]);
  });

  test('without any of its own are the very rules of the city', () => {
    expect(rulesWithin(city, [], '2027-02-01')).toBe(second.rules);
  });

  test('alarms and cards are the city’s, whatever a district names', () => {
    const names = Object.keys(defaultRules.limits) as (keyof typeof defaultRules.limits)[];
    fc.assert(
      fc.property(fc.subarray(names), fc.integer({ min: 1, max: 9 }), (chosen, n) => {
        const limits = districtLimits.parse(
          Object.fromEntries(chosen.map((name) => [name, name === 'counter' ? { n, unit: 'min' } : wd(n)])),
        );
        const { limits: found, ...rest } = rulesWithin(city, [own(1, '2027-01-01', limits)], '2027-01-01');
        const { limits: _limits, version: _name, ...others } = defaultRules;
        expect(rest).toEqual({ ...others, version: chosen.length > 0 ? 'R1/1' : 'R1' });
        for (const name of names)
          expect(found[name]).toEqual(chosen.includes(name) ? limits[name] : defaultRules.limits[name]);
      }),
    );
  });
});

test('a clock of the district names both versions, and is moved by the alarms of the one it began with', () => {
  const { ticket } = proxyInProgress();
  const clock = ticket.clocks.find(({ name }) => name === 'SIGN');
  if (!clock) throw new Error('it was never to be signed');
  const district = [own(3, '2026-01-01', { sign: { n: 2, unit: 'wh' } })];
  const rules = rulesWithin([firstRules], district, '2026-03-02');
  const within = { ...reckoning, rules, versions: [firstRules], district };
  const begun = startClock(ticket, 'SIGN', clock.start, rules.limits.sign, within);
  expect(begun).toMatchObject({ rule: 'R1/3', limit: { n: 2, unit: 'wh' } });
  expect(rulesNamed([firstRules], 'R1/3')?.alarms).toEqual(defaultRules.alarms);
  const kept = { ...clock, ...begun };
  expect(moveClock(kept, {}, { ...reckoning, versions: [firstRules] })).toMatchObject({ due: begun.due, rule: 'R1/3' });
});

test('what no law allows is told at the limit that the district names, and only there', () => {
  expect(districtProblems(changeable, { extension: wd(11), verify: wd(2) }).map(({ path }) => path)).toEqual([
    'limits.extension.n',
  ]);
  const unlawfulCity = { ...changeable, limits: { ...changeable.limits, supplementNotice: wd(6) } };
  expect(districtProblems(unlawfulCity, { verify: wd(2) })).toEqual([]);
  expect(districtLimits.safeParse({ nothing: wd(1) }).success).toBe(false);
});
