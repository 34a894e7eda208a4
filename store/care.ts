/**
 * The care for residents: its events, the register's tags in the file, the lists of stations and the numbers, written in
 * one transaction or not at all. The numbers are rows of their own which no ticket touches, so they need no stream: an
 * event and what it adds are there together, once (docs/adr/0019-care.md).
 */
import { randomUUID } from 'node:crypto';
import { applyCare, type Care, careAttention, newCare, nextCareMoment } from '../domain/care/care.ts';
import type { CareBody, CareEvent, CareSubject } from '../domain/care/event.ts';
import { careClassOf, careFactsOf, careRegionsOf, inClass } from '../domain/care/numbers.ts';
import { type Counts, sum } from '../domain/performance.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Actor } from '../domain/ticket/event.ts';
import type { Instant } from '../domain/time.ts';
import { type Booking, type Draw, foldBookings, isCounted } from './bookings.ts';
import { link, type Linked, origin } from './chain.ts';
import { increment } from './counters.ts';
import {
  careEventIndexKeys,
  careIndexKeys,
  counterRow,
  counterShards,
  type Key,
  keyOf,
  partition,
  prefix,
} from './keys.ts';
import { resident } from './people.ts';
import { list, type Page, type PageRequest, pageWhere } from './query.ts';
import { findKey } from './subjects.ts';
import { absent, backOff, get, getEach, put, remove, transact, update, type Write, write } from './table.ts';
import { digest, open, seal, type SubjectKey } from './vault.ts';

export type CareRow = Key & { kind: 'care'; care: Care; head: string };
export type CareEventRow = Key & Linked<CareEvent> & { kind: 'care-event'; attempt: string; words?: Uint8Array };
type CarePlace = Key & { kind: 'care-place'; residentId: string };
/** What people typed beside an event. */
export type CareWords = Record<string, string>;

const tries = 6;

/** The care for a resident as it is; undefined: nothing was ever recorded. Read consistently. */
export const loadCare = async (residentId: string): Promise<Care | undefined> =>
  (await get<CareRow>(keyOf.care(residentId)))?.care;

/**
 * Places in the lists of the station: `R` whoever is on the register, first those who were never reached, then by when
 * they last were; `N` open needs, oldest first.
 */
const positions = {
  person: ({ lastReachedAt, registeredAt, residentId }: Care): string =>
    lastReachedAt === null ? `R#0#${registeredAt}#${residentId}` : `R#1#${lastReachedAt}#${residentId}`,
  need: (care: Care, { id, recordedAt }: Care['needs'][number]): string => `N#${recordedAt}#${care.residentId}#${id}`,
};

const placesOf = (care: Care): Set<string> =>
  new Set([
    ...(care.registeredAt === null ? [] : [positions.person(care)]),
    ...care.needs.map((need) => positions.need(care, need)),
  ]);

const placeWrites = (before: Care, after: Care): Write[] => {
  const [had, has] = [placesOf(before), placesOf(after)];
  const { stationId, residentId } = after;
  return [
    ...[...had].filter((each) => !has.has(each)).map((each) => remove(keyOf.carePlace(stationId, each))),
    ...[...has]
      .filter((each) => !had.has(each))
      .map((each) => put({ ...keyOf.carePlace(stationId, each), kind: 'care-place', residentId })),
  ];
};

/** What an event adds to the numbers of each region, in the whole and in its class of communities. */
export const careBookingsOf = (event: CareEvent, draw: Draw): Booking[] =>
  careRegionsOf(event)
    .filter(isCounted)
    .flatMap((scope) =>
      [...careFactsOf(event)].map(([month, counts]) => {
        const shard = Math.floor(draw.share * counterShards(scope));
        const ofClass = Object.fromEntries(
          Object.entries(counts).map(([name, by]) => [inClass(name, careClassOf(event)), by]),
        );
        return { ...keyOf.counters(scope, shard, counterRow.care(month)), counts: sum([counts, ofClass]) as Counts };
      }),
    );

/** The special groups in the file, which decide who goes first when something is filed. */
const tagWrites = async (before: Care, after: Care): Promise<Write[] | Refusal> => {
  const [had, has] = [before, after].map(({ groups }) => groups.map(({ group }) => group)) as [string[], string[]];
  if (had.join() === has.join()) return [];
  const file = await resident(after.residentId);
  if (!file) return refuse('not-found', { resident: after.residentId });
  const tags = [...new Set([...file.tags.filter((tag) => !had.includes(tag) || has.includes(tag)), ...has])];
  return [
    update(
      keyOf.residentFile(after.residentId),
      { text: 'SET tags = :tags', values: { ':tags': tags } },
      { text: 'tags = :seen', values: { ':seen': file.tags } },
    ),
  ];
};

const wordsField = (residentId: string, sequence: number): string => `care/${residentId}/${sequence}`;

const eventRow = (
  stored: Linked<CareEvent>,
  attempt: string,
  sealing: { key: SubjectKey; words: CareWords } | undefined,
): CareEventRow => {
  const { residentId } = stored.event.subject;
  const { sequence } = stored.event;
  return {
    ...keyOf.careEvent(residentId, sequence),
    ...careEventIndexKeys(residentId, stored.event),
    kind: 'care-event',
    attempt,
    ...stored,
    ...(sealing ? { words: seal(sealing.key, wordsField(residentId, sequence), sealing.words) } : {}),
  };
};

export type CareChange = {
  now: Instant;
  actor: Actor;
  /** The version that the caller saw. */
  ifVersion?: number | undefined;
  /** What was typed, sealed beside the first event. */
  words?: CareWords | undefined;
};

