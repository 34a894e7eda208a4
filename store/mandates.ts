/** Mandates: one row under the agent, who uses it, and one under the principal, who may revoke it. */
import type { Mandate } from '../domain/mandate.ts';
import type { Instant } from '../domain/time.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import { list } from './query.ts';
import { absent, get, put, update, type Write } from './table.ts';

type MandateRow = Key & { kind: 'mandate'; mandate: Mandate };

/** The row of the agent and that of the principal, to be written in one transaction. */
export const grantWrites = (mandate: Mandate): Write[] => {
  const { agentId, principalId, id } = mandate;
  const row = { kind: 'mandate', mandate };
  return [
    put({ ...keyOf.mandateHeld(agentId, id), ...row }, absent),
    put({ ...keyOf.mandateGranted(principalId, id), ...row }, absent),
  ];
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

/** Ends it for good. The condition fails where it has ended already: the first moment stands. */
export const revokeWrites = ({ agentId, principalId, id }: Mandate, now: Instant): Write[] => {
  const names = { '#mandate': 'mandate', '#revokedAt': 'revokedAt' };
  const change = { text: 'SET #mandate.#revokedAt = :now', names, values: { ':now': now } };
  const open = { text: 'attribute_exists(#mandate) AND attribute_not_exists(#mandate.#revokedAt)', names };
  return [keyOf.mandateHeld(agentId, id), keyOf.mandateGranted(principalId, id)].map((key) =>
    update(key, change, open),
  );
};
