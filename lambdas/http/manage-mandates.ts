/** Who may act for whom: /mandates for residents themselves, /residents/{id}/mandates for the station. */
import { mandateRoutes } from '../../contract/routes/mandate.ts';
import { type Caller, mayFileForOthers } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { bases, isInForce, type Mandate, objectionToGrant, objectionToRecord } from '../../domain/mandate.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import * as content from '../../store/content.ts';
import * as mandates from '../../store/mandates.ts';
import { noticeWrite } from '../../store/notices.ts';
import * as people from '../../store/people.ts';
import { isServedBy } from '../context.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';

/** Which station recorded it and on what paper is told, which clerk is not. */
const viewOf = ({ recorded, ...mandate }: Mandate, now: Instant) => ({
  ...mandate,
  ...(recorded
    ? { recorded: { basis: recorded.basis, ...bases[recorded.basis], officeId: recorded.by.officeId } }
    : {}),
  inForce: isInForce(mandate, dateOf(now)),
});

/** Names of residents who have a file, by id. */
const namesOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const files = await Promise.all([...new Set(ids)].map((id) => people.resident(id)));
  const known = await Promise.all(
    files.map(async (file) => {
      const name = file && (await people.openFields(file)).name;
      return file && name !== undefined ? [[file.id, name] as const] : [];
    }),
  );
  return new Map(known.flat());
};

/** 李**: enough to see that the right number was typed, too little to learn a name from a number. */
const surnameOnly = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : [...name].map((character, i) => (i === 0 ? character : '*')).join('');

const withName = <View extends object, Name extends string>(view: View, name: Name, value: string | undefined) =>
  value === undefined ? view : { ...view, [name]: value };

const notAResident: Refusal = refuse('not-allowed', {
  zh: '只有居民可以委托他人。',
  en: 'Only residents can let others act for them.',
});

const notVerified: Refusal = refuse('not-allowed', {
  zh: '您的身份尚未核验。请带身份证到社区服务站。',
  en: 'Your identity is not verified yet. Bring your ID card to your station.',
});

const noSuchAgent = (path: 'agentId' | 'agentIdNumber'): Refusal =>
  refuse('invalid', {}, [
    {
      path,
      code: 'unknown',
      ...(path === 'agentId'
        ? {
            zh: '没有这位已核验身份的居民，请对方在 GET /me 查看自己的 residentId',
            en: 'no such verified resident; the agent finds their residentId at GET /me',
          }
        : {
            zh: '没有这个号码的已核验居民：请核对证件，并先核验代办人的身份',
            en: 'no verified resident has this number: compare the card, and verify the agent first',
          }),
    },
  ]);

const isOwn = (residentId: string, caller: Caller): boolean =>
  residentId === caller.residentId || caller.household.includes(residentId);

type Told = { zh: string; en: string };
/** Both hear of it, whoever did it; neither is named. */
const notices = ({ principalId, agentId }: Mandate, at: Instant, told: { principal: Told; agent: Told }) =>
  [
    { residentId: principalId, ...told.principal },
    { residentId: agentId, ...told.agent },
  ].map((each) => noticeWrite({ ...each, ticketId: null, sequence: 0, at, reference: null }));

const given = {
  principal: {
    zh: '有人可以代您办事了：您本人在网上委托，或服务站凭原件登记。请在“委托代办”核对；如非您的意思，请立即撤销，或告诉社区服务站。',
    en: 'Somebody may act for you now: you gave it online, or a station recorded the paper. Look at it under “Acting for others”; if you did not want it, revoke it at once, or tell your station.',
  },
  agent: {
    zh: '您可以代他人办事了，见“委托代办”。每次代办都会告知本人。',
    en: 'You may act for somebody now, see “Acting for others”. They are told each time.',
  },
};
const ended = {
  principal: { zh: '一项委托已终止，对方不能再代您办事。', en: 'A mandate has ended: they can no longer act for you.' },
  agent: { zh: '一项委托已终止，您不能再代对方办事。', en: 'A mandate has ended: you can no longer act for them.' },
};

/** With its audit and both messages, or not at all. */
const writeDown = async (mandate: Mandate, caller: Caller, now: Instant): Promise<Refusal | null> => {
  const { id, principalId, agentId, recorded } = mandate;
  const { written } = await audit.recordWith(
    {
      kind: 'mandate-given',
      residentId: principalId,
      mandateId: id,
      agentId,
      ...(recorded ? { basis: recorded.basis } : {}),
    },
    { actor: auditActor(caller), now },
    [...mandates.grantWrites(mandate), ...notices(mandate, now, given)],
  );
  return written ? null : refuse('busy');
};

