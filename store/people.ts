/** Residents, whose personal fields lie sealed in their file. */
import { normaliseIdNumber } from '../domain/id-number.ts';
import type { Instant } from '../domain/time.ts';
import { type InHousehold, inHousehold } from './households.ts';
import { type IndexRow, rowsUnder } from './indexes.ts';
import { keyOf, partition } from './keys.ts';
import { list } from './query.ts';
import { absent, get, put, transact, type Write } from './table.ts';
import { createKey, indexesOf, open, seal, unwrap, type Wrapped } from './vault.ts';

/** What is sealed, each field by itself. `address` as the form writes it. */
export type PersonalFields = {
  name?: string;
  idCard?: string;
  phone?: string;
  address?: { regionCode: string; detail: string };
  /** Where money is paid to. */
  bankAccount?: string;
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

export type ResidentFile = Particulars &
  InHousehold &
  Wrapped & {
    openedAt: Instant;
    /** The account that the person signs in with, if they have one. */
    accountId?: string;
    verifiedAt?: Instant;
    /** Who compared the card with the person. */
    verifiedBy?: { id: string; officeId: string };
    sealed: Partial<Record<keyof PersonalFields, Uint8Array>>;
  };

/** The row of a file, also of a person who is erased or about to be: then its fields and its key may be gone. */
export type FileRow = Omit<ResidentFile, 'wrappedKey'> & { wrappedKey?: Uint8Array; erasedAt?: Instant };
export const residentRow = (id: string): Promise<FileRow | undefined> => get<FileRow>(keyOf.residentFile(id));

/** The file, its personal fields still sealed; undefined also of a person who was erased. Read consistently. */
export const resident = async (id: string): Promise<ResidentFile | undefined> => {
  const row = await residentRow(id);
  return row?.wrappedKey && row.erasedAt === undefined ? { ...row, wrappedKey: row.wrappedKey } : undefined;
};

/** Under which name a field of the file is sealed. */
export const fieldName = (name: string): string => `file/${name}`;

/** @throws when a field was tampered with */
export const openFields = async ({ sealed, ...file }: ResidentFile): Promise<PersonalFields> => {
  const key = await unwrap(file.id, file);
  return Object.fromEntries(
    Object.entries(sealed).map(([name, value]) => [name, open(key, fieldName(name), value)]),
  ) as PersonalFields;
};

const idCardIndexes = (idCard: string) => indexesOf('id-card', normaliseIdNumber(idCard));
const idCardKey = (mac: string) => keyOf.blindIndex('id-card', mac);

/** Makes a file the one of its ID number. Each is to be put where nothing is: then no other file can have the number. */
export const idCardRows = async (idCard: string, residentId: string): Promise<IndexRow[]> =>
  rowsUnder(await idCardIndexes(idCard), idCardKey, residentId);

/** The resident with this ID number, without the number being stored anywhere in the clear. */
export const findByIdCard = async (idCard: string): Promise<string | undefined> => {
  for (const { mac } of await idCardIndexes(idCard)) {
    const row = await get<IndexRow>(idCardKey(mac));
    if (row) return row.residentId;
  }
  return undefined;
};

const normalisePhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replaceAll(/[\s-]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '');
const phoneIndexes = (phone: string) => indexesOf('phone', normalisePhone(phone));

/** Everybody whose file has this phone number; families share one. */
export const findByPhone = async (phone: string): Promise<string[]> => {
  const found = await Promise.all(
    (await phoneIndexes(phone)).map(({ mac }) => list<IndexRow>({ partition: partition.phone(mac) })),
  );
  return [...new Set(found.flat().map(({ residentId }) => residentId))];
};

/** Makes a file findable by its phone number. */
export const phoneRows = async (phone: string, residentId: string): Promise<IndexRow[]> =>
  rowsUnder(await phoneIndexes(phone), (mac) => keyOf.phoneIndex(mac, residentId), residentId);

export type NewFile = Particulars & { fields: PersonalFields; openedAt: Instant; accountId?: string };

/** The file itself first, then its place in the household. Nobody finds it by a number yet. */
export const fileWrites = async ({ fields, ...particulars }: NewFile): Promise<Write[]> => {
  const { key, wrapped } = await createKey(particulars.id);
  const sealed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, seal(key, fieldName(name), value)]),
  );
  const household = fields.address && (await inHousehold(fields.address, particulars.id));
  const file: ResidentFile = { ...particulars, ...household?.places, ...wrapped, sealed };
  return [
    put({ ...keyOf.residentFile(file.id), kind: 'resident', ...file }, absent),
    ...(household?.rows ?? []).map((row) => put(row)),
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
  const numbers = fields.idCard === undefined ? [] : await idCardRows(fields.idCard, id);
  const writes: Write[] = [own, ...numbers.map((row) => put(row, absent))];
  if (fields.phone !== undefined) writes.push(...(await phoneRows(fields.phone, id)).map((row) => put(row)));
  writes.push(...household);
  if (accountId !== undefined)
    writes.push(
      put(accountRow({ id: accountId, residentId: id, earlier: [], code: null, registeredAt: openedAt }), absent),
    );
  for (;;) {
    const transaction = await transact(writes);
    if (transaction.written) return { opened: id };
    const [other] = numbers.flatMap((_, i) => transaction.failed.get(i + 1)?.['residentId'] ?? []);
    if (typeof other === 'string') return { existing: other };
    if (transaction.failed.size > 0) return { existing: id };
  }
};
