/** Where the wrapped data key of a subject lies: in the resident's file, or beside an anonymous ticket. */
import type { Instant } from '../domain/time.ts';
import { keyOf } from './keys.ts';
import { get } from './table.ts';
import { type SubjectKey, unwrap, type Wrapped } from './vault.ts';

/** Whose words a ticket holds. */
export type Subject = { residentId: string | null; ticketId: string };

export const subjectOf = ({ residentId, ticketId }: Subject): string => residentId ?? ticketId;

const whereOf = ({ residentId, ticketId }: Subject) =>
  residentId === null ? keyOf.ticketKey(ticketId) : keyOf.residentFile(residentId);

type KeyRow = Partial<Wrapped> & { erasedAt?: Instant };
/** Of a person who was erased the key may be kept for what the law asks for; nobody is given it. */
const isWrapped = (row: KeyRow): row is Wrapped => row.wrappedKey !== undefined && row.erasedAt === undefined;

/** The subject's data key; undefined when there is none, or no longer: then its words are gone for ever. */
export const findKey = async (subject: Subject): Promise<SubjectKey | undefined> => {
  const row = await get<KeyRow>(whereOf(subject));
  return row && isWrapped(row) ? unwrap(subjectOf(subject), row) : undefined;
};
