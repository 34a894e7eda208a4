import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Caller,
  careRelationOf,
  type Field,
  fields,
  fieldsOf,
  isOfCity,
  mayApprove,
  mayCareAt,
  mayCall,
  mayChangeTargets,
  mayConfirmCalendar,
  mayConfirmTargets,
  mayEnterFacts,
  mayFileForOthers,
  mayOversee,
  mayPropose,
  mayPublishCalendar,
  mayReadAudit,
  mayReveal,
  maySearchResidents,
  maySee,
  maySeeAdministration,
  maySeeAttention,
  maySeeBoard,
  maySeeCalendarDraft,
  maySeeCases,
  maySeeExactNumbers,
  maySeeOfficeCases,
  maySeeOfficeNumbers,
  maySeeOffices,
  mayServeVisitors,
  phoneFields,
  relationsOf,
  relationsOfRole,
  type Role,
  roles,
  shows,
  showsWordsOf,
} from '../../domain/access.ts';
import { actions, type Relation, relations } from '../../domain/ticket/actions.ts';
import type { EventType } from '../../domain/ticket/event.ts';
import { eventNames } from '../../domain/ticket/event-names.ts';
import { community, filed, officeA, officeB, people, proxyInProgress, station } from './ticket/story.ts';

const everyRole = Object.keys(roles) as Role[];
const ticket = proxyInProgress().ticket;
const eventTypes = Object.keys(eventNames) as EventType[];

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

