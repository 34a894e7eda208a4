/** POST /deputies, /deputies/end: who stands in for whom. Each change is one transaction with its audit event. */
import { staffRoutes } from '../../contract/routes/staff.ts';
import type { Caller } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { type Deputyship, type Membership, objectionToDeputyship, objectionToManaging } from '../../domain/staff.ts';
import type { Instant } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import { deputyship, deputyshipEnd, deputyshipWrite, staff } from '../../store/staff.ts';
import type { Write } from '../../store/table.ts';
import { operation } from '../edge/http.ts';
import { regionOfMember } from './manage-staff.ts';

type Two = { away: Membership; deputy: Membership };

/** The two, if both are staff of the caller's region and neither is the caller. */
const bothOf = async (
  { personId, deputyId }: Pick<Deputyship, 'personId' | 'deputyId'>,
  caller: Caller,
): Promise<Two | Refusal> => {
  if (caller.role !== 'administrator')
    return refuse('not-allowed', { zh: '代理由管理员登记。', en: 'Administrators say who stands in for whom.' });
  const [away, deputy] = await Promise.all([staff(personId), staff(deputyId)]);
  if (!away || !deputy) return refuse('not-found', { person: away ? deputyId : personId });
  for (const member of [away, deputy]) {
    const there = await regionOfMember(member);
    const no = objectionToManaging(caller, member.id, [there ?? '']);
    if (no) return no;
  }
  return { away, deputy };
};

type Change = { was: Deputyship | undefined; is: Deputyship | null; personId: string; change: Write };

/** False: somebody else was quicker, and nothing has changed. */
const changed = async ({ was, is, personId, change }: Change, caller: Caller, now: Instant) =>
  (
    await audit.recordWith(
      { kind: 'staff-changed', personId, was: was ?? null, is },
      { actor: auditActor(caller), now },
      [change],
    )
  ).written;

export const saveDeputy = operation(staffRoutes.saveDeputy, async ({ body, caller, now }) => {
  const both = await bothOf(body, caller);
  if (isRefusal(both)) return both;
  const no = objectionToDeputyship(body, both);
  if (no) return no;
  const { ifVersion, ...given } = body;
  const was = await deputyship(body.deputyId, body.personId);
  if (ifVersion !== (was?.version ?? 0)) return refuse('stale-version');
  const is = { ...given, version: ifVersion + 1 };
  const change = deputyshipWrite(was, is);
  return (await changed({ was, is, personId: body.deputyId, change }, caller, now)) ? is : refuse('stale-version');
});

export const endDeputy = operation(staffRoutes.endDeputy, async ({ body, caller, now }) => {
  const both = await bothOf(body, caller);
  if (isRefusal(both)) return both;
  const was = await deputyship(body.deputyId, body.personId);
  if (!was) return refuse('not-found', { person: body.personId });
  const done = await changed({ was, is: null, personId: body.deputyId, change: deputyshipEnd(was) }, caller, now);
  return done ? { ...was, version: was.version ?? 0 } : refuse('stale-version');
});
