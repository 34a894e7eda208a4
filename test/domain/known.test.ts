/** What the resident's file knows of a form, and what of a form may get into the file. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogue } from '../../domain/catalogue.ts';
import { knownFields } from '../../domain/field.ts';
import { checkForm } from '../../domain/form.ts';
import { answersToKeep, type Keeping, knownAnswers, knownFieldOf } from '../../domain/known.ts';

const { items } = catalogue.parse(
  JSON.parse(readFileSync(new URL('../../data/service-catalogue.json', import.meta.url), 'utf8')),
);
const itemNamed = (id: string) => {
  const item = items.find((each) => each.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
};
const item = itemNamed('old-age-allowance');
const context = { today: '2026-03-02' };
const communityCode = '320613001001';
const file = {
  name: '陈𠮷祥',
  idCard: '320602199001011230',
  phone: '13900001111',
  address: { regionCode: communityCode, detail: '城东路8号' },
  bankAccount: '6222000000000001',
};

test('the bank account is known like the person, wherever the catalogue asks for it', () => {
  expect(Object.values(knownAnswers(item, file, context))).toContain(file.bankAccount);
  for (const each of items)
    for (const field of each.form.fields)
      if (field.id === 'bankAccount') expect(knownFieldOf(field)).toBe('bankAccount');
});

test('who files without a name is never known by a bank account', () => {
  for (const { anonymousAllowed, form } of items)
    if (anonymousAllowed) expect(form.fields.map(knownFieldOf)).not.toContain('bankAccount');
});

test('what is known passes as an answer, whatever lies in the file', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(...Object.values(file)));
  fc.assert(
    fc.property(
      fc.constantFrom(...items),
      fc.record(Object.fromEntries(knownFields.map((n) => [n, value]))),
      (each, odd) => {
        const known = knownAnswers(each, odd, context);
        const checked = checkForm(each, known, context);
        const wrong = Array.isArray(checked) ? checked.map(({ path }) => path.split('.')[0]) : [];
        expect(Object.keys(known).filter((id) => wrong.includes(id))).toEqual([]);
      },
    ),
  );
});

test('what is asked on a condition is filled in only while it holds', () => {
  const conditional = {
    ...item,
    form: {
      fields: item.form.fields.map((field) =>
        field.id === 'bankAccount' ? { ...field, showIf: { applyAs: 'self' } } : field,
      ),
    },
  };
  expect(knownAnswers(conditional, file, context, { applyAs: 'staff' })).not.toHaveProperty('bankAccount');
  expect(knownAnswers(conditional, file, context, { applyAs: 'self' })).toHaveProperty('bankAccount');
});

describe('what gets into the file', () => {
  const given = {
    applicantName: '陈吉祥',
    applicantIdCard: file.idCard,
    applicantPhone: '13900002222',
    residenceAddress: { regionCode: communityCode, detail: '城东路9号' },
    bankAccount: '6222000000000002',
  };
  const self: Keeping = { speaker: 'self', channel: 'web', verified: true, communityCode };
  const atCounter: Keeping = { ...self, speaker: 'staff', channel: 'counter' };
  const kept = (keep: string[], keeping: Keeping = self, answers: object = given) => {
    const result = answersToKeep(keep, item, answers as typeof given, keeping);
    return Array.isArray(result) ? result.map(({ path, code }) => `${path} ${code}`) : result.fields;
  };

  test('is what its owner says, and nothing else', () => {
    expect(kept([])).toEqual({});
    expect(kept(['applicantPhone', 'bankAccount', 'residenceAddress'])).toEqual({
      phone: given.applicantPhone,
      bankAccount: given.bankAccount,
      address: given.residenceAddress,
    });
  });

  test.each([
    { what: 'a verified name online', keep: 'applicantName', keeping: self, code: 'counter' },
    { what: 'an ID number, even at the counter', keep: 'applicantIdCard', keeping: atCounter, code: 'verify' },
    {
      what: 'anything by an agent',
      keep: 'bankAccount',
      keeping: { ...self, speaker: 'agent' as const },
      code: 'agent',
    },
    {
      what: 'anything on the telephone',
      keep: 'bankAccount',
      keeping: { ...atCounter, channel: 'hotline' as const },
      code: 'in-person',
    },
    {
      what: 'an address in another community',
      keep: 'residenceAddress',
      keeping: { ...self, communityCode: '320613001002' },
      code: 'moved',
    },
    { what: 'what the file does not keep', keep: 'applyAs', keeping: self, code: 'not-kept' },
  ])('not $what', ({ keep, keeping, code }) => {
    expect(kept([keep], keeping)).toEqual([`keep.${keep} ${code}`]);
  });

  test('a home visit is as good as a counter, for the name too', () => {
    expect(kept(['applicantName', 'bankAccount'], { ...atCounter, channel: 'home-visit' })).toEqual({
      name: given.applicantName,
      bankAccount: given.bankAccount,
    });
  });

  test('several that stand in the way come together, and a name that may be data is not repeated', () => {
    expect(kept(['applicantIdCard', 'nothing', '13900001111', 'applicantIdCard'])).toEqual([
      'keep.applicantIdCard verify',
      'keep.nothing not-kept',
      'keep.? not-kept',
    ]);
  });

  test('a name is changed at the counter, or before it was verified', () => {
    expect(kept(['applicantName'], atCounter)).toEqual({ name: given.applicantName });
    expect(kept(['applicantName'], { ...self, verified: false })).toEqual({ name: given.applicantName });
  });

  test('nothing that was not answered', () => {
    expect(kept(['bankAccount'], self, {})).toEqual(['keep.bankAccount not-kept']);
  });
});
