import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Membership } from '../../domain/staff.ts';
import { staff, staffAt, staffWrites } from '../../store/staff.ts';
import { transact } from '../../store/table.ts';
import { startEngines } from '../support/engines.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

const at = (officeId: string, change: Partial<Membership> = {}): Membership => ({
  id: 'clerk-x',
  role: 'clerk',
  officeId,
  zh: '甲',
  en: 'A',
  validFrom: '2026-01-01',
  ...change,
});
const saveStaff = async (was: Membership | undefined, is: Membership) => (await transact(staffWrites(was, is))).written;
const listed = async (place: string) => {
  const found = await staffAt(place, { limit: 10 });
  return 'refused' in found ? found : found.rows.map(({ id }) => id);
};

test('who moves is listed where they are, and a change on an old copy is refused', async () => {
  const first = at('station-1');
  const second = at('station-2', { version: 1 });
  expect(await saveStaff(undefined, first)).toBe(true);
  expect(await saveStaff(undefined, first)).toBe(false);
  expect(await listed('station-1')).toEqual(['clerk-x']);
  expect(await saveStaff(first, second)).toBe(true);
  expect(await saveStaff(first, at('station-3', { version: 1 }))).toBe(false);
  expect([await listed('station-1'), await listed('station-2'), await listed('station-3')]).toEqual([
    [],
    ['clerk-x'],
    [],
  ]);
  expect(await staff('clerk-x')).toEqual(second);
  expect(await saveStaff(second, { ...second, version: 2, endedAt: '2026-03-02T10:00:00.000+08:00' })).toBe(true);
  expect(await staff('clerk-x')).toMatchObject({ version: 2, endedAt: expect.any(String) });
});
