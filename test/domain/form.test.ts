import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item } from '../../domain/catalogue.ts';
import { type Field, field, fieldProblems } from '../../domain/field.ts';
import { anonymousMayOmit, askedFields, checkForm, formFields, type FormContext } from '../../domain/form.ts';
import { fieldName } from '../../domain/refusal.ts';
import { levelLookup } from '../../domain/region.ts';
import { content, itemNamed, items, regionByCode } from '../data/content.ts';

const idCard = '11010519491231002X';
const address = { regionCode: '320613001001', detail: '演示路1号101室' };
const paper = 'pap_01KAR5Z4VJ9M6YQ3X7T8N2B1CD';
const context: FormContext = {
  today: '2026-02-14',
  regionLevel: levelLookup(regionByCode),
  agentFields: content.fieldSets.agent,
};
const check = (item: Item, answers: unknown, more: Partial<FormContext> = {}) =>
  checkForm(item, answers, { ...context, ...more });
/** `field: code` of each problem; empty when the form is right. */
const codes = (item: Item, answers: unknown, more: Partial<FormContext> = {}): string[] => {
  const result = check(item, answers, more);
  return Array.isArray(result) ? result.map(({ path, code }) => `${path}: ${code}`) : [];
};

const samples: Readonly<Record<string, string>> = {
  '^[\\p{Script=Han}·]{2,20}$': '演示名',
  '^[A-Z]\\d{9}$': 'A123456789',
  '^\\d{12,19}$': '622200000000000000',
  '^\\d{17}[\\dX]\\d{2}([B]\\d)?$': `${idCard}43`,
  '^\\d{6,20}$': '123456',
};
/** A right answer to any field of the catalogue. */
const sample = (field: Field): unknown => {
  switch (field.type) {
    case 'text':
      return field.pattern === undefined ? '演示' : samples[field.pattern];
    case 'number':
      return field.min ?? 1;
    case 'date':
      return '2026-02-13';
    case 'select': {
      const value = field.default ?? field.options[0]?.value;
      return field.multiple === true ? [value] : value;
    }
    case 'phone':
      return '19900000001';
    case 'idcard':
      return idCard;
    case 'address':
      return address;
    case 'file':
      return 'on-paper';
  }
};
const filled = (item: Item, more: object = {}): Record<string, unknown> => ({
  ...Object.fromEntries(item.form.fields.filter(({ showIf }) => !showIf).map((field) => [field.id, sample(field)])),
  ...more,
});
/** An item with only these fields, for one rule at a time. */
const withFields = (...fields: Partial<Field>[]): Item => ({
  ...itemNamed('policy-consultation'),
  form: { fields: fields.map((field) => Object.assign({ zh: '项目', en: 'Field', required: false }, field) as Field) },
});
const one = (field: Partial<Field>, answer: unknown, more: Partial<FormContext> = {}) =>
  codes(withFields({ id: 'x', ...field }), { x: answer }, more).map((code) => code.replace('x: ', ''));
const valueOf = (field: Partial<Field>, answer: unknown): unknown => {
  const result = check(withFields({ id: 'x', ...field }), { x: answer });
  return Array.isArray(result) ? result : result.answers['x'];
};

describe('every item of the catalogue', () => {
  test.each(items.map(({ id }) => [id]))('%s takes a form filled as it asks', (id) => {
    expect(check(itemNamed(id), filled(itemNamed(id)))).toEqual({ answers: filled(itemNamed(id)) });
  });

  test.each(items.map(({ id }) => [id]))('%s names all that is missing at once', (id) => {
    const required = itemNamed(id).form.fields.filter(({ required, showIf }) => required && !showIf);
    expect(codes(itemNamed(id), {})).toEqual(required.map(({ id }) => `${id}: required`));
  });
});

