/** Stops as they are written down, and which of them holds the clock on a day. */
import { describe, expect, test } from '@jest/globals';
import { stop, stopOn } from '../../../domain/sla/stop.ts';

const reason = { zh: '检测', en: 'testing' };

describe('a stop', () => {
  test('may be open, and is closed by its last day', () => {
    for (const written of [
      { from: '2026-03-02', reason },
      { from: '2026-03-02', to: '2026-03-04', reason },
    ])
      expect(stop.parse(written)).toEqual(written);
  });

  test.each([
    ['no reason', { from: '2026-03-02' }],
    ['a reason in one language', { from: '2026-03-02', reason: { ...reason, zh: '' } }],
    ['a reason in the other language', { from: '2026-03-02', reason: { ...reason, en: '' } }],
    ['a day that does not exist', { from: '2026-02-30', reason }],
  ])('with %s is refused', (_, written) => expect(stop.safeParse(written).success).toBe(false));

  test('holds the clock from its first day to its last one, an open one for good', () => {
    const [closed, open] = [
      { from: '2026-03-02', to: '2026-03-04', reason },
      { from: '2026-03-10', reason },
    ];
    const on = (date: string) => stopOn(date, [closed, open]);
    expect(['03-01', '03-02', '03-04', '03-05', '03-09', '03-10', '12-31'].map((day) => on(`2026-${day}`))).toEqual([
      undefined,
      closed,
      closed,
      undefined,
      undefined,
      open,
      open,
    ]);
  });

  test('that was resumed on its own day holds nothing', () => {
    expect(stopOn('2026-03-04', [{ from: '2026-03-04', to: '2026-03-03', reason }])).toBeUndefined();
  });
});
