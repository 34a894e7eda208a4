/** GET and POST /care/…: the register of special groups, needs, contacts, and cards for whoever was not reached. */
import { careRoutes } from '../../contract/routes/care.ts';
import { type Caller, careRelationOf, mayCareAt } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import type { Care } from '../../domain/care/care.ts';
import {
  addGroup,
  type CareContext,
  type CareDecision,
  closeNeed,
  decideCard,
  endGroup,
  explainCard,
  isCovered,
  quarterStart,
  recordContact,
  recordNeed,
} from '../../domain/care/commands.ts';
import { lastDayOf, quarterOf } from '../../domain/care/quarter.ts';
import type { Office } from '../../domain/office.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { levelOf } from '../../domain/region.ts';
import { dateOf, epochMs, type Instant, instantOf } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import { careHistory, careList, type CareList, type CareWords, changeCare, loadCare } from '../../store/care.ts';
import * as content from '../../store/content.ts';
import * as people from '../../store/people.ts';
import * as reference from '../../store/reference.ts';
import { careFor, careView, personOf, specialGroups } from '../care-view.ts';
import { reckoning } from '../context.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';

const officeFor = async (caller: Caller, officeId: string): Promise<Office | Refusal> => {
  const office = mayCareAt(caller, officeId) ? await content.office(officeId) : undefined;
  return (
    office ?? refuse('not-allowed', { zh: '只能查看本站的关爱名单。', en: "Only your own station's list can be seen." })
  );
};

const listOf = (list: 'unreached' | 'register' | 'needs', now: Instant): CareList =>
  list === 'unreached' ? { of: 'unreached', before: quarterStart(now) } : { of: list };

const listCare = operation(careRoutes.listCare, async ({ params, query, caller, now }) => {
  const office = await officeFor(caller, params.officeId);
  if (isRefusal(office)) return office;
  const { list } = query;
  const found = await careList(
    office.id,
    listOf(list, now),
    query,
    (care) => careRelationOf(caller, care) === 'station' && !(list === 'unreached' && isCovered(care, now)),
  );
  if (isRefusal(found)) return found;
  const rows = found.rows.length;
  await audit.record({ kind: 'care-listed', officeId: office.id, list, rows }, { actor: auditActor(caller), now });
  const quarter = quarterOf(dateOf(now));
  return {
    office: { id: office.id, zh: office.zh, en: office.en },
    list,
    quarter,
    lastDay: lastDayOf(quarter),
    people: await Promise.all(found.rows.map((care) => personOf(care, now, { isNamed: true }))),
    cursor: found.cursor,
  };
});

const revealCare = operation(careRoutes.revealCare, async ({ params, body, caller, now }) => {
  const office = await officeFor(caller, params.officeId);
  if (isRefusal(office)) return office;
  const cares = await Promise.all(body.residentIds.map(loadCare));
  const unknown = cares.findIndex((care) => !care || careRelationOf(caller, care) !== 'station');
  if (unknown >= 0) return refuse('not-found', { resident: body.residentIds[unknown] ?? '' });
  const shown = [];
  for (const care of cares) {
    const file = care && (await people.resident(care.residentId));
    if (!file) continue;
    const { residentId } = care;
    const { name = '', phone = '', address } = await people.openFields(file);
    await audit.record(
      { kind: 'reveal', residentId, fields: ['name', 'phone', 'address'], purpose: 'contact' },
      { actor: auditActor(caller), now, reason: { text: body.reason, of: { residentId, ticketId: '' } } },
    );
    const { groups, step, lastReachedAt, nextOn } = await personOf(care, now, { isNamed: false });
    shown.push({ residentId, groups, step, lastReachedAt, nextOn, name, phone, address: address?.detail ?? '' });
  }
  return { people: shown };
});

const getCare = operation(careRoutes.getCare, async ({ params: { residentId }, caller, now }) => {
  const care = await careFor(residentId, caller, now);
  if (isRefusal(care)) return care;
  const history = await careHistory(residentId, { withWords: true });
  await audit.record({ kind: 'care-opened', residentId }, { actor: auditActor(caller), now });
  return careView(care, history, caller, now);
});

type Input = {
  params: { residentId: string };
  body: { restricted?: boolean };
  caller: Caller;
  now: Instant;
  ifVersion: number | undefined;
};

