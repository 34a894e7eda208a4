/** For whom the caller asks or uploads before there is a ticket: themselves, their principal, a resident of their desk. */
import { type Caller, mayFileForOthers } from '../domain/access.ts';
import { objectionToUse } from '../domain/mandate.ts';
import type { Speaker } from '../domain/paper.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import * as people from '../store/people.ts';
import { isServedBy } from './context.ts';

export type Asked = { itemId: string; mandateId?: string | undefined; residentId?: string | undefined };

const noSuchMandate: Refusal = refuse('not-allowed', {
  zh: '没有此项有效委托，见 GET /mandates。',
  en: 'You hold no such mandate in force, see GET /mandates.',
});

/** Their id, and who speaks for them. Of a resident of another community staff are told no more than of nobody. */
export const whose = async (
  { itemId, mandateId, residentId }: Asked,
  caller: Caller,
  now: Instant,
): Promise<{ residentId: string; speaker: Speaker } | Refusal> => {
  if (mandateId !== undefined) {
    const mandate = caller.mandates.find(({ id }) => id === mandateId);
    if (!mandate) return noSuchMandate;
    return objectionToUse(mandate, itemId, now) ?? { residentId: mandate.principalId, speaker: 'agent' };
  }
  if (residentId === undefined)
    return caller.residentId === null
      ? refuse('not-allowed', { zh: '请先登记为居民。', en: 'Register as a resident first.' })
      : { residentId: caller.residentId, speaker: 'self' };
  if (!mayFileForOthers(caller))
    return refuse('not-allowed', {
      zh: '只有工作人员可以为他人办理。',
      en: 'Only staff can do this for somebody else.',
    });
  const isTheirOwn = residentId === caller.residentId || caller.household.includes(residentId);
  const file = isTheirOwn ? undefined : await people.resident(residentId);
  if (file && (await isServedBy(caller.officeId, file.communityCode, dateOf(now))))
    return { residentId, speaker: 'staff' };
  return refuse('invalid', {}, [
    {
      path: 'residentId',
      code: 'unknown',
      zh: '本单位没有这位居民的档案',
      en: 'no file of such a resident at your office',
    },
  ]);
};
