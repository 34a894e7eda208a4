/** What one operation of the API is: the shape of a row, and what many rows share. */
import * as z from 'zod';
import type { RefusalKind } from '../domain/refusal.ts';
import type { LimitName } from './limits.ts';

export const functions = ['public', 'tickets', 'papers', 'desk', 'supervision'] as const;

export type Route = {
  method: 'GET' | 'POST';
  path: `/${string}`;
  /** The function that serves it (architecture: few functions, least privilege each). */
  function: (typeof functions)[number];
  /**
   * `signed-in`: the gateway wants a valid token; what the person may do is decided in domain/access. `account`: a valid
   * token is enough, the person need not be known to us.
   */
  access: 'public' | 'account' | 'signed-in';
  zh: string;
  en: string;
  params: z.ZodObject;
  query: z.ZodObject;
  idempotencyKey: boolean;
  ifMatch: boolean;
  body: z.ZodObject | null;
  /** Fields of the body whose values are never repeated in an error: words and answers of people. */
  secret: readonly string[];
  status: 200 | 201;
  reply: z.ZodType;
  /** Media types of the reply where it is a file (`fileReply`) and not JSON. */
  files: readonly string[];
  /** For how many seconds everybody may keep the reply; 0: nobody. Only of what is the same for all. */
  maxAge: number;
  /**
   * Pages ask for it again and again: the reply has an ETag, and to If-None-Match with the same one the answer is 304.
   * `without`: fields that move with the clock alone and are not in the tag. Null: no 304.
   */
  conditional: { readonly without: readonly string[] } | null;
  /** The budget that each call takes one from, see contract/limits.ts; null: a cheap read, as often as one likes. */
  limit: LimitName | null;
  refusals: readonly RefusalKind[];
};

const none = z.strictObject({});
const defaults = {
  params: none,
  query: none,
  idempotencyKey: false as const,
  ifMatch: false as boolean,
  body: null,
  secret: [] as readonly string[],
  status: 200 as const,
  files: [] as readonly string[],
  maxAge: 0 as number,
  conditional: null as Route['conditional'],
  limit: null as LimitName | null,
  refusals: [] as readonly RefusalKind[],
};
/** A row as it is written: what it leaves out is the default. */
type Row<Given> = Omit<typeof defaults, keyof Given> & Given;

/** A row; what it leaves out has the default: no parameters, no body, 200, no refusals. */
export const row = <
  const Given extends Partial<Route> & Pick<Route, 'method' | 'path' | 'function' | 'access' | 'zh' | 'en' | 'reply'>,
>(
  given: Given,
): Row<Given> => ({ ...defaults, ...given });

export const regionCode = z
  .string()
  .regex(/^\d{12}$/)
  .meta({ example: '320613001001' });
/** A month of this century; numbers are asked for and told by it. */
export const month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .meta({ example: '2026-11' });
export const earliestMonth = '2000-01';
export const officeId = z
  .string()
  .min(3)
  .max(64)
  .regex(/^[a-z-]+-\d{4,12}$/)
  .meta({ example: 'station-320613001001' });
/** A file as an operation hands it to the edge. `next`: where the next part of it is, if there is one. */
export const fileReply = z.object({
  name: z.string().regex(/^[\w.-]+$/),
  type: z.string(),
  body: z.string(),
  encoding: z.enum(['utf8', 'base64']),
  next: z.string().nullable(),
});

/** Of every list that is read in pages. */
export const page = {
  cursor: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};
