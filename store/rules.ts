/** The versions of the rules of clocks. They change seldom and are asked with every decision: kept for a minute. */
import { firstRules, type Rules, type RulesVersion } from '../domain/ticket/rules.ts';
import { type CivilDate, MINUTE } from '../domain/time.ts';
import type { Release } from '../domain/version.ts';
import { cache } from './cache.ts';
import { type Key, keyOf, partition } from './keys.ts';
import { list } from './query.ts';

type Row = Key & { kind: 'rules'; version: number; validFrom: CivilDate | null; rules: Rules; release?: Release };

export const rulesRow = ({ version, validFrom, rules }: RulesVersion, release?: Release): Row => ({
  ...keyOf.rules(version),
  kind: 'rules',
  version,
  validFrom,
  rules,
  ...(release ? { release } : {}),
});

/** All versions with who made them, oldest first, as they are now; an installation begins with its first. */
export const readRules = async (): Promise<(RulesVersion & { release?: Release })[]> => {
  const rows = await list<Row>({ partition: partition.rules });
  return rows.some(({ version }) => version === firstRules.version) ? rows : [firstRules, ...rows];
};

const remembered = cache<RulesVersion[]>({ lifeMs: MINUTE, limit: 1 });
/** The same, up to a minute old. */
export const rulesVersions = (): Promise<RulesVersion[]> => remembered('', readRules);
