/** GET /me: who the service takes the caller for. */
import { routes } from '../../contract/routes.ts';
import { operation } from '../edge/http.ts';

export const getMe = operation(routes.getMe, async ({ caller: { id, role, officeId, regionCode, communityCode } }) => ({
  id,
  role,
  officeId,
  regionCode,
  communityCode,
}));
