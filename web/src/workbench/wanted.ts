/** What somebody looks for: a request by its reference, a person by a whole number, or a matter by a word. */
import { asWritten, isReference } from '../../../domain/ids.ts';

export type Wanted = { by: 'reference' | 'phone' | 'id-card' | 'words'; value: string };

export const wantedOf = (typed: string): Wanted => {
  const value = typed.trim();
  const tight = asWritten(value);
  if (isReference(tight)) return { by: 'reference', value: tight };
  if (/^(\d{15}|\d{17}[\dX])$/.test(tight)) return { by: 'id-card', value: tight };
  if (/^\+?\d{5,20}$/.test(tight)) return { by: 'phone', value: tight };
  return { by: 'words', value };
};
