/**
 * Who may see and do what, as one table: which relations a role can have to a ticket (`relationsOfRole`), and which
 * fields each relation shows (`fieldsOf`); which actions a relation allows stands in the table of the ticket's life
 * (ticket/actions.ts, `by`). Default deny: a person is nothing to a ticket unless a row here says so, and what nobody is
 * entitled to see does not exist for them. docs/access.md is written from these tables.
 */
import type { Mandate } from './mandate.ts';
import { levelOf, type RegionCode, within } from './region.ts';
import type { Relation } from './ticket/actions.ts';
import type { AttentionList } from './ticket/attention.ts';
import type { EventType } from './ticket/event.ts';
import type { Ticket } from './ticket/state.ts';

export const roles = {
  resident: { zh: '居民', en: 'resident' },
  clerk: { zh: '服务站人员', en: 'clerk of a station' },
  officer: { zh: '单位经办人', en: 'officer of an office' },
  supervisor: { zh: '督办员', en: 'supervisor' },
  arbiter: { zh: '裁定员', en: 'arbiter' },
  auditor: { zh: '审计员', en: 'auditor' },
  administrator: { zh: '管理员', en: 'administrator' },
} as const;
export type Role = keyof typeof roles;

/** Who is calling, as our own table knows them (never as the token claims). */
export type Caller = {
  id: string;
  role: Role;
  /** Clerks and officers: their office, or that of the colleague for whom they act in this request. */
  officeId: string | null;
  /** The colleague for whom they stand in with this request. */
  deputyOf: string | null;
  /** Supervisors and administrators: the region whose subtree they answer for. */
  regionCode: RegionCode | null;
  /** May they know of restricted cases? */
  cleared: boolean;
  /** The person's own file as a resident, if any. */
  residentId: string | null;
  /** Files that they had before they were verified: what was filed under them stays theirs. */
  earlierFiles: readonly string[];
  /** Has a clerk compared their ID card with them? */
  verified: boolean;
  /** Residents who live with a member of staff, to keep them away from their household's cases. */
  household: readonly string[];
  /** Mandates by which the person may act for others today. */
  mandates: readonly Mandate[];
  /** Their own community. */
  communityCode: RegionCode | null;
};

const deskRelations = [
  'applicant',
  'station',
  'office',
  'step-office',
  'former-office',
  'card-unit',
  'holder',
  'rated',
] as const satisfies Relation[];

/** role × relation: what somebody of this role can be to a ticket at all. */
export const relationsOfRole: Readonly<Record<Role, readonly Relation[]>> = {
  resident: ['applicant', 'agent'],
  clerk: deskRelations,
  officer: deskRelations,
  supervisor: ['applicant', 'supervisor', 'reviewer'],
  arbiter: ['applicant', 'arbiter'],
  auditor: ['applicant', 'auditor'],
  administrator: ['applicant'],
};

/** What there is to see of a ticket. */
export const fields = {
  status: { zh: '状态、时限与办理过程', en: 'state, clocks and what happened' },
  form: { zh: '表单（个人信息遮盖）', en: 'the form, personal values masked' },
  personal: { zh: '完整的个人信息', en: 'personal values in full' },
  words: { zh: '全部填写的文字', en: 'every typed word' },
  reasons: { zh: '须由其裁断的理由', en: 'the reasons that they have to judge' },
  'card-reasons': { zh: '对牌子的说明和裁定', en: 'explanations of cards and decisions on them' },
  notes: { zh: '同事之间有过备注', en: 'that colleagues left notes' },
  handler: { zh: '由谁经办', en: 'which person works on it' },
} as const;
export type Field = keyof typeof fields;

const all = ['status', 'form', 'words', 'notes', 'handler'] as const;
const judging = ['status', 'reasons', 'notes', 'handler'] as const;

