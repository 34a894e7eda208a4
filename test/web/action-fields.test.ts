/** Every action that staff can be offered has a form that asks exactly what its schema takes. */
import { describe, expect, test } from '@jest/globals';
import { type ActionName, actionNames, actions, type Relation } from '../../domain/ticket/actions.ts';
import { actionFields, checked, inOrder } from '../../web/src/workbench/ticket/action-fields.ts';

const notStaff: ReadonlySet<Relation> = new Set(['applicant', 'agent', 'bearer', 'system']);
const ofStaff = actionNames.filter((name) => actions[name].by.some((relation) => !notStaff.has(relation)));

/** Uploads of a resident's answer; at the desk it is written down as it is said. */
const notAsked: Partial<Record<ActionName, readonly string[]>> = { answer: ['papers'] };

describe('the forms of actions', () => {
  test.each(ofStaff.map((name) => ({ name })))('$name asks what its schema takes', ({ name }) => {
    const asked = actionFields[name]?.map((field) => field.name);
    const taken = Object.keys(actions[name].body.shape).filter((key) => !notAsked[name]?.includes(key));
    expect([...(asked ?? ['no form'])].sort()).toEqual(taken.sort());
  });

  test('what is left empty is named where it is missing, and words that are too long are counted', () => {
    expect(checked('refuse', { reason: ' ' }, [])).toEqual({
      faults: [
        { field: 'legalBasis', kind: 'missing' },
        { field: 'reason', kind: 'wrong' },
        { field: 'remedy', kind: 'missing' },
      ],
    });
    expect(checked('note', { text: '长'.repeat(1001) }, [])).toEqual({
      faults: [{ field: 'text', kind: { tooLong: 1000 } }],
    });
  });

  test('a denial needs its law and the way to object; nothing else is asked for them, nor sent', () => {
    const denied = { outcome: 'denied', answer: '不符合条件' };
    expect(checked('resolve', denied, [])).toEqual({
      faults: [
        { field: 'legalBasis', kind: 'missing' },
        { field: 'appealPath', kind: 'missing' },
      ],
    });
    const left = { outcome: 'done', answer: '已处理', legalBasis: '写了又改的' };
    expect(checked('resolve', left, [])).toEqual({ body: { outcome: 'done', answer: '已处理' } });
  });

  test('numbers, limits and yes or no become what the schema wants', () => {
    expect(checked('extend', { by: '5', reason: '等鉴定结论' }, [])).toEqual({
      body: { by: { n: 5, unit: 'wd' }, reason: '等鉴定结论' },
    });
    expect(checked('rate-by-phone', { reached: 'no-answer' }, [])).toEqual({ body: { reached: false } });
    expect(checked('rate-by-phone', { reached: 'answered-call', level: '2', reasons: ['slow'] }, [])).toEqual({
      body: { reached: true, level: 2, reasons: ['slow'] },
    });
    expect(checked('rate-by-phone', { reached: 'answered-call' }, [])).toEqual({
      faults: [{ field: 'level', kind: 'missing' }],
    });
  });

  test('the usual ones first, and what residents do is not offered', () => {
    // What a supervisor or a waiting desk is there for comes before a note.
    expect(inOrder(['note', 'assign', 'verify-rating'])).toEqual(['verify-rating', 'note', 'assign']);
    expect(inOrder(['note', 'supplement'])).toEqual(['supplement', 'note']);
    expect(inOrder(['merge', 'withdraw', 'note', 'accept', 'claim'])).toEqual(['claim', 'accept', 'note', 'merge']);
  });
});