/** One change by somebody who may make it, and the record as it is after. */
const change = async (
  { params: { residentId }, body, caller, now, ifVersion }: Input,
  by: 'station' | 'supervisor',
  words: CareWords | undefined,
  decide: (care: Care, context: CareContext) => CareDecision,
) => {
  const { restricted = false } = body;
  const seen = await careFor(residentId, caller, now);
  if (isRefusal(seen)) return seen;
  if (restricted && !caller.cleared)
    return refuse('not-allowed', {
      zh: '只有可办保密件的工作人员可以设为保密。',
      en: 'Only staff with a clearance can restrict a record.',
    });
  if (careRelationOf(caller, seen) !== by)
    return refuse('not-allowed', {
      zh: by === 'station' ? '由服务该社区的服务站记录。' : '由上级督办人员裁定。',
      en: by === 'station' ? 'The station of the community records it.' : 'A supervisor above the station decides.',
    });
  const { officeId, deputyOf, regionCode, role } = caller;
  const actor = {
    kind: 'staff' as const,
    id: caller.id,
    ...(officeId === null ? {} : { officeId }),
    ...(deputyOf === null ? {} : { deputyOf }),
  };
  const overLevel = role === 'supervisor' && regionCode !== null ? levelOf(regionCode) : null;
  const context: CareContext = { ...(await reckoning(dateOf(now))), now, actor, overLevel };
  const { communityCode, stationId } = seen;
  const done = await changeCare(
    residentId,
    { residentId, communityCode, stationId, restricted },
    (care) => decide(care, context),
    { now, actor, ifVersion, words },
  );
  if (isRefusal(done)) return done;
  return careView(done.care, await careHistory(residentId, { withWords: true }), caller, now);
};

const asInstant = (moment: string): Instant => instantOf(epochMs(moment));

export const careOperations = [
  listCare,
  revealCare,
  getCare,
  operation(careRoutes.listCareGroups, async () => {
    const { applicantGroups } = await reference.glossary();
    const special = applicantGroups.filter((group) => group.special);
    return { groups: special.map(({ id, zh, en }) => ({ id, zh, en })) };
  }),
  operation(careRoutes.recordNeed, (input) => {
    const { way, contactAt, kind, words } = input.body;
    return change(input, 'station', { words }, (care, context) =>
      recordNeed(care, { needId: newId(context.now), kind, way, contactAt: asInstant(contactAt) }, context),
    );
  }),
  operation(careRoutes.closeNeed, (input) => {
    const { needId, result, reason } = input.body;
    return change({ ...input, body: {} }, 'station', { reason }, (care) => closeNeed(care, needId, result));
  }),
  operation(careRoutes.recordContact, (input) => {
    const { way, contactAt, outcome, nextOn = null, words } = input.body;
    return change(input, 'station', words === undefined ? undefined : { words }, (care, context) =>
      recordContact(care, { way, outcome, contactAt: asInstant(contactAt), nextOn }, context),
    );
  }),
  operation(careRoutes.addGroup, async (input) => {
    const { group, from, to = null, source, reason } = input.body;
    const special = await specialGroups();
    if (!special.has(group))
      return refuse('invalid', {}, [
        {
          path: 'group',
          code: 'unknown',
          zh: `目录中的特殊群体：${[...special].join('、')}`,
          en: `special groups of the catalogue: ${[...special].join(', ')}`,
          seen: group,
        },
      ]);
    return change(input, 'station', { reason }, (care, context) =>
      addGroup(care, { group, from, to, source }, context),
    );
  }),
  operation(careRoutes.endGroup, (input) => {
    const { group, reason } = input.body;
    return change({ ...input, body: {} }, 'station', { reason }, (care, context) => endGroup(care, group, context));
  }),
  operation(careRoutes.explainCoverage, (input) => {
    const { card, explanation } = input.body;
    return change({ ...input, body: {} }, 'station', { explanation }, (care, context) =>
      explainCard(care, card, context),
    );
  }),
  operation(careRoutes.decideCoverage, (input) => {
    const { card, decision, reason } = input.body;
    return change({ ...input, body: {} }, 'supervisor', { reason }, (care, context) =>
      decideCard(care, { card, decision }, context),
    );
  }),
];