/** relation × fields. */
export const fieldsOf: Readonly<Record<Relation, readonly Field[]>> = {
  applicant: ['status', 'form', 'personal', 'words'],
  agent: ['status', 'form', 'personal', 'words'],
  // The code rates, once, and shows nothing: nobody has this relation by being somebody.
  bearer: [],
  station: all,
  office: all,
  holder: all,
  'step-office': all,
  // It sent the ticket back: it follows what becomes of it, and has no business with what was filed.
  'former-office': ['status'],
  'card-unit': ['status', 'card-reasons', 'notes', 'handler'],
  rated: ['status', 'notes', 'handler'],
  supervisor: [...judging, 'card-reasons'],
  reviewer: judging,
  arbiter: judging,
  auditor: ['status', 'notes', 'handler'],
  system: [],
};

const worksAt = (caller: Caller, officeId: string): boolean => caller.officeId === officeId;

const isOver = ({ regionCode }: Caller, code: RegionCode): boolean => regionCode !== null && within(code, regionCode);

/** What holds for the whole installation is for people of the city itself. */
export const isOfCity = ({ regionCode }: Caller): boolean => regionCode !== null && levelOf(regionCode) === 1;

/** When somebody of a fitting role is it. */
const holds: Readonly<
  Record<Exclude<Relation, 'applicant' | 'bearer' | 'system'>, (caller: Caller, ticket: Ticket) => boolean>
> = {
  /** An agent is nobody without what they filed, and nobody to it once their mandate was revoked or ended. */
  agent: (caller, { filedBy }) =>
    filedBy.kind === 'agent' && filedBy.id === caller.id && caller.mandates.some(({ id }) => id === filedBy.mandateId),
  station: (caller, { stationId }) => worksAt(caller, stationId),
  office: (caller, { officeId, stationId }) => worksAt(caller, officeId ?? stationId),
  holder: (caller, { holder }) => 'id' in holder && worksAt(caller, holder.id),
  'step-office': (caller, { steps }) =>
    steps.some(({ officeId, status }) => status !== 'ready' && worksAt(caller, officeId)),
  'former-office': (caller, { returnedBy }) => returnedBy.some((officeId) => worksAt(caller, officeId)),
  'card-unit': (caller, { cards }) => cards.some(({ unit }) => worksAt(caller, unit)),
  rated: ({ id }, { resolvedBy }) => resolvedBy === id,
  supervisor: (caller, { communityCode }) => isOver(caller, communityCode),
  /** Nobody reviews what they decided themselves. */
  reviewer: (caller, { communityCode, resolvedBy }) => isOver(caller, communityCode) && resolvedBy !== caller.id,
  arbiter: (caller, { communityCode, state, arbitrated }) =>
    isOver(caller, communityCode) && (state === 'in-arbitration' || arbitrated),
  auditor: (caller, { communityCode }) => isOver(caller, communityCode),
};

/** Whoever filed anonymously is known only as the one who filed; the ticket stays theirs to follow. */
const isApplicant = (caller: Caller, { residentId, filedBy }: Ticket): boolean =>
  residentId === null
    ? caller.role === 'resident' && filedBy.kind === 'resident' && filedBy.id === caller.id
    : caller.residentId === residentId || caller.earlierFiles.includes(residentId);

/**
 * Everything that the caller is to the ticket. To their own case staff are applicants and nothing else; to that of
 * their household they are nothing (回避), and so is whoever has no clearance to a restricted one.
 */
export const relationsOf = (caller: Caller, ticket: Ticket): ReadonlySet<Relation> => {
  if (isApplicant(caller, ticket)) return new Set(['applicant']);
  const isStaff = caller.role !== 'resident';
  if (isStaff && ticket.residentId !== null && caller.household.includes(ticket.residentId)) return new Set();
  if (isStaff && ticket.restricted && !caller.cleared) return new Set();
  return new Set(
    relationsOfRole[caller.role].filter(
      (relation) =>
        relation !== 'applicant' && relation !== 'bearer' && relation !== 'system' && holds[relation](caller, ticket),
    ),
  );
};

/** Does the ticket exist for this caller? Every read, list, count and action asks this first. */
export const maySee = (caller: Caller, ticket: Ticket): boolean => relationsOf(caller, ticket).size > 0;

/** May this part of the ticket be seen by whoever is this to it? */
export const shows = (relations: ReadonlySet<Relation>, field: Field): boolean =>
  [...relations].some((relation) => fieldsOf[relation].includes(field));

