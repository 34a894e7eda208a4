/** What the operations on items, offices and rules share: how versions and proposals are shown. */
import type * as z from 'zod';
import type { openProposal, person, versionReply } from '../contract/routes/proposal.ts';
import { type Caller, mayApprove } from '../domain/access.ts';
import type { Item } from '../domain/catalogue.ts';
import { differences, type Difference } from '../domain/difference.ts';
import type { Office } from '../domain/office.ts';
import { changeOffices, officesNamed, placesOf } from '../domain/office-change.ts';
import type { Proposal } from '../domain/proposal.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { displayName, type Region, type RegionCode } from '../domain/region.ts';
import { limitsWithin } from '../domain/ticket/district-rules.ts';
import { type ChangeableRules, defaultRules, type Rules } from '../domain/ticket/rules.ts';
import { type CivilDate, dateOf, type Instant } from '../domain/time.ts';
import { type Dated, inForce, newest, type Release } from '../domain/version.ts';
import * as content from '../store/content.ts';
import { readDistrictRules } from '../store/district-rules.ts';
import { itemNow } from '../store/items.ts';
import { officeNow } from '../store/offices.ts';
import { readRules } from '../store/rules.ts';
import { staff } from '../store/staff.ts';

export const forOverseers: Refusal = refuse('not-allowed', {
  zh: '目录、单位和时限的版本只供管理员、督办员和审计员查看。',
  en: 'Versions of catalogue, offices and limits are for administrators, supervisors and auditors to see.',
});

export const personOf = async (id: string): Promise<z.input<typeof person>> => {
  const member = await staff(id);
  return { id, zh: member?.zh ?? '', en: member?.en ?? '' };
};

/** Versions, each with who made it, in the order given. */
export const versionsView = (
  versions: readonly { version: number; release?: Release }[],
  on: CivilDate,
): Promise<z.input<typeof versionReply>[]> => {
  const dated: Dated[] = versions.map(({ version, release }) => ({ version, validFrom: release?.validFrom ?? null }));
  const current = inForce(dated, on)?.version;
  return Promise.all(
    versions.map(async ({ version, release }) => ({
      version,
      inForce: version === current,
      validFrom: release?.validFrom ?? null,
      reason: release?.reason ?? null,
      proposedBy: release ? await personOf(release.proposedBy) : null,
      proposedAt: release?.proposedAt ?? null,
      approvedBy: release ? await personOf(release.approvedBy) : null,
      approvedAt: release?.approvedAt ?? null,
    })),
  );
};

/** An item as people compare it: its number is no difference. */
const plain = ({ version: _version, ...item }: Item): object => item;
export const itemDifferences = (was: Item | undefined, is: Item): Difference[] =>
  differences(was ? plain(was) : {}, plain(is));

export const changeable = ({ version: _version, deliveryMinutes: _minutes, ...rules }: Rules): ChangeableRules => rules;

/** Regions are told apart by where and since when. */
const officeShown = ({ answersFor, ...office }: Office): object => ({
  ...office,
  answersFor: Object.fromEntries(
    answersFor.map(({ regionCode, validFrom, validTo }) => [`${regionCode} ${validFrom}`, { validFrom, validTo }]),
  ),
});
export const officeDifferences = (before: ReadonlyMap<string, Office>, after: readonly Office[]): Difference[] =>
  after.flatMap((office) => {
    const was = before.get(office.id);
    return differences(was ? officeShown(was) : {}, officeShown(office), office.id);
  });

/** The offices that a change names, as they are now, with their versions. */
export const officesOf = async (ids: readonly string[]) => {
  const found = await Promise.all(ids.map(officeNow));
  const offices = new Map(found.flatMap((each) => (each ? [[each.office.id, each.office] as const] : [])));
  const base = Object.fromEntries(ids.map((id, i) => [id, found[i]?.version ?? 0]));
  return { offices, base };
};

export const districtLimitsName = (region: Region | undefined, code: string): { zh: string; en: string } => ({
  zh: `${region ? displayName(region) : code}的时限`,
  en: `Limits of ${region?.en ?? region?.name ?? code}`,
});

/** A proposal beside what it would change, as that is now. */
type Beside = { name: { zh: string; en: string }; places: RegionCode[]; isStale: boolean; differences: Difference[] };

const beside = async ({ change, subject, base: proposed }: Proposal, today: CivilDate): Promise<Beside> => {
  if (change.kind === 'item') {
    const now = await itemNow(subject);
    const was = now && (await content.itemVersion(subject, now.newest));
    const { zh, en } = was ?? change.item;
    const isStale = (now?.newest ?? 0) !== proposed[subject];
    return { name: { zh, en }, places: [], isStale, differences: itemDifferences(was, change.item) };
  }
  if (change.kind === 'rules') {
    const latest = (await readRules()).at(-1);
    const was = latest ? changeable(latest.rules) : {};
    const name = { zh: '全市时限', en: 'Limits of the city' };
    return {
      name,
      places: [],
      isStale: latest?.version !== proposed[subject],
      differences: differences(was, change.rules),
    };
  }
  if (change.kind === 'district-rules') {
    const { district, limits } = change;
    const [city, versions, region] = await Promise.all([
      readRules(),
      readDistrictRules(district),
      content.region(district),
    ]);
    const base = city.at(-1)?.rules.limits ?? defaultRules.limits;
    return {
      name: districtLimitsName(region, district),
      places: [district],
      isStale: newest(versions) !== proposed[district],
      differences: differences(limitsWithin(base, versions.at(-1)?.limits ?? {}), limitsWithin(base, limits)),
    };
  }
  const { offices, base: current } = await officesOf(officesNamed(change.change));
  const done = changeOffices(change.change, offices, today);
  const { zh, en } =
    offices.get(subject) ?? (change.change.do === 'open' ? change.change : { zh: subject, en: subject });
  return {
    name: { zh, en },
    places: placesOf(change.change, offices),
    isStale: 'problems' in done || Object.entries(proposed).some(([id, version]) => current[id] !== version),
    differences: 'offices' in done ? officeDifferences(offices, done.offices) : [],
  };
};

/** Every region that a proposal touches. */
export const placesOfProposal = async ({ change }: Proposal): Promise<RegionCode[]> => {
  if (change.kind === 'district-rules') return [change.district];
  return change.kind === 'office'
    ? placesOf(change.change, (await officesOf(officesNamed(change.change))).offices)
    : [];
};

export const proposalView = async (
  proposal: Proposal,
  caller: Caller,
  now: Instant,
): Promise<z.input<typeof openProposal>> => {
  const [{ name, places, ...shown }, proposedBy] = await Promise.all([
    beside(proposal, dateOf(now)),
    personOf(proposal.proposedBy),
  ]);
  const { id, subject, validFrom, reason, proposedAt, change } = proposal;
  const isMine = proposal.proposedBy === caller.id;
  const mayDecide = !isMine && mayApprove(caller, change.kind, places);
  return {
    id,
    subject,
    validFrom,
    reason,
    proposedAt,
    change,
    ...name,
    ...shown,
    proposedBy,
    isMine,
    mayApprove: mayDecide,
  };
};
