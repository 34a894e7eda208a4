/** What is kept for long enough goes, day by day, on the real engines; what is left can still be proved. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chosenRetention, retentionOf } from '../../contract/retention.ts';
import { keptNames, retention } from '../../domain/retention.ts';
import { DAY, type Instant, later } from '../../domain/time.ts';
import { anchor } from '../../store/anchors.ts';
import { record } from '../../store/audit.ts';
import { keyOf } from '../../store/keys.ts';
import * as files from '../../store/paper-files.ts';
import * as papers from '../../store/papers.ts';
import { dropAudit, dropContents } from '../../store/retention.ts';
import { get, remove, write } from '../../store/table.ts';
import { events, formOf, verify } from '../../store/ticket-lists.ts';
import { change, load, submit } from '../../store/tickets.ts';
import { verifyAll } from '../../store/verify.ts';
import { type S3UnderTest, s3UnderTest } from '../conformance/clients.ts';
import { startEngines } from '../support/engines.ts';
import { aResident, clerk, newId, now, submission } from './factories.ts';

let engines: Awaited<ReturnType<typeof startEngines>>;
let store: S3UnderTest;
beforeAll(async () => {
  engines = await startEngines();
  store = await s3UnderTest('https://desk.example');
  const { hostname, port, protocol } = (await store.s3.config.endpoint?.()) ?? { hostname: '', protocol: '' };
  const { accessKeyId, secretAccessKey } = await store.s3.config.credentials();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: `${protocol}//${hostname}:${port}`,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    PAPERS_BUCKET: store.bucket,
    ANCHORS_BUCKET: store.bucket,
  });
});
afterAll(() => Promise.all([engines.stop(), store.stop()]));

const days = retentionOf({});
const file = { contentType: 'application/pdf', bytes: 4, sha256: 'a'.repeat(64) } as const;
const aPaper = async (residentId: string): Promise<string> => {
  const id = `pap_${newId()}`;
  const announced = { contentType: file.contentType, bytes: file.bytes };
  const paper = { id, residentId, itemId: 'i', material: 'm', announced, uploadedBy: 'u', at: now, attachedTo: [] };
  await papers.announce({ ...paper, state: 'awaited' });
  await files.keepChecked(id, file, Buffer.from('%PDF'));
  await papers.markChecked(id, file, now);
  return id;
};
type End = 'Withdrawn' | 'Refused' | null;
/** Filed with words and a paper, and at its end on the same day, or not. */
const filed = async (residentId: string | null, end: End, paperIds: string[] = []): Promise<string> => {
  const given = submission(residentId, { words: { form: { question: '演示' } } });
  const attached = paperIds.map((id) => ({ id, material: 'm', sha256: file.sha256 }));
  const { first } = given;
  const body = { ...first.body, ...(attached.length > 0 ? { papers: attached } : {}) };
  const done = await submit({ ...given, first: { ...first, body } });
  if (!('ticket' in done)) throw new Error(JSON.stringify(done));
  const { id } = done.ticket;
  if (end)
    await change(id, () => [{ actor: clerk, words: { reason: '演示' }, body: { type: end, heldMs: 0 } }], { now });
  return id;
};
const form = async (id: string) => {
  const ticket = await load(id);
  return ticket && (await formOf(ticket));
};
const isThere = async (paperId: string): Promise<boolean> => (await papers.load(paperId)) !== undefined;
const after = (count: number): Instant => later(now, count * DAY);

test('content goes when its time is over: what was decided later than what was not, what goes on never', async () => {
  const resident = await aResident();
  const [own, shared] = [await aPaper(resident), await aPaper(resident)];
  const withdrawn = await filed(resident, 'Withdrawn', [own, shared]);
  const refused = await filed(resident, 'Refused', [shared]);
  const open = await filed(resident, null);
  const anonymous = await filed(null, 'Withdrawn');
  expect((await events(withdrawn)).length).toBe(2);

  expect(await dropContents(days, after(days.requests - 1))).toBe(0);
  expect(await form(withdrawn)).toBeDefined();
  // Every day once, in whatever steps: the days that one run does not reach are the next one's.
  let dropped = 0;
  for (let run = 0; run < 3; run++) dropped += await dropContents(days, after(days.requests + 40));
  expect(dropped).toBe(2);
  expect(await form(withdrawn)).toBeUndefined();
  expect(await form(anonymous)).toBeUndefined();
  expect(await get(keyOf.ticketKey(anonymous))).toBeUndefined();
  expect([await isThere(own), await isThere(shared)]).toEqual([false, true]);
  expect(await form(refused)).toEqual({ question: '演示' });
  expect(await form(open)).toEqual({ question: '演示' });

  // As the first time, so that the years between need not be walked here.
  await write(remove(keyOf.retained('decisions')));
  for (let run = 0; run < 3; run++) await dropContents(days, after(days.decisions + 2));
  expect(await form(refused)).toBeUndefined();
  expect(await isThere(shared)).toBe(false);
  expect(await form(open)).toBeDefined();
  for (const id of [withdrawn, refused, open, anonymous]) expect(await verify(id)).toBeNull();
});

test('the audit goes by whole days, and what is left is whole; a day that went too early is found out', async () => {
  for (const [i, at] of [now, after(1)].entries())
    await record(
      { kind: 'audit-read', date: '2026-03-02' },
      { actor: { id: `auditor-${i}`, role: 'auditor' }, now: at },
    );
  await anchor(after(-1), after(1));
  const broken = async (at: Instant) => (await verifyAll(at)).broken.map(({ chain }) => chain.slice(0, 16));
  expect(await broken(after(2))).toEqual([]);
  expect(await dropAudit(days, after(days.audit))).toBe(0);
  expect(await dropAudit(days, after(days.audit + 1))).toBe(1);
  expect(await broken(after(days.audit + 1))).toEqual([]);
  // The same hole in the audit of somebody who keeps it longer, or before its time.
  expect(await broken(after(days.audit - 1))).toEqual(['audit 2026-03-02']);
});

describe('what an installation may choose', () => {
  test('other numbers, never fewer days than law and work ask for', () => {
    expect(retentionOf(chosenRetention.parse({ notices: 400 }))).toEqual({ ...days, notices: 400 });
    for (const name of keptNames) {
      expect(chosenRetention.safeParse({ [name]: retention[name].least }).success).toBe(true);
      expect(chosenRetention.safeParse({ [name]: retention[name].least - 1 }).success).toBe(false);
    }
    expect(chosenRetention.safeParse({ receipts: 3 }).success).toBe(false);
  });
});
