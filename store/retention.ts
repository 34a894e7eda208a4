/**
 * Takes away what has been kept for long enough (domain/retention.ts). Walks the days in their order, each once, and
 * writes down how far it has come: ended anywhere, it goes on at the day in which it was.
 */
import { contentKeptUntil, isRecord, type Retention } from '../domain/retention.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { addDays, type CivilDate, dateOf, type Instant } from '../domain/time.ts';
import { auditChain } from './audit.ts';
import { type Key, keyOf, partition, prefix, shards } from './keys.ts';
import * as files from './paper-files.ts';
import * as papers from './papers.ts';
import { list, query } from './query.ts';
import { get, getMany, put, remove, write } from './table.ts';
import type { SnapshotRow } from './ticket-rows.ts';

/** Days that are looked back on the first run, of an installation that did not have this before. */
const lookBack = 60;
/** Days in one run: those of a month are caught up with in one night. */
const perRun = 31;
const batch = 100;

type Mark = Key & { kind: 'retention'; until: CivilDate };

/** Does `work` for each day up to `last` that was not done yet, the oldest first. */
const dayByDay = async (what: string, last: CivilDate, work: (date: CivilDate) => Promise<number>): Promise<number> => {
  const key = keyOf.retained(what);
  let until = (await get<Mark>(key))?.until ?? addDays(last, -lookBack);
  let done = 0;
  for (let days = 0; until < last && days < perRun; days++) {
    const date = addDays(until, 1);
    done += await work(date);
    await write(put({ ...key, kind: 'retention', until: date }));
    until = date;
  }
  return done;
};

/** Tickets with an event on that day, each once. */
async function* ticketsOn(date: CivilDate): AsyncGenerator<Ticket, void, void> {
  for (let shard = 0; shard < shards.day; shard++) {
    let ids = new Set<string>();
    const load = async () => (await getMany<SnapshotRow>([...ids].map(keyOf.ticket))).map(({ ticket }) => ticket);
    for await (const { pk } of query<Key>({ index: 'byDay', partition: partition.day(date, shard) })) {
      ids.add(pk.slice(prefix.ticket.length));
      if (ids.size < batch) continue;
      yield* await load();
      ids = new Set();
    }
    yield* await load();
  }
}

/** Words beside the events of a request: the form, questions, answers, reasons. The events themselves stay. */
export const dropWords = async (ticketId: string): Promise<void> => {
  const range = { partition: partition.ticket(ticketId), sort: { beginsWith: prefix.sealed } };
  for (const { pk, sk } of await list<Key>(range)) await write(remove({ pk, sk }));
};

/** The files of a request, unless another one still needs them. */
const dropPapersOf = async ({ id, papers: attached = [] }: Ticket, days: Retention, now: Instant): Promise<void> => {
  for (const paper of (await papers.loadAll(attached.map((each) => each.id))).values()) {
    const others = await getMany<SnapshotRow>(paper.attachedTo.filter((each) => each !== id).map(keyOf.ticket));
    if (others.some(({ ticket }) => (contentKeptUntil(ticket, days) ?? now) >= now)) continue;
    await files.dropVersions(paper.id);
    await papers.forget(paper);
  }
};

const dropContent = async (ticket: Ticket, days: Retention, now: Instant): Promise<void> => {
  await dropWords(ticket.id);
  await dropPapersOf(ticket, days, now);
  if (ticket.residentId === null) await write(remove(keyOf.ticketKey(ticket.id)));
};

/** What was written and handed in for requests that ended long enough ago. How many those were. */
export const dropContents = async (days: Retention, now: Instant): Promise<number> => {
  let dropped = 0;
  for (const [name, record] of [
    ['decisions', true],
    ['requests', false],
  ] as const)
    dropped += await dayByDay(name, addDays(dateOf(now), -days[name] - 1), async (date) => {
      let count = 0;
      for await (const ticket of ticketsOn(date)) {
        const until = contentKeptUntil(ticket, days);
        if (isRecord(ticket) !== record || until === null || until > now) continue;
        await dropContent(ticket, days, now);
        count += 1;
      }
      return count;
    });
  return dropped;
};

/** The last day whose audit is not kept any more. */
export const auditEnded = (days: Retention, now: Instant): CivilDate => addDays(dateOf(now), -days.audit - 1);

/** Whole days of the audit: each is made of chains of its own, so that what is left stays provable. */
export const dropAudit = (days: Retention, now: Instant): Promise<number> =>
  dayByDay('audit', auditEnded(days, now), async (date) => {
    let count = 0;
    for (let shard = 0; shard < shards.audit; shard++) {
      const chain = `${date}#${shard}`;
      // The head goes last: until then the day is known, and begun again.
      for (const { pk, sk } of await auditChain(chain)) {
        await write(remove({ pk, sk }));
        count += 1;
      }
      await write(remove(keyOf.auditHead(chain)));
    }
    return count;
  });
