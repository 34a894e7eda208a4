/** GET /rules/districts, …/{district}, …/versions/{version}; POST …/{district}, …/preview: limits of one district. */
import { districtRulesRoutes } from '../../contract/routes/district-rules.ts';
import { mayPropose, maySeeAdministration } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { differences } from '../../domain/difference.ts';
import { objectionToStart, type Proposal } from '../../domain/proposal.ts';
import { displayName, type Region, within } from '../../domain/region.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import {
  type DistrictLimits,
  districtProblems,
  type DistrictVersion,
  limitsWithin,
} from '../../domain/ticket/district-rules.ts';
import type { ChangeableRules } from '../../domain/ticket/rules.ts';
import { dateOf } from '../../domain/time.ts';
import { inForce, newest } from '../../domain/version.ts';
import * as content from '../../store/content.ts';
import { readDistrictRules } from '../../store/district-rules.ts';
import * as store from '../../store/proposals.ts';
import { reckoningIn } from '../context.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';
import { preview } from '../preview.ts';
import { forOverseers, proposalView, versionsView } from '../versions.ts';
import { latest, whatIfRules } from './manage-rules.ts';

const ofDistrict: Refusal = refuse('not-allowed', {
  zh: '只能由本区（县）或市级的管理员提出修改。',
  en: 'Only administrators of the district, or of the city, propose limits for it.',
});

const named = (region: Region) => ({
  code: region.code,
  zh: displayName(region),
  en: region.en ?? displayName(region),
});

const districtNamed = async (code: string): Promise<Region | Refusal> => {
  const region = await content.region(code);
  return region?.level === 2
    ? region
    : refuse('not-found', {
        district: code,
        zh: '没有这个区（县）。各区（县）的代码见 GET /rules/districts。',
        en: 'There is no such district; GET /rules/districts has their codes.',
      });
};

/** The newest version, begun or not; before the first one the district is as the city is. */
const latestIn = (versions: readonly DistrictVersion[]): DistrictLimits => versions.at(-1)?.limits ?? {};

const faultsOf = (city: ChangeableRules, limits: DistrictLimits): Refusal | null => {
  const faults = districtProblems(city, limits);
  return faults.length > 0 ? refuse('invalid', {}, faults) : null;
};

export const districtRulesOperations = [
  operation(districtRulesRoutes.listDistrictRules, async ({ caller, now }) => {
    const { regionCode } = caller;
    if (!maySeeAdministration(caller) || regionCode === null) return forOverseers;
    const [city] = await content.regionsBelow(null);
    const all = city ? await content.regionsBelow(city.code) : [];
    const own = all.filter(({ code }) => within(code, regionCode) || within(regionCode, code));
    const open = new Set((await store.proposals('district-rules')).map(({ subject }) => subject));
    return {
      districts: await Promise.all(
        own.map(async (region) => ({
          ...named(region),
          limits: inForce(await readDistrictRules(region.code), dateOf(now))?.limits ?? {},
          proposed: open.has(region.code),
        })),
      ),
    };
  }),
  operation(districtRulesRoutes.getDistrictRules, async ({ params: { district }, caller, now }) => {
    if (!maySeeAdministration(caller)) return forOverseers;
    const region = await districtNamed(district);
    if (isRefusal(region)) return region;
    const [versions, city, open] = await Promise.all([
      readDistrictRules(district),
      latest(),
      store.proposalOf('district-rules', district),
    ]);
    return {
      ...named(region),
      newest: newest(versions),
      limits: latestIn(versions),
      city: city.rules.limits,
      versions: await versionsView(versions.toReversed(), dateOf(now)),
      proposal: open ? await proposalView(open, caller, now) : null,
      mayPropose: mayPropose(caller, 'district-rules', [district]),
    };
  }),
  operation(
    districtRulesRoutes.getDistrictRulesVersion,
    async ({ params: { district, version }, query: { against = version - 1 }, caller }) => {
      if (!maySeeAdministration(caller)) return forOverseers;
      const region = await districtNamed(district);
      if (isRefusal(region)) return region;
      const [versions, { rules }] = await Promise.all([readDistrictRules(district), latest()]);
      const of = (wanted: number): DistrictLimits | undefined =>
        wanted === 0 ? {} : versions.find((each) => each.version === wanted)?.limits;
      const [limits, other] = [of(version), of(against)];
      if (!limits || !other) return refuse('not-found', { version: String(limits ? against : version) });
      return {
        limits,
        against,
        differences: differences(limitsWithin(rules.limits, other), limitsWithin(rules.limits, limits)),
      };
    },
  ),
  operation(districtRulesRoutes.proposeDistrictRules, async ({ params: { district }, body, caller, now }) => {
    const region = await districtNamed(district);
    if (isRefusal(region)) return region;
    if (!mayPropose(caller, 'district-rules', [district])) return ofDistrict;
    const { limits, validFrom, reason, ifVersion, replaces } = body;
    const no = objectionToStart(validFrom, dateOf(now)) ?? faultsOf((await latest()).rules, limits);
    if (no) return no;
    const versions = await readDistrictRules(district);
    const current = newest(versions);
    if (current !== ifVersion) return refuse('stale-version', { seen: String(ifVersion), current: String(current) });
    if (differences(latestIn(versions), limits).length === 0)
      return refuse('invalid', {}, [
        {
          path: 'limits',
          code: 'same',
          zh: '与本区（县）现行时限没有差别，请至少改一项',
          en: 'do not differ from the newest version of the district: change at least one',
        },
      ]);
    const proposal: Proposal = {
      id: newId(now),
      subject: district,
      base: { [district]: ifVersion },
      validFrom,
      reason,
      proposedBy: caller.id,
      proposedAt: now,
      change: { kind: 'district-rules', district, limits },
    };
    return (
      (await store.propose(proposal, replaces, { actor: auditActor(caller), now })) ??
      proposalView(proposal, caller, now)
    );
  }),
  operation(
    districtRulesRoutes.previewDistrictRules,
    async ({ params: { district }, body: { limits, cursor }, caller, now }) => {
      if (!maySeeAdministration(caller)) return forOverseers;
      const region = await districtNamed(district);
      if (isRefusal(region)) return region;
      const city = await latest();
      const no = faultsOf(city.rules, limits);
      if (no) return no;
      const [base, versions] = await Promise.all([reckoningIn(district, dateOf(now)), readDistrictRules(district)]);
      const of = (given: DistrictLimits) => limitsWithin(city.rules.limits, given);
      const changed = differences(of(latestIn(versions)), of(limits));
      const rules = { ...base.rules, limits: of(limits) };
      const looked =
        changed.length > 0 ? await preview(async () => whatIfRules(rules, base, now), cursor, { district }) : null;
      return { differences: changed, previewed: looked?.previewed ?? null, cursor: looked?.cursor ?? null };
    },
  ),
];
