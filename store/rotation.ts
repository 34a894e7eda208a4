/**
 * Moves what hangs on a KMS key to its newest version, while the system runs. Reads the whole table: for the console
 * only. Every step is one transaction that says what it found, so that a run that was ended anywhere is simply started
 * again, two at once do no harm, and what is erased meanwhile stays erased.
 */
import { dataKeys, indexKeys } from './client.ts';
import { inHousehold } from './households.ts';
import type { IndexRow } from './indexes.ts';
import { type Key, keyOf, prefix } from './keys.ts';
import { idCardRows, openFields, phoneRows, type ResidentFile, resident } from './people.ts';
import { inParallel } from './batch.ts';
import { scan } from './scan.ts';
import { absent, type Expression, present, put, remove, transact, update, type Write, write } from './table.ts';
import { rewrap, type Wrapped } from './vault.ts';

/** What one pass did. `left`: what it could not move, each with the reason. */
export type Rotated = { moved: number; gone: number; left: { what: string; why: 'no-value' | 'taken' }[] };
export type Progress = (moved: number) => void;

const batch = 64;

/** Works a scan off, some rows at once. */
const each = async <Row>(filter: Expression, work: (row: Row) => Promise<void>): Promise<void> => {
  let rows: Row[] = [];
  for await (const row of scan<Row>(filter)) {
    rows.push(row);
    if (rows.length < batch) continue;
    await inParallel(rows, work);
    rows = [];
  }
  await inParallel(rows, work);
};

const older = (name: string): string => `(attribute_not_exists(${name}) OR ${name} < :current)`;

/** Index rows of an older version; while that is still in use, only those without a row of the newest beside them. */
const oldRows = (): Expression => {
  const [{ version }, former] = indexKeys();
  return {
    text: `(begins_with(#pk, :index) OR begins_with(#pk, :household)) AND ${older('#version')}${former ? ` AND ${older('#beside')}` : ''}`,
    names: { '#pk': 'pk', '#version': 'version', ...(former ? { '#beside': 'beside' } : {}) },
    values: { ':index': prefix.index, ':household': prefix.household, ':current': version },
  };
};

/** The row of the newest version for what the old one says; undefined where the file no longer says it. */
const newRow = async (old: IndexRow, file: ResidentFile): Promise<IndexRow | undefined> => {
  const { idCard, phone, address } = await openFields(file);
  const { id } = file;
  if (old.pk.startsWith(prefix.household)) return address && (await inHousehold(address, id)).rows[0];
  if (old.pk.startsWith(keyOf.phoneIndex('', '').pk))
    return phone === undefined ? undefined : (await phoneRows(phone, id))[0];
  return idCard === undefined ? undefined : (await idCardRows(idCard, id))[0];
};

const own = ({ residentId }: IndexRow): Expression => ({
  text: 'residentId = :resident',
  values: { ':resident': residentId },
});

/** What the file itself says of its household: by the newest digest, and while both are in use by the one before. */
const householdMoved = (file: ResidentFile, old: IndexRow, next: IndexRow, isFinal: boolean): Write[] => {
  if (!old.pk.startsWith(prefix.household)) return [];
  const digestOf = ({ pk }: IndexRow) => pk.slice(prefix.household.length);
  return [
    update(
      keyOf.residentFile(file.id),
      {
        text: isFinal ? 'SET household = :new REMOVE formerHousehold' : 'SET household = :new, formerHousehold = :old',
        values: { ':new': digestOf(next), ...(isFinal ? {} : { ':old': digestOf(old) }) },
      },
      {
        text: 'household = :was',
        values: { ':was': file.household },
      },
    ),
  ];
};

const moveRow = async (old: IndexRow, done: Rotated): Promise<void> => {
  const [{ version }, former] = indexKeys();
  const isFinal = former === undefined;
  const key: Key = { pk: old.pk, sk: old.sk };
  const what = `${old.pk.split('#').slice(0, 2).join('#')} ${old.residentId}`;
  for (;;) {
    const file = await resident(old.residentId);
    const next = file && (await newRow(old, file));
    if (!next) {
      // Nobody is found by it any more.
      if (isFinal && (await write(remove(key, own(old))))) done.gone += 1;
      else if (!isFinal) done.left.push({ what, why: 'no-value' });
      return;
    }
    const { written, ...refused } = await transact([
      isFinal
        ? remove(key, own(old))
        : update(
            key,
            { text: 'SET #beside = :version', names: { '#beside': 'beside' }, values: { ':version': version } },
            own(old),
          ),
      put(next, { text: `${absent.text} OR residentId = :resident`, values: { ':resident': old.residentId } }),
      ...householdMoved(file, old, next, isFinal),
    ]);
    if (written) {
      done.moved += 1;
      return;
    }
    const failed = 'failed' in refused ? refused.failed : new Map();
    // Somebody else moved or erased it meanwhile.
    if (failed.has(0)) return;
    if (failed.has(1)) {
      done.left.push({ what, why: 'taken' });
      return;
    }
  }
};

/**
 * Puts rows of the newest index version beside all others; once the version before is no longer in the configuration,
 * takes the others away instead.
 */
export const rotateIndex = async (progress: Progress): Promise<Rotated> => {
  const done: Rotated = { moved: 0, gone: 0, left: [] };
  await each<IndexRow>(oldRows(), async (row) => {
    await moveRow(row, done);
    progress(done.moved + done.gone);
  });
  return done;
};

type KeyRow = Key & Wrapped & { id?: string };

const oldKeys = (): Expression => ({
  text: `attribute_exists(#wrapped) AND ${older('#version')}`,
  names: { '#wrapped': 'wrappedKey', '#version': 'keyVersion' },
  values: { ':current': dataKeys()[0].version },
});

/** Wraps every data key under the newest KMS key. What is sealed under them is not touched. */
export const rotateDataKeys = async (progress: Progress): Promise<Rotated> => {
  const done: Rotated = { moved: 0, gone: 0, left: [] };
  await each<KeyRow>(oldKeys(), async ({ pk, sk, ...row }) => {
    // In a file the resident is the subject, beside an anonymous ticket the ticket.
    const subject = row.id ?? pk.slice(prefix.ticket.length);
    const { wrappedKey, keyVersion } = await rewrap(subject, row);
    const changed = await write(
      update(
        { pk, sk },
        {
          text: 'SET #wrapped = :new, #version = :version',
          names: { '#wrapped': 'wrappedKey', '#version': 'keyVersion' },
          values: { ':new': wrappedKey, ':version': keyVersion },
        },
        { text: `${present.text} AND #wrapped = :old`, values: { ':old': row.wrappedKey } },
      ),
    );
    // Not, where it was destroyed meanwhile, or another run was quicker.
    if (changed) done.moved += 1;
    progress(done.moved);
  });
  return done;
};

const count = async (filter: Expression): Promise<number> => {
  let rows = 0;
  for await (const _ of scan<Key>(filter)) rows += 1;
  return rows;
};

/** What is still to be moved. */
export const leftToRotate = {
  index: () => count(oldRows()),
  'data-keys': () => count(oldKeys()),
} as const;