describe('the form as a whole', () => {
  const birth = itemNamed('hukou-birth-registration');

  test.each([null, 'text', 7, [], undefined])('%j is no form', (answers) => {
    expect(codes(birth, answers)).toEqual([': type']);
  });

  test('unknown fields are refused by name; a name that may be data is not repeated', () => {
    expect(codes(birth, filled(birth, { nickname: '', [idCard]: 1 }))).toEqual(['nickname: unknown', '?: unknown']);
    const inherited: unknown = JSON.parse(`{"__proto__": {"childName": "演示"}}`);
    expect(codes(birth, inherited)).toContain('?: unknown');
    expect(codes(birth, inherited)).toContain('childName: required');
  });

  test.each([
    ['line1', 'line1'],
    ['a-b_12', 'a-b_12'],
    ['a123', '?'],
    ['1a', '?'],
    ['name 李芳', '?'],
    ['李芳 name', '?'],
    ['x'.repeat(41), '?'],
  ])('of the name %s is told: %s', (name, told) => expect(fieldName(name)).toBe(told));

  test('of unknown fields twenty are named', () => {
    const names = Array.from({ length: 25 }, (_, i) => [`more${String.fromCharCode(97 + i)}`, 1]);
    expect(codes(birth, filled(birth, Object.fromEntries(names)))).toHaveLength(20);
  });

  test('several problems come together, in both languages, without the values', () => {
    const result = check(birth, filled(birth, { childName: 'Max7788', applicantPhone: '1234567', childSex: 'x' }));
    expect(result).toEqual([
      {
        path: 'applicantPhone',
        code: 'phone',
        zh: '“联系电话”不是有效电话，请填11位手机号或带区号的座机',
        en: 'Phone: not a phone number, give 11 digits of a mobile or a landline with its area code',
      },
      {
        path: 'childName',
        code: 'pattern',
        zh: '“新生儿姓名”格式不符，请照证件或凭证原样填写',
        en: "Child's name: does not have the right form, copy it from the paper",
      },
      {
        path: 'childSex',
        code: 'option',
        zh: '“性别”没有这个选项，可选：m, f',
        en: 'Sex: no such option, choose from: m, f',
        seen: 'x',
      },
    ]);
  });

  test('blank is not answered', () => {
    const blank = filled(birth, {
      childName: ' 　',
      applicantPhone: null,
      residenceAddress: { regionCode: '', detail: '' },
    });
    expect(codes(birth, blank)).toEqual([
      'applicantPhone: required',
      'residenceAddress: required',
      'childName: required',
    ]);
  });
});

const optionsNamed = (...values: string[]) => values.map((value) => ({ value, zh: value, en: value }));

test('a field has a name for machines, and an expression that reads rare characters', () => {
  const takes = (more: object) =>
    field.safeParse({ id: 'x', zh: '项', en: 'X', required: false, type: 'text', ...more }).success;
  for (const id of ['x', 'childName', 'x1', 'x'.repeat(40)]) expect([id, takes({ id })]).toEqual([id, true]);
  for (const id of ['', 'X', '1x', ' x', 'x ', 'a b', 'x-y', 'x'.repeat(41)])
    expect([id, takes({ id })]).toEqual([id, false]);
  expect(['^\\p{Script=Han}+$', '(', '\\-'].map((pattern) => takes({ pattern }))).toEqual([true, false, false]);
});

test('a condition names an earlier select, and only what it offers', () => {
  const on = (showIf: Record<string, string[]>) =>
    fieldProblems(
      withFields(
        { id: 'a', type: 'select', options: optionsNamed('yes', 'no') },
        { id: 'b', type: 'text', showIf },
        { id: 'c', type: 'select', options: optionsNamed('yes') },
      ).form.fields,
    ).length;
  expect([on({ a: ['yes'] }), on({ a: ['yes', 'gone'] }), on({ c: ['yes'] }), on({ b: ['yes'] })]).toEqual([
    0, 1, 1, 1,
  ]);
});

