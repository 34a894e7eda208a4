import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Office } from '../../domain/office.ts';
import {
  changeOffices,
  type OfficeChange,
  officeChange,
  officesNamed,
  placesOf,
  regionsMoved,
} from '../../domain/office-change.ts';
import { isAmbiguous, officeAt } from '../../domain/routing.ts';
import { checkRouting, mattersOf, officesNear, turningDays } from '../../domain/routing-check.ts';
import { communities, items, offices } from '../data/content.ts';

const today = '2026-11-27';
const byId = new Map(offices.map((office) => [office.id, office]));
const [first, second] = ['police-320613001', 'police-320613002'];
const street = '320613001000';
const inStreet = communities.filter(({ code }) => code.startsWith('320613001')).map(({ code }) => code);

const after = (change: OfficeChange): Office[] => {
  const done = changeOffices(change, byId, today);
  if ('problems' in done) throw new Error(JSON.stringify(done.problems));
  return done.offices;
};
const faults = (change: OfficeChange): string[] => {
  const done = changeOffices(change, byId, today);
  return 'problems' in done ? done.problems.map(({ path, code }) => `${path} ${code}`) : [];
};
const replaced = (changed: readonly Office[]): Office[] => [
  ...offices.filter(({ id }) => !changed.some((each) => each.id === id)),
  ...changed,
];

describe('a change of offices', () => {
  test('a region moves on its day, and what was before stays readable', () => {
    const changed = after({ do: 'move', officeId: first, regionCode: street, to: second, on: '2027-01-01' });
    expect(changed.map(({ id }) => id)).toEqual([first, second]);
    expect(changed[0]?.answersFor).toEqual([{ regionCode: street, validFrom: '2023-06-30', validTo: '2026-12-31' }]);
    const near = officesNear(replaced(changed));
    const at = (on: string) => {
      const found = officeAt('police', 3, '320613001001', near('320613001001'), on);
      return found === undefined || isAmbiguous(found) ? found : found.id;
    };
    expect([at('2026-12-31'), at('2027-01-01')]).toEqual([first, second]);
  });

  test('a new name changes nothing else, and one that ends hands over everything', () => {
    expect(after({ do: 'rename', officeId: first, zh: '新名', en: 'New' })).toEqual([
      { ...byId.get(first), zh: '新名', en: 'New' },
    ]);
    const end: OfficeChange = { do: 'end', officeId: first, on: '2026-12-01', heir: second };
    expect(regionsMoved(end, byId)).toEqual([street]);
    expect(after(end)[1]?.answersFor).toContainEqual({ regionCode: street, validFrom: '2026-12-01' });
    expect(placesOf(end, byId)).toEqual([street, '320613002000', street]);
  });

  test.each([
    [{ do: 'move', officeId: first, regionCode: street, to: second, on: '2026-11-26' }, ['on past']],
    [{ do: 'move', officeId: first, regionCode: street, to: first, on: today }, ['to same']],
    [{ do: 'move', officeId: first, regionCode: street, to: 'health-320613002', on: today }, ['to department']],
    [{ do: 'move', officeId: first, regionCode: '320613003000', to: second, on: today }, ['regionCode not-theirs']],
    [{ do: 'move', officeId: first, regionCode: street, to: 'police-320612', on: today }, ['to outside']],
    [{ do: 'end', officeId: 'police-320699', on: today }, ['officeId unknown']],
    [{ do: 'rename', officeId: 'police-320699', zh: 'x', en: 'x' }, ['officeId unknown']],
    [
      {
        do: 'open',
        officeId: 'police-320613001',
        department: 'health',
        regionCode: street,
        kind: 'department',
        zh: 'x',
        en: 'x',
        answersFor: ['320612001000'],
        on: today,
      },
      ['officeId taken', 'officeId name', 'answersFor.0 outside'],
    ],
  ] as [OfficeChange, string[]][])('%j is refused: %j', (change, expected) => {
    expect(faults(change)).toEqual(expected);
  });

  test('the seed keeps to the rule that an office answers inside its own district', () => {
    for (const { regionCode, answersFor, level } of offices)
      for (const each of answersFor)
        expect(level === 1 || each.regionCode.startsWith(regionCode.slice(0, 6))).toBe(true);
  });
});

