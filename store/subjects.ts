/** Where the wrapped data key of a subject lies: in the resident's file, or beside an anonymous ticket. */
import { keyOf } from './keys.ts';
import { get } from './table.ts';
import { type SubjectKey, unwrap } from './vault.ts';

/** Whose words a ticket holds. */
export type Subject = { residentId: string | null; ticketId: string };

export const subjectOf = ({ residentId, ticketId }: Subject): string => residentId ?? ticketId;

const whereOf = ({ residentId, ticketId }: Subject) =>
  residentId === null ? keyOf.ticketKey(ticketId) : keyOf.residentFile(residentId);

/** The subject's data key; undefined when there is none, or no longer: then its words are gone for ever. */
export const findKey = async (subject: Subject): Promise<SubjectKey | undefined> => {
  const row = await get<{ wrappedKey?: Uint8Array }>(whereOf(subject));
  return row?.wrappedKey && unwrap(subjectOf(subject), row.wrappedKey);
};
