/** Proposals in the table: rivals, what they rest on, and the audit of each step. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Item } from '../../domain/catalogue.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { auditOf } from '../../store/audit.ts';
import { item as itemOn, itemRows, itemVersion } from '../../store/content.ts';
import { itemNow, itemVersions } from '../../store/items.ts';
import { approve, proposalOf, propose, withdraw } from '../../store/proposals.ts';
import { putAll } from '../../store/batch.ts';
import { itemNamed } from '../data/content.ts';
import { startEngines } from '../support/engines.ts';
import { now } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
const item = itemNamed('old-age-allowance');
const today = dateOf(now);
beforeAll(async () => {
  engines = await startEngines();
  await putAll(itemRows(item));
});
afterAll(() => engines.stop());

const by = (id: string) => ({ actor: { id, role: 'administrator' }, now });
const proposing = (id: string, base: number, change: Partial<Item>, validFrom = today): Proposal => ({
  id,
  subject: item.id,
  base: { [item.id]: base },
  validFrom,
  reason: 'because',
  proposedBy: 'a',
  proposedAt: now,
  change: { kind: 'item', item: { ...item, ...change } },
});
const steps = async (): Promise<string[]> => {
  const found: string[] = [];
  for await (const event of auditOf(today))
    if (event.kind === 'content-changed') found.push(`${event.step} ${event.actor.id}`);
  return found;
};

test('one proposal at a time, approved once by any number of rivals, each step in the audit and no other', async () => {
  const first = proposing('P1', 1, { zh: '新名𠮷' });
  expect(await propose(first, null, by('a'))).toBeNull();
  expect(await propose(proposing('P2', 1, {}), null, by('b'))).toMatchObject({ refused: 'stale-version' });
  expect((await proposalOf('item', item.id))?.id).toBe('P1');
  const answers = await Promise.all(['b', 'c', 'd'].map((id) => approve(first, [], by(id))));
  expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  expect(await proposalOf('item', item.id)).toBeUndefined();
  expect(await itemVersion(item.id, 2)).toMatchObject({ zh: '新名𠮷', version: 2 });
  expect((await itemVersions(item.id)).map((row) => row.release?.approvedBy !== undefined)).toEqual([true, false]);
  expect((await steps()).map((step) => step.split(' ')[0]).sort()).toEqual(['approved', 'proposed']);
});

test('what was overtaken is neither proposed nor approved, and can be withdrawn', async () => {
  expect(await propose(proposing('P3', 1, {}), null, by('a'))).toMatchObject({ refused: 'stale-version' });
  const open = proposing('P4', 2, { note: 'x' });
  expect(await propose(open, null, by('a'))).toBeNull();
  expect(await approve(proposing('P5', 2, { note: 'y' }), [], by('b'))).toMatchObject({ refused: 'stale-version' });
  expect(await withdraw(open, by('b'))).toBeNull();
  expect(await withdraw(open, by('b'))).toMatchObject({ refused: 'stale-version' });
  expect((await itemNow(item.id))?.newest).toBe(2);
});

test('a version holds from its day, and one approved too late from then on', async () => {
  const later = proposing('P6', 2, { zh: '以后' }, addDays(today, 5));
  expect(await propose(later, null, by('a'))).toBeNull();
  expect(await approve(later, [], by('b'))).toBeNull();
  expect(await itemOn(item.id, today)).toMatchObject({ version: 2 });
  expect(await itemOn(item.id, addDays(today, 5))).toMatchObject({ version: 3, zh: '以后' });
  const late = proposing('P7', 3, { zh: '补' }, addDays(today, -3));
  expect(await propose(late, null, by('a'))).toBeNull();
  expect(await approve(late, [], by('b'))).toBeNull();
  expect((await itemVersions(item.id))[0]?.release?.validFrom).toBe(today);
  // It takes the place of the one that would have begun later.
  expect((await itemNow(item.id))?.versions.map(({ version }) => version)).toEqual([4]);
});
