/**
 * What a function finds in its environment. lib binds these names when it grants the permission, the functions read
 * them through here, and nobody reads process.env elsewhere.
 */
/** The queues that are not a department's own. */
export const commonQueues = ['routing', 'stations', 'notices', 'clocks'] as const;

/** The queue into which the bucket itself tells of each upload. */
export const uploadsQueue = 'papers';

/** Name of the queue that carries a department's work, e.g. `department-civil-affairs`. */
export const departmentQueue = (department: string): string => `department-${department}`;

/** Environment variable that holds the URL of a queue, e.g. `QUEUE_URL_DEPARTMENT_CIVIL_AFFAIRS`. */
export const queueUrlVariable = (queue: string): string => `QUEUE_URL_${queue.toUpperCase().replaceAll('-', '_')}`;

/** Folder of the heads in their bucket. */
export const headsFolder = 'heads/';

/** Folder, in the same bucket, of who was erased. */
export const erasuresFolder = 'erasures/';

/** Folder, in the same bucket, of which table was restored from which, and to what moment. */
export const restoresFolder = 'restores/';

/** The header by which our CDN is told from whoever says that they passed a request on. */
export const markHeader = 'x-yizhan-cdn';

/** A KMS key and its version: what hangs on the key is marked with it. */
export type KeyVersion = { readonly version: number; readonly keyId: string };

/** `2=<key id> 1=<key id>`: the one that is used, and during a rotation the one before it. */
export const keyVersionsText = (keys: readonly KeyVersion[]): string =>
  keys.map(({ version, keyId }) => `${version}=${keyId}`).join(' ');

/** @throws when the text names no key, or not the newest first */
export const keyVersions = (text: string): [KeyVersion, ...KeyVersion[]] => {
  const [current, ...former] = text
    .trim()
    .split(/\s+/)
    .map((each): KeyVersion => {
      const at = each.indexOf('=');
      return { version: Number(each.slice(0, at)), keyId: each.slice(at + 1) };
    });
  const isKey = ({ version, keyId }: KeyVersion) => Number.isInteger(version) && version > 0 && keyId !== '';
  if (!current || ![current, ...former].every(isKey) || former.some(({ version }) => version >= current.version))
    throw new Error(`no key versions, such as "2=<key id> 1=<key id>": ${text}`);
  return [current, ...former];
};

/** The names that lib binds beside the queues. */
export type Variable =
  | 'TABLE_NAME'
  /** The KMS keys that wrap residents' data keys, and those that make the blind indexes, as `keyVersions` reads them. */
  | 'DATA_KEYS'
  | 'INDEX_KEYS'
  /** The KMS key from which the pseudonyms of the numbers come. */
  | 'PSEUDONYM_KEY_ID'
  /** The KMS key from which the secrets on receipts come. */
  | 'RECEIPT_KEY_ID'
  /** The bucket that takes the heads of the hash chains. */
  | 'ANCHORS_BUCKET'
  /** The bucket of papers. */
  | 'PAPERS_BUCKET'
  /** For the function that tells browsers how to sign in: the pages' client, and scopes with a space between each. */
  | 'ISSUER'
  | 'CLIENT_ID'
  | 'SCOPES'
  /** Days for which things are kept by name, as JSON (domain/retention.ts). */
  | 'RETENTION'
  /** Budgets of callers by name, as JSON (contract/limits.ts). */
  | 'LIMITS'
  /** What our CDN writes into `markHeader`. */
  | 'CDN_MARK';
