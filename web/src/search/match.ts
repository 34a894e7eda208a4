/**
 * Finds what somebody wants to get done in what they type: the item's name, everyday words, a whole sentence that holds
 * one, two characters in common, pinyin in full or by initials, and characters typed wrong that sound right.
 */
export type Searchable = {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly code: string;
  readonly aliases?: readonly string[] | undefined;
};
/** The readings of each character, without tones. */
export type Readings = ReadonlyMap<string, readonly string[]>;

/** From the file `{ "zhu": "住主助" }`. */
export const readingsOf = (table: Readonly<Record<string, string>>): Readings => {
  const readings = new Map<string, string[]>();
  for (const [reading, characters] of Object.entries(table))
    for (const character of characters) {
      const known = readings.get(character);
      if (known) known.push(reading);
      else readings.set(character, [reading]);
    }
  return readings;
};

const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·，。？！、,.?!'"“”()（）/-]/g, '');

const namesOf = ({ zh, aliases = [] }: Searchable): string[] => [zh, ...aliases].map(normal);

const pairsOf = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));

/** Words in common, 0 to 1, by pairs of neighbouring characters. */
const likeness = (query: string, name: string): number => {
  const wanted = pairsOf(query);
  return wanted.length === 0 ? 0 : wanted.filter((pair) => name.includes(pair)).length / wanted.length;
};

/** Does the text, read from its character `from` on, begin with these letters? A syllable may be cut to its initials. */
const readsAs = (letters: string, characters: readonly string[], from: number, readings: Readings): boolean => {
  if (letters === '') return true;
  const character = characters[from];
  if (character === undefined) return false;
  for (const reading of readings.get(character) ?? [character]) {
    for (let length = Math.min(reading.length, letters.length); length > 0; length--)
      if (
        letters.startsWith(reading.slice(0, length)) &&
        readsAs(letters.slice(length), characters, from + 1, readings)
      )
        return true;
  }
  return false;
};

const inPinyin = (letters: string, name: string, readings: Readings): boolean => {
  const characters = [...name];
  return characters.some((_, from) => readsAs(letters, characters, from, readings));
};

/** Do both sound alike somewhere: 居主证 in 居住证? */
const soundsAlike = (query: string, name: string, readings: Readings): boolean => {
  const [wanted, characters] = [[...query], [...name]];
  return characters.some((_, from) =>
    wanted.every((character, i) => {
      const other = characters[from + i];
      if (other === undefined) return false;
      const sounds = readings.get(other) ?? [other];
      return character === other || (readings.get(character) ?? []).some((reading) => sounds.includes(reading));
    }),
  );
};

const scoreOf = (item: Searchable, query: string, readings: Readings | undefined): number => {
  const names = namesOf(item);
  const [title = ''] = names;
  if (title.startsWith(query)) return 100;
  if (title.includes(query)) return 90;
  if (names.includes(query)) return 88;
  if (names.some((name) => name.includes(query))) return 80;
  if (normal(item.en).includes(query) || normal(item.code) === query) return 70;
  const held = names.filter((name) => name.length > 1 && query.includes(name)).map(({ length }) => length);
  if (held.length > 0) return 60 + Math.max(...held);
  const latin = /^[a-z]+$/.test(query);
  if (readings && latin) {
    if (inPinyin(query, title, readings)) return 50;
    return names.some((name) => inPinyin(query, name, readings)) ? 45 : 0;
  }
  if (latin) return 0;
  const alike = Math.max(...names.map((name) => likeness(query, name)));
  if (alike >= 0.3) return 40 * alike;
  return readings && query.length > 1 && names.some((name) => soundsAlike(query, name, readings)) ? 10 : 0;
};

/** The items that fit, best first. Without `readings` pinyin finds nothing. */
export const search = <Item extends Searchable>(
  items: readonly Item[],
  typed: string,
  readings?: Readings,
): readonly Item[] => {
  const query = normal(typed);
  if (query === '') return items;
  return items
    .map((item) => ({ item, score: scoreOf(item, query, readings) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
};