describe('showIf', () => {
  const item = itemNamed('residence-permit-endorsement');
  test('asked and answered', () => {
    expect(codes(item, filled(item, { unchanged: 'no', newAddress: address }))).toEqual([]);
  });
  test('not asked but answered is refused and says when it is asked', () => {
    const result = check(item, filled(item, { unchanged: 'yes', newAddress: address }));
    expect(result).toMatchObject([{ path: 'newAddress', code: 'not-asked' }]);
    expect(Array.isArray(result) && result[0]?.zh).toMatch(/只在“.+”为“.+”时填写，请删去/);
  });
  test('a field that hangs on a hidden field is hidden too', () => {
    const yesNo = optionsNamed('yes', 'no');
    const chain = withFields(
      { id: 'a', type: 'select', options: yesNo },
      { id: 'b', type: 'select', options: yesNo, showIf: { a: 'yes' } },
      { id: 'c', type: 'text', required: true, showIf: { b: ['yes', 'no'] } },
    );
    expect(codes(chain, { a: 'no', b: 'yes', c: 'text' })).toEqual(['b: not-asked', 'c: not-asked']);
    expect(codes(chain, { a: 'yes', b: 'yes' })).toEqual(['c: required']);
    expect(codes(chain, { a: 'no' })).toEqual([]);
    const asked = (answers: object) => askedFields(chain.form.fields, { ...answers }).map(({ id }) => id);
    expect(asked({ a: 'no', b: 'yes', c: 'text' })).toEqual(['a']);
    expect(asked({ a: 'yes', b: 'no' })).toEqual(['a', 'b', 'c']);
    // What hangs on a wrong answer, however far, is asked again with it and is no mistake of its own.
    expect(codes(chain, { a: 'neither', b: 'yes', c: 'text' })).toEqual(['a: option']);
  });
  test('a field that is not asked is told with every answer on which it hangs', () => {
    const form = withFields(
      { id: 'a', type: 'select', zh: '甲', en: 'A', options: optionsNamed('yes', 'no', 'maybe') },
      { id: 'b', type: 'select', zh: '乙', en: 'B', options: optionsNamed('yes', 'no') },
      { id: 'c', type: 'text', zh: '丙', en: 'C', showIf: { a: ['yes', 'maybe'], b: 'yes' } },
    );
    expect(check(form, { a: 'no', b: 'yes', c: 'text' })).toEqual([
      {
        path: 'c',
        code: 'not-asked',
        zh: '“丙”只在“甲”为“yes/maybe”且“乙”为“yes”时填写，请删去',
        en: 'C: asked only if "A" is "yes" or "maybe" and "B" is "yes", leave it out',
      },
    ]);
  });
  test('a field stands in the form if one of the answers on which it hangs can be given', () => {
    const form = withFields(
      { id: 'a', type: 'select', options: optionsNamed('yes', 'no') },
      { id: 'onOne', type: 'text', showIf: { a: ['yes', 'gone'] } },
      { id: 'onGone', type: 'text', showIf: { a: 'gone' } },
      { id: 'onText', type: 'text', showIf: { onOne: 'text' } },
      { id: 'onNone', type: 'text', showIf: { nowhere: 'yes' } },
    );
    expect(formFields(form).map(({ id }) => id)).toEqual(['a', 'onOne']);
  });
});

const options = (id: string, name: string): string[] => {
  const field = formFields(itemNamed(id), content.fieldSets.agent).find((field) => field.id === name);
  return field?.type === 'select' ? field.options.map(({ value }) => value) : [];
};

