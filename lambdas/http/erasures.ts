/** /me/erasure, /erasures: who asks for a person to be erased, who confirms it, who takes it back. It is done by the schedule. */
import { erasureRoutes } from '../../contract/routes/erasure.ts';
import type { Caller } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import {
  bases,
  canTakeBack,
  type Erasure,
  erasureStates,
  isUnderWay,
  mayConfirmErasure,
  mayProposeErasure,
  maySeeErasures,
  openRequests,
  outlookOf,
  waitingEnds,
} from '../../domain/erasure.ts';
import { idNumberFault, normaliseIdNumber } from '../../domain/id-number.ts';
import { maskName } from '../../domain/masking.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as accounts from '../../store/accounts.ts';
import { chosenRetention } from '../../store/client.ts';
import * as erasures from '../../store/erasures.ts';
import { noticeWrite } from '../../store/notices.ts';
import * as people from '../../store/people.ts';
import { operation } from '../edge/http.ts';

const noFile: Refusal = refuse('not-allowed', {
  zh: '您没有居民档案，没有可删除的资料。',
  en: 'There is no resident file of yours, and nothing to erase.',
});
const under: Refusal = refuse('wrong-state', {
  zh: '删除已经开始，不能再改。',
  en: 'It has begun and cannot be changed any more.',
});

/** The person behind a file, with every file and the account of theirs. */
const personOf = async (
  residentId: string,
  accountId: string | undefined,
): Promise<Pick<Erasure, 'residentId' | 'files' | 'accountId'>> => {
  const account = accountId === undefined ? undefined : await accounts.account(accountId);
  const earlier = account?.residentId === residentId ? account.earlier : [];
  return {
    residentId,
    files: [residentId, ...earlier],
    ...(accountId === undefined ? {} : { accountId }),
  };
};

const outlook = async (person: Pick<Erasure, 'files'>, now: Instant) =>
  outlookOf(await erasures.ticketsOf(person), chosenRetention(), now);

const ownView = async (person: Pick<Erasure, 'files'>, erasure: Erasure | undefined, now: Instant) => {
  const { open, keptUntil } = await outlook(person, now);
  const { state = null, at = null, dueAt = null } = erasure ?? {};
  return {
    state,
    stateName: state && erasureStates[state],
    requestedAt: at,
    dueAt,
    waitDays: chosenRetention()['erasure-wait'],
    openRequests: open,
    keptUntil,
  };
};

const mine = async ({ residentId, earlierFiles, id }: Caller) => {
  if (residentId === null) return noFile;
  return { residentId, files: [residentId, ...earlierFiles], accountId: id };
};

export const myErasure = operation(erasureRoutes.myErasure, async ({ caller, now }) => {
  const person = await mine(caller);
  return isRefusal(person) ? person : ownView(person, await erasures.erasure(person.residentId), now);
});

const dayIn = (at: Instant): string => dateOf(at);

export const requestErasure = operation(erasureRoutes.requestErasure, async ({ caller, now }) => {
  const person = await mine(caller);
  if (isRefusal(person)) return person;
  const was = await erasures.erasure(person.residentId);
  if (was && isUnderWay(was)) return under;
  if (was?.state === 'waiting') return ownView(person, was, now);
  const { open } = await outlook(person, now);
  if (open > 0) return openRequests(open);
  const dueAt = waitingEnds(chosenRetention(), now);
  const is: Erasure = {
    ...person,
    basis: 'request',
    state: 'waiting',
    revision: (was?.revision ?? 0) + 1,
    by: caller.id,
    at: now,
    dueAt,
  };
  const notice = noticeWrite({
    residentId: person.residentId,
    ticketId: null,
    sequence: is.revision,
    at: now,
    reference: null,
    zh: `您申请了删除个人资料，${dayIn(dueAt)} 之后执行；在那之前可以在“我的”里撤回。如非本人操作，请立即撤回。`,
    en: `You asked for your personal data to be erased. It begins after ${dayIn(dueAt)}; until then you can take it back under "Mine". If this was not you, take it back at once.`,
  });
  const saved = await erasures.saveErasure(was, is, { actor: auditActor(caller), now }, { deeds: [notice] });
  return saved ? ownView(person, is, now) : refuse('busy');
});

export const withdrawErasure = operation(erasureRoutes.withdrawErasure, async ({ caller, now }) => {
  const person = await mine(caller);
  if (isRefusal(person)) return person;
  const was = await erasures.erasure(person.residentId);
  if (was && isUnderWay(was)) return under;
  if (!was || !canTakeBack(was) || was.basis !== 'request')
    return refuse('wrong-state', { zh: '没有可撤回的删除申请。', en: 'There is no request of yours to take back.' });
  const is: Erasure = { ...was, state: 'withdrawn', revision: was.revision + 1, dueAt: null };
  const saved = await erasures.saveErasure(was, is, { actor: auditActor(caller), now });
  return saved ? ownView(person, is, now) : refuse('busy');
});

const notYours: Refusal = refuse('not-allowed', {
  zh: '由市级管理员提出，另一名市级管理员或督办员确认；市级审计员可以查看。',
  en: 'An administrator of the city proposes, another one or a supervisor of the city confirms, auditors of the city may look.',
});