describe('a change of offices in its details', () => {
  const base = byId.get(first);
  if (!base) throw new Error('no office');
  const open: OfficeChange = {
    do: 'open',
    officeId: 'police-b-320613001',
    department: 'police',
    regionCode: street,
    kind: 'department',
    zh: '二所',
    en: 'Second',
    answersFor: [street, street],
    on: '2027-01-01',
  };
  const move: OfficeChange = { do: 'move', officeId: first, regionCode: street, to: second, on: '2027-01-01' };
  const end: OfficeChange = { do: 'end', officeId: first, on: '2027-01-01', heir: second };
  const rename: OfficeChange = { do: 'rename', officeId: first, zh: '新名', en: 'New' };
  const answering = (...answersFor: Office['answersFor']) => new Map([...byId, [first, { ...base, answersFor }]]);
  const from = (regionCode: string, validFrom: string, validTo?: string) => ({
    regionCode,
    validFrom,
    ...(validTo ? { validTo } : {}),
  });

  test('who is named, what moves and where it takes effect', () => {
    const { heir: _heir, ...withoutHeir } = end as Extract<OfficeChange, { do: 'end' }>;
    expect([move, end, withoutHeir, rename, open].map((change) => officesNamed(change as OfficeChange))).toStrictEqual([
      [first, second],
      [first, second],
      [first],
      [first],
      ['police-b-320613001'],
    ]);
    // What else the office answers for stays with it.
    const both = answering(from(street, '2020-01-01'), from('320613003000', '2020-01-01'));
    expect(regionsMoved(move, both)).toEqual([street]);
    expect(regionsMoved(end, both)).toEqual([street, '320613003000']);
    expect([move, rename, open, end].map((change) => regionsMoved(change, byId))).toEqual([
      [street],
      [],
      [street, street],
      [street],
    ]);
    expect(regionsMoved(end, new Map())).toEqual([]);
    expect(placesOf(open, byId)).toEqual([street, street, street]);
    expect(placesOf(rename, byId)).toEqual([street]);
    expect(placesOf(end, new Map())).toEqual([]);
  });

  test('a new office begins on its day, once for each region, and an end without an heir hands over to nobody', () => {
    expect(after(open)).toEqual([
      {
        id: 'police-b-320613001',
        department: 'police',
        level: 3,
        regionCode: street,
        kind: 'department',
        zh: '二所',
        en: 'Second',
        answersFor: [from(street, '2027-01-01')],
      },
    ]);
    expect(after({ do: 'end', officeId: first, on: '2027-01-01' }).map(({ id }) => id)).toEqual([first]);
  });

  test('what it let go of before stays; what would have begun only then never does', () => {
    const theirs = answering(
      from('320613002000', '2020-01-01', '2026-12-31'),
      from(street, '2023-06-30'),
      from('320613003000', '2027-03-01'),
    );
    const done = changeOffices(end, theirs, today);
    expect('offices' in done && done.offices[0]?.answersFor).toEqual([
      from('320613002000', '2020-01-01', '2026-12-31'),
      from(street, '2023-06-30', '2026-12-31'),
    ]);
    // What ended once and was taken up again ends only once.
    const twice = answering(from(street, '2010-01-01', '2015-12-31'), from(street, '2023-06-30'));
    const again = changeOffices(move, twice, today);
    expect('offices' in again && again.offices[0]?.answersFor).toEqual([
      from(street, '2010-01-01', '2015-12-31'),
      from(street, '2023-06-30', '2026-12-31'),
    ]);
    // Whoever answers for it already takes it no second time.
    const heirs = new Map(byId).set(second, {
      ...base,
      id: second,
      regionCode: '320613002000',
      answersFor: [from(street, '2024-01-01')],
    });
    const taken = changeOffices(move, heirs, today);
    expect('offices' in taken && taken.offices[1]?.answersFor).toEqual([from(street, '2024-01-01')]);
    const onItsDay = changeOffices(end, answering(from(street, '2027-01-01')), today);
    expect('problems' in onItsDay && onItsDay.problems).toMatchObject([{ path: 'on', code: 'never' }]);
    const lastDay = changeOffices(end, answering(from(street, '2020-01-01', '2027-01-01')), today);
    expect('offices' in lastDay && lastDay.offices[0]?.answersFor).toEqual([from(street, '2020-01-01', '2026-12-31')]);
    const some = changeOffices(move, answering(from(street, '2027-01-01'), from('320613003000', '2020-01-01')), today);
    expect('offices' in some && some.offices[0]?.answersFor).toEqual([from('320613003000', '2020-01-01')]);
  });

  test('an office that has ended hands over nothing, and nobody takes what is not in their district', () => {
    const ended = changeOffices(end, answering(from(street, '2020-01-01', '2026-12-31')), today);
    expect('problems' in ended && ended.problems).toMatchObject([{ path: 'officeId', code: 'ended', seen: first }]);
    const mixed = changeOffices(end, answering(from(street, '2020-01-01'), from('320612001000', '2020-01-01')), today);
    expect('problems' in mixed && mixed.problems).toMatchObject([{ path: 'heir', code: 'outside', seen: second }]);
  });

  test('sixty regions change hands at once, not one more', () => {
    const many = (n: number) =>
      changeOffices(
        end,
        answering(
          ...Array.from({ length: n }, (_, i) => from(`3206130010${String(i + 1).padStart(2, '0')}`, '2020-01-01')),
        ),
        today,
      );
    expect('offices' in many(60)).toBe(true);
    const tooMany = many(61);
    expect('problems' in tooMany && tooMany.problems).toMatchObject([{ path: 'officeId', code: 'many', seen: '61' }]);
  });

  test('an heir, or the office itself, that there is not is named where it was written', () => {
    expect(faults({ ...end, heir: 'police-320699' })).toEqual(['heir unknown']);
    expect(faults({ ...move, to: 'police-320699' })).toEqual(['to unknown']);
    const [problem] = (changeOffices({ ...end, on: '2026-11-26' }, byId, today) as { problems: object[] }).problems;
    expect(problem).toMatchObject({ path: 'on', code: 'past', seen: '2026-11-26' });
    expect(faults({ ...end, on: today })).toEqual([]);
    const [never] = (changeOffices(end, answering(from(street, '2027-01-01')), today) as { problems: object[] })
      .problems;
    expect(never).not.toHaveProperty('seen');
    expect(faults({ ...open, officeId: 'police-320613001000' })).toEqual(['officeId name']);
  });

  test('names say something and are trimmed', () => {
    expect(officeChange.parse({ ...rename, zh: ' 新名 ', en: ' New ' })).toEqual(rename);
    for (const wrong of [{ zh: ' ' }, { en: '' }, { zh: '长'.repeat(61) }, { en: 'x'.repeat(121) }])
      expect(officeChange.safeParse({ ...rename, ...wrong }).success).toBe(false);
    expect(officeChange.safeParse({ ...rename, zh: '长'.repeat(60), en: 'x'.repeat(120) }).success).toBe(true);
    for (const change of [move, end, open, { do: 'end', officeId: first, on: today }])
      expect(officeChange.parse(change)).toEqual(change);
    for (const wrong of [
      { ...open, answersFor: [] },
      { ...open, kind: 'shop' },
      { ...move, do: 'lend' },
      { ...move, more: 1 },
    ])
      expect(officeChange.safeParse(wrong).success).toBe(false);
  });

  test('a change has to hold on every day on which something begins or ends', () => {
    const office = (...answersFor: Office['answersFor']) => ({ ...base, answersFor });
    const days = turningDays(
      [
        office(from(street, '2020-01-01', '2027-02-28'), from(street, '2027-03-01')),
        office(from(street, '2027-02-01'), from(street, '2019-01-01', '2020-01-01')),
      ],
      '2027-01-01',
    );
    expect(days).toEqual(['2027-01-01', '2027-02-01', '2027-03-01']);
    expect(turningDays([], '2027-01-01')).toEqual(['2027-01-01']);
    // The day after the last one, also where nobody begins on it.
    expect(turningDays([office(from(street, '2020-01-01', '2027-04-30'))], '2027-01-01')).toEqual([
      '2027-01-01',
      '2027-05-01',
    ]);
  });

  test('stations take in whatever is filed, other departments what their items and steps ask for', () => {
    expect(mattersOf('station', items)[0]).toEqual({ itemId: '*', zh: '受理', en: 'Taking in', level: 4 });
    expect(mattersOf('police', items).some(({ itemId }) => itemId === '*')).toBe(false);
  });
});

