/** GET /me: who the service takes the caller for. */
import { deskRoutes } from '../../contract/routes/desk.ts';
import { officeStoodInFor } from '../../domain/staff.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as accounts from '../../store/accounts.ts';
import { deputyshipsOf, staff } from '../../store/staff.ts';
import { operation } from '../edge/http.ts';

/** Colleagues for whom this person may act today, by the header Acting-For. */
const standsInFor = async (id: string, now: Instant) => {
  const [deputy, given] = await Promise.all([staff(id), deputyshipsOf(id)]);
  const each = await Promise.all(
    given.map(async (one) => {
      const away = await staff(one.personId);
      const officeId = deputy ? officeStoodInFor(one, { away, deputy }, dateOf(now)) : null;
      return away && officeId !== null
        ? [{ personId: one.personId, officeId, zh: away.zh, en: away.en, validTo: one.validTo }]
        : [];
    }),
  );
  return each.flat();
};

export const getMe = operation(deskRoutes.getMe, async ({ caller: { id, known }, now }) => {
  if (!known)
    return {
      id,
      role: null,
      residentId: null,
      registration: 'none' as const,
      code: null,
      officeId: null,
      regionCode: null,
      communityCode: null,
      standsInFor: [],
    };
  const { role, residentId, verified, officeId, regionCode, communityCode } = known;
  const unverified = residentId !== null && !verified;
  return {
    id,
    role,
    residentId,
    registration:
      residentId === null ? ('none' as const) : unverified ? ('unverified' as const) : ('verified' as const),
    code: unverified ? ((await accounts.account(id))?.code ?? null) : null,
    officeId,
    regionCode,
    communityCode,
    standsInFor: role === 'clerk' || role === 'officer' ? await standsInFor(id, now) : [],
  };
});
