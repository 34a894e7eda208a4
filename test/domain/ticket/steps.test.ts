/** Which steps of an item may begin. */
import { expect, test } from '@jest/globals';
import { readySteps } from '../../../domain/ticket/steps.ts';
import { itemNamed } from '../../data/content.ts';
import { officeA, reckoning } from './story.ts';

const [step] = itemNamed('hukou-migration-in').steps;

test('acceptance at the station is done with the acceptance itself; other work of a station, and of an office of that name, is not', () => {
  if (!step) throw new Error('no steps');
  const accept = { ...step, id: 'accept', department: 'station' as const, dependsOn: [] };
  const ready = (first: typeof step) => {
    const item = { ...itemNamed('hukou-migration-in'), steps: [first, { ...step, id: 'next', dependsOn: [first.id] }] };
    const stepOffices = Object.fromEntries(item.steps.map(({ id }) => [id, officeA]));
    const { steps } = readySteps(
      { generation: 1, clocks: [], steps: [] },
      { item, stepOffices, ...reckoning },
      '2026-03-02',
      [],
    );
    return steps.map(({ id }) => id);
  };
  expect(ready(accept)).toEqual(['next']);
  expect(ready({ ...accept, id: 'visit' })).toEqual(['visit']);
  expect(ready({ ...accept, department: 'police' })).toEqual(['accept']);
});
