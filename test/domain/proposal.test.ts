/** Content is proposed by one person and approved by another, from today on. */
import { describe, expect, test } from '@jest/globals';
import {
  change,
  objectionToApproving,
  objectionToStart,
  type Proposal,
  proposal,
  reason,
  rulesSubject,
} from '../../domain/proposal.ts';
import { defaultRules } from '../../domain/ticket/rules.ts';
import { itemNamed } from '../data/content.ts';
import { people } from './ticket/story.ts';

const { version: _version, deliveryMinutes: _minutes, ...rules } = defaultRules;
const given: Proposal = {
  id: 'P',
  subject: 'city',
  base: { city: 1 },
  validFrom: '2026-04-01',
  reason: '试点',
  proposedBy: 'administrator',
  proposedAt: '2026-03-02T10:00:00.000+08:00',
  change: { kind: 'rules', rules },
};

describe('a proposal', () => {
  test('changes an item, the offices or the rules', () => {
    expect(proposal.parse(given)).toEqual(given);
    const item = itemNamed('old-age-allowance');
    expect(change.parse({ kind: 'item', item })).toEqual({ kind: 'item', item });
    const moved = { do: 'end', officeId: 'police-320613', on: '2026-04-01' };
    const office = { kind: 'office', change: moved, unrouted: 'human-queue' };
    expect(change.parse(office)).toEqual(office);
    expect(change.parse({ ...office, unrouted: 'refuse' })).toEqual({ ...office, unrouted: 'refuse' });
    expect(change.safeParse({ ...office, unrouted: 'drop' }).success).toBe(false);
    const opened = { do: 'open', officeId: 'station-320613', department: 'station', regionCode: '320613000000' };
    for (const kind of ['station', 'desk', 'department']) {
      const more = { kind, zh: '新单位', en: 'New office', answersFor: ['320613000000'], on: '2026-04-01' };
      expect(change.parse({ ...office, change: { ...opened, ...more } })).toMatchObject({ change: { kind } });
    }
    const ofDistrict = { kind: 'district-rules', district: '320613000000', limits: {} };
    expect(change.parse(ofDistrict)).toEqual(ofDistrict);
    // Stored under this name.
    expect(rulesSubject).toBe('city');
    for (const wrong of [{ kind: 'person', item }, { kind: 'item' }, { kind: 'item', item, more: 1 }])
      expect(change.safeParse(wrong).success).toBe(false);
    expect(proposal.safeParse({ ...given, base: { city: -1 } }).success).toBe(false);
  });

  test('begins today or later', () => {
    expect(objectionToStart('2026-03-02', '2026-03-02')).toBeNull();
    expect(objectionToStart('2026-03-01', '2026-03-02')).toMatchObject({
      refused: 'invalid',
      errors: [{ path: 'validFrom', code: 'past', seen: '2026-03-01' }],
    });
  });

  test('gives a reason that says something', () => {
    expect(reason.parse('  因政策调整  ')).toBe('因政策调整');
    for (const text of ['', '调整 ', 'x'.repeat(501)]) expect(reason.safeParse(text).success).toBe(false);
    expect(['调整期限', 'x'.repeat(500)].map((text) => reason.safeParse(text).success)).toEqual([true, true]);
  });

  test('is approved by another one who may, never by who proposed it', () => {
    const ofCity = { ...people.supervisor, regionCode: '320600000000' };
    const refused = (who: typeof people.supervisor) => objectionToApproving(given, who, [])?.refused ?? null;
    expect(refused(ofCity)).toBeNull();
    expect(refused({ ...ofCity, id: 'administrator' })).toBe('own-case');
    expect(refused(people.supervisor)).toBe('not-allowed');
  });
});
