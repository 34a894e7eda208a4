/** Changing what a resident's file knows. */
import { inHousehold, type InHousehold } from './households.ts';
import type { IndexRow } from './indexes.ts';
import { keyOf } from './keys.ts';
import { fieldName, openFields, type PersonalFields, phoneRows, type ResidentFile } from './people.ts';
import { put, remove, update, type Write } from './table.ts';
import { seal, unwrap } from './vault.ts';

/** From the rows that found it to those that shall. */
const replaced = (before: readonly IndexRow[], after: readonly IndexRow[]): Write[] => {
  const nameOf = ({ pk, sk }: IndexRow): string => `${pk} ${sk}`;
  const [had, has] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  return [
    ...before.filter((row) => !has.has(nameOf(row))).map(({ pk, sk }) => remove({ pk, sk })),
    ...after.filter((row) => !had.has(nameOf(row))).map((row) => put(row)),
  ];
};

const nowhere: { places: InHousehold; rows: IndexRow[] } = { places: {}, rows: [] };

/** A value as an attribute has it, under a name of its own; `undefined`: it is absent. */
const isStill = (name: string, value: unknown, as: string) =>
  value === undefined ? `attribute_not_exists(${name})` : `${name} = ${as}`;

/**
 * What changes the file, with what finds it: by its telephone number and in its household. It holds only while the file
 * has the key that it is sealed under now, and the values that were read. An ID number is changed by a look at the card.
 */
export const changeWrites = async (file: ResidentFile, fields: Omit<PersonalFields, 'idCard'>): Promise<Write[]> => {
  const { id, wrappedKey, sealed } = file;
  const [key, known] = await Promise.all([unwrap(id, file), openFields(file)]);
  const changed = Object.entries(fields) as [keyof PersonalFields, unknown][];
  const [lived, lives] = fields.address
    ? [known.address ? await inHousehold(known.address, id) : nowhere, await inHousehold(fields.address, id)]
    : [nowhere, nowhere];
  const places = Object.entries(lives.places);
  // Who registered and was not verified yet is found by no number: what they say of themselves proves nothing.
  const isFound = file.verified || file.accountId === undefined;
  const [called, calls] =
    fields.phone === undefined || !isFound
      ? [[], []]
      : [known.phone === undefined ? [] : await phoneRows(known.phone, id), await phoneRows(fields.phone, id)];
  return [
    update(
      keyOf.residentFile(id),
      {
        text: `SET ${[
          ...changed.map((_, i) => `#sealed.#f${i} = :f${i}`),
          ...places.map(([name]) => `#${name} = :${name}`),
        ].join(', ')}`,
        names: {
          '#sealed': 'sealed',
          '#wrappedKey': 'wrappedKey',
          ...Object.fromEntries(changed.map(([name], i) => [`#f${i}`, name])),
          ...Object.fromEntries(places.map(([name]) => [`#${name}`, name])),
        },
        values: {
          ':wrappedKey': wrappedKey,
          ...Object.fromEntries(changed.map(([name, value], i) => [`:f${i}`, seal(key, fieldName(name), value)])),
          ...Object.fromEntries(changed.flatMap(([name], i) => (sealed[name] ? [[`:was${i}`, sealed[name]]] : []))),
          ...Object.fromEntries(places.map(([name, value]) => [`:${name}`, value])),
        },
      },
      {
        text: [
          '#wrappedKey = :wrappedKey',
          ...changed.map(([name], i) => isStill(`#sealed.#f${i}`, sealed[name], `:was${i}`)),
        ].join(' AND '),
      },
    ),
    ...replaced(called, calls),
    ...replaced(lived.rows, lives.rows),
  ];
};
