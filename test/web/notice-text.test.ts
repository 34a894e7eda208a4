/** Reading a pasted notice: what is clear is taken, what is not is said, and nothing is guessed. */
import { describe, expect, test } from '@jest/globals';
import { years } from '../domain/sla/published.ts';
import { type NoticeLine, readNotice } from '../../web/src/administration/calendar/notice-text.ts';
import {
  compareNotices,
  kindsOf,
  nextKind,
  spansOf,
  withDay,
  withLines,
} from '../../web/src/administration/calendar/notice.ts';

/** The notice of 2026 as it was published (国办发明电〔2025〕7号). */
const of2026 = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`;

const only = (text: string, year = 2027): NoticeLine => {
  const [line] = readNotice(text, year);
  if (!line) throw new Error(`no line in ${text}`);
  return line;
};
const none = { off: [], makeUp: [] };

describe('a pasted notice', () => {
  test('the published notice of 2026 gives the very days that the calendar has', () => {
    const lines = readNotice(of2026, 2026);
    expect(lines.flatMap(({ problems }) => problems)).toEqual([]);
    const read = withLines(none, lines);
    const known = years.find(({ year }) => year === 2026);
    const datesOf = (days: readonly { date: string }[] = []) => days.map(({ date }) => date).sort();
    expect(datesOf(read.off)).toEqual(datesOf(known?.off));
    expect(datesOf(read.makeUp)).toEqual(datesOf(known?.makeUp));
  });

  test.each([
    '元旦：1月1日至3日放假，1月4日上班',
    '元旦: 1月1日-3日放假，共3天；1月4日 上班。',
    '（一）元旦：１月１日、2日、3日放假。4日补班',
    '1. 元旦：2026-01-01至2026-01-03放假。2026年1月4日调休上班。',
  ])('%s', (text) => {
    const { off, makeUp, problems, name } = only(text, 2026);
    expect({ off, makeUp, problems, name: name.zh }).toEqual({
      off: ['2026-01-01', '2026-01-02', '2026-01-03'],
      makeUp: ['2026-01-04'],
      problems: [],
      name: '元旦',
    });
  });

  test('two festivals in one', () => {
    expect(only('国庆节、中秋节：10月1日至8日放假调休，共8天。', 2025)).toMatchObject({
      name: { zh: '中秋、国庆节', en: 'Mid-autumn Festival, National Day' },
      problems: [],
    });
  });

  test.each([
    ['1月1日至3日放假', '没有写明节日'],
    ['建党节：7月1日放假', '没有写明节日'],
    ['元旦：1月1日至3日', '没有写明是放假还是上班'],
    ['元旦：1月1日至3日放假，共4天', '写的是共 4 天，数出来是 3 天'],
    ['元旦：2月30日放假', '没有 2月30日 这一天'],
    ['元旦：1月1日（周一）放假', '实际是周五'],
    ['元旦：2026年12月31日至1月2日放假', '不在 2027 年'],
    ['元旦：1月3日至1日放假', '早于起始日'],
    ['元旦：1月1日前后放假', '没看懂：前后'],
    ['元旦：放假', '没有日期'],
    ['请各单位遵照执行', '没有写明节日'],
  ])('%s: %s', (text, problem) => {
    expect(
      only(text)
        .problems.map(({ zh }) => zh)
        .join(),
    ).toContain(problem);
  });

  test('a day that two lines give is a problem of the later one', () => {
    const [first, second] = readNotice('元旦：1月1日放假\n\n春节：1月1日至2日放假', 2027);
    expect([first?.problems, second?.problems.map(({ zh }) => zh)]).toEqual([[], ['2027-01-01 在上面一行已有']]);
  });
});

describe('days touched one by one', () => {
  const day = { date: '2027-01-02', zh: '元旦', en: "New Year's Day" };
  test('a weekend day goes off, worked, ordinary; any other off, ordinary', () => {
    expect([nextKind('plain', day.date), nextKind('off', day.date), nextKind('make-up', day.date)]).toEqual([
      'off',
      'make-up',
      'plain',
    ]);
    expect(nextKind('off', '2027-01-04')).toBe('plain');
    const worked = withDay(withDay(none, day, 'off'), day, 'make-up');
    expect(kindsOf(worked).get(day.date)?.kind).toBe('make-up');
    expect(withDay(worked, day, 'plain')).toEqual(none);
  });

  test('days in a row are told as one, and what differs day by day', () => {
    const days = ['2027-01-01', '2027-01-02', '2027-01-04'].map((date) => ({ ...day, date }));
    expect(spansOf(days).map(({ from, to }) => [from, to])).toEqual([
      ['2027-01-01', '2027-01-02'],
      ['2027-01-04', '2027-01-04'],
    ]);
    expect(compareNotices({ off: days, makeUp: [] }, { off: days.slice(1), makeUp: [day] }, 'zh')).toEqual([
      { name: '1月1日', was: '放假 · 元旦', is: '平常' },
      { name: '1月2日', was: '放假 · 元旦', is: '上班 · 元旦' },
    ]);
  });
});
