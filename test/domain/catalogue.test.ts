import { describe, expect, test } from '@jest/globals';
import {
  acceptLimit,
  catalogue,
  decisionLevel,
  isFileable,
  needsVerified,
  stepLevel,
  stepLimit,
  item as itemSchema,
  itemSummary,
  promiseLimit,
  statutoryLimit,
  urgentHours,
} from '../../domain/catalogue.ts';
import { fieldProblems } from '../../domain/field.ts';
import { content, itemNamed, items, readJson } from '../data/content.ts';

describe('the seed catalogue', () => {
  test('75 items pass the strict schema and come out as they went in', () => {
    expect(items).toHaveLength(75);
    expect(content).toEqual(readJson('service-catalogue.json'));
    expect(items.every(({ version }) => version === 1)).toBe(true);
  });

  test('every form stays consistent with the agent block after it', () => {
    for (const { form } of items.filter(({ form }) => form.fields.some(({ id }) => id === 'applyAs'))) {
      expect(fieldProblems([...form.fields, ...content.fieldSets.agent])).toEqual([]);
    }
  });
});

describe('a changed item', () => {
  const birth = itemNamed('hukou-birth-registration');
  const messages = (changed: object) => itemSchema.safeParse({ ...birth, ...changed }).error?.message ?? '';

  test('an unknown key is refused by name', () => expect(messages({ speed: 1 })).toContain('speed'));

  test('fields that appear twice, and conditions that cannot hold, are refused', () => {
    const [applyAs, name] = birth.form.fields;
    expect(messages({ form: { fields: [applyAs, applyAs] } })).toContain('appears twice');
    expect(messages({ form: { fields: [applyAs, { ...name, showIf: { applyAs: 'nobody' } }] } })).toContain(
      'does not offer',
    );
    expect(messages({ form: { fields: [{ ...name, showIf: { applyAs: 'self' } }, applyAs] } })).toContain(
      'earlier select',
    );
    expect(messages({ form: { fields: [{ ...applyAs, default: 'nobody' }] } })).toContain('nobody');
  });

  test('a pattern that cannot be read is refused', () => {
    const [, name] = birth.form.fields;
    expect(messages({ form: { fields: [{ ...name, pattern: '[' }] } })).toContain('not a regular expression');
  });

  test('a step may depend on earlier steps only', () => {
    const step = { id: 'a', department: 'police', level: 'street', zh: '甲', en: 'A', workdays: 1, dependsOn: ['b'] };
    expect(messages({ steps: [step, { ...step, id: 'b', dependsOn: [] }] })).toContain('step a depends on b');
  });
});

describe('decision level', () => {
  test.each([
    ['hukou-birth-registration', 3, 'no steps: handledAt street'],
    ['residence-registration', 3, 'handledAt community, raised'],
    ['id-card-renewal', 2, 'first non-station step at the district'],
    ['hukou-migration-in', 3, 'first step at the police station'],
    ['disability-certificate', 2, 'the first non-station step is the health commission'],
    ['dispute-mediation', 3, 'a community step of a department is raised'],
    ['housing-fund-retirement', 2, 'handledAt district'],
    ['resident-help-call', 4, 'the station answers itself'],
  ])('%s → %i (%s)', (id, level) => expect(decisionLevel(itemNamed(id))).toBe(level));
});

describe('limits', () => {
  test('promise in working days, shorter for the favoured', () => {
    const item = itemNamed('id-card-renewal');
    expect(promiseLimit(item)).toEqual({ n: 20, unit: 'wd' });
    expect(promiseLimit(item, true)).toEqual({ n: 10, unit: 'wd' });
    expect(promiseLimit(itemNamed('hukou-info-change'), true)).toEqual({ n: 5, unit: 'wd' });
  });

  test('statute in its original unit, absent where there is none', () => {
    expect(statutoryLimit(itemNamed('id-card-renewal'))).toEqual({ n: 60, unit: 'd' });
    expect(statutoryLimit(itemNamed('min-living-allowance'))).toEqual({ n: 30, unit: 'wd' });
    expect(statutoryLimit(itemNamed('hukou-info-change'))).toBeUndefined();
    expect(items.filter(statutoryLimit)).toHaveLength(17);
  });

  test('acceptance: the item, else 5 working days for licensing and 1 elsewhere', () => {
    const item = itemNamed('id-card-renewal');
    const { acceptWithinWorkdays: _, ...limits } = item.limits;
    expect(acceptLimit(item)).toEqual({ n: 1, unit: 'wd' });
    expect(acceptLimit({ ...item, limits })).toEqual({ n: 5, unit: 'wd' });
    expect(acceptLimit({ ...item, limits, regime: 'hotline' })).toEqual({ n: 1, unit: 'wd' });
  });

  test('urgent hours run where the item has them', () => {
    expect(items.flatMap((item) => (urgentHours(item) === undefined ? [] : [[item.id, urgentHours(item)]]))).toEqual([
      ['temporary-relief', 24],
      ['house-safety-report', 2],
      ['resident-help-call', 1],
    ]);
  });
});

