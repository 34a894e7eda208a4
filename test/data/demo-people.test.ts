import { describe, expect, test } from '@jest/globals';
import { deriveDemoPeople } from '../../data/derive-demo-people.ts';
import { departments } from '../../domain/catalogue.ts';
import { ageOn, birthDateOf, idNumberFault } from '../../domain/id-number.ts';
import { isVirtual } from '../../domain/region.ts';
import { isAmbiguous, officeFor, officeForStep, stationFor } from '../../domain/routing.ts';
import { content, items, offices, people, regionByCode } from './content.ts';

const on = '2026-11-23';
const residents = people.flatMap((person) => (person.role === 'resident' ? [person] : []));
const held = new Set(people.flatMap((person) => ('officeId' in person ? [person.officeId] : [])));
const roleCount = (role: string) => people.filter((person) => person.role === role).length;

test('the file is what the script derives', () => expect(people).toEqual(deriveDemoPeople(items, offices)));

test('ids are unique and every role is there', () => {
  expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  expect(['supervisor', 'arbiter', 'auditor', 'administrator'].map(roleCount)).toEqual([3, 1, 1, 3]);
  const ids = new Set(people.map(({ id }) => id));
  for (const department of departments) expect(ids).toContain(`officer-${department}`);
});

describe('residents', () => {
  test('at least six in five real communities, an elderly one and one of the floating population', () => {
    expect(residents.length).toBeGreaterThanOrEqual(6);
    expect(new Set(residents.map(({ resident }) => resident.communityCode)).size).toBeGreaterThanOrEqual(5);
    const tags = new Set(residents.flatMap(({ tags }) => tags));
    for (const tag of ['elderly-80', 'empty-nest', 'floating', 'disabled', 'low-income']) expect(tags).toContain(tag);
    const known = new Set(content.applicantGroups.map(({ id }) => id));
    expect([...tags].filter((tag) => !known.has(tag))).toEqual([]);
  });

  test('valid, different and plainly invented ID numbers; ages fit the tags', () => {
    for (const { tags, resident } of residents) {
      expect(idNumberFault(resident.idCard, on)).toBeUndefined();
      expect(resident.name).toMatch(/^演示/);
      const age = ageOn(birthDateOf(resident.idCard), on);
      expect(tags.includes('elderly-60')).toBe(age >= 60);
      expect(tags.includes('elderly-80')).toBe(age >= 80);
      const community = regionByCode.get(resident.communityCode);
      expect(community && community.level === 4 && !isVirtual(community)).toBe(true);
    }
    expect(new Set(residents.map(({ resident }) => resident.idCard)).size).toBe(residents.length);
  });
});

describe('staff', () => {
  test('hold offices that exist', () => {
    const ids = new Set(offices.map(({ id }) => id));
    expect([...held].filter((id) => !ids.has(id))).toEqual([]);
  });

  test('two clerks share the main station, so that claims can rival', () => {
    expect(
      people.filter((person) => person.role === 'clerk' && person.officeId === 'station-320613001001'),
    ).toHaveLength(2);
  });

  test('somebody holds every office that any item or step reaches from a demo resident’s community', () => {
    for (const { resident } of residents) {
      const community = resident.communityCode;
      const routings = items
        .map((item) => officeFor(item, community, offices, on))
        .concat(items.flatMap(({ steps }) => steps.map((step) => officeForStep(step, community, offices, on))));
      for (const routing of [stationFor(community, offices, on), ...routings]) {
        expect(routing && !isAmbiguous(routing) && held.has(routing.id)).toBe(true);
      }
    }
  });
});
