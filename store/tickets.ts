/**
 * Tickets. Snapshot, events, words and board places of one step are written in one transaction or not at all; two who
 * act on the same ticket are put in order by the head of its chain of events.
 */
import { randomUUID } from 'node:crypto';
import { type Refusal, isRefusal, refuse } from '../domain/refusal.ts';
import { apply, complete, completeFirst, type EventDraft } from '../domain/ticket/apply.ts';
import type { Subject as Dimensions, TicketEvent } from '../domain/ticket/event.ts';
import type { Ticket } from '../domain/ticket/state.ts';
import { DAY, epochMs, type Instant } from '../domain/time.ts';
import { link, origin, type StoredEvent } from './chain.ts';
import { keyOf } from './keys.ts';
import { findKey, type Subject, subjectOf } from './subjects.ts';
import { absent, backOff, check, get, put, transact, type Write } from './table.ts';
import { boardWrites, type EventRow, eventWrites, snapshotRow, type SnapshotRow, type Words } from './ticket-rows.ts';
import { createKey, digest, type SubjectKey } from './vault.ts';

/** How long the answer to a repeated request is kept, from the first one on. */
const replayFor = 30 * DAY;
const tries = 5;

/**
 * A request as the caller names it: the same key with the same body is the same request. `bodyHash` is never stored: a
 * plain hash of what a form holds could be guessed back. Its digest under the applicant's key cannot.
 */
export type Idempotency = { callerId: string; key: string; bodyHash: string };
type IdempotencyRow = { body: string; ticketId: string; expiresAt: number };

export type Submission = {
  ticketId: string;
  first: EventDraft & { body: { type: 'Submitted' } };
  /** What happens in the same moment, e.g. Accepted and Resolved of a matter done at the counter. */
  following?: (ticket: Ticket) => EventDraft[];
  dimensions: Pick<Dimensions, 'communityCode' | 'department' | 'channel' | 'special' | 'restricted' | 'groups'>;
  idempotency: Idempotency;
  /** Stored with it or not at all, such as what the resident's file is to remember: writes with their own conditions. */
  alongside?: readonly Write[];
  now: Instant;
};

/** A ticket as it lies in the table; `change` takes it where it was read a moment ago. */
export type Read = SnapshotRow | undefined;

/** Consistent unless told otherwise. */
export const read = (id: string, { consistent = true } = {}): Promise<Read> =>
  get<SnapshotRow>(keyOf.ticket(id), { consistent });

/** The ticket as it is now; without `consistent`, as it was at most a moment ago, at half the price. */
export const load = async (id: string, { consistent = true } = {}): Promise<Ticket | undefined> =>
  (await read(id, { consistent }))?.ticket;

/** Whose data was erased: nothing can be sealed for them any more. */
const erased: Refusal = refuse('wrong-state', {
  zh: '申请人的个人资料已按规定删除，不能再填写内容。',
  en: "The applicant's personal data has been erased; nothing more can be written.",
});

const unknownTicket = (id: string): Refusal => refuse('not-found', { ticket: id });

/** One step of a ticket, decided but not yet written. */
type Step = { stored: StoredEvent; words: Words | undefined; key: SubjectKey | undefined };

/** The draft's words are bound to its event by their digest, and the event to the one before by its hash. */
const step = (event: TicketEvent, { words }: EventDraft, prev: string, key: SubjectKey | undefined): Step => {
  if (!words) return { stored: link(event, prev), words, key };
  if (!key) throw new Error(`ticket ${event.ticketId}: its applicant has no data key, words cannot be sealed`);
  return { stored: link({ ...event, sealed: digest(key, words) }, prev), words, key };
};

/** Folds drafts over a ticket: what each records, the ticket after them, the head of its chain. */
const fold = (
  start: { ticket: Ticket; head: string },
  drafts: readonly EventDraft[],
  now: Instant,
  key: SubjectKey | undefined,
): { steps: Step[]; ticket: Ticket; head: string } => {
  const steps: Step[] = [];
  let { ticket, head } = start;
  for (const draft of drafts) {
    const next = step(complete(ticket, draft, now), draft, head, key);
    steps.push(next);
    ticket = apply(ticket, next.stored.event);
    head = next.stored.hash;
  }
  return { steps, ticket, head };
};

const answered = async ({ body, ticketId }: IdempotencyRow, asked: Idempotency) => {
  const ticket = await load(ticketId);
  const key = ticket && (await findKey({ residentId: ticket.residentId, ticketId }));
  if (key && digest(key, asked.bodyHash) !== body) return refuse('key-reused', { key: asked.key });
  if (!ticket) throw new Error(`idempotency key ${asked.key} names ticket ${ticketId}, which is not there`);
  return { replayed: ticket };
};

const seconds = (now: Instant): number => Math.floor(epochMs(now) / 1000);

/** Was this request answered before? Asked first, a repeated request is neither decided nor charged again. */
export const replay = async (asked: Idempotency, now: Instant): Promise<{ replayed: Ticket } | Refusal | undefined> => {
  const found = await get<IdempotencyRow>(keyOf.idempotency(asked.callerId, asked.key));
  // The table forgets expired items when it likes, so their time is looked at too.
  return found && found.expiresAt > seconds(now) ? answered(found, asked) : undefined;
};

/**
 * Stores a new ticket. The same idempotency key with the same body gives the ticket stored before, with another body
 * the refusal `key-reused`. `referenceTaken`: nothing was stored; call again with another reference.
 */
