/** Erasures as rows: one for each person, under their file, in the index of days while a step of it is due. */
import type { AuditBody } from '../domain/audit.ts';
import type { Erasure, ErasureState } from '../domain/erasure.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import type { Instant } from '../domain/time.ts';
import { type Circumstances, recordWith } from './audit.ts';
import { erasureIndexKeys, type Key, keyOf, partition } from './keys.ts';
import { everyPage, query } from './query.ts';
import { findKey } from './subjects.ts';
import { absent, get, put, type Write } from './table.ts';
import { mine } from './ticket-lists.ts';
import { open, seal } from './vault.ts';

export type ErasureRow = Key & { kind: 'erasure'; erasure: Erasure; document?: Uint8Array };

const row = (residentId: string): Promise<ErasureRow | undefined> => get<ErasureRow>(keyOf.erasure(residentId));

/** Read consistently. */
export const erasure = async (residentId: string): Promise<Erasure | undefined> => (await row(residentId))?.erasure;

const documentField = 'erasure/document';

/** The words about the document by which it was proposed; gone with the person. */
export const documentOf = async (residentId: string): Promise<string | undefined> => {
  const [found, key] = await Promise.all([row(residentId), findKey({ residentId, ticketId: '' })]);
  return found?.document && key ? String(open(key, documentField, found.document)) : undefined;
};

const auditOf = ({ residentId, basis }: Erasure, step: ErasureState | 'postponed'): AuditBody => ({
  kind: 'erasure',
  residentId,
  basis,
  step,
});

/**
 * Writes the next step, its audit and what belongs to it in one transaction. False: somebody changed it since `was` was
 * read. `document`: words, sealed under the person's key.
 */
export const saveErasure = async (
  was: Erasure | undefined,
  is: Erasure,
  circumstances: Circumstances,
  {
    document,
    deeds = [],
    step = is.state,
  }: { document?: string; deeds?: readonly Write[]; step?: ErasureState | 'postponed' } = {},
): Promise<boolean> => {
  const before = await row(is.residentId);
  const key = document === undefined ? undefined : await findKey({ residentId: is.residentId, ticketId: '' });
  const sealed = key && document !== undefined ? seal(key, documentField, document) : before?.document;
  const keeps = is.state === 'proposed' || is.state === 'waiting';
  const stored = {
    ...keyOf.erasure(is.residentId),
    kind: 'erasure',
    erasure: is,
    ...(sealed && keeps ? { document: sealed } : {}),
    ...erasureIndexKeys(is),
  };
  const unchanged = was
    ? {
        text: '#erasure.#revision = :revision',
        names: { '#erasure': 'erasure', '#revision': 'revision' },
        values: { ':revision': was.revision },
      }
    : absent;
  const { written } = await recordWith(auditOf(is, step), circumstances, [put(stored, unchanged), ...deeds]);
  return written;
};

async function* within(sort: { from: string; to: string }): AsyncGenerator<Erasure, void, void> {
  for await (const { pk, sk } of query<Key>({ index: 'byDay', partition: partition.erasures, sort })) {
    const found = await get<ErasureRow>({ pk, sk });
    if (found) yield found.erasure;
  }
}

/** Whose step is due, oldest first. From an index, so a moment behind; each is read consistently. */
export async function* dueErasures(now: Instant): AsyncGenerator<Erasure, void, void> {
  for await (const each of within({ from: '0', to: `${now}#~` }))
    if (each.dueAt !== null && each.dueAt <= now) yield each;
}

/** Everything that is proposed or waits: what an administrator and an auditor look at. */
export async function* openErasures(): AsyncGenerator<Erasure, void, void> {
  yield* within({ from: '0', to: '~' });
}

/** Everything that was filed for the person. From an index, so a moment behind. */
export const ticketsOf = (person: Pick<Erasure, 'files'>): Promise<Ticket[]> =>
  everyPage((request) => mine(person.files, request));