/**
 * Changes the care for one resident: loads, decides, writes. When somebody else was faster, it is loaded and decided
 * again. `subject` is taken where nothing was recorded yet; null: then there is nothing to change. Refuses `not-found`,
 * `stale-version`, `busy`, or what `decide` refuses.
 */
export const changeCare = async (
  residentId: string,
  subject: CareSubject | null,
  decide: (care: Care) => readonly CareBody[] | Refusal,
  { now, actor, ifVersion, words }: CareChange,
): Promise<{ care: Care; events: CareEvent[] } | Refusal> => {
  const key = words && (await findKey({ residentId, ticketId: '' }));
  if (words && !key) return refuse('not-found', { resident: residentId });
  for (let tried = 1; tried <= tries; tried++) {
    const row = await get<CareRow>(keyOf.care(residentId));
    const before = row?.care ?? (subject && newCare(subject));
    if (!before) return refuse('not-found', { resident: residentId });
    if (ifVersion !== undefined && ifVersion !== before.version)
      return refuse('stale-version', { seen: String(ifVersion), current: String(before.version) });
    const bodies = decide(before);
    if (isRefusal(bodies)) return bodies;
    if (bodies.length === 0) return { care: before, events: [] };

    const { communityCode, stationId, restricted } = before;
    const shared = { at: now, actor, subject: { residentId, communityCode, stationId, restricted } };
    const attempt = randomUUID();
    const rows: CareEventRow[] = [];
    let [care, head] = [before, row?.head ?? origin];
    for (const [i, body] of bodies.entries()) {
      const sealing = i === 0 && words && key ? { key, words } : undefined;
      const event: CareEvent = {
        ...body,
        ...shared,
        sequence: care.version + 1,
        ...(sealing ? { sealed: digest(sealing.key, sealing.words) } : {}),
      };
      const stored = link(event, head);
      rows.push(eventRow(stored, attempt, sealing));
      care = applyCare(care, event);
      head = stored.hash;
    }
    const tags = await tagWrites(before, care);
    if (isRefusal(tags)) return tags;
    const events = rows.map(({ event }) => event);
    const draw = { share: Math.random() };
    const snapshot: CareRow & Record<string, unknown> = {
      ...keyOf.care(residentId),
      ...careIndexKeys(care, nextCareMoment(care), careAttention(care)),
      kind: 'care',
      care,
      head,
    };
    const { written } = await transact([
      put(snapshot, row ? { text: 'head = :head', values: { ':head': row.head } } : absent),
      ...rows.map((each) => put(each, absent)),
      ...placeWrites(before, care),
      ...tags,
      ...foldBookings(events.flatMap((event) => careBookingsOf(event, draw))).map(increment),
    ]);
    const first = rows[0]?.event.sequence ?? 0;
    if (written || (await get<CareEventRow>(keyOf.careEvent(residentId, first)))?.attempt === attempt)
      return { care, events };
    await backOff(tried);
  }
  return refuse('busy');
};

/** An event as the history shows it; `words` where they were asked for and their key exists. */
export type CareEntry = Linked<CareEvent> & { words?: CareWords };

/** All that was recorded of one resident, oldest first. */
export const careHistory = async (residentId: string, { withWords = false } = {}): Promise<CareEntry[]> => {
  const rows = await list<CareEventRow>({
    partition: partition.person(residentId),
    sort: { beginsWith: prefix.care },
  });
  const key = withWords ? await findKey({ residentId, ticketId: '' }) : undefined;
  return rows.map(({ event, prev, hash, words }) => ({
    event,
    prev,
    hash,
    ...(words && key ? { words: open(key, wordsField(residentId, event.sequence), words) as CareWords } : {}),
  }));
};

/**
 * Nobody looks after a person who was erased: they stand in no list and no alarm, and what was typed is gone. Events and
 * numbers stay as they are, and can still be proved.
 */
export const closeCare = async (residentId: string): Promise<void> => {
  const row = await get<CareRow>(keyOf.care(residentId));
  if (!row) return;
  for (const place of placesOf(row.care)) await write(remove(keyOf.carePlace(row.care.stationId, place)));
  const { pk, sk, kind, care, head } = row;
  await write(put({ pk, sk, kind, care, head }, { text: 'head = :head', values: { ':head': head } }));
  for (const each of await list<CareEventRow>({ partition: pk, sort: { beginsWith: prefix.care } }))
    if (each.words) await write(update({ pk, sk: each.sk }, { text: 'REMOVE words' }));
};

/** The lists of a station. `unreached`: on the register, and last reached before this moment. */
export type CareList = { of: 'register' } | { of: 'unreached'; before: Instant } | { of: 'needs' };

/** One page of the residents in a list of a station that fit, each with the care as it is now. Read consistently. */
export const careList = (
  stationId: string,
  asked: CareList,
  request: PageRequest,
  fits: (care: Care) => boolean,
): Promise<Page<Care> | Refusal> => {
  const sort =
    asked.of === 'unreached'
      ? { from: 'R#0', to: `R#1#${asked.before}` }
      : { beginsWith: asked.of === 'register' ? 'R#' : 'N#' };
  return pageWhere<CarePlace, Care>({ partition: partition.care(stationId), sort }, request, async (places) => {
    const rows = await getEach<CareRow>(places.map(({ residentId }) => keyOf.care(residentId)));
    return rows.map((row) => (row && fits(row.care) ? row.care : null));
  });
};
