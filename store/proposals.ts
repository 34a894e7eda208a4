/**
 * Proposals, and what becomes of them. Each step stands in the audit in the transaction that takes it: none is there
 * without the other. An approved version is written, made known to whoever asks from its day on, and kept for ever.
 */
import type { AuditActor } from '../domain/audit.ts';
import { type Item, itemSummary } from '../domain/catalogue.ts';
import type { Office } from '../domain/office.ts';
import type { ChangeOf, Proposal, ProposalKind } from '../domain/proposal.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { rulesVersion } from '../domain/ticket/rules.ts';
import { dateOf, type Instant } from '../domain/time.ts';
import { type Release, versionsWith } from '../domain/version.ts';
import { recordWith } from './audit.ts';
import {
  coverageRow,
  itemRow,
  type ItemVersions,
  itemVersionsRow,
  officeListedRow,
  officeRow,
  type OfficeRow,
  regionsOf,
} from './content.ts';
import { type Key, keyOf, partition } from './keys.ts';
import { list } from './query.ts';
import { districtRulesRow } from './district-rules.ts';
import { rulesRow } from './rules.ts';
import { absent, check, type Expression, get, getMany, put, remove, type Write } from './table.ts';

type ProposalRow = Key & { kind: 'proposal'; proposal: Proposal };
type Who = { actor: AuditActor; now: Instant };

/** What is proposed for the subject and not decided yet. */
export const proposalOf = async (kind: ProposalKind, subject: string): Promise<Proposal | undefined> =>
  (await get<ProposalRow>(keyOf.proposal(kind, subject)))?.proposal;

/** Everything that waits for a decision; there are never many. */
export const proposals = async (kind?: ProposalKind): Promise<Proposal[]> => {
  const sort = kind === undefined ? {} : { sort: { beginsWith: `${kind}#` } };
  const rows = await list<ProposalRow>({ partition: partition.proposals, ...sort });
  return rows.map(({ proposal }) => proposal);
};

const isStill = (id: string): Expression => ({
  text: '#proposal.#id = :id',
  names: { '#proposal': 'proposal', '#id': 'id' },
  values: { ':id': id },
});

const numberIs = (attribute: string, version: number): Expression => ({
  text: `#${attribute} = :${attribute}`,
  names: { [`#${attribute}`]: attribute },
  values: { [`:${attribute}`]: version },
});

/** An office as it came with the system is its version 1. */
const officeIs = (version: number): Expression => {
  if (version === 0) return absent;
  const same = numberIs('version', version);
  return version === 1
    ? { ...same, text: `attribute_exists(pk) AND (attribute_not_exists(#version) OR ${same.text})` }
    : same;
};

const itemIs = (version: number): Expression => (version === 0 ? absent : numberIs('newest', version));

/** The subjects are still what the proposer saw. */
const stillAsSeen = ({ change: { kind }, base }: Proposal): Write[] =>
  Object.entries(base).map(([id, version]) => {
    if (kind === 'item') return check(keyOf.currentItem(id), itemIs(version));
    if (kind === 'office') return check(keyOf.office(id), officeIs(version));
    return check(kind === 'rules' ? keyOf.rules(version + 1) : keyOf.districtRules(id, version + 1), absent);
  });

const stale: Refusal = refuse('stale-version', {
  zh: '其间已有他人修改或另行提出，请重新核对。',
  en: 'Somebody changed it or proposed something else in the meantime; look at it again.',
});

const audited = async (
  step: 'proposed' | 'approved' | 'withdrawn',
  proposal: Proposal,
  writes: readonly Write[],
  { actor, now }: Who,
): Promise<Refusal | null> => {
  const what = `${proposal.change.kind}/${proposal.subject}`;
  const body = { kind: 'content-changed' as const, step, what, proposalId: proposal.id, versions: proposal.base };
  return (await recordWith(body, { actor, now }, writes)).written ? null : stale;
};

/** Stores it. `replaces`: the open proposal in whose place it comes, null where there is none. Refuses `stale-version`. */
export const propose = (proposal: Proposal, replaces: string | null, who: Who): Promise<Refusal | null> => {
  const row: ProposalRow = { ...keyOf.proposal(proposal.change.kind, proposal.subject), kind: 'proposal', proposal };
  const writes = [put(row, replaces === null ? absent : isStill(replaces)), ...stillAsSeen(proposal)];
  return audited('proposed', proposal, writes, who);
};

