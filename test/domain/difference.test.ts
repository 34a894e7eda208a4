import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { newlyRequired } from '../../domain/consequences.ts';
import { differences } from '../../domain/difference.ts';
import { itemNamed, items } from '../data/content.ts';

const item = itemNamed('old-age-allowance');

test('an item differs in nothing from itself, and a change is told by its place', () => {
  for (const each of items) expect(differences(each, structuredClone(each))).toEqual([]);
  const [first, ...more] = item.materials;
  if (!first) throw new Error('the item has no papers');
  const changed = {
    ...item,
    limits: { ...item.limits, promisedWorkdays: 3 },
    materials: [...more, { ...first, required: !first.required }],
    channels: ['web' as const],
  };
  const found = differences(item, changed);
  expect(found).toContainEqual({ path: 'limits.promisedWorkdays', was: item.limits.promisedWorkdays, is: 3 });
  expect(found).toContainEqual({ path: `materials.${first.ref}.required`, was: first.required, is: !first.required });
  expect(found).toContainEqual({ path: 'channels', was: item.channels, is: ['web'] });
  expect(found).toContainEqual({
    path: 'materials',
    was: item.materials.map(({ ref }) => ref),
    is: changed.materials.map(({ ref }) => ref),
  });
  expect(found).toHaveLength(4);
});

test('what was left out and what was added are differences to nothing', () => {
  expect(differences({ a: 1 }, { b: [{ id: 'x', n: 1 }] })).toEqual([
    { path: 'a', was: 1, is: undefined },
    { path: 'b', was: undefined, is: [{ id: 'x', n: 1 }] },
  ]);
  expect(differences({ b: [] }, { b: [{ id: 'x', n: 1 }] })).toEqual([
    { path: 'b.x', was: undefined, is: { id: 'x', n: 1 } },
  ]);
});

test('entries are told apart by what they are called; where that fails the list is compared as a whole', () => {
  const [was, is] = [{ n: 1 }, { n: 2 }];
  for (const name of ['ref', 'id', 'value', 'regionCode'])
    expect(differences({ list: [{ [name]: 'x', ...was }] }, { list: [{ [name]: 'x', ...is }] })).toEqual([
      { path: 'list.x.n', was: 1, is: 2 },
    ]);
  for (const [before, after] of [
    [[{ id: 1, ...was }], [{ id: 1, ...is }]],
    [
      [{ id: 'x' }, 5],
      [{ id: 'x' }, 6],
    ],
    [
      [
        { id: 'x', ...was },
        { id: 'x', ...is },
      ],
      [{ id: 'x', ...is }],
    ],
    [[{ id: 'x' }], [5]],
  ])
    expect(differences({ list: before }, { list: after })).toEqual([{ path: 'list', was: before, is: after }]);
  // One that goes is gone; the others have not moved.
  const [x, y] = [{ id: 'x' }, { id: 'y' }];
  expect(differences({ list: [x, y] }, { list: [x] })).toEqual([{ path: 'list.y', was: y, is: undefined }]);
  expect(differences({ list: [x] }, { list: [y, x] })).toEqual([{ path: 'list.y', was: undefined, is: y }]);
});

test('values differ exactly where they are not equal', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(differences(a, a)).toEqual([]);
      if (JSON.stringify(a) !== JSON.stringify(b) && !sameButOrder(a, b))
        expect(differences(a, b).length).toBeGreaterThan(0);
    }),
  );
});

/** The order of the names of an object means nothing. */
const sameButOrder = (a: unknown, b: unknown): boolean => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([x], [y]) => (x < y ? -1 : 1))
              .map(([k, v]) => [k, sorted(v)]),
          )
        : value;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
};

test('what residents must bring or fill in from now on', () => {
  const paper = item.materials.find(({ required }) => required);
  const relaxed = { ...item, materials: item.materials.map((each) => ({ ...each, required: false })) };
  expect(newlyRequired(item, item)).toEqual([]);
  expect(newlyRequired(item, relaxed)).toEqual([]);
  expect(newlyRequired(relaxed, item)).toContainEqual({ kind: 'paper', id: paper?.ref, zh: paper?.zh, en: paper?.en });
  for (const each of items) {
    const fields = each.form.fields.filter(({ required }) => required).map(({ id }) => id);
    expect(newlyRequired(undefined, each).flatMap(({ kind, id }) => (kind === 'field' ? [id] : []))).toEqual(fields);
  }
  expect(newlyRequired(undefined, item).length).toBeGreaterThan(newlyRequired(relaxed, item).length);
});
