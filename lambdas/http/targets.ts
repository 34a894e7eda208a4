/** GET /targets, POST /targets/{id}, …/approve, …/withdraw, GET and POST /performance/{regionCode}/facts: what is to be reached. */
import { targetRoutes } from '../../contract/routes/target.ts';
import { type Caller, mayChangeTargets, mayConfirmTargets, mayEnterFacts, mayOversee } from '../../domain/access.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { displayName } from '../../domain/region.ts';
import type { Target } from '../../domain/target.ts';
import { dateOf } from '../../domain/time.ts';
import * as content from '../../store/content.ts';
import * as store from '../../store/targets.ts';
import { operation } from '../edge/http.ts';
import { staffNames } from '../staff-names.ts';

const view = async (target: Target, caller: Caller) => {
  const draft = await store.targetDraft(target.id);
  if (!draft) return { target, draft: null };
  const { proposedAt, proposedBy } = draft;
  const nameOf = await staffNames([proposedBy]);
  return {
    target,
    draft: {
      target: draft.target,
      proposedAt,
      proposedByMe: proposedBy === caller.id,
      proposedBy: nameOf(proposedBy),
    },
  };
};

export const listTargets = operation(targetRoutes.listTargets, async ({ caller }) => ({
  targets: await Promise.all((await store.targets()).map((target) => view(target, caller))),
}));

export const proposeTarget = operation(
  targetRoutes.proposeTarget,
  async ({ params: { id }, body: { goal, dueOn, source, ifVersion }, caller, now }) => {
    if (!mayChangeTargets(caller))
      return refuse('not-allowed', {
        zh: '目标只能由管理员提出修改。',
        en: 'Only an administrator can propose another target.',
      });
    const current = await store.currentTarget(id);
    if (!current) return refuse('not-found', { target: id });
    if (current.measure !== 'households-per-worker' && Math.max(goal.urban, goal.rural) > 1)
      return refuse('invalid', {}, [
        { path: 'goal', code: 'range', zh: '比例为 0 到 1', en: 'a share is 0 to 1', seen: JSON.stringify(goal) },
      ]);
    const proposed = await store.proposeTarget(
      { ...current, goal, dueOn, source, version: ifVersion + 1 },
      { by: caller.id, now },
    );
    return isRefusal(proposed) ? proposed : view(current, caller);
  },
);

export const approveTarget = operation(
  targetRoutes.approveTarget,
  async ({ params: { id }, body: { ifVersion, proposedAt }, caller, now }) => {
    if (!mayConfirmTargets(caller))
      return refuse('not-allowed', {
        zh: '目标只能由另一名管理员或市级督办员确认。',
        en: 'Only another administrator or a supervisor of the city can confirm a target.',
      });
    const draft = await store.targetDraft(id);
    if (!draft)
      return refuse('not-found', { zh: '没有待确认的修改。', en: 'Nothing waits to be confirmed for this target.' });
    if (draft.proposedBy === caller.id)
      return refuse('own-case', { zh: '提出人不能确认自己的修改。', en: 'Whoever proposed it cannot confirm it.' });
    if (draft.target.version !== ifVersion + 1 || draft.proposedAt !== proposedAt)
      return refuse('stale-version', { seen: String(ifVersion), current: String(draft.target.version - 1) });
    const confirmed = await store.confirmTarget(draft, { by: caller.id, now });
    return isRefusal(confirmed) ? confirmed : view(confirmed, caller);
  },
);

export const withdrawTarget = operation(
  targetRoutes.withdrawTarget,
  async ({ params: { id }, body: { proposedAt }, caller }) => {
    if (!mayChangeTargets(caller))
      return refuse('not-allowed', {
        zh: '目标的草案只能由市级管理员撤回。',
        en: 'Only an administrator of the city can withdraw a proposed target.',
      });
    const [current, draft] = await Promise.all([store.currentTarget(id), store.targetDraft(id)]);
    if (!current || !draft)
      return refuse('not-found', { zh: '没有待确认的修改。', en: 'Nothing waits to be confirmed for this target.' });
    if (draft.proposedAt !== proposedAt || !(await store.withdrawTarget(draft)))
      return refuse('stale-version', { seen: proposedAt, current: draft.proposedAt });
    return view(current, caller);
  },
);

export const listTargetVersions = operation(targetRoutes.listTargetVersions, async ({ params: { id } }) => {
  const versions = await store.targetVersions(id);
  if (versions.length === 0) return refuse('not-found', { target: id });
  const nameOf = await staffNames(versions.flatMap(({ proposedBy, confirmedBy }) => [proposedBy, confirmedBy]));
  return {
    versions: versions.map(({ target, confirmedAt, proposedBy, confirmedBy }) => ({
      target,
      confirmedAt: confirmedAt ?? null,
      proposedBy: nameOf(proposedBy),
      confirmedBy: nameOf(confirmedBy),
    })),
  };
});

export const getRegionFacts = operation(targetRoutes.getRegionFacts, async ({ params: { regionCode }, caller }) => {
  if (!mayOversee(caller, regionCode))
    return refuse('not-allowed', {
      zh: '只供本区域的管理员、督办员和审计员查看。',
      en: 'Only for administrators, supervisors and auditors of the region.',
    });
  const region = await content.region(regionCode);
  if (!region) return refuse('not-found', { region: regionCode });
  const regions = [region, ...(await content.regionsBelow(regionCode))];
  const entered = await store.factsOf(regions.map(({ code }) => code));
  return {
    regions: regions.map((each) => ({
      code: each.code,
      name: displayName(each),
      facts: entered.get(each.code) ?? null,
    })),
  };
});

export const saveRegionFacts = operation(
  targetRoutes.saveRegionFacts,
  async ({ params: { regionCode }, body, caller, now }) => {
    if (!mayEnterFacts(caller, regionCode))
      return refuse('not-allowed', {
        zh: '只能由本区域的管理员录入。',
        en: 'Only an administrator over the region can enter this.',
      });
    const region = await content.region(regionCode);
    if (!region) return refuse('not-found', { region: regionCode });
    if (body.asOf > dateOf(now))
      return refuse('invalid', {}, [
        { path: 'asOf', code: 'future', zh: '不能晚于今天', en: 'not after today', seen: body.asOf },
      ]);
    const facts = { regionCode, ...body };
    await store.saveRegionFacts(facts, caller.id, now);
    return facts;
  },
);
