/** Whatever changes or discloses something has a budget; the documents name every budget with its number. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { budgetsOf, limitNames, limits } from '../../contract/limits.ts';
import type { Route } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';

const rows = Object.entries(routes) as [string, Route][];

describe('limits', () => {
  test('every operation that is no plain read has one', () => {
    const free = rows.filter(([, { method, limit }]) => method === 'POST' && limit === null).map(([name]) => name);
    expect(free).toEqual([]);
  });

  test('reads have one where much is read or leaves the system at once, or where reading is itself recorded', () => {
    const limited = rows.filter(([, { method, limit }]) => method === 'GET' && limit !== null).map(([name]) => name);
    expect(limited.sort()).toEqual([
      'compareStations',
      'exportMine',
      'exportNumbers',
      'exportTickets',
      'getBrief',
      'getCare',
      'getEvaluation',
      'getKnown',
      'getOfficePerformance',
      'getTargetValues',
      'listCare',
      'listCases',
      'listKept',
      'listOfficeCases',
      'listPatterns',
      'listUnadministered',
      'readAudit',
    ]);
  });

  test('every budget is used, and leaves room for a clerk with thirty visitors a day', () => {
    const used = new Set(rows.map(([, { limit }]) => limit));
    expect(limitNames.filter((name) => !used.has(name))).toEqual([]);
    for (const name of ['filing', 'searches', 'disclosures', 'uploads', 'verification'] as const)
      expect(limits[name].perHour).toBeGreaterThanOrEqual(60);
  });

  test('an installation changes one and keeps the others', () => {
    const chosen = budgetsOf({ searches: 7 });
    expect(chosen).toMatchObject({ searches: 7, filing: limits.filing.perHour });
    expect(Object.keys(chosen).sort()).toEqual(limitNames.toSorted());
  });

  test('docs/operator.md has every budget with its number', () => {
    const text = readFileSync(new URL('../../docs/operator.md', import.meta.url), 'utf8');
    const told = [...text.matchAll(/^\| `([a-z-]+)`\s+\| (\d+)\s+\|/gm)].map(([, name, perHour]) => [name, perHour]);
    expect(told).toEqual(limitNames.map((name) => [name, String(limits[name].perHour)]));
  });
});
