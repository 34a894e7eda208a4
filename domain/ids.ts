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

/** The id that no ticket has: of a moment 48 bits long in which nothing was filed. */
export const nobodysId = '0'.repeat(26);

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
const checkCharacter = (text: string): string => {
  const sum = [...text].reduce((sum, character, i) => sum + (i + 2) * referenceAlphabet.indexOf(character), 0);
  return referenceAlphabet[(prime - (sum % prime)) % prime] ?? '';
};

/** Of this length, in these characters, and without a typing error. At most 22 characters: then weights repeat. */
const isWritten = (text: string, length: number): boolean =>
  text.length === length &&
  [...text].every((character) => referenceAlphabet.includes(character)) &&
  checkCharacter(text.slice(0, -1)) === text.at(-1);

/** What somebody typed or pasted, as it was meant: without spaces and hyphens, in capitals, in plain characters. */
export const asWritten = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/** A reference from 7 random bytes: 7 random characters and a check character. */
export const referenceOf = (random: Uint8Array): string => {
  if (random.length !== 7) throw new RangeError(`a reference needs 7 random bytes, got ${random.length}`);
  const seven = [...random].map((byte) => referenceAlphabet[byte % prime]).join('');
  return seven + checkCharacter(seven);
};

/** Is this a well-formed reference? Typing errors are noticed before anything is looked up. */
export const isReference = (text: string): boolean => isWritten(text, 8);

/** Characters of a secret that people copy from paper, the check character included. */
const secretLength = 12;

/** A secret from 32 bytes that nobody can guess: 11 characters (49 bits) and a check character. */
export const secretOf = (bytes: Uint8Array): string => {
  if (bytes.length !== 32) throw new RangeError(`a secret needs 32 bytes, got ${bytes.length}`);
  let value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let text = '';
  for (; text.length < secretLength - 1; value /= BigInt(prime))
    text += referenceAlphabet[Number(value % BigInt(prime))];
  return text + checkCharacter(text);
};

/** Is this a well-formed secret? */
export const isSecret = (text: string): boolean => isWritten(text, secretLength);

/** In groups of four, as it is printed and read aloud. */
export const inGroups = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1-');
