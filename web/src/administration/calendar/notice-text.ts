/**
 * A notice of days off as the State Council writes it, read line by line: `元旦：1月1日（周五）至3日放假，共3天。1月4日上班。`
 * What is not understood is said and left alone; nothing is guessed. Pure.
 */
import { weekdayOf } from '../../../../domain/sla/statutory.ts';
import { addDays, type CivilDate, isCivilDate } from '../../../../domain/time.ts';

type Said = { readonly zh: string; readonly en: string };
/** One line of the text: what it gives, and everything in it that is not clear. Only a line without problems is taken. */
export type NoticeLine = {
  readonly text: string;
  readonly name: Said;
  readonly off: readonly CivilDate[];
  readonly makeUp: readonly CivilDate[];
  readonly problems: readonly Said[];
};

/** Names of the festivals in the calendar, by the words of which one is enough to mean them. */
export const festivalNames = [
  { words: ['元旦'], zh: '元旦', en: "New Year's Day" },
  { words: ['春节', '除夕'], zh: '春节', en: 'Spring Festival' },
  { words: ['清明'], zh: '清明', en: 'Tomb-sweeping Day' },
  { words: ['劳动', '五一'], zh: '劳动节', en: 'Labour Day' },
  { words: ['端午'], zh: '端午', en: 'Dragon Boat Festival' },
  { words: ['中秋'], zh: '中秋', en: 'Mid-autumn Festival' },
  { words: ['国庆'], zh: '国庆节', en: 'National Day' },
] as const;

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** Full-width digits and marks as they are on a keyboard, spaces dropped. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

const nameIn = (text: string): Said | undefined => {
  const found = festivalNames.filter(({ words }) => words.some((word) => text.includes(word)));
  const rest = found
    .flatMap(({ words }) => [...words])
    .reduce<string>((left, word) => left.replaceAll(word, ''), text)
    .replaceAll(/[节、和及与]/g, '');
  return found.length > 0 && rest === ''
    ? { zh: found.map(({ zh }) => zh).join('、'), en: found.map(({ en }) => en).join(', ') }
    : undefined;
};

/** What may stand beside dates and says nothing more. */
const idle = /放假|上班|调休|补休|补班|休息|与周末连休|连休|不|正常|照常|工作/g;
/** A date: year and month may be left out where they are those of the date before. */
const dated =
  /^(?:(\d{4})年|(\d{4})-(?=\d{1,2}-))?(?:(\d{1,2})月|(\d{1,2})-(?=\d))?(\d{1,2})(?:日|号)?(?:\(([^)]*)\))?/;
const joined = /^(至|到|-|—|–|~|、|和|及|与)/;
const spans: ReadonlySet<string> = new Set(['至', '到', '-', '—', '–', '~']);

type Clause = { dates: CivilDate[]; rest: string; problems: Said[] };

/** Reads the dates at the beginning of a clause; `month` goes on from clause to clause. */
const datesOf = (clause: string, year: number, month: { is: number | undefined }): Clause => {
  const dates: CivilDate[] = [];
  const problems: Said[] = [];
  let rest = clause;
  let isSpan = false;
  for (;;) {
    const match = dated.exec(rest);
    if (!match || match[0] === '' || /^\d+天/.test(rest)) break;
    const [text, y1, y2, m1, m2, day = '', note = ''] = match;
    const given = m1 ?? m2;
    if (given !== undefined) month.is = Number(given);
    const on = Number(y1 ?? y2 ?? year);
    const date = `${on}-${String(month.is ?? 0).padStart(2, '0')}-${day.padStart(2, '0')}`;
    const before = dates.at(-1);
    if (!isCivilDate(date)) problems.push({ zh: `没有 ${text} 这一天`, en: `there is no day ${text}` });
    else if (on !== year)
      problems.push({ zh: `${text} 不在 ${year} 年，请在该年录入`, en: `${text} is not in ${year}: enter it there` });
    else {
      const said = /(?:周|星期)([日天一二三四五六])/.exec(note)?.[1]?.replace('天', '日');
      const real = weekdays[weekdayOf(date)];
      if (said !== undefined && said !== real)
        problems.push({ zh: `${text}：实际是周${real}`, en: `${text}: it is another day of the week` });
      if (isSpan && before !== undefined && before > date)
        problems.push({ zh: `${text} 早于起始日`, en: `${text} is before its beginning` });
      if (isSpan && before !== undefined)
        for (let next = addDays(before, 1); next <= date; next = addDays(next, 1)) dates.push(next);
      else dates.push(date);
    }
    rest = rest.slice(text.length);
    const join = joined.exec(rest)?.[1];
    isSpan = join !== undefined && spans.has(join);
    if (join === undefined) break;
    rest = rest.slice(join.length);
  }
  return { dates, rest, problems };
};

const readLine = (text: string, year: number): NoticeLine => {
  const line = plain(text).replace(/^(?:\(?[一二三四五六七八九十\d]+[、.)])+/, '');
  const colon = line.indexOf(':');
  const name = nameIn(colon < 0 ? '' : line.slice(0, colon));
  const off: CivilDate[] = [];
  const makeUp: CivilDate[] = [];
  const problems: Said[] = name ? [] : [{ zh: '没有写明节日，如“元旦：……”', en: 'names no festival, as in “元旦：…”' }];
  const month: { is: number | undefined } = { is: undefined };
  let waiting: CivilDate[] = [];
  for (const clause of line
    .slice(colon + 1)
    .split(/[。;,]/)
    .filter((each) => each !== '')) {
    const count = /^共(\d+)天$/.exec(clause)?.[1];
    if (count !== undefined) {
      if (Number(count) !== off.length)
        problems.push({
          zh: `写的是共 ${count} 天，数出来是 ${off.length} 天`,
          en: `says ${count} days, gives ${off.length}`,
        });
      continue;
    }
    const read = datesOf(clause, year, month);
    problems.push(...read.problems);
    const works = /上班|补班|工作/.test(read.rest);
    const rests = /放假|休息|连休|调休|补休/.test(read.rest) && !works;
    const unclear = read.rest.replaceAll(idle, '');
    if (unclear !== '') problems.push({ zh: `没看懂：${unclear}`, en: `not understood: ${unclear}` });
    waiting.push(...read.dates);
    if (works) makeUp.push(...waiting);
    if (rests) off.push(...waiting);
    if (works || rests) waiting = [];
  }
  if (waiting.length > 0)
    problems.push({ zh: '没有写明是放假还是上班', en: 'does not say whether it is off or worked' });
  if (off.length + makeUp.length === 0 && problems.length === 0) problems.push({ zh: '没有日期', en: 'has no date' });
  return { text, name: name ?? { zh: '', en: '' }, off, makeUp, problems };
};

/** Every line that is not empty. A day that an earlier line gave is a problem of the later one. */
export const readNotice = (text: string, year: number): NoticeLine[] => {
  const seen = new Set<CivilDate>();
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const read = readLine(line, year);
      const twice = [...read.off, ...read.makeUp].find((date) => seen.has(date));
      for (const date of [...read.off, ...read.makeUp]) seen.add(date);
      return twice === undefined
        ? read
        : {
            ...read,
            problems: [...read.problems, { zh: `${twice} 在上面一行已有`, en: `${twice} is in a line above already` }],
          };
    });
};
