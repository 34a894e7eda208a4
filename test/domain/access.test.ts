import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Caller,
  careRelationOf,
  fieldsOf,
  mayCareAt,
  maySee,
  maySeeOfficeCases,
  maySeeOfficeNumbers,
  relationsOf,
  relationsOfRole,
  type Role,
  roles,
  shows,
} from '../../domain/access.ts';
import { actions, type Relation, relations } from '../../domain/ticket/actions.ts';
import { filed, officeA, people, proxyInProgress, station } from './ticket/story.ts';

const everyRole = Object.keys(roles) as Role[];
const ticket = proxyInProgress().ticket;

/** Nobody has these by who they are: time has the one, the rating code the other, and they show nothing. */
const fromNoRole: ReadonlySet<Relation> = new Set<Relation>(['system', 'bearer']);

describe('the tables', () => {
  test('every relation can be had by some role, and shows at least the status', () => {
    for (const relation of (Object.keys(relations) as Relation[]).filter((each) => !fromNoRole.has(each))) {
      expect(everyRole.some((role) => relationsOfRole[role].includes(relation))).toBe(true);
      expect(fieldsOf[relation]).toContain('status');
    }
    for (const relation of fromNoRole) {
      expect(everyRole.some((role) => relationsOfRole[role].includes(relation))).toBe(false);
      expect(fieldsOf[relation]).toEqual([]);
    }
  });

  test('who only reads has no action: auditors, offices that sent it back; administrators are nothing to tickets', () => {
    for (const action of Object.values(actions)) {
      expect(action.by).not.toContain('auditor');
      expect(action.by).not.toContain('former-office');
    }
    expect(relationsOfRole.administrator).toEqual(['applicant']);
  });

  test('who judges reads reasons and never the form', () => {
    for (const relation of ['supervisor', 'reviewer', 'arbiter', 'auditor', 'card-unit'] as const)
      expect(fieldsOf[relation]).not.toContain('form');
  });
});

