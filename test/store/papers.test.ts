/** Papers in the table: announced once, attached in the ticket's own transaction, dropped only while nothing uses them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Paper } from '../../domain/paper.ts';
import { fold } from '../../domain/ticket/apply.ts';
import * as papers from '../../store/papers.ts';
import { events } from '../../store/ticket-lists.ts';
import { submit } from '../../store/tickets.ts';
import { startEngines } from '../support/engines.ts';
import { aResident, newId, now, submission } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
let residentId: string;
beforeAll(async () => {
  engines = await startEngines();
  residentId = await aResident();
});
afterAll(() => engines.stop());

const sha256 = 'a'.repeat(64);
const file = { contentType: 'image/png', bytes: 67, sha256 } as const;
const paper = (more: Partial<Paper> = {}): Paper => ({
  id: `pap_${newId()}`,
  residentId,
  itemId: 'hukou-birth-registration',
  material: 'birth-certificate',
  state: 'awaited',
  announced: { contentType: 'image/png', bytes: 67 },
  uploadedBy: residentId,
  at: now,
  attachedTo: [],
  ...more,
});
const checked = async (): Promise<Paper> => {
  const one = await papers.announce(paper());
  await papers.markChecked(one.id, file, now);
  return { ...one, state: 'checked', file };
};
const filing = (ids: readonly string[], applicant: string | null = residentId) => {
  const whole = submission(applicant);
  const attached = ids.map((id) => ({ id, material: 'birth-certificate', sha256 }));
  return { ...whole, first: { ...whole.first, body: { ...whole.first.body, papers: attached } } };
};
const openOn = async (): Promise<string[]> => {
  const found: string[] = [];
  for await (const { id } of papers.unattached(now.slice(0, 10))) found.push(id);
  return found;
};

test('the same file, announced ten times at once, is one paper', async () => {
  const announced = { contentType: 'image/png' as const, bytes: 67, sha256: 'b'.repeat(64) };
  const all = await Promise.all(Array.from({ length: 10 }, () => papers.announce(paper({ announced }))));
  const [first, ...others] = new Set(all.map(({ id }) => id));
  expect(others).toEqual([]);
  const elsewhere = await papers.announce(paper({ announced, material: 'photo' }));
  expect(elsewhere.id).not.toBe(first);
  // What was refused can be announced anew; what was dropped, too.
  const [one] = all;
  if (one) await papers.markRefused(one, 'type');
  const anew = await papers.announce(paper({ announced }));
  expect(anew.id).not.toBe(first);
  await papers.markDropped(anew.id);
  await papers.forget(anew);
  expect(await papers.load(anew.id)).toBeUndefined();
  expect((await papers.announce(paper({ announced }))).state).toBe('awaited');
});

test('a verdict is given once', async () => {
  const { id } = await papers.announce(paper());
  const verdicts = await Promise.all([papers.markChecked(id, file, now), papers.markChecked(id, file, now)]);
  expect(verdicts.filter(Boolean)).toHaveLength(1);
  expect(await papers.markRefused(paper({ id }), 'type')).toBe(false);
  expect(await papers.load(id)).toMatchObject({ state: 'checked', file, checkedAt: now });
});

test('a request and its papers are stored together or not at all', async () => {
  const [good, awaited] = [await checked(), await papers.announce(paper())];
  expect(await submit(filing([good.id, awaited.id]))).toMatchObject({ refused: 'busy' });
  expect((await papers.load(good.id))?.attachedTo).toEqual([]);
  const stored = await submit(filing([good.id]));
  if (!('ticket' in stored)) throw new Error('not stored');
  expect(stored.ticket.papers).toEqual([{ id: good.id, material: 'birth-certificate', sequence: 1 }]);
  expect((await papers.load(good.id))?.attachedTo).toEqual([stored.ticket.id]);
  const history = await events(stored.ticket.id);
  expect(fold(history.map(({ event }) => event)).papers).toEqual(stored.ticket.papers);
});

test('the clean-up finds what nothing uses, and never what something uses', async () => {
  const [used, loose] = [await checked(), await checked()];
  expect(await openOn()).toEqual(expect.arrayContaining([used.id, loose.id]));
  await submit(filing([used.id]));
  const open = await openOn();
  expect([open.includes(used.id), open.includes(loose.id)]).toEqual([false, true]);
  expect([await papers.markDropped(used.id), await papers.markDropped(loose.id)]).toEqual([false, true]);
  expect(await submit(filing([loose.id]))).toMatchObject({ refused: 'busy' });
});

test('filing and clean-up in the same moment: one of them wins', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await checked();
    const [filed, dropped] = await Promise.all([submit(filing([id])), papers.markDropped(id)]);
    expect('ticket' in filed).toBe(!dropped);
  }
});

test('nothing leads from a request without a name to one with it', async () => {
  const [first, second] = [await checked(), await checked()];
  expect('ticket' in (await submit(filing([first.id], null)))).toBe(true);
  expect(await submit(filing([first.id]))).toMatchObject({ refused: 'busy' });
  expect('ticket' in (await submit(filing([second.id])))).toBe(true);
  expect(await submit(filing([second.id], null))).toMatchObject({ refused: 'busy' });
  expect(await submit(filing([second.id]))).toHaveProperty('ticket');
});

const attached = async (ticketId: string): Promise<Paper> => {
  const one = await checked();
  const stored = await submit(filing([one.id]));
  if (!('ticket' in stored)) throw new Error(`not stored for ${ticketId}`);
  return { ...one, attachedTo: [stored.ticket.id] };
};
const reusing = (id: string, more: object = {}) => {
  const whole = filing([]);
  const papersOf = [
    { id, material: 'birth-certificate', sha256, reused: { consent: 'self' as const, verified: false } },
  ];
  const { dimensions, first } = whole;
  return {
    ...whole,
    dimensions: { ...dimensions, ...more },
    first: { ...first, body: { ...first.body, papers: papersOf } },
  };
};

test('one paper of several requests: no clean-up deletes it, whatever its owner or the requests do', async () => {
  const { id } = await attached('first');
  expect(await submit(reusing(id))).toHaveProperty('ticket');
  expect(await papers.removeFromFile(id, residentId, now)).toBe(true);
  expect(await openOn()).not.toContain(id);
  expect(await papers.markDropped(id)).toBe(false);
  expect(await papers.load(id)).toMatchObject({ state: 'checked', removedAt: now });
  expect((await papers.load(id))?.attachedTo).toHaveLength(2);
  // Taken out, no request takes it again, also not one that was being filed in that moment.
  expect(await submit(reusing(id))).toMatchObject({ refused: 'busy' });
});

test('only its owner takes it out, once, and only what a request has', async () => {
  const [{ id }, loose] = [await attached('one'), await checked()];
  expect(await papers.removeFromFile(id, await aResident(), now)).toBe(false);
  expect(await papers.removeFromFile(loose.id, residentId, now)).toBe(false);
  expect(await papers.removeFromFile(id, residentId, now)).toBe(true);
  expect(await papers.removeFromFile(id, residentId, now)).toBe(false);
});

test('reuse and removal in the same moment: a request that got it keeps it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await attached(`round ${round}`);
    const [filed, removed] = await Promise.all([submit(reusing(id)), papers.removeFromFile(id, residentId, now)]);
    expect(removed).toBe(true);
    expect((await papers.load(id))?.attachedTo).toHaveLength('ticket' in filed ? 2 : 1);
  }
});

test('handed in once more it is in the file again, as of then, and no clean-up finds it', async () => {
  const announced = { contentType: 'image/png' as const, bytes: 67, sha256: 'c'.repeat(64) };
  const one = await papers.announce(paper({ announced }));
  await papers.markChecked(one.id, { ...file, sha256: announced.sha256 }, now);
  expect(await submit(filing([one.id]))).toHaveProperty('ticket');
  await papers.removeFromFile(one.id, residentId, now);
  const later = '2026-05-01T10:00:00.000+08:00';
  const again = await papers.announce(paper({ announced, at: later }));
  expect(again).toMatchObject({ id: one.id, at: later, again: true });
  expect(again).not.toHaveProperty('removedAt');
  expect(await openOn()).not.toContain(one.id);
  expect(await submit(filing([one.id]))).toHaveProperty('ticket');
  expect(await papers.load(one.id)).not.toHaveProperty('again');
});

test('what is handed in in confidence is not in the file; what is used so, stays', async () => {
  const [secret, open] = [await checked(), await attached('open')];
  const { dimensions, ...rest } = filing([secret.id]);
  expect(await submit({ ...rest, dimensions: { ...dimensions, restricted: true } })).toHaveProperty('ticket');
  expect(await papers.load(secret.id)).toMatchObject({ confidential: true });
  expect(await submit(reusing(open.id, { restricted: true }))).toHaveProperty('ticket');
  expect(await papers.load(open.id)).not.toHaveProperty('confidential');
});

test('a clerk who saw the original says so of a paper that is there already', async () => {
  const announced = { contentType: 'image/png' as const, bytes: 67, sha256: 'd'.repeat(64) };
  const one = await papers.announce(paper({ announced }));
  const verified = { by: 'original' as const, officeId: 'station-320602001001', at: now };
  expect(await papers.announce(paper({ announced, verified, validTo: '2030-01-31' }))).toMatchObject({
    id: one.id,
    verified,
    validTo: '2030-01-31',
  });
});
