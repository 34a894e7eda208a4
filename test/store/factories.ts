/** Drafts and submissions for tests of the store: as simple as the fold allows. */
import { randomBytes, randomUUID } from 'node:crypto';
import { referenceOf, sortableId } from '../../domain/ids.ts';
import type { EventDraft } from '../../domain/ticket/apply.ts';
import type { Ticket } from '../../domain/ticket/state.ts';
import type { ClockSet } from '../../domain/ticket/event.ts';
import { levelOf, lineageOf, parentOf } from '../../domain/region.ts';
import { instantOf, later, type Instant } from '../../domain/time.ts';
import { regionRow } from '../../store/content.ts';
import { openFile } from '../../store/people.ts';
import { putAll } from '../../store/batch.ts';
import { submit, type Submission } from '../../store/tickets.ts';

export const now: Instant = '2026-03-02T10:00:00.000+08:00';
export const community = '320613001001';
export const stationId = `station-${community}`;

export const newId = (): string => sortableId(Date.now(), randomBytes(10));
export const clerk = { kind: 'staff', id: 'clerk-a', officeId: stationId } as const;
const system = { kind: 'system', id: 'system' } as const;

export const clock = (name: ClockSet['name'], due: Instant): ClockSet => ({
  name,
  generation: 1,
  start: now,
  limit: { n: 1, unit: 'wd' },
  due,
  provisional: false,
  calendar: 'test',
  rule: 'R1',
  alarms: { missed: due },
});

export const aResident = async (id = `resident-${randomUUID()}`): Promise<string> => {
  await openFile({
    id,
    communityCode: community,
    tags: [],
    verified: true,
    openedAt: now,
    fields: { name: '演示𠮷㛃·' },
  });
  return id;
};

/** A submission of a resident, or an anonymous one. */
export const submission = (
  residentId: string | null,
  {
    words,
    key = randomUUID(),
    ...others
  }: Partial<Submission> & { words?: Record<string, unknown>; key?: string } = {},
): Submission => ({
  ticketId: newId(),
  dimensions: {
    communityCode: community,
    department: 'police',
    channel: 'web',
    special: false,
    groups: [],
    restricted: false,
  },
  idempotency: { callerId: residentId ?? 'anybody', key, bodyHash: 'one' },
  now,
  ...others,
  first: {
    actor: { kind: 'resident', id: residentId ?? 'anybody' },
    ...(words ? { words } : {}),
    body: {
      type: 'Submitted',
      itemId: 'hukou-birth-registration',
      itemVersion: 1,
      mode: 'proxy',
      regime: 'service',
      filedBy: { kind: 'resident', id: residentId ?? 'anybody' },
      residentId,
      lane: 'ordinary',
      tags: [],
      reference: referenceOf(randomBytes(7)),
      stationId,
      receivedOn: '2026-03-02',
      clocks: [clock('ACCEPT', later(now, 3_600_000))],
    },
  },
});

/** Files a ticket and gives what was stored. @throws when it was refused */
export const aTicket = async (words?: Record<string, unknown>, residentId?: string | null): Promise<Ticket> => {
  const applicant = residentId === undefined ? await aResident() : residentId;
  const result = await submit(submission(applicant, words ? { words } : {}));
  if (!('ticket' in result)) throw new Error(`not stored: ${JSON.stringify(result)}`);
  return result.ticket;
};

export const note = (words?: Record<string, unknown>): EventDraft => ({
  body: { type: 'Noted' },
  actor: clerk,
  ...(words ? { words } : {}),
});
export const delivered: EventDraft = {
  body: { type: 'Delivered', officeId: stationId, routing: 0, messageId: 'm' },
  actor: system,
};
export const accepted: EventDraft = {
  body: { type: 'Accepted', acceptedOn: '2026-03-02', deemed: false, clocks: [], steps: [], heldMs: 300_000 },
  actor: clerk,
};
export const claimed = (handlerId: string): EventDraft => ({ body: { type: 'Claimed', handlerId }, actor: clerk });
/** Moments apart, so that events of rivals differ. */
export const moment = (n: number): Instant => instantOf(Date.parse(now) + n * 1000);

/** Puts these communities and every region above them into the table. Before anything is read: regions are remembered. */
export const putRegions = (communities: readonly string[]): Promise<void> =>
  putAll(
    [...new Set(communities.flatMap(lineageOf))].map((code) =>
      regionRow({ code, name: code, level: levelOf(code), parent: parentOf(code) ?? null, type: 'test' }),
    ),
  );
