import { describe, expect, test } from '@jest/globals';
import { citiesOfOneCell, hotKeys } from '../../bench/hot-keys.ts';
import { itemBytes, keyUnitsOf, kindOf, writeUnits } from '../../bench/key-units.ts';

const shares = { district: 0.25, street: 0.05, community: 0.01, office: 1 };

describe('units of a write', () => {
  test('by the size of the item, twice in a transaction', () => {
    expect(itemBytes({ pk: { S: 'T#1' }, sk: { S: 'STATE' } })).toBe(2 + 3 + 2 + 5);
    expect(itemBytes({ n: { N: '1234' }, b: { B: Buffer.alloc(30).toString('base64') } })).toBe(1 + 3 + 1 + 30);
    expect(itemBytes({ m: { M: { a: { S: '门' } } }, l: { L: [{ BOOL: true }] } })).toBe(
      1 + (3 + 1 + 1 + 3) + 1 + (3 + 1 + 1),
    );
    expect([writeUnits(1, false), writeUnits(1_024, false), writeUnits(1_025, true)]).toEqual([1, 1, 4]);
  });

  test('go to the item and to every index that it is in', () => {
    const item = { pk: { S: 'T#1' }, sk: { S: 'STATE' }, communityPk: { S: 'C#320613001001' }, alarmPk: { S: 'A#3' } };
    const body = JSON.stringify({
      TransactItems: [
        { Put: { Item: item } },
        { Update: { Key: { pk: { S: 'N#320600000000#1' }, sk: { S: 'open' } } } },
      ],
    });
    const units = keyUnitsOf([{ operation: 'TransactWriteItems', body }], 2, () => 1_500);
    expect(units).toEqual({
      'N#city': { writes: 0.5, units: 2 },
      'T#': { writes: 0.5, units: 1 },
      'byCommunity C#': { writes: 0.5, units: 0.5 },
      'byAlarm A#': { writes: 0.5, units: 0.5 },
    });
  });

  test('of an index are none where the item keeps its place, one where it comes or goes, two where it moves', () => {
    const item = (alarm: string | null, state: string) => ({
      PutRequest: {
        Item: {
          pk: { S: 'T#1' },
          sk: { S: 'STATE' },
          communityPk: { S: 'C#1' },
          communitySk: { S: '1' },
          state: { S: state },
          ...(alarm === null ? {} : { alarmPk: { S: 'A#3' }, alarmSk: { S: alarm } }),
        },
      },
    });
    const written = [item('1', 'a'), item('1', 'b'), item('2', 'b'), item(null, 'b')].map((each) => ({
      operation: 'BatchWriteItem',
      body: JSON.stringify({ RequestItems: { table: [each] } }),
    }));
    expect(keyUnitsOf(written, 1, () => 0)).toEqual({
      'T#': { writes: 4, units: 4 },
      'byAlarm A#': { writes: 4, units: 4 },
      'byCommunity C#': { writes: 1, units: 1 },
    });
  });

  test('kinds of keys', () => {
    expect(
      [
        'N#320613000000#3',
        'N#320613001000#0',
        'N#320613001001#0',
        'N#police-320613001#0',
        'B#station-320613001001',
      ].map((key) => kindOf(null, key)),
    ).toEqual(['N#district', 'N#street', 'N#community', 'N#office', 'B#station']);
  });
});

describe('the hottest key', () => {
  const units = {
    'N#city': { writes: 8, units: 80 },
    'N#district': { writes: 8, units: 80 },
    'byDay D#': { writes: 8, units: 8 },
    'T#': { writes: 20, units: 500 },
  };

  test('is that on whose partition most units fall, never that of a ticket', () => {
    const [first, second, third, last] = hotKeys(units, 10, 1, shares);
    expect(first).toMatchObject({ kind: 'N#city', unitsASecond: 200, ofLimit: 0.2 });
    expect(second).toMatchObject({ kind: 'N#district', unitsASecond: 50 });
    expect(third).toMatchObject({ kind: 'byDay D#', unitsASecond: 20 });
    expect(last).toMatchObject({ kind: 'T#', unitsASecond: 0 });
  });

  test('of more cities in one table is that of the installation', () => {
    expect(hotKeys(units, 10, 200, shares)[0]).toMatchObject({ kind: 'byDay D#', unitsASecond: 4_000, ofLimit: 4 });
    expect(citiesOfOneCell(units, 10, shares)).toBe(50);
  });
});
