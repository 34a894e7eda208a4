/** What a paper may be, what it is found to be, and to what it can be attached. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogue } from '../../domain/catalogue.ts';
import { attachable } from '../../domain/attaching.ts';
import {
  type Announced,
  judge,
  largest,
  limitsOf,
  objectionsToUpload,
  isPaperId,
  type Paper,
  paperTypes,
  sha256,
} from '../../domain/paper.ts';

const { items } = catalogue.parse(
  JSON.parse(readFileSync(new URL('../../data/service-catalogue.json', import.meta.url), 'utf8')),
);
const itemNamed = (id: string) => {
  const item = items.find((each) => each.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
};
const item = itemNamed('residence-permit');
const types = Object.keys(paperTypes);
const digest = 'a'.repeat(64);
const announced: Announced = { contentType: 'image/jpeg', bytes: 10, sha256: digest };
const file = { contentType: 'image/jpeg', bytes: 10, sha256: digest } as const;
const idOf = (n: number) => `pap_${String(n).padStart(26, '0')}`;
const paper = (more: Partial<Paper> = {}): Paper => ({
  id: idOf(1),
  residentId: 'chen',
  itemId: item.id,
  material: 'photo',
  state: 'checked',
  announced,
  file,
  uploadedBy: 'chen',
  at: '2026-03-02T09:00:00.000+08:00',
  attachedTo: [],
  ...more,
});
const owner = { residentId: 'chen', anonymous: false };
const attach = (papers: Paper[], more: { material?: string; owner?: typeof owner } = {}) =>
  attachable(
    papers.map(({ id }, i) => ({ path: `papers.${i}`, id, ...(more.material ? { material: more.material } : {}) })),
    new Map(papers.map((each) => [each.id, each])),
    item,
    more.owner ?? owner,
  );
const codes = (result: ReturnType<typeof attachable>) =>
  'problems' in result ? result.problems.map(({ code }) => code) : [];

/** Above nothing, and not above the most. */
const within = (most: number): unknown => ({ asymmetricMatch: (n: number) => n > 0 && n <= most });

test('an id and a digest are whole, and of their letters', () => {
  expect(isPaperId(idOf(1))).toBe(true);
  for (const id of [`x${idOf(1)}`, `${idOf(1)}0`, idOf(1).slice(0, -1), idOf(1).toLowerCase().replace('0', 'u')])
    expect(isPaperId(id)).toBe(false);
  expect(sha256.safeParse(digest).success).toBe(true);
  for (const text of [`0${digest}`, `${digest}0`, digest.slice(1), 'x'.repeat(64), 'A'.repeat(64), 'a'])
    expect(sha256.safeParse(text).success).toBe(false);
});

describe('limits', () => {
  test('every material of the catalogue has some, and none is wider than the widest', () => {
    for (const each of items)
      for (const material of [...each.materials.map(({ ref }) => ref), 'other'])
        expect(limitsOf(each, material)).toMatchObject({ bytes: within(largest.bytes), files: within(largest.files) });
  });

  test('the form says what it takes in its field; what the item does not ask for is not taken', () => {
    expect(limitsOf(item, 'residence-proof')).toMatchObject({
      types: ['image/jpeg', 'image/png', 'application/pdf'],
      files: 1,
    });
    expect(limitsOf(item, 'photo')).toEqual({ types, bytes: 10 * 1024 * 1024, files: 10 });
    expect(limitsOf(item, 'birth-certificate')).toBeUndefined();
  });

  test.each([
    { what: 'an unknown material', given: { material: 'x', contentType: 'image/png', bytes: 1 }, code: 'unknown' },
    { what: 'a web page', given: { material: 'photo', contentType: 'text/html', bytes: 1 }, code: 'type' },
    {
      what: 'a drawing that can run',
      given: { material: 'photo', contentType: 'image/svg+xml', bytes: 1 },
      code: 'type',
    },
    {
      what: 'too much',
      given: { material: 'photo', contentType: 'image/png', bytes: largest.bytes + 1 },
      code: 'too-large',
    },
  ])('$what is told before it is sent', ({ given, code }) => {
    expect(objectionsToUpload(item, given).map((each) => each.code)).toEqual([code]);
  });
});

test('a field’s own limits are narrower than the widest, never wider', () => {
  const withField = (field: object) => ({
    ...item,
    form: {
      ...item.form,
      fields: [
        { id: 'other', type: 'text', material: 'photo', required: false, zh: '', en: '', maxLength: 9 },
        { id: 'scan', type: 'file', material: 'photo', accept: ['jpg'], required: false, zh: '', en: '', ...field },
      ],
    },
  });
  const limits = (field: object) => limitsOf(withField(field) as unknown as typeof item, 'photo');
  expect(limits({ maxMb: 2 })).toEqual({ types: ['image/jpeg'], bytes: 2 * 1024 * 1024, files: 1 });
  expect(limits({ maxMb: 50, multiple: true })).toMatchObject({ bytes: largest.bytes, files: largest.files });
});

