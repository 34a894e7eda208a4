/** Who works where, as which, from when to when; and who may change that. */
import * as z from 'zod';
import type { Caller } from './access.ts';
import { officeId } from './office.ts';
import { type RegionCode, regionCode, type RegionLevel, within } from './region.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type CivilDate, civilDate, type Instant } from './time.ts';

export const staffRoles = ['clerk', 'officer', 'supervisor', 'arbiter', 'auditor', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** These work at an office, the others for a region. */
const officeRoles: ReadonlySet<StaffRole> = new Set(['clerk', 'officer']);

/** What an administrator writes. */
export const membershipGiven = z.strictObject({
  id: z.string().min(1).max(64).meta({ description: "The person's account with the issuer, `sub`." }),
  role: z.enum(staffRoles),
  officeId: officeId.optional().meta({ description: 'Of clerks and officers.' }),
  regionCode: regionCode.optional().meta({ description: 'Of everybody else: the region they answer for.' }),
  cleared: z.boolean().default(false).meta({ description: 'May they know of restricted cases?' }),
  zh: z.string().trim().min(1).max(40).meta({ description: 'Name and post, for colleagues.' }),
  en: z.string().trim().min(1).max(80),
  validFrom: civilDate,
  validTo: civilDate.optional().meta({ description: 'Last day, included.' }),
  ifVersion: z.int().min(0).meta({ description: 'The version you saw; 0 for somebody new.' }),
});
export type MembershipGiven = z.output<typeof membershipGiven>;

/** One person's place in the service. From `validFrom` to `validTo`, both included, unless ended before. */
export type Membership = {
  id: string;
  role: StaffRole;
  officeId?: string | undefined;
  regionCode?: string | undefined;
  /** May they know of restricted cases (可办保密件)? */
  cleared?: boolean;
  zh: string;
  en: string;
  validFrom: CivilDate;
  validTo?: CivilDate | undefined;
  endedAt?: Instant;
  /** Counts the changes; content that nobody has changed has none. */
  version?: number;
};

export const isMember = ({ validFrom, validTo, endedAt }: Membership, on: CivilDate): boolean =>
  endedAt === undefined && validFrom <= on && (validTo === undefined || on <= validTo);

const problem = (path: string, code: string, zh: string, en: string): Refusal =>
  refuse('invalid', {}, [{ path, code, zh, en }]);

/** What is wrong in itself, or null. */
export const objectionToMembership = (given: Omit<MembershipGiven, 'ifVersion'>): Refusal | null => {
  const atOffice = officeRoles.has(given.role);
  if (atOffice !== (given.officeId !== undefined))
    return problem(
      'officeId',
      'place',
      '站员和经办人写单位，其他角色不写',
      'clerks and officers have an office, nobody else',
    );
  if (atOffice === (given.regionCode !== undefined))
    return problem(
      'regionCode',
      'place',
      '督办员、裁定员、审计员、管理员写区划，其他角色不写',
      'everybody but clerks and officers has a region',
    );
  return given.validTo !== undefined && given.validTo < given.validFrom
    ? problem('validTo', 'order', '终止日早于起始日', 'is before validFrom')
    : null;
};

/** How many of their own a region should have: the city's changes want a second person. */
export const administratorsNeeded = (level: RegionLevel): number => (level === 1 ? 2 : 1);

/** May the caller see and change staff whose office or region lies there? */
export const mayManageStaff = ({ role, regionCode: own }: Caller, there: RegionCode): boolean =>
  role === 'administrator' && own !== null && within(there, own);

/** Nobody changes what they may do themselves, however high their office. */
export const objectionToManaging = (
  caller: Caller,
  personId: string,
  places: readonly RegionCode[],
): Refusal | null => {
  if (!places.every((place) => mayManageStaff(caller, place)))
    return refuse('not-allowed', {
      zh: '只有本区域的管理员可以管理此单位或区划的人员。',
      en: 'Only administrators of the region manage the staff of this office or region.',
    });
  return caller.id === personId
    ? refuse('own-case', { zh: '不能更改自己的权限。', en: 'Nobody changes what they may do themselves.' })
    : null;
};

/**
 * Clearance comes only from who has it: an administrator without one neither gives it nor prolongs, moves or renames
 * what goes with one. Taking it away, and ending, is open to all.
 */
export const objectionToClearance = (caller: Caller, { cleared }: Pick<Membership, 'cleared'>): Refusal | null =>
  cleared === true && !caller.cleared
    ? refuse('not-allowed', {
        zh: '保密资格只能由本身具备保密资格的管理员授予或保留；取消保密资格请写 cleared: false。',
        en: 'Clearance is given and kept only by administrators who have it themselves. To take it away send cleared: false.',
      })
    : null;

/** Somebody stands in for a colleague, both days included, and acts meanwhile as their office. */
export const deputyshipGiven = z.strictObject({
  personId: z.string().min(1).max(64).meta({ description: 'Who is away.' }),
  deputyId: z.string().min(1).max(64).meta({ description: 'Who stands in.' }),
  validFrom: civilDate,
  validTo: civilDate,
  ifVersion: z.int().min(0).meta({ description: 'The version you saw; 0 where nobody stands in yet.' }),
});
export type DeputyshipGiven = z.output<typeof deputyshipGiven>;
/** `version` counts the changes. */
export type Deputyship = Omit<DeputyshipGiven, 'ifVersion'> & { version?: number };

/** What is wrong in itself, or null. `members`: the memberships of the two. */
export const objectionToDeputyship = (
  { personId, deputyId, validFrom, validTo }: Deputyship,
  { away, deputy }: { away: Membership; deputy: Membership },
): Refusal | null => {
  if (personId === deputyId) return problem('deputyId', 'self', '不能代理自己', 'nobody stands in for themselves');
  if (!officeRoles.has(away.role) || !officeRoles.has(deputy.role))
    return problem(
      'deputyId',
      'role',
      '只有站员和经办人可以互相代理',
      'only clerks and officers stand in for each other',
    );
  return validTo < validFrom ? problem('validTo', 'order', '终止日早于起始日', 'is before validFrom') : null;
};

/** The office as which the deputy acts today, or null: the term, and both memberships, must hold. */
export const officeStoodInFor = (
  { validFrom, validTo }: Deputyship,
  { away, deputy }: { away: Membership | undefined; deputy: Membership },
  on: CivilDate,
): string | null =>
  validFrom <= on && on <= validTo && away && isMember(away, on) && isMember(deputy, on) && officeRoles.has(deputy.role)
    ? (away.officeId ?? null)
    : null;