export const submit = async (
  submission: Submission,
): Promise<{ ticket: Ticket; events: TicketEvent[] } | { replayed: Ticket } | { referenceTaken: string } | Refusal> => {
  const { ticketId, first, following, dimensions, idempotency, alongside = [], now } = submission;
  const { reference, residentId } = first.body;
  const subject: Subject = { residentId, ticketId };
  const made = residentId === null ? await createKey(subjectOf(subject)) : undefined;
  const key = made?.key ?? (await findKey(subject));
  if (!key) return erased;

  const opening = step(completeFirst(first, ticketId, now, dimensions), first, origin, key);
  const born = { ticket: apply(null, opening.stored.event), head: opening.stored.hash };
  const after = fold(born, following?.(born.ticket) ?? [], now, key);
  const steps = [opening, ...after.steps];
  const attempt = randomUUID();

  const expiresAt = seconds(now) + replayFor / 1000;
  const mayTake = { text: `${absent.text} OR expiresAt <= :now`, values: { ':now': seconds(now) } };
  const { callerId, key: name, bodyHash } = idempotency;
  const writes: Write[] = [
    put({ ...keyOf.idempotency(callerId, name), body: digest(key, bodyHash), ticketId, expiresAt }, mayTake),
    put({ ...keyOf.reference(reference), ticketId }, absent),
    put(snapshotRow(after.ticket, after.head), absent),
    ...steps.flatMap((each) => eventWrites(each, attempt)),
    ...boardWrites(null, after.ticket),
    ...(made ? [put({ ...keyOf.ticketKey(ticketId), ...made.wrapped }, absent)] : []),
    ...alongside,
  ];
  for (let tried = 1; tried <= tries; tried++) {
    const transaction = await transact(writes, attempt);
    if (transaction.written) return { ticket: after.ticket, events: steps.map(({ stored }) => stored.event) };
    const before = transaction.failed.get(0);
    // Also when the reply to our own first try was lost: the ticket is the one that we stored.
    if (before) return answered(before as IdempotencyRow, idempotency);
    if (transaction.failed.has(1)) return { referenceTaken: reference };
    if (transaction.failed.has(2)) throw new Error(`ticket id ${ticketId} is taken`);
    // A paper or the resident's file is no longer what it was a moment ago: the next try says which.
    if (transaction.failed.size > 0) return refuse('busy');
    await backOff(tried);
  }
  return refuse('busy');
};

/** What a change decides from the ticket as it is: what to record (nothing: an empty list), or why not. */
export type Decide = (ticket: Ticket) => readonly EventDraft[] | Refusal | Promise<readonly EventDraft[] | Refusal>;

/**
 * Changes one ticket: loads it, decides, writes. When somebody else was faster it is loaded and decided again.
 * `ifVersion` is the version the caller saw (If-Match). Refuses `not-found`, `stale-version`, `busy`, `wrong-state`
 * where there are words and the applicant's data was erased, or what
 * `decide` refuses.
 *
 * @param known the ticket as it was read for this very request: when it has changed since, it is loaded again
 */
export const change = async (
  id: string,
  decide: Decide,
  { now, ifVersion, known }: { now: Instant; ifVersion?: number | undefined; known?: Promise<Read> | undefined },
): Promise<{ ticket: Ticket; events: TicketEvent[] } | Refusal> => {
  for (let tried = 1; tried <= tries; tried++) {
    const before = await ((tried === 1 && known) || read(id));
    if (!before) return unknownTicket(id);
    const { ticket, head } = before;
    if (ifVersion !== undefined && ifVersion !== ticket.version)
      return refuse('stale-version', { seen: String(ifVersion), current: String(ticket.version) });

    const drafts = await decide(ticket);
    if (isRefusal(drafts)) return drafts;
    if (drafts.length === 0) return { ticket, events: [] };

    const hasWords = drafts.some(({ words }) => words);
    const key = hasWords ? await findKey({ residentId: ticket.residentId, ticketId: id }) : undefined;
    if (hasWords && !key) return erased;
    const after = fold({ ticket, head }, drafts, now, key);
    const done = { ticket: after.ticket, events: after.steps.map(({ stored }) => stored.event) };
    const attempt = randomUUID();
    const unchanged = { text: 'head = :head', values: { ':head': head } };
    const { written } = await transact(
      [
        put(snapshotRow(after.ticket, after.head), unchanged),
        ...drafts.flatMap(({ rests }) => (rests ? [check(keyOf.ticket(rests.ticketId), asSeen(rests.sequence))] : [])),
        ...after.steps.flatMap((each) => eventWrites(each, attempt)),
        ...boardWrites(ticket, after.ticket),
      ],
      attempt,
    );
    if (written || (await isOurs(id, ticket.sequence + 1, attempt))) return done;
    await backOff(tried);
  }
  return refuse('busy');
};

/** The snapshot has had no event since. */
const asSeen = (sequence: number) => ({
  text: '#sequence = :sequence',
  names: { '#sequence': 'sequence' },
  values: { ':sequence': sequence },
});

/** The reply to a write can be lost on the way, and its repetition then fails: was it written after all? */
const isOurs = async (id: string, sequence: number, attempt: string): Promise<boolean> =>
  (await get<EventRow>(keyOf.event(id, sequence)))?.attempt === attempt;

/** Which ticket a reference names. */
export const idOfReference = async (reference: string): Promise<string | undefined> =>
  (await get<{ ticketId: string }>(keyOf.reference(reference)))?.ticketId;
