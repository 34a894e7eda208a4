/**
 * An expected "no". Domain functions return it, they do not throw it: the edge turns it into problem+json, a queue
 * consumer logs it and moves on. The wording of each kind, in Chinese and English, stands in contract/problems.ts.
 */
export type RefusalKind =
  | 'not-found'
  | 'not-allowed'
  | 'not-signed-in'
  | 'invalid'
  | 'invalid-form'
  | 'wrong-state'
  | 'stale-version'
  | 'version-required'
  | 'key-reused'
  | 'key-required'
  | 'too-large'
  | 'not-json'
  | 'wrong-media-type'
  | 'outside-window'
  | 'limit-passed'
  | 'own-case'
  | 'taken'
  | 'too-many-requests'
  | 'busy'
  | 'unavailable';

/** One thing wrong in the input. `seen` is the value found, never personal data. */
export type FieldProblem = { path: string; code: string; zh: string; en: string; seen?: string };

export type Refusal = {
  readonly refused: RefusalKind;
  /** Values for the sentence of this kind; never personal data. */
  readonly params: Readonly<Record<string, string>>;
  readonly errors?: readonly FieldProblem[];
};

export const refuse = (
  refused: RefusalKind,
  params: Record<string, string> = {},
  errors?: readonly FieldProblem[],
): Refusal => (errors ? { refused, params, errors } : { refused, params });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value;

/**
 * What may be repeated as the name of a field. What a client sends in place of one can be anything, a person's name or
 * number included: of that only a question mark is told.
 */
export const fieldName = (key: string): string => (/^[A-Za-z][\w-]{0,39}$/.test(key) && !/\d{3}/.test(key) ? key : '?');
