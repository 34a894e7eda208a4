/**
 * Which account is which resident. An account gets a file of its own when it registers; the file of an ID number (that
 * which the blind index names) only when a clerk has seen the card. Registering neither reads nor writes an index: it
 * goes the same way whether the number is known or not, and whoever knows somebody's number gets nothing by it.
 */
import type { AuditActor } from '../domain/audit.ts';
import { normaliseIdNumber } from '../domain/id-number.ts';
import type { Instant } from '../domain/time.ts';
import { recordWith } from './audit.ts';
import { keyOf } from './keys.ts';
import {
  type Account,
  accountRow,
  fileWrites,
  idCardRows,
  type NewFile,
  openFields,
  phoneRows,
  resident,
} from './people.ts';
import { type Notice, noticeWrite } from './notices.ts';
import { absent, get, present, put, remove, transact, update, type Write } from './table.ts';

export type { Account };

/** Read consistently and never remembered. */
export const account = async (id: string): Promise<Account | undefined> =>
  (await get<{ account: Account }>(keyOf.account(id)))?.account;

/** By the code that its owner shows at the counter. */
export const accountByCode = async (code: string): Promise<Account | undefined> => {
  const row = await get<{ accountId: string }>(keyOf.counterCode(code));
  return row && account(row.accountId);
};

/** `known`: the account is registered already. `code-taken`: draw another. */
export const register = async (
  { id, code }: { id: string; code: string },
  file: NewFile,
): Promise<'registered' | 'known' | 'code-taken'> => {
  const made: Account = { id, residentId: file.id, earlier: [], code, registeredAt: file.openedAt };
  const writes = [
    put(accountRow(made), absent),
    put({ ...keyOf.counterCode(code), kind: 'counter-code', accountId: id }, absent),
    ...(await fileWrites({ ...file, accountId: id })),
  ];
  for (;;) {
    const transaction = await transact(writes);
    if (transaction.written) return 'registered';
    if (transaction.failed.has(0)) return 'known';
    if (transaction.failed.has(1)) return 'code-taken';
  }
};

/** Is this the ID number that the account gave when it registered? */
export const claims = async ({ residentId }: Account, idNumber: string): Promise<boolean> => {
  const file = await resident(residentId);
  const said = file && (await openFields(file)).idCard;
  return said !== undefined && normaliseIdNumber(said) === normaliseIdNumber(idNumber);
};

/** What a clerk's look at the card settles. */
export type Verification = {
  idNumber: string;
  /** The file that the number has, if any. */
  fileId: string | undefined;
  /** The account of the person at the counter, if they have one to be linked. */
  account: Account | undefined;
  /** The account that the file had: it is nobody's afterwards. */
  replaced: string | undefined;
  /** Where the file is said to belong, and, of a file that was there before, where it belonged when it was looked at. */
  communityCode: string;
  formerCommunity: string | undefined;
  by: { id: string; officeId: string };
  actor: AuditActor;
  at: Instant;
  /** What the resident is told. */
  words: Pick<Notice, 'zh' | 'en'>;
};

/**
 * Marks the file as verified and links the account to it. An account whose own file is not that of the number keeps its
 * own beside it (`earlier`), with what was filed under it. The audit has it and the resident is told in the same
 * transaction. `rival`: somebody settled the same meanwhile, or the file has another account.
 */
export const verify = async ({
  idNumber,
  fileId,
  account: own,
  replaced,
  communityCode,
  formerCommunity = communityCode,
  by,
  actor,
  at,
  words,
}: Verification): Promise<{ residentId: string } | 'rival'> => {
  const residentId = fileId ?? own?.residentId;
  if (residentId === undefined) throw new Error('neither a file nor an account to verify');
  const writes: Write[] = [
    update(
      keyOf.residentFile(residentId),
      {
        text: `SET #verified = :yes, #verifiedAt = :at, #verifiedBy = :by, #community = :community${own ? ', #account = :account' : ''}`,
        names: {
          '#verified': 'verified',
          '#verifiedAt': 'verifiedAt',
          '#verifiedBy': 'verifiedBy',
          '#community': 'communityCode',
          ...(own ? { '#account': 'accountId' } : {}),
        },
        values: {
          ':yes': true,
          ':at': at,
          ':by': by,
          ':community': communityCode,
          ':former': formerCommunity,
          ...(own ? { ':account': own.id } : {}),
        },
      },
      {
        text: `${present.text} AND #community = :former${own ? ' AND (attribute_not_exists(#account) OR #account IN (:account, :replaced))' : ''}`,
        ...(own ? { values: { ':replaced': replaced ?? own.id } } : {}),
      },
    ),
  ];
  if (fileId === undefined) {
    writes.push(...(await idCardRows(idNumber, residentId)).map((row) => put(row, absent)));
    const file = await resident(residentId);
    const phone = file && (await openFields(file)).phone;
    if (phone !== undefined) writes.push(...(await phoneRows(phone, residentId)).map((row) => put(row)));
  }
  if (own) {
    const earlier = own.residentId === residentId ? own.earlier : [...own.earlier, own.residentId];
    const same = {
      text: '#own.#resident = :was',
      names: { '#own': 'account', '#resident': 'residentId' },
      values: { ':was': own.residentId },
    };
    writes.push(put(accountRow({ ...own, residentId, earlier, code: null }), same));
    if (replaced !== undefined && replaced !== own.id) writes.push(remove(keyOf.account(replaced)));
    if (own.code !== null) writes.push(remove(keyOf.counterCode(own.code)));
  }
  writes.push(noticeWrite({ residentId, ticketId: null, sequence: 0, at, reference: null, ...words }));
  const { written } = await recordWith({ kind: 'verified', residentId }, { actor, now: at }, writes);
  return written ? { residentId } : 'rival';
};
