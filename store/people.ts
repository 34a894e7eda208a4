/** Residents, whose personal fields lie sealed in their file. */
import { normaliseIdNumber } from '../domain/id-number.ts';
import type { Instant } from '../domain/time.ts';
import { householdOf, householdRow } from './households.ts';
import { keyOf, partition } from './keys.ts';
import { list } from './query.ts';
import { absent, get, put, transact, type Write } from './table.ts';
import { createKey, indexOf, open, seal, unwrap } from './vault.ts';

/** What is sealed, each field by itself. `address` as the form writes it. */
export type PersonalFields = {
  name?: string;
  idCard?: string;
  phone?: string;
  address?: { regionCode: string; detail: string };
};

type Particulars = {
  id: string;
  communityCode: string;
  /** Special groups, by their ids in the catalogue. */
  tags: string[];
  /** Has somebody compared the ID card with the person? */
  verified: boolean;
};

/** A person's account with the issuer, and the resident that it is. */
export type Account = {
  id: string;
  residentId: string;
  /** Files of the same person that the account had before its owner was verified. */
  earlier: readonly string[];
  /** What its owner shows at the counter; null once they are verified. */
  code: string | null;
  registeredAt: Instant;
};
export const accountRow = (account: Account) => ({ ...keyOf.account(account.id), kind: 'account', account });

export type ResidentFile = Particulars & {
  openedAt: Instant;
  /** The account that the person signs in with, if they have one. */
  accountId?: string;
  verifiedAt?: Instant;
  /** Who compared the card with the person. */
  verifiedBy?: { id: string; officeId: string };
  /** Digest of the address, see households.ts. */
  household?: string;
  wrappedKey: Uint8Array;
  sealed: Partial<Record<keyof PersonalFields, Uint8Array>>;
};

/** The file, its personal fields still sealed. Read consistently. */
export const resident = (id: string): Promise<ResidentFile | undefined> => get<ResidentFile>(keyOf.residentFile(id));

const fieldName = (name: string): string => `file/${name}`;

/** @throws when a field was tampered with */
export const openFields = async ({ id, wrappedKey, sealed }: ResidentFile): Promise<PersonalFields> => {
  const key = await unwrap(id, wrappedKey);
  return Object.fromEntries(
    Object.entries(sealed).map(([name, value]) => [name, open(key, fieldName(name), value)]),
  ) as PersonalFields;
};

export const idCardIndex = async (idCard: string) =>
  keyOf.blindIndex('id-card', await indexOf('id-card', normaliseIdNumber(idCard)));

/** The resident with this ID number, without the number being stored anywhere in the clear. */
export const findByIdCard = async (idCard: string): Promise<string | undefined> =>
  (await get<{ residentId: string }>(await idCardIndex(idCard)))?.residentId;

const normalisePhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replaceAll(/[\s-]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '');
const phoneIndex = (phone: string): Promise<string> => indexOf('phone', normalisePhone(phone));

/** Everybody whose file has this phone number; families share one. */
export const findByPhone = async (phone: string): Promise<string[]> =>
  (await list<{ residentId: string }>({ partition: partition.phone(await phoneIndex(phone)) })).map(
    ({ residentId }) => residentId,
  );

/** Makes a file findable by its phone number. */
export const phoneRow = async (phone: string, residentId: string) => ({
  ...keyOf.phoneIndex(await phoneIndex(phone), residentId),
  residentId,
});

export type NewFile = Particulars & { fields: PersonalFields; openedAt: Instant; accountId?: string };

/** The file itself first, then its place in the household. Nobody finds it by a number yet. */
export const fileWrites = async ({ fields, ...particulars }: NewFile): Promise<Write[]> => {
  const { key, wrapped } = await createKey(particulars.id);
  const sealed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, seal(key, fieldName(name), value)]),
  );
  const household = fields.address && (await householdOf(fields.address));
  const file: ResidentFile = { ...particulars, ...(household ? { household } : {}), wrappedKey: wrapped, sealed };
  return [
    put({ ...keyOf.residentFile(file.id), kind: 'resident', ...file }, absent),
    ...(household ? [put(householdRow(household, file.id))] : []),
  ];
};

/**
 * Opens the file of an ID number. The same number, or the same id, never gets a second one: `existing` then names the
 * resident who has it. `accountId`: the account that the person signs in with.
 */
export const openFile = async (file: NewFile): Promise<{ opened: string } | { existing: string }> => {
  const [own, ...household] = await fileWrites(file);
  if (!own) throw new Error('no write for a file');
  const { id, accountId, openedAt, fields } = file;
  const writes: Write[] = [own];
  if (fields.idCard !== undefined) writes.push(put({ ...(await idCardIndex(fields.idCard)), residentId: id }, absent));
  if (fields.phone !== undefined) writes.push(put(await phoneRow(fields.phone, id)));
  writes.push(...household);
  if (accountId !== undefined)
    writes.push(
      put(accountRow({ id: accountId, residentId: id, earlier: [], code: null, registeredAt: openedAt }), absent),
    );
  for (;;) {
    const transaction = await transact(writes);
    if (transaction.written) return { opened: id };
    const other = transaction.failed.get(1)?.['residentId'];
    if (typeof other === 'string') return { existing: other };
    if (transaction.failed.size > 0) return { existing: id };
  }
};
