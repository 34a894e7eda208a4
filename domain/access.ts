/**
 * Who may see and do what. Default deny: a person is nothing to a ticket unless a line here says so, and what nobody
 * is entitled to see does not exist for them.
 */
import type { Mandate } from './mandate.ts';
import { levelOf, type RegionCode, within } from './region.ts';
import type { Relation } from './ticket/actions.ts';
import type { AttentionKind } from './ticket/attention.ts';
import type { EventType } from './ticket/event.ts';
import type { Ticket } from './ticket/state.ts';

export const roles = ['resident', 'clerk', 'officer', 'supervisor', 'arbiter', 'auditor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Who is calling, as our own table knows them (never as the token claims). */
export type Caller = {
  id: string;
  role: Role;
  /** Clerks and officers: their office. */
  officeId: string | null;
  /** Supervisors and administrators: the region whose subtree they answer for. */
  regionCode: RegionCode | null;
  /** The person's own file as a resident, if any. */
  residentId: string | null;
  /** Mandates by which the person may act for others today. */
  mandates: readonly Mandate[];
  /** Their own community, to keep staff away from their own case. */
  communityCode: RegionCode | null;
};

const worksAt = (caller: Caller, officeId: string | null) =>
  officeId !== null && caller.officeId === officeId && (caller.role === 'clerk' || caller.role === 'officer');

const isOwn = (caller: Caller, ticket: Ticket) => ticket.residentId !== null && caller.residentId === ticket.residentId;

/**
 * An agent is nobody without what they filed, and nobody to it once their mandate was revoked or ended.
 */
const actsFor = (caller: Caller, { filedBy }: Ticket) =>
  filedBy.kind === 'agent' && filedBy.id === caller.id && caller.mandates.some(({ id }) => id === filedBy.mandateId);

/** Everything that the caller is to the ticket. Staff are nothing but applicants to their own case. */
export const relationsOf = (caller: Caller, ticket: Ticket): ReadonlySet<Relation> => {
  const relations = new Set<Relation>();
  if (isOwn(caller, ticket)) return relations.add('applicant');
  // Whoever filed anonymously is known only as the one who filed; the ticket stays theirs to follow.
  if (caller.role === 'resident') {
    if (ticket.residentId === null && ticket.filedBy.kind === 'resident' && ticket.filedBy.id === caller.id)
      relations.add('applicant');
    if (actsFor(caller, ticket)) relations.add('agent');
    return relations;
  }
  const holderId = 'id' in ticket.holder ? ticket.holder.id : null;
  const desk = ticket.officeId ?? ticket.stationId;
  if (worksAt(caller, holderId)) relations.add('holder');
  if (worksAt(caller, ticket.stationId)) relations.add('station');
  if (worksAt(caller, ticket.officeId) || (ticket.officeId === null && worksAt(caller, desk))) relations.add('office');
  if (ticket.steps.some(({ officeId, status }) => status !== 'ready' && worksAt(caller, officeId)))
    relations.add('step-office');
  if (ticket.cards.some(({ unit }) => worksAt(caller, unit))) relations.add('card-unit');
  if (ticket.resolvedBy === caller.id) relations.add('rated');
  if (caller.role === 'supervisor' && caller.regionCode !== null && within(ticket.communityCode, caller.regionCode)) {
    relations.add('supervisor');
    if (ticket.resolvedBy !== caller.id) relations.add('reviewer');
  }
  if (caller.role === 'arbiter' && (ticket.state === 'in-arbitration' || ticket.arbitrated)) relations.add('arbiter');
  if (caller.role === 'auditor') relations.add('auditor');
  return relations;
};

/** An office that sent it back keeps sight of the ticket's state, not of its form. */
const keepsSight = (caller: Caller, ticket: Ticket) => ticket.returnedBy.some((officeId) => worksAt(caller, officeId));

export const maySee = (caller: Caller, ticket: Ticket): boolean =>
  relationsOf(caller, ticket).size > 0 || (!isOwn(caller, ticket) && keepsSight(caller, ticket));

/** Form answers and the words of a ticket: the resident, and those who have to act on it. */
export const maySeeWords = (relations: ReadonlySet<Relation>): boolean =>
  (['applicant', 'agent', 'station', 'office', 'holder', 'step-office'] as const).some((relation) =>
    relations.has(relation),
  );

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
const judges = (relations: ReadonlySet<Relation>) =>
  (['supervisor', 'reviewer', 'arbiter'] as const).some((relation) => relations.has(relation));

/** May the words beside this event be read? Those about cards stay between the unit and its supervisors. */
export const maySeeWordsOf = (type: EventType, relations: ReadonlySet<Relation>): boolean =>
  betweenStaff.has(type)
    ? relations.has('supervisor') || relations.has('card-unit')
    : maySeeWords(relations) || (judged.has(type) && judges(relations));

/** What needs attention in a region: supervisors of it and of the regions above; the arbiter sees what waits for them. */
export const maySeeAttention = (caller: Caller, regionCode: RegionCode, kind: AttentionKind): boolean =>
  (caller.role === 'supervisor' || (caller.role === 'arbiter' && kind === 'arbitration')) &&
  caller.regionCode !== null &&
  within(regionCode, caller.regionCode);

/** Whose board: the office's own people, and supervisors over its region. */
export const maySeeBoard = (caller: Caller, office: { id: string; regionCode: RegionCode }): boolean =>
  worksAt(caller, office.id) ||
  (caller.role === 'supervisor' && caller.regionCode !== null && within(office.regionCode, caller.regionCode));

/** Who may file for somebody else: the staff of a station or hall, on any channel but the web. */
export const mayFileForOthers = (caller: Caller): boolean => caller.role === 'clerk' || caller.role === 'officer';

/** Who may propose a calendar year, or a correction of one: it moves dates in the whole installation. */
export const mayPublishCalendar = ({ role }: Caller): boolean => role === 'administrator';

/** Who may confirm what somebody else proposed: another administrator, or a supervisor of the city. */
export const mayConfirmCalendar = ({ role, regionCode }: Caller): boolean =>
  role === 'administrator' || (role === 'supervisor' && regionCode !== null && levelOf(regionCode) === 1);

/** Who may see what is proposed and how far its recomputation has come. */
export const maySeeCalendarDraft = (caller: Caller): boolean => mayConfirmCalendar(caller) || caller.role === 'auditor';