describe('the routing rule over a change', () => {
  const matters = mattersOf('police', items);
  const check = (changed: readonly Office[]) =>
    checkRouting(
      { before: offices, after: replaced(changed) },
      { department: 'police', matters, communities: inStreet },
      '2027-01-01',
    );

  test('an heir leaves no pair behind; every pair of the street that went to the old one moves', () => {
    const result = check(after({ do: 'end', officeId: first, on: '2027-01-01', heir: second }));
    const atStreet = matters.filter(({ level }) => level === 3).length;
    expect(result).toEqual({
      pairs: matters.length * inStreet.length,
      moved: atStreet * inStreet.length,
      unrouted: [],
    });
  });

  test('what had no office before is no fault of the change', () => {
    const communities = inStreet;
    const nobody = checkRouting(
      { before: [], after: [] },
      { department: 'police', matters, communities },
      '2027-01-01',
    );
    expect(nobody).toEqual({ pairs: matters.length * inStreet.length, moved: 0, unrouted: [] });
  });

  test('a second office for the same region is named as the ambiguity that it is', () => {
    const change: OfficeChange = {
      do: 'open',
      officeId: 'police-b-320613001',
      department: 'police',
      regionCode: street,
      kind: 'department',
      zh: '二所',
      en: 'Second',
      answersFor: [street],
      on: '2027-01-01',
    };
    const result = check(after(change));
    expect(result.unrouted.length).toBeGreaterThan(0);
    for (const { offices } of result.unrouted) expect(offices.toSorted()).toEqual([first, 'police-b-320613001']);
  });

  test('with nobody above, nobody answers', () => {
    const only = byId.get(first);
    const alone = only ? [only] : [];
    const result = checkRouting(
      { before: alone, after: [] },
      { department: 'police', matters, communities: inStreet },
      '2027-01-01',
    );
    expect(new Set(result.unrouted.map(({ communityCode }) => communityCode)).size).toBe(inStreet.length);
    expect(result.unrouted.every(({ offices }) => offices.length === 0)).toBe(true);
  });

  test('whatever regions move between street offices of one district, each pair keeps exactly one office', () => {
    const streets = offices.filter(({ id, level }) => id.startsWith('police-320613') && level === 3);
    const district = communities.filter(({ code }) => code.startsWith('320613')).map(({ code }) => code);
    const check = (before: readonly Office[], after: readonly Office[], on: string) =>
      checkRouting(
        { before, after },
        { department: 'police', matters: matters.slice(0, 3), communities: district },
        on,
      );
    const move = fc.record({
      from: fc.nat(streets.length - 1),
      to: fc.nat(streets.length - 1),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 5 }), (moves) => {
        let now = new Map(byId);
        for (const { from, to, day } of moves) {
          const office = now.get(streets[from]?.id ?? '');
          const region = office?.answersFor.at(0)?.regionCode;
          if (!office || region === undefined) continue;
          const on = `2026-12-${String(day).padStart(2, '0')}`;
          const change: OfficeChange = {
            do: 'move',
            officeId: office.id,
            regionCode: region,
            to: streets[to]?.id ?? '',
            on,
          };
          const done = changeOffices(change, now, today);
          if ('problems' in done) continue;
          const next = new Map([...now, ...done.offices.map((each) => [each.id, each] as const)]);
          // As the service does: a move that another one meets on a later day is refused.
          const clean = turningDays([...next.values()], on).every(
            (day) => check([...now.values()], [...next.values()], day).unrouted.length === 0,
          );
          if (clean) now = next;
        }
        const all = [...now.values()];
        for (const on of ['2026-12-01', '2026-12-15', '2027-01-01']) {
          const result = check(offices, all, on);
          expect(result.unrouted).toEqual([]);
        }
      }),
      { numRuns: 20 },
    );
  });
});
