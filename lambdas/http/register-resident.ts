/** POST /me/registration: an account says which resident it is, to be verified at the counter. */
import { identityRoutes } from '../../contract/routes/identity.ts';
import { checkRegistration } from '../../domain/registration.ts';
import { type FieldProblem, type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import * as accounts from '../../store/accounts.ts';
import * as content from '../../store/content.ts';
import { operation } from '../edge/http.ts';
import { newId, newReference } from '../edge/random.ts';

const registeredAlready: Refusal = refuse('wrong-state', {
  zh: '此账号已登记，见 GET /me。',
  en: 'This account is registered already, see GET /me.',
});

const noSuchCommunity: FieldProblem = {
  path: 'communityCode',
  code: 'unknown',
  zh: '不是本市的社区（村），见 GET /regions',
  en: 'not a community of this city, see GET /regions',
};

/** The same whether the number is known already or not. */
const next = {
  zh: '已登记。现在可以咨询、投诉、求助和预约；办理其他事项前，请带身份证和核验码到社区服务站核验一次。以前在窗口办过的事，核验后也能在这里看到。',
  en: 'Registered. You can ask, complain, call for help and book now; for everything else come to your station once with your ID card and the code. What was filed for you at the counter shows here once you are verified.',
};

export const registerResident = operation(identityRoutes.register, async ({ body, caller: { id, known }, now }) => {
  if (known && known.residentId !== null) return registeredAlready;
  const community = await content.region(body.communityCode);
  const checked = checkRegistration(body, dateOf(now));
  const problems = [...(Array.isArray(checked) ? checked : []), ...(community?.level === 4 ? [] : [noSuchCommunity])];
  if (Array.isArray(checked) || problems.length > 0) return refuse('invalid', {}, problems);

  const { name, idNumber, phone, communityCode, address } = checked;
  const file = {
    id: newId(now),
    communityCode,
    tags: [],
    verified: false,
    openedAt: now,
    fields: { name, idCard: idNumber, phone, address: { regionCode: communityCode, detail: address } },
  };
  for (;;) {
    const code = newReference();
    const done = await accounts.register({ id, code }, file);
    if (done === 'known') return registeredAlready;
    if (done === 'registered') return { registration: 'unverified' as const, code, next };
  }
});