/** An explanation of a card and the decision on it stay between the unit and its supervisors. */
const betweenStaff: ReadonlySet<EventType> = new Set(['CardExplained', 'CardDecided']);

/** What somebody above has to judge: they read the reasons given, not the form. */
const judged: ReadonlySet<EventType> = new Set([
  'SupplementRequested',
  'Refused',
  'Returned',
  'ReferredToArbiter',
  'Resolved',
  'Rated',
  'RatingVerified',
  'Rectified',
  'RatingAppealed',
  'ReopenRequested',
]);

/** May the words beside this event be read? */
export const showsWordsOf = (relations: ReadonlySet<Relation>, type: EventType): boolean =>
  betweenStaff.has(type)
    ? shows(relations, 'card-reasons')
    : shows(relations, 'words') || (judged.has(type) && shows(relations, 'reasons'));

/** What needs attention in a region: supervisors of it and of the regions above; the arbiter sees what waits for them. */
export const maySeeAttention = (caller: Caller, regionCode: RegionCode, kind: AttentionList): boolean =>
  (caller.role === 'supervisor' || (caller.role === 'arbiter' && kind === 'arbitration')) && isOver(caller, regionCode);

/** The station of a community works for that community alone: its id ends with the community's code. */
const isStationOf = ({ role, officeId }: Caller, regionCode: RegionCode): boolean =>
  (role === 'clerk' || role === 'officer') && officeId === `station-${regionCode}`;

const overseers: ReadonlySet<Role> = new Set<Role>(['supervisor', 'auditor', 'administrator']);

/**
 * Numbers to the last case: the community's own station, and supervisors, auditors and administrators over the region. Everybody else sees what is published (disclosure.ts).
 */
export const maySeeExactNumbers = (caller: Caller, regionCode: RegionCode): boolean =>
  isStationOf(caller, regionCode) || mayOversee(caller, regionCode);

/** The tickets behind a number. Who rated how is for those who oversee: who was rated must not look it up. */
export const maySeeCases = (caller: Caller, regionCode: RegionCode, fact: string): boolean =>
  /rating/i.test(fact) ? mayOversee(caller, regionCode) : maySeeExactNumbers(caller, regionCode);

/** The numbers of one office: its own people, and those who oversee the region of its seat. */
export const maySeeOfficeNumbers = (caller: Caller, office: { id: string; regionCode: RegionCode }): boolean =>
  (mayFileForOthers(caller) && worksAt(caller, office.id)) || mayOversee(caller, office.regionCode);

/** The tickets behind a number of an office; who rated how is for those who oversee. */
export const maySeeOfficeCases = (
  caller: Caller,
  office: { id: string; regionCode: RegionCode },
  fact: string,
): boolean => (/rating/i.test(fact) ? mayOversee(caller, office.regionCode) : maySeeOfficeNumbers(caller, office));

/** Who looks into how units work: evaluation, comparison, patterns. */
export const mayOversee = (caller: Caller, regionCode: RegionCode): boolean =>
  overseers.has(caller.role) && isOver(caller, regionCode);

/** Who may propose another target, who confirms it, and who enters what no source has. */
export const mayChangeTargets = (caller: Caller): boolean => caller.role === 'administrator' && isOfCity(caller);
export const mayConfirmTargets = (caller: Caller): boolean =>
  (caller.role === 'administrator' || caller.role === 'supervisor') && isOfCity(caller);
export const mayEnterFacts = (caller: Caller, regionCode: RegionCode): boolean =>
  caller.role === 'administrator' && isOver(caller, regionCode);

/** Whose board: the office's own people, and supervisors over its region. */
export const maySeeBoard = (caller: Caller, office: { id: string; regionCode: RegionCode }): boolean =>
  (relationsOfRole[caller.role].includes('holder') && worksAt(caller, office.id)) ||
  (caller.role === 'supervisor' && isOver(caller, office.regionCode));

/** Who gives and calls the numbers of visitors: the office's own people. */
export const mayServeVisitors = (caller: Caller, officeId: string): boolean =>
  mayFileForOthers(caller) && worksAt(caller, officeId);

