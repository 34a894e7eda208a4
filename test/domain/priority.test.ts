import { describe, expect, test } from '@jest/globals';
import { priorityOf } from '../../domain/priority.ts';
import { content, itemNamed } from '../data/content.ts';

const priority = (id: string, ...tags: string[]) => priorityOf(itemNamed(id), tags, content.applicantGroups);

describe('the published rule', () => {
  test.each([
    ['hukou-birth-registration', ['resident'], 'ordinary', 0],
    ['hukou-birth-registration', ['floating', 'tenant'], 'ordinary', 0],
    ['hukou-birth-registration', ['elderly-80', 'empty-nest'], 'priority', 30],
    ['hukou-birth-registration', ['disabled', 'severely-disabled'], 'priority', 40],
    ['hukou-birth-registration', ['elderly-60'], 'ordinary', 0],
    ['hukou-migration-in', ['elderly-60'], 'priority', 5],
    ['temporary-relief', ['low-income'], 'urgent', 25],
    ['temporary-relief', ['resident'], 'ordinary', 0],
    ['hardship-child', ['minor'], 'priority', 0],
    ['social-org-filing', ['elderly-80'], 'ordinary', 0],
    ['hukou-birth-registration', ['king'], 'ordinary', 0],
  ])('%s for %j → %s, weight %i', (id, tags, lane, weight) => {
    expect(priority(id, ...tags)).toMatchObject({ lane, weight });
  });

  test('an item without a rule takes everybody in turn, whatever its groups, and says so', () => {
    const item = itemNamed('temporary-relief');
    const { groups: _groups, ...priority } = item.priority;
    const inTurn = { lane: 'ordinary', weight: 0, reason: { zh: '按受理先后顺序', en: 'First come, first served' } };
    const of = (changed: object) =>
      priorityOf({ ...item, priority: { ...item.priority, ...changed } }, ['low-income'], content.applicantGroups);
    expect(of({ rule: 'none' })).toEqual(inTurn);
    expect(priorityOf({ ...item, priority }, ['low-income'], content.applicantGroups)).toEqual(inTurn);
    expect(priorityOf(item, ['low-income', 'disabled'], content.applicantGroups).reason.en).toMatch(
      /^[^,:]+, [^,:]+: Urgent/,
    );
  });

  test('the reason names the groups and the rule in both languages', () => {
    const { reason } = priority('temporary-relief', 'low-income', 'disabled');
    expect(reason.zh).toBe('残疾人、低保/低收入家庭：急难型24小时内先行救助,5个工作日内补手续');
    expect(reason.en).toContain('Urgent: help within 24 hours');
  });
});
