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

/** The header by which our CDN is told from whoever says that they passed a request on. */
export const markHeader = 'x-yizhan-cdn';

/** The names that lib binds beside the queues. */
export type Variable =
  | 'TABLE_NAME'
  /** The KMS key that wraps residents' data keys. */
  | 'KEY_ID'
  /** The KMS key that makes the blind index of ID numbers. */
  | 'INDEX_KEY_ID'
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
  /** Budgets of callers by name, as JSON (contract/limits.ts). */
  | 'LIMITS'
  /** What our CDN writes into `markHeader`. */
  | 'CDN_MARK';
