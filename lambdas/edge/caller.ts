/** Who is calling: the token says only which account; what the account may do stands in our table, read each time. */
import type { Caller } from '../../domain/access.ts';
import { isInForce } from '../../domain/mandate.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { isMember, officeStoodInFor } from '../../domain/staff.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as accounts from '../../store/accounts.ts';
import { housemates } from '../../store/households.ts';
import { held } from '../../store/mandates.ts';
import * as people from '../../store/people.ts';
import { deputyship, staff } from '../../store/staff.ts';

type Claims = Readonly<Record<string, unknown>> | undefined;

/** Any account, registered with us or not. */
export type Account = { id: string; known: Caller | null };

export const accountOf = async (claims: Claims, now: Instant): Promise<Account | Refusal> => {
  const id = claims?.['sub'];
  if (typeof id !== 'string' || id.length === 0) return refuse('not-signed-in');
  const [member, account] = await Promise.all([staff(id), accounts.account(id)]);
  const today = dateOf(now);
  const works = member !== undefined && isMember(member, today);
  const [file, mandates] = await Promise.all([
    account && people.resident(account.residentId),
    account && !works ? held(account.residentId) : [],
  ]);
  const own = {
    id,
    residentId: file?.id ?? null,
    earlierFiles: account?.earlier ?? [],
    verified: file?.verified ?? false,
    communityCode: file?.communityCode ?? null,
  };
  const none = { officeId: null, deputyOf: null, regionCode: null, cleared: false, household: [], mandates: [] };
  if (works)
    return {
      id,
      known: {
        ...none,
        ...own,
        role: member.role,
        officeId: member.officeId ?? null,
        regionCode: member.regionCode ?? null,
        cleared: member.cleared ?? false,
        household: file ? await housemates(file) : [],
      },
    };
  if (!file) return { id, known: null };
  return {
    id,
    known: { ...none, ...own, role: 'resident', mandates: mandates.filter((each) => isInForce(each, today)) },
  };
};

const notStandingIn: Refusal = refuse('not-allowed', {
  zh: '您现在不代理此人。代理由管理员登记，见 GET /me 的 standsInFor；以自己的身份办理请去掉 Acting-For。',
  en: 'You do not stand in for this person now, see standsInFor of GET /me. Leave Acting-For out to act for yourself.',
});

/** Characters of an account's id; what is longer is nobody, and no key of the table. */
const longestId = 64;

/** The caller as the office of the colleague named by Acting-For. One request is one capacity, never two at once. */
const inPlaceOf = async (personId: string, caller: Caller, now: Instant): Promise<Caller | Refusal> => {
  if (personId.length > longestId) return notStandingIn;
  const [given, away, deputy] = await Promise.all([deputyship(caller.id, personId), staff(personId), staff(caller.id)]);
  const officeId = given && deputy ? officeStoodInFor(given, { away, deputy }, dateOf(now)) : null;
  return officeId === null ? notStandingIn : { ...caller, officeId, deputyOf: personId };
};

export const callerOf = async (
  claims: Claims,
  now: Instant,
  actingFor?: string | undefined,
): Promise<Caller | Refusal> => {
  const account = await accountOf(claims, now);
  if (isRefusal(account)) return account;
  if (account.known) return actingFor === undefined ? account.known : inPlaceOf(actingFor, account.known, now);
  return refuse('not-allowed', {
    zh: '此账号没有登记为居民或工作人员。居民请先登记：POST /me/registration。',
    en: 'This account is registered neither as a resident nor as staff. Residents register first: POST /me/registration.',
  });
};