/** Who may see personal values in full for a reason that they give: whoever works with the form. */
export const mayReveal = (relations: ReadonlySet<Relation>): boolean =>
  shows(relations, 'form') && !shows(relations, 'personal');

/** Ids of fields that hold a number to call. */
export const phoneFields = (fields: readonly { id: string; type: string }[]): string[] =>
  fields.flatMap(({ id, type }) => (type === 'phone' ? [id] : []));

/** Who looks into a bad rating calls the person up, and calls back when it was put right: they get the number, no more. */
export const mayCall = (relations: ReadonlySet<Relation>, { state }: Ticket): boolean =>
  relations.has('reviewer') && (state === 'rectifying' || state === 'calling-back');

/** What somebody can be to the care for a resident: the register of special groups, needs and contacts. */
export type CareRelation = 'station' | 'supervisor' | 'auditor';

/**
 * The station that answers for the community records and reads everything; supervisors over it read what they decide on,
 * auditors what happened. To their own care and that of their household staff are nothing (回避); somebody who must stay
 * hidden exists for cleared staff only.
 */
export const careRelationOf = (
  caller: Caller,
  care: { residentId: string; communityCode: RegionCode; stationId: string; restricted: boolean },
): CareRelation | null => {
  const own = [caller.residentId, ...caller.earlierFiles, ...caller.household];
  if (own.includes(care.residentId) || (care.restricted && !caller.cleared)) return null;
  if (mayFileForOthers(caller) && worksAt(caller, care.stationId)) return 'station';
  return (caller.role === 'supervisor' || caller.role === 'auditor') && isOver(caller, care.communityCode)
    ? caller.role
    : null;
};

/** Whose list of people to reach: the station's own. */
export const mayCareAt = (caller: Caller, officeId: string): boolean =>
  mayFileForOthers(caller) && worksAt(caller, officeId);

/** Who may find a resident by an exact number, and read the audit. */
export const maySearchResidents = (caller: Caller): boolean => mayFileForOthers(caller);
export const mayReadAudit = ({ role, regionCode }: Caller): boolean =>
  role === 'auditor' && regionCode !== null && levelOf(regionCode) === 1;

/** Who may file for somebody else: the staff of a station or hall, on any channel but the web. */
export const mayFileForOthers = (caller: Caller): boolean => caller.role === 'clerk' || caller.role === 'officer';

/** Who may propose a calendar year, or a correction of one: it moves dates in the whole installation. */
export const mayPublishCalendar = (caller: Caller): boolean => caller.role === 'administrator' && isOfCity(caller);

/** Who may confirm what somebody else proposed: another administrator, or a supervisor of the city. */
export const mayConfirmCalendar = (caller: Caller): boolean =>
  (caller.role === 'administrator' || caller.role === 'supervisor') && isOfCity(caller);

/** What administrators change: catalogue and rules hold city-wide, an office where it sits and answers. */
export type Administered = 'item' | 'office' | 'rules' | 'district-rules';

const administers = (caller: Caller, kind: Administered, places: readonly RegionCode[]): boolean =>
  kind === 'office' || kind === 'district-rules' ? places.every((place) => isOver(caller, place)) : isOfCity(caller);

/** Who may propose a change there. `places`: every region that it touches. */
export const mayPropose = (caller: Caller, kind: Administered, places: readonly RegionCode[]): boolean =>
  caller.role === 'administrator' && administers(caller, kind, places);

/** Who may approve what somebody else proposed: another administrator, or a supervisor, over all that it touches. */
export const mayApprove = (caller: Caller, kind: Administered, places: readonly RegionCode[]): boolean =>
  (caller.role === 'administrator' || caller.role === 'supervisor') && administers(caller, kind, places);

/** Who may see versions, proposals and what they would do: whoever oversees a region. */
export const maySeeAdministration = (caller: Caller): boolean =>
  overseers.has(caller.role) && caller.regionCode !== null;

/** Who may look up offices: everybody who works here. */
export const maySeeOffices = (caller: Caller): boolean => caller.role !== 'resident';

/** Who may see what is proposed and how far its recomputation has come. */
export const maySeeCalendarDraft = (caller: Caller): boolean => mayConfirmCalendar(caller) || caller.role === 'auditor';