describe('what a person is', () => {
  test('an unknown role, office or region is nothing', () => {
    for (const role of everyRole) {
      const nobody: Caller = { ...people.stranger, role, residentId: null };
      expect([...relationsOf(nobody, ticket)]).toEqual([]);
    }
  });

  test('nobody of the staff handles their own case or that of their household', () => {
    for (const who of [people.clerk, people.officerA, people.supervisor, people.auditor, people.arbiter]) {
      expect([...relationsOf({ ...who, residentId: 'R1' }, ticket)]).toEqual(['applicant']);
      expect(maySee({ ...who, household: ['R1'] }, ticket)).toBe(false);
    }
    expect(maySee({ ...people.officerA, household: ['R2'] }, ticket)).toBe(true);
  });

  test('a restricted case exists for the applicant and for staff with a clearance', () => {
    const hidden = filed('old-age-allowance', '2026-03-02 09:00', { restricted: true }).ticket;
    expect(maySee(people.resident, hidden)).toBe(true);
    for (const who of [people.clerk, people.supervisor, people.auditor]) {
      expect(maySee(who, hidden)).toBe(false);
      expect(maySee({ ...who, cleared: true }, hidden)).toBe(true);
    }
    expect(maySee({ ...people.stranger, cleared: true }, hidden)).toBe(false);
  });

  test('arbiter, auditor and supervisor reach their own region only', () => {
    const elsewhere = { regionCode: '320612000000' };
    for (const who of [people.supervisor, people.auditor]) {
      expect(maySee(who, ticket)).toBe(true);
      expect(maySee({ ...who, ...elsewhere }, ticket)).toBe(false);
    }
    const disputed = { ...ticket, state: 'in-arbitration' as const, holder: { kind: 'arbiter' as const } };
    expect(maySee(people.arbiter, disputed)).toBe(true);
    expect(maySee({ ...people.arbiter, ...elsewhere }, disputed)).toBe(false);
  });

  test('care for a resident: its station, supervisors and auditors over it; never one’s own or one’s household', () => {
    const care = { residentId: 'R1', communityCode: '320613001001', stationId: station, restricted: false };
    const over = { regionCode: '320613001000' };
    const cleared = { ...care, restricted: true };
    const is = (who: Caller, of = care) => careRelationOf(who, of);
    expect(is(people.clerk)).toBe('station');
    expect(is({ ...people.officerA, officeId: station })).toBe('station');
    for (const role of everyRole)
      expect(is({ ...people.stranger, role, ...over })).toBe(role === 'supervisor' || role === 'auditor' ? role : null);
    expect(is({ ...people.supervisor, regionCode: '320612000000' })).toBeNull();
    expect(is(people.officerA)).toBeNull();
    for (const own of [{ residentId: 'R1' }, { earlierFiles: ['R1'] }, { household: ['R1'] }])
      for (const who of [people.clerk, people.supervisor, people.auditor, people.resident])
        expect(is({ ...who, ...own })).toBeNull();
    expect(is(people.clerk, cleared)).toBeNull();
    expect(is({ ...people.clerk, cleared: true }, cleared)).toBe('station');
    expect(mayCareAt(people.clerk, station)).toBe(true);
    for (const who of [people.supervisor, people.resident, people.officerA])
      expect(mayCareAt(who, station)).toBe(false);
  });

  test('numbers of one office: its own people and whoever is over its seat; who rated how is for the latter', () => {
    const office = { id: officeA, regionCode: '320613001000' };
    const over = { regionCode: '320613000000' };
    const callers: [Caller, boolean, boolean][] = [
      [people.officerA, true, false],
      [{ ...people.officerA, officeId: station }, false, false],
      [people.clerk, false, false],
      [people.resident, false, false],
      [people.arbiter, false, false],
      ...(['supervisor', 'auditor', 'administrator'] as const).flatMap((role): [Caller, boolean, boolean][] => [
        [{ ...people.stranger, role, ...over }, true, true],
        [{ ...people.stranger, role, regionCode: '320612000000' }, false, false],
      ]),
    ];
    for (const [who, numbers, ratings] of callers) {
      expect([who.role, maySeeOfficeNumbers(who, office)]).toEqual([who.role, numbers]);
      expect(maySeeOfficeCases(who, office, 'filed')).toBe(numbers);
      expect(maySeeOfficeCases(who, office, 'rating.1')).toBe(ratings);
    }
  });

  test('whoever it is: relations fit the role, and without one nothing is shown', () => {
    const caller = fc.record({
      id: fc.constantFrom('li-fang', 'officer-a', 'x'),
      role: fc.constantFrom(...everyRole),
      officeId: fc.constantFrom(null, officeA, station, 'health-320613'),
      regionCode: fc.constantFrom(null, '320600000000', '320613000000', '320612000000'),
      cleared: fc.boolean(),
      residentId: fc.constantFrom(null, 'R1', 'R2'),
      deputyOf: fc.constant(null),
      earlierFiles: fc.constantFrom<string[][]>([], ['R1']),
      verified: fc.boolean(),
      household: fc.constantFrom([], ['R1']),
      mandates: fc.constant([]),
      communityCode: fc.constant(null),
    });
    const changes = fc.record({
      restricted: fc.boolean(),
      residentId: fc.constantFrom('R1', null),
      returnedBy: fc.constantFrom<string[][]>([], ['health-320613']),
      resolvedBy: fc.constantFrom('officer-a', 'x'),
      arbitrated: fc.boolean(),
    });
    fc.assert(
      fc.property(caller, changes, (who, changed) => {
        const seen = relationsOf(who, { ...ticket, ...changed });
        for (const relation of seen) expect(relationsOfRole[who.role]).toContain(relation);
        if (seen.has('applicant')) expect(seen.size).toBe(1);
        if (changed.restricted && !who.cleared && who.role !== 'resident' && !seen.has('applicant'))
          expect(seen.size).toBe(0);
        if (seen.size === 0) expect(shows(seen, 'status')).toBe(false);
      }),
    );
  });
});
