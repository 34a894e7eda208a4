/** Who works where and until when, who stands in for whom, and who may change it. */
import { describe, expect, test } from '@jest/globals';
import {
  administratorsNeeded,
  deputyshipGiven,
  isMember,
  type Membership,
  membershipGiven,
  mayManageStaff,
  objectionToClearance,
  objectionToDeputyship,
  objectionToManaging,
  objectionToMembership,
  officeStoodInFor,
  type StaffRole,
  staffRoles,
} from '../../domain/staff.ts';
import { officeA, people, station } from './ticket/story.ts';

const region = '320613000000';
const atOffice = (role: StaffRole) => role === 'clerk' || role === 'officer';
const given = (role: StaffRole, more: object = {}) =>
  membershipGiven.parse({
    id: 'somebody',
    role,
    ...(atOffice(role) ? { officeId: station } : { regionCode: region }),
    zh: '某人',
    en: 'somebody',
    validFrom: '2026-03-02',
    ifVersion: 0,
    ...more,
  });
const member = (more: Partial<Membership> = {}): Membership => ({
  id: 'somebody',
  role: 'clerk',
  officeId: station,
  zh: '某人',
  en: 'somebody',
  validFrom: '2026-03-02',
  ...more,
});
const errors = (given: Parameters<typeof objectionToMembership>[0]) =>
  objectionToMembership(given)?.errors?.map(({ path, code }) => `${path}: ${code}`);

describe('a membership', () => {
  test('has two names without spaces around them', () =>
    expect(given('clerk', { zh: ' 某人 ', en: ' somebody ' })).toMatchObject({ zh: '某人', en: 'somebody' }));

  test('as administrator: two in the city, whose changes want a second person, and one elsewhere', () =>
    expect(([1, 2, 3, 4] as const).map(administratorsNeeded)).toEqual([2, 1, 1, 1]));

  test('holds from its first day to its last, unless it was ended', () => {
    const on = (more: Partial<Membership>) =>
      ['2026-03-01', '2026-03-02', '2026-03-31', '2026-04-01'].map((day) => isMember(member(more), day));
    expect(on({})).toEqual([false, true, true, true]);
    expect(on({ validTo: '2026-03-31' })).toEqual([false, true, true, false]);
    expect(on({ endedAt: '2026-03-05T10:00:00.000+08:00' })).toEqual([false, false, false, false]);
  });

  test.each(staffRoles)('of a %s has an office or a region, never the other', (role) => {
    expect(errors(given(role))).toBeUndefined();
    const [path, other] = atOffice(role)
      ? (['regionCode', { regionCode: region }] as const)
      : (['officeId', { officeId: station }] as const);
    expect(errors(given(role, other))).toEqual([`${path}: place`]);
    const { officeId: _office, regionCode: _region, ...nowhere } = given(role);
    expect(errors(nowhere)).toEqual([`${atOffice(role) ? 'officeId' : 'regionCode'}: place`]);
  });

  test('does not end before it begins; one day is enough', () => {
    expect(errors(given('clerk', { validTo: '2026-03-02' }))).toBeUndefined();
    expect(errors(given('clerk', { validTo: '2026-03-01' }))).toEqual(['validTo: order']);
  });

  test.each([
    ['no name', { zh: ' ' }],
    ['an endless name', { zh: '长'.repeat(41) }],
    ['no English name', { en: '' }],
    ['an endless English name', { en: 'x'.repeat(81) }],
    ['no account', { id: '' }],
    ['an endless account', { id: 'x'.repeat(65) }],
    ['a version below none', { ifVersion: -1 }],
    ['a role that there is not', { role: 'mayor' }],
    ['something more', { salary: 1 }],
  ])('with %s is refused', (_, more) => {
    expect(membershipGiven.safeParse({ ...given('clerk'), ...more }).success).toBe(false);
  });

  test('knows of no restricted case unless it says so, and the name is trimmed', () => {
    expect(given('clerk', { zh: ' 某人 ' })).toMatchObject({ cleared: false, zh: '某人' });
    expect(given('clerk', { cleared: true }).cleared).toBe(true);
  });
});

