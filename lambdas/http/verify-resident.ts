/** POST /residents/verify: a clerk has compared the ID card with the person at the counter. */
import { identityRoutes } from '../../contract/routes/identity.ts';
import { mayFileForOthers } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { idNumberFault, normaliseIdNumber } from '../../domain/id-number.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf } from '../../domain/time.ts';
import * as accounts from '../../store/accounts.ts';
import * as people from '../../store/people.ts';
import { isServedBy } from '../context.ts';
import { operation } from '../edge/http.ts';

/** Also for a file of another community: from here nobody learns whom a number belongs to. */
const nothingToVerify: Refusal = refuse('not-found', {
  zh: '本单位服务的社区里没有此号码待核验的档案，或核验码与号码不符。请核对；没有登记过的，请先为其登记办件，或请本人登记账号；以前在其他社区办过事的，请到该社区的服务站核验。',
  en: 'No file with this number in the communities of your office, or the code does not belong to the number. Check both; somebody new registers first, or has a request filed by you; whoever has been served in another community is verified by its station.',
});
const otherAccount: Refusal = refuse('wrong-state', {
  zh: '此档案已与另一个账号关联，或刚被同事核验。本人确认不再使用原账号的，请写明 replaceAccount: true。',
  en: 'This file has another account, or a colleague has just verified it. If the person no longer uses that account, send replaceAccount: true.',
});

export const verifyResident = operation(identityRoutes.verifyResident, async ({ body, caller, now }) => {
  if (!mayFileForOthers(caller) || caller.officeId === null)
    return refuse('not-allowed', { zh: '由服务站窗口人员核验。', en: 'Staff at a counter do this.' });
  const idNumber = normaliseIdNumber(body.idNumber);
  if (idNumberFault(idNumber, dateOf(now)) !== undefined)
    return refuse('invalid', {}, [
      {
        path: 'idNumber',
        code: 'idcard',
        zh: '身份证号有误，请对照证件核对',
        en: 'not an ID number, compare it with the card',
      },
    ]);

  const [account, fileId] = await Promise.all([
    body.code === undefined ? undefined : accounts.accountByCode(body.code),
    people.findByIdCard(idNumber),
  ]);
  if (body.code !== undefined && !(account && (await accounts.claims(account, idNumber)))) return nothingToVerify;
  // Where the person says they live now, if they have registered; and the file of the number, which may be elsewhere.
  const [said, former] = await Promise.all(
    [account?.residentId, fileId].map((id) => (id === undefined ? undefined : people.resident(id))),
  );
  const files = [said, former].flatMap((file) => file ?? []);
  const [file] = files;
  if (!file) return nothingToVerify;
  for (const { communityCode } of files)
    if (!(await isServedBy(caller.officeId, communityCode, dateOf(now)))) return nothingToVerify;
  if (account?.id === caller.id || files.some(({ id }) => id === caller.residentId || caller.household.includes(id)))
    return refuse('own-case');

  const done = await accounts.verify({
    idNumber,
    fileId,
    account,
    replaced: body.replaceAccount ? former?.accountId : undefined,
    communityCode: file.communityCode,
    formerCommunity: former?.communityCode,
    by: { id: caller.id, officeId: caller.officeId },
    actor: auditActor(caller),
    at: now,
    words: {
      zh: `服务站窗口已核验您的身份${account ? '，您的账号已与档案关联' : ''}。如非本人办理，请立即联系社区服务站。`,
      en: `A clerk has verified your identity${account ? ' and linked your account to your file' : ''}. If this was not you, tell your station at once.`,
    },
  });
  if (done === 'rival') return otherAccount;
  return { residentId: done.residentId, registration: 'verified' as const, linked: account !== undefined };
});