describe('calling back', () => {
  const rated = (state: 'rectifying' | 'calling-back' | 'resolved') => ({ ...ticket, state });
  test('whoever reviews a bad rating may have the number while it is to be looked into, nobody else ever', () => {
    for (const relation of Object.keys(relations) as Relation[])
      expect([relation, mayCall(new Set([relation]), rated('rectifying'))]).toEqual([
        relation,
        relation === 'reviewer',
      ]);
    const reviewer = new Set<Relation>(['supervisor', 'reviewer']);
    expect([mayCall(reviewer, rated('calling-back')), mayCall(reviewer, rated('resolved'))]).toEqual([true, false]);
  });

  test('numbers are the fields of that type', () =>
    expect(
      phoneFields([
        { id: 'applicantName', type: 'text' },
        { id: 'applicantPhone', type: 'phone' },
      ]),
    ).toEqual(['applicantPhone']));
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

describe('what one of the staff is to a ticket', () => {
  const is = (who: Caller, changed: Partial<typeof ticket> = {}) =>
    [...relationsOf(who, { ...ticket, ...changed })].sort();
  const at = (officeId: string): Caller => ({ ...people.officerC, officeId });

  test('the station of the community, the office that acts and whoever holds it', () => {
    expect(is(people.clerk)).toEqual(['station']);
    expect(is(people.colleague)).toEqual(['station']);
    expect(is(people.officerA)).toEqual(['holder', 'office']);
    expect(is(people.officerB)).toEqual([]);
    const before = { officeId: null, holder: { kind: 'station' as const, id: station } };
    expect(is(people.clerk, before)).toEqual(['holder', 'office', 'station']);
    expect(is(people.officerA, before)).toEqual([]);
  });

  test('an office of a step from its delivery on, one that sent it back, one with a card; whoever resolved it', () => {
    const step = { id: 'x', officeId: officeB, status: 'ready' as const };
    const steps = (status: 'ready' | 'delivered') => ({
      steps: [{ ...step, status }] as unknown as typeof ticket.steps,
    });
    expect(is(people.officerB, steps('ready'))).toEqual([]);
    expect(is(people.officerB, steps('delivered'))).toEqual(['step-office']);
    expect(is(people.officerB, { returnedBy: ['another', officeB] })).toEqual(['former-office']);
    expect(is(people.officerB, { returnedBy: ['another'] })).toEqual([]);
    const cards = [{ unit: 'another' }, { unit: officeB }] as unknown as typeof ticket.cards;
    expect(is(people.officerB, { cards })).toEqual(['card-unit']);
    expect(is(at('yet-another'), { cards })).toEqual([]);
    expect(is({ ...people.officerB, id: 'who' }, { resolvedBy: 'who' })).toEqual(['rated']);
    expect(is({ ...people.officerB, id: 'who' }, { resolvedBy: 'other' })).toEqual([]);
  });

  test('a supervisor does not review what they decided themselves; an arbiter comes with the arbitration and stays', () => {
    expect(is(people.supervisor)).toEqual(['reviewer', 'supervisor']);
    expect(is(people.supervisor, { resolvedBy: people.supervisor.id })).toEqual(['supervisor']);
    expect(is(people.arbiter)).toEqual([]);
    expect(is(people.arbiter, { state: 'in-arbitration' })).toEqual(['arbiter']);
    expect(is(people.arbiter, { arbitrated: true })).toEqual(['arbiter']);
    expect(is(people.auditor)).toEqual(['auditor']);
  });

  test('an anonymous filing is known by who filed it; an agent by the mandate it was filed under', () => {
    const anonymous = { residentId: null };
    expect(is(people.resident, anonymous)).toEqual(['applicant']);
    expect(is({ ...people.resident, id: 'somebody' }, anonymous)).toEqual([]);
    expect(is({ ...people.clerk, id: people.resident.id }, anonymous)).toEqual(['station']);
    expect(is(people.resident, { ...anonymous, filedBy: { kind: 'staff', id: people.resident.id } })).toEqual([]);
    expect(is({ ...people.stranger, earlierFiles: ['R0', 'R1'] })).toEqual(['applicant']);

    const filedBy = { kind: 'agent' as const, id: people.stranger.id, mandateId: 'M1' };
    const mandates = (...ids: string[]) => ids.map((id) => ({ id })) as unknown as Caller['mandates'];
    expect(is({ ...people.stranger, mandates: mandates('M0', 'M1') }, { filedBy })).toEqual(['agent']);
    expect(is({ ...people.stranger, mandates: mandates('M0') }, { filedBy })).toEqual([]);
    expect(is({ ...people.stranger, id: 'x', mandates: mandates('M1') }, { filedBy })).toEqual([]);
    const ofAnother = { filedBy: { ...filedBy, kind: 'staff' as const } };
    expect(is({ ...people.stranger, mandates: mandates('M1') }, ofAnother)).toEqual([]);
  });

  test('a resident’s household and clearance are nothing: both are about staff', () => {
    expect(is({ ...people.resident, household: ['R1'] })).toEqual(['applicant']);
    const filedBy = { kind: 'agent' as const, id: people.stranger.id, mandateId: 'M1' };
    const agent = { ...people.stranger, mandates: [{ id: 'M1' }] as unknown as Caller['mandates'] };
    expect(is({ ...agent, household: ['R1'] }, { filedBy, restricted: true })).toEqual(['agent']);
  });
});

describe('what is shown', () => {
  const readers = (field: Field) =>
    (Object.keys(fieldsOf) as Relation[]).filter((relation) => shows(new Set([relation]), field)).sort();

  test('each field, to whom', () => {
    const judges = ['arbiter', 'reviewer', 'supervisor'];
    const workers = ['holder', 'office', 'station', 'step-office'];
    const own = ['agent', 'applicant'];
    expect(Object.fromEntries((Object.keys(fields) as Field[]).map((field) => [field, readers(field)]))).toEqual({
      status: [...own, ...judges, ...workers, 'auditor', 'card-unit', 'former-office', 'rated'].sort(),
      form: [...own, ...workers].sort(),
      personal: own,
      words: [...own, ...workers].sort(),
      reasons: judges,
      'card-reasons': ['card-unit', 'supervisor'],
      notes: [...judges, ...workers, 'auditor', 'card-unit', 'rated'].sort(),
      handler: [...judges, ...workers, 'auditor', 'card-unit', 'rated'].sort(),
    });
  });

  test('one relation among several is enough, none shows nothing', () => {
    expect(shows(new Set<Relation>(['auditor', 'station']), 'form')).toBe(true);
    expect(shows(new Set(), 'status')).toBe(false);
  });

  test('words: those who work with it read all but what is between staff; who judges reads what is judged', () => {
    const read = (...relations: Relation[]) =>
      eventTypes.filter((type) => showsWordsOf(new Set<Relation>(relations), type)).sort();
    const between = ['CardDecided', 'CardExplained'];
    const judged = [
      'RatingAppealed',
      'Rated',
      'RatingVerified',
      'Rectified',
      'ReferredToArbiter',
      'Refused',
      'ReopenRequested',
      'Resolved',
      'Returned',
      'SupplementRequested',
    ];
    for (const reader of ['applicant', 'station', 'office'] as const)
      expect(read(reader)).toEqual(eventTypes.filter((type) => !between.includes(type)).sort());
    expect(read('reviewer')).toEqual([...judged].sort());
    expect(read('arbiter')).toEqual([...judged].sort());
    expect(read('supervisor')).toEqual([...judged, ...between].sort());
    expect(read('card-unit')).toEqual(between);
    for (const reader of ['auditor', 'former-office', 'rated'] as const) expect(read(reader)).toEqual([]);
  });

  test('personal values are revealed, for a reason, to whoever works with the form; their owner has them anyway', () => {
    const able = (Object.keys(fieldsOf) as Relation[]).filter((relation) => mayReveal(new Set([relation])));
    expect(able.sort()).toEqual(['holder', 'office', 'station', 'step-office']);
    expect(mayReveal(new Set<Relation>(['applicant', 'station']))).toBe(false);
  });
});

describe('rights that are not about one ticket', () => {
  const [city, district, otherDistrict] = ['320600000000', '320613000000', '320612000000'];
  const over = (role: Role, regionCode: string | null): Caller => ({
    ...people.stranger,
    residentId: null,
    role,
    regionCode,
  });
  const staff = (role: Role, officeId: string): Caller => ({ ...over(role, null), officeId });
  const overseeing = ['supervisor', 'arbiter', 'auditor', 'administrator'] as const;
  const everybody: Readonly<Record<string, Caller>> = {
    resident: people.resident,
    clerk: staff('clerk', station),
    officer: staff('officer', officeA),
    ...Object.fromEntries(
      overseeing.flatMap((role) => [
        [`${role} of the city`, over(role, city)],
        [`${role} of the district`, over(role, district)],
        [`${role} of another`, over(role, otherDistrict)],
        [`${role} of nothing`, over(role, null)],
      ]),
    ),
  };
  const who = (may: (caller: Caller) => boolean) =>
    Object.keys(everybody).filter((name) => may(everybody[name] as Caller));
  const office = { id: officeA, regionCode: district };
  const here = (...names: (typeof overseeing)[number][]) =>
    names.flatMap((role) => [`${role} of the city`, `${role} of the district`]);

  test.each<[string, (caller: Caller) => boolean, string[]]>([
    ['is of the city', isOfCity, overseeing.map((role) => `${role} of the city`)],
    ['attention', (caller) => maySeeAttention(caller, district, 'red'), here('supervisor')],
    ['arbitration', (caller) => maySeeAttention(caller, district, 'arbitration'), here('supervisor', 'arbiter')],
    ['oversee', (caller) => mayOversee(caller, district), here('supervisor', 'auditor', 'administrator')],
    [
      'exact numbers of a community',
      (caller) => maySeeExactNumbers(caller, community),
      ['clerk', ...here('supervisor', 'auditor', 'administrator')],
    ],
    [
      'cases of a community',
      (caller) => maySeeCases(caller, community, 'filed'),
      ['clerk', ...here('supervisor', 'auditor', 'administrator')],
    ],
    [
      'who rated how, of a community',
      (caller) => maySeeCases(caller, community, 'lowRating.slow'),
      here('supervisor', 'auditor', 'administrator'),
    ],
    [
      'exact numbers of a district',
      (caller) => maySeeExactNumbers(caller, district),
      here('supervisor', 'auditor', 'administrator'),
    ],
    ['change targets', mayChangeTargets, ['administrator of the city']],
    ['confirm targets', mayConfirmTargets, ['supervisor of the city', 'administrator of the city']],
    ['enter facts', (caller) => mayEnterFacts(caller, community), here('administrator')],
    ['board of an office', (caller) => maySeeBoard(caller, office), ['officer', ...here('supervisor')]],
    ['serve visitors', (caller) => mayServeVisitors(caller, station), ['clerk']],
    ['care at a station', (caller) => mayCareAt(caller, station), ['clerk']],
    ['search residents', maySearchResidents, ['clerk', 'officer']],
    ['file for others', mayFileForOthers, ['clerk', 'officer']],
    ['read the audit', mayReadAudit, ['auditor of the city']],
    ['publish a calendar', mayPublishCalendar, ['administrator of the city']],
    ['confirm a calendar', mayConfirmCalendar, ['supervisor of the city', 'administrator of the city']],
    [
      'see a calendar’s draft',
      maySeeCalendarDraft,
      [
        'supervisor of the city',
        ...['city', 'district'].map((place) => `auditor of the ${place}`),
        'auditor of another',
        'auditor of nothing',
        'administrator of the city',
      ],
    ],
    ['propose an item', (caller) => mayPropose(caller, 'item', []), ['administrator of the city']],
    ['propose rules', (caller) => mayPropose(caller, 'rules', [district]), ['administrator of the city']],
    ['propose an office', (caller) => mayPropose(caller, 'office', [district]), here('administrator')],
    [
      'propose rules of the district',
      (caller) => mayPropose(caller, 'district-rules', [district]),
      here('administrator'),
    ],
    [
      'propose an office of two districts',
      (caller) => mayPropose(caller, 'office', [district, otherDistrict]),
      ['administrator of the city'],
    ],
    [
      'approve rules',
      (caller) => mayApprove(caller, 'rules', []),
      ['supervisor of the city', 'administrator of the city'],
    ],
    ['approve an office', (caller) => mayApprove(caller, 'office', [district]), here('supervisor', 'administrator')],
    [
      'see the administration',
      maySeeAdministration,
      (['supervisor', 'auditor', 'administrator'] as const).flatMap((role) => [...here(role), `${role} of another`]),
    ],
    ['look up offices', maySeeOffices, Object.keys(everybody).filter((name) => name !== 'resident')],
  ])('%s', (_, may, able) => expect(who(may)).toEqual(able));

  test('whoever works in the station’s office sees its numbers, and nobody else by the name of an office alone', () => {
    expect(maySeeExactNumbers({ ...people.officerA, officeId: station }, community)).toBe(true);
    for (const who of [people.resident, people.arbiter])
      expect(maySeeExactNumbers({ ...who, officeId: station }, community)).toBe(false);
  });

  test('a person of the staff without an office is nowhere, also where no office is named', () => {
    expect(mayCareAt({ ...people.clerk, officeId: null }, station)).toBe(false);
    expect(relationsOf({ ...people.officerC, officeId: null }, { ...ticket, officeId: null }).size).toBe(0);
  });
});
