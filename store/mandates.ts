/** Mandates: one row under the agent, who uses it, and one under the principal, who may revoke it. */
import type { Mandate } from '../domain/mandate.ts';
import type { Instant } from '../domain/time.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import { list } from './query.ts';
import { absent, get, put, transact, update } from './table.ts';

type MandateRow = Key & { kind: 'mandate'; mandate: Mandate };

/** Both rows or none. */
export const grantMandate = async (mandate: Mandate): Promise<void> => {
  const { agentId, principalId, id } = mandate;
  const row = { kind: 'mandate', mandate };
  const { written } = await transact([
    put({ ...keyOf.mandateHeld(agentId, id), ...row }, absent),
    put({ ...keyOf.mandateGranted(principalId, id), ...row }, absent),
  ]);
  if (!written) throw new Error(`mandate ${id} was not written`);
};

/** What this person may do for others, also what has ended. Read consistently: what was revoked is out at once. */
export const held = async (agentId: string): Promise<Mandate[]> =>
  (await list<MandateRow>({ partition: partition.person(agentId), sort: { beginsWith: prefix.mandateHeld } })).map(
    ({ mandate }) => mandate,
  );

/** What this person has allowed others. */
export const granted = async (principalId: string): Promise<Mandate[]> =>
  (
    await list<MandateRow>({ partition: partition.person(principalId), sort: { beginsWith: prefix.mandateGranted } })
  ).map(({ mandate }) => mandate);

/** The mandate as its principal has it. */
export const ofPrincipal = async (principalId: string, id: string): Promise<Mandate | undefined> =>
  (await get<MandateRow>(keyOf.mandateGranted(principalId, id)))?.mandate;

/** Ends it for good; the first moment stands. */
export const revoke = async ({ agentId, principalId, id }: Mandate, now: Instant): Promise<void> => {
  const once = {
    text: 'SET #mandate.#revokedAt = if_not_exists(#mandate.#revokedAt, :now)',
    names: { '#mandate': 'mandate', '#revokedAt': 'revokedAt' },
    values: { ':now': now },
  };
  const { written } = await transact([
    update(keyOf.mandateHeld(agentId, id), once),
    update(keyOf.mandateGranted(principalId, id), once),
  ]);
  if (!written) throw new Error(`mandate ${id} was not revoked: too many rivals`);
};
