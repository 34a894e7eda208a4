/** What the offices of a department do: the pairs that a change of offices is checked for. */
import { expect, test } from '@jest/globals';
import { decisionLevel, stepLevel } from '../../domain/catalogue.ts';
import { mattersOf } from '../../domain/routing-check.ts';
import { itemNamed } from '../data/content.ts';

const [own, other] = [itemNamed('hukou-migration-in'), itemNamed('disability-certificate')];

test('an office decides on the items of its department and does its steps of all items', () => {
  const steps = [own, other].flatMap((item) =>
    item.steps
      .filter(({ department }) => department === 'police')
      .map((step) => ({
        itemId: item.id,
        zh: `${item.zh}：${step.zh}`,
        en: `${item.en}: ${step.en}`,
        level: stepLevel(step),
      })),
  );
  expect(steps.length).toBeGreaterThan(0);
  expect(own.department).toBe('police');
  expect(mattersOf('police', [own, other])).toEqual([
    { itemId: own.id, zh: own.zh, en: own.en, level: decisionLevel(own) },
    ...steps,
  ]);
});

test('a station takes in whatever is filed', () => {
  const takingIn = { itemId: '*', zh: '受理', en: 'Taking in', level: 4 };
  expect(mattersOf('station', [])).toEqual([takingIn]);
  expect(mattersOf('police', [])).toEqual([]);
});
