/**
 * Erases a person, in steps each of which can be repeated: first everything by which somebody finds them, then what
 * they gave, last the key. Destroying the wrapped key makes every word sealed under it unreadable, wherever it lies;
 * hashes, chains and numbers never had any of it.
 */
import {
  closingEnds,
  type Erasure,
  type ErasureState,
  isUnderWay,
  keptTickets,
  outlookOf,
  postponedTo,
} from '../domain/erasure.ts';
import type { Mandate } from '../domain/mandate.ts';
import type { Paper } from '../domain/paper.ts';
import type { Retention } from '../domain/retention.ts';
import type { CivilDate, Instant } from '../domain/time.ts';
import type { Account } from './accounts.ts';
import { notedErasures, noteErasure } from './erasure-records.ts';
import { dueErasures, erasure, saveErasure, ticketsOf } from './erasures.ts';
import { closeCare } from './care.ts';
import type { IndexRow } from './indexes.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import * as files from './paper-files.ts';
import * as papers from './papers.ts';
import { type FileRow, idCardRows, openFields, phoneRows, residentRow } from './people.ts';
import { list, query } from './query.ts';
import { dropWords } from './retention.ts';
import { get, present, remove, update, write } from './table.ts';

/** From now on nobody reads or writes under the file, and nobody can be it; it can be taken back until it is emptied. */
export const closeFile = (id: string, at: Instant) =>
  update(keyOf.residentFile(id), { text: 'SET erasedAt = :at', values: { ':at': at } }, present);
export const reopenFile = (id: string) => update(keyOf.residentFile(id), { text: 'REMOVE erasedAt' }, present);

const theirs = (residentId: string) => ({ text: 'residentId = :resident', values: { ':resident': residentId } });

/** Nobody finds the person by a number or an address any more. */
const dropIndexes = async ({ wrappedKey, ...file }: FileRow): Promise<void> => {
  const { idCard, phone } = wrappedKey ? await openFields({ ...file, wrappedKey }) : {};
  const rows: IndexRow[] = [
    ...(idCard === undefined ? [] : await idCardRows(idCard, file.id)),
    ...(phone === undefined ? [] : await phoneRows(phone, file.id)),
  ];
  const digests = [file.household, file.formerHousehold].flatMap((digest) => digest ?? []);
  const keys = [
    ...rows.map(({ pk, sk }) => ({ pk, sk })),
    ...digests.map((digest) => keyOf.household(digest, file.id)),
  ];
  // The number may be that of another file of the same person, or of somebody else by now.
  for (const key of keys) await write(remove(key, theirs(file.id)));
};

/** File and row, with every version that the store still has. */
const dropPaper = async (paper: Paper): Promise<void> => {
  await files.dropVersions(paper.id);
  await papers.forget(paper);
};

const dropPapers = async (residentId: string, kept: ReadonlySet<string>): Promise<void> => {
  for (const paper of await papers.ofResident(residentId))
    if (!paper.attachedTo.some((ticketId) => kept.has(ticketId))) await dropPaper(paper);
};

/**
 * Stays: the file itself, which is emptied last, what the person is as a member of staff, that they were erased, and the
 * chain of the care for them, without its words.
 */
const stays = (sk: string): boolean =>
  sk === keyOf.residentFile('').sk ||
  sk === keyOf.staff('').sk ||
  sk === keyOf.erasure('').sk ||
  sk === keyOf.care('').sk ||
  sk.startsWith(prefix.care) ||
  sk.startsWith(prefix.deputy);

type PersonRow = Key & { mandate?: Mandate };

/** Messages, mandates on both sides, the list of who looked, what was uploaded before; with an account also that. */
const dropRowsOf = async (id: string): Promise<void> => {
  for (const { pk, sk, mandate } of await list<PersonRow>({ partition: partition.person(id) })) {
    if (stays(sk)) continue;
    if (mandate) {
      await write(remove(keyOf.mandateHeld(mandate.agentId, mandate.id)));
      await write(remove(keyOf.mandateGranted(mandate.principalId, mandate.id)));
    } else await write(remove({ pk, sk }));
  }
};

/** The account is nobody's: its owner may register anew, as somebody who was never here. */
const dropAccount = async (accountId: string, person: Erasure): Promise<void> => {
  const account = (await get<{ account: Account }>(keyOf.account(accountId)))?.account;
  if (account && !person.files.includes(account.residentId)) return;
  if (account?.code) await write(remove(keyOf.counterCode(account.code)));
  if (account) await write(remove(keyOf.account(accountId)));
  for await (const { pk, sk } of query<Key>({ partition: partition.idempotency(accountId) }))
    await write(remove({ pk, sk }));
};

