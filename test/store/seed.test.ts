import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  calendarYears,
  item,
  items,
  itemVersion,
  office,
  officeRows,
  officesFor,
  region,
  regionRow,
  regionsBelow,
} from '../../store/content.ts';
import { keyOf } from '../../store/keys.ts';
import { openFields, resident } from '../../store/people.ts';
import { staff } from '../../store/staff.ts';
import { calendar, glossary } from '../../store/reference.ts';
import { seed } from '../../store/seed.ts';
import { get, put, write } from '../../store/table.ts';
import { startEngines } from '../support/engines.ts';
import { community, stationId } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
let first: string[];
const today = '2026-11-27';
const run = async (script: string, ...args: string[]) =>
  (await promisify(execFile)(process.execPath, [`bin/${script}.ts`, ...args], { env: process.env })).stdout
    .trim()
    .split('\n');

beforeAll(async () => {
  engines = await startEngines();
  first = await run('seed', '--demo');
});
afterAll(() => engines.stop());

describe('npm run seed', () => {
  test('says in one line for each kind what it loaded, and nothing is loaded twice', async () => {
    expect(first.join('\n')).toMatch(/regions: 2150 \(写入 written 2150\)/);
    expect(first.every((line) => line.includes('written'))).toBe(true);
    const again = await run('seed', '--demo');
    expect(again).toHaveLength(first.length);
    expect(again.every((line) => line.includes('loaded before'))).toBe(true);
    expect(await run('seed')).toHaveLength(first.length - 2);
  });

  test('the content is there', async () => {
    expect(await items(today)).toHaveLength(75);
    const birth = await item('hukou-birth-registration', today);
    expect(birth).toMatchObject({ version: 1, department: 'police' });
    expect(await itemVersion('hukou-birth-registration', 1)).toEqual(birth);
    expect(await itemVersion('hukou-birth-registration', 2)).toBeUndefined();
    expect(await item('no-such-item', today)).toBeUndefined();
    expect(await regionsBelow(null)).toMatchObject([{ code: '320600000000' }]);
    expect(await regionsBelow('320600000000')).toHaveLength(8);
    expect(await region(community)).toMatchObject({ level: 4, parent: '320613001000' });
    expect(await region('320613001999')).toBeUndefined();
    // Twelve digits that no region can have: found by the API fuzzer as a 500.
    for (const code of ['000000000000', '320000000000', 'x']) expect(await region(code)).toBeUndefined();
    expect(await office(stationId)).toMatchObject({ kind: 'station' });
    const police = await officesFor('police', community);
    expect(police.map(({ id }) => id)).toContain('police-320613001');
    expect(new Set(police.map(({ department }) => department))).toEqual(new Set(['police']));
    expect((await calendarYears()).at(-1)).toMatchObject({ year: 2026, status: 'published' });
    expect((await calendar()).day('2026-02-14')).toMatchObject({ working: true });
    expect((await glossary()).applicantGroups.length).toBeGreaterThan(0);
  });

  test('demo people can be told apart, and their personal fields are sealed', async () => {
    expect(await staff('officer-police')).toMatchObject({ role: 'officer', validFrom: '2020-01-01' });
    const file = await resident('resident-shen');
    if (!file) throw new Error('no demo resident');
    expect(file.tags).toContain('elderly-80');
    expect(await openFields(file)).toMatchObject({ name: '演示沈', idCard: '32061319430815002X' });
    expect(JSON.stringify(file)).not.toContain('演示沈');
  });

  test('the recount of an empty system finds no difference', async () => {
    expect((await run('recount')).at(-1)).toBe('difference 0');
  });
});

const county = (name: string, n: number) =>
  regionRow({ code: `32069${n}000000`, name, level: 2, parent: '320600000000', type: 'district' });
const nameOf = async (n: number) =>
  (await get<{ region: { name: string } }>(keyOf.region(`32069${n}000000`)))?.region.name;

test('a new edition of the content leaves alone what somebody has edited', async () => {
  expect(await seed('test', [county('甲', 1), county('乙', 2)])).toEqual({ rows: 2, written: 2, unchanged: false });
  await write(put(county('改', 1)));
  expect(await seed('test', [county('丙', 1), county('丁', 2), county('戊', 3)])).toEqual({
    rows: 3,
    written: 2,
    unchanged: false,
  });
  expect(await Promise.all([1, 2, 3].map(nameOf))).toEqual(['改', '丁', '戊']);
});

test('an office that answers for a region twice has one entry for it', () => {
  const answersFor = [
    { regionCode: community, validFrom: '2020-01-01', validTo: '2021-01-01' },
    { regionCode: community, validFrom: '2022-01-01' },
  ];
  const rows = officeRows({
    id: 'police-1',
    department: 'police',
    level: 4,
    regionCode: community,
    kind: 'department',
    zh: '甲',
    en: 'A',
    answersFor,
  });
  expect(rows.map(({ kind }) => kind)).toEqual(['office', 'office-listed', 'coverage']);
});
