/**
 * Targets: proposed by one person, confirmed by another, every version kept. And what people entered of a region
 * (inhabitants, households, workers), of which the source holds nothing.
 */
import { type Refusal, refuse } from '../domain/refusal.ts';
import { levelOf, shortCode } from '../domain/region.ts';
import type { Target } from '../domain/target.ts';
import type { CivilDate, Instant } from '../domain/time.ts';
import * as content from './content.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import { list } from './query.ts';
import { absent, get, getMany, put, remove, transact, write } from './table.ts';

export const targetRows = (target: Target) => [
  { ...keyOf.currentTarget(target.id), kind: 'target', target },
  { ...keyOf.targetVersion(target.id, target.version), kind: 'target-version', target },
];

/** The targets in force, in the order of their ids. */
export const targets = async (): Promise<Target[]> => {
  const rows = await list<{ target: Target }>({
    partition: partition.targets,
    sort: { beginsWith: prefix.currentTarget },
  });
  return rows.map(({ target }) => target);
};

export const currentTarget = async (id: string): Promise<Target | undefined> =>
  (await get<{ target: Target }>(keyOf.currentTarget(id)))?.target;

export type TargetDraft = { target: Target; proposedBy: string; proposedAt: Instant };

/** The proposal that waits for somebody else's word. */
export const targetDraft = async (id: string): Promise<TargetDraft | undefined> =>
  (await get<{ draft: TargetDraft }>(keyOf.targetDraft(id)))?.draft;

/** A version of a target with its authors; those of a new installation have none. */
export type TargetVersion = { target: Target } & Partial<{
  proposedBy: string;
  confirmedBy: string;
  confirmedAt: Instant;
}>;

/** Every version that was in force, newest first. */
export const targetVersions = async (id: string): Promise<TargetVersion[]> =>
  (
    await list<TargetVersion>({ partition: partition.targets, sort: { beginsWith: prefix.targetVersion(id) } })
  ).reverse();

const stale = (seen: number, current: number): Refusal =>
  refuse('stale-version', { seen: String(seen), current: String(current) });

/** Stores a proposal for the version after the one in force. It takes the place of an open one. */
export const proposeTarget = async (
  target: Target,
  { by, now }: { by: string; now: Instant },
): Promise<TargetDraft | Refusal> => {
  const current = await currentTarget(target.id);
  if (current?.version !== target.version - 1) return stale(target.version - 1, current?.version ?? 0);
  const draft: TargetDraft = { target, proposedBy: by, proposedAt: now };
  await write(put({ ...keyOf.targetDraft(target.id), kind: 'target-draft', draft }));
  return draft;
};

/** Takes the proposal that was read back. False: another one has taken its place, or it was confirmed. */
export const withdrawTarget = ({ target, proposedAt }: TargetDraft): Promise<boolean> =>
  write(
    remove(keyOf.targetDraft(target.id), {
      text: '#draft.proposedAt = :at',
      names: { '#draft': 'draft' },
      values: { ':at': proposedAt },
    }),
  );

/** Makes the proposal that was read the target in force. */
export const confirmTarget = async (
  { target, proposedBy, proposedAt }: TargetDraft,
  { by, now }: { by: string; now: Instant },
): Promise<Target | Refusal> => {
  const unchanged = {
    text: '#draft.proposedAt = :at AND #draft.#target.#version = :version',
    names: { '#draft': 'draft', '#target': 'target', '#version': 'version' },
    values: { ':at': proposedAt, ':version': target.version },
  };
  const inForce = {
    text: '#target.#version = :before',
    names: { '#target': 'target', '#version': 'version' },
    values: { ':before': target.version - 1 },
  };
  const authors = { proposedBy, proposedAt, confirmedBy: by, confirmedAt: now };
  const transaction = await transact([
    put({ ...keyOf.targetDraft(target.id), kind: 'target-confirmed', ...authors, version: target.version }, unchanged),
    put({ ...keyOf.currentTarget(target.id), kind: 'target', target, ...authors }, inForce),
    put({ ...keyOf.targetVersion(target.id, target.version), kind: 'target-version', target, ...authors }, absent),
  ]);
  if (transaction.written) return target;
  return transaction.failed.size === 0
    ? refuse('busy')
    : stale(target.version - 1, (await currentTarget(target.id))?.version ?? 0);
};

/** What somebody entered of a region; `workers`: full-time staff of the station. */
export type RegionFacts = {
  regionCode: string;
  population?: number | undefined;
  households?: number | undefined;
  workers?: number | undefined;
  asOf: CivilDate;
  source: string;
};
type FactsRow = Key & { kind: 'region-facts'; facts: RegionFacts; enteredBy: string; enteredAt: Instant };

export const saveRegionFacts = async (facts: RegionFacts, by: string, now: Instant): Promise<void> => {
  const row: FactsRow = {
    ...keyOf.regionFacts(facts.regionCode),
    kind: 'region-facts',
    facts,
    enteredBy: by,
    enteredAt: now,
  };
  await write(put(row));
};

/** What was entered of just these regions; of some nothing was. */
export const factsOf = async (codes: readonly string[]): Promise<Map<string, RegionFacts>> => {
  const rows = await getMany<FactsRow>(codes.map(keyOf.regionFacts));
  return new Map(rows.map(({ facts }) => [facts.regionCode, facts]));
};

/** Everything that was entered of the region itself and of those below it. */
export const regionFacts = async (regionCode: string): Promise<RegionFacts[]> => {
  const isCity = levelOf(regionCode) === 1;
  const sort = { beginsWith: isCity ? regionCode : shortCode(regionCode) };
  const rows = await list<FactsRow>({ partition: keyOf.regionFacts(regionCode).pk, sort });
  const districts = isCity ? await content.regionsBelow(regionCode) : [];
  const below = await Promise.all(districts.map(({ code }) => regionFacts(code)));
  return [...rows.map(({ facts }) => facts), ...below.flat()];
};