describe('acting for somebody', () => {
  const agent = { agentName: '演示代', agentIdCard: idCard, agentPhone: '19900000001', agentRelation: 'child' };
  const item = itemNamed('residence-permit');
  test('an agent fills the agent block, a guardian all but the power of attorney', () => {
    expect(codes(item, filled(item, { applyAs: 'agent', ...agent, powerOfAttorney: [paper] }))).toEqual([]);
    expect(codes(item, filled(item, { applyAs: 'agent' }))).toHaveLength(5);
    expect(codes(item, filled(item, { applyAs: 'guardian', ...agent }))).toEqual([]);
    expect(codes(item, filled(item, { applyAs: 'self', ...agent }))).toContain('agentName: not-asked');
  });
  test('their fields follow where somebody may act for another, without what nobody is asked', () => {
    const ids = (id: string, fields: readonly Field[] = content.fieldSets.agent) =>
      formFields(itemNamed(id), fields).map((field) => field.id);
    const own = (id: string) => itemNamed(id).form.fields.map((field) => field.id);
    const agents = content.fieldSets.agent.map(({ id }) => id);
    expect(ids('residence-permit')).toEqual([...own('residence-permit'), ...agents]);
    // A guardian brings no power of attorney.
    const guardians = agents.filter((id) => id !== 'powerOfAttorney');
    expect(ids('id-card-renewal')).toEqual([...own('id-card-renewal'), ...guardians]);
    const always = withFields({ id: 'always', type: 'text' }).form.fields;
    // Nobody may act for another, and nobody is asked who acts.
    for (const id of ['marriage-appointment', 'policy-consultation']) expect(ids(id, always)).toEqual(own(id));
  });
  test('no other field loses an option to who may act', () => {
    expect(options('hukou-death-cancellation', 'relation')).toContain('other');
    expect(options('residence-permit', 'applyAs')).toEqual(['self', 'guardian', 'agent', 'staff']);
    expect(options('residence-permit', 'agentRelation')).toEqual(expect.arrayContaining(['neighbour', 'other']));
    for (const agent of ['no', 'guardian-only', 'relative'] as const) {
      const all = optionsNamed('agent', 'guardian', 'neighbour', 'other');
      const form = withFields({ id: 'who', type: 'select', options: all });
      expect(formFields({ ...form, agent })).toEqual(form.form.fields);
    }
  });
  test('the item decides who may act', () => {
    expect(options('marriage-appointment', 'applyAs')).toEqual(['self', 'staff']);
    expect(options('id-card-renewal', 'applyAs')).toEqual(['self', 'guardian', 'staff']);
    expect(options('survivor-benefit', 'agentRelation')).toEqual(['spouse', 'child', 'parent', 'guardian']);
    expect(codes(itemNamed('id-card-renewal'), filled(itemNamed('id-card-renewal'), { applyAs: 'agent' }))).toEqual([
      'applyAs: option',
    ]);
  });
  test('an anonymous applicant may leave out the applicant block where the item allows it', () => {
    const report = itemNamed('environment-report');
    const { applicantName: _, applicantPhone: __, ...rest } = filled(report);
    expect(codes(report, rest)).toEqual(['applicantName: required', 'applicantPhone: required']);
    expect(codes(report, rest, { mayOmit: anonymousMayOmit(report) })).toEqual([]);
    expect(codes(report, { ...rest, applicantPhone: '1' }, { mayOmit: anonymousMayOmit(report) })).toEqual([
      'applicantPhone: phone',
    ]);
    expect(anonymousMayOmit(item).size).toBe(0);
    const form = withFields({ id: 'applyAs', type: 'text' }, { id: 'tel', type: 'text', prefill: 'resident.phone' });
    const more = withFields({ id: 'topic', type: 'text' }).form.fields;
    const fields = [...form.form.fields, ...more];
    expect([...anonymousMayOmit({ ...form, anonymousAllowed: true, form: { fields } })]).toEqual(['applyAs', 'tel']);
  });
});

