/** Which papers an office has found good, by what it decided. */
import { describe, expect, test } from '@jest/globals';
import type { AttachedPaper } from '../../../domain/paper.ts';
import { fold } from '../../../domain/ticket/apply.ts';
import { perform } from '../../../domain/ticket/perform.ts';
import { contextOf, filed, moment, officeA, people, type Story } from './story.ts';

const paper = (id: string, material: string): AttachedPaper => ({ id, material, sha256: 'a'.repeat(64) });
const [card, lease, better] = [
  paper('card', 'id-card'),
  paper('lease', 'residence-proof'),
  paper('better', 'residence-proof'),
];
const begun = (itemId = 'residence-permit'): Story =>
  filed(itemId, '2026-03-02 09:00', { papers: [card, lease] }).delivered('2026-03-02 09:01');
const verifiedIn = ({ events }: Story): (string[] | undefined)[] =>
  events.flatMap((event) => ('papersVerified' in event ? [event.papersVerified] : []));

/** Does an action that brings papers. */
const brings = (story: Story, action: 'supplement' | 'answer', papers: AttachedPaper[], when: string): Story => {
  const now = moment(when);
  const context = { ...contextOf(story.ticket, story.item, now, people.resident), papers };
  const drafts =
    action === 'answer'
      ? perform(story.ticket, action, { answer: '见附件' }, context)
      : perform(story.ticket, action, {}, context);
  return story.record(drafts, now);
};

describe('verified', () => {
  test('is what lies there when the station accepts', () => {
    const story = begun().does('clerk', 'accept', {}, '2026-03-02 10:00');
    expect(verifiedIn(story)).toEqual([['card', 'lease']]);
    expect(fold(story.events).papers).toEqual(story.ticket.papers);
    expect(story.ticket.papers?.every(({ verified }) => verified)).toBe(true);
  });

  test('is not what was asked for again, but what came in its place', () => {
    const story = begun().does(
      'clerk',
      'request-supplement',
      { materials: ['residence-proof'], explanation: '看不清' },
      '2026-03-02 10:00',
    );
    brings(story, 'supplement', [better], '2026-03-03 10:00');
    story.delivered('2026-03-03 10:01').does('clerk', 'accept', {}, '2026-03-03 11:00');
    expect(verifiedIn(story)).toEqual([['card', 'better']]);
  });

  test('by granting is what came after acceptance, and nothing by denying', () => {
    const outcome = (outcome: 'granted' | 'done' | 'denied'): Story => {
      const story = begun('old-age-allowance')
        .does('clerk', 'accept', {}, '2026-03-02 10:00')
        .routed(officeA, '2026-03-02 10:01')
        .does('officerA', 'sign', {}, '2026-03-02 10:30')
        .does('officerA', 'ask-resident', { question: '合同？' }, '2026-03-02 11:00');
      brings(story, 'answer', [better], '2026-03-03 10:00');
      return story.does(
        'officerA',
        'resolve',
        outcome === 'denied'
          ? { outcome, answer: '不予', legalBasis: '条例第三条', appealPath: '复议' }
          : { outcome, answer: '准予' },
        '2026-03-03 11:00',
      );
    };
    for (const granting of ['granted', 'done'] as const)
      expect(verifiedIn(outcome(granting))).toEqual([['card', 'lease'], ['better']]);
    expect(verifiedIn(outcome('denied'))).toEqual([['card', 'lease']]);
  });

  test('is nothing where the law accepts because nobody looked', () => {
    const story = begun().sweptAt('2026-03-20 09:00');
    expect(story.types).toContain('Accepted');
    expect(verifiedIn(story)).toEqual([]);
    // It lies at the station still: there is no office that would have to sign.
    expect(story.ticket.clocks.map(({ name }) => name)).not.toContain('SIGN');
  });
});
