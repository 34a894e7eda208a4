/** Papers as rows: what was announced, what came, what it was attached to. Their files lie in store/paper-files.ts. */
import type { AttachedPaper, Paper, PaperFault, PaperFile } from '../domain/paper.ts';
import { addDays, type CivilDate, type Instant } from '../domain/time.ts';
import { type Key, keyOf, paperIndexKeys, partition } from './keys.ts';
import { list, query } from './query.ts';
import { absent, get, getEach, getMany, present, put, remove, transact, update, type Write, write } from './table.ts';

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

/** What a request has already is handed in once more, as of now; and a clerk may have seen the original by now. */
const renew = async (known: Paper, { at, verified, validTo }: Paper): Promise<Paper> => {
  const isAgain = known.state === 'checked' && known.attachedTo.length > 0 && !known.anonymous;
  if (!isAgain && !verified) return known;
  const changed: Partial<Paper> = {
    ...(isAgain ? { at, again: true as const } : {}),
    ...(verified ? { verified } : {}),
    ...(validTo === undefined ? {} : { validTo }),
  };
  const names = Object.keys(changed);
  const isThere = await write(
    update(
      keyOf.paper(known.id),
      {
        text: `SET ${names.map((name) => `#paper.#${name} = :${name}`).join(', ')}${isAgain ? ' REMOVE #paper.#removedAt' : ''}`,
        names: {
          '#paper': 'paper',
          ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ...(isAgain ? { '#removedAt': 'removedAt' } : {}),
        },
        values: Object.fromEntries(Object.entries(changed).map(([name, value]) => [`:${name}`, value])),
      },
      present,
    ),
  );
  return (isThere ? await load(known.id) : undefined) ?? known;
};

/** Stores a new paper, or gives the one that was announced with the same digest for the same material. */
export const announce = async (paper: Paper): Promise<Paper> => {
  const digest = digestKey(paper);
  for (;;) {
    const before = digest && (await get<{ paperId: string }>(digest));
    const known = before && (await load(before.paperId));
    if (known && known.state !== 'dropped') return renew(known, paper);
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
  return (await getEach<PaperRow>(await list<Key>(range))).flatMap((row) => row?.paper ?? []);
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
export const attachWrites = (
  papers: readonly Pick<AttachedPaper, 'id' | 'reused'>[],
  { ticketId, residentId, restricted }: { ticketId: string; residentId: string | null; restricted: boolean },
): Write[] =>
  papers.map(({ id, reused }) => {
    const anonymous = residentId === null;
    // What is handed in in confidence is never in the file; what is used so is in it already.
    const mark = anonymous ? 'anonymous' : restricted && !reused ? 'confidential' : undefined;
    return update(
      keyOf.paper(id),
      {
        text: `SET #paper.#attachedTo = list_append(#paper.#attachedTo, :ticket)${mark ? ', #paper.#mark = :true' : ''} REMOVE #dayPk, #daySk, #paper.#again`,
        names: {
          '#attachedTo': 'attachedTo',
          '#again': 'again',
          ...(anonymous ? {} : { '#anonymous': 'anonymous' }),
          '#dayPk': 'dayPk',
          '#daySk': 'daySk',
          ...(mark ? { '#mark': mark } : {}),
          ...(reused ? { '#removedAt': 'removedAt' } : {}),
        },
        values: { ':ticket': [ticketId], ...(mark ? { ':true': true } : {}) },
      },
      {
        ...isIn('checked'),
        text: `#paper.#state = :was AND ${anonymous ? 'size(#paper.#attachedTo) = :none' : 'attribute_not_exists(#paper.#anonymous)'}${reused ? ' AND attribute_not_exists(#paper.#removedAt)' : ''}`,
        values: { ':was': 'checked', ...(anonymous ? { ':none': 0 } : {}) },
      },
    );
  });

/** Part of the transaction that stores the event by which an office found them good. */
export const verifyWrites = (ids: readonly string[], { officeId, at }: { officeId: string; at: Instant }): Write[] =>
  ids.map((id) =>
    update(
      keyOf.paper(id),
      {
        text: 'SET #paper.#verified = :verified',
        names: { '#paper': 'paper', '#verified': 'verified' },
        values: { ':verified': { by: 'request', officeId, at } satisfies Paper['verified'] },
      },
      present,
    ),
  );

/** Takes it out of the resident's file; requests keep it. False: it is not in the file of this resident. */
export const removeFromFile = (id: string, residentId: string, now: Instant): Promise<boolean> =>
  write(
    update(
      keyOf.paper(id),
      {
        text: 'SET #paper.#removedAt = :now',
        names: {
          '#paper': 'paper',
          '#removedAt': 'removedAt',
          '#residentId': 'residentId',
          '#attachedTo': 'attachedTo',
        },
        values: { ':now': now, ':resident': residentId, ':none': 0 },
      },
      {
        text: '#paper.#residentId = :resident AND size(#paper.#attachedTo) > :none AND attribute_not_exists(#paper.#removedAt)',
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
