/** GET /boards/{officeId}/colleagues: who works at the office today, for whoever may see its board. */
import { deskRoutes } from '../../contract/routes/desk.ts';
import { maySeeBoard } from '../../domain/access.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { isMember } from '../../domain/staff.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { staffAt } from '../../store/staff.ts';
import { operation } from '../edge/http.ts';

/** No office has more; what is beyond is not offered, and can be named all the same. */
const most = 100;

export const listColleagues = operation(deskRoutes.listColleagues, async ({ params, caller, now }) => {
  const office = await content.office(params.officeId);
  if (!office || !maySeeBoard(caller, office))
    return refuse('not-allowed', { zh: '只能查看本单位的人员。', en: "Only your own office's staff can be seen." });
  const found = await staffAt(office.id, { limit: most });
  if (isRefusal(found)) return found;
  const members = found.rows.filter((member) => isMember(member, dateOf(now)));
  return { colleagues: members.map(({ id, zh, en }) => ({ id, zh, en })) };
});
