/**
 * Identifiers. All randomness is an argument: these functions only shape the bytes they are given.
 */
import * as z from 'zod';

/** Crockford base 32, sorts like the number it writes. */
const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 26 characters: 48 bits of time, then 80 random bits (ULID), so newer ids sort later. `random` has 10 bytes. */
export const sortableId = (epochMs: number, random: Uint8Array): string => {
  if (random.length !== 10) throw new RangeError(`sortableId needs 10 random bytes, got ${random.length}`);
  let value = (BigInt(epochMs) << 80n) | random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (let i = 0; i < 26; i++, value >>= 5n) text = base32[Number(value & 31n)] + text;
  return text;
};

export const ticketId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .meta({ id: 'TicketId', example: '01KAR5Z4VJ9M6YQ3X7T8N2B1CD' });

/**
 * The characters of a reference: 23, a prime number, none that is taken for another when read aloud or written by
 * hand (no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V).
 */
export const referenceAlphabet = '34679ACDEFGHJKMNPQRTWXY';
const prime = referenceAlphabet.length;

/**
 * Weighted sum modulo a prime: it notices every single wrong character and every swap of two characters, because
 * no weight and no difference of two weights is a multiple of 23.
 */
const checkCharacter = (seven: string): string => {
  const sum = [...seven].reduce((sum, character, i) => sum + (i + 2) * referenceAlphabet.indexOf(character), 0);
  return referenceAlphabet[(prime - (sum % prime)) % prime] ?? '';
};

/** A reference from 7 random bytes: 7 random characters and a check character. */
export const referenceOf = (random: Uint8Array): string => {
  if (random.length !== 7) throw new RangeError(`a reference needs 7 random bytes, got ${random.length}`);
  const seven = [...random].map((byte) => referenceAlphabet[byte % prime]).join('');
  return seven + checkCharacter(seven);
};

/** Is this a well-formed reference? Typing errors are noticed before anything is looked up. */
export const isReference = (text: string): boolean =>
  text.length === 8 &&
  [...text].every((character) => referenceAlphabet.includes(character)) &&
  checkCharacter(text.slice(0, 7)) === text[7];