const view = async (erasure: Erasure, caller: Caller, now: Instant) => {
  const { residentId, basis, state, revision, at, dueAt, by, approvedBy } = erasure;
  const [file, { open, keptUntil }, document] = await Promise.all([
    people.resident(residentId),
    outlook(erasure, now),
    erasures.documentOf(residentId),
  ]);
  const { name } = file ? await people.openFields(file) : {};
  return {
    residentId,
    name: name === undefined ? null : maskName(name),
    basis,
    basisName: bases[basis],
    state,
    stateName: erasureStates[state],
    revision,
    requestedAt: at,
    dueAt,
    openRequests: open,
    keptUntil,
    document: document ?? null,
    proposedByMe: by === caller.id,
    confirmed: approvedBy !== undefined,
  };
};

export const listErasures = operation(erasureRoutes.listErasures, async ({ caller, now }) => {
  if (!maySeeErasures(caller)) return notYours;
  const found = [];
  for await (const each of erasures.openErasures())
    if (canTakeBack(each) && !isAboutOwn(each, caller)) found.push(await view(each, caller, now));
  return { erasures: found };
});

/** Nobody has a hand in what becomes of themselves or of who lives with them. */
const isAboutOwn = ({ files }: Pick<Erasure, 'files'>, { residentId, household, earlierFiles }: Caller): boolean =>
  files.some((id) => id === residentId || earlierFiles.includes(id) || household.includes(id));

export const proposeErasure = operation(erasureRoutes.proposeErasure, async ({ body, caller, now }) => {
  if (!mayProposeErasure(caller)) return notYours;
  const idNumber = normaliseIdNumber(body.idNumber);
  if (idNumberFault(idNumber, dateOf(now)) !== undefined)
    return refuse('invalid', {}, [
      {
        path: 'idNumber',
        code: 'idcard',
        zh: '身份证号有误，请对照文书核对',
        en: 'not an ID number, compare it with the document',
      },
    ]);
  const residentId = await people.findByIdCard(idNumber);
  const file = residentId === undefined ? undefined : await people.resident(residentId);
  if (!file) return refuse('not-found', { zh: '没有此号码的居民档案。', en: 'No resident has this number.' });
  const person = await personOf(file.id, file.accountId);
  if (isAboutOwn(person, caller)) return refuse('own-case');
  const was = await erasures.erasure(file.id);
  if (was && (isUnderWay(was) || canTakeBack(was)))
    return refuse('wrong-state', { zh: '此人的删除已在办理。', en: 'Erasing this person is under way already.' });
  const { open } = await outlook(person, now);
  if (open > 0) return openRequests(open);
  const is: Erasure = {
    ...person,
    basis: body.basis,
    state: 'proposed',
    revision: (was?.revision ?? 0) + 1,
    by: caller.id,
    at: now,
    dueAt: null,
  };
  const circumstances = { actor: auditActor(caller), now };
  const saved = await erasures.saveErasure(was, is, circumstances, { document: body.document });
  return saved ? view(is, caller, now) : refuse('busy');
});

/** The one that was seen, which somebody else proposed or asked for. */
const seenBy = async (residentId: string, revision: number, caller: Caller): Promise<Erasure | Refusal> => {
  if (!mayConfirmErasure(caller)) return notYours;
  const was = await erasures.erasure(residentId);
  if (!was || !canTakeBack(was) || was.basis === 'request')
    return refuse('not-found', { zh: '没有待确认的删除。', en: 'Nothing waits here to be confirmed.' });
  if (isAboutOwn(was, caller)) return refuse('own-case');
  if (was.revision !== revision)
    return refuse('stale-version', { seen: String(revision), current: String(was.revision) });
  return was;
};

export const confirmErasure = operation(erasureRoutes.confirmErasure, async ({ params, body, caller, now }) => {
  const was = await seenBy(params.residentId, body.revision, caller);
  if (isRefusal(was)) return was;
  if (was.state !== 'proposed') return refuse('not-found', { zh: '已经确认过了。', en: 'It is confirmed already.' });
  if (was.by === caller.id)
    return refuse('own-case', { zh: '提出人不能自己确认。', en: 'Whoever proposed it cannot confirm it.' });
  const is: Erasure = {
    ...was,
    state: 'waiting',
    revision: was.revision + 1,
    approvedBy: caller.id,
    dueAt: waitingEnds(chosenRetention(), now),
  };
  const saved = await erasures.saveErasure(was, is, { actor: auditActor(caller), now });
  return saved ? view(is, caller, now) : refuse('stale-version');
});

export const rejectErasure = operation(erasureRoutes.rejectErasure, async ({ params, body, caller, now }) => {
  const was = await seenBy(params.residentId, body.revision, caller);
  if (isRefusal(was)) return was;
  const is: Erasure = { ...was, state: 'withdrawn', revision: was.revision + 1, dueAt: null };
  const saved = await erasures.saveErasure(was, is, { actor: auditActor(caller), now });
  return saved ? view(is, caller, now) : refuse('stale-version');
});

export const erasureOperations = [
  myErasure,
  requestErasure,
  withdrawErasure,
  listErasures,
  proposeErasure,
  confirmErasure,
  rejectErasure,
];