const gone = ({ id, subject, change: { kind } }: Proposal): Write => remove(keyOf.proposal(kind, subject), isStill(id));

export const withdraw = (proposal: Proposal, who: Who): Promise<Refusal | null> =>
  audited('withdrawn', proposal, [gone(proposal)], who);

/** Approved after its day, it begins with the approval: nothing changes what happened meanwhile. */
const releaseOf = ({ validFrom, reason, proposedBy, proposedAt }: Proposal, { actor, now }: Who): Release => ({
  validFrom: validFrom < dateOf(now) ? dateOf(now) : validFrom,
  reason,
  proposedBy,
  proposedAt,
  approvedBy: actor.id,
  approvedAt: now,
});

/** The version that comes after what the proposer saw. */
export const nextVersion = ({ base, subject }: Pick<Proposal, 'base' | 'subject'>): number => (base[subject] ?? 0) + 1;

const itemWrites = async (proposal: Proposal, { item }: ChangeOf<'item'>, who: Who): Promise<Write[]> => {
  const version = nextVersion(proposal);
  const next: Item = { ...item, version };
  const release = releaseOf(proposal, who);
  const before = await get<{ versions: ItemVersions }>(keyOf.currentItem(item.id));
  const dated = { version, validFrom: release.validFrom, summary: itemSummary(next) };
  const versions = versionsWith(before?.versions ?? [], dated, dateOf(who.now));
  return [put(itemRow(next, release), absent), put(itemVersionsRow(item.id, versions, version), itemIs(version - 1))];
};

const officeWrites = async (proposal: Proposal, offices: readonly Office[], who: Who): Promise<Write[]> => {
  const release = releaseOf(proposal, who);
  const before = await getMany<OfficeRow>(offices.map(({ id }) => keyOf.office(id)));
  return offices.flatMap((office) => {
    const base = proposal.base[office.id] ?? 0;
    const was = before.find((row) => row.office.id === office.id);
    const known = new Set(was ? regionsOf(was.office) : []);
    const history = (version: number, of: Office, by?: Release) =>
      put({
        ...keyOf.officeVersion(of.id, version),
        kind: 'office-version',
        version,
        office: of,
        ...(by ? { release: by } : {}),
      });
    return [
      put(officeRow(office, { version: base + 1, release }), officeIs(base)),
      put(officeListedRow(office)),
      ...regionsOf(office)
        .filter((region) => !known.has(region))
        .map((region) => put(coverageRow(office, region))),
      ...(was && base === 1 ? [history(1, was.office)] : []),
      history(base + 1, office, release),
    ];
  });
};

const rulesWrites = (proposal: Proposal, { rules }: ChangeOf<'rules'>, who: Who): Write[] => {
  const release = releaseOf(proposal, who);
  return [put(rulesRow(rulesVersion(nextVersion(proposal), release.validFrom, rules), release), absent)];
};

const districtRulesWrites = (
  proposal: Proposal,
  { district, limits }: ChangeOf<'district-rules'>,
  who: Who,
): Write[] => [put(districtRulesRow(district, nextVersion(proposal), limits, releaseOf(proposal, who)), absent)];

const writesOf = (proposal: Proposal, offices: readonly Office[], who: Who): Write[] | Promise<Write[]> => {
  const { change } = proposal;
  switch (change.kind) {
    case 'item':
      return itemWrites(proposal, change, who);
    case 'office':
      return officeWrites(proposal, offices, who);
    case 'rules':
      return rulesWrites(proposal, change, who);
    case 'district-rules':
      return districtRulesWrites(proposal, change, who);
  }
};

/**
 * Makes it the next version of what it changes. `offices`: as they will be, where it changes offices. Refuses
 * `stale-version` where anything it rests on has changed.
 */
export const approve = async (proposal: Proposal, offices: readonly Office[], who: Who): Promise<Refusal | null> => {
  const writes = await writesOf(proposal, offices, who);
  return audited('approved', proposal, [...writes, gone(proposal)], who);
};
