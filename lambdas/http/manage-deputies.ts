/** POST /deputies, /deputies/end: who stands in for whom. Each change is in the audit before it happens. */
import { routes } from '../../contract/routes.ts';
import type { Caller } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { type Deputyship, type Membership, objectionToDeputyship, objectionToManaging } from '../../domain/staff.ts';
import type { Instant } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import { deputyship, removeDeputyship, saveDeputyship, staff } from '../../store/staff.ts';
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

const note = (was: Deputyship | null, is: Deputyship | null, personId: string, caller: Caller, now: Instant) =>
  audit.record({ kind: 'staff-changed', personId, was, is }, { actor: auditActor(caller), now });

export const saveDeputy = operation(routes.saveDeputy, async ({ body, caller, now }) => {
  const both = await bothOf(body, caller);
  if (isRefusal(both)) return both;
  const no = objectionToDeputyship(body, both);
  if (no) return no;
  await note((await deputyship(body.deputyId, body.personId)) ?? null, body, body.deputyId, caller, now);
  await saveDeputyship(body);
  return body;
});

export const endDeputy = operation(routes.endDeputy, async ({ body, caller, now }) => {
  const both = await bothOf(body, caller);
  if (isRefusal(both)) return both;
  const was = await deputyship(body.deputyId, body.personId);
  if (!was) return refuse('not-found', { person: body.personId });
  await note(was, null, body.deputyId, caller, now);
  await removeDeputyship(body.deputyId, body.personId);
  return was;
});