describe('text', () => {
  const name: Partial<Field> = { type: 'text', maxLength: 20, pattern: '^[\\p{Script=Han}·]{2,20}$' };
  test.each(['王小明', '买买提·吐尔逊', '𠮷𡈽', '㐂〇', '𠀀'.repeat(20), '\uF9DE慈'])(
    'the name %s is taken as written',
    (text) => {
      expect(valueOf(name, `　${text} `)).toBe(text);
    },
  );
  test.each([
    ['𠀀'.repeat(21), 'too-long'],
    ['王', 'pattern'],
    ['王ab', 'pattern'],
    ['王\u0000明', 'character'],
    ['王\u202E明', 'character'],
    ['王\uD842', 'character'],
    ['王\n明', 'character'],
    [7, 'type'],
    [['王明'], 'type'],
  ])('%j → %s', (text, code) => expect(one(name, text)).toEqual([code]));

  test('a paragraph may have lines, a line may not; without a limit 200 characters', () => {
    expect(valueOf({ type: 'text', maxLength: 1000 }, 'a\r\nb\tc')).toBe('a\nb\tc');
    expect(one({ type: 'text', maxLength: 100 }, 'a\nb')).toEqual(['character']);
    expect(one({ type: 'text' }, '字'.repeat(201))).toEqual(['too-long']);
  });

  test('whatever is accepted is the text itself, trimmed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const value = valueOf({ type: 'text', maxLength: 250 }, text);
        expect(Array.isArray(value) || value === undefined || value === text.replaceAll('\r\n', '\n').trim()).toBe(
          true,
        );
      }),
    );
  });
});

describe('number, date, select', () => {
  const amount: Partial<Field> = { type: 'number', min: 1, max: 20 };
  test.each([
    [amount, 0, 'too-small'],
    [amount, 21, 'too-large'],
    [amount, '3', 'type'],
    [amount, Number.NaN, 'type'],
    [{ type: 'date', max: 'today' }, '2026-02-15', 'too-late'],
    [{ type: 'date', min: 'today' }, '2026-02-13', 'too-early'],
    [{ type: 'date' }, '2026-02-30', 'date'],
    [{ type: 'date' }, '14/02/2026', 'date'],
    [{ type: 'date' }, '0026-02-14', 'too-early'],
    [{ type: 'date' }, 20260214, 'type'],
    [{ type: 'date', workdayOnly: true }, '2026-02-15', 'not-a-workday'],
  ] satisfies [Partial<Field>, unknown, string][])('%j: %j → %s', (field, answer, code) => {
    expect(one(field, answer)).toEqual([code]);
  });

  test('bounds are allowed, and the given calendar decides what a working day is', () => {
    expect([one(amount, 1), one(amount, 20)]).toEqual([[], []]);
    expect(one({ type: 'date', min: 'today', max: 'today' }, '2026-02-14')).toEqual([]);
    const saturday: Partial<Field> = { type: 'date', workdayOnly: true };
    expect(one(saturday, '2026-02-14')).toEqual(['not-a-workday']);
    expect(one(saturday, '2026-02-14', { isWorkday: (date) => date === '2026-02-14' })).toEqual([]);
  });

  const need: Partial<Field> = {
    type: 'select',
    multiple: true,
    options: ['meal', 'bath', 'talk'].map((value) => ({ value, zh: value, en: value })),
  };
  test('several options: known, each once, in the order of the form', () => {
    expect(valueOf(need, ['talk', 'meal'])).toEqual(['meal', 'talk']);
    expect(one(need, ['meal', 'meal'])).toEqual(['repeated']);
    expect(one(need, ['meal', 'gold'])).toEqual(['option']);
    expect(one(need, 'meal')).toEqual(['type']);
    expect(one({ ...need, multiple: false }, ['meal'])).toEqual(['type']);
  });
});