/** Ends it for good; once ended, it stays as it was. */
const end = async (mandate: Mandate, caller: Caller, now: Instant, reason?: string) => {
  if (mandate.revokedAt !== undefined) return viewOf(mandate, now);
  const { id, principalId, agentId } = mandate;
  const { written } = await audit.recordWith(
    { kind: 'mandate-ended', residentId: principalId, mandateId: id, agentId },
    {
      actor: auditActor(caller),
      now,
      ...(reason === undefined ? {} : { reason: { text: reason, of: { residentId: principalId, ticketId: '' } } }),
    },
    [...mandates.revokeWrites(mandate, now), ...notices(mandate, now, ended)],
  );
  if (written) return viewOf({ ...mandate, revokedAt: now }, now);
  const already = await mandates.ofPrincipal(principalId, id);
  return already?.revokedAt === undefined ? refuse('busy') : viewOf(already, now);
};

export const listMandates = operation(mandateRoutes.listMandates, async ({ caller: { residentId }, now }) => {
  if (residentId === null) return { granted: [], held: [] };
  const [granted, held] = await Promise.all([mandates.granted(residentId), mandates.held(residentId)]);
  const names = await namesOf([
    ...granted.map(({ agentId }) => agentId),
    ...held.map(({ principalId }) => principalId),
  ]);
  return {
    granted: granted.map((each) => withName(viewOf(each, now), 'agentName', surnameOnly(names.get(each.agentId)))),
    held: held
      .map((each) => viewOf(each, now))
      // Whoever's mandate has ended is a stranger again.
      .map((each) => withName(each, 'principalName', each.inForce ? names.get(each.principalId) : undefined)),
  };
});

export const grantMandate = operation(mandateRoutes.grantMandate, async ({ body, caller, now }) => {
  const { residentId, verified } = caller;
  if (residentId === null) return notAResident;
  if (!verified) return notVerified;
  const [agent, items] = await Promise.all([people.resident(body.agentId), content.items(dateOf(now))]);
  const no = objectionToGrant(body, residentId, new Set(items.map(({ id }) => id)), now);
  if (no) return no;
  // Whoever may act for others must be who they say they are.
  if (!agent?.verified) return noSuchAgent('agentId');
  const mandate: Mandate = { ...body, id: newId(now), principalId: residentId, grantedAt: now };
  const given = await writeDown(mandate, caller, now);
  return given ?? viewOf(mandate, now);
});

export const revokeMandate = operation(mandateRoutes.revokeMandate, async ({ params, caller, now }) => {
  const { residentId } = caller;
  const found = residentId === null ? undefined : await mandates.ofPrincipal(residentId, params.id);
  return found ? end(found, caller, now) : refuse('not-found', { mandate: params.id });
});

/** The file, where the caller's office serves its community; what lies elsewhere does not exist here. */
const fileAtDesk = async (id: string, caller: Caller, now: Instant): Promise<people.ResidentFile | Refusal> => {
  const file = mayFileForOthers(caller) ? await people.resident(id) : undefined;
  if (!file || !(await isServedBy(caller.officeId, file.communityCode, dateOf(now))))
    return refuse('not-found', { resident: id });
  return isOwn(file.id, caller) ? refuse('own-case') : file;
};

export const listMandatesOf = operation(mandateRoutes.listMandatesOf, async ({ params, caller, now }) => {
  const file = await fileAtDesk(params.id, caller, now);
  if (isRefusal(file)) return file;
  const granted = await mandates.granted(file.id);
  const names = await namesOf(granted.map(({ agentId }) => agentId));
  return {
    mandates: granted.map((each) => withName(viewOf(each, now), 'agentName', surnameOnly(names.get(each.agentId)))),
  };
});

export const recordMandate = operation(mandateRoutes.recordMandate, async ({ params, body, caller, now }) => {
  const file = await fileAtDesk(params.id, caller, now);
  if (isRefusal(file)) return file;
  const { agentIdNumber, basis, compared: _seen, ...given } = body;
  const [agentId, items, { idCard }] = await Promise.all([
    people.findByIdCard(agentIdNumber),
    content.items(dateOf(now)),
    people.openFields(file),
  ]);
  const agent = agentId === undefined ? undefined : await people.resident(agentId);
  if (!agent?.verified) return noSuchAgent('agentIdNumber');
  if (isOwn(agent.id, caller)) return refuse('own-case');
  const grant = { ...given, agentId: agent.id };
  const no =
    objectionToGrant(grant, file.id, new Set(items.map(({ id }) => id)), now) ?? objectionToRecord(body, idCard, now);
  if (no) return no;
  const recorded = { basis, by: { id: caller.id, officeId: caller.officeId ?? '' } };
  const mandate: Mandate = { ...grant, id: newId(now), principalId: file.id, grantedAt: now, recorded };
  return (await writeDown(mandate, caller, now)) ?? viewOf(mandate, now);
});

export const endMandate = operation(mandateRoutes.endMandate, async ({ params, body: { reason }, caller, now }) => {
  const file = await fileAtDesk(params.id, caller, now);
  if (isRefusal(file)) return file;
  const found = await mandates.ofPrincipal(file.id, params.mandateId);
  return found ? end(found, caller, now, reason) : refuse('not-found', { mandate: params.mandateId });
});
