/** POST /tickets: a resident files, or staff file for somebody at the counter, on the phone, at home. */
import type * as z from 'zod';
import { type submitBody, ticketRoutes } from '../../contract/routes/ticket.ts';
import { type Caller, careRelationOf, mayFileForOthers, relationsOf, shows } from '../../domain/access.ts';
import { auditActor, type AuditBody } from '../../domain/audit.ts';
import { isFileable, type Item, needsVerified } from '../../domain/catalogue.ts';
import { type Answers, anonymousMayOmit, checkForm } from '../../domain/form.ts';
import { knownAnswers } from '../../domain/known.ts';
import type { RegionLevel } from '../../domain/region.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import { type Mandate, objectionToUse } from '../../domain/mandate.ts';
import { priorityOf } from '../../domain/priority.ts';
import { onPaper } from '../../domain/answer.ts';
import { type FieldProblem, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Actor } from '../../domain/ticket/event.ts';
import { submit } from '../../domain/ticket/submit.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import { loadCare } from '../../store/care.ts';
import * as content from '../../store/content.ts';
import * as reference from '../../store/reference.ts';
import * as people from '../../store/people.ts';
import * as tickets from '../../store/tickets.ts';
import { isServedBy, reckoningIn, stationOf } from '../context.ts';
import { operation } from '../edge/http.ts';
import { newId, newReference } from '../edge/random.ts';
import { attachingFor, collectedBy, keptAlongside, namedIn } from '../from-file.ts';
import { namedPapers } from '../named-papers.ts';
import { viewOf } from '../ticket-view.ts';

type Body = z.output<typeof submitBody>;

const problem = (path: string, code: string, zh: string, en: string, seen?: string): Refusal =>
  refuse('invalid', {}, [{ path, code, zh, en, ...(seen === undefined ? {} : { seen }) } satisfies FieldProblem]);

/** Does this caller file this item this way at all? */
const objection = (body: Body, item: Item, caller: Caller): Refusal | null => {
  if (!item.channels.includes(body.channel))
    return problem(
      'channel',
      'not-offered',
      `此事项的渠道：${item.channels.join('、')}`,
      `channels of this item: ${item.channels.join(', ')}`,
      body.channel,
    );
  if (body.channel !== 'web' && !mayFileForOthers(caller))
    return problem(
      'channel',
      'staff-only',
      '此渠道由工作人员登记；请用 web',
      'staff record this channel; use web',
      body.channel,
    );
  if (body.anonymous && !item.anonymousAllowed)
    return problem('anonymous', 'not-offered', '此事项须实名办理', 'this item needs a name');
  if (body.residentId !== undefined && !mayFileForOthers(caller))
    return refuse('not-allowed', {
      zh: '只有工作人员可以为他人登记。',
      en: 'Only staff can file for somebody else by residentId.',
    });
  if (body.restricted && !(caller.cleared && mayFileForOthers(caller)))
    return problem(
      'restricted',
      'cleared-only',
      '只有可办保密件的工作人员可以登记为保密件',
      'only staff with a clearance can restrict a ticket',
    );
  return null;
};

/** Not every item asks in what role somebody files. */
const asksWhoActs = (item: Item) => item.form.fields.some(({ id }) => id === 'applyAs');

/** Does the form say that somebody acts for somebody else? */
const actsForOther = ({ form }: Body) => form['applyAs'] === 'agent' || form['applyAs'] === 'guardian';

const noSuchMandate: Refusal = refuse('not-allowed', {
  zh: '没有此项有效委托，见 GET /mandates。',
  en: 'You hold no such mandate in force, see GET /mandates.',
});

const mandateNeeded: Refusal = refuse('not-allowed', {
  zh: '替他人网上办理须先有对方的委托（POST /mandates），或请到社区服务站。',
  en: 'To act for somebody online they must mandate you first (POST /mandates); or go to the station.',
});
const notOurCommunity: Refusal = refuse('not-allowed', {
  zh: '本单位不服务此社区，请联系该社区的服务站。',
  en: "Your office does not serve this community; ask that community's station.",
});

const registerFirst: Refusal = refuse('not-allowed', {
  zh: '请先登记为居民：POST /me/registration。',
  en: 'Register as a resident first: POST /me/registration.',
});
const verifyFirst: Refusal = refuse('not-allowed', {
  zh: '此事项须先核验身份：请带身份证和 GET /me 中的核验码到社区服务站，核验后即可网上办理；也可当场请工作人员受理。',
  en: 'This item needs a verified identity: bring your ID card and the code of GET /me to your station, once. Staff there can also file it for you at once.',
});

const roleOf = ({ relation }: Mandate) => (relation === 'guardian' ? 'guardian' : 'agent');

/** What the form asks of whoever acts for another: known from the agent's file and the mandate, proved once. */
const agentFields = async ({ agentId, relation }: Mandate, item: Item): Promise<Record<string, unknown>> => {
  const file = asksWhoActs(item) ? await people.resident(agentId) : undefined;
  if (!file) return {};
  const { name, idCard, phone } = await people.openFields(file);
  const proof = relation === 'guardian' ? {} : { powerOfAttorney: onPaper };
  return { agentName: name, agentIdCard: idCard, agentPhone: phone, agentRelation: relation, ...proof };
};

