/** GET /rules, /rules/versions/{version}; POST /rules, /rules/preview: limits of clocks, changed by two people. */
import { rulesRoutes } from '../../contract/routes/rules.ts';
import { mayPropose, maySeeAdministration } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { differences } from '../../domain/difference.ts';
import { objectionToStart, type Proposal, rulesSubject } from '../../domain/proposal.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Reckoning } from '../../domain/ticket/clocks.ts';
import { rulesWithin } from '../../domain/ticket/district-rules.ts';
import {
  type ChangeableRules,
  type Rules,
  rulesProblems,
  type RulesVersion,
  rulesVersion,
} from '../../domain/ticket/rules.ts';
import type { WhatIf } from '../../domain/ticket/simulate.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import { newest } from '../../domain/version.ts';
import * as store from '../../store/proposals.ts';
import { readRules } from '../../store/rules.ts';
import { reckoningIn } from '../context.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';
import { preview } from '../preview.ts';
import { changeable, forOverseers, proposalView, versionsView } from '../versions.ts';

const ofCity: Refusal = refuse('not-allowed', {
  zh: '时限及于全市，只能由市级管理员提出修改。',
  en: 'Limits hold for the whole city: only its administrators propose changes.',
});

/** The newest version of the city's, begun or not: the next one is made from it. */
const latestOf = (versions: readonly RulesVersion[]): { version: number; rules: ChangeableRules } => {
  const version = newest(versions);
  const found = versions.find((each) => each.version === version);
  if (!found) throw new Error('there are no rules');
  return { version, rules: changeable(found.rules) };
};
export const latest = async () => latestOf(await readRules());

export const getRules = operation(rulesRoutes.getRules, async ({ caller, now }) => {
  if (!maySeeAdministration(caller)) return forOverseers;
  const [versions, open] = await Promise.all([readRules(), store.proposalOf('rules', rulesSubject)]);
  const { version, rules } = latestOf(versions);
  return {
    newest: version,
    rules,
    versions: await versionsView(versions.toReversed(), dateOf(now)),
    proposal: open ? await proposalView(open, caller, now) : null,
  };
});

export const getRulesVersion = operation(
  rulesRoutes.getRulesVersion,
  async ({ params: { version }, query: { against = version - 1 }, caller }) => {
    if (!maySeeAdministration(caller)) return forOverseers;
    const versions = await readRules();
    const of = (wanted: number) => versions.find((each) => each.version === wanted);
    const [found, other] = [of(version), of(against)];
    if (!found || (against > 0 && !other)) return refuse('not-found', { version: String(found ? against : version) });
    const rules = changeable(found.rules);
    return {
      rules,
      against: other ? against : null,
      differences: other ? differences(changeable(other.rules), rules) : [],
    };
  },
);

const faultsOf = (rules: ChangeableRules): Refusal | null => {
  const faults = rulesProblems(rules).map((each) => ({ ...each, path: `rules.${each.path}` }));
  return faults.length > 0 ? refuse('invalid', {}, faults) : null;
};

export const proposeRules = operation(rulesRoutes.proposeRules, async ({ body, caller, now }) => {
  if (!mayPropose(caller, 'rules', [])) return ofCity;
  const { rules, validFrom, reason, ifVersion, replaces } = body;
  const no = objectionToStart(validFrom, dateOf(now)) ?? faultsOf(rules);
  if (no) return no;
  const current = await latest();
  if (current.version !== ifVersion)
    return refuse('stale-version', { seen: String(ifVersion), current: String(current.version) });
  if (differences(current.rules, rules).length === 0)
    return refuse('invalid', {}, [
      { path: 'rules', code: 'same', zh: '与现行时限没有差别', en: 'do not differ from the newest version' },
    ]);
  const proposal: Proposal = {
    id: newId(now),
    subject: rulesSubject,
    base: { [rulesSubject]: ifVersion },
    validFrom,
    reason,
    proposedBy: caller.id,
    proposedAt: now,
    change: {
      kind: 'rules',
      rules,
    },
  };
  return (
    (await store.propose(proposal, replaces, { actor: auditActor(caller), now })) ?? proposalView(proposal, caller, now)
  );
});

/** Open tickets under other rules. Alarms and the rules of former versions count for nothing here. */
export const whatIfRules = (rules: Rules, { calendar, hours }: Reckoning, now: Instant): WhatIf => ({
  items: new Map(),
  rules,
  reckoning: { calendar, hours, rules },
  now,
});

export const previewRules = operation(rulesRoutes.previewRules, async ({ body: { rules, cursor }, caller, now }) => {
  if (!maySeeAdministration(caller)) return forOverseers;
  const no = faultsOf(rules);
  if (no) return no;
  const current = await latest();
  const changed = differences(current.rules, rules);
  const today = dateOf(now);
  const next = rulesVersion(current.version + 1, null, rules);
  const whatIfIn = async (district: string) => {
    const base = await reckoningIn(district, today);
    // A district keeps what it has otherwise.
    const within = rulesWithin([next], base.district ?? [], today);
    return whatIfRules(within, base, now);
  };
  const looked = changed.length > 0 ? await preview(whatIfIn, cursor) : null;
  return { differences: changed, previewed: looked?.previewed ?? null, cursor: looked?.cursor ?? null };
});
