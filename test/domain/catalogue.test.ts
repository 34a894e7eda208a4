import { describe, expect, test } from '@jest/globals';
import {
  acceptLimit,
  decisionLevel,
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

test('a summary is what a list needs and no form', () => {
  const summary = itemSummary(itemNamed('residence-permit'));
  expect(summary).toMatchObject({ id: 'residence-permit', department: 'police', mode: 'proxy', promisedWorkdays: 7 });
  expect(summary).not.toHaveProperty('form');
});