describe('the catalogue as a whole', () => {
  const faults = (change: object) =>
    catalogue
      .safeParse({ ...content, ...change })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const [first, ...others] = content.items;
  const changed = (change: object) => ({ items: [{ ...first, ...change }, ...others] });

  test('names only groups and papers that there are, of bundles only items that there are', () => {
    expect(faults({})).toEqual([]);
    const where = first?.id ?? '';
    expect(faults(changed({ applicantGroups: ['nobody'] }))).toEqual([`${where}: 没有“nobody” / there is no nobody`]);
    expect(faults(changed({ priority: { ...first?.priority, groups: ['nobody'] } }))).toEqual([
      `${where}: 没有“nobody” / there is no nobody`,
    ]);
    const materials = [{ ...first?.materials[0], ref: 'nothing' }];
    expect(faults(changed({ materials }))).toContain(`${where}: 没有“nothing” / there is no nothing`);
    const [bundle, ...bundles] = content.bundles;
    const nodes = bundle?.nodes.map((node, i) => (i === 0 ? { ...node, item: 'nothing' } : node));
    expect(faults({ bundles: [{ ...bundle, nodes }, ...bundles] })).toEqual([
      `${bundle?.id}: 没有“nothing” / there is no nothing`,
    ]);
  });

  test('has every item once, and ids in small letters', () => {
    expect(faults({ items: [...content.items, first] })).toEqual(['items: 事项编号重复 / an item id appears twice']);
    for (const id of ['Birth', 'birth-', '-birth', 'birth registration', '1birth'])
      expect(itemSchema.safeParse({ ...first, id }).success).toBe(false);
  });

  test('an id of a bundle has its form from beginning to end', () => {
    const [bundle, ...bundles] = content.bundles;
    for (const id of ['1birth', '-birth', 'birth-', 'birth registration', 'Birth'])
      expect(faults({ bundles: [{ ...bundle, id }, ...bundles] })).toHaveLength(1);
  });

  test('a fault of a form or a step is told with its place', () => {
    const places = (change: object) =>
      itemSchema.safeParse({ ...first, ...change }).error?.issues.map(({ path }) => path.join('.'));
    const step = { id: 'a', department: 'police', level: 'street', zh: '甲', en: 'A', workdays: 1, dependsOn: ['b'] };
    expect(places({ steps: [{ ...step, id: 'z', dependsOn: [] }, step] })).toEqual(['steps.1']);
    const [field] = first?.form.fields ?? [];
    expect(places({ form: { fields: [field, field] } })).toEqual(['form']);
  });
});

test('an item can be filed until its last day', () => {
  const on = (endsOn?: string) =>
    ['2026-06-29', '2026-06-30', '2026-07-01'].map((day) => isFileable(endsOn ? { endsOn } : {}, day));
  expect(on('2026-06-30')).toEqual([true, true, false]);
  expect(on()).toEqual([true, true, true]);
  const [item] = items;
  expect(item && itemSummary(item)).not.toHaveProperty('endsOn');
  expect(item && itemSummary({ ...item, endsOn: '2026-06-30' })).toMatchObject({ endsOn: '2026-06-30' });
});

describe('steps', () => {
  const step = { id: 'x', department: 'police', level: 'street', zh: '甲', en: 'A', workdays: 3 } as const;

  test('of a department in a community are raised to the street, those of the station stay', () => {
    const levels = (department: 'police' | 'station') =>
      (['community', 'street', 'district', 'city'] as const).map((level) => stepLevel({ ...step, department, level }));
    expect(levels('police')).toEqual([3, 3, 2, 1]);
    expect(levels('station')).toEqual([4, 3, 2, 1]);
  });

  test('have their days, a notice the days that it hangs; nobody is late where nobody can say so', () => {
    expect(stepLimit(step)).toEqual({ n: 3, unit: 'wd' });
    expect(stepLimit({ ...step, publicNotice: { value: 7, unit: 'calendar-day' } })).toEqual({ n: 7, unit: 'd' });
    expect(stepLimit({ ...step, publicNotice: { value: 5, unit: 'workday' } })).toEqual({ n: 5, unit: 'wd' });
    for (const none of [{ workdays: 0 }, { excluded: true }, { when: 'on suspicion' }])
      expect(stepLimit({ ...step, ...none })).toBeUndefined();
  });
});

describe('who files must be verified first', () => {
  const item = items.find((each) => each.mode === 'instant' && each.regime === 'service');
  if (!item) throw new Error('no instant service');
  const harmless = { ...item, outcome: { ...item.outcome, kind: 'receipt' as const }, fee: { ...item.fee, amount: 0 } };

  test('not for a question, a call, or what is done on the spot and ends without harm', () => {
    for (const kind of ['appointment', 'receipt', 'reply'] as const)
      for (const mode of ['instant', 'consult'] as const)
        expect(needsVerified({ ...harmless, mode, outcome: { ...item.outcome, kind } })).toBe(false);
    expect(needsVerified({ ...harmless, regime: 'hotline', mode: 'transfer' })).toBe(false);
  });

  test('for whatever grants something, goes to an office or costs money', () => {
    for (const more of [
      { regime: 'licensing' as const },
      { mode: 'proxy' as const },
      { mode: 'transfer' as const },
      { fee: { ...item.fee, amount: 5 } },
      { outcome: { ...item.outcome, kind: 'certificate' as const } },
    ])
      expect(needsVerified({ ...harmless, ...more })).toBe(true);
  });
});

test('a summary is what a list needs and no form', () => {
  const summary = itemSummary(itemNamed('residence-permit'));
  expect(summary).toMatchObject({ id: 'residence-permit', department: 'police', mode: 'proxy', promisedWorkdays: 7 });
  expect(summary).not.toHaveProperty('form');
  const named = items.find(({ aliases }) => aliases);
  expect(named && itemSummary(named).aliases).toEqual(named?.aliases);
});