test('what is not taken is told with what would be, and how much was seen', () => {
  const [unknown] = objectionsToUpload(item, { material: 'x', contentType: 'image/png', bytes: 1 });
  expect(unknown).toMatchObject({ path: 'material', en: expect.stringContaining('photo') });
  expect(unknown).not.toHaveProperty('seen');
  expect(unknown?.en).toMatch(/: .*, other$/);
  const [large] = objectionsToUpload(item, { material: 'photo', contentType: 'image/png', bytes: largest.bytes + 1 });
  expect(large).toMatchObject({ path: 'bytes', en: 'at most 10 MB', seen: String(largest.bytes + 1) });
  expect(objectionsToUpload(item, { material: 'photo', contentType: 'image/png', bytes: largest.bytes })).toEqual([]);
  const [html] = objectionsToUpload(item, { material: 'photo', contentType: 'text/html', bytes: 1 });
  expect(html).toMatchObject({ path: 'contentType', en: expect.stringContaining('image/jpeg, image/png') });
});

describe('what came', () => {
  test.each([
    ['as announced', {}, { file }],
    ['another size', { bytes: 11 }, { fault: 'size' }],
    ['another content', { sha256: 'b'.repeat(64) }, { fault: 'digest' }],
    ['another type', { contentType: 'image/png' }, { fault: 'type' }],
    ['no type that anybody knows', { contentType: undefined }, { fault: 'type' }],
  ])('%s', (_, change, verdict) => expect(judge(announced, { ...file, ...change })).toEqual(verdict));

  test('without a digest announced, whatever it holds', () => {
    const { sha256: _digest, ...without } = announced;
    expect(judge(without, { ...file, sha256: 'c'.repeat(64) })).toEqual({ file: { ...file, sha256: 'c'.repeat(64) } });
  });

  const sha256 = fc.constantFrom(digest, 'b'.repeat(64));
  const contentType = fc.constantFrom('image/jpeg', 'image/png', 'text/html', undefined);

  test('is kept only if it is all that was announced', () => {
    fc.assert(
      fc.property(fc.nat(20), sha256, contentType, fc.boolean(), (bytes, found, type, withDigest) => {
        const { sha256: _digest, ...without } = announced;
        const verdict = judge(withDigest ? announced : without, { bytes, sha256: found, contentType: type });
        const same = bytes === 10 && type === 'image/jpeg' && (!withDigest || found === digest);
        expect('file' in verdict).toBe(same);
        if ('file' in verdict) expect(verdict.file).toEqual({ bytes, sha256: found, contentType: type });
      }),
    );
  });
});

describe('attaching', () => {
  test('carries id, material and digest, each paper once', () => {
    expect(attach([paper(), paper()])).toEqual([{ id: idOf(1), material: 'photo', sha256: digest }]);
  });

  test.each([
    { what: "somebody else's", more: { residentId: 'zhou' }, code: 'unknown' },
    { what: 'one that was dropped', more: { state: 'dropped' as const }, code: 'unknown' },
    { what: 'one of another item', more: { itemId: 'residence-registration' }, code: 'other-request' },
    { what: 'one that has not come', more: { state: 'awaited' as const }, code: 'not-checked' },
    { what: 'one that was refused', more: { state: 'refused' as const, fault: 'type' as const }, code: 'refused' },
    {
      what: 'one of a request without a name',
      more: { anonymous: true as const, attachedTo: ['t'] },
      code: 'other-request',
    },
  ])('$what is not', ({ more, code }) => {
    expect(codes(attach([paper(more)]))).toEqual([code]);
  });

  test('is of the material that the field asks for, and not more than the material may have', () => {
    expect(codes(attach([paper()], { material: 'residence-proof' }))).toEqual(['other-material']);
    expect(attach([paper()], { material: 'photo' })).toMatchObject([{ id: idOf(1) }]);
    const proofs = [1, 2].map((n) => paper({ id: idOf(n), material: 'residence-proof' }));
    expect(attach(proofs.slice(1))).toMatchObject([{ id: idOf(2) }]);
    expect(attach(proofs)).toMatchObject({ problems: [{ code: 'too-many', seen: '2' }] });
    const many = Array.from({ length: largest.files + 1 }, (_, i) => paper({ id: idOf(i) }));
    expect(codes(attach(many))).toEqual(['too-many']);
    expect(codes(attach(many.slice(1)))).toEqual([]);
  });

  test('is not of a material that the item has stopped asking for, and says so', () => {
    const result = attach([paper({ material: 'birth-certificate' })]);
    expect(codes(result)).toEqual(['other-material']);
    expect('problems' in result && result.problems[0]?.en).toContain('no longer asks');
  });

  test('what was shown with a name is not shown without one', () => {
    expect(codes(attach([paper({ attachedTo: ['t'], again: true })]))).toEqual([]);
    expect(codes(attach([paper({ attachedTo: ['t'] })], { owner: { ...owner, anonymous: true } }))).toEqual([
      'other-request',
    ]);
  });

  test('nobody learns whether a paper of somebody else is there', () => {
    const theirs = attach([paper({ residentId: 'zhou' })]);
    const none = attachable([{ path: 'papers.0', id: idOf(1) }], new Map(), item, owner);
    expect(theirs).toEqual(none);
  });
});
