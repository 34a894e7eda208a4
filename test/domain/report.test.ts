/** The tables of reports: every column under its heading, and no person in them. */
import { expect, test } from '@jest/globals';
import { numbersTable, ticketsTable } from '../../domain/report.ts';
import { filed, officeA, proxyInProgress, resolved, station } from './ticket/story.ts';

test('numbers: each counter in its column, rates to a tenth of a per cent', () => {
  const names = ['filed', 'accepted', 'resolved', 'refused', 'withdrawn', 'lapsed', 'merged', 'returned'];
  const counts = {
    ...Object.fromEntries([...names, 'supplemented', 'supplementedAgain', 'reopened'].map((name, i) => [name, i + 1])),
    'met.PROMISE': 2,
    'missed.PROMISE': 1,
    'rating.5': 28,
    'rating.1': 5,
    'ratingExcluded.1': 2,
    'card.yellow': 40,
    'card.red': 41,
    'cardCancelled.yellow': 20,
    'cardCancelled.red': 22,
  };
  const lines = [
    { key: '2026-03', label: '三月', counts },
    { key: '2026-04', label: '四月', counts: {} },
  ];
  const table = numbersTable('numbers', { zh: '月份', en: 'month' }, lines);
  expect(table.columns.slice(0, 3).map(({ en }) => en)).toEqual(['month', 'name', 'filed']);
  expect(table.columns).toHaveLength(table.rows[0]?.length ?? 0);
  expect(table.rows[0]).toEqual([
    '2026-03',
    '三月',
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    2,
    1,
    66.7,
    31,
    28,
    90.3,
    40,
    41,
    42,
  ]);
  expect(table.rows[1]).toEqual(['2026-04', '四月', ...Array(13).fill(0), null, 0, 0, null, 0, 0, 0]);
});

test('tickets: a line each, with the moment and the office that it is counted for', () => {
  const counted = { at: '2026-03-04T10:00:00.000+08:00', officeId: officeA };
  const item = { zh: '高龄津贴', department: 'civil-affairs' };
  const { ticket } = resolved().does('resident', 'rate', { level: 5 }, '2026-03-05 09:00');
  const early = proxyInProgress().ticket;
  const { acceptedOn: _accepted, ...unaccepted } = early;
  const table = ticketsTable('tickets', [
    { ticket, item, counted },
    { ticket: { ...unaccepted, officeId: null, clocks: [] }, item, counted },
  ]);
  const [done, going] = table.rows.map((row) =>
    Object.fromEntries(row.map((value, i) => [table.columns[i]?.en, value])),
  );
  expect(done).toEqual({
    reference: '34679ACD',
    item: 'old-age-allowance',
    'item name': '高龄津贴',
    department: 'civil-affairs',
    mode: 'proxy',
    channel: 'web',
    community: '320613001001',
    office: officeA,
    state: expect.any(String),
    filed: '2026-03-02 09:00',
    accepted: '2026-03-02',
    promised: '2026-03-09',
    ended: '2026-03-04 10:00',
    generation: 1,
    returns: 0,
    'lists of papers': 0,
    rating: 5,
    'second rating': null,
    'counted at': '2026-03-04 10:00',
    'counted for': officeA,
  });
  const question = filed('policy-consultation', '2026-03-02 09:00').ticket;
  const [asked] = ticketsTable('tickets', [{ ticket: question, item, counted }]).rows;
  expect(asked?.[table.columns.findIndex(({ en }) => en === 'promised')]).toBe('2026-03-03');
  expect(going).toMatchObject({ office: station, accepted: null, promised: null, ended: null, rating: null });
});
