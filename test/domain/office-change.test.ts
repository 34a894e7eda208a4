import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Office } from '../../domain/office.ts';
import { changeOffices, type OfficeChange, placesOf, regionsMoved } from '../../domain/office-change.ts';
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
