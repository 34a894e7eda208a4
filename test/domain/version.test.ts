import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Dated, inForce, newest, release, upcoming, versionsWith } from '../../domain/version.ts';
import { addDays } from '../../domain/time.ts';

const first: Dated = { version: 1, validFrom: null };
const at = (version: number, validFrom: string): Dated => ({ version, validFrom });

test('the newest version that has begun holds; one that begins later takes the place of those that would begin after it', () => {
  const versions = [first, at(2, '2027-01-01'), at(3, '2026-12-15')];
  expect(inForce(versions, '2026-12-14')).toBe(first);
  expect(inForce(versions, '2026-12-15')).toEqual(at(3, '2026-12-15'));
  expect(inForce(versions, '2027-01-01')).toEqual(at(3, '2026-12-15'));
  expect(upcoming(versions, '2026-12-01')).toEqual([at(3, '2026-12-15')]);
  expect(newest(versions)).toBe(3);
  expect(inForce([at(1, '2027-01-01')], '2026-12-31')).toBeUndefined();
});

test('what is to come is told in the order in which it begins, whatever order it was approved in', () => {
  const [march, june, may] = [at(2, '2027-03-01'), at(3, '2027-06-01'), at(4, '2027-05-01')];
  // May was approved after June, and takes its place.
  expect(upcoming([first, march, june, may], '2026-12-01')).toEqual([march, may]);
  expect(
    upcoming([at(5, '2027-06-01'), at(4, '2027-05-01'), march], '2026-12-01').map(({ version }) => version),
  ).toEqual([2, 4, 5]);
  expect(upcoming([first, march], '2027-03-01')).toEqual([]);
  expect(versionsWith([first], march, '2026-12-01')).toEqual([first, march]);
  expect(versionsWith([at(1, '2027-01-01')], march, '2026-12-01')).toEqual([at(1, '2027-01-01'), march]);
  expect(newest([])).toBe(0);
});

test('what is forgotten of the versions is never asked for: every day from today answers the same', () => {
  const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays('2026-11-01', n));
  fc.assert(
    fc.property(fc.array(day, { maxLength: 6 }), fc.array(fc.nat(10), { maxLength: 6 }), (begins, steps) => {
      let [all, kept, today] = [[first], [first], '2026-11-01'];
      begins.forEach((validFrom, i) => {
        today = addDays(today, steps[i] ?? 0);
        const next = at(i + 2, validFrom < today ? today : validFrom);
        [all, kept] = [[...all, next], versionsWith(kept, next, today)];
        for (let n = 0; n <= 60; n++) expect(inForce(kept, addDays(today, n))).toEqual(inForce(all, addDays(today, n)));
      });
    }),
  );
});

test('a release says who proposed and who approved it, when and why', () => {
  const [proposedAt, approvedAt] = ['2026-11-01T09:00:00.000+08:00', '2026-11-02T09:00:00.000+08:00'];
  const given = { validFrom: '2026-12-01', reason: '试点', proposedBy: 'a', proposedAt, approvedBy: 'b', approvedAt };
  expect(release.parse(given)).toEqual(given);
  for (const name of Object.keys(given)) expect(release.safeParse({ ...given, [name]: undefined }).success).toBe(false);
});
