/** GET /proposals, /proposals/{kind}/{subject}; POST …/approve, …/withdraw: the second person's word. */
import { proposalRoutes } from '../../contract/routes/proposal.ts';
import { mayApprove, mayPropose, maySeeAdministration } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import type { Office } from '../../domain/office.ts';
import { changeOffices, officesNamed } from '../../domain/office-change.ts';
import { objectionToApproving, type Proposal } from '../../domain/proposal.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { type CivilDate, dateOf } from '../../domain/time.ts';
import * as store from '../../store/proposals.ts';
import { operation } from '../edge/http.ts';
import { routingOfChange } from '../routing-of-change.ts';
import { unroutedRefusal } from '../unrouted.ts';
import { forOverseers, officesOf, placesOfProposal, proposalView } from '../versions.ts';

const nothing: Refusal = refuse('not-found', {
  zh: '没有待确认的修改，可能已被确认或撤回。',
  en: 'Nothing waits to be decided here: it may have been approved or withdrawn.',
});
const replaced = (seen: string, current: string): Refusal =>
  refuse('stale-version', {
    zh: '该修改已被另一份替换，请重新核对。',
    en: 'Another proposal has taken its place.',
    seen,
    current,
  });

export const listProposals = operation(proposalRoutes.listProposals, async ({ query: { kind }, caller, now }) => {
  if (!maySeeAdministration(caller)) return forOverseers;
  const open = await store.proposals(kind);
  const views = await Promise.all(open.map((each) => proposalView(each, caller, now)));
  const concerned = await Promise.all(open.map(async (each) => concerns(each, caller)));
  return {
    proposals: views
      .filter((_view, i) => concerned[i])
      .map(({ change: { kind }, differences: _differences, isStale: _stale, ...view }) => ({ ...view, kind })),
  };
});

type Caller = Parameters<typeof mayApprove>[0];

/** Of offices and districts only those of the own region are listed; what holds city-wide concerns everybody. */
const concerns = async (proposal: Proposal, caller: Caller): Promise<boolean> => {
  const { kind } = proposal.change;
  return (
    kind === 'item' ||
    kind === 'rules' ||
    caller.role === 'auditor' ||
    mayApprove({ ...caller, role: 'supervisor' }, kind, await placesOfProposal(proposal))
  );
};

export const getProposal = operation(proposalRoutes.getProposal, async ({ params: { kind, subject }, caller, now }) => {
  if (!maySeeAdministration(caller)) return forOverseers;
  const open = await store.proposalOf(kind, subject);
  return open ? proposalView(open, caller, now) : nothing;
});

/** Offices as they will be, by what they are now: the rule is run once more, because others may have moved meanwhile. */
const officesAfter = async ({ change }: Proposal, today: CivilDate): Promise<Office[] | Refusal> => {
  if (change.kind !== 'office') return [];
  const { offices } = await officesOf(officesNamed(change.change));
  const done = changeOffices(change.change, offices, today);
  if ('problems' in done) return refuse('invalid', {}, done.problems);
  return unroutedRefusal(await routingOfChange(change.change, offices, done.offices), change.unrouted) ?? done.offices;
};

export const approveProposal = operation(
  proposalRoutes.approveProposal,
  async ({ params: { kind, subject }, body: { id }, caller, now }) => {
    if (!maySeeAdministration(caller)) return forOverseers;
    const open = await store.proposalOf(kind, subject);
    if (!open) return nothing;
    const no = objectionToApproving(open, caller, await placesOfProposal(open));
    if (no) return no;
    if (open.id !== id) return replaced(id, open.id);
    const today = dateOf(now);
    const after = await officesAfter(open, today);
    if (isRefusal(after)) return after;
    const refused = await store.approve(open, after, { actor: auditActor(caller), now });
    if (refused) return refused;
    const versions = Object.fromEntries(Object.entries(open.base).map(([of, version]) => [of, version + 1]));
    return { subject, versions, validFrom: open.validFrom < today ? today : open.validFrom };
  },
);

export const withdrawProposal = operation(
  proposalRoutes.withdrawProposal,
  async ({ params: { kind, subject }, body: { id }, caller, now }) => {
    if (!maySeeAdministration(caller)) return forOverseers;
    const open = await store.proposalOf(kind, subject);
    if (!open) return nothing;
    const places = await placesOfProposal(open);
    if (open.proposedBy !== caller.id && !mayApprove(caller, kind, places) && !mayPropose(caller, kind, places))
      return refuse('not-allowed', {
        zh: '只能由提出人或可以确认的人撤回。',
        en: 'Only whoever proposed it, or may approve it, takes it back.',
      });
    if (open.id !== id) return replaced(id, open.id);
    return (await store.withdraw(open, { actor: auditActor(caller), now })) ?? { subject };
  },
);
