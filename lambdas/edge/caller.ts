/** Who is calling: the token says only which account; what the account may do stands in our table, read each time. */
import type { Caller } from '../../domain/access.ts';
import { isInForce } from '../../domain/mandate.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { housemates } from '../../store/households.ts';
import { held } from '../../store/mandates.ts';
import * as people from '../../store/people.ts';

type Claims = Readonly<Record<string, unknown>> | undefined;

export const callerOf = async (claims: Claims, now: Instant): Promise<Caller | Refusal> => {
  const id = claims?.['sub'];
  if (typeof id !== 'string' || id.length === 0) return refuse('not-signed-in');
  const [member, file] = await Promise.all([people.staff(id), people.resident(id)]);
  const today = dateOf(now);
  const own = { id, residentId: file?.id ?? null, communityCode: file?.communityCode ?? null };
  const none = { officeId: null, regionCode: null, cleared: false, household: [], mandates: [] };
  if (member && people.isMember(member, today))
    return {
      ...none,
      ...own,
      role: member.role,
      officeId: member.officeId ?? null,
      regionCode: member.regionCode ?? null,
      cleared: member.cleared ?? false,
      household: file?.household ? await housemates(file.household, file.id) : [],
    };
  if (file) {
    const mandates = (await held(id)).filter((each) => isInForce(each, today));
    return { ...none, ...own, role: 'resident', mandates };
  }
  return refuse('not-allowed', {
    zh: '此账号没有登记为居民或工作人员。',
    en: 'This account is registered neither as a resident nor as staff.',
  });
};
