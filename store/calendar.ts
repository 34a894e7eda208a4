/**
 * Publishing a calendar year: proposed by one person, confirmed by another. The version that is confirmed becomes the
 * current one, and the recomputation of all open clocks is ordered, in one transaction: neither is there without the
 * other. Versions are kept for ever, with who proposed and who confirmed them.
 */
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { CalendarYear } from '../domain/sla/calendar.ts';
import type { Instant } from '../domain/time.ts';
import { type Key, keyOf, partition, prefix } from './keys.ts';
import { list } from './query.ts';
import { recomputationRow } from './recomputations.ts';
import { absent, type Expression, get, put, transact, write } from './table.ts';

/** `revision` tells proposals for one year apart: who confirms names the one that they read. */
export type CalendarDraft = {
  year: CalendarYear;
  revision: number;
  proposedBy: string;
  proposedAt: Instant;
  confirmedBy?: string;
  confirmedAt?: Instant;
  withdrawnAt?: Instant;
};
type DraftRow = Key & { kind: 'calendar-draft'; draft: CalendarDraft };

/** A version of a year with its authors; those of a new installation have none. */
export type PublishedYear = { year: CalendarYear } & Partial<Omit<CalendarDraft, 'year' | 'revision'>>;

/** The current version, read consistently; undefined: its notice is not published. */
export const publishedYear = (year: number): Promise<PublishedYear | undefined> =>
  get<PublishedYear>(keyOf.currentYear(year));

/** Every version of the year that was in force, newest first. */
export const calendarVersions = async (year: number): Promise<PublishedYear[]> =>
  (
    await list<PublishedYear>({ partition: partition.calendar, sort: { beginsWith: prefix.calendarVersion(year) } })
  ).sort((a, b) => b.year.version - a.year.version);

/** Does the proposal still wait for somebody's word? */
export const isOpen = ({ confirmedAt, withdrawnAt }: CalendarDraft): boolean =>
  confirmedAt === undefined && withdrawnAt === undefined;

/** The newest proposal for the year, open or not. */
export const calendarDraft = async (year: number): Promise<CalendarDraft | undefined> =>
  (await get<DraftRow>(keyOf.calendarDraft(year)))?.draft;

const versionOf = (published: PublishedYear | undefined): number => published?.year.version ?? 0;

const stale = (seen: number, current: number): Refusal =>
  refuse('stale-version', {
    zh: '该年的日历版本与您看到的不同。',
    en: 'The year has another version than the one you saw.',
    seen: String(seen),
    current: String(current),
  });

const draftRow = (draft: CalendarDraft): DraftRow => ({
  ...keyOf.calendarDraft(draft.year.year),
  kind: 'calendar-draft',
  draft,
});

/** The draft is still the one that was read, and open. */
const stillOpen = (revision: number): Expression => ({
  text: '#draft.#revision = :revision AND attribute_not_exists(#draft.confirmedAt) AND attribute_not_exists(#draft.withdrawnAt)',
  names: { '#draft': 'draft', '#revision': 'revision' },
  values: { ':revision': revision },
});

/**
 * Stores a proposal for the version after `ifVersion` (0 where none is published). It takes the place of an open one.
 * Refuses `stale-version`, also where a rival proposed in the same moment.
 */
export const proposeYear = async (
  year: Pick<CalendarYear, 'year' | 'source' | 'off' | 'makeUp'>,
  { by, now, ifVersion }: { by: string; now: Instant; ifVersion: number },
): Promise<CalendarDraft | Refusal> => {
  const [published, before] = await Promise.all([publishedYear(year.year), calendarDraft(year.year)]);
  if (versionOf(published) !== ifVersion) return stale(ifVersion, versionOf(published));
  const draft: CalendarDraft = {
    year: { ...year, version: ifVersion + 1, status: 'published' },
    revision: (before?.revision ?? 0) + 1,
    proposedBy: by,
    proposedAt: now,
  };
  const unchanged: Expression = before
    ? {
        text: '#draft.#revision = :revision',
        names: { '#draft': 'draft', '#revision': 'revision' },
        values: { ':revision': before.revision },
      }
    : absent;
  return (await write(put(draftRow(draft), unchanged))) ? draft : stale(ifVersion, versionOf(published));
};

/** The current row is still the version before, or not there yet. */
const current = (version: number): Expression =>
  version === 0
    ? absent
    : {
        text: '#year.#version = :version',
        names: { '#year': 'year', '#version': 'version' },
        values: { ':version': version },
      };

/**
 * Makes an open proposal the current version and orders the recomputation. Refuses `stale-version` where the proposal
 * or the current version is not the one that was read, `busy` where a rival was at it in the same moment.
 */
export const confirmYear = async (
  draft: CalendarDraft,
  { by, now }: { by: string; now: Instant },
): Promise<PublishedYear | Refusal> => {
  const { year, revision, proposedBy, proposedAt } = draft;
  const published: PublishedYear = { year, proposedBy, proposedAt, confirmedBy: by, confirmedAt: now };
  const transaction = await transact([
    put(draftRow({ ...draft, confirmedBy: by, confirmedAt: now }), stillOpen(revision)),
    put({ ...keyOf.calendarVersion(year.year, year.version), kind: 'calendar-version', ...published }, absent),
    put({ ...keyOf.currentYear(year.year), kind: 'calendar-year', ...published }, current(year.version - 1)),
    put(recomputationRow(year.year, year.version, now), absent),
  ]);
  if (transaction.written) return published;
  if (transaction.failed.size === 0) return refuse('busy');
  return stale(year.version - 1, versionOf(await publishedYear(year.year)));
};

/** Takes an open proposal back; its revision is never given again. False: it is not the one that was read, or not open. */
export const withdrawYear = (draft: CalendarDraft, now: Instant): Promise<boolean> =>
  write(put(draftRow({ ...draft, withdrawnAt: now }), stillOpen(draft.revision)));
