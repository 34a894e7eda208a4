/** The care for a resident as one caller may see it. */
import type * as z from 'zod';
import type { careRoutes } from '../contract/routes/care.ts';
import { type Caller, careRelationOf } from '../domain/access.ts';
import { type Care, dueQuarter, newCare, nextStep, steps } from '../domain/care/care.ts';
import { isCovered } from '../domain/care/commands.ts';
import { needKinds } from '../domain/care/contact.ts';
import { careEventNames } from '../domain/care/event.ts';
import { lastDayOf } from '../domain/care/quarter.ts';
import { maskName, maskPhone } from '../domain/masking.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import { type CareEntry, loadCare } from '../store/care.ts';
import * as people from '../store/people.ts';
import * as reference from '../store/reference.ts';
import { stationOf } from './context.ts';

type Person = z.input<typeof careRoutes.listCare.reply>['people'][number];

/** Groups by the catalogue's own words; one that it no longer has is told by its id. */
export const groupNames = async (): Promise<(id: string) => { zh: string; en: string }> => {
  const { applicantGroups } = await reference.glossary();
  const names = new Map(applicantGroups.map(({ id, zh, en }) => [id, { zh, en }]));
  return (id) => names.get(id) ?? { zh: id, en: id };
};

/** Those of which the catalogue says that they are counted apart. */
export const specialGroups = async (): Promise<Set<string>> =>
  new Set((await reference.glossary()).applicantGroups.flatMap(({ id, special }) => (special ? [id] : [])));

/** One line of a list. `isNamed`: for the station, which calls them by name. */
export const personOf = async (care: Care, now: Instant, { isNamed }: { isNamed: boolean }): Promise<Person> => {
  const [nameOfGroup, file] = await Promise.all([groupNames(), isNamed ? people.resident(care.residentId) : undefined]);
  const { name = '', phone } = file ? await people.openFields(file) : {};
  const quarter = dueQuarter(care);
  const step = nextStep(care);
  const { residentId, version, communityCode, registeredAt, nextOn, lastReachedAt, lastContact, missed, cards } = care;
  return {
    residentId,
    version,
    name: file ? maskName(name) : null,
    phone: file && phone !== undefined ? maskPhone(phone) : null,
    verified: file?.verified ?? false,
    communityCode,
    groups: care.groups.map((entry) => ({ ...entry, ...nameOfGroup(entry.group) })),
    registeredAt,
    covered: isCovered(care, now),
    dueOn: quarter === null ? null : lastDayOf(quarter),
    nextOn,
    lastReachedAt,
    lastContact,
    callsInVain: care.callsInVain,
    visitsInVain: care.visitsInVain,
    step: { id: step, ...steps[step] },
    missed,
    needs: care.needs.map(({ way: _way, ...need }) => ({ ...need, ...needKinds[need.kind] })),
    cards,
  };
};

/** What stands in an event beside what every one has: identifiers and choices. */
const dataOf = ({ event }: CareEntry): Record<string, unknown> => {
  const { type: _t, at: _a, actor: _b, subject: _s, sequence: _n, sealed: _d, ...data } = event;
  return data;
};

/** An explanation of a card and the decision on it are read by both sides; all else that was typed by the station alone. */
const forSupervisors: ReadonlySet<string> = new Set(['CardExplained', 'CardDecided']);

export const careView = async (care: Care, history: readonly CareEntry[], caller: Caller, now: Instant) => {
  const relation = careRelationOf(caller, care);
  const reads = ({ event }: CareEntry): boolean =>
    relation === 'station' || (relation === 'supervisor' && forSupervisors.has(event.type));
  return {
    ...(await personOf(care, now, { isNamed: relation === 'station' })),
    history: history.toReversed().map((entry) => ({
      sequence: entry.event.sequence,
      type: entry.event.type,
      ...careEventNames[entry.event.type],
      at: entry.event.at,
      by: {
        kind: entry.event.actor.kind,
        ...(entry.event.actor.officeId === undefined ? {} : { officeId: entry.event.actor.officeId }),
      },
      data: dataOf(entry),
      ...(entry.words && reads(entry) ? { words: entry.words } : {}),
    })),
  };
};

/** What nobody recorded yet stands empty under the station of the community; what is not theirs does not exist for a caller. */
export const careFor = async (residentId: string, caller: Caller, now: Instant): Promise<Care | Refusal> => {
  const unknown = refuse('not-found', { resident: residentId });
  const care = (await loadCare(residentId)) ?? (await emptyCare(residentId, now));
  return care && careRelationOf(caller, care) !== null ? care : unknown;
};

const emptyCare = async (residentId: string, now: Instant): Promise<Care | undefined> => {
  const file = await people.resident(residentId);
  const station = file ? await stationOf(file.communityCode, dateOf(now)) : null;
  return file && station
    ? newCare({ residentId, communityCode: file.communityCode, stationId: station.id, restricted: false })
    : undefined;
};