describe('who changes it', () => {
  const administrator = { ...people.supervisor, id: 'administrator', role: 'administrator' as const };

  test('an administrator within their region, nobody else', () => {
    expect(mayManageStaff(administrator, '320613001000')).toBe(true);
    expect(mayManageStaff(administrator, '320612000000')).toBe(false);
    expect(mayManageStaff({ ...administrator, regionCode: null }, '320613001000')).toBe(false);
    expect(mayManageStaff(people.supervisor, '320613001000')).toBe(false);
  });

  test('over every place that it touches, and never for themselves', () => {
    const refused = (id: string, places: string[]) => objectionToManaging(administrator, id, places)?.refused ?? null;
    expect(refused('x', [region])).toBeNull();
    expect(refused('x', [region, '320612000000'])).toBe('not-allowed');
    expect(refused('administrator', [region])).toBe('own-case');
    expect(refused('administrator', ['320612000000'])).toBe('not-allowed');
  });

  test('clearance comes only from who has it; taking it away is open to all', () => {
    const refused = (mine: boolean, theirs?: boolean) =>
      objectionToClearance({ ...administrator, cleared: mine }, theirs === undefined ? {} : { cleared: theirs })
        ?.refused;
    expect(refused(false, true)).toBe('not-allowed');
    expect([refused(true, true), refused(false, false), refused(false), refused(true)]).toEqual(
      Array(4).fill(undefined),
    );
  });
});

describe('standing in', () => {
  const term = { personId: 'away', deputyId: 'deputy', validFrom: '2026-03-02', validTo: '2026-03-06' };
  const both = { away: member({ id: 'away' }), deputy: member({ id: 'deputy', role: 'officer', officeId: officeA }) };
  const codes = (change: object, who: object = {}) =>
    objectionToDeputyship({ ...term, ...change }, { ...both, ...who })?.errors?.map(
      ({ path, code }) => `${path}: ${code}`,
    );

  test('is for clerks and officers, not for oneself, and ends after it begins', () => {
    expect(codes({})).toBeUndefined();
    expect(codes({ validTo: '2026-03-02' })).toBeUndefined();
    expect(codes({ deputyId: 'away' })).toEqual(['deputyId: self']);
    expect(objectionToDeputyship({ ...term, deputyId: 'away' }, both)?.refused).toBe('invalid');
    expect(codes({ validTo: '2026-03-01' })).toEqual(['validTo: order']);
    const supervisor = member({ role: 'supervisor' });
    expect(codes({}, { away: supervisor })).toEqual(['deputyId: role']);
    expect(codes({}, { deputy: supervisor })).toEqual(['deputyId: role']);
  });

  test('gives the office of who is away, within the term, while both work here', () => {
    const as = (on: string, who: object = {}) => officeStoodInFor(term, { ...both, ...who }, on);
    expect(['03-01', '03-02', '03-06', '03-07'].map((day) => as(`2026-${day}`))).toEqual([
      null,
      station,
      station,
      null,
    ]);
    // The term counts, however long both have worked here.
    const long = {
      away: member({ validFrom: '2020-01-01' }),
      deputy: member({ role: 'officer', validFrom: '2020-01-01' }),
    };
    expect([as('2026-03-01', long), as('2026-03-02', long)]).toEqual([null, station]);
    const gone = { endedAt: '2026-03-03T10:00:00.000+08:00' };
    expect(as('2026-03-04', { away: member(gone) })).toBeNull();
    expect(as('2026-03-04', { away: undefined })).toBeNull();
    expect(as('2026-03-04', { deputy: member({ role: 'officer', ...gone }) })).toBeNull();
    expect(as('2026-03-04', { deputy: member({ role: 'auditor' }) })).toBeNull();
    expect(as('2026-03-04', { away: member({ role: 'auditor', officeId: undefined }) })).toBeNull();
  });

  test('is written with two names, two days and the version that was seen', () => {
    const whole = { ...term, ifVersion: 0 };
    expect(deputyshipGiven.parse(whole)).toEqual(whole);
    const long = 'x'.repeat(65);
    for (const change of [
      { personId: '' },
      { personId: long },
      { deputyId: '' },
      { deputyId: long },
      { ifVersion: -1 },
    ])
      expect(deputyshipGiven.safeParse({ ...whole, ...change }).success).toBe(false);
  });
});
