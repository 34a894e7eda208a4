/** GET /offices, /offices/{id}; POST /offices/{id}, …/preview: who answers for what, changed by two people. */
import { officeRoutes } from '../../contract/routes/office.ts';
import { mayOversee, mayPropose, maySeeAdministration, maySeeOffices } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import type { Office, OfficeSummary } from '../../domain/office.ts';
import { changeOffices, type OfficeChange, officesNamed, placesOf, regionsMoved } from '../../domain/office-change.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { displayName } from '../../domain/region.ts';
import { isMember } from '../../domain/staff.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import { officeNow, officesIn, officeVersions } from '../../store/offices.ts';
import * as store from '../../store/proposals.ts';
import { everyPage } from '../../store/query.ts';
import { staffAt } from '../../store/staff.ts';
import { board } from '../../store/ticket-lists.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';
import { routingOfChange } from '../routing-of-change.ts';
import { unroutedRefusal } from '../unrouted.ts';
import { forOverseers, officeDifferences, officesOf, proposalView, versionsView } from '../versions.ts';

const forStaff: Refusal = refuse('not-allowed', {
  zh: '单位名录供工作人员查看。',
  en: 'The list of offices is for those who work here.',
});
const noSuchRegion = (code: string): Refusal =>
  refuse('invalid', {}, [
    {
      path: 'region',
      code: 'unknown',
      zh: '不是本市的区域，见 GET /regions',
      en: 'not a region of this city, see GET /regions',
      seen: code,
    },
  ]);
const ofThere: Refusal = refuse('not-allowed', {
  zh: '只能由所涉全部区域的管理员提出变更。',
  en: 'Only an administrator over every region concerned proposes this.',
});

export const listOffices = operation(officeRoutes.listOffices, async ({ query, caller, now }) => {
  if (!maySeeOffices(caller)) return forStaff;
  const { region: code, department, kind, ended, q, ...request } = query;
  const [city] = await content.regionsBelow(null);
  const region = code === undefined ? city : await content.region(code);
  if (!region) return code === undefined ? { offices: [], cursor: null } : noSuchRegion(code);
  const today = dateOf(now);
  const fits = (office: OfficeSummary): boolean =>
    (department === undefined || office.department === department) &&
    (kind === undefined || office.kind === kind) &&
    (ended === 'yes' || office.endsOn === null || office.endsOn >= today) &&
    (q === undefined || [office.id, office.zh, office.en].some((text) => text.toLowerCase().includes(q.toLowerCase())));
  const found = await officesIn(region.code, fits, request);
  return isRefusal(found) ? found : { offices: found.rows, cursor: found.cursor };
});

const staffOf = async (officeId: string, now: Instant): Promise<number> => {
  const members = await everyPage((request) => staffAt(officeId, request));
  return members.filter((member) => isMember(member, dateOf(now))).length;
};

export const getOffice = operation(officeRoutes.getOffice, async ({ params: { id }, caller, now }) => {
  if (!maySeeOffices(caller)) return forStaff;
  const found = await officeNow(id);
  if (!found) return refuse('not-found', { office: id });
  const { office, version } = found;
  const oversees = maySeeAdministration(caller);
  const [history, open, regions] = await Promise.all([
    officeVersions(id),
    oversees ? store.proposalOf('office', id) : undefined,
    Promise.all(content.regionsOf(office).map(content.region)),
  ]);
  return {
    ...office,
    version,
    regions: regions.flatMap((each) => (each ? [{ code: each.code, name: displayName(each) }] : [])),
    staff: mayOversee(caller, office.regionCode) ? await staffOf(id, now) : null,
    versions: oversees ? await versionsView(history.length > 0 ? history : [{ version: 1 }], dateOf(now)) : [],
    proposal: open ? await proposalView(open, caller, now) : null,
  };
});

/** The change beside the offices as they are and as they will be, or why it cannot be. */
const worked = async (id: string, change: OfficeChange, now: Instant) => {
  if (change.officeId !== id)
    return refuse('invalid', {}, [
      {
        path: 'change.officeId',
        code: 'name',
        zh: '与地址不符',
        en: 'differs from the address',
        seen: change.officeId,
      },
    ]);
  const { offices, base } = await officesOf(officesNamed(change));
  const done = changeOffices(change, offices, dateOf(now));
  if ('problems' in done)
    return refuse(
      'invalid',
      {},
      done.problems.map((each) => ({ ...each, path: `change.${each.path}` })),
    );
  const unknown = (
    await Promise.all(regionsMoved(change, offices).map(async (code) => [code, await content.region(code)] as const))
  )
    .filter(([, region]) => !region)
    .map(([code]) => ({
      path: 'change.regionCode',
      code: 'unknown',
      zh: '没有这个区划',
      en: 'no such region',
      seen: code,
    }));
  return unknown.length > 0 ? refuse('invalid', {}, unknown) : { offices, base, after: done.offices };
};

const dayOf = (change: OfficeChange, now: Instant): string => (change.do === 'rename' ? dateOf(now) : change.on);

export const proposeOffice = operation(officeRoutes.proposeOffice, async ({ params: { id }, body, caller, now }) => {
  const { change, unrouted, reason, ifVersion, replaces } = body;
  const found = await worked(id, change, now);
  if (caller.role !== 'administrator') return ofThere;
  if (isRefusal(found)) return found;
  if (!mayPropose(caller, 'office', placesOf(change, found.offices))) return ofThere;
  if (found.base[id] !== ifVersion)
    return refuse('stale-version', { seen: String(ifVersion), current: String(found.base[id]) });
  const stray = unroutedRefusal(await routingOfChange(change, found.offices, found.after), unrouted);
  if (stray) return stray;
  const proposal: Proposal = {
    id: newId(now),
    subject: id,
    base: found.base,
    validFrom: dayOf(change, now),
    reason,
    proposedBy: caller.id,
    proposedAt: now,
    change: {
      kind: 'office',
      change,
      unrouted,
    },
  };
  return (
    (await store.propose(proposal, replaces, { actor: auditActor(caller), now })) ?? proposalView(proposal, caller, now)
  );
});

/** Tickets on the boards of these offices, as far as one page goes. */
const waitingAt = async (offices: readonly Office[]): Promise<number> => {
  const boards = await Promise.all(offices.map(({ id }) => board(id, { limit: 100 }, () => true)));
  return boards.reduce((sum, found) => sum + (isRefusal(found) ? 0 : found.rows.length), 0);
};

export const previewOffice = operation(
  officeRoutes.previewOffice,
  async ({ params: { id }, body: { change }, caller, now }) => {
    if (!maySeeAdministration(caller)) return forOverseers;
    const found = await worked(id, change, now);
    if (isRefusal(found)) return found;
    const { unrouted, ...check } = await routingOfChange(change, found.offices, found.after);
    const office = found.offices.get(id);
    return {
      differences: officeDifferences(found.offices, found.after),
      ...check,
      unrouted: unrouted.length,
      first: unrouted.slice(0, 100),
      waiting: office && change.do !== 'rename' ? await waitingAt([office]) : 0,
      staff: office ? await staffOf(id, now) : 0,
    };
  },
);
