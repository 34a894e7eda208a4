/** The choice of rows and its counts, by example. */
import { describe, expect, test } from '@jest/globals';
import { epochMs } from '../../domain/time.ts';
import { filtersOf, paramsOf, sift } from '../../web/src/workbench/board/filters.ts';
import { clockStateOf } from '../../web/src/workbench/clock-state.ts';
import { wantedOf } from '../../web/src/workbench/wanted.ts';

const now = epochMs('2026-11-24T10:00:00.000+08:00');
const viewer = { id: 'clerk-lin', officeId: 'station-320613001001' };
const here = { kind: 'station' as const, id: viewer.officeId };
const base = {
  state: 'submitted' as const,
  lane: 'ordinary',
  due: '2026-11-25T17:30:00.000+08:00',
  suspended: false,
  handlerId: null as string | null,
  holder: here as { kind: 'station' | 'resident'; id: string | null },
  itemId: 'community-certificate',
  reference: 'EMAYM4A7',
  item: { zh: '社区(村)证明出具', en: 'Community certificate' },
};
const rows = [
  { ...base, due: '2026-11-24T09:00:00.000+08:00', lane: 'urgent' },
  { ...base, due: '2026-11-24T17:30:00.000+08:00', handlerId: 'clerk-lin', state: 'in-progress' as const },
  { ...base, handlerId: 'clerk-sun' },
  { ...base, lane: 'waiting', suspended: true, holder: { kind: 'resident' as const, id: null } },
];

describe('the board', () => {
  test('counts are those of the rows behind each button, under the other filters', () => {
    const filters = filtersOf(new URLSearchParams('show=mine'));
    const { rows: shown, counts } = sift(rows, filters, viewer, now);
    expect(counts).toEqual({ all: 4, free: 1, mine: 1, new: 2, overdue: 1, today: 1, waiting: 1, card: 0 });
    expect(shown).toHaveLength(counts.mine);
    expect(sift(rows, { ...filters, lane: 'urgent' }, viewer, now).counts).toMatchObject({ all: 1, mine: 0 });
    expect(sift(rows, { ...filters, q: ' ema ' }, viewer, now).counts.all).toBe(4);
    expect(sift(rows, { ...filters, q: '低保' }, viewer, now).counts.all).toBe(0);
  });

  test('the address says the choice, leaves out what is usual, and what it does not know is no filter', () => {
    const filters = filtersOf(new URLSearchParams('show=today&lane=urgent&q=证明'));
    expect(paramsOf(filters, 2)).toEqual({ show: 'today', lane: 'urgent', q: '证明', page: '2' });
    expect(paramsOf(filtersOf(new URLSearchParams('show=everything&lane=fast')))).toEqual({});
  });

  test.each([
    { due: '2026-11-24T09:59:59.999+08:00', stands: false, state: 'overdue' },
    { due: '2026-11-24T10:00:00.000+08:00', stands: false, state: 'today' },
    { due: '2026-11-25T00:00:00.000+08:00', stands: false, state: 'soon' },
    { due: '2026-11-26T00:00:00.000+08:00', stands: false, state: 'later' },
    { due: '2026-11-20T00:00:00.000+08:00', stands: true, state: 'standing' },
  ])('$due is $state', ({ due, stands, state }) => {
    expect(clockStateOf({ due, stands }, now)).toBe(state);
  });

  test.each([
    { typed: '199 0000 0001', by: 'phone', value: '19900000001' },
    { typed: '32061319430815002x', by: 'id-card', value: '32061319430815002X' },
    { typed: '居住证', by: 'words', value: '居住证' },
    { typed: '证明 1', by: 'words', value: '证明 1' },
  ])('$typed is looked for by $by', ({ typed, by, value }) => {
    expect(wantedOf(typed)).toEqual({ by, value });
  });
});