/** Levels of the regions that the answers name, of those that exist. */
const levelsIn = async (form: Record<string, unknown>): Promise<Map<string, RegionLevel>> => {
  const codes = Object.values(form).flatMap((value) => {
    const code = typeof value === 'object' && value !== null && 'regionCode' in value ? value.regionCode : undefined;
    return typeof code === 'string' && /^\d{12}$/.test(code) ? [code] : [];
  });
  const regions = await Promise.all(codes.map((code) => content.region(code)));
  return new Map(regions.flatMap((region) => (region ? [[region.code, region.level] as const] : [])));
};

/** The file of the person the request is for: known, found by ID number, or opened now, to be verified later. */
const fileOfApplicant = async (answers: Answers, communityCode: string, now: Instant): Promise<string> => {
  const { applicantName: name, applicantIdCard: idCard, applicantPhone: phone, residenceAddress: address } = answers;
  const known = typeof idCard === 'string' ? await people.findByIdCard(idCard) : undefined;
  if (known !== undefined) return known;
  const fields: people.PersonalFields = {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof idCard === 'string' ? { idCard } : {}),
    ...(typeof phone === 'string' ? { phone } : {}),
    ...(typeof address === 'object' && 'regionCode' in address ? { address } : {}),
  };
  const opened = await people.openFile({
    id: newId(now),
    communityCode,
    tags: [],
    verified: false,
    fields,
    openedAt: now,
  });
  return 'opened' in opened ? opened.opened : opened.existing;
};

/**
 * The answer to a filing, or to its repetition, tells no more than reading the ticket would now. Staff who filed at
 * another desk than the one that has it get their receipt without the form.
 */
const receiptFor = async (ticket: Ticket, caller: Caller, now: Instant, form?: Answers) => {
  const relations = relationsOf(caller, ticket);
  const isOwnFiling = ticket.filedBy.kind === 'staff' && ticket.filedBy.id === caller.id;
  if (relations.size === 0 && !isOwnFiling) return refuse('not-found', { ticket: ticket.id });
  return viewOf(ticket, caller, now, { form: shows(relations, 'form') ? form : undefined, isReceipt: true });
};

