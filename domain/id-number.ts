/** The resident's identity number, GB 11643-1999: 6 digits area, 8 birth date, 3 sequence (odd = male), 1 check. */
import { isCivilDate, type CivilDate } from './time.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** The 18th character for the first 17 digits (ISO 7064 MOD 11-2). */
export const checkCharacter = (first17: string): string =>
  checkCharacters[weights.reduce((sum, weight, i) => sum + weight * Number(first17[i]), 0) % 11] ?? '';

/** Full-width digits, spaces and a small x are ways of typing the same number. */
export const normaliseIdNumber = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();

/** Of a well-formed number. */
export const birthDateOf = (id: string): CivilDate => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;

/** What is wrong with a normalised number, or undefined. A birth date after `today` is wrong. */
export const idNumberFault = (id: string, today: CivilDate): 'shape' | 'birth-date' | 'check-digit' | undefined => {
  if (!/^[1-9]\d{16}[\dX]$/.test(id)) return 'shape';
  const born = birthDateOf(id);
  if (!isCivilDate(born) || born < '1850-01-01' || born > today) return 'birth-date';
  return checkCharacter(id.slice(0, 17)) === id[17] ? undefined : 'check-digit';
};

/** Full years of age on a day; who was born on 29 February has the birthday on 1 March of a common year. */
export const ageOn = (born: CivilDate, on: CivilDate): number =>
  Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);

/** Of a well-formed number. */
export const sexOf = (id: string): 'm' | 'f' => (Number(id[16]) % 2 === 1 ? 'm' : 'f');

/** For screens: the province's digits and the last four stay (`320***********1234`); birth date and place go. */
export const maskIdNumber = (id: string): string =>
  id.length === 18 ? id.slice(0, 3) + '*'.repeat(11) + id.slice(-4) : '*'.repeat(id.length);