describe('phone, ID card, address, file', () => {
  const phone: Partial<Field> = { type: 'phone', pattern: '^(1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8})$' };
  const id: Partial<Field> = { type: 'idcard', pattern: '^[1-9]\\d{16}[\\dX]$', checksum: 'GB11643' };
  const place: Partial<Field> = { type: 'address', regionLevel: 4 };
  const file: Partial<Field> = { type: 'file', material: 'id-card', accept: ['jpg'], maxMb: 10 };

  test('are normalised', () => {
    expect(valueOf(phone, '１99 0000 0001')).toBe('19900000001');
    expect(valueOf(id, ' 110105 19491231 002x')).toBe(idCard);
    expect(valueOf(place, { ...address, detail: ' 1号 ' })).toEqual({ ...address, detail: '1号' });
    expect([valueOf(file, 'on-paper'), valueOf(file, [paper])]).toEqual(['on-paper', [paper]]);
  });

  test.each([
    [phone, '12345678901', 'phone'],
    [phone, 19900000001, 'type'],
    [id, '110105194912310021', 'check-digit'],
    [id, '110105194913310020', 'birth-date'],
    [id, '123', 'shape'],
    [id, `1${idCard}`, 'shape'],
    [id, `${idCard}1`, 'shape'],
    [place, '德民社区', 'type'],
    [file, 'paper', 'type'],
    [file, ['pap_1'], 'paper'],
    [file, [[paper]], 'paper'],
    [file, [paper, paper], 'repeated'],
    [file, [paper, paper.replace('1CD', '1CE')], 'too-many'],
  ] satisfies [Partial<Field>, unknown, string][])('%j: %j → %s', (field, answer, code) => {
    expect(one(field, answer)).toEqual([code]);
  });

  test.each([
    [{ regionCode: '320613001000', detail: '1' }, ['regionCode: region-level']],
    [{ regionCode: '320613001999', detail: '1' }, ['regionCode: region']],
    [{ regionCode: '德民', detail: '' }, ['regionCode: region', 'detail: required']],
    [{ regionCode: '320613001001', detail: 7 }, ['detail: type']],
    [{ regionCode: '320613001001' }, ['detail: required']],
    [{ ...address, city: '南通' }, ['unknown']],
  ])('address %j → %j', (answer, problems) => {
    expect(one(place, answer).map((code) => code.replace('x.', ''))).toEqual(problems);
  });

  test('a place in another city needs no table', () => {
    const elsewhere = { regionCode: '340104001000', detail: '1号' };
    expect(one({ ...place, regionLevel: 3 }, elsewhere)).toEqual([]);
    expect(one(place, elsewhere)).toEqual(['x.regionCode: region-level']);
  });

  test('several files where the field takes several', () => {
    expect(one({ ...file, multiple: true }, [paper, paper.replace('1CD', '1CE')])).toEqual([]);
  });
});

test('no problem ever repeats a personal value', () => {
  const secret = fc.constantFrom(
    '11010519491231002X',
    '110105194912310021',
    '19900000001',
    '13812345678',
    '王小明',
    '622200000000000',
  );
  fc.assert(
    fc.property(fc.constantFrom(...items), secret, fc.integer({ min: 0, max: 2 }), (item, secret, shape) => {
      const wrong = [secret, [secret], { regionCode: secret, detail: [secret] }][shape];
      const answers = Object.fromEntries(item.form.fields.map(({ id }) => [id, wrong]));
      const result = check(item, { ...answers, [secret]: secret });
      expect(Array.isArray(result)).toBe(true);
      expect(JSON.stringify(result)).not.toContain(secret);
    }),
  );
});

test('personal numbers given as numbers are not repeated either, small ones are', () => {
  const result = check(withFields({ id: 'x', type: 'number', max: 5 }, { id: 'y', type: 'number', max: 5 }), {
    x: 19900000001,
    y: 6,
  });
  expect(Array.isArray(result) && result.map(({ seen }) => seen)).toEqual([undefined, '6']);
  const text = check(withFields({ id: 'x', type: 'text' }), { x: 7 });
  expect(Array.isArray(text) && text[0]).not.toHaveProperty('seen');
});