export const submitTicket = operation(ticketRoutes.submitTicket, async ({ body, caller, now, idempotency }) => {
  const asked = { callerId: caller.id, ...idempotency };
  const before = await tickets.replay(asked, now);
  if (before) return isRefusal(before) ? before : receiptFor(before.replayed, caller, now);

  const today = dateOf(now);
  const [item, community, base] = await Promise.all([
    content.item(body.itemId, today),
    content.region(body.communityCode),
    reckoningIn(body.communityCode, today),
  ]);
  if (!item)
    return problem(
      'itemId',
      'unknown',
      '没有这个事项，见 GET /catalogue/items',
      'no such item, see GET /catalogue/items',
      body.itemId,
    );
  if (!isFileable(item, today))
    return problem(
      'itemId',
      'ended',
      `“${item.zh}”已于 ${item.endsOn} 停止受理，请另选事项，见 GET /catalogue/items`,
      `"${item.en}" could be filed until ${item.endsOn}; choose another, see GET /catalogue/items`,
      body.itemId,
    );
  if (community?.level !== 4)
    return problem(
      'communityCode',
      'unknown',
      '不是本市的社区（村），见 GET /regions',
      'not a community of this city, see GET /regions',
      body.communityCode,
    );
  const station = await stationOf(body.communityCode, today);
  if (!station)
    return problem(
      'communityCode',
      'no-station',
      '此社区目前没有服务站',
      'no station serves this community now',
      body.communityCode,
    );
  const no = objection(body, item, caller);
  if (no) return no;

  const mandate = body.mandateId === undefined ? undefined : caller.mandates.find(({ id }) => id === body.mandateId);
  if (body.mandateId !== undefined) {
    const refused = mandate ? objectionToUse(mandate, item.id, now) : noSuchMandate;
    if (refused) return refused;
  }

  const byStaff = body.channel !== 'web' || body.residentId !== undefined;
  if (byStaff && !(await isServedBy(caller.officeId, body.communityCode, today))) return notOurCommunity;
  // Whom an ID number belongs to, and what is known of them, is learnt by staff only.
  if (!byStaff && !mandate && !body.anonymous && actsForOther(body)) return mandateNeeded;

  // Who it is for: nobody by name, the person named by staff or by the mandate, or the caller.
  const isSelf = !body.anonymous && !byStaff && !mandate;
  const knownId = body.anonymous
    ? null
    : (body.residentId ?? mandate?.principalId ?? (isSelf ? caller.residentId : null));
  const file = knownId === null ? undefined : await people.resident(knownId);
  if (body.residentId !== undefined && !file)
    return problem('residentId', 'unknown', '没有这位居民的档案', 'no file of such a resident');
  if (isSelf && !file) return registerFirst;
  // Also without a name: whoever files must at least be somebody whom a clerk has seen.
  if (!byStaff && !caller.verified && needsVerified(item)) return verifyFirst;

  const glossary = await reference.glossary();
  const form = {
    ...(file ? knownAnswers(item, await people.openFields(file), { today }, body.form) : {}),
    ...(asksWhoActs(item) ? { applyAs: byStaff ? 'staff' : mandate ? roleOf(mandate) : 'self' } : {}),
    ...(mandate ? await agentFields(mandate, item) : {}),
    ...body.form,
  };
  const levels = await levelsIn(form);
  const checked = checkForm(item, body.anonymous ? body.form : form, {
    today,
    regionLevel: (code) => levels.get(code),
    isWorkday: (date) => base.calendar.day(date).working,
    agentFields: glossary.fieldSets.agent,
    ...(body.anonymous ? { mayOmit: anonymousMayOmit(item) } : {}),
  });
  if (Array.isArray(checked))
    return refuse(
      'invalid-form',
      {},
      checked.map((each) => ({ ...each, path: each.path ? `form.${each.path}` : 'form' })),
    );

  if (body.needId !== undefined) {
    const care = body.residentId === undefined ? undefined : await loadCare(body.residentId);
    const isOpen = care?.needs.some(({ id, ticketId }) => id === body.needId && ticketId === null);
    if (!care || !isOpen || careRelationOf(caller, care) !== 'station')
      return problem('needId', 'unknown', '没有这项待办需求', 'no open need of this resident', body.needId);
  }

  // Papers belong to somebody whose file is there: of a person whom only the form names there can be none yet.
  const owner = body.anonymous ? caller.residentId : (file?.id ?? null);
  const speaker = byStaff ? 'staff' : mandate ? 'agent' : 'self';
  const attaching = owner === null ? null : await attachingFor(body, owner, speaker, caller, now);
  const papers = await namedPapers(namedIn(body, item, checked.answers), item, attaching);
  if (isRefusal(papers)) return papers;
  const kept = await keptAlongside(body, item, checked.answers, body.anonymous ? undefined : file, {
    speaker,
    channel: body.channel,
  });
  if (isRefusal(kept)) return kept;

  const residentId = body.anonymous
    ? null
    : (file?.id ?? (await fileOfApplicant(checked.answers, body.communityCode, now)));
  const applicant = file ?? (residentId === null ? undefined : await people.resident(residentId));
  const tags = applicant?.tags ?? [];
  const kind = byStaff ? 'staff' : isSelf || body.anonymous ? 'resident' : 'agent';
  const actor: Actor = {
    kind,
    id: caller.id,
    ...(kind === 'staff' && caller.officeId ? { officeId: caller.officeId } : {}),
    ...(kind === 'staff' && caller.deputyOf ? { deputyOf: caller.deputyOf } : {}),
  };
  const groups = glossary.applicantGroups.filter(({ id, special }) => special && tags.includes(id)).map(({ id }) => id);

  for (;;) {
    const first = submit(
      {
        reference: newReference(),
        item,
        channel: body.channel,
        residentId,
        filedBy: { kind, id: caller.id, ...(mandate ? { mandateId: mandate.id } : {}) },
        stationId: station.id,
        lane: priorityOf(item, tags, glossary.applicantGroups).lane,
        tags: [...tags],
        papers,
        collected: collectedBy(body, item, checked.answers, papers),
        ...(body.needId === undefined ? {} : { needId: body.needId }),
      },
      { form: checked.answers },
      { ...base, now, actor },
    );
    const dimensions = {
      communityCode: body.communityCode,
      department: item.department,
      channel: body.channel,
      special: groups.length > 0,
      groups,
      restricted: body.restricted || item.restricted === true,
    };
    const alongside = kept.writes;
    const stored = await tickets.submit({
      ticketId: newId(now),
      first,
      dimensions,
      idempotency: asked,
      alongside,
      now,
    });
    if (isRefusal(stored)) return stored;
    // One reference in three billion is taken: draw another.
    if ('referenceTaken' in stored) continue;
    if ('replayed' in stored) return receiptFor(stored.replayed, caller, now, checked.answers);
    const ticketId = stored.ticket.id;
    const note = (what: AuditBody) => audit.record(what, { actor: auditActor(caller), now });
    if (mandate) await note({ kind: 'mandate-used', residentId: mandate.principalId, mandateId: mandate.id, ticketId });
    // What others do with somebody's file, its owner reads.
    const paperIds = papers.flatMap(({ id, reused }) => (reused ? [id] : []));
    if (residentId !== null && speaker !== 'self' && paperIds.length > 0)
      await note({ kind: 'paper-reused', residentId, ticketId, paperIds });
    if (residentId !== null && speaker !== 'self' && kept.fields.length > 0)
      await note({ kind: 'file-changed', residentId, ticketId, fields: kept.fields });
    return receiptFor(stored.ticket, caller, now, checked.answers);
  }
});
