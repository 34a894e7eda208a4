/** GET and POST /staff, POST /staff/{id}/end: who works where. Each change and its audit are one transaction. */
import { staffRoutes } from '../../contract/routes/staff.ts';
import type { Caller } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import {
  isMember,
  mayManageStaff,
  type Membership,
  type MembershipGiven,
  objectionToClearance,
  objectionToManaging,
  objectionToMembership,
} from '../../domain/staff.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import * as content from '../../store/content.ts';
import { deputyshipsOf, staff, staffAt, staffWrites } from '../../store/staff.ts';
import { operation } from '../edge/http.ts';

const viewOf = (member: Membership, now: Instant) => ({
  id: member.id,
  role: member.role,
  officeId: member.officeId ?? null,
  regionCode: member.regionCode ?? null,
  cleared: member.cleared ?? false,
  zh: member.zh,
  en: member.en,
  validFrom: member.validFrom,
  validTo: member.validTo ?? null,
  endedAt: member.endedAt ?? null,
  version: member.version ?? 0,
  inForce: isMember(member, dateOf(now)),
});

const problem = (path: string, code: string, zh: string, en: string): Refusal =>
  refuse('invalid', {}, [{ path, code, zh, en }]);

/** The region in which an office sits, or the region itself; undefined when there is no such place. */
export const regionOfMember = async ({ officeId, regionCode }: Partial<Membership>): Promise<string | undefined> =>
  officeId === undefined
    ? regionCode && (await content.region(regionCode))?.code
    : (await content.office(officeId))?.regionCode;

export const notYours: Refusal = refuse('not-allowed', {
  zh: '只有本区域的管理员可以查看和管理人员。',
  en: 'Only administrators of the region see and manage staff.',
});

/** As the list shows them, with everybody for whom they stand in. */
const listedOf = async (member: Membership, now: Instant) => ({
  ...viewOf(member, now),
  standsInFor: (
    await Promise.all(
      (await deputyshipsOf(member.id)).map(async ({ personId, validFrom, validTo, version = 0 }) => {
        const away = await staff(personId);
        return away ? [{ personId, zh: away.zh, en: away.en, validFrom, validTo, version }] : [];
      }),
    )
  ).flat(),
});

export const listStaff = operation(staffRoutes.listStaff, async ({ query, caller, now }) => {
  const { officeId, regionCode, id, ...request } = query;
  if ([officeId, regionCode, id].filter((each) => each !== undefined).length !== 1)
    return problem(
      'officeId',
      'place',
      '写 officeId、regionCode 或 id 之一',
      'name an officeId, a regionCode or an id',
    );
  if (id !== undefined) {
    if (caller.role !== 'administrator') return notYours;
    const member = await staff(id);
    const at = member && (await regionOfMember(member));
    // Who works elsewhere is nobody here.
    const isHere = at !== undefined && mayManageStaff(caller, at);
    return { staff: member && isHere ? [await listedOf(member, now)] : [], cursor: null };
  }
  const there = await regionOfMember({ officeId, regionCode });
  if (there === undefined || !mayManageStaff(caller, there)) return notYours;
  const found = await staffAt(officeId ?? regionCode ?? '', request);
  return isRefusal(found)
    ? found
    : { staff: await Promise.all(found.rows.map((member) => listedOf(member, now))), cursor: found.cursor };
});

/** Changes it and writes down who did, or does neither. */
export const changeMembership = async (
  was: Membership | undefined,
  is: Membership,
  { caller, now }: { caller: Caller; now: Instant },
): Promise<Membership | Refusal> => {
  const { written } = await audit.recordWith(
    { kind: 'staff-changed', personId: is.id, was: was ?? null, is },
    { actor: auditActor(caller), now },
    staffWrites(was, is),
  );
  return written ? is : refuse('stale-version');
};

/** What there is of the person now, or why this caller does not enter what is given. */
export const membershipBefore = async (
  given: Omit<MembershipGiven, 'ifVersion'>,
  caller: Caller,
): Promise<{ was: Membership | undefined } | Refusal> => {
  const wrong = objectionToMembership(given);
  if (wrong) return wrong;
  const [there, was] = await Promise.all([regionOfMember(given), staff(given.id)]);
  if (there === undefined)
    return problem(
      given.officeId === undefined ? 'regionCode' : 'officeId',
      'unknown',
      '没有这个单位或区划',
      'no such office or region',
    );
  // Whoever works elsewhere is for that region to let go.
  const before = was && (await regionOfMember(was));
  const no = objectionToManaging(caller, given.id, before === undefined ? [there] : [there, before]);
  return no ?? objectionToClearance(caller, given) ?? { was };
};

export const saveStaff = operation(staffRoutes.saveStaff, async ({ body, caller, now }) => {
  if (caller.role !== 'administrator') return notYours;
  const { ifVersion, ...given } = body;
  const found = await membershipBefore(given, caller);
  if (isRefusal(found)) return found;
  const { was } = found;
  if (ifVersion !== (was?.version ?? 0)) return refuse('stale-version');
  const saved = await changeMembership(was, { ...given, version: ifVersion + 1 }, { caller, now });
  return isRefusal(saved) ? saved : viewOf(saved, now);
});

export const endStaff = operation(staffRoutes.endStaff, async ({ params, caller, now }) => {
  const was = await staff(params.id);
  const there = was && (await regionOfMember(was));
  if (!was || there === undefined || !mayManageStaff(caller, there)) return refuse('not-found', { person: params.id });
  const no = objectionToManaging(caller, was.id, [there]);
  if (no) return no;
  if (was.endedAt !== undefined) return viewOf(was, now);
  const ended = { ...was, endedAt: now, version: (was.version ?? 0) + 1 };
  const saved = await changeMembership(was, ended, { caller, now });
  return isRefusal(saved) ? saved : viewOf(saved, now);
});
