/** GET /me: who the service takes the caller for. */
import { routes } from '../../contract/routes.ts';
import * as accounts from '../../store/accounts.ts';
import { operation } from '../edge/http.ts';

export const getMe = operation(routes.getMe, async ({ caller: { id, known } }) => {
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
  };
});
