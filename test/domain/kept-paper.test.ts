/** How long papers of the file are good, and when they may be used again. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attachable } from '../../domain/attaching.ts';
import { catalogue, type MaterialType } from '../../domain/catalogue.ts';
import { isKept, lastDayOf, objectionToReuse, type Reusing } from '../../domain/kept-paper.ts';
import type { Paper } from '../../domain/paper.ts';
import { addDays, monthsLater } from '../../domain/time.ts';

const { items, materials } = catalogue.parse(
  JSON.parse(readFileSync(new URL('../../data/service-catalogue.json', import.meta.url), 'utf8')),
);
const types = new Map(materials.map((type) => [type.id, type]));
const item = items.find(({ id }) => id === 'residence-permit') ?? items[0];
if (!item) throw new Error('no item');
const typeOf = (id: string): MaterialType => {
  const type = types.get(id);
  if (!type) throw new Error(`no material ${id}`);
  return type;
};

const id = `pap_${'0'.repeat(26)}`;
const sha256 = 'a'.repeat(64);
const kept = (more: Partial<Paper> = {}): Paper => ({
  id,
  residentId: 'chen',
  itemId: 'residence-registration',
  material: 'residence-proof',
  state: 'checked',
  announced: { contentType: 'image/jpeg', bytes: 10, sha256 },
  file: { contentType: 'image/jpeg', bytes: 10, sha256 },
  uploadedBy: 'chen',
  at: '2026-03-02T09:00:00.000+08:00',
  attachedTo: ['ticket'],
  ...more,
});
const self: Reusing = { today: '2026-06-01', speaker: 'self', channel: 'web', callerId: 'chen', types };
const code = (paper: Paper, reusing: Reusing = self, of = item) => objectionToReuse(paper, of, reusing)?.code;

describe('the last day', () => {
  const last = (keepValid: MaterialType['keepValid'], more: Partial<Paper> = {}) =>
    lastDayOf(kept(more), { keepValid });

  test.each([
    { keepValid: '12m', day: '2027-03-02' },
    { keepValid: '3m', day: '2026-06-02' },
    { keepValid: 'permanent', day: null },
    { keepValid: 'none', day: '2026-03-02' },
    // Nobody has read it: a year, and not a day more.
    { keepValid: 'until-expiry', day: '2027-03-02' },
  ] as const)('of $keepValid is $day', ({ keepValid, day }) => expect(last(keepValid)).toBe(day));

  test('of what holds until its owner is of age is what a clerk read, else a year', () => {
    expect(last('until-adult')).toBe('2027-03-02');
    expect(last('until-adult', { validTo: '2031-01-31' })).toBe('2031-01-31');
  });

  test('is what a clerk read on the original', () => {
    expect(last('until-expiry', { validTo: '2031-01-31' })).toBe('2031-01-31');
    expect(last('until-expiry', { validTo: '2026-04-01' })).toBe('2026-04-01');
    expect(last('12m', { validTo: '2031-01-31' })).toBe('2027-03-02');
  });

  test('months end with the month', () => {
    expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
    expect(monthsLater('2028-02-29', 12)).toBe('2029-02-28');
    fc.assert(
      fc.property(fc.nat(20_000), fc.integer({ min: 0, max: 240 }), (days, months) => {
        const from = addDays('2000-01-01', days);
        const to = monthsLater(from, months);
        const between =
          (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
        expect(between).toBe(months);
        expect(to.slice(8) <= from.slice(8)).toBe(true);
      }),
    );
  });
});

describe('using it again', () => {
  test('is possible up to the last day, checked by an office or not', () => {
    expect(code(kept(), { ...self, today: '2027-03-02' })).toBeUndefined();
    expect(code(kept(), { ...self, today: '2027-03-03' })).toBe('expired');
    expect(
      code(kept({ verified: { by: 'request', officeId: 'station-320613001001', at: kept().at } })),
    ).toBeUndefined();
  });

  test.each([
    { what: 'taken out of the file', more: { removedAt: '2026-04-01T09:00:00.000+08:00' } },
    { what: 'shown without a name', more: { anonymous: true as const } },
    { what: 'shown in confidence', more: { confidential: true as const } },
    { what: 'never handed in', more: { attachedTo: [] } },
    { what: 'refused', more: { state: 'refused' as const } },
  ])('not of what was $what', ({ more }) => {
    expect(isKept(kept(more))).toBe(false);
    expect(code(kept(more))).toBe('not-kept');
  });

  test('not of a type that each request needs anew, nor where the item asks for none', () => {
    expect(code(kept({ material: 'income-declaration' }))).toBe('not-reusable');
    expect(code(kept({ material: 'birth-certificate' }))).toBe('not-reusable');
  });

  test('not for the request that has it: there it was found wanting', () => {
    expect(code(kept({ attachedTo: ['ticket', 'this'] }), { ...self, ticketId: 'this' })).toBe('has-it');
    expect(code(kept(), { ...self, ticketId: 'this' })).toBeUndefined();
  });

  test('what has no last day can be used for good; of a type that nobody knows nothing can', () => {
    const birth = typeOf('id-card');
    const forGood = new Map([['residence-proof', { ...typeOf('residence-proof'), keepValid: 'permanent' as const }]]);
    expect(code(kept(), { ...self, today: '2099-01-01', types: forGood })).toBeUndefined();
    expect(code(kept(), { ...self, types: new Map([['id-card', birth]]) })).toBe('not-reusable');
    const anew = { ...item, materials: item.materials.map((each) => ({ ...each, reusableFromFile: false })) };
    expect(code(kept(), self, anew)).toBe('not-reusable');
    const staff: Reusing = { ...self, speaker: 'staff', channel: 'home-visit', callerId: 'lin' };
    expect(code(kept({ material: 'id-card' }), staff)).toBeUndefined();
  });

  test('a sensitive one only by its owner, in person or online, or by the agent who brought it', () => {
    const card = kept({ material: 'id-card' });
    expect(typeOf('id-card').sensitivity).toBe('high');
    const agent: Reusing = { ...self, speaker: 'agent', callerId: 'gu' };
    const staff: Reusing = { ...self, speaker: 'staff', channel: 'counter', callerId: 'lin' };
    expect([code(card), code(card, agent), code({ ...card, uploadedBy: 'gu' }, agent)]).toEqual([
      undefined,
      'sensitive',
      undefined,
    ]);
    expect([code(card, staff), code(card, { ...staff, channel: 'hotline' })]).toEqual([undefined, 'sensitive']);
    expect(code(kept(), { ...staff, channel: 'hotline' })).toBeUndefined();
  });
});

describe('attaching', () => {
  const attach = (paper: Paper, consents: string[], residentId = 'chen') =>
    attachable([{ path: 'papers.0', id: paper.id }], new Map([[paper.id, paper]]), item, {
      residentId,
      anonymous: false,
      again: { ids: new Set(consents), reusing: self },
    });
  const codes = (result: ReturnType<typeof attach>) =>
    'problems' in result ? result.problems.map((each) => each.code) : [];

  test('with consent it says so, and whether somebody had checked it', () => {
    expect(attach(kept(), [id])).toEqual([
      { id, material: 'residence-proof', sha256, reused: { consent: 'self', verified: false } },
    ]);
    const verified = kept({ verified: { by: 'original', officeId: 'station-320613001001', at: kept().at } });
    expect(attach(verified, [id])).toMatchObject([{ reused: { verified: true } }]);
  });

  test('without consent nothing of the file is used, of whichever item it was', () => {
    expect(codes(attach(kept(), []))).toEqual(['consent']);
    expect(codes(attach(kept({ itemId: item.id }), []))).toEqual(['consent']);
    // Sent once more it is handed in, not used again.
    expect(attach(kept({ itemId: item.id, again: true }), [])).toEqual([{ id, material: 'residence-proof', sha256 }]);
    // Sent once more for another item it is that item's.
    expect(codes(attach(kept({ again: true }), []))).toEqual(['consent']);
  });

  test('consent to what cannot be used again says why; of a paper by another name nothing is taken', () => {
    const expired = attachable([{ path: 'papers.3', id }], new Map([[id, kept()]]), item, {
      residentId: 'chen',
      anonymous: false,
      again: { ids: new Set([id]), reusing: { ...self, today: '2030-01-01' } },
    });
    expect(expired).toMatchObject({ problems: [{ path: 'papers.3', code: 'expired' }] });
    expect('problems' in expired && expired.problems[0]).not.toHaveProperty('seen');
  });

  test('thirty at once, and of each material as many as it may have', () => {
    const many = (n: number, material: (i: number) => string) => {
      const papers = Array.from({ length: n }, (_, i) =>
        kept({ id: `pap_${String(i).padStart(26, '0')}`, itemId: item.id, attachedTo: [], material: material(i) }),
      );
      return attachable(
        papers.map(({ id }, i) => ({ path: `papers.${i}`, id })),
        new Map(papers.map((each) => [each.id, each])),
        { ...item, form: { ...item.form, fields: [] } },
        { residentId: 'chen', anonymous: false },
      );
    };
    const refs = [...item.materials.map(({ ref }) => ref), 'other'];
    const spread = (i: number) => refs[i % refs.length] ?? 'other';
    const most = Math.min(30, refs.length * 10);
    expect(many(most, spread)).toHaveLength(most);
    if (refs.length * 10 > 30)
      expect(many(31, spread)).toMatchObject({
        problems: [{ path: 'papers', code: 'too-many', seen: '31', en: 'at most 30 at once' }],
      });
    expect(many(11, () => 'other')).toMatchObject({
      problems: [{ path: 'papers', code: 'too-many', seen: '11', en: 'at most 10 files of other' }],
    });
  });

  test("consent opens nobody else's: it is told like none", () => {
    expect(attach(kept(), [id], 'zhou')).toEqual(
      attachable([{ path: 'papers.0', id }], new Map(), item, { residentId: 'zhou', anonymous: false }),
    );
  });

  test('a kind of file that this form does not take is not taken', () => {
    const webp = kept({ file: { contentType: 'image/webp', bytes: 10, sha256 } });
    expect(codes(attach(webp, [id]))).toEqual(['type']);
  });
});
