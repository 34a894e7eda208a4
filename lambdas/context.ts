/** Brings together what a decision may know: calendar, rules, the item as it was when filed, offices. */
import { type Caller, maySee, relationsOf } from '../domain/access.ts';
import { type Item, stationDepartment } from '../domain/catalogue.ts';
import { answers, type Office } from '../domain/office.ts';
import { isRegionCode, levelOf, lineageOf } from '../domain/region.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { isAmbiguous, officeFor, officeForStep, type Routing, stationFor } from '../domain/routing.ts';
import type { WorkingCalendar } from '../domain/sla/calendar.ts';
import { standardHours } from '../domain/sla/hours.ts';
import type { Reckoning } from '../domain/ticket/clocks.ts';
import type { Context } from '../domain/ticket/context.ts';
import type { Actor } from '../domain/ticket/event.ts';
import { rulesWithin } from '../domain/ticket/district-rules.ts';
import { rulesOn } from '../domain/ticket/rules.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { isMember } from '../domain/staff.ts';
import { type CivilDate, dateOf, type Instant } from '../domain/time.ts';
import * as content from '../store/content.ts';
import { districtRules } from '../store/district-rules.ts';
import { rulesVersions } from '../store/rules.ts';
import { staff } from '../store/staff.ts';
import * as tickets from '../store/tickets.ts';
import * as reference from '../store/reference.ts';

const reckonWith = async (calendar: WorkingCalendar, on: CivilDate): Promise<Reckoning> => {
  const versions = await rulesVersions();
  return { calendar, hours: standardHours, rules: rulesOn(versions, on), versions };
};

/** By the rules of the city. */
export const reckoning = async (on: CivilDate): Promise<Reckoning> => reckonWith(await reference.calendar(), on);

/** Undefined for the city, and for what is no place at all: whoever asks has not looked it up yet. */
const districtOf = (place: string): string | undefined =>
  isRegionCode(place) ? lineageOf(place).find((code) => levelOf(code) === 2) : undefined;

/** By the rules that hold in a place: those of the city, and what its district has otherwise. */
export const reckoningIn = async (place: string, on: CivilDate): Promise<Reckoning> => {
  const own = districtOf(place);
  const [base, district] = await Promise.all([reckoning(on), own === undefined ? [] : districtRules(own)]);
  return { ...base, district, rules: rulesWithin(base.versions ?? [], district, on) };
};

/** Under a calendar that has this version of the year, or a later one. */
export const reckoningSince = async (year: number, version: number, on: CivilDate): Promise<Reckoning> =>
  reckonWith(await reference.calendarSince(year, version), on);

/** Under the calendar that a due moment was computed with. */
export const reckoningNamed = async (calendar: string, on: CivilDate): Promise<Reckoning> =>
  reckonWith(await reference.calendarNamed(calendar), on);

/** The item in the version that the ticket was filed under: rules that change later do not change it. */
export const itemOf = async ({ itemId, itemVersion }: Pick<Ticket, 'itemId' | 'itemVersion'>): Promise<Item> => {
  const item = await content.itemVersion(itemId, itemVersion);
  if (!item) throw new Error(`catalogue item ${itemId} version ${itemVersion} is not in the table`);
  return item;
};

/** An ambiguous answer is no answer: a person has to choose. */
export const only = (routing: Routing): Office | null =>
  routing === undefined || isAmbiguous(routing) ? null : routing;

export const actingOffice = async (item: Item, communityCode: string, on: CivilDate): Promise<Office | null> =>
  only(officeFor(item, communityCode, await content.officesFor(item.department, communityCode), on));

export const stationOf = async (communityCode: string, on: CivilDate): Promise<Office | null> =>
  only(stationFor(communityCode, await content.officesFor(stationDepartment, communityCode), on));

const officesOfSteps = async (item: Item, communityCode: string, on: CivilDate): Promise<Record<string, string>> => {
  const departments = [...new Set(item.steps.map(({ department }) => department))];
  const offices = (await Promise.all(departments.map((each) => content.officesFor(each, communityCode)))).flat();
  return Object.fromEntries(
    item.steps.flatMap((step) => {
      const office = only(officeForStep(step, communityCode, offices, on));
      return office ? [[step.id, office.id]] : [];
    }),
  );
};

const isValid = (office: Office | undefined, on: CivilDate): boolean =>
  office?.answersFor.some(({ validFrom, validTo }) => validFrom <= on && (validTo === undefined || on <= validTo)) ??
  false;

const system: Actor = { kind: 'system', id: 'system' };

/** Everything for a decision about this ticket; without a caller it is the system that acts. */
export const contextFor = async (
  ticket: Ticket,
  caller: Caller | null,
  now: Instant,
  named: { officeId?: unknown; into?: unknown; personId?: unknown } = {},
): Promise<Context> => {
  const [base, item] = await Promise.all([reckoningIn(ticket.communityCode, dateOf(now)), itemOf(ticket)]);
  const relations: Context['relations'] = caller ? relationsOf(caller, ticket) : new Set(['system']);
  return {
    ...base,
    now,
    item,
    relations,
    overLevel: caller?.role === 'supervisor' && caller.regionCode !== null ? levelOf(caller.regionCode) : null,
    actor: caller ? actorOf(caller, relations) : system,
    favoured: ticket.lane !== 'ordinary',
    officeKnown: typeof named.officeId === 'string' && isValid(await content.office(named.officeId), dateOf(now)),
    assigneeKnown: typeof named.personId === 'string' && (await worksAt(named.personId, ticket.holder, now)),
    lead: caller && typeof named.into === 'string' ? await leadFor(caller, named.into) : null,
    stepOffices: await officesOfSteps(item, ticket.communityCode, dateOf(now)),
  };
};

const worksAt = async (personId: string, holder: Ticket['holder'], now: Instant): Promise<boolean> => {
  const member = 'id' in holder ? await staff(personId) : undefined;
  return member !== undefined && isMember(member, dateOf(now)) && 'id' in holder && member.officeId === holder.id;
};

/** The ticket that an address names, read before anybody asks who may see it. */
export const ticketNamed = ({ id }: { id: string }): Promise<tickets.Read> => tickets.read(id);

/** The ticket, where it exists for this caller: what they may not see is answered as what is not there. */
export const ticketFor = async (
  id: string,
  caller: Caller,
  known: Promise<tickets.Read> = ticketNamed({ id }),
): Promise<Ticket | Refusal> => {
  const { ticket } = (await known) ?? {};
  return ticket && maySee(caller, ticket) ? ticket : refuse('not-found', { ticket: id });
};

const leadFor = async (caller: Caller, id: string): Promise<Context['lead']> => {
  const lead = await tickets.load(id);
  return lead && maySee(caller, lead) ? lead : null;
};

const actorOf = (caller: Caller, relations: Context['relations']): Actor => {
  const kind = relations.has('applicant') ? 'resident' : relations.has('agent') ? 'agent' : 'staff';
  return {
    kind,
    id: caller.id,
    ...(kind === 'staff' && caller.officeId !== null ? { officeId: caller.officeId } : {}),
    ...(kind === 'staff' && caller.deputyOf !== null ? { deputyOf: caller.deputyOf } : {}),
  };
};

/** Does the office answer for this community today, itself or for a region above it? */
export const isServedBy = async (officeId: string | null, communityCode: string, on: CivilDate): Promise<boolean> => {
  const office = officeId === null ? undefined : await content.office(officeId);
  return office !== undefined && lineageOf(communityCode).some((code) => answers(office, code, on));
};
