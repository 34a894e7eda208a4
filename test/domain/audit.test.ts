/** What the audit writes down: each kind with what it needs, and who it was. */
import { describe, expect, test } from '@jest/globals';
import { auditActor, auditBody, auditKinds, auditNames, purposes } from '../../domain/audit.ts';

const ids = { residentId: 'R1', ticketId: 'T', paperId: 'P', itemId: 'I', mandateId: 'M', agentId: 'A' };
const every: readonly Record<string, unknown>[] = [
  { kind: 'reveal', residentId: 'R1', ticketId: 'T', fields: ['phone'], purpose: 'contact' },
  { kind: 'search', by: 'id-card', residentId: null },
  { kind: 'export', what: 'tickets', rows: 3, residentId: 'R1' },
  { kind: 'care-listed', officeId: 'station-1', list: 'due', rows: 3 },
  { kind: 'care-opened', residentId: 'R1' },
  { kind: 'paper-opened', residentId: 'R1', ticketId: 'T', paperId: 'P' },
  { kind: 'file-read', residentId: 'R1', itemId: 'I' },
  { kind: 'paper-reused', residentId: 'R1', ticketId: 'T', paperIds: ['P'] },
  { kind: 'file-changed', residentId: 'R1', ticketId: 'T', fields: ['phone'] },
  { kind: 'denied', operation: 'getTicket', target: 'T', refused: 'not-found', more: 2 },
  { kind: 'mandate-used', residentId: 'R1', mandateId: 'M', ticketId: 'T' },
  { kind: 'mandate-given', residentId: 'R1', mandateId: 'M', agentId: 'A', basis: 'power-of-attorney' },
  { kind: 'mandate-ended', residentId: 'R1', mandateId: 'M', agentId: 'A' },
  { kind: 'staff-changed', personId: 'S', was: null, is: { role: 'clerk' } },
  { kind: 'verified', residentId: 'R1' },
  { kind: 'erasure', residentId: 'R1', basis: 'request', step: 'proposed' },
  { kind: 'content-changed', step: 'approved', what: 'item/x', proposalId: 'P', versions: { x: 2 } },
  { kind: 'audit-read', date: '2026-03-02' },
];

describe('an entry', () => {
  test('of every kind is kept as it is, and has a name in both languages', () => {
    expect(every.map(({ kind }) => kind)).toEqual(auditKinds);
    for (const body of every) expect(auditBody.parse(body)).toEqual(body);
    for (const kind of auditKinds) expect([auditNames[kind].zh, auditNames[kind].en].every((text) => text)).toBe(true);
  });

  test('without what its kind needs is refused', () => {
    const optional = new Set([
      'reveal.ticketId',
      'export.rows',
      'export.residentId',
      'denied.target',
      'denied.more',
      'mandate-given.basis',
    ]);
    for (const body of every)
      for (const name of Object.keys(body).filter((name) => name !== 'kind')) {
        const { [name]: _left, ...rest } = body;
        const path = `${String(body['kind'])}.${name}`;
        expect([path, auditBody.safeParse(rest).success]).toEqual([path, optional.has(path)]);
      }
  });

  test('holds identifiers: nothing empty, nothing endless', () => {
    for (const [name, id] of Object.entries(ids))
      for (const body of every.filter((body) => body[name] === id))
        for (const wrong of ['', 'x'.repeat(65)])
          expect(auditBody.safeParse({ ...body, [name]: wrong }).success).toBe(false);
    const [revealed, , exported, listed, , , , reused, , denied] = every;
    for (const wrong of [
      { ...revealed, fields: [] },
      { ...revealed, fields: [''] },
      { ...revealed, fields: Array(41).fill('phone') },
      { ...revealed, fields: ['x'.repeat(65)] },
      { ...revealed, purpose: 'curiosity' },
      { ...exported, what: 'x'.repeat(65) },
      { ...listed, list: 'x'.repeat(21) },
      { ...reused, paperIds: [] },
      { ...reused, paperIds: Array(41).fill('P') },
      { ...denied, operation: 'x'.repeat(121) },
      { ...denied, target: 'x'.repeat(121) },
      { ...denied, refused: 'x'.repeat(41) },
    ])
      expect(auditBody.safeParse(wrong).success).toBe(false);
  });

  test('names every purpose, way of searching, basis and step, and no other', () => {
    const fits = (kind: string, name: string, value: string) =>
      auditBody.safeParse({ ...every.find((body) => body['kind'] === kind), [name]: value }).success;
    for (const purpose of Object.keys(purposes)) expect(fits('reveal', 'purpose', purpose)).toBe(true);
    for (const by of ['id-card', 'phone']) expect(fits('search', 'by', by)).toBe(true);
    for (const basis of ['request', 'death', 'order']) expect(fits('erasure', 'basis', basis)).toBe(true);
    for (const step of ['proposed', 'waiting', 'postponed', 'closing', 'restricted', 'erased', 'withdrawn'])
      expect(fits('erasure', 'step', step)).toBe(true);
    for (const step of ['proposed', 'approved', 'withdrawn']) expect(fits('content-changed', 'step', step)).toBe(true);
    expect([fits('search', 'by', 'name'), fits('erasure', 'basis', ''), fits('erasure', 'step', 'x')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

test('who it was: with the office and the colleague they stood in for, where there is one', () => {
  const caller = { id: 'x', role: 'clerk', officeId: null, deputyOf: null };
  expect(auditActor(caller)).toEqual({ id: 'x', role: 'clerk' });
  expect(auditActor({ ...caller, officeId: 'station-1', deputyOf: 'y' })).toEqual({
    id: 'x',
    role: 'clerk',
    officeId: 'station-1',
    deputyOf: 'y',
  });
});