/** What is left of a file: that it was one. With something to be kept the key stays, and nobody is given it. */
const emptyFile = (id: string, keepsKey: boolean) =>
  update(
    keyOf.residentFile(id),
    {
      text: `SET sealed = :none, tags = :no, verified = :false REMOVE household, formerHousehold, accountId, verifiedAt, verifiedBy${keepsKey ? '' : ', wrappedKey, keyVersion'}`,
      values: { ':none': {}, ':no': [], ':false': false },
    },
    { text: `${present.text} AND attribute_exists(erasedAt)` },
  );

/**
 * Erases everything of the person that need not be kept, and locks the rest. Ended anywhere, it is done again.
 */
export const erasePerson = async (person: Erasure, days: Retention, now: Instant): Promise<void> => {
  const tickets = await ticketsOf(person);
  const kept = new Set(keptTickets(tickets, days, now).map(({ id }) => id));
  for (const id of person.files) {
    const file = await residentRow(id);
    if (!file) continue;
    await dropIndexes(file);
    await dropPapers(id, kept);
    await closeCare(id);
    await dropRowsOf(id);
    const own = tickets.filter(({ residentId }) => residentId === id);
    const keepsKey = own.some((ticket) => kept.has(ticket.id));
    if (keepsKey) for (const ticket of own) if (!kept.has(ticket.id)) await dropWords(ticket.id);
    await write(emptyFile(id, keepsKey));
  }
  if (person.accountId !== undefined) await dropAccount(person.accountId, person);
};

/** The schedule acts. */
const system = { id: 'system', role: 'system' } as const;

const filesThere = async ({ files }: Erasure): Promise<string[]> =>
  (await Promise.all(files.map(residentRow))).flatMap((file) => file?.id ?? []);

/**
 * Does the step that is due, and says which state it led to. First the files are closed; what had begun before then ends
 * within ten minutes; then everything goes. What is open again in between opens the files again.
 */
export const advanceErasure = async (
  was: Erasure,
  days: Retention,
  now: Instant,
): Promise<ErasureState | 'postponed' | 'rival'> => {
  const circumstances = { actor: system, now };
  const { open, keptUntil } = outlookOf(await ticketsOf(was), days, now);
  const revision = was.revision + 1;
  const isPostponed = open > 0 && !was.again && (was.state === 'waiting' || was.state === 'closing');
  if (isPostponed) {
    const deeds = was.state === 'closing' ? (await filesThere(was)).map(reopenFile) : [];
    const next: Erasure = { ...was, state: 'waiting', revision, dueAt: postponedTo(now) };
    return (await saveErasure(was, next, circumstances, { deeds, step: 'postponed' })) ? 'postponed' : 'rival';
  }
  if (was.state === 'waiting') {
    const deeds = (await filesThere(was)).map((id) => closeFile(id, now));
    const next: Erasure = { ...was, state: 'closing', revision, dueAt: closingEnds(now) };
    return (await saveErasure(was, next, circumstances, { deeds })) ? 'closing' : 'rival';
  }
  if (was.state !== 'closing' && was.state !== 'restricted') return was.state;
  await noteErasure({ ...was, erasedAt: was.erasedAt ?? now }, now);
  await erasePerson(was, days, now);
  const { keptUntil: _, ...rest } = was;
  const next: Erasure = {
    ...rest,
    revision,
    state: keptUntil === null ? 'erased' : 'restricted',
    dueAt: keptUntil,
    ...(keptUntil === null ? {} : { keptUntil }),
    erasedAt: was.erasedAt ?? now,
  };
  return (await saveErasure(was, next, circumstances)) ? next.state : 'rival';
};

/** Does every step that is due. */
export const advanceDue = async (days: Retention, now: Instant): Promise<Record<string, number>> => {
  const done: Record<string, number> = {};
  for await (const each of dueErasures(now)) {
    const state = await advanceErasure(each, days, now);
    done[state] = (done[state] ?? 0) + 1;
  }
  return done;
};

/**
 * Erases again who was erased since that day, and is there all the same: the table was restored to a moment before. How
 * many that were.
 */
export const eraseAgain = async (since: CivilDate, days: Retention, now: Instant): Promise<number> => {
  let again = 0;
  for await (const { residentId, read } of notedErasures(since)) {
    const known = await erasure(residentId);
    if (known && isUnderWay(known)) continue;
    const noted = await read();
    const next: Erasure = { ...noted, state: 'closing', revision: (known?.revision ?? 0) + 1, dueAt: now, again: true };
    const deeds = (await filesThere(noted)).map((id) => closeFile(id, now));
    if (!(await saveErasure(known, next, { actor: system, now }, { deeds }))) continue;
    await advanceErasure(next, days, now);
    again += 1;
  }
  return again;
};
