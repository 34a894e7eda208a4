import { describe, expect, test } from '@jest/globals';
import { needsVerified } from '../../domain/catalogue.ts';
import { checkCharacter } from '../../domain/id-number.ts';
import { checkRegistration, type Registration, registration } from '../../domain/registration.ts';
import { addDays, type CivilDate } from '../../domain/time.ts';
import { items } from '../data/content.ts';

const today: CivilDate = '2026-11-24';
const numberOf = (first17: string) => first17 + checkCharacter(first17);
const good: Registration = {
  name: ' 演示新 ',
  idNumber: numberOf('32061319900101901'),
  phone: '１９９００００００９９',
  communityCode: '320613001001',
  address: '演示路9号',
};
const codes = (change: Partial<Registration>, on = today) => {
  const checked = checkRegistration({ ...good, ...change }, on);
  return Array.isArray(checked) ? checked.map(({ path, code }) => `${path} ${code}`) : [];
};

describe('what a resident says of themselves', () => {
  test('comes back in its normal form', () => {
    expect(checkRegistration(good, today)).toEqual({ ...good, name: '演示新', phone: '19900000099' });
  });

  test.each([
    { change: { name: ' ' }, said: ['name required'] },
    { change: { phone: '12345' }, said: ['phone phone'] },
    { change: { idNumber: '320613199001019012' }, said: ['idNumber check-digit'] },
    { change: { idNumber: numberOf('32061319900230901') }, said: ['idNumber birth-date'] },
    { change: { idNumber: numberOf('32061318990101901') }, said: ['idNumber age'] },
    { change: { idNumber: '1', phone: '1', address: '' }, said: ['idNumber shape', 'phone phone', 'address required'] },
  ])('$said', ({ change, said }) => {
    expect(codes(change)).toEqual(said);
  });

  test('a wrong number is said to be wrong, and nothing is made of its birth date', () => {
    expect(codes({ idNumber: '320613201511249012' })).toEqual(['idNumber check-digit']);
    const young = numberOf('32061320151124901');
    expect(codes({ idNumber: young, phone: '1' })).toEqual(['phone phone', 'idNumber guardian']);
    expect(codes({ idNumber: numberOf('32061319061124901') })).toEqual([]);
    expect(codes({ idNumber: numberOf('32061319051124901') })).toEqual(['idNumber age']);
    expect(codes({ idNumber: numberOf('32061320261125901') })).toEqual(['idNumber birth-date']);
  });

  test('is short enough, and names a community', () => {
    const is = (change: object) => registration.safeParse({ ...good, ...change }).success;
    const longest = {
      name: 'x'.repeat(100),
      idNumber: 'x'.repeat(64),
      phone: 'x'.repeat(64),
      address: 'x'.repeat(200),
    };
    expect([is({}), is(longest)]).toEqual([true, true]);
    for (const [name, text] of Object.entries(longest))
      expect([name, is({ [name]: `${text}x` })]).toEqual([name, false]);
    for (const communityCode of ['3206130010011', '32061300100', '32061300100a'])
      expect(is({ communityCode })).toBe(false);
    expect(is({ more: 1 })).toBe(false);
  });

  test('nothing said is repeated', () => {
    const checked = checkRegistration({ ...good, idNumber: '320613199001019012', phone: '4567890123' }, today);
    expect(JSON.stringify(checked)).not.toMatch(/320613|4567890/);
  });

  test('from the fourteenth birthday; before, a guardian acts', () => {
    const idNumber = numberOf('32061320121124901');
    expect(codes({ idNumber })).toEqual([]);
    expect(codes({ idNumber }, addDays(today, -1))).toEqual(['idNumber guardian']);
  });
});

describe('what needs a verified identity', () => {
  const needs = (wanted: boolean) =>
    items
      .filter((item) => needsVerified(item) === wanted)
      .map(({ id }) => id)
      .sort();

  test('not: questions, complaints, help, appointments, bills', () => {
    expect(needs(false)).toEqual(
      [
        'donation-receipt',
        'environment-report',
        'home-visit-booking',
        'house-safety-report',
        'policy-consultation',
        'property-complaint',
        'resident-help-call',
        'school-enrolment-consult',
        'suggestion-complaint',
        'top-up-card',
        'utility-bill-payment',
        'venue-booking',
      ].sort(),
    );
  });

  test('every licence, payment, certificate and register', () => {
    for (const item of items)
      if (item.regime === 'licensing' || ['payment', 'certificate', 'record'].includes(item.outcome.kind))
        expect([item.id, needsVerified(item)]).toEqual([item.id, true]);
  });
});
