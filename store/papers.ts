/** Papers as rows: what was announced, what came, what it was attached to. Their files lie in store/paper-files.ts. */
import type { Paper, PaperFault, PaperFile } from '../domain/paper.ts';
import { addDays, type CivilDate, type Instant } from '../domain/time.ts';
import { type Key, keyOf, paperIndexKeys, partition } from './keys.ts';
import { list, query } from './query.ts';
import { absent, get, getMany, put, remove, transact, update, type Write, write } from './table.ts';

type PaperRow = Key & { kind: 'paper'; paper: Paper; dayPk?: string };

/** Read consistently. */
export const load = async (id: string): Promise<Paper | undefined> => (await get<PaperRow>(keyOf.paper(id)))?.paper;

/** Those that exist, by id. Read consistently. */
export const loadAll = async (ids: readonly string[]): Promise<Map<string, Paper>> => {
  const rows = await getMany<PaperRow>([...new Set(ids)].map(keyOf.paper));
  return new Map(rows.map(({ paper }) => [paper.id, paper]));
};

const digestKey = ({ residentId, itemId, material, announced: { sha256 } }: Paper): Key | undefined =>
  sha256 === undefined ? undefined : keyOf.paperDigest(residentId, itemId, material, sha256);

/** Stores a new paper, or gives the one that was announced with the same digest for the same material. */
export const announce = async (paper: Paper): Promise<Paper> => {
  const digest = digestKey(paper);
  for (;;) {
    const before = digest && (await get<{ paperId: string }>(digest));
    const known = before && (await load(before.paperId));
    if (known && known.state !== 'dropped') return known;
    const { written } = await transact([
      put({ ...keyOf.paper(paper.id), kind: 'paper', paper, ...paperIndexKeys(paper, true) }, absent),
      ...(digest
        ? [
            put(
              { ...digest, paperId: paper.id },
              { text: 'attribute_not_exists(pk) OR paperId = :before', values: { ':before': before?.paperId ?? '' } },
            ),
          ]
        : []),
    ]);
    // Otherwise somebody announced the same file in the same moment: theirs is found now.
    if (written) return paper;
  }
};

/** Newest first. Eventual: the newest may be missing for a moment. */
export const ofResident = async (residentId: string): Promise<Paper[]> => {
  const range = { index: 'byResident', partition: partition.papersOf(residentId), newestFirst: true } as const;
  return (await list<PaperRow>(range)).map(({ paper }) => paper);
};

const isIn = (state: Paper['state']) => ({
  text: '#paper.#state = :was',
  names: { '#paper': 'paper', '#state': 'state' },
  values: { ':was': state },
});

/** It was looked into and is what it says. False: it was no longer awaited. */
export const markChecked = (id: string, file: PaperFile, now: Instant): Promise<boolean> =>
  write(
    update(
      keyOf.paper(id),
      {
        text: 'SET #paper.#state = :state, #paper.#file = :file, #paper.#checkedAt = :now',
        names: { '#file': 'file', '#checkedAt': 'checkedAt' },
        values: { ':state': 'checked', ':file': file, ':now': now },
      },
      isIn('awaited'),
    ),
  );

/** It is not what it says: the same file may be announced anew. False: it was no longer awaited. */
export const markRefused = async (paper: Paper, fault: PaperFault): Promise<boolean> => {
  const digest = digestKey(paper);
  const { written } = await transact([
    update(
      keyOf.paper(paper.id),
      {
        text: 'SET #paper.#state = :state, #paper.#fault = :fault',
        names: { '#fault': 'fault' },
        values: { ':state': 'refused', ':fault': fault },
      },
      isIn('awaited'),
    ),
    ...(digest ? [remove(digest)] : []),
  ]);
  return written;
};

/**
 * Part of the transaction that stores the event which brings the papers. It holds only while they are checked, and
 * while nothing leads from a request without a name to another one.
 */
export const attachWrites = (ids: readonly string[], ticketId: string, anonymous: boolean): Write[] =>
  ids.map((id) =>
    update(
      keyOf.paper(id),
      {
        text: `SET #paper.#attachedTo = list_append(#paper.#attachedTo, :ticket)${anonymous ? ', #paper.#anonymous = :true' : ''} REMOVE #dayPk, #daySk`,
        names: { '#attachedTo': 'attachedTo', '#anonymous': 'anonymous', '#dayPk': 'dayPk', '#daySk': 'daySk' },
        values: { ':ticket': [ticketId], ...(anonymous ? { ':true': true } : {}) },
      },
      {
        ...isIn('checked'),
        text: `#paper.#state = :was AND ${anonymous ? 'size(#paper.#attachedTo) = :none' : 'attribute_not_exists(#paper.#anonymous)'}`,
        values: { ':was': 'checked', ...(anonymous ? { ':none': 0 } : {}) },
      },
    ),
  );

/** Days of announcements that the clean-up looks through, in case it did not run for a while. */
const lookBack = 60;

/** Papers announced on `upTo` or before, and attached to nothing. */
export async function* unattached(upTo: CivilDate): AsyncGenerator<Paper, void, void> {
  for (let days = 0; days < lookBack; days++)
    for await (const key of query<Key>({ index: 'byDay', partition: partition.openPapers(addDays(upTo, -days)) })) {
      const row = await get<PaperRow>({ pk: key.pk, sk: key.sk });
      if (row?.dayPk !== undefined) yield row.paper;
    }
}

/** From now on nothing can attach it. False: something did. */
export const markDropped = (id: string): Promise<boolean> =>
  write(
    update(
      keyOf.paper(id),
      {
        text: 'SET #paper.#state = :state',
        names: { '#paper': 'paper', '#state': 'state' },
        values: { ':state': 'dropped' },
      },
      { text: 'attribute_exists(#dayPk)', names: { '#dayPk': 'dayPk' } },
    ),
  );

/** Forgets a paper that was dropped. */
export const forget = async (paper: Paper): Promise<void> => {
  const digest = digestKey(paper);
  const own = digest && (await get<{ paperId: string }>(digest))?.paperId === paper.id;
  if (digest && own) await write(remove(digest));
  await write(remove(keyOf.paper(paper.id)));
};
